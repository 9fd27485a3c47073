import type { Command } from 'commander';
import { Command as Parser } from 'commander';
import type { Restore, Verification } from '../../app/verify.ts';
import { UserError } from '../../core/errors.ts';
import { EXIT } from '../../core/exit-codes.ts';
import type { Context } from '../context.ts';
import type { CheckFlags } from '../options.ts';
import {
  failingOptions,
  inputNameOption,
  judgingOptions,
  readingOptions,
  reportingOptions,
  toCheckOptions,
} from '../options.ts';
import { optionText } from '../../report/phrases.ts';
import { answer, formatOption } from '../output/print.ts';
import { settingsNow } from '../settings.ts';

/** `netvet verify`: run a result again, and say whether it is reproduced. */
export function addVerify(program: Command, context: Context): void {
  const command = program
    .command('verify')
    .description('run a result again from here and say whether it is reproduced')
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
    const argv = Object.entries(run.options).flatMap(([name, value]) =>
      value === true ? [`--${name}`] : [value].flat().map((item) => `--${name}=${String(item)}`),
    );
    const parser = optionsParser();
    try {
      parser.parse([...argv, `--as-of=${run.asOf}`], { from: 'user' });
    } catch {
      const options = JSON.stringify(run.options);
      throw new UserError('the result was made with options that this netvet does not have', options);
    }
    const now = run.config === null ? null : await settingsNow(run.config.path, optionsParser(), context.io.cwd);
    const settings = { config: now?.config ?? null, effective: run.options, origins: now?.origins ?? new Map() };
    const options = toCheckOptions(parser.opts<CheckFlags>(), run.asOf, settings);
    if (typeof run.options['data'] === 'string') context.useData(run.options['data']);
    const isChanged = now !== null && now.config.sha256 !== run.config?.sha256;
    return { options, changed: isChanged ? changedOptions(run.options, now.options) : [] };
  };

function optionsParser(): Command {
  const parser = new Parser().exitOverride().configureOutput({ outputError: () => undefined });
  for (const option of [
    ...readingOptions(),
    ...judgingOptions(),
    ...failingOptions(),
    ...reportingOptions(),
    inputNameOption(),
  ]) {
    parser.addOption(option);
  }
  return parser;
}

type Options = Readonly<Record<string, unknown>>;

/** What a changed config file now sets to something else; the command line may have overruled it then. */
function changedOptions(then: Options, now: Options): readonly string[] {
  return Object.entries(now)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(then[name]))
    .map(([name, value]) => {
      const before = then[name] === undefined ? 'not set' : optionText(name, then[name]);
      return `an option: ${before} then, ${optionText(name, value)} now`;
    });
}

function lines(result: string, { reproduced, changed, differs }: Verification): readonly string[] {
  if (reproduced) return [`${result}: reproduced, every finding and problem is the same`];
  return [
    `${result}: not reproduced`,
    ...changed.map((what) => `  changed: ${what}`),
    ...differs.map((what) => `  differs: ${what}`),
  ];
}
