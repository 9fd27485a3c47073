import { UserError } from '../../core/errors.ts';
import type { FormatName } from '../../report/registry.ts';
import type { ReportingFlags } from '../options.ts';
import type { Target } from './reports.ts';

/** What a run writes, and where: `--format` to stdout, each `-o` to its path. */
export function targetsOf({ format, output = [], quiet }: ReportingFlags): readonly Target[] {
  const files = output.map((text) => {
    const at = text.indexOf('=');
    return { format: text.slice(0, at) as FormatName, path: text.slice(at + 1) };
  });
  const toStdout = files.some(({ path }) => path === '-');
  if (quiet === true && toStdout) throw new UserError('--quiet and -o to standard output contradict each other');
  if (quiet === true || (toStdout && format === undefined)) return files;
  return [{ format: format ?? 'text', path: '-' }, ...files];
}
