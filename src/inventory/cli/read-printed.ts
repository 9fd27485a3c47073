import { DEVICE_FIELDS, OF_DEVICES, isIdentity, type Field } from '../../core/fields.ts';
import { Layout, OF_SPEAKER } from '../../core/layout.ts';
import { fold, hasLetterOrDigit, words as wordsIn } from '../../core/text.ts';
import { understandColumns } from '../headers/columns.ts';
import { rowOf, type Row } from '../rows.ts';
import { blocksOf, cellsOf, entriesOf, type Entry } from './blocks.ts';
import { joinTables, MORE, tableAt, type PrintedTable } from './printed-table.ts';
import { isMac, type Labelled, type Printed, type Segment } from './printed.ts';

/** Fields that say what a device is: a block with one is about a device. */
const KIND_FIELDS = ['vendor', 'model', 'partNumber', 'serial', 'gponSerial', 'sysObjectId'] as const;
/** Fields whose values differ from device to device. */
const UNIQUE_FIELDS = ['mac', 'serial', 'gponSerial', 'hostname'] as const;
/** Fields that name a device for sure. */
const NAMES = ['hostname', 'serial'] as const;

/** A word of letters and digits: totals and legends have none. */
const MIXED = /\p{L}\S*\d|\d\S*\p{L}/u;
const SAMPLE = 200;
/** A text about one system says so in its first lines: of thousands of lines, some hold any two words. */
const BEGINNING = 100;
/** Most labels that become columns; the values of further labels stand in the last column. */
const MOST_COLUMNS = 400;

/**
 * Reads what the commands of one device printed: tables, blocks of labels, one device. `rows`: its records; `tells`:
 * whether they identify a device by more than a word; `rest`: lines of no record; `headers`: header lines of tables.
 */
export function readPrinted({ lines, speaker }: Segment, printed: Printed) {
  const found: NonNullable<ReturnType<typeof tableAt>>[] = [];
  for (let at = 0; at < lines.length;) {
    const table = tableAt(lines, at, printed);
    if (table !== null) found.push(table);
    at = table?.to ?? at + 1;
  }
  const arePairs = (names: readonly string[]): boolean =>
    [names[0], names.at(-2)].every((name = '') => printed.isListed('pairs', fold(name).trim()));
  const pairTables = found.filter(({ names }) => arePairs(names));
  const tables = found.filter((table) => !pairTables.includes(table) && printed.feedAny(table.headers, OF_DEVICES));
  const taken = new Set(found.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)));
  const entries = [...pairTables.map(pairEntry), ...entriesOf(lines, taken, printed)];
  const isScan = entries.some(({ line }) => printed.beginsDevice(line.text));
  const { before, blocks, rest } = isScan ? { ...blocksOf(entries, printed), rest: [] } : devicesIn(entries, printed);
  const areNamed = says(blocks.flat(), NAMES, printed);
  const isOnlyDevice = blocks.length === 1 && areNamed;
  const isOfDevices = ({ headers }: PrintedTable): boolean => printed.feedAny(headers, UNIQUE_FIELDS);
  // A model above lines of a name and a serial number each is theirs: `Model: X`, then the members of a cluster.
  const isMember = (one: readonly Entry[]): boolean =>
    NAMES.every((field) => says(one.slice(0, 1), [field], printed)) && !says(one, ['vendor', 'model'], printed);
  const shared = says(before, ['vendor', 'model'], printed) && blocks.every(isMember) ? before : [];
  const withShared = blocks.map((block) => [...shared, ...block]);
  // No more blocks than tables of devices are what stands above each table, unless one names a device.
  const blocksCount = isScan || areNamed || blocks.length > tables.filter(isOfDevices).length;
  const read = [
    ...joinTables(tables).map((table) =>
      withDevices(table, { counts: !(isOnlyDevice || isScan) || isOfDevices(table), speaker }, printed),
    ),
    ...(blocks.length > 0 ? [tableOfBlocks(withShared, { counts: blocksCount, speaker }, printed)] : []),
    ...(before.length > shared.length ? [tableOfBlocks([before], { counts: false, speaker }, printed)] : []),
  ];
  const unread = found.filter((table) => !pairTables.includes(table) && !tables.includes(table));
  return {
    rows: read.flatMap((table) => recordsOf(table, printed)),
    tells:
      isScan ||
      describesOne(entries.slice(0, BEGINNING), printed, 10) ||
      read.some(({ headers, rows }) => printed.feedAny(headers, OF_DEVICES) && rows.some((row) => row.isDevice)),
    rest: [...rest, ...unread.flatMap(({ from, to }) => lines.slice(from, to))],
    headers: tables.flatMap(({ from, rows }) =>
      lines.slice(from, from + 5).filter(({ number }) => number < (rows[0]?.line ?? 0)),
    ),
  };
}

