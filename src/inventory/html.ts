import type { ReadOptions, Inventory } from './inventory.ts';
import type { PeekedSource } from './bytes/peek.ts';
import { decode } from './bytes/decode.ts';
import type { FirstRow } from './headers/table.ts';
import { outside, foundProblem, type Item } from './rows.ts';
import { openText } from './text.ts';
import { readAll } from './xlsx/read-workbook.ts';
import { fillingOf, openTables, type Merge, type Sheet } from './xlsx/sheet-table.ts';

const MAX_SPAN = 1_000;

/**
 * Opens the tables of a page, as web applications also write them for spreadsheets (`.xls`): each is read as a sheet.
 * A page of which no table says what devices are (a login page, an error page) is read as text, and is no inventory.
 */
export async function openHtml(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  const bytes = await readAll(source);
  const again = (): PeekedSource => ({ ...source, bytes: each([bytes]) });
  const decoded = await decode(again(), options);
  let html = '';
  for await (const piece of decoded.pieces) html += piece;
  const page = readPage(html, (text) => options.words.decodings.decoded(text));
  const sheets = page.tables.map(({ rows, merges, title }, index): Sheet => {
    return { name: `table ${index + 1}`, title, fill: fillingOf(merges), rows: each(rows), problems: () => [] };
  });
  const { tables, items: rows, inventory } = await openTables('html', sheets, { ...options, sheet: null }, decoded);
  if (!tables.some(({ isInventory }) => isInventory)) return openText(again(), options);
  for (const table of tables.filter(({ isInventory }) => !isInventory)) {
    // What places things on the page, or a list that may name some: below a header a name says what it does anywhere.
    if (table.first.signs.header === null) table.noRow = 'no table of devices';
    else table.isText = true;
  }
  async function* items(): AsyncGenerator<Item> {
    for (const text of page.text.split('\n')) if (text.trim() !== '') yield outside('title', text.trim());
    yield* rows();
    if (page.isCut) yield foundProblem('truncated', 'the page ends within a table', { hint: 'is the file complete?' });
  }
  return inventory(items());
}

// eslint-disable-next-line @typescript-eslint/require-await -- those of a workbook are read as they are asked for
async function* each<T>(all: readonly T[]): AsyncGenerator<T> {
  yield* all;
}

/** A comment, what is no text of the page with the tag that begins it, or a tag: whether it closes, its name. */
const MARKS =
  /<!--(?:-?>|[^]*?-->|[^]*)|<(script|style|template|noscript)\b[^]*?(?=<\/\1\b|$)|<(\/?)([a-z]\w*)[^<>]*>?|<[^<>]*>/gi;
const BREAKS = new Set(['br', 'p', 'div', 'li', 'tr', 'table', 'h1', 'h2', 'h3', 'title', 'caption']);

/**
 * Reads the tables of a page in the order in which they end, what stands outside of them, and whether one does not end;
 * ends of cells and rows may be left out, as HTML allows.
 */
function readPage(html: string, decoded: (text: string) => string) {
  const tables: ReturnType<typeof tableOf>[] = [];
  const open: ReturnType<typeof tableOf>[] = [];
  let [at, outer] = [0, ''];
  /** Where the last heading above begins, and what it says. */
  let [headingAt, heading] = [0, ''];
  const add = (text: string): void => {
    if (open.at(-1)?.add(text) !== true) outer += text;
  };
  for (const { 0: mark, 2: close, 3: tag = '', index } of html.matchAll(MARKS)) {
    const [name, begins] = [tag.toLowerCase(), close === ''];
    add(html.slice(at, index) + (BREAKS.has(name) ? '\n' : ''));
    at = index + mark.length;
    if (/^h\d$/.test(name) && begins) headingAt = outer.length;
    else if (/^h\d$/.test(name)) heading = decoded(outer.slice(headingAt)).trim();
    const table = open.at(-1);
    if (name === 'table' && begins) open.push(tableOf(decoded, heading));
    else if (name === 'td' || name === 'th') table?.cell(begins ? mark.slice(0, 2_000) : null);
    else if (name === 'tr' || name === 'table') {
      table?.endRow();
      if (name === 'table') tables.push(...open.splice(-1));
    }
  }
  add(html.slice(at));
  for (const table of open) table.endRow();
  return { tables: [...tables, ...open], text: decoded(outer), isCut: open.length > 0 };
}

/** A table of a page while it is read; `title`: the heading above it. */
function tableOf(decoded: (text: string) => string, title: string) {
  const rows: FirstRow[] = [];
  const merges: Merge[] = [];
  /** The last row that the cell reaches which began last in a column. */
  const reaching = new Map<number, number>();
  /** The cells of the row that is open; the text of the cell that is, and over how much it goes. */
  let cells: string[] | null = null;
  let open: { text: string; readonly columns: number; readonly rows: number } | null = null;
  const endCell = (): void => {
    if (open === null || cells === null) return;
    const lines = decoded(open.text).split('\n');
    const text = lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line !== '');
    const [column, first] = [cells.length, rows.length + 1];
    cells.push(text.join('\n'), ...Array.from({ length: open.columns - 1 }, () => ''));
    const last = first + open.rows - 1;
    if (last > first) merges.push({ column, first, last });
    reaching.set(column, last);
    open = null;
  };
  return {
    rows,
    merges,
    title,
    /** Adds to the cell that is open; false where none is, as in a caption. */
    add(text: string): boolean {
      if (open !== null) open.text += text;
      return open !== null;
    },
    /** Ends a cell, and begins the next one by its tag. */
    cell(tag: string | null): void {
      endCell();
      if (tag === null) return;
      const over = (what: string): number =>
        Math.min(MAX_SPAN, Number(new RegExp(`\\b${what}\\s*=\\s*["']?(\\d{1,5})`, 'i').exec(tag)?.[1] ?? 1) || 1);
      cells ??= [];
      while ((reaching.get(cells.length) ?? 0) > rows.length) cells.push('');
      open = { text: '', columns: over('colspan'), rows: over('rowspan') };
    },
    endRow(): void {
      endCell();
      if (cells !== null) rows.push({ line: rows.length + 1, cells });
      cells = null;
    },
  };
}
