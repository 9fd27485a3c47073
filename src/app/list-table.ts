import { oncePer } from '../core/cache.ts';
import { nearest } from '../core/distance.ts';
import { collecting, trying, UserError, wholeFile, wrongFile, type UserProblem, type Place } from '../core/errors.ts';
import { oncePerLayout, type Layout } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { unshared } from '../core/text.ts';
import { headers as headersForm } from '../words/forms.ts';
import { Headers } from '../words/headers.ts';
import { keysByWord } from '../words/look-up.ts';
import { OWN_KEYS } from '../words/tables.ts';
import type { Words } from '../words/words.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { openInventory } from '../inventory/open.ts';
import { namedByFile } from '../knowledge/as-written.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { ListTable } from '../knowledge/user-lists.ts';
import { MAX_BYTES } from '../yaml/file.ts';
import { mapOf, nodeOf, quoted, type Node } from '../yaml/node.ts';
import type { TextFile } from '../yaml/parse.ts';
import { MOST_ITEMS } from '../yaml/shape.ts';
import type { Files } from './host.ts';
import { dayIn, listSources, publishedList } from './publication.ts';
import { openSource } from './inputs.ts';
import { optionsOf } from './options.ts';

const EXPECTED = `expected a header such as: vendor,model,since,until,reason,citation`;

/**
 * Reads the lists that a user names: YAML, tables, lines of names, official files. `sources`: of official files, only
 * entries of these sources are read; empty: all. What cannot be read is in `problems`.
 */
export async function readListFiles(
  paths: readonly string[],
  sources: readonly string[],
  knowledge: Knowledge,
  disk: Files,
): Promise<{ readonly files: readonly (TextFile | ListTable)[]; readonly problems: readonly UserProblem[] }> {
  const context: Context = { sources: listSources(sources), knowledge, disk };
  const files: (TextFile | ListTable)[] = [];
  const problems: UserProblem[] = [];
  for (const path of paths) {
    const file = await collecting(problems, () => readListFile(path, context));
    if (file !== null) files.push(file);
  }
  return { files, problems: problems.length > 0 ? problems : context.sources.problems() };
}

type Context = Readonly<{ sources: ReturnType<typeof listSources>; knowledge: Knowledge; disk: Files }>;

const TABLES = new Map(Object.entries({ csv: 'csv', tsv: 'csv', xlsx: 'xlsx', xlsm: 'xlsx' }));

async function readListFile(path: string, context: Context): Promise<TextFile | ListTable> {
  const { disk, knowledge } = context;
  const ending = /\.(\w+)$/.exec(path.toLowerCase())?.[1] ?? '';
  const format = TABLES.get(ending);
  if (format !== undefined) return readTable(path, format, context);
  if (ending === 'json' && Number(disk.sizeOf(path)) > MAX_BYTES) return readTable(path, null, context);
  const file = disk.text(path);
  if (ending === 'txt') return { path, root: linesOf(file, knowledge.words), notes: [] };
  return ending === 'json' && !isWrittenAsYaml(file.text) ? readTable(path, null, context) : file;
}

/** Whether JSON, which is also YAML, is written like a list in YAML: names, or entries under their key. */
function isWrittenAsYaml(text: string): boolean {
  const root = trying(() => JSON.parse(text) as unknown, null);
  if (Array.isArray(root)) return root.some((item) => typeof item === 'string');
  return typeof root === 'object' && root !== null && ('entries' in root || 'vendors' in root);
}

/** One name a line; a line that begins with `#` is a comment. */
function linesOf({ path, text }: TextFile, words: Words): Node {
  const entries: Node[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    const name = line.trim();
    if (name === '' || name.startsWith('#')) continue;
    if (entries.length === 0 && keyOf(name, words, false) === 'vendor') continue;
    const place = { file: path, line: index + 1, column: line.indexOf(name) + 1 };
    refuseTooMany(entries.push(mapOf(place, { vendor: quoted(place, name) })), place);
  }
  return { kind: 'list', items: entries, place: wholeFile(path) };
}

