import type { Field } from '../../core/fields.ts';
import { Layout } from '../../core/layout.ts';
import { hasLetterOrDigit } from '../../core/text.ts';
import { understandColumns } from '../headers/columns.ts';
import type { ReadOptions } from '../inventory.ts';
import type { Row } from '../rows.ts';
import { blocksOf, cellsOf, entriesOf, type Entry } from './blocks.ts';
import { joinTables, tableAt, type PrintedTable } from './printed-table.ts';
import { isMac, type Printed, type PrintedLine, type Segment } from './printed.ts';

/** Fields of a header under which rows name devices. */
export const OF_A_TABLE: ReadonlySet<Field> = new Set<Field>([
  'vendor', 'model', 'partNumber', 'sysObjectId', 'sysDescr', 'fccId', 'cpe', 'platform', 'gponSerial', 'serial', 'mac',
  'hostname', 'assetTag',
]); // prettier-ignore
/** Fields that say what a device is: a block with one is about a device. */
const KIND = new Set<Field>(['vendor', 'model', 'partNumber', 'serial', 'gponSerial', 'sysObjectId']);
const BURNT_IN = new Set<Field>(['mac', 'serial', 'gponSerial']);
const TELLS_APART = new Set<Field>([...BURNT_IN, 'hostname']);
const OF_OTHERS = new Set<Field>(['hostname', 'mac', 'ip']);
const NAME = new Set<Field>(['hostname']);
/** Fields that name a device for sure. */
const NAMES = new Set<Field>(['hostname', 'serial']);

/** A word of letters and digits: totals and legends have none. */
const MIXED = /\p{L}\S*\d|\d\S*\p{L}/u;
/** Rows by which columns are understood. */
const SAMPLE = 200;
/** Labels that are columns of their own; what goes beyond stands in the last of them. */
const MOST_COLUMNS = 400;
/** The column of the device that speaks. */
const OF_SPEAKER = 'prompt';
/** That of the system that prints such tables. */
const OF_SYSTEM = 'syntax';

/** Reads what commands printed as records: tables, blocks of labels, one device. */
export class PrintedReader {
  readonly #options: ReadOptions;
  readonly #printed: Printed;

  constructor(options: ReadOptions, printed: Printed) {
    this.#options = options;
    this.#printed = printed;
  }

