import { Option, type Command } from 'commander';
import { day } from '../../app/options.ts';
import type { verify } from '../../app/verify.ts';
import type { WaiverRequest } from '../../app/waivers.ts';
import { EXIT, UserError } from '../../core/errors.ts';
import { WAIVER_REASONS } from '../../core/finding.ts';
import { plural } from '../../report/phrases.ts';
import type { Context } from '../context.ts';
import { commandOfVerbs, configOptions, listOptions, oneOf, optionNamed, parserOf } from '../options.ts';
import { redecidingOptions, reportingOptions, withOptions, type ReportingFlags } from '../options.ts';
import { answer, formatOption, printLines } from '../output/print.ts';
import { applySettings, givenOptions } from '../settings.ts';

/** `netvet report`: earlier results in any format, several put together and judged as a whole. */
export function addReport(program: Command, context: Context): void {
  const command = program
    .command('report')
    .description('write earlier results in any format, several sites as one')
    .argument('<RESULT...>', 'what netvet check --format ndjson (or json) wrote')
    .addOption(optionNamed('mixed'));
  withOptions(command, 'Failing (default: as the results were made, but never --fail-on never):', redecidingOptions());
  withOptions(command, 'Reporting:', reportingOptions());
  command.action(async (paths: readonly string[], flags: ReportingFlags & { waivers?: string; baseline?: string }) => {
    const { rollUp } = await import('../../app/roll-up.ts');
    const { openReports } = await import('../output/reports.ts');
    // A result may be replaced by the result that is made from it.
    const anew = (flags.output ?? []).flatMap((text) => /^(?:nd)?json=(.*)$/s.exec(text)?.[1] ?? []);
    const written = new Set(anew.map((path) => context.host.files.identity(path)));
    const inputs = paths.filter((path) => path === '-' || !written.has(context.host.files.identity(path)));
    const alsoRead = [flags.waivers, flags.baseline].flatMap((path) => path ?? []);
    const reports = await openReports(flags, inputs, alsoRead, context);
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

/** `netvet waivers`: validate, prune and add to a waiver file. */
export function addWaivers(program: Command, context: Context): void {
  const waivers = commandOfVerbs(program, 'waivers', 'validate, prune and add to a file of waivers');
  waivers.action(() => waivers.help({ error: true }));

  const validate = waivers.command('validate <FILE...>').description('everything that is wrong with waiver files');
  withOptions(validate, 'Options:', [...listOptions(), ...configOptions()]);
  validate.action(async (paths: readonly string[]) => {
    const { validateWaivers } = await import('../../app/waivers.ts');
    const { valid, problems } = await validateWaivers(paths, await applySettings(validate, context), context.host);
    const lines = valid.map(({ path, waivers: all }) => `${path}: ${plural(all.length, 'valid waiver')}`);
    await printLines(context, lines);
    if (problems.length > 0) throw new UserError(problems);
  });

  const prune = waivers.command('prune <FILE>').description('remove waivers that have expired');
  prune.addOption(optionNamed('as-of', 'expired before this day (default: today in UTC)'));
  prune.action(async (file: string, { asOf = context.host.today }: { readonly asOf?: string }) => {
    const { pruneWaiverFile } = await import('../../app/waivers.ts');
    const removed = await pruneWaiverFile(file, asOf, context.host);
    const lines = removed.map((id) => `${file}: removed ${id}`);
    await printLines(context, lines.length === 0 ? [`${file}: nothing to remove`] : lines);
  });

  const add = waivers.command('add').description('waive findings and problems of an earlier result');
  add
    .argument('<ID...>', 'their ids in json and ndjson')
    .requiredOption('--from <RESULT>', 'the result that holds them')
    .option('--file <FILE>', 'the waiver file, made when it is not there (default: the one of the result)')
    .addOption(oneOf(new Option('--because <WHY>', WAIVER_REASONS.join(', ')), WAIVER_REASONS).makeOptionMandatory())
    .requiredOption('--reason <TEXT>', 'in words, for who reads it next year')
    .requiredOption('--owner <NAME>', 'who answers for it')
    .option('--expires <DAY>', 'the last day it holds; not needed for not-this-vendor', parserOf(day))
    .option('--ticket <TICKET>', 'where the decision was made');
  add.action(async (wanted: readonly string[], request: WaiverRequest) => {
    const { addWaiversTo } = await import('../../app/waivers.ts');
    const { file, ids, removed } = await addWaiversTo(wanted, request, context.host);
    const replaced = removed.map((id) => `${file}: removed ${id}, which has the same match`);
    await printLines(context, [...replaced, ...ids.map((id) => `${file}: added ${id}`)]);
  });
}
