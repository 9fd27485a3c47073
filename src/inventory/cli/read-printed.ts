import type { Field } from '../../core/fields.ts';
import { Layout, type Column } from '../../core/layout.ts';
import { understandColumns } from '../headers/columns.ts';
import type { ReadOptions } from '../inventory.ts';
import type { Row } from '../rows.ts';
import { blocksOf, entriesOf, type Block, type Entry } from './blocks.ts';
import { blockForm, hasField, OF_A_TABLE, tableForm, type Form, type SegmentContext } from './forms.ts';
import { keyOf } from './pairs.ts';
import { isMac, Printed, type PrintedLine } from './printed.ts';
import { tableAt, type PrintedRow, type PrintedTable } from './printed-table.ts';

/** Rows by which columns are understood. */
const SAMPLE = 200;

/** Reads what commands printed as records. */
export class PrintedReader {
  readonly #source: string;
  readonly #options: ReadOptions;
  readonly printed: Printed;
  #header: readonly PrintedLine[] = [];

  constructor(source: string, options: ReadOptions) {
    this.#source = source;
    this.#options = options;
    this.printed = new Printed(options.words);
  }

  /** The records of the lines that one device printed, and the lines that are part of none. */
  read(
    lines: readonly PrintedLine[],
    speaker: string | null,
    isDevice: (line: number) => boolean,
    goesOn: boolean,
  ): {
    readonly rows: readonly Row[];
    readonly rest: readonly PrintedLine[];
    readonly headers: readonly PrintedLine[];
  } {
    const { words } = this.#options;
    const context = { printed: this.printed, noValue: words.noValue, speaker, isDevice };
    const { forms, rest, headers, openHeader } = readSegment([...this.#header, ...lines], context);
    this.#header = goesOn ? openHeader : [];
    return { rows: forms.flatMap((form) => this.#rows(form)), rest, headers };
  }

  #rows({ names, headers, drafts }: Form): Row[] {
    const kept = names.flatMap((_, at) => (drafts.some(({ cells }) => (cells[at] ?? '') !== '') ? [at] : []));
    const cellsOf = (cells: readonly string[]): string[] => kept.map((at) => cells[at] ?? '');
    const sample = drafts.slice(0, SAMPLE).map(({ cells }) => cellsOf(cells));
    const layout = new Layout(
      this.#columns(
        kept.map((at) => names[at] ?? ''),
        kept.map((at) => headers[at] ?? ''),
        sample,
      ),
      true,
    );
    return drafts.map(({ line, cells, counts }) => ({
      kind: 'row',
      layout,
      cells: cellsOf(cells),
      line,
      cell: null,
      part: 'device',
      ...(counts ? {} : { aside: true as const }),
    }));
  }

  #columns(
    names: readonly string[],
    headers: readonly string[],
    sample: readonly (readonly string[])[],
  ): readonly Column[] {
    const columns = understandColumns(this.#source, headers, sample, { ...this.#options, columns: [] });
    return columns.map((column, at) => ({ ...column, name: names[at] === '' ? column.name : (names[at] ?? '') }));
  }
}

/** What one command printed, read in its forms. */
interface Reading {
  readonly forms: readonly Form[];
  /** Lines that are part of none. */
  readonly rest: readonly PrintedLine[];
  /** The headers of its tables. */
  readonly headers: readonly PrintedLine[];
  /** The header of the table that goes on at the end. */
  readonly openHeader: readonly PrintedLine[];
}

const TELLS_APART: readonly Field[] = ['mac', 'serial', 'hostname', 'gponSerial'];

/** Reads the lines that one command printed: tables, blocks of labels, one device. */
function readSegment(lines: readonly PrintedLine[], context: SegmentContext): Reading {
  const { printed } = context;
  const found: PrintedTable[] = [];
  for (let at = 0; at < lines.length;) {
    const table = tableAt(lines, at, printed);
    if (table !== null) found.push(table);
    at = table?.to ?? at + 1;
  }
  const ofPairs = found.filter(({ names }) => printed.words.arePairs(names));
  const tables = found.filter(
    (table) => !printed.words.arePairs(table.names) && hasField(table.headers, OF_A_TABLE, printed),
  );
  const taken = new Set(found.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)));
  const entries = [
    ...ofPairs.flatMap((table) => pairEntries(table)),
    ...entriesOf(lines, (index) => taken.has(index), printed),
  ];
  const { before, blocks, rest } = devicesIn(entries, context);
  const joined = joinTables(tables, printed);
  const single = blocks.length === 1 ? blocks[0] : undefined;
  const forms: Form[] = [];
  const isAlone = single !== undefined && tellsDevice(single, printed);
  const strong = joined.filter(({ headers }) => hasField(headers, new Set(TELLS_APART), printed));
  const known = serialsOf(isAlone ? single : [], printed);
  const isScan = blocks.some(([first]) => first !== undefined && printed.words.beginsDevice(first.line.text));
  const blocksCount = isScan || single === undefined || isAlone || strong.length === 0;
  for (const table of joined) forms.push(tableForm(table, !isAlone || strong.includes(table), known, context));
  if (blocks.length > 0) forms.push(blockForm(blocks, blocksCount, context));
  if (before.length > 0) forms.push(blockForm([before], false, context));
  const read = new Set([...ofPairs, ...tables]);
  const unread = found.filter((table) => !read.has(table));
  const last = found.at(-1);
  return {
    forms,
    rest: [...rest, ...unread.flatMap(({ from, to }) => lines.slice(from, to))],
    headers: joined.length === 0 ? [] : tables.flatMap((table) => headerLines(lines, table)),
    openHeader: last !== undefined && last.to >= lines.length - 1 ? headerLines(lines, last) : [],
  };
}

