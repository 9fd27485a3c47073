import type { Command } from 'commander';
import type { OpenedResult } from '../../app/result.ts';
import type { Context } from '../context.ts';
import { withOptions } from '../options-of.ts';
import type { ReportingFlags } from '../options.ts';
import { reportingOptions } from '../options.ts';
import { reportOptions } from '../report-options.ts';
import { Reports } from '../output/reports.ts';
import { targetsOf } from '../output/targets.ts';
import { writeSteps } from '../output/write-steps.ts';

/** `netvet report`: earlier results in any format, several put together. */
export function addReport(program: Command, context: Context): void {
  const command = program
    .command('report')
    .description('write earlier results in any format, several sites as one')
    .argument('<RESULT...>', 'what netvet check --format ndjson (or json) wrote')
    .option('--mixed', 'also results that were judged by different lists, knowledge, options or days');
  withOptions(command, 'Reporting:', reportingOptions());
  command.action(async (paths: readonly string[]) => {
    const { rollUp } = await import('../../app/roll-up.ts');
    const { openResult } = await import('../../app/result.ts');
    const { failRuleOf } = await import('../../app/runs.ts');
    const flags = command.opts<ReportingFlags & { mixed?: true }>();
    const targets = targetsOf(flags);
    const results: OpenedResult[] = [];
    for (const path of paths) results.push(await openResult(path, context.host));
    const shown = reportOptions(flags, failRuleOf(results.map(({ run }) => run)), context);
    const reports = await Reports.open(targets, paths, [], shown, context);
    const steps = rollUp(results, flags.mixed === true);
    context.code = await writeSteps(steps, reports, flags.quiet === true, context);
  });
}
