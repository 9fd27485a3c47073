import { UserError } from '../core/errors.ts';
import { FIELDS, type Field } from '../core/fields.ts';
import type { InventoryRecord } from '../core/record.ts';
import { compileIdentifier } from '../identify/compile.ts';
import { compileExplain } from '../identify/explain.ts';
import type { ReadOptions } from '../inventory/inventory.ts';
import { Judge } from '../judge/judge.ts';
import { placeName } from '../report/phrases.ts';
import { rowOf } from './asset.ts';
import { chooseLists } from './choose-lists.ts';
import type { Host } from './host.ts';
import type { Inputs } from './inputs.ts';
import type { Options } from './options.ts';
import { withInventory } from './columns.ts';

/** The explanation of a row, or of a text that was tried as the fields `as`. */
export type Explained = ReturnType<Awaited<ReturnType<typeof prepare>>['explain']> & {
  readonly as: readonly Field[] | null;
  readonly row: Pick<InventoryRecord, 'source' | 'row' | 'line' | 'cell'> | null;
};

/** Explains a text as every field. */
export async function explainText(text: string, options: Options, host: Host): Promise<readonly Explained[]> {
  const { explain } = await prepare(options, host);
  const fields = FIELDS.filter((field) => field !== 'withheld');
  // A text that is tried as a country is no row of an unknown vendor.
  return fields.map((field) => ({ as: [field], row: null, ...explain(rowOf({ [field]: text }), false) }));
}

/** Endings that only a file name has, not a text to explain. */
const FILE = /\.(?:csv|tsv|txt|log|cfg|xls[xm]|json|ndjson|jsonl|xml|ya?ml)$/i;

/** Splits a place as reports name it: `site.csv:13`, `site.xlsx:Sheet1!12`, `site.json#/hosts/3`. Null: no file. */
export function parsePlace(text: string, isFile: (path: string) => boolean) {
  for (const form of [/^(.+)#(\/.*)$/s, /^(.+):(\d+)$/s, /^(.+?):(.+![A-Z]*\d+)$/s, /^(.+):(.+![A-Z]*\d+)$/s]) {
    const [, path, at] = form.exec(text) ?? [];
    if (path !== undefined && at !== undefined && (path === '-' || isFile(path) || FILE.test(path)))
      return { path, at };
  }
  return null;
}

/** Explains one row of an inventory. Throws UserError when there is no such row. */
export async function explainRow(inputs: Inputs, at: string, options: Options, host: Host): Promise<Explained> {
  const { explain, reading } = await prepare(options, host);
  const record = await findRow(inputs, at, reading);
  const { source, row, line, cell } = record;
  return { as: null, row: { source, row, line, cell }, ...explain(record) };
}

async function prepare(options: Options, host: Host) {
  const known = await chooseLists(options, host);
  const { words, lists, vendors, rules, others } = known;
  const identifier = compileIdentifier(known);
  const explainCells = compileExplain(identifier, words);
  const judge = new Judge(lists, vendors, words, { asOf: options.asOf, rules });
  const restJudge = new Judge(others, vendors, words, { asOf: options.asOf });
  const explain = (record: InventoryRecord, isRow = true) => {
    const { cells, identifications: explained } = explainCells(record);
    const inRow = explained.map(({ identification }) => identification);
    const unknown = isRow ? judge.unknownMaker(record, inRow) : null;
    const found = unknown === null ? explained : [...explained, { identification: unknown, grounds: 'by its country' }];
    const all = found.map(({ identification }) => identification);
    return {
      asOf: options.asOf,
      cells,
      identifications: found.map(({ identification, grounds }) => {
        const { status, designations } = judge.judge(identification, record, all) ?? { status: null, designations: [] };
        const elsewhere = restJudge.judge(identification, record, all)?.designations ?? [];
        return {
          ...{ identification, grounds, status },
          designations: designations.map((one) => ({ ...one, text: judge.designation(one.list, one.entry) })),
          others: elsewhere.map((one) => ({ list: one.list, status: one.status })),
        };
      }),
    };
  };
  return { explain, reading: { ...options, ...identifier.hints, words } };
}

async function findRow({ refs, problems }: Inputs, at: string, reading: ReadOptions): Promise<InventoryRecord> {
  const [ref] = refs;
  if (problems.length > 0) throw new UserError(problems);
  if (ref === undefined || refs.length > 1) throw new UserError('a folder has no row', 'name one file');
  const isThere = (found: Pick<InventoryRecord, 'source' | 'line' | 'cell'>): boolean => {
    const name = placeName({ ...found, source: '' });
    return found.line === Number(at) || name === `:${at}` || name === `#${at}`;
  };
  return withInventory(ref, reading, async (inventory) => {
    for await (const { records } of inventory.batches()) {
      const record = records.find(isThere);
      if (record !== undefined) return record;
    }
    throw new UserError(`${ref.name} has no row at ${at} that can be read`, 'netvet check says what cannot be read');
  });
}
