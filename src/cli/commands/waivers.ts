import { Option, type Command } from 'commander';
import { UserError } from '../../core/errors.ts';
import { plural } from '../../report/phrases.ts';
import type { WaiverRequest } from '../../app/waivers.ts';
import { WAIVER_REASONS } from '../../core/finding.ts';
import type { Context } from '../context.ts';
import { commandOfVerbs, configOptions, listOptions, oneOf, optionNamed, parserOf, withOptions } from '../options.ts';
import { applySettings } from '../settings.ts';
import { day } from '../../app/options.ts';
import { printLines } from '../output/print.ts';

/** `netvet waivers`: validate, prune and add to a waiver file. */
export function addWaivers(program: Command, context: Context): void {
  const waivers = commandOfVerbs(program, 'waivers', 'validate, prune and add to a file of waivers');
  waivers.action(() => waivers.help({ error: true }));

  const validate = waivers.command('validate <FILE...>').description('everything that is wrong with waiver files');
  withOptions(validate, [...listOptions(), ...configOptions()]);
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