  /** Reads the lines of one device: records, lines that are part of none, the headers of its tables. */
  read(segment: Segment) {
    const printed = this.#printed;
    const { lines } = segment;
    const found: NonNullable<ReturnType<typeof tableAt>>[] = [];
    for (let at = 0; at < lines.length;) {
      const table = tableAt(lines, at, printed);
      if (table !== null) found.push(table);
      at = table?.to ?? at + 1;
    }
    const ofPairs = found.filter(({ names }) => printed.arePairs(names));
    const tables = found.filter((table) => !ofPairs.includes(table) && printed.feedAny(table.headers, OF_A_TABLE));
    const taken = new Set(found.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)));
    const entries = [...ofPairs.flatMap(pairEntries), ...entriesOf(lines, (index) => taken.has(index), printed)];
    const { before, blocks, rest } = this.#devicesIn(entries, segment);
    const joined = joinTables(tables, printed);
    const [single] = blocks.length === 1 ? blocks : [];
    const isAlone = single !== undefined && this.#tellsDevice(single);
    const isScan = entries.some(({ line }) => printed.beginsDevice(line.text));
    // What a scan lists of a device has names too: of its registers, its shares.
    const strong = joined.filter(({ headers }) => printed.feedAny(headers, isScan ? BURNT_IN : TELLS_APART));
    const known = new Set(isAlone ? this.#serialsOf(single) : []);
    const blocksCount = single === undefined || isAlone || isScan || strong.length === 0;
    const read = [
      ...joined.map((table) => this.#ofTable(table, !(isAlone || isScan) || strong.includes(table), known, segment)),
      ...(blocks.length > 0 ? [this.#ofBlocks(blocks, blocksCount, segment)] : []),
      ...(before.length > 0 ? [this.#ofBlocks([before], false, segment)] : []),
    ];
    const unread = found.filter((table) => !ofPairs.includes(table) && !tables.includes(table));
    return {
      rows: read.flatMap((table) => this.#rows(table)),
      rest: [...rest, ...unread.flatMap(({ from, to }) => lines.slice(from, to))],
      headers: tables.flatMap(({ from, rows }) =>
        lines.slice(from, from + 5).filter(({ number }) => number < (rows[0]?.line ?? 0)),
      ),
    };
  }

  /** Blocks of labels in which devices stand, and the lines that are no part of one. */
  #devicesIn(
    entries: readonly Entry[],
    { isDevice }: Segment,
  ): ReturnType<typeof blocksOf> & { readonly rest: readonly PrintedLine[] } {
    const printed = this.#printed;
    if (entries.some(({ line }) => printed.beginsDevice(line.text))) return { ...blocksOf(entries, printed), rest: [] };
    const said = entries.map(({ line }) => printed.saidIn(line.text));
    const isSpeaking = said.some((all) => all?.some(([field]) => field === 'hostname' || field === 'model') === true);
    const names = entries.filter(({ line }, at) => said[at] !== null && /\bup(?:time is)?\b/i.test(line.text));
    const split = blocksOf(entries, printed);
    const isWhole = names.length === 1 || this.#describesOne(split.before);
    const { before, blocks } = isWhole ? { before: [], blocks: [entries] } : split;
    const isLabelled = ({ line, pairs, isHeading }: Entry): boolean =>
      (pairs.length > 0 && !isHeading) || isMac(line.text.trim());
    const labelled = entries.filter(isLabelled).length;
    const [only, ...more] = blocks;
    const isSingle = only !== undefined && more.length === 0;
    const isOne = isSingle && (isSpeaking || this.#tellsDevice(only) || this.#describesOne(entries));
    const telling = [...before, ...blocks.flat()].filter(({ pairs }) => isOne || pairs.length > 0);
    const tellsAnything = telling.some(({ line }) => isDevice(line.number));
    const isText = labelled * 2 < entries.length && blocks.length < 2 && !isOne;
    if ((labelled === 0 && !isOne) || isText || !tellsAnything)
      return { before: [], blocks: [], rest: entries.map(({ line }) => line) };
    return { before, blocks, rest: [] };
  }

  /** Whether lines say of one system what its version is, in sentences. */
  #describesOne(entries: readonly Entry[]): boolean {
    return new Set(entries.flatMap(({ line }) => this.#printed.aboutIn(line.text))).size > 1;
  }

  /** Whether a block names its device for sure: by name, or by a serial number beside a model or the like. */
  #tellsDevice(block: readonly Entry[]): boolean {
    const filled = block.flatMap(({ pairs }) => pairs.filter(({ value }) => value !== ''));
    return this.#printed.feedAny(filled.map(({ label }) => label), NAMES); // prettier-ignore
  }

  #serialsOf(block: readonly Entry[]): readonly string[] {
    const pairs = block.flatMap((entry) => entry.pairs);
    const serials = pairs.filter(({ label }) => this.#printed.fields(label).includes('serial'));
    return serials.map(({ value }) => value.toLowerCase());
  }

  /** The rows of a table, as those of one device where it has such a column; `known`: serial numbers of that device. */
  #ofTable(
    { names, headers, rows }: PrintedTable,
    counts: boolean,
    known: ReadonlySet<string>,
    { speaker, isDevice }: Segment,
  ): PrintedTable {
    const telling = headers.flatMap((header, at) => (this.#tellsOfRows(names[at] ?? '', header) ? [at] : []));
    const isOfDevices = telling.length > 0 || this.#printed.isName(names[0] ?? '');
    const isPart = speaker !== null && !this.#printed.feedAny(headers, OF_OTHERS);
    const says = (cell = ''): boolean => hasLetterOrDigit(cell) && !this.#options.words.noValue.isEmpty(cell);
    const read = rows.map(({ cells, line }) => {
      const isKnown = cells.some((cell) => known.has(cell.toLowerCase()));
      const isFilled = cells.filter((cell) => cell !== '').length > 1;
      const tells = cells.filter(says).length > 1 && telling.some((at) => says(cells[at]));
      const isData = isOfDevices && isFilled && cells.some((cell) => MIXED.test(cell));
      const own = Array.from({ length: names.length + 1 }, (_, at) => cells[at] ?? '');
      return { line, cells: own, counts: counts && !isKnown && (tells || isData || isDevice(line)) };
    });
    const table = { names: [...names, 'more'], headers: [...headers, 'more'], rows: read };
    const ofSystem = withColumn(table, OF_SYSTEM, 'platform', this.#printed.systemOf(names));
    return withColumn(ofSystem, OF_SPEAKER, 'hostname', isPart ? speaker : null);
  }

  /** Whether rows with a value there are devices; with a name, only under a label of commands: a VLAN has one too. */
  #tellsOfRows(name: string, header: string): boolean {
    const fields = this.#printed.fields(header).filter((field) => OF_A_TABLE.has(field));
    if (!fields.every((field) => field === 'hostname' || field === 'assetTag')) return true;
    return fields.length > 0 && header === 'hostname' && !this.#printed.isName(name);
  }

  /** A row a block of labels and values. */
  #ofBlocks(blocks: readonly (readonly Entry[])[], counts: boolean, { speaker, isDevice }: Segment): PrintedTable {
    const printed = this.#printed;
    const columns = new Map<string, string>();
    const cells = blocks.map((block) => cellsOf(block, printed));
    for (const one of cells)
      for (const [id, { name }] of one) if (!columns.has(id) && columns.size < MOST_COLUMNS) columns.set(id, name);
    this.#sortNames(columns);
    const names = [...columns.values()];
    const rows = cells.map((own, at) => {
      const block = blocks[at] ?? [];
      const beyond = [...own].filter(([id]) => !columns.has(id)).map(([, { value }]) => value);
      return {
        line: block[0]?.line.number ?? 0,
        cells: [...Array.from(columns.keys(), (id) => own.get(id)?.value ?? ''), beyond.join('\n')],
        counts: counts && block.some((entry) => isDevice(entry.line.number) || this.#tellsKind(entry)),
      };
    });
    const table = {
      names: [...names, 'more'],
      headers: [...names.map((name) => printed.read(name).header), 'more'],
      rows,
    };
    return withColumn(table, OF_SPEAKER, 'hostname', printed.feedAny(names, NAME) ? null : speaker);
  }

  /** Labels that are names by themselves come before those that only commands use: so of several the first counts. */
  #sortNames(columns: Map<string, string>): void {
    const printed = this.#printed;
    const named = [...columns].filter(([, name]) => printed.fields(name).includes('hostname'));
    if (!named.some(([, name]) => printed.isName(name))) return;
    for (const [id, name] of named) {
      if (printed.isName(name)) continue;
      columns.delete(id);
      columns.set(id, name);
    }
  }

  /** Whether a line has a value under a label of what a device is, or begins what a scan says of one. */
  #tellsKind({ line, pairs }: Entry): boolean {
    const printed = this.#printed;
    const exact = pairs.filter(({ label, value }) => /[\p{L}\p{N}]{2}/u.test(value) && printed.read(label).isExact);
    return printed.beginsDevice(line.text) || printed.feedAny(exact.map(({ label }) => label), KIND); // prettier-ignore
  }

  /** Rows of the columns that hold anything. */
  #rows({ names, headers, rows }: PrintedTable): Row[] {
    const kept = names.flatMap((_, at) => (rows.some(({ cells }) => (cells[at] ?? '') !== '') ? [at] : []));
    const keptOf = (all: readonly string[]): string[] => kept.map((at) => all[at] ?? '');
    const read = rows.map((row) => ({ ...row, cells: keptOf(row.cells) }));
    const sample = read.slice(0, SAMPLE).map(({ cells }) => cells);
    const columns = understandColumns(keptOf(headers), sample, { ...this.#options, columns: [] });
    const shown = keptOf(names);
    const named = columns.map((column, at) => ({ ...column, name: shown[at] || column.name }));
    const usual = { kind: 'row', layout: new Layout(named, true), cell: null, part: 'device' } as const;
    return read.map(({ line, cells, counts }): Row => {
      const row = { ...usual, cells, line };
      return counts === true ? row : { ...row, noRow: true };
    });
  }
}

/** A table with what is true of all of it, where that is known, in a column of its own. */
function withColumn(table: PrintedTable, name: string, header: string, value: string | null): PrintedTable {
  if (value === null) return table;
  const { names, headers, rows } = table;
  return {
    names: [...names, name],
    headers: [...headers, header],
    rows: rows.map((row) => ({ ...row, cells: [...row.cells, value] })),
  };
}

function pairEntries({ rows }: PrintedTable): Entry[] {
  return rows.map(({ cells: [label = '', value = ''], line }) => ({
    line: { text: `${label}: ${value}`, number: line },
    pairs: [{ key: label.toLowerCase(), label, value }],
    isHeading: false,
    isApart: false,
  }));
}
