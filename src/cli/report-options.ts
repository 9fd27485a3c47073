import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ReportOptions } from '../report/reporter.ts';
import { colourDepth, showsUnicode } from './output/colour.ts';
import type { Context } from './context.ts';
import type { ReportingFlags } from './options.ts';

/** What a reporter may know of the command line and the terminal. */
export function reportOptions(flags: ReportingFlags, { io }: Context): ReportOptions {
  return {
    color: colourDepth(flags.color, io),
    width: io.stdout.isTTY === true ? (io.stdout.columns ?? 80) : null,
    // Only for a terminal does the locale matter: the bytes of a file or pipe depend on inputs and options alone.
    unicode: io.stdout.isTTY !== true || showsUnicode(io.env),
    verbose: flags.verbose === true,
    groupBy: flags.groupBy,
    cwd: io.cwd,
    repository: repositoryAround(io.cwd) ?? io.cwd,
  };
}

/** The nearest folder, this one or above it, that holds a `.git`. */
function repositoryAround(folder: string): string | null {
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? null : repositoryAround(above);
}
