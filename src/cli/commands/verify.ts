import type { Command } from 'commander';
import { Command as Parser } from 'commander';
import type { Restore, Verification } from '../../app/verify.ts';
import { OPTIONS, optionsOf, type OptionName } from '../../app/options.ts';
import type { RunEvent } from '../../core/events.ts';
import { EXIT } from '../../core/exit-codes.ts';
import type { Context } from '../context.ts';
import { optionNamed, reportingOptions } from '../options.ts';
import { optionText } from '../../report/phrases.ts';
import { answer, formatOption } from '../output/print.ts';
import { GIVEN, settingsNow } from '../settings.ts';

/** `netvet verify`: run a result again, and report what changed. */
export function addVerify(program: Command, context: Context): void {
  const command = program
    .command('verify')
    .description('re-run an earlier check and report what changed')
    .argument('<RESULT>', 'what netvet check --format ndjson (or json) wrote');
  command.addOption(formatOption()).action(async (result: string) => {
    const { verify } = await import('../../app/verify.ts');
    const found = await verify(result, restoreIn(context), context.host);
    await answer(command, context, found, (value) => lines(result, value));
    if (!found.reproduced) context.code = EXIT.UNTRUSTED;
  });
}

/** The options that a result records, by the parsers that read them first. */
const restoreIn =
  (context: Context): Restore =>
  async (run) => {
    const now = run.config === null ? null : await settingsNow(run.config.path, optionsParser(), context.io.cwd);
    const settings = {
      config: now?.config ?? null,
      effective: run.options,
      origins: now?.origins ?? new Map(),
      given: GIVEN,
    };
    const options = { ...optionsOf(run.options, run.asOf), ...settings };
    if (typeof run.options['data'] === 'string') context.useData(run.options['data']);
    const isChanged = now !== null && now.config.sha256 !== run.config?.sha256;
    return { options, changed: isChanged ? changedOptions(run.options, now.options) : [] };
  };

function optionsParser(): Command {
  const parser = new Parser().exitOverride().configureOutput({ outputError: () => undefined });
  const decisive = (Object.keys(OPTIONS) as OptionName[]).map((name) => optionNamed(name));
  for (const option of [...decisive, ...reportingOptions()]) parser.addOption(option);
  return parser;
}

/** What a changed config file now sets to something else; the command line may have overruled it then. */
function changedOptions(then: RunEvent['options'], now: RunEvent['options']): readonly string[] {
  return Object.entries(now)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(then[name]))
    .map(([name, value]) => {
      const before = then[name] === undefined ? 'not set' : optionText(name, then[name]);
      return `an option: ${before} then, ${optionText(name, value)} now`;
    });
}

function lines(result: string, { reproduced, changed, came, went, differs }: Verification): readonly string[] {
  if (reproduced) return [`${result}: reproduced, every finding and problem is the same`];
  return [
    `${result}: not reproduced`,
    ...changed.map((what) => `  changed: ${what}`),
    ...came.map((what) => `  came: ${what}`),
    ...went.map((what) => `  went: ${what}`),
    ...differs.map((what) => `  differs: ${what}`),
  ];
}
