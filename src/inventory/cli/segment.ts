import type { Field } from '../../core/fields.ts';
import { joinTables } from './joined-tables.ts';
import { blocksOf, entriesOf, type Block, type Entry } from './blocks.ts';
import { blockForm, hasField, OF_A_TABLE, tableForm, type Form, type SegmentContext } from './forms.ts';
import { isMac, type Printed, type PrintedLine } from './printed.ts';
import { tableAt, type PrintedTable } from './printed-table.ts';

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

const TELLS_APART: readonly Field[] = ['mac', 'serial', 'hostname', 'gponSerial'];
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
  const blocksCount = single === undefined || isAlone || strong.length === 0;
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
