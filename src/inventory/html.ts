import type { ReadOptions, Inventory } from './inventory.ts';
import type { PeekedSource } from './bytes/peek.ts';
import { decode } from './bytes/decode.ts';
import { outside, foundProblem, type Item } from './rows.ts';
import { openText } from './text.ts';
import { readAll } from './xlsx/read-workbook.ts';
import { MergedCells, openTables, type Merge, type Sheet, type SheetRow } from './xlsx/sheet-table.ts';

/** Most columns that a cell goes over. */
const MAX_SPAN = 1_000;

/** A table of a page while it is read. */
interface OpenTable {
  readonly rows: SheetRow[];
  readonly merges: Merge[];
  /** The last row that the cell reaches which began last in a column. */
  readonly reaching: Map<number, number>;
  /** The cells of the row that is open. */
  cells: string[] | null;
  /** The text of the cell that is open, and over how much it goes. */
  cell: { text: string; readonly columns: number; readonly rows: number } | null;
}

/**
 * Opens the tables of a page, as web applications also write them for spreadsheets (`.xls`): each is read as a sheet.
 * A page of which no table says what devices are (a login page, an error page) is read as text, and is no inventory.
 */
export async function openHtml(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  const bytes = await readAll(source);
  const whole = (): PeekedSource => ({ ...source, bytes: bytesOf(bytes) });
  const decoded = await decode(whole(), options);
  let html = '';
  for await (const piece of decoded.pieces) html += piece;
  const page = readPage(html, (text) => options.words.decodings.decoded(text));
  const sheets = page.tables.map((table, index) => sheetOf(table, `table ${index + 1}`));
  const { tables, items: rows, inventory } = await openTables('html', sheets, { ...options, sheet: null }, decoded);
  if (!tables.some(({ isInventory }) => isInventory)) return openText(whole(), options);
  for (const table of tables) if (!table.isInventory) table.setAside('no table of devices');
  async function* items(): AsyncGenerator<Item> {
    for (const text of page.text.split('\n')) if (text.trim() !== '') yield outside('title', text.trim());
    yield* rows();
    if (page.isCut) yield foundProblem('truncated', 'the page ends within a table', { hint: 'is the file complete?' });
  }
  return inventory(items());
}

// eslint-disable-next-line @typescript-eslint/require-await -- bytes come as a stream
async function* bytesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function sheetOf({ rows: all, merges }: OpenTable, name: string): Sheet {
  // eslint-disable-next-line @typescript-eslint/require-await -- those of a workbook are read as they are asked for
  async function* rows(): AsyncGenerator<SheetRow> {
    yield* all;
  }
  return { name, merged: new MergedCells(merges), rows: rows(), problems: () => [] };
}

/** Tags whose content is no text of the page. */
const HIDDEN = new Set(['script', 'style', 'template', 'noscript']);
/** Tags that end a line. */
const BREAKS = new Set(['br', 'p', 'div', 'li', 'tr', 'table', 'h1', 'h2', 'h3', 'title', 'caption']);

/**
 * Reads the tables of a page in the order in which they end, what stands outside of them, and whether one does not end;
 * ends of cells and rows may be left out, as HTML allows.
 */
function readPage(html: string, decoded: (text: string) => string) {
  const tables: OpenTable[] = [];
  const open: OpenTable[] = [];
  let outer = '';
  const add = (text: string): void => {
    const cell = open.at(-1)?.cell;
    if (open.length === 0) outer += text;
    else if (cell !== null && cell !== undefined) cell.text += text;
  };
  for (let at = 0; at < html.length;) {
    const begin = html.indexOf('<', at);
    if (begin < 0) {
      add(html.slice(at));
      break;
    }
    add(html.slice(at, begin));
    const isComment = html.startsWith('<!--', begin);
    const end = isComment ? html.indexOf('-->', begin) + 2 : html.indexOf('>', begin);
    if (end < begin) break;
    at = end + 1;
    const [, close = '', tag = ''] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(begin, begin + 12)) ?? [];
    const name = tag.toLowerCase();
    if (HIDDEN.has(name) && close === '') at = endOf(name, html, at);
    else if (BREAKS.has(name)) add('\n');
    const table = open.at(-1);
    if (name === 'table' && close === '')
      open.push({ rows: [], merges: [], reaching: new Map(), cells: null, cell: null });
    else if (table === undefined) continue;
    else if (name === 'td' || name === 'th') {
      endCell(table, decoded);
      if (close === '') beginCell(table, html.slice(begin, Math.min(end, begin + 2_000)));
    } else if (name === 'tr' || name === 'table') {
      endRow(table, decoded);
      if (name === 'table') tables.push(...open.splice(-1));
    }
  }
  for (const table of open) endRow(table, decoded);
  return { tables: [...tables, ...open], text: decoded(outer), isCut: open.length > 0 };
}

/** Where a hidden element ends. */
function endOf(name: string, html: string, from: number): number {
  const end = new RegExp(`</${name}\\b`, 'gi');
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

function beginCell(table: OpenTable, tag: string): void {
  const over = (what: string): number =>
    Math.min(MAX_SPAN, Number(new RegExp(`\\b${what}\\s*=\\s*["']?(\\d{1,5})`, 'i').exec(tag)?.[1] ?? 1) || 1);
  const cells = (table.cells ??= []);
  while ((table.reaching.get(cells.length) ?? 0) > table.rows.length) cells.push('');
  table.cell = { text: '', columns: over('colspan'), rows: over('rowspan') };
}

function endCell(table: OpenTable, decoded: (text: string) => string): void {
  const { cell, cells } = table;
  if (cell === null || cells === null) return;
  const lines = decoded(cell.text).split('\n');
  const text = lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line !== '');
  const [column, first] = [cells.length, table.rows.length + 1];
  cells.push(text.join('\n'), ...Array.from({ length: cell.columns - 1 }, () => ''));
  const last = first + cell.rows - 1;
  if (last > first) table.merges.push({ column, first, last });
  table.reaching.set(column, last);
  table.cell = null;
}

function endRow(table: OpenTable, decoded: (text: string) => string): void {
  endCell(table, decoded);
  if (table.cells !== null) table.rows.push({ line: table.rows.length + 1, cells: table.cells, uncomputed: [] });
  table.cells = null;
}
