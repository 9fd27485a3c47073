import type { ReportOptions } from '../reporter.ts';

export type Paint = (text: string) => string;

/** The colours of the report, put together as those of chalk: `red.bold`. */
export interface Colours extends Paint {
  readonly bold: Colours;
  readonly dim: Colours;
  readonly red: Colours;
  readonly yellow: Colours;
  readonly green: Colours;
}

/** Colours of a depth; without any, a run is spared the loading of ES modules, which takes 7 ms. */
export async function coloursOf(depth: ReportOptions['color']): Promise<Colours> {
  if (depth === 0) return noColours();
  // An ES module, which the program, being CommonJS, can only load so.
  const { Chalk } = await import('chalk');
  return new Chalk({ level: depth });
}

function noColours(): Colours {
  const same = ((text) => text) as Colours;
  return Object.assign(same, { bold: same, dim: same, red: same, yellow: same, green: same });
}
