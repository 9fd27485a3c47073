import { nearest } from '../core/distance.ts';
import type { Complaint, Place } from '../core/errors.ts';
import { UserError } from '../core/errors.ts';
import { oncePerLayout } from '../core/layout.ts';
import type { Layout } from '../core/layout.ts';
import { fold, slug } from '../core/text.ts';
import type { Words } from '../words/words.ts';
import { readHeader } from '../inventory/headers/read-header.ts';
import type { ListTable } from '../knowledge/user-lists.ts';
import { readTextFile } from '../yaml/file.ts';
import type { MapNode, Node } from '../yaml/parse.ts';
import type { Host } from './host.ts';
import { checkRoom, tableRows } from './table-rows.ts';
import type { TableRow } from './table-rows.ts';
import { resolve } from 'node:path';

/** Columns of a list, as headers name them. */
const KEYS = ['vendor', 'model', 'since', 'until', 'reason', 'citation', 'exact'] as const;
type Key = (typeof KEYS)[number];
const EXPECTED = `expected a header such as: vendor,model,since,until,reason,citation`;

/** Which columns hold what, and headers that mean nothing here. */
interface Columns {
  readonly of: ReadonlyMap<Key, number>;
  readonly unread: readonly string[];
}

/** A list that is a table or lines of names; null for one that is YAML. */
export function isTable(path: string): boolean {
  return /\.(?:csv|tsv|txt|xlsx|xlsm)$/i.test(path);
}

/** Reads a list that a company keeps as CSV, as a workbook, or as a name a line. Throws UserError. */
export async function readListTable(
  path: string,
  words: Words,
  host: Pick<Host, 'cwd'>,
): Promise<ListTable & { readonly unread: readonly string[] }> {
  const start = { file: path, line: null, column: null };
  const isText = /\.txt$/i.test(path);
  const { entries, unread } = isText ? linesOf(path, words, host) : await rowsOf(path, words, host);
  const title = (path.split(/[/\\]/).at(-1) ?? path).replace(/\.\w+$/, '');
  const root = mapOf(start, [
    ['id', textOf(start, slug(title))],
    ['title', textOf(start, title)],
    ['entries', { kind: 'list', items: entries, place: start }],
  ]);
  return { path, root, unread };
}

interface Entries {
  readonly entries: readonly Node[];
  readonly unread: readonly string[];
}

/** How a list of too many entries is still used. */
const MAKE_TWO = 'make it two lists';

/** Signs of cells, of several names, of a numbered line and of a note behind a name. */
const SEVERAL = /[\t;|]|\s[/#]\s|:\s|^\d+[.)]\s/;

/** A name a line; what follows `#` at the beginning of a line is a comment. */
function linesOf(path: string, words: Words, { cwd }: Pick<Host, 'cwd'>): Entries {
  const { text } = readTextFile(path, resolve(cwd, path));
  const entries: Node[] = [];
  const wrong: Complaint[] = [];
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const name = line.trim();
    if (name === '' || name.startsWith('#')) continue;
    if (entries.length === 0 && readHeader(name, words.headers)?.fields.includes('vendor') === true) continue;
    const place = { file: path, line: index + 1, column: line.indexOf(name) + 1 };
    if (SEVERAL.test(name))
      wrong.push({ place, message: `a line is one name: ${name}`, hint: 'a table, with a header, is named .csv' });
    checkRoom(entries.push(mapOf(place, [['vendor', textOf(place, name)]])), place, MAKE_TWO);
  }
  if (wrong.length > 0) throw new UserError(wrong);
  return { entries, unread: [] };
}

async function rowsOf(path: string, words: Words, host: Pick<Host, 'cwd'>): Promise<Entries> {
  const unread = new Set<string>();
  const columnsOf = oncePerLayout((layout) => columnsIn(layout, path, words));
  const entries: Node[] = [];
  for await (const row of tableRows(path, /\.[ct]sv$/i.test(path) ? 'csv' : 'xlsx', words, host)) {
    const columns = columnsOf(row.layout);
    for (const name of columns.unread) unread.add(name);
    checkRoom(entries.push(entryOf(row, columns, words)), row.place(0), MAKE_TWO);
  }
  return { entries, unread: [...unread] };
}

function columnsIn({ columns, own }: Layout, path: string, words: Words): Columns {
  const of = new Map<Key, number>();
  const unread: string[] = [];
  const refuse = (message: string, hint: string): never => {
    throw new UserError([{ place: { file: path, line: null, column: null }, message, hint }]);
  };
  const headers = columns.slice(0, own).map(({ name }) => name);
  if (headers.every((name) => /^(?:#\d+|[A-Z]{1,2})$/.test(name))) refuse('no header', EXPECTED);
  headers.forEach((name, index) => {
    const key = keyOf(name, words);
    if (key === null) {
      const near = nearest(name, KEYS);
      if (near !== null) refuse(`unknown column ${name}`, `did you mean ${near}?`);
      if (name.trim() !== '' && !/^#\d+$/.test(name)) unread.push(name);
    } else if (of.has(key)) refuse(`two columns for ${key}: ${headers[of.get(key) ?? 0] ?? ''}, ${name}`, 'leave one');
    else of.set(key, index);
  });
  if (!of.has('vendor')) refuse(`no column for the vendor among ${headers.join(', ')}`, EXPECTED);
  return { of, unread };
}

function keyOf(header: string, words: Words): Key | null {
  const own = fold(header)
    .trim()
    .replace(/^models$/, 'model');
  const key = KEYS.find((one) => one === own);
  if (key !== undefined) return key;
  const fields = readHeader(header, words.headers)?.fields ?? [];
  if (fields.includes('vendor')) return 'vendor';
  return fields.includes('model') || fields.includes('partNumber') ? 'model' : null;
}

/** What separates models in a cell; `{3,4}` of a mask holds a comma that does not. */
const BETWEEN_MODELS = /\s*(?:[;\n]|,(?![^{]*\}))\s*/;

function entryOf(row: TableRow, { of }: Columns, { noValue }: Words): Node {
  const maker = (row.cells[of.get('vendor') ?? 0] ?? '').trim().toLowerCase();
  const given = [...of].flatMap(([key, index]): [string, Node][] => {
    const cell = row.cells[index]?.trim() ?? '';
    const place = row.place(index);
    if (key === 'exact' && /^[x1]$/i.test(cell)) return [[key, textOf(place, 'yes')]];
    if (noValue.isEmpty(cell)) return [];
    if (key !== 'model') return [[key, textOf(place, cell)]];
    const models = cell.split(BETWEEN_MODELS).flatMap((model) => withoutMaker(model, maker));
    return [['models', { kind: 'list', items: models.map((model) => textOf(place, model)), place }]];
  });
  return mapOf(row.place(of.get('vendor') ?? 0), given);
}

/** Tables say the maker again before its model. */
function withoutMaker(model: string, maker: string): readonly string[] {
  const own = model.toLowerCase().startsWith(`${maker} `) ? model.slice(maker.length).trim() : model;
  return own === '' ? [] : [own];
}

function textOf(place: Place, text: string): Node {
  return { kind: 'text', text, quoted: true, place };
}

function mapOf(place: Place, entries: readonly (readonly [string, Node])[]): MapNode {
  return {
    kind: 'map',
    entries: new Map(entries.map(([key, value]) => [key, { keyPlace: value.place, value }])),
    place,
  };
}
