import { UserError } from '../core/errors.ts';
import { FIELDS, type Field } from '../core/fields.ts';
import { EVIDENCE_KINDS } from '../core/finding.ts';
import { groupsOf } from '../core/groups.ts';
import type { Column, Layout } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { excerpt } from '../core/text.ts';
import { compileIdentifier, type Identifier } from '../identify/compile.ts';
import { compileExplain } from '../identify/explain.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { openInventory } from '../inventory/open.ts';
import { Judge } from '../judge/judge.ts';
import { placeName } from '../report/phrases.ts';
import type { Words } from '../words/words.ts';
import { rowOf } from './asset.ts';
import { chooseLists } from './choose-lists.ts';
import type { Host } from './host.ts';
import { type Inputs, openSource, type InputRef } from './inputs.ts';
import type { Options } from './options.ts';

/** What is said of a row, or of a text that was tried as some fields. */
export type Explained = ReturnType<Awaited<ReturnType<typeof prepare>>> & {
  readonly as: readonly Field[] | null;
  readonly row: Pick<InventoryRecord, 'source' | 'row' | 'line' | 'cell'> | null;
};

/** Explains a text as every field; fields under which it comes to the same stand together. */
export async function explainText(text: string, options: Options, host: Host): Promise<readonly Explained[]> {
  const explain = await prepare(options, host);
  const fields = FIELDS.filter((field) => field !== 'withheld');
  const each = fields.map((field) => [field, explain(rowOf({ [field]: text }))] as const);
  const groups = groupsOf(each, ([, { cells, identifications }]) =>
    JSON.stringify([cells.map(({ kinds }) => kinds), identifications.map(gist)]),
  );
  return Array.from(groups.values(), (alike) => {
    const [[, found]] = alike;
    const looked = EVIDENCE_KINDS.filter((kind) => alike.some(([, one]) => one.looked.includes(kind)));
    return { as: alike.map(([field]) => field), row: null, ...found, looked };
  });
}

/** What nobody writes who means a text. */
const FILE = /\.(?:csv|tsv|txt|log|cfg|xls[xm]|json|ndjson|jsonl|xml|ya?ml)$/i;

