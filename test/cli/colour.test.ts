import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { colourDepth, showsUnicode } from '../../src/cli/output/reports.ts';
import type { ReportingFlags } from '../../src/cli/options.ts';

const stream = (isTTY: boolean) => Object.assign(new PassThrough(), { isTTY });
const XTERM = { TERM: 'xterm-256color' };

describe('colour: --color > NO_COLOR > FORCE_COLOR > TERM=dumb > is it a terminal', () => {
  const cases: readonly [ReportingFlags['color'], Record<string, string>, boolean, number][] = [
    [undefined, XTERM, true, 2],
    [undefined, XTERM, false, 0],
    [undefined, { ...XTERM, COLORTERM: 'truecolor' }, true, 3],
    [undefined, { TERM: 'vt220' }, true, 1],
    [undefined, { TERM: 'dumb' }, true, 0],
    [undefined, { TERM: 'dumb', FORCE_COLOR: '1' }, false, 1],
    [undefined, { ...XTERM, FORCE_COLOR: '0' }, true, 0],
    [undefined, { ...XTERM, FORCE_COLOR: 'false' }, true, 0],
    [undefined, { ...XTERM, FORCE_COLOR: '' }, false, 2],
    [undefined, { ...XTERM, FORCE_COLOR: '3' }, false, 3],
    [undefined, { ...XTERM, NO_COLOR: '1', FORCE_COLOR: '3' }, true, 0],
    [undefined, { ...XTERM, NO_COLOR: '' }, true, 2],
    ['auto', { ...XTERM, NO_COLOR: '1' }, true, 0],
    ['always', { ...XTERM, NO_COLOR: '1' }, false, 2],
    ['always', { TERM: 'dumb' }, false, 1],
    ['never', { ...XTERM, FORCE_COLOR: '3' }, true, 0],
    [false, { ...XTERM, FORCE_COLOR: '3' }, true, 0],
  ];
  test.each(cases)('%j with %j, terminal %j: %i', (flag, env, isTTY, depth) => {
    expect(colourDepth(flag, { env, stdout: stream(isTTY) })).toBe(depth);
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
