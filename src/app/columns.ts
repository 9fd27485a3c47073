import type { Column, Layout } from '../core/layout.ts';
import { excerpt } from '../core/text.ts';
import { compileIdentifier, type Identifier } from '../identify/compile.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { openInventory } from '../inventory/open.ts';
import type { Words } from '../words/words.ts';
import { chooseLists } from './choose-lists.ts';
import type { Host } from './host.ts';
import { openSource, type InputRef } from './inputs.ts';
import type { Options } from './options.ts';

/** Reads an input as `check` would, and says how it was understood. Throws UserError when it cannot be read. */
export async function describeColumns(ref: InputRef, options: Options, host: Host) {
  return withInventory(ref, options, host, async (inventory, words, identifier) => {
    const { source: name, format, encoding, delimiter, headerLine } = inventory.info;
    const samples = await firstValues(inventory, words);
    // The number is that of `--columns FIELD=#number`.
    const describe = (columns: readonly Column[], values: readonly (string | undefined)[] = []) =>
      columns.map((column, index) => ({
        ...{ number: index + 1, column: column.name, fields: column.fields, why: column.why },
        ...firstValue(column, values[index], words, identifier),
      }));
    // `headerLine` (null: no header) and `from`, the first row, are lines, or rows of a sheet.
    const tables = (inventory.tables?.() ?? []).map(({ layout, header, from, sheet = null }) => {
      return { sheet, headerLine: header, from, columns: describe(layout.columns, samples.get(layout)) };
    });
    // Of printed text, the columns of its first table or device are shown; the inventory has only that of bare lines.
    const isTable = inventory.tables !== undefined;
    const layout = [...samples.keys()].find(({ columns }) => columns !== inventory.columns);
    const shown = !isTable && layout?.wholeLines === true ? layout.columns : inventory.columns;
    // Each record of a document may have a layout of its own.
    const valuesOf = (name: string) =>
      [...samples].flatMap(([{ columns }, held]) => held.filter((_, index) => columns[index]?.name === name));
    const values = isTable ? samples.values().next().value : shown.map(({ name }) => valuesOf(name).find(Boolean));
    const columns = describe(shown, values);
    return { source: name, format, encoding, delimiter, headerLine, columns, tables: tables.length > 1 ? tables : [] };
  });
}

type Use<T> = (inventory: Inventory, words: Words, identifier: Identifier) => Promise<T>;

/** Opens an input for `use`, and closes it again. */
export async function withInventory<T>(ref: InputRef, options: Options, host: Host, use: Use<T>): Promise<T> {
  const known = await chooseLists(options, host);
  const identifier = compileIdentifier(known);
  const source = openSource(ref);
  try {
    const inventory = await openInventory(source, {
      ...options,
      words: known.words,
      isMakerName: (cell) => identifier.identity.isMakerName(cell),
      namesDesignated: (text) => identifier.vendorsNamed(text).map(({ name }) => name),
      lostName: () => null,
    });
    return await use(inventory, known.words, identifier);
  } finally {
    await source.close();
  }
}

/** The first value of each column of each layout. Only tables are read to the end; of other formats the first batch. */
async function firstValues(inventory: Inventory, { noValue }: Words) {
  const samples = new Map<Layout, (string | undefined)[]>();
  for await (const { records } of inventory.batches()) {
    for (const { layout, cells } of records) {
      let values = samples.get(layout);
      if (values === undefined) samples.set(layout, (values = layout.columns.map(() => undefined)));
      for (const [index, value] of values.entries()) {
        const cell = cells[index];
        if (value === undefined && cell !== undefined && !noValue.isEmpty(cell)) values[index] = cell;
      }
    }
    if (inventory.tables === undefined) break;
  }
  return samples;
}

/** The first value of a column as it is shown, unless withheld; `unread`: what it is if it says no vendor or model. */
function firstValue(column: Column, value: string | undefined, { secrets }: Words, identifier: Identifier) {
  if (value === undefined || column.fields.includes('withheld')) return { sample: null, unread: null };
  const sample = excerpt(secrets.withoutPeople(secrets.without(value.trim())), 0, 0, 60);
  return { sample, unread: identifier.identity.unread(column, value) };
}
