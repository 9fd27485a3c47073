import type { Field } from '../../core/fields.ts';
import { groupsOf } from '../../core/groups.ts';
import { keyOf, pairsOf } from './blocks.ts';
import { headerAt, type PrintedHeader, type Span } from './printed-header.ts';
import { chunksOf, indentOf, isBlank, isGap, isMac, isRule, wordsOf } from './printed.ts';
import type { Printed, PrintedLine, Word } from './printed.ts';

/** Rows of cells under headers, before the columns are understood. */
export interface PrintedTable {
  /** The headers as printed. */
  readonly names: readonly string[];
  /** What they are read as. */
  readonly headers: readonly string[];
  /** Cells by column, one more for what fits under none; `counts`: whether a device stands in the row. */
  readonly rows: readonly { readonly cells: string[]; readonly line: number; readonly counts?: boolean }[];
}

/** The table whose header begins at a line, with the indexes of its lines; null where none does. */
export function tableAt(lines: readonly PrintedLine[], at: number, printed: Printed) {
  const header = headerAt(lines, at, printed);
  if (header === null) return null;
  const { body, to } = bodyOf(lines, header, printed);
  if (body.length === 0) return null;
  const { names } = header;
  const grid = new Grid(header, body, printed);
  return { names, headers: headersOf(names, printed), rows: rowsOf(body, grid), from: at, to };
}

/** The type of what stands in a slot is its model, or its description, where it has no type. */
function headersOf(names: readonly string[], printed: Printed): readonly string[] {
  const headers = names.map((name) => printed.read(name).header);
  if (!printed.begins('places', names[0] ?? '') || printed.feedAny(headers, new Set(['model']))) return headers;
  const kind = ['type', 'description'].find((name) => headers.some((header) => header.toLowerCase() === name));
  return headers.map((header) => (header.toLowerCase() === kind ? 'model' : header));
}

/** The lines under a header, up to what is no row. */
function bodyOf(lines: readonly PrintedLine[], header: PrintedHeader, printed: Printed) {
  const { after, spans, isRuled } = header;
  const body: PrintedLine[] = [];
  const isBorder = (line: string): boolean => /^\s*[|+]/.test(line);
  const isBordered = isBorder(lines[after - 1]?.text ?? '');
  let to = after;
  for (let at = after; at < lines.length; at += 1) {
    const line = lines[at] as PrintedLine;
    const { text } = line;
    if (isBlank(text)) continue;
    if (isRule(text)) {
      if (at === after || isBorder(text)) to = at + 1;
      else if (!isRowAfterRule(lines[at + 1]?.text ?? '')) break;
      continue;
    }
    const isNext = to === at;
    const chunks = chunksOf(text);
    const isPacked = wordsOf(text).length + 1 >= Math.max(spans.length, 4);
    const isPart = (): boolean => isBroken(lines, at, spans);
    if (chunks.length === 1 && !isPacked && !(isNext && isPart())) break;
    if (printed.begins('totals', text) || printed.speakerOf(text) !== null || isPair(text, printed)) break;
    if (body.length > 0 && !isBordered && headerAt(lines, at, printed) !== null) break;
    if (!isNext && !fits(chunks, spans)) break;
    if (!isRuled && body.length === 0 && !/\d/.test(text) && chunks.length * 2 < spans.length && !isPart()) break;
    body.push(line);
    to = at + 1;
  }
  return { body, to };
}

function isRowAfterRule(line: string): boolean {
  return /^\s*\d/.test(line) && chunksOf(line).length > 1;
}

/** A line of one cell is a name too long for its column, before the rest of its row, or the rest of a cell. */
function isBroken(lines: readonly PrintedLine[], at: number, spans: readonly Span[]): boolean {
  const line = lines[at]?.text ?? '';
  const next = lines[at + 1]?.text ?? '';
  const second = spans[1]?.start ?? 0;
  if (indentOf(line) >= second) return true;
  const isLong = line.trimEnd().length >= second || indentOf(next) >= second - 1;
  return isLong && !line.trim().includes(' ') && chunksOf(next).length > 0;
}

function isPair(line: string, printed: Printed): boolean {
  const isLabelled = /^\s*[\p{L}][^:=]{0,40}(?:\s:|:\s|\s=\s|:$|\.{3})/u.test(line);
  return isLabelled && pairsOf(line, printed).length > 0 && !isMac(line.trim().split(/\s/)[0] ?? '');
}

/** After a blank line rows go on where their words begin as the columns do. */
function fits(chunks: readonly Word[], spans: readonly Span[]): boolean {
  const first = chunks[0]?.start ?? 0;
  const isUnder = spans.some(({ start, end }) => first >= start - 2 && first <= end);
  return isUnder && chunks.length * 2 >= Math.min(spans.length, 6);
}

/** Rows of cells: lines that begin with blank cells go on with the row above. */
function rowsOf(body: readonly PrintedLine[], grid: Grid): PrintedTable['rows'] {
  const rows: PrintedTable['rows'][number][] = [];
  let open = false;
  for (const { text, number } of body) {
    const cells = grid.cells(text);
    const last = rows.at(-1);
    const goesOn =
      last !== undefined &&
      (open || isBlank(cells[0] ?? '')) &&
      cells.every((cell, at) => isBlank(cell) || !grid.tells(at) || isBlank(last.cells[at] ?? ''));
    if (goesOn) cells.forEach((cell, at) => (last.cells[at] = `${last.cells[at] ?? ''} ${cell}`.trim()));
    else rows.push({ cells, line: number });
    open = wordsOf(text).length === 1 && !isBlank(cells[0] ?? '');
  }
  return rows;
}

