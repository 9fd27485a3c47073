import type { Command } from 'commander';
import type { InputReport } from '../../app/columns.ts';
import { UserError } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import { withOptions } from '../options-of.ts';
import type { ReadingFlags } from '../options.ts';
import { configOption, readingOptions, toReading } from '../options.ts';
import { delimiterName } from '../parsers.ts';
import { answer, formatOption, table } from '../output/print.ts';
import { applySettings } from '../settings.ts';

/** `netvet columns`: how each header of an input was understood. */
export function addColumns(program: Command, context: Context): void {
  const command = program
    .command('columns')
    .description('say how each column of an inventory was understood, and how to override it')
    .argument('<FILE...>', 'inventories, or - for standard input');
  withOptions(command, 'Reading:', readingOptions());
  withOptions(command, 'Options:', [configOption(), formatOption()]);
  command.action(async (files: readonly string[]) => {
    const { describeColumns } = await import('../../app/columns.ts');
    const { findInputs } = await import('../../app/inputs.ts');
    await applySettings(command, context);
    const reading = toReading(command.opts<ReadingFlags>());
    const { refs, complaints } = await findInputs(files, context.io.cwd);
    if (complaints.length > 0) throw new UserError(complaints);
    const reports: InputReport[] = [];
    for (const ref of refs) reports.push(await describeColumns(ref, reading, context.host));
    await answer(command, context, reports, (all, width) => all.flatMap((report) => lines(report, width)));
  });
}

function lines(report: InputReport, width: number): readonly string[] {
  const { source, format, encoding, delimiter, headerLine, columns } = report;
  const how = [
    format,
    encoding,
    delimiter === null ? null : `delimiter ${delimiterName(delimiter)}`,
    headerLine === null ? 'no header' : `header on line ${headerLine}`,
  ].filter((part) => part !== null);
  const rows = columns.map(({ number, column, fields, why, sample }) => [
    `#${number}`,
    column,
    fields.join(' + '),
    why,
    sample ?? '',
  ]);
  return [
    `${source}: ${how.join(', ')}`,
    '',
    ...table([['', 'column', 'field', 'why', 'first value'], ...rows], width),
    '',
    `To say it otherwise: netvet check ${source} --columns FIELD=HEADER (or FIELD=#NUMBER)`,
    '',
  ];
}
