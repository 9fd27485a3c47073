import { describe, expect, test } from '@jest/globals';

import { patternProblem } from '../../src/knowledge/pattern.ts';
import { hanging, hostileCells } from './hostile-cells.ts';

describe('patternProblem', () => {
  test.each([
    String.raw`\bS57\d\d-`,
    '^ASA55',
    String.raw`(?<![A-Za-z0-9_])(?<!GT-)S(?:77(?:0[0-9]|1[0-9])|127(?:00|04))(?:[EX]|lsw|-[0-9A-Z]+)?(?![0-9])`,
    String.raw`(?:\d{2}-){3}\d`,
    String.raw`[)(*+?{]\(a\)\*`,
    String.raw`(?<=\-)X1`,
    String.raw`(?<=\d)GT`,
    '[A-Z]{1,20}-[A-Z]+x',
    'a{,5}b',
    String.raw`[\\x]b`,
    String.raw`(?:x+|y+|z+|w+)q`,
  ])('takes %s', (pattern) => {
    expect(patternProblem(pattern)).toBeNull();
  });

  test.each([
    ['[a', /no regular expression: Unterminated character class/],
    ['(a+)+b', /^at character 1 repeats a group that holds a quantifier: \(a\+\)\+$/],
    ['x(?:-[A-Z0-9]+)*', /^at character 2 repeats a group that holds a quantifier/],
    ['(?:(?:ab?)c)*x', /repeats a group that holds a quantifier/],
    ['(?:a?){30}x', /repeats a group that holds a quantifier/],
    ['(?:a|ab)+x', /repeats a group that holds alternatives/],
    [String.raw`(a)\1`, /^at character 4 refers back to a group \(\\1\)/],
    ['(?<name>ab?)c', /^at character 1 opens a named group/],
    [String.raw`S\x41`, /^at character 2 writes a character as \\x$/],
    [String.raw`[A\u0041]x`, /writes a character as/],
    ['(?<!a+)b', /looks behind for more than fixed text or one character: \(\?<!a\+\)/],
    ['(?<=a|b)c', /looks behind/],
    ['(?<!(a))b', /looks behind/],
    [String.raw`(?<=\bx)c`, /looks behind/],
    ['a*b*c', /more than one repetition without a limit/],
    ['a{1,}b(?:c+|d)x', /more than one repetition without a limit/],
    ['(?:c+|d)e{0,21}x', /more than one repetition without a limit/],
    ['a*', /meets an empty cell/],
    ['', /meets an empty cell/],
    [String.raw`\p{L}x`, /not of the safe subset/],
  ])('refuses %s', (pattern, message) => {
    expect(patternProblem(pattern)?.message).toMatch(message);
  });
});

test('what is accepted comes to an end on a hostile cell of 4 KiB', () => {
  const worst = ['[A-Z]+[A-Z0-9]{0,20}x', '(?:S|SS)[A-Z]*!', String.raw`\w+@`, '(?:a?b?)?c+d'];
  expect(worst.map(patternProblem)).toEqual(worst.map(() => null));
  expect(hanging(worst, hostileCells(['a', 'S', 'ab', 'A0', '@', 'S57']))).toEqual([]);
});