/** `site.csv:13`, `site.xlsx:Sheet1!12`, `site.json#/hosts/3`, as reports name places; null: it names no file. */
export function parsePlace(text: string, isFile: (path: string) => boolean) {
  for (const form of [/^(.+)#(\/.*)$/s, /^(.+):(\d+)$/s, /^(.+?):(.+!\d+)$/s]) {
    const [, path, at] = form.exec(text) ?? [];
    if (path !== undefined && at !== undefined && (path === '-' || isFile(path) || FILE.test(path)))
      return { path, at };
  }
  return null;
}

/** Explains one row of an inventory. Throws UserError when there is no such row. */
export async function explainRow(inputs: Inputs, at: string, options: Options, host: Host): Promise<Explained> {
  const explain = await prepare(options, host);
  const record = await findRow(inputs, at, options, host);
  const { source, row, line, cell } = record;
  return { as: null, row: { source, row, line, cell }, ...explain(record) };
}

async function prepare(options: Options, host: Host) {
  const knowledge = await host.knowledge();
  const { lists, vendors, rules } = await chooseLists(options, knowledge, host);
  const explain = compileExplain({ ...knowledge, vendors });
  const judge = new Judge(lists, vendors, knowledge.words, { asOf: options.asOf, rules });
  const others = knowledge.lists.filter(({ id }) => !lists.some((list) => list.id === id));
  const rest = new Judge(others, vendors, knowledge.words, { asOf: options.asOf });
  return (record: InventoryRecord) => {
    const { cells, identifications } = explain(record);
    const all = identifications.map(({ identification }) => identification);
    return {
      asOf: options.asOf,
      cells,
      looked: EVIDENCE_KINDS.filter((kind) => cells.some(({ looked }) => looked.includes(kind))),
      identifications: identifications.map(({ identification, grounds }) => {
        const { status, designations } = judge.judge(identification, record, all) ?? { status: null, designations: [] };
        const elsewhere = rest.judge(identification, record, all)?.designations ?? [];
        return {
          ...{ identification, grounds, status },
          designations: designations.map((one) => ({ ...one, text: judge.designation(one.list, one.entry) })),
          others: elsewhere.map((one) => ({ list: one.list, status: one.status })),
        };
      }),
    };
  };
}

function gist({ identification, status }: Explained['identifications'][number]): unknown {
  const { vendor, category, confidence, evidence } = identification;
  const matched = evidence.map((one) => [one.kind, one.matched]);
  return [vendor?.id, vendor?.affiliate?.id, category?.id, confidence, status, matched];
}

async function findRow({ refs, problems }: Inputs, at: string, options: Options, host: Host): Promise<InventoryRecord> {
  const [ref] = refs;
  if (problems.length > 0) throw new UserError(problems);
  if (ref === undefined || refs.length > 1) throw new UserError('a folder has no row', 'name one file');
  const isThere = (found: Pick<InventoryRecord, 'source' | 'line' | 'cell'>): boolean => {
    if (/^\d+$/.test(at)) return found.line === Number(at);
    const name = placeName({ ...found, source: '' });
    return name === `:${at}` || name === `#${at}`;
  };
  return withInventory(ref, options, host, async (inventory) => {
    let last: InventoryRecord | null = null;
    for await (const { records, rejected, problems: met } of inventory.batches()) {
      const record = records.find(isThere);
      if (record !== undefined) return record;
      const problem = met.find((candidate) => rejected > 0 && isThere(candidate));
      if (problem !== undefined) {
        throw new UserError(`${placeName(problem)} could not be read: ${problem.message}`, problem.hint);
      }
      last = records.at(-1) ?? last;
    }
    const hint = last === null ? 'it has no row' : `its last is ${placeName(last)}`;
    throw new UserError(`${ref.name} has no row at ${at}`, hint);
  });
}

/** Reads an input as `check` would, and says how it was understood. Throws UserError when it cannot be read. */
export async function describeColumns(ref: InputRef, options: Options, host: Host) {
  return withInventory(ref, options, host, async (inventory, words, identifier) => {
    const { source: name, format, encoding, delimiter, headerLine } = inventory.info;
    const samples = await firstValues(inventory, words);
    // The number is that of `--columns FIELD=#number`.
    const report = (columns: readonly Column[], values: readonly (string | undefined)[] = []) =>
      columns.map((column, index) => ({
        ...{ number: index + 1, column: column.name, fields: column.fields, why: column.why },
        ...firstValue(column, values[index], words, identifier),
      }));
    // Their headers (null: none) and first rows: lines, or rows of a sheet.
    const tables = (inventory.tables?.() ?? []).map(({ layout, header, from, sheet = null }) => {
      return { sheet, headerLine: header, from, columns: report(layout.columns, samples.get(layout)) };
    });
    // A text has the columns of what it prints; its lines are those of last resort.
    const isTable = inventory.tables !== undefined;
    const layout = [...samples.keys()].find(({ columns }) => columns !== inventory.columns);
    const shown = !isTable && layout?.wholeLines === true ? layout.columns : inventory.columns;
    // Records of a document have layouts of their own.
    const valuesOf = (name: string) =>
      [...samples].flatMap(([{ columns }, held]) => held.filter((_, index) => columns[index]?.name === name));
    const values = isTable ? samples.values().next().value : shown.map(({ name }) => valuesOf(name).find(Boolean));
    const columns = report(shown, values);
    return { source: name, format, encoding, delimiter, headerLine, columns, tables: tables.length > 1 ? tables : [] };
  });
}

/** Opens an input for `use`, and closes it again. */
async function withInventory<T>(
  ref: InputRef,
  options: Options,
  host: Host,
  use: (inventory: Inventory, words: Words, identifier: Identifier) => Promise<T>,
): Promise<T> {
  const knowledge = await host.knowledge();
  const identifier = compileIdentifier(knowledge);
  const source = openSource(ref);
  try {
    const inventory = await openInventory(source, {
      ...options,
      words: knowledge.words,
      isMakerName: (cell) => identifier.isMakerName(cell),
      namesDesignated: (text) => identifier.vendorsNamed(text).map(({ name }) => name),
      lostName: () => null,
    });
    return await use(inventory, knowledge.words, identifier);
  } finally {
    await source.close();
  }
}

/** The first value of each column of each layout. Only tables are read to the end: other formats have one layout. */
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

/** The first value of a column as it is shown, unless it is withheld; and what it is if it says no vendor or model. */
function firstValue(column: Column, value: string | undefined, { secrets }: Words, identifier: Identifier) {
  if (value === undefined || column.fields.includes('withheld')) return { sample: null, unread: null };
  const sample = excerpt(secrets.withoutPeople(secrets.without(value.trim())), 0, 0, 60);
  return { sample, unread: identifier.identity.unread(column, value) };
}
