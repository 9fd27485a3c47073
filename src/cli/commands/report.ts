import type { Command } from 'commander';
import { DEFAULT_FAIL_RULE } from '../../core/fails.ts';
import type { Context } from '../context.ts';
import { withOptions } from '../options-of.ts';
import type { ReportingFlags } from '../options.ts';
import { reportingOptions } from '../options.ts';
import { reportOptions } from '../report-options.ts';
import { Reports } from '../reports.ts';
import { targetsOf } from '../targets.ts';
import { writeSteps } from '../write-steps.ts';

/** `netvet report`: earlier results in any format, several put together. */
export function addReport(program: Command, context: Context): void {
  const command = program
    .command('report')
    .description('write earlier results in any format, several sites as one')
    .argument('<RESULT...>', 'what netvet check --format ndjson (or json) wrote')
    .option('--mixed', 'also results that were judged by different lists, knowledge, options or days');
  withOptions(command, 'Reporting:', reportingOptions());
  command.action(async (results: readonly string[]) => {
    const { rollUp } = await import('../../app/roll-up.ts');
    const flags = command.opts<ReportingFlags & { mixed?: true }>();
    const reports = await Reports.open(
      targetsOf(flags),
      results,
      reportOptions(flags, DEFAULT_FAIL_RULE, context),
      context,
    );
    const steps = rollUp(results, flags.mixed === true, context.host);
    context.code = await writeSteps(steps, reports, flags.quiet === true, context);
  });
}