/** Puts the words of rows under the columns of a header. */
class Grid {
  readonly #spans: readonly Span[];
  /** Before which character each column but the first begins. */
  readonly #bounds: readonly number[];
  /** Columns that name one device: two values in one are two devices. */
  readonly #telling: readonly number[];
  readonly #macs: readonly number[];
  /** The column in which most rows that line up have several words; -1: none. */
  readonly #wide: number;

  constructor({ spans, names }: PrintedHeader, body: readonly PrintedLine[], printed: Printed) {
    this.#spans = spans;
    const feeding = (...fields: readonly Field[]): number[] =>
      names.flatMap((name, at) => (printed.feedAny([name], new Set(fields)) ? [at] : []));
    this.#telling = feeding('mac', 'ip', 'serial');
    this.#macs = feeding('mac');
    const rows = body.map(({ text }) => text);
    this.#bounds = spans.slice(1).map((span, at) => emptiest(rows, spans[at]?.end ?? 0, span.start));
    const straight = rows.flatMap((row) => [this.#byBounds(wordsOf(row)) ?? []]);
    const several = spans.map((_, at) => straight.filter((cells) => cells[at]?.includes(' ')).length);
    const most = Math.max(...several);
    this.#wide = most > 1 ? several.indexOf(most) : -1;
  }

  tells(column: number): boolean {
    return this.#telling.includes(column);
  }

  cells(line: string): string[] {
    if (/^\s*\|.*\|\s*$/.test(line)) {
      const cells = Array.from(line.trim().slice(1, -1).split('|'), (cell) => cell.trim());
      if (cells.length === this.#spans.length) return cells;
    }
    const words = wordsOf(line);
    const chunks = chunksOf(line);
    const straight = this.#byBounds(words);
    const columns = this.#spans.length;
    const ordered = [inOrder(chunks, columns), inOrder(words, columns), inOrder(words, columns, this.#wide)];
    // Of a row that does not line up, few columns have a word, and these several.
    const isCrooked = straight !== null && words.length >= columns && straight.filter(Boolean).length * 2 < columns;
    const ways = isCrooked ? [...ordered, straight] : [straight, ...ordered];
    return ways.find((cells) => cells !== null && this.#holds(cells, words)) ?? this.#byKind(words);
  }

  /** Null where a word stands across a bound. */
  #byBounds(words: readonly Word[]): string[] | null {
    const cells = this.#spans.map(() => '');
    for (const { text, start, end } of words) {
      if (this.#bounds.some((bound) => start < bound && bound < end)) return null;
      const column = this.#bounds.filter((bound) => bound <= start).length;
      cells[column] = cells[column] === '' ? text : `${cells[column] ?? ''} ${text}`;
    }
    return cells;
  }

  /** Addresses stand under headers of addresses, where there are such. */
  #holds(cells: readonly string[], words: readonly Word[]): boolean {
    if (this.#macs.length === 0 || !words.some(({ text }) => isMac(text))) return true;
    return this.#macs.some((column) => (cells[column] ?? '').split(' ').some(isMac));
  }

  /** What can be told by its form, the first word, and the rest for itself. */
  #byKind(words: readonly Word[]): string[] {
    const cells = this.#spans.map(() => '');
    const mac = words.find(({ text }) => isMac(text));
    const [[column], [first]] = [this.#macs, words];
    if (mac !== undefined && column !== undefined) cells[column] = mac.text;
    if (first !== undefined && first !== mac) cells[0] = first.text;
    const rest = words.filter((word) => word !== mac && word !== first);
    return [...cells, rest.map(({ text }) => text).join(' ')];
  }
}

/** Words as cells in their order; what is more than there are columns stands in the `wide` one. */
function inOrder(words: readonly Word[], columns: number, wide = -1): string[] | null {
  const texts = words.map(({ text }) => text);
  if (texts.length === columns) return texts;
  if (wide < 0 || texts.length < columns) return null;
  const end = texts.length - (columns - 1 - wide);
  return [...texts.slice(0, wide), texts.slice(wide, end).join(' '), ...texts.slice(end)];
}

/** Of the places between two headers the one where the fewest rows have a character; of several the last. */
function emptiest(rows: readonly string[], from: number, to: number): number {
  let best = to;
  let least = Infinity;
  for (let at = to - 1; at >= from; at -= 1) {
    const full = rows.filter((row) => !isGap(row, at)).length;
    if (full < least) [best, least] = [at + 1, full];
  }
  return best;
}

/**
 * Tables with the same headers are one. So are tables about the same rows: their first columns have the same headers,
 * and no other values.
 */
export function joinTables(tables: readonly PrintedTable[], printed: Printed): PrintedTable[] {
  const joined: PrintedTable[] = [];
  for (const [table, ...others] of groupsOf(tables, ({ names }) => names.join('\n')).values()) {
    const whole = { ...table, rows: [table, ...others].flatMap(({ rows }) => rows) };
    const into = joined.findIndex((one) => isMoreOf(one, whole, printed));
    const one = joined[into];
    if (one === undefined) joined.push(whole);
    else joined[into] = withColumns(one, whole);
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
  const more = new Map(table.rows.map(({ cells }) => [keyOfRow(cells, shared), cells.slice(shared)] as const));
  const rows = one.rows.map(({ cells, line }) => {
    const own = Array.from({ length: one.names.length + 1 }, (_, at) => cells[at] ?? '');
    return { line, cells: [...own, ...(more.get(keyOfRow(cells, shared)) ?? [])] };
  });
  const [names, headers] = [table.names.slice(shared), table.headers.slice(shared)];
  return { names: [...one.names, 'more', ...names], headers: [...one.headers, 'more', ...headers], rows };
}
