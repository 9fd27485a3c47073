import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { optionNamed, redecidingOptions, reportingOptions, withOptions, type ReportingFlags } from '../options.ts';
import { effectiveOptions } from '../settings.ts';

/** `netvet report`: earlier results in any format, several put together and judged as a whole. */
export function addReport(program: Command, context: Context): void {
  const command = program
    .command('report')
    .description('write earlier results in any format, several sites as one')
    .argument('<RESULT...>', 'what netvet check --format ndjson (or json) wrote')
    .addOption(optionNamed('mixed'));
  withOptions(command, 'Failing (default: as the results were made, but never --fail-on never):', redecidingOptions());
  withOptions(command, 'Reporting:', reportingOptions());
  command.action(async (paths: readonly string[]) => {
    const { rollUp } = await import('../../app/roll-up.ts');
    const { openReports } = await import('../output/reports.ts');
    const flags = command.opts<ReportingFlags & { waivers?: string; baseline?: string }>();
    const { waivers, baseline } = flags;
    const { mixed, ...given } = effectiveOptions(command);
    // A result may be written anew in its own place.
    const inputs = paths.filter((path) => path === '-');
    const reports = await openReports(flags, inputs, [waivers, baseline], context);
    const options = { mixed: mixed === true, given, waivers: waivers ?? null, baseline: baseline ?? null };
    context.code = await reports.write(rollUp(paths, options, context.host));
  });
}
