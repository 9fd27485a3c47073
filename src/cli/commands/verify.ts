import type { Command } from 'commander';
import type { Verification } from '../../app/verify.ts';
import { EXIT } from '../../core/exit-codes.ts';
import type { Context } from '../context.ts';
import { answer, formatOption } from '../output/print.ts';

/** `netvet verify`: run a result again, and report what changed. */
export function addVerify(program: Command, context: Context): void {
  const command = program
    .command('verify')
    .description('re-run an earlier check and report what changed')
    .argument('<RESULT>', 'what netvet check --format ndjson (or json) wrote');
  command.addOption(formatOption()).action(async (result: string) => {
    const { verify } = await import('../../app/verify.ts');
    const verification = await verify(
      result,
      (path) => {
        context.useData(path);
      },
      context.host,
    );
    await answer(command, context, verification, (value) => lines(result, value));
    if (!verification.reproduced) context.code = EXIT.UNTRUSTED;
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
