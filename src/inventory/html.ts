import type { ReadOptions, Inventory } from './inventory.ts';
import { replay, type PeekedSource } from './bytes/peek.ts';
import { decode } from './bytes/decode.ts';
import type { TableRow } from './headers/table.ts';
import { outside, foundProblem, type Item } from './rows.ts';
import { openText } from './text.ts';
import { readAll } from './xlsx/read-workbook.ts';
import { openTables, type Merge, type Sheet } from './xlsx/sheet-table.ts';

const MAX_SPAN = 1_000;

/**
 * Opens an HTML page, also one saved as `.xls`: each of its tables is read as a sheet. One without a table of devices
 * (a login page, an error page) is read as text, and is not an inventory.
 */
export async function openHtml(source: PeekedSource, options: ReadOptions): Promise<Inventory> {
  const bytes = await readAll(source);
  const fromStart = (): PeekedSource => ({ ...source, bytes: replay(bytes) });
  const decoded = await decode(fromStart(), options);
  let html = '';
  for await (const piece of decoded.pieces) html += piece;
  const page = readPage(html, options.words.decoded);
  const sheets = page.tables.map((one, at): Sheet => ({ ...one, name: `table ${at + 1}`, rows: one.rows.values() }));
  const { tables, items: rows, inventory } = await openTables('html', sheets, { ...options, sheet: null }, decoded);
  if (!tables.some(({ isInventory }) => isInventory)) return openText(fromStart(), options);
  for (const table of tables.filter(({ isInventory }) => !isInventory)) {
    // A table without a header only lays out the page. Below a header a name counts as it does in any text, and an
    // address is that of a device.
    if (table.first.header === null) table.noRow = 'no table of devices';
    else table.isText = !table.columns.some(({ fields }) => fields.includes('ip'));
  }
  async function* items(): AsyncGenerator<Item> {
    for (const text of page.text.split('\n')) if (text.trim() !== '') yield outside('title', text.trim());
    yield* rows();
    if (page.isCut) yield foundProblem('truncated', 'the page ends within a table', { hint: 'is the file complete?' });
  }
  return inventory(items());
}

/** A comment; an element that is not shown, up to its end tag; or a tag with its slash (group 2) and name (group 3). */
const MARKS =
  /<!--(?:-?>|.*?-->|.*)|<(script|style|template|noscript)\b.*?(?=<\/\1\b|$)|<(\/?)([a-z][\w:-]*)[^<>]*>?|<[^<>]*>/gis;
/** Elements within a line, and marks without a name; any other element begins a line. */
const INLINE =
  /^(?:|.*[:-].*|a|abbr|b|big|code|del|em|font|i|img|ins|kbd|mark|nobr|q|s|small|span|strong|su[bp]|time|tt|u|wbr)$/;

/** The tables of a page as they end, the text outside their cells, and whether a table has no end tag. */
function readPage(html: string, decodeText: (text: string) => string) {
  const ended: ReturnType<typeof newTable>[] = [];
  const open: ReturnType<typeof newTable>[] = [];
  let [at, outer] = [0, ''];
  /** The text behind the last tag of a heading, and the text of the last heading. */
  let [since, heading] = ['', ''];
  const add = (text: string): void => {
    const cell = open.at(-1)?.cell ?? null;
    if (cell === null) [outer, since] = [outer + text, since + text];
    else cell.text += text;
  };
  for (const { 0: mark, 2: close, 3: tag = '', index } of html.matchAll(MARKS)) {
    const [name, begins] = [tag.toLowerCase(), close === ''];
    add(html.slice(at, index) + (INLINE.test(name) ? '' : '\n'));
    at = index + mark.length;
    const table = open.at(-1);
    if (/^(?:h\d|caption)$/.test(name)) {
      if (!begins) heading = decodeText(since).trim();
      if (!begins && name === 'caption' && table !== undefined) table.title = heading;
      since = '';
    }
    if (name === 'table' && begins) open.push(newTable(heading));
    else if (table !== undefined && /^(?:t[dhr]|table)$/.test(name)) {
      const isCell = name === 'td' || name === 'th';
      table.cell = isCell && begins ? cellOf(mark.slice(0, 2_000)) : null;
      if (table.cell !== null) table.rows.at(-1)?.push(table.cell);
      else if (!isCell) table.rows.push([]);
      if (name === 'table') ended.push(...open.splice(-1));
    }
  }
  add(html.slice(at));
  const tables = [...ended, ...open].map(({ title, rows }) => ({ title, ...layOut(rows, decodeText) }));
  return { tables, text: decodeText(outer), isCut: open.length > 0 };
}

/** A table that is being read: its caption or the heading above it, its rows (the last is open), and the open cell. */
function newTable(title: string) {
  return { title, rows: [[]] as Cell[][], cell: null as Cell | null };
}

type Cell = ReturnType<typeof cellOf>;

/** A cell without text, and how many columns and rows its tag says that it spans. */
function cellOf(tag: string) {
  const span = (what: string): number =>
    Math.min(MAX_SPAN, Number(new RegExp(`\\b${what}\\s*=\\s*["']?(\\d{1,5})`, 'i').exec(tag)?.[1] ?? 1) || 1);
  return { text: '', columns: span('colspan'), rows: span('rowspan') };
}

/** Puts each cell of a table into its column; `merges`: the cells that span further rows. */
function layOut(rows: readonly (readonly Cell[])[], decodeText: (text: string) => string) {
  const merges: Merge[] = [];
  /** By column, the last row that the last cell of the column spans. */
  const reaching: number[] = [];
  const filled = rows.filter(({ length }) => length > 0);
  const laid = filled.map((given, index): TableRow => {
    const line = index + 1;
    const cells: string[] = [];
    for (const cell of given) {
      while ((reaching[cells.length] ?? 0) >= line) cells.push('');
      const [column, last] = [cells.length, index + cell.rows];
      if (last > line) merges.push({ column, first: line, last });
      const lines = decodeText(cell.text).split('\n');
      const text = lines.map((part) => part.replace(/\s+/g, ' ').trim()).filter((part) => part !== '');
      cells.push(text.join('\n'));
      while (cells.length < Math.min(column + cell.columns, MAX_SPAN)) cells.push('');
      for (let at = column; at < cells.length; at += 1) reaching[at] = last;
    }
    return { line, cells };
  });
  return { rows: laid, merges };
}
