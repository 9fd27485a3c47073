import type { Command } from 'commander';
import { Command as Parser } from 'commander';
import type { Restore, Verification } from '../../app/verify.ts';
import { UserError } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import type { CheckFlags } from '../options.ts';
import { failingOptions, judgingOptions, readingOptions, reportingOptions, toCheckOptions } from '../options.ts';
import { answer, formatOption } from '../print.ts';

/** `netvet verify`: run a result again, and say whether it is reproduced. */
export function addVerify(program: Command, context: Context): void {
  const command = program
    .command('verify')
    .description('run a result again from here and say whether it is reproduced')
    .argument('<RESULT>', 'what netvet check --format ndjson (or json) wrote');
  command.addOption(formatOption()).action(async (result: string) => {
    const { verify } = await import('../../app/verify.ts');
    const found = await verify(result, restore, context.host);
    await answer(command, context, found, (value) => lines(result, value));
    if (!found.reproduced) context.code = 2;
  });
}

/** The options that a result records, by the parsers that read them first. */
const restore: Restore = (run, inputs) => {
  const parser = new Parser().exitOverride().configureOutput({ outputError: () => undefined });
  for (const option of [...readingOptions(), ...judgingOptions(), ...failingOptions(), ...reportingOptions()]) {
    parser.addOption(option);
  }
  const argv = Object.entries(run.options).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [value].flat().map((item) => `--${name}=${String(item)}`),
  );
  try {
    parser.parse([...argv, `--as-of=${run.asOf}`], { from: 'user' });
  } catch {
    throw new UserError('the result was made with options that this netvet does not have', JSON.stringify(run.options));
  }
  return toCheckOptions(inputs, parser.opts<CheckFlags>(), run.asOf, { config: run.config, effective: run.options });
};

function lines(result: string, { reproduced, changed, differs }: Verification): readonly string[] {
  if (reproduced) return [`${result}: reproduced, every finding and problem is the same`];
  return [
    `${result}: not reproduced`,
    ...changed.map((what) => `  changed: ${what}`),
    ...differs.map((what) => `  differs: ${what}`),
  ];
}