async function readTable(path: string, format: string | null, context: Context): Promise<ListTable> {
  const { sources, knowledge, disk } = context;
  const { words } = knowledge;
  const officialOf = oncePerLayout((layout) => ({ list: publishedList(layout, knowledge, sources) }));
  let official: ReturnType<typeof publishedList> = null;
  const unread = new Set<string>();
  const columnsOf = oncePerLayout((layout) => columnsIn(layout, path, words, unread));
  const rows: TableRow[] = [];
  for await (const row of tableRows(path, format, words, disk)) {
    let count = rows.push(row);
    official ??= officialOf(row.layout).list;
    // Wrong columns are refused before the rest is read.
    if (official === null) columnsOf(row.layout);
    // More than one: the first records of JSON may lack the keys by which an official list is recognised.
    else for (const one of rows.splice(0)) count = official.add(one);
    refuseTooMany(count, row.place);
  }
  const { entries, notes, ...parts } = official?.end() ?? {
    entries: rows.map((row) => entryOf(row, columnsOf(row.layout), words)),
    notes: unread.size === 0 ? [] : [`columns not read: ${[...unread].join(', ')}`],
  };
  // `parts`: what an official file says besides its entries.
  return { path, root: namedByFile(path, { kind: 'list', items: entries, place: wholeFile(path) }, parts), notes };
}

