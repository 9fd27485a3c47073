import type { Column, Layout } from '../core/layout.ts';
import { excerpt } from '../core/text.ts';
import { compileIdentifier } from '../identify/compile.ts';
import type { Inventory, ReadOptions } from '../inventory/inventory.ts';
import { openInventory } from '../inventory/open.ts';
import type { Words } from '../words/words.ts';
import { chooseLists } from './choose-lists.ts';
import type { Host } from './host.ts';
import { openSource, type InputRef } from './inputs.ts';
import type { Options } from './options.ts';

/** Reads an input as `check` would, and says how it was understood. Throws UserError when it cannot be read. */
export async function describeColumns(ref: InputRef, options: Options, host: Host) {
  const known = await chooseLists(options, host);
  const identifier = compileIdentifier(known);
  const { words } = known;
  return withInventory(ref, { ...options, ...identifier.hints, words }, async (inventory) => {
    const { source, format, encoding, delimiter, headerLine } = inventory.info;
    const isTable = inventory.tables !== undefined;
    const { samples, layouts } = await firstValues(inventory, words);
    // The number is that of `--columns FIELD=#number`. Each record of a document may have a layout of its own.
    const describe = (columns: readonly Column[]) =>
      columns.map((column, index) => {
        const { name, fields, why } = column;
        const value = fields.includes('withheld') ? undefined : samples.get(isTable ? column : name);
        const shown = value === undefined ? null : words.secrets.withoutPeople(words.secrets.without(value.trim()));
        const sample = shown === null ? null : excerpt(shown, 0, 0, 60);
        // What the value is, if it says no vendor or model.
        const unread = value === undefined ? null : identifier.identity.unread(column, value);
        return { number: index + 1, column: name, fields, why, sample, unread };
      });
    // `headerLine` (null: no header) and `from` (null: the only table), the first row, are lines, or rows of a sheet.
    const tables = (inventory.tables?.() ?? []).map(({ layout, header, from, sheet = null }) => {
      return { sheet, headerLine: header, from, columns: describe(layout.columns) };
    });
    // Of printed text, the columns of its first table or device are shown; the inventory has only that of bare lines.
    const layout = layouts.find(({ columns }) => columns !== inventory.columns);
    const columns = describe(!isTable && layout?.wholeLines === true ? layout.columns : inventory.columns);
    const all = tables.length > 1 ? tables : [{ sheet: null, headerLine, from: null, columns }];
    return { source, format, encoding, delimiter, headerLine, tables: all };
  });
}

/** Opens an input for `use`, and closes it again. */
export async function withInventory<T>(ref: InputRef, options: ReadOptions, use: (inventory: Inventory) => Promise<T>) {
  const source = openSource(ref);
  try {
    return await use(await openInventory(source, options));
  } finally {
    await source.close();
  }
}

/** The first value by column, and by its name. Only tables are read to the end; of other formats the first batch. */
async function firstValues(inventory: Inventory, { noValue }: Words) {
  const samples = new Map<Column | string, string>();
  const layouts = new Set<Layout>();
  for await (const { records } of inventory.batches()) {
    for (const { layout, cells, noRow } of records) {
      layouts.add(layout);
      if (inventory.tables !== undefined && noRow === true) continue;
      for (const [index, column] of layout.columns.entries()) {
        const cell = cells[index];
        if (cell === undefined || samples.has(column) || noValue.isEmpty(cell)) continue;
        for (const key of [column, column.name]) samples.set(key, samples.get(key) ?? cell);
      }
    }
    if (inventory.tables === undefined) break;
  }
  return { samples, layouts: [...layouts] };
}
