import type { Field } from '../../core/fields.ts';
import type { NoValue } from '../../core/words/no-value.ts';
import { blocksOf, cellsOf, entriesOf, type Block, type Entry } from './blocks.ts';
import { keyOf } from './pairs.ts';
import { isMac, type Printed, type PrintedLine } from './printed.ts';
import { tableAt, type PrintedTable } from './printed-table.ts';

/** A record of a form, before its columns are understood. */
export interface Draft {
  readonly line: number;
  readonly cells: readonly string[];
  /** Whether a device stands in it. */
  readonly counts: boolean;
}

/** Records with the same columns. */
export interface Form {
  readonly names: readonly string[];
  /** What its names are read as. */
  readonly headers: readonly string[];
  readonly drafts: readonly Draft[];
}

/** What one command printed, read in its forms. */
export interface Reading {
  readonly forms: readonly Form[];
  /** Lines that are part of none. */
  readonly rest: readonly PrintedLine[];
  /** The headers of its tables. */
  readonly headers: readonly PrintedLine[];
  /** The header of the table that goes on at the end. */
  readonly openHeader: readonly PrintedLine[];
}

export interface SegmentContext {
  readonly printed: Printed;
  readonly noValue: NoValue;
  /** The device that speaks. */
  readonly speaker: string | null;
  /** Whether a device stands in a line, by its number. */
  readonly isDevice: (line: number) => boolean;
}

/** Fields of a header under which rows name devices. */
const OF_A_TABLE: ReadonlySet<Field> = new Set<Field>([
  'vendor', 'model', 'partNumber', 'sysObjectId', 'sysDescr', 'fccId', 'cpe', 'platform', 'gponSerial', 'serial', 'mac',
  'hostname', 'assetTag',
]); // prettier-ignore
const TELLS_APART: readonly Field[] = ['mac', 'serial', 'hostname', 'gponSerial'];
const OF_SPEAKER = 'prompt';

/** Reads the lines that one command printed: tables, blocks of labels, one device. */
export function readSegment(lines: readonly PrintedLine[], context: SegmentContext): Reading {
  const { printed } = context;
  const found: PrintedTable[] = [];
  for (let at = 0; at < lines.length;) {
    const table = tableAt(lines, at, printed);
    if (table !== null) found.push(table);
    at = table?.to ?? at + 1;
  }
  const ofPairs = found.filter(({ names }) => printed.words.arePairs(names));
  const tables = found.filter((table) => !ofPairs.includes(table) && hasField(table.headers, OF_A_TABLE, printed));
  const isTaken = (index: number): boolean => found.some(({ from, to }) => from <= index && index < to);
  const entries = [...ofPairs.flatMap((table) => pairEntries(table)), ...entriesOf(lines, isTaken, printed)];
  const { before, blocks, rest } = devicesIn(entries, context);
  const joined = joinTables(tables, printed);
  const single = blocks.length === 1 ? blocks[0] : undefined;
  const forms: Form[] = [];
  const isAlone = single !== undefined && tellsDevice(single, printed);
  const strong = joined.filter(({ headers }) => hasField(headers, new Set(TELLS_APART), printed));
  const known = serialsOf(isAlone ? single : [], printed);
  const blocksCount = single === undefined || isAlone || strong.length === 0;
  for (const table of joined) forms.push(tableForm(table, !isAlone || strong.includes(table), known, context));
  if (blocks.length > 0) forms.push(blockForm(blocks, blocksCount, context));
  if (before.length > 0) forms.push(blockForm([before], false, context));
  const unread = found.filter((table) => !ofPairs.includes(table) && !tables.includes(table));
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

function hasField(names: readonly string[], fields: ReadonlySet<Field>, printed: Printed): boolean {
  return names.some((name) => printed.fields(name).some((field) => fields.has(field)));
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

/** Further tables about the same rows: their first column has the same header, and no other values. */
function joinTables(tables: readonly PrintedTable[], printed: Printed): PrintedTable[] {
  const joined: PrintedTable[] = [];
  for (const table of tables) {
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

/** Whether rows with a value there are devices. A name is one only under a label of commands: a VLAN has a name too. */
function tellsOfRows(name: string, header: string, printed: Printed): boolean {
  const fields = printed.fields(header).filter((field) => OF_A_TABLE.has(field));
  if (fields.every((field) => field === 'hostname' || field === 'assetTag'))
    return fields.length > 0 && header === 'hostname' && !printed.isName(name);
  return true;
}

function tableForm(
  { names, headers, rows }: PrintedTable,
  counts: boolean,
  known: ReadonlySet<string>,
  { printed, noValue, speaker, isDevice }: SegmentContext,
): Form {
  const telling = headers.flatMap((header, at) => (tellsOfRows(names[at] ?? '', header, printed) ? [at] : []));
  const isPart =
    speaker !== null &&
    !headers.some((name) =>
      printed.fields(name).some((field) => field === 'hostname' || field === 'mac' || field === 'ip'),
    );
  const says = (cell: string | undefined): boolean =>
    cell !== undefined && /[\p{L}\p{N}]/u.test(cell) && !noValue.isEmpty(cell);
  return {
    names: [...names, 'more', ...(isPart ? [OF_SPEAKER] : [])],
    headers: [...headers, 'more', ...(isPart ? ['hostname'] : [])],
    drafts: rows.map(({ cells, line }) => {
      const full = [
        ...Array.from({ length: names.length + 1 }, (_, at) => cells[at] ?? ''),
        ...(isPart ? [speaker] : []),
      ];
      const isKnown = cells.some((cell) => known.has(cell.toLowerCase()));
      const tells = cells.filter(says).length > 1 && telling.some((at) => says(cells[at]));
      return { line, cells: full, counts: counts && !isKnown && (tells || isDevice(line)) };
    }),
  };
}

/** Labels that are names by themselves come before those that only commands use so: of several the first counts. */
function sortNames(columns: Map<string, string>, printed: Printed): void {
  const named = [...columns].filter(([, name]) => printed.fields(name).includes('hostname'));
  if (!named.some(([, name]) => printed.isName(name))) return;
  for (const [id, name] of named) {
    if (printed.isName(name)) continue;
    columns.delete(id);
    columns.set(id, name);
  }
}

/** Labels that are columns of their own; what goes beyond stands in the last of them. */
const MOST_COLUMNS = 400;

function blockForm(blocks: readonly Block[], counts: boolean, { printed, speaker, isDevice }: SegmentContext): Form {
  const columns = new Map<string, string>();
  const cells = blocks.map((block) => cellsOf(block, printed));
  for (const one of cells)
    for (const [id, { name }] of one) if (!columns.has(id) && columns.size < MOST_COLUMNS) columns.set(id, name);
  sortNames(columns, printed);
  const names = [...columns.values()];
  const speaks = speaker !== null && !names.some((name) => printed.fields(name).includes('hostname'));
  return {
    names: [...names, 'more', ...(speaks ? [OF_SPEAKER] : [])],
    headers: [...names.map((name) => printed.header(name)), 'more', ...(speaks ? ['hostname'] : [])],
    drafts: blocks.map((block, at) => {
      const own = cells[at] ?? new Map<string, { readonly value: string }>();
      const beyond = [...own].filter(([id]) => !columns.has(id)).map(([, { value }]) => value);
      return {
        line: block[0]?.line.number ?? 0,
        cells: [
          ...Array.from(columns.keys(), (id) => own.get(id)?.value ?? ''),
          beyond.join('\n'),
          ...(speaks ? [speaker] : []),
        ],
        counts: counts && block.some(({ line }) => isDevice(line.number)),
      };
    }),
  };
}