function pairEntry({ rows }: PrintedTable): Entry {
  const pairs = rows.map(({ cells }) => ({ label: cells[0] ?? '', value: cells.at(-2) ?? '' }));
  const device = rows.some(({ isDevice }) => isDevice) ? 'words' : null;
  const line = { text: pairs.map(({ label }) => label).join(' '), number: rows[0]?.line ?? 0, device } as const;
  return { line, pairs, isHeading: false, isItem: false, isApart: false };
}

/** The blocks of labels that name devices. Where none does, all lines are the `rest`. */
function devicesIn(entries: readonly Entry[], printed: Printed) {
  const split = blocksOf(entries, printed);
  const { before, blocks } = describesOne(split.before, printed) ? { before: [], blocks: [entries] } : split;
  const hasLabels = ({ pairs, isHeading }: Entry): boolean => pairs.length > 0 && !isHeading;
  const labelled = entries.filter((entry) => hasLabels(entry) || isMac(entry.line.text.trim()));
  const isSingle = blocks.length === 1 && (says(blocks.flat(), NAMES, printed) || describesOne(entries, printed));
  const telling = [...before, ...blocks.flat()].filter(({ pairs }) => isSingle || pairs.length > 0);
  // More addresses without a label than blocks are devices of their own, below the line that each command began with.
  const loose = entries.filter(({ line, pairs }) => pairs.length === 0 && line.device === 'sign').length;
  const isText = labelled.length * 2 < entries.length && (blocks.length < 2 || loose > blocks.length) && !isSingle;
  if (isText || !telling.some((entry) => isOfDevice(entry, printed)))
    return { before: [], blocks: [], rest: entries.map(({ line }) => line) };
  return { before, blocks, rest: [] };
}

/** Whether sentences describe one system and its version: two words of `about`, and at least one per `most` lines. */
function describesOne(entries: readonly Entry[], printed: Printed, most = Infinity): boolean {
  const words = entries.flatMap(({ line }) => wordsIn(fold(line.text.slice(0, 200))));
  const aboutWords = words.filter((word) => printed.isListed('about', word));
  return new Set(aboutWords).size > 1 && entries.length <= aboutWords.length * most;
}

/** Whether a block says one of these of its device. */
function says(block: readonly Entry[], fields: readonly Field[], printed: Printed): boolean {
  return block.some(({ pairs }) => pairs.some((pair) => printed.says(pair, fields)));
}

/** `counts`: whether rows may be devices; `speaker`: the device that printed them. */
type Printing = Pick<Segment, 'speaker'> & { readonly counts: boolean };

