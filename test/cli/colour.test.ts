import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { isColoured, showsUnicode } from '../../src/cli/output/reports.ts';
import type { ReportingFlags } from '../../src/cli/options.ts';

const stream = (isTTY: boolean) => Object.assign(new PassThrough(), { isTTY });
const XTERM = { TERM: 'xterm-256color' };

describe('colour: --color > NO_COLOR > FORCE_COLOR > TERM=dumb > is it a terminal', () => {
  const cases: readonly [ReportingFlags['color'], Record<string, string>, boolean, boolean][] = [
    [undefined, XTERM, true, true],
    [undefined, XTERM, false, false],
    [undefined, { ...XTERM, COLORTERM: 'truecolor' }, true, true],
    [undefined, { TERM: 'vt220' }, true, true],
    [undefined, { TERM: 'dumb' }, true, false],
    [undefined, { TERM: 'dumb', FORCE_COLOR: '1' }, false, true],
    [undefined, { ...XTERM, FORCE_COLOR: '0' }, true, false],
    [undefined, { ...XTERM, FORCE_COLOR: 'false' }, true, false],
    [undefined, { ...XTERM, FORCE_COLOR: '' }, false, true],
    [undefined, { ...XTERM, FORCE_COLOR: '3' }, false, true],
    [undefined, { ...XTERM, NO_COLOR: '1', FORCE_COLOR: '3' }, true, false],
    [undefined, { ...XTERM, NO_COLOR: '' }, true, true],
    ['auto', { ...XTERM, NO_COLOR: '1' }, true, false],
    ['always', { ...XTERM, NO_COLOR: '1' }, false, true],
    ['always', { TERM: 'dumb' }, false, true],
    ['never', { ...XTERM, FORCE_COLOR: '3' }, true, false],
    [false, { ...XTERM, FORCE_COLOR: '3' }, true, false],
  ];
  test.each(cases)('%j with %j, terminal %j: %j', (flag, env, isTTY, expected) => {
    expect(isColoured(flag, { env, stdout: stream(isTTY) })).toBe(expected);
  });
});

test.each([
  [{ LANG: 'C' }, false],
  [{ LANG: 'de_DE.UTF-8' }, true],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: 'C' }, false],
  [{ LANG: 'C', LC_CTYPE: 'C.utf8' }, true],
  [{}, false],
])('the locale %j shows Unicode: %j', (env, shows) => {
  expect(showsUnicode(env)).toBe(shows);
});
