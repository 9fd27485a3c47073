import type { Field } from '../core/fields.ts';
import { excerpt } from '../core/text.ts';
import type { Words } from '../core/words/words.ts';
import { compileIdentifier } from '../identify/compile.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { openInventory } from '../inventory/open.ts';
import type { Host } from './host.ts';
import type { InputRef } from './inputs.ts';
import type { ReadingOptions } from './options.ts';
import { openSource } from './source.ts';

/** How one column was understood. */
export interface ColumnReport {
  /** 1-based: `--columns FIELD=#number`. */
  readonly number: number;
  readonly column: string;
  readonly fields: readonly Field[];
  readonly why: string;
  /** The first value of the column; null when there is none near the top, or it is withheld. */
  readonly sample: string | null;
}

export interface InputReport {
  readonly source: string;
  readonly format: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly headerLine: number | null;
  readonly columns: readonly ColumnReport[];
}

/** Opens an input as `check` would, and says how it was understood. Throws UserError when it cannot be read. */
export async function describeColumns(ref: InputRef, reading: ReadingOptions, host: Host): Promise<InputReport> {
  const knowledge = await host.knowledge();
  const { words } = knowledge;
  const identifier = compileIdentifier(knowledge);
  const source = openSource(ref, host);
  try {
    const inventory = await openInventory(source, {
      ...reading,
      words,
      isMakerName: (cell) => identifier.isMakerName(cell),
      namesDesignated: (text) => identifier.vendorsNamed(text).map(({ name }) => name),
    });
    const { source: name, format, encoding, delimiter, headerLine } = inventory.info;
    return { source: name, format, encoding, delimiter, headerLine, columns: await reportColumns(inventory, words) };
  } finally {
    await source.close();
  }
}

async function reportColumns(inventory: Inventory, words: Words): Promise<readonly ColumnReport[]> {
  let samples: readonly (string | undefined)[] = [];
  for await (const { records } of inventory.batches()) {
    samples = inventory.columns.map((column, index) => {
      if (column.fields.includes('withheld')) return undefined;
      const cells = records.filter(({ layout }) => layout === records[0]?.layout).map(({ cells: row }) => row[index]);
      return cells.find((cell) => cell !== undefined && !words.noValue.isEmpty(cell));
    });
    break;
  }
  return inventory.columns.map(({ name, fields, why }, index) => {
    const sample = samples[index];
    return {
      number: index + 1,
      column: name,
      fields,
      why,
      sample: sample === undefined ? null : excerpt(words.secrets.without(sample.trim()), 0, 0, 60),
    };
  });
}
