import type { Command } from 'commander';
import type { CheckOptions } from '../../app/options.ts';
import type { SummaryEvent } from '../../core/events.ts';
import type { ReportOptions } from '../../report/reporter.ts';
import { colourDepth, showsUnicode } from '../colour.ts';
import type { Context } from '../context.ts';
import type { CheckFlags, FailingFlags, ReportingFlags } from '../options.ts';
import {
  configOption,
  failingOptions,
  judgingOptions,
  readingOptions,
  reportingOptions,
  toCheckOptions,
  toFailing,
} from '../options.ts';
import { withOptions } from '../options-of.ts';
import { Progress } from '../progress.ts';
import { Reports } from '../reports.ts';
import { applySettings } from '../settings.ts';
import { targetsOf } from '../targets.ts';

/** `netvet check`: the main job. */
export function addCheck(program: Command, context: Context): void {
  const command = program
    .command('check')
    .description('check inventories against lists of banned vendors')
    .argument('<FILE...>', 'inventories, folders of inventories, or - for standard input');
  withOptions(command, 'Reading:', readingOptions());
  withOptions(command, 'Judging:', judgingOptions());
  withOptions(command, 'Failing:', failingOptions());
  withOptions(command, 'Reporting:', [...reportingOptions(), configOption()]);
  command.action(async (files: readonly string[]) => {
    const settings = await applySettings(command, context);
    const flags = command.opts<CheckFlags>();
    context.code = await run(toCheckOptions(files, flags, context.host.today, settings), flags, context);
  });
}

async function run(options: Omit<CheckOptions, 'everyRow'>, flags: CheckFlags, context: Context): Promise<number> {
  const { check } = await import('../../app/check.ts');
  const reports = await Reports.open(targetsOf(flags), options.inputs, reportOptions(flags, context), context);
  const progress = new Progress(context.io, flags.quiet !== true);
  let summary: SummaryEvent | null = null;
  for await (const step of check({ ...options, everyRow: reports.everyRow }, context.host)) {
    if (step.kind === 'outcomes') progress.add(step.rows, countFindings(step.outcomes), step.bytes);
    if (step.kind !== 'outcomes' || step.outcomes.length > 0) progress.clear();
    switch (step.kind) {
      case 'run':
        await reports.run(step.event);
        break;
      case 'input':
        progress.input(step.size);
        await reports.input(step.event);
        break;
      case 'outcomes':
        await reports.outcomes(step.outcomes);
        break;
      case 'complaint':
        if (step.severity === 'error' || flags.quiet !== true) context.warn(`${step.severity}: ${step.text}`);
        break;
      case 'summary':
        summary = step.event;
        await reports.summary(step.event);
    }
  }
  const unwritten = await reports.close();
  for (const error of unwritten) context.warn(`error: ${error.message}`);
  return unwritten.length > 0 ? 2 : (summary?.exit.code ?? 2);
}

function countFindings(outcomes: readonly { readonly findings: readonly unknown[] }[]): number {
  return outcomes.reduce((sum, { findings }) => sum + findings.length, 0);
}

/** What a reporter may know of the command line and the terminal. */
export function reportOptions(flags: ReportingFlags & FailingFlags, { io }: Context): ReportOptions {
  return {
    color: colourDepth(flags.color, io),
    width: io.stdout.isTTY === true ? (io.stdout.columns ?? 80) : null,
    unicode: showsUnicode(io.env),
    verbose: flags.verbose === true,
    groupBy: flags.groupBy,
    failOn: toFailing(flags).failOn,
  };
}
