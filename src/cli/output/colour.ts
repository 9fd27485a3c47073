import type { Io } from '../io.ts';

type ColourDepth = 0 | 1 | 2 | 3;

/** `--color`, `--no-color` (false), or neither. */
export type ColourFlag = 'auto' | 'always' | 'never' | false | undefined;

/** How many colours a terminal report may use: --color > NO_COLOR > FORCE_COLOR > TERM=dumb > is it a terminal. */
export function colourDepth(flag: ColourFlag, { env, stdout }: Pick<Io, 'env' | 'stdout'>): ColourDepth {
  if (flag === false || flag === 'never') return 0;
  if (flag === 'always') return depthOf(env);
  if ((env['NO_COLOR'] ?? '') !== '') return 0;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forcedDepth(forced) ?? depthOf(env);
  if (env['TERM'] === 'dumb' || stdout.isTTY !== true) return 0;
  return depthOf(env);
}

/** FORCE_COLOR as others read it: 0 and false none, 1 to 3 a depth, anything else as much as the terminal has. */
function forcedDepth(value: string): ColourDepth | null {
  if (value === '0' || value === 'false') return 0;
  return value === '1' || value === '2' || value === '3' ? (Number(value) as ColourDepth) : null;
}

function depthOf(env: Io['env']): ColourDepth {
  if (/truecolor|24bit/i.test(env['COLORTERM'] ?? '')) return 3;
  return /256/.test(env['TERM'] ?? '') ? 2 : 1;
}

/** Whether the locale can show more than ASCII. */
export function showsUnicode(env: Io['env']): boolean {
  if (process.platform === 'win32') return true;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale);
}
