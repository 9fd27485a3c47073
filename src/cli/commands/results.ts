import type { Command } from 'commander';
import type { verify } from '../../app/verify.ts';
import { EXIT } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import { optionNamed, optionsOfGroup, reportingOptions, withOptions, type ReportingFlags } from '../options.ts';
import { answer, formatOption } from '../output/print.ts';
import { givenOptions } from '../settings.ts';

/** `netvet report`: earlier results in any format, several put together and judged as a whole. */
export function addReport(program: Command, context: Context): void {
  const command = program
    .command('report')
    .description('write earlier results in any format, several sites as one')
    .argument('<RESULT...>', 'what netvet check --format ndjson (or json) wrote');
  const heading = 'Failing (default: as the results were made, but never --fail-on never):';
  const failing = optionsOfGroup('failing').map((option) => option.default(undefined).helpGroup(heading));
  withOptions(command, [optionNamed('mixed'), ...failing, ...reportingOptions()]);
  command.action(async (paths: readonly string[], flags: ReportingFlags & { waivers?: string; baseline?: string }) => {
    const { rollUp } = await import('../../app/roll-up.ts');
    const { openReports } = await import('../output/reports.ts');
    const given = [flags.waivers, flags.baseline].flatMap((path) => path ?? []);
    const reports = await openReports(flags, [...paths, ...given], context);
    context.code = await reports.write(rollUp(paths, givenOptions(command), context.host));
  });
}

/** `netvet verify`: run a result again, and report what changed. */
export function addVerify(program: Command, context: Context): void {
  const command = program
    .command('verify')
    .description('re-run an earlier check and report what changed')
    .argument('<RESULT>', 'what netvet check --format ndjson (or json) wrote');
  command.addOption(formatOption()).action(async (result: string) => {
    const { verify } = await import('../../app/verify.ts');
    const verification = await verify(result, context.useData, context.host);
    await answer(command, context, verification, (value) => verifyLines(result, value));
    if (!verification.reproduced) context.code = EXIT.UNTRUSTED;
  });
}

function verifyLines(result: string, found: Awaited<ReturnType<typeof verify>>): readonly string[] {
  if (found.reproduced) return [`${result}: reproduced, every finding and problem is the same`];
  const lines = (['changed', 'came', 'went', 'differs'] as const).flatMap((how) =>
    found[how].map((what) => `  ${how}: ${what}`),
  );
  return [`${result}: not reproduced`, ...lines];
}
