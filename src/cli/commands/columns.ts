import type { Command } from 'commander';
import type { describeColumns } from '../../app/columns.ts';
import { NAMED_DELIMITERS } from '../../app/options.ts';
import { collecting, UserError } from '../../core/errors.ts';
import { isIdentity } from '../../core/fields.ts';
import { shellWord } from '../../report/escape.ts';
import * as say from '../../report/phrases.ts';
import { wrap } from '../../report/width.ts';
import type { Context } from '../context.ts';
import { configOptions, listOptions, optionsOfGroup, withOptions } from '../options.ts';
import { answer, formatOption, table } from '../output/print.ts';
import { applySettings } from '../settings.ts';

/** `netvet columns`: how each header of an input was understood. */
export function addColumns(program: Command, context: Context): void {
  const command = program
    .command('columns')
    .description('say how each column of an inventory was understood, and how to override it')
    .argument('<FILE...>', 'inventories, or - for standard input');
  withOptions(command, [...optionsOfGroup('reading'), ...listOptions(), ...configOptions(), formatOption()]);
  command.action(async (files: readonly string[]) => {
    const { describeColumns } = await import('../../app/columns.ts');
    const { findInputs } = await import('../../app/inputs.ts');
    const options = await applySettings(command, context);
    const { refs, problems: missing } = await findInputs(files, context.host, null, options.alsoRead);
    const problems = [...missing];
    const reports: InputReport[] = [];
    for (const ref of refs)
      await collecting(problems, async () => reports.push(await describeColumns(ref, options, context.host)));
    await answer(command, context, reports, (all, width) => all.flatMap((report) => inputLines(report, width)));
    if (problems.length > 0) throw new UserError(problems);
  });
}

type InputReport = Awaited<ReturnType<typeof describeColumns>>;

function inputLines(report: InputReport, width: number): readonly string[] {
  const { source, format, encoding, delimiter, tables } = report;
  const [named = delimiter] = [...NAMED_DELIMITERS].find(([, character]) => character === delimiter) ?? [];
  const between = named === null ? null : `delimiter ${named}`;
  const about = say.joinParts([format, encoding, between, say.headerPlace(report)]);
  const shown = tables.flatMap((one) => [...placeLines(one), ...columnLines(one, width), '']);
  const advice = adviceFor(report).flatMap((text) => wrap(text, width));
  return [...wrap(`${source}: ${about}`, width), '', ...shown, ...advice, ''];
}

function adviceFor({ source, format, tables }: InputReport): readonly string[] {
  const all = tables.flatMap(({ columns }) => columns);
  const identifies = all.some(({ fields }) => fields.some(isIdentity));
  if (format === 'text') return identifies ? [] : [NOTHING_IN_TEXT];
  const override = `To override: netvet check ${shellWord(source)} --columns FIELD=HEADER (or FIELD=#NUMBER)`;
  return identifies ? [override] : [NO_VENDOR, override];
}

const NOTHING_IN_TEXT =
  'Nothing in this text names a vendor, model or address by a label or header that is known; its lines are ' +
  'searched. A table is best given as CSV, JSON or a workbook.';
const NO_VENDOR =
  'No column identifies a vendor. Name one as shown below; a sheet with the fields in its first column and a ' +
  'device in each column has to be transposed first.';

function columnLines({ columns }: InputReport['tables'][number], width: number): readonly string[] {
  const rows = columns.map(({ number, column, fields, why, sample, unread }) => {
    const first = `${sample ?? ''}${unread === null ? '' : ` (not understood: ${unread})`}`;
    return [`#${number}`, column, fields.join(' + '), why, fields.includes('withheld') ? 'not read' : first];
  });
  return table([['', 'column', 'field', 'why', 'first value'], ...rows], width);
}

function placeLines({ sheet, headerLine, from }: InputReport['tables'][number]): readonly string[] {
  if (from === null) return [];
  const header = say.headerPlace({ format: sheet === null ? 'csv' : 'xlsx', headerLine });
  const first = `from ${sheet === null ? 'line' : 'row'} ${from}`;
  return [`${say.joinParts([sheet === null ? null : `sheet ${sheet}`, header, first])}:`, ''];
}
