import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import { UserError } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import { explainedLines } from '../views/explain-lines.ts';
import { withOptions } from '../options-of.ts';
import type { JudgingFlags, ReadingFlags } from '../options.ts';
import { configOption, judgingOptions, readingOptions, toJudging, toReading } from '../options.ts';
import { wholeNumber } from '../parsers.ts';
import { answer, formatOption } from '../output/print.ts';
import { applySettings } from '../settings.ts';

/** `netvet explain`: what every kind of evidence made of a text or a row, and why. */
export function addExplain(program: Command, context: Context): void {
  const command = program
    .command('explain')
    .description('what netvet makes of a text or of one row of an inventory, and why')
    .argument('<TEXT|FILE>', 'a text, tried as every field; with --row an inventory')
    .addOption(
      new Option('--row <NUMBER>', 'explain this data record of the inventory').argParser(wholeNumber(1, 999_999_999)),
    );
  withOptions(command, 'Reading:', readingOptions());
  withOptions(command, 'Judging:', judgingOptions());
  withOptions(command, 'Options:', [configOption(), formatOption()]);
  command.action(async (subject: string) => {
    const { explainRow, explainText } = await import('../../app/explain.ts');
    await applySettings(command, context);
    const flags = command.opts<ReadingFlags & JudgingFlags & { row?: number }>();
    const judging = toJudging(flags, context.host.today);
    if (subject.trim() === '') throw new UserError('nothing to explain', 'netvet explain "HUAWEI S5720-28X"');
    if (flags.row === undefined && isFile(resolve(context.io.cwd, subject))) {
      const hint = `a row of it: netvet explain --row 1 ${subject}; all of it: netvet check ${subject}`;
      throw new UserError(`${subject} is a file: was it meant?`, hint);
    }
    const explained =
      flags.row === undefined
        ? await explainText(subject, judging, context.host)
        : [await explainRow(subject, flags.row, toReading(flags), judging, context.host)];
    await answer(command, context, explained, explainedLines);
  });
}

/** False also where no file can be: a text may be too long for a name, or lead through a file. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