/** The column of each key. Headers that mean nothing here are added to `unread`. */
function columnsIn(layout: Layout, path: string, words: Words, unread: Set<string>) {
  const columnOf = new Map<string, number>();
  const headers = layout.columns.slice(0, layout.inInput).map(({ name }) => name);
  if (headers.every((name) => /^(?:#\d+|[A-Z]{1,2})$/.test(name))) throw wrongFile(path, 'no header', EXPECTED);
  const hasVendor = headers.some((name) => isVendor(name, words));
  const keys: readonly (string | null)[] = headers.map((name) => keyOf(name, words, hasVendor));
  headers.forEach((name, index) => {
    const key = keys[index] ?? null;
    if (key === null) {
      const near = nearest(name, OWN_KEYS);
      if (near !== null && !keys.includes(near))
        throw wrongFile(path, `unknown column ${name}`, `did you mean ${near}?`);
      if (name.trim() !== '' && !/^#\d+$/.test(name)) unread.add(name);
      return;
    }
    const before = columnOf.get(key);
    if (before !== undefined)
      throw wrongFile(path, `two columns for ${key}: ${headers[before] ?? ''}, ${name}`, 'leave one');
    columnOf.set(key, index);
  });
  if (!columnOf.has('vendor')) throw wrongFile(path, `no column for the vendor among ${headers.join(', ')}`, EXPECTED);
  return columnOf;
}

const isVendor = (header: string, { headers }: Words): boolean =>
  headers.read(header)?.fields.includes('vendor') === true;

/** `Name` and `Company` are the vendor unless the table `hasVendor`, a column whose header says so. */
function keyOf(header: string, words: Words, hasVendor: boolean): (typeof OWN_KEYS)[number] | null {
  const own = keysByWord(words.tables.publications.own, OWN_KEYS).get(headersForm.key(header)) ?? null;
  if (own !== null && own !== 'vendor') return own;
  if (isVendor(header, words)) return 'vendor';
  const fields = words.headers.read(header)?.fields ?? [];
  if (fields.includes('model') || fields.includes('partNumber')) return 'model';
  return hasVendor ? null : own;
}

/** What separates models in a cell; `{3,4}` of a mask holds a comma that does not. */
const BETWEEN_MODELS = /\s*(?:[;\n]|,(?![^{]*\}))\s*/;

function entryOf({ cells, placeAt }: TableRow, columnOf: ReadonlyMap<string, number>, words: Words): Node {
  const cellAt = (index: number): string => unshared(cells[index]?.trim() ?? '');
  const vendorAt = columnOf.get('vendor') ?? 0;
  // A table may repeat the vendor before its model.
  const vendor = `${cellAt(vendorAt).toLowerCase()} `;
  const modelOf = (text: string): string =>
    text.toLowerCase().startsWith(vendor) ? text.slice(vendor.length).trim() : text;
  const filled = [...columnOf].flatMap(([key, index]): [string, Node][] => {
    const cell = cellAt(index);
    const place = placeAt(index);
    if (key === 'exact' && /^[x1]$/i.test(cell)) return [[key, quoted(place, 'yes')]];
    if (words.noValue.isEmpty(cell)) return [];
    if (key === 'since' || key === 'until') return [[key, quoted(place, dayIn([cell], words.tables.days) ?? cell)]];
    if (key !== 'model') return [[key, quoted(place, cell)]];
    const models = cell.split(BETWEEN_MODELS).flatMap((text) => modelOf(text) || []);
    return [['models', nodeOf(models, place)]];
  });
  return mapOf(placeAt(vendorAt), Object.fromEntries(filled));
}

/** The words of a run, with headers of lists as known headers: by them a header is told from a row. */
const withOwnHeaders = oncePer((words: Words): Words => {
  const { headers, publications } = words.tables;
  const own = OWN_KEYS.flatMap((key) => publications.own[key]);
  const other = [...headers.other, ...own.filter((name) => words.headers.read(name) === null)];
  return { ...words, headers: new Headers({ ...words.tables, headers: { ...headers, other } }) };
});

/** `format`: null, by its content. No row of a list may be missing: throws UserError with all that was not read. */
async function* tableRows(path: string, format: string | null, words: Words, disk: Files): AsyncGenerator<TableRow> {
  const source = openSource({ name: path, open: () => disk.bytes(path) });
  const wrong: UserProblem[] = [];
  try {
    const inventory = await openInventory(source, {
      ...{ ...optionsOf({}, ''), words: withOwnHeaders(words), inputFormat: format },
      ...{ isMakerName: () => false, namesDesignated: () => [], lostName: () => null },
    });
    for await (const { records, problems } of inventory.batches()) {
      for (const { severity, line, cell, message, hint, code } of problems) {
        if (severity !== 'error' || code === 'no-rows') continue;
        wrong.push({ place: placeOf(path, line, cell), message, hint });
      }
      for (const record of records) yield tableRow(path, record, inventory.info);
    }
  } finally {
    await source.close();
  }
  if (wrong.length > 0) throw new UserError(wrong);
}

/** Throws UserError at the first entry that is too many for a list, before the rest is read. */
function refuseTooMany(entries: number, place: Place): void {
  if (entries <= MOST_ITEMS) return;
  const message = `more than ${MOST_ITEMS.toLocaleString('en-US')} entries`;
  const hint = 'make it two lists, or choose some of its sources: --list-source NAME';
  throw new UserError([{ place, message, hint }]);
}

const placeOf = (file: string, line: number | null, cell: string | null): Place =>
  cell === null ? { file, line, column: null } : { ...wholeFile(file), cell };

type TableRow = ReturnType<typeof tableRow>;

/** A row of a list; `placeAt`: where the cell in a column stands. */
function tableRow(path: string, record: InventoryRecord, { delimiter }: Inventory['info']) {
  const { layout, cells, line, cell, cellAt, text } = record;
  const placeAt = (column: number): Place => {
    if (cellAt !== undefined) return placeOf(path, null, cellAt(column));
    if (cell !== null || text === undefined) return placeOf(path, line, cell);
    if (delimiter === null) return { file: path, line, column: 1 };
    const before = new RegExp(`^(?:(?:"[^"]*"|[^"\\${delimiter}])*\\${delimiter}){${column}}`).exec(text);
    return { file: path, line, column: (before?.[0].length ?? 0) + 1 };
  };
  return { layout, cells, placeAt, place: placeAt(0) };
}