function headerLines(lines: readonly PrintedLine[], { from, rows }: PrintedTable): readonly PrintedLine[] {
  const first = rows[0]?.line ?? 0;
  return lines.slice(from, from + 5).filter(({ number }) => number < first);
}

function pairEntries({ rows }: PrintedTable): Entry[] {
  return rows.map(({ cells: [label = '', value = ''], line }) => ({
    line: { text: `${label}: ${value}`, number: line },
    pairs: [{ key: label.toLowerCase(), label, value }],
    isHeading: false,
    isApart: false,
  }));
}

/** Blocks of labels in which devices stand, and the lines that are no part of one. */
function devicesIn(
  entries: readonly Entry[],
  { printed, isDevice }: SegmentContext,
): { readonly before: Block; readonly blocks: readonly Block[]; readonly rest: readonly PrintedLine[] } {
  if (entries.some(({ line }) => printed.words.beginsDevice(line.text)))
    return { ...blocksOf(entries, printed), rest: [] };
  const isSpeaking = entries.some(
    ({ line }) =>
      printed.words.saidIn(line.text)?.some(({ field }) => field === 'hostname' || field === 'model') === true,
  );
  const saidNames = entries.filter(
    ({ line }) => /\bup(?:time is)?\b/i.test(line.text) && printed.words.saidIn(line.text) !== null,
  );
  const split = blocksOf(entries, printed);
  const isWhole = saidNames.length === 1 || describesOne(split.before, printed);
  const { before, blocks } = isWhole ? { before: [], blocks: [entries] } : split;
  const labelled = entries.filter(
    ({ line, pairs, isHeading }) => (pairs.length > 0 && !isHeading) || isMac(line.text.trim()),
  ).length;
  const all = [before, ...blocks];
  const [only] = blocks;
  const isOne =
    blocks.length === 1 &&
    only !== undefined &&
    (isSpeaking || tellsDevice(only, printed) || describesOne(entries, printed));
  const tellsAnything = all.some((block) =>
    block.some(({ line, pairs }) => (isOne || pairs.length > 0) && isDevice(line.number)),
  );
  const isText = labelled * 2 < entries.length && blocks.length < 2 && !isOne;
  if ((labelled === 0 && !isOne) || isText || !tellsAnything)
    return { before: [], blocks: [], rest: entries.map(({ line }) => line) };
  return { before, blocks, rest: [] };
}

/** Whether lines say of one system what its version is, in sentences. */
function describesOne(entries: readonly Entry[], printed: Printed): boolean {
  const said = new Set(entries.flatMap(({ line }) => printed.words.aboutIn(line.text)));
  return said.size > 1;
}

/** Whether a block names its device for sure: by name, or by a serial number beside a model or the like. */
function tellsDevice(block: Block, printed: Printed): boolean {
  return block.some(({ pairs }) =>
    pairs.some(
      ({ label, value }) =>
        value !== '' && printed.fields(label).some((field) => field === 'hostname' || field === 'serial'),
    ),
  );
}

function serialsOf(block: Block, printed: Printed): ReadonlySet<string> {
  return new Set(
    block.flatMap(({ pairs }) =>
      pairs.flatMap(({ label, value }) => (printed.fields(label).includes('serial') ? [value.toLowerCase()] : [])),
    ),
  );
}

/**
 * Tables with the same headers are one. So are tables about the same rows: their first columns have the same headers,
 * and no other values.
 */
function joinTables(tables: readonly PrintedTable[], printed: Printed): PrintedTable[] {
  const same = new Map<string, PrintedTable & { readonly rows: PrintedRow[] }>();
  for (const table of tables) {
    const key = table.names.join('\n');
    const known = same.get(key);
    if (known === undefined) same.set(key, { ...table, rows: [...table.rows] });
    else for (const row of table.rows) known.rows.push(row);
  }
  const joined: PrintedTable[] = [];
  for (const table of same.values()) {
    const into = joined.findIndex((one) => isMoreOf(one, table, printed));
    const one = joined[into];
    if (one === undefined) joined.push(table);
    else joined[into] = withColumns(one, table);
  }
  return joined;
}

function isMoreOf(one: PrintedTable, table: PrintedTable, printed: Printed): boolean {
  const shared = sharedColumns(one, table);
  if (shared === 0 || shared === table.names.length || printed.fields(one.names[0] ?? '').includes('ip')) return false;
  const keys = new Set(one.rows.map(({ cells }) => keyOfRow(cells, shared)));
  return keys.size === one.rows.length && table.rows.every(({ cells }) => keys.has(keyOfRow(cells, shared)));
}

/** How many first columns of two tables have the same headers. */
function sharedColumns(one: PrintedTable, table: PrintedTable): number {
  const differs = table.names.findIndex((name, at) => keyOf(name) !== keyOf(one.names[at] ?? ''));
  return differs < 0 ? table.names.length : differs;
}

const keyOfRow = (cells: readonly string[], shared: number): string =>
  cells.slice(0, shared).join('\n').trim().toLowerCase();

function withColumns(one: PrintedTable, table: PrintedTable): PrintedTable {
  const shared = sharedColumns(one, table);
  const width = one.names.length + 1;
  const more = new Map(table.rows.map(({ cells }) => [keyOfRow(cells, shared), cells.slice(shared)] as const));
  return {
    ...one,
    names: [...one.names, 'more', ...table.names.slice(shared)],
    headers: [...one.headers, 'more', ...table.headers.slice(shared)],
    rows: one.rows.map(({ cells, line }) => ({
      line,
      cells: [
        ...Array.from({ length: width }, (_, at) => cells[at] ?? ''),
        ...(more.get(keyOfRow(cells, shared)) ?? []),
      ],
    })),
  };
}
