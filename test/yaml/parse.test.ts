import { describe, expect, test } from '@jest/globals';

import { formatProblem } from '../../src/core/errors.ts';
import { MAX_BYTES } from '../../src/yaml/file.ts';
import { parseYaml } from '../../src/yaml/parse.ts';

function problems(text: string): string[] {
  return parseYaml({ path: 'f.yaml', text }).problems.map(formatProblem);
}

/** Nine levels of ten aliases each: a billion values when resolved. */
const LAUGHS = Array.from({ length: 9 }, (_, level) => {
  const items = level === 0 ? 'lol' : `*a${String(level - 1)}`;
  return `k${String(level)}: &a${String(level)} [${Array.from({ length: 10 }, () => items).join(', ')}]`;
}).join('\n');

describe('parseYaml', () => {
  test('keeps every scalar as it is written, with its place', () => {
    const { root, problems: wrong } = parseYaml({
      path: 'f.yaml',
      text: 'a: 0012345\nb: [yes, 2011.10, ~, "null"]\n',
    });
    expect(wrong).toEqual([]);
    expect(root).toMatchObject({ kind: 'map', place: { file: 'f.yaml', line: 1, column: 1 } });
    const entries = root?.kind === 'map' ? root.entries : new Map<string, never>();
    expect(entries.get('a')?.value).toEqual({
      kind: 'text',
      text: '0012345',
      quoted: false,
      place: { file: 'f.yaml', line: 1, column: 4 },
    });
    expect(entries.get('b')).toMatchObject({
      keyPlace: { line: 2, column: 1 },
      value: {
        kind: 'list',
        items: [
          { text: 'yes', place: { line: 2, column: 5 } },
          { text: '2011.10', place: { line: 2, column: 10 } },
          { text: '~', quoted: false },
          { text: 'null', quoted: true },
        ],
      },
    });
  });

  test('of another program, several documents are a list, within the bound of one', () => {
    const wide = `a: &a [${'x, '.repeat(9_999)}x]\nb: [${'*a, '.repeat(20)}*a]\n`;
    const parse = (text: string) => parseYaml({ path: 'f.yaml', text }, true);
    expect(parse('a: &x 1\n---\nb: 2\n').root).toMatchObject({
      kind: 'list',
      items: [{ kind: 'map' }, { kind: 'map' }],
    });
    expect(parse('a: &x 1\n---\nb: *x\n').problems.map(formatProblem)).toEqual([
      expect.stringMatching(/unknown alias/),
    ]);
    expect(parse(wide).problems).toEqual([]);
    expect(parse(`${wide}---\n${wide}`).problems.map(formatProblem)).toEqual([
      expect.stringMatching(/more than 400000/),
    ]);
  });

  test('resolves an alias to what its anchor holds', () => {
    const { root } = parseYaml({ path: 'f.yaml', text: 'a: &x [1, 2]\nb: *x\n' });
    expect(root?.kind === 'map' ? root.entries.get('b')?.value : null).toMatchObject({
      kind: 'list',
      items: [{ text: '1' }, { text: '2' }],
    });
  });

  test.each([
    ['', [/^f\.yaml: is empty$/]],
    ['# only a comment\n', [/is empty/]],
    ['a: 1\nb: 2\na: 3\n', [/^f\.yaml:3:1: the key a is there twice/]],
    ['a: {__proto__: x}\n', [/^f\.yaml:1:5: the key __proto__ is not allowed$/]],
    ['a: 1\n---\nb: 2\n', [/^f\.yaml:2:1: a second document/]],
    ['a: !!int 5\n', [/^f\.yaml:1:4: not valid YAML: Unresolved tag/]],
    ['a: "x\n', [/^f\.yaml:\d:\d: not valid YAML/]],
    ['a: *x\n', [/^f\.yaml:1:4: unknown alias \*x$/]],
    ['a: &x [*x]\n', [/nested more than 32 deep/]],
    ['? [a]\n: b\n', [/^f\.yaml:1:3: a key that is not text/]],
    ['a\0b', [/not a text file/]],
    ['[['.repeat(20_000), [/nested too deeply|not valid YAML/]],
    [`[${'['.repeat(50)}${']'.repeat(50)}]`, [/nested more than 32 deep/]],
    ['a'.repeat(MAX_BYTES + 1), [/larger than 4 MiB/]],
    [LAUGHS, [/more than 400000 values once aliases are resolved/]],
  ])('adds problems of document %#', (text, expected) => {
    const found = problems(text);
    expect(found.length).toBeGreaterThanOrEqual(expected.length);
    expected.forEach((pattern, index) => {
      expect(found[index]).toMatch(pattern);
    });
  });
});