function withDevices(table: PrintedTable, { counts, speaker }: Printing, printed: Printed) {
  const { names, headers, rows } = table;
  const telling = headers.flatMap((header, at) => (showsDevices(names[at] ?? '', header, printed) ? [at] : []));
  const isOfDevices = telling.length > 0 || printed.isHostName(names[0] ?? '');
  const isPart = speaker !== null && !printed.feedAny(headers, ['hostname', 'mac', 'ip']);
  const hasContent = (cell = ''): boolean => hasLetterOrDigit(cell) && !printed.hints.words.noValue.isEmpty(cell);
  const areAddresses = telling.every((at) => printed.feedAny([headers[at] ?? ''], ['mac']));
  // In a table of addresses, half of which answered, those that did not answer are no devices; in one of groups, none.
  const isOfAddresses = areAddresses && rows.filter(({ isDevice }) => isDevice).length * 2 >= rows.length;
  const isOfGroups = areAddresses && rows.every(({ cells, isDevice }) => !isDevice && cells.some(isMac));
  const read = rows.map(({ cells, line, isDevice }) => {
    const isTelling = cells.filter(hasContent).length > 1 && telling.some((at) => hasContent(cells[at]));
    const isFilled = cells.filter((cell) => cell !== '').length > 1;
    const isData = isOfDevices && !isOfAddresses && isFilled && cells.some((cell) => MIXED.test(cell));
    return { line, cells, isDevice: counts && !isOfGroups && (isTelling || isData || isDevice) };
  });
  const ofSystem = withColumn({ ...table, rows: read }, 'syntax', 'platform', printed.systemOf(names));
  return withColumn(ofSystem, OF_SPEAKER, 'hostname', isPart ? speaker : null);
}

/** Whether rows with a value in this column are devices. Names count only under labels of commands: VLANs have some. */
function showsDevices(name: string, header: string, printed: Printed): boolean {
  return printed.feedAny([header], DEVICE_FIELDS) || (header === 'hostname' && !printed.isHostName(name));
}

function tableOfBlocks(blocks: readonly (readonly Entry[])[], { counts, speaker }: Printing, printed: Printed) {
  const read = blocks.map((block) => cellsOf(block, printed));
  const columns = new Map<string, string>();
  for (const [id, { name }] of read.flatMap((cells) => [...cells]))
    if (!columns.has(id) && columns.size < MOST_COLUMNS) columns.set(id, name);
  const names = [...columns.values()];
  const rows = read.map((ofBlock, at) => {
    const block = blocks[at] ?? [];
    const beyond = [...ofBlock].filter(([id]) => !columns.has(id)).map(([, { value }]) => value);
    return {
      line: block[0]?.line.number ?? 0,
      cells: [...Array.from(columns.keys(), (id) => ofBlock.get(id)?.value ?? ''), beyond.join('\n')],
      isDevice: counts && block.some((entry) => isOfDevice(entry, printed)),
    };
  });
  const headers = [...names.map((name) => printed.read(name).header), MORE];
  const table = { names: [...names, MORE], headers, isAnswer: true, rows };
  return withColumn(table, OF_SPEAKER, 'hostname', printed.feedAny(names, ['hostname']) ? null : speaker);
}

/** Whether a line names a device, has a value under a label of `KIND_FIELDS`, or begins what a scan says of one. */
function isOfDevice({ line, pairs }: Entry, printed: Printed): boolean {
  const tells = (pair: Labelled): boolean => printed.read(pair.label).isExact && printed.says(pair, KIND_FIELDS);
  return line.device !== null || printed.beginsDevice(line.text) || pairs.some(tells);
}

/** A table with one more column that has the same value in all rows; null: no such column. */
function withColumn(table: PrintedTable, name: string, header: string, value: string | null): PrintedTable {
  if (value === null) return table;
  const rows = table.rows.map((row) => ({ ...row, cells: [...row.cells, value] }));
  return { ...table, names: [...table.names, name], headers: [...table.headers, header], rows };
}

function recordsOf({ names, headers, isAnswer, rows }: PrintedTable, printed: Printed): Row[] {
  const kept = names.flatMap((_, at) => (rows.some(({ cells }) => (cells[at] ?? '') !== '') ? [at] : []));
  const keptOf = (cells: readonly string[]): string[] => kept.map((at) => cells[at] ?? '');
  const sample = rows.slice(0, SAMPLE).map(({ cells }) => keptOf(cells));
  const columns = understandColumns(keptOf(headers), sample, { ...printed.hints, columns: [] });
  const shown = keptOf(names);
  const named = columns.map((column, at) => ({ ...column, name: shown[at] || column.name }));
  const layout = new Layout(named, isAnswer || !named.some(({ fields }) => fields.some(isIdentity)));
  return rows.map(({ line, cells, isDevice }) => rowOf(layout, keptOf(cells), line, isDevice));
}
