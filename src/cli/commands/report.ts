import type { Command } from 'commander';
import type { OpenedResult } from '../../app/result.ts';
import type { Context } from '../context.ts';
import { withOptions } from '../options-of.ts';
import type { FailingFlags, ReportingFlags } from '../options.ts';
import { redecidingOptions, reportingOptions } from '../options.ts';
import { effectiveOptions } from '../settings.ts';
import { Reports, targetsOf } from '../output/reports.ts';

type ReportFlags = ReportingFlags & Partial<FailingFlags> & { mixed?: true };

/** `netvet report`: earlier results in any format, several put together and judged as a whole. */
export function addReport(program: Command, context: Context): void {
  const command = program
    .command('report')
    .description('write earlier results in any format, several sites as one')
    .argument('<RESULT...>', 'what netvet check --format ndjson (or json) wrote')
    .option('--mixed', 'also results that were judged by different lists, knowledge, options or days');
  withOptions(command, 'Failing (default: as the results were made, but never --fail-on never):', redecidingOptions());
  withOptions(command, 'Reporting:', reportingOptions());
  command.action(async (paths: readonly string[]) => {
    const { rollUp } = await import('../../app/roll-up.ts');
    const { openResult } = await import('../../app/result.ts');
    const flags = command.opts<ReportFlags>();
    const { waivers, baseline } = flags;
    const { mixed, ...given } = effectiveOptions(command);
    const targets = targetsOf(flags);
    const results: OpenedResult[] = [];
    for (const path of paths) results.push(await openResult(path, context.host));
    const reports = await Reports.open(flags, paths, [waivers, baseline], context);
    const steps = rollUp(
      results,
      {
        mixed: mixed === true,
        given,
        waivers: waivers ?? null,
        baseline: baseline ?? null,
        copies: targets.every(({ format }) => format === 'ndjson'),
      },
      context.host,
    );
    context.code = await reports.write(steps, flags.quiet === true);
  });
}
