import type { PrintedHeader, Span } from './printed-header.ts';
import { headerAt } from './printed-header.ts';
import { keyOf, pairsOf } from './pairs.ts';
import type { Printed, PrintedLine, Word } from './printed.ts';
import { chunksOf, indentOf, isBlank, isMac, isRule, wordsOf } from './printed.ts';

/** Rows of cells under headers, before the columns are understood. */
export interface PrintedTable {
  /** The headers as printed. */
  readonly names: readonly string[];
  /** What they are read as. */
  readonly headers: readonly string[];
  /** Cells by column, one more for what fits under none; `counts`: whether a device stands in the row. */
  readonly rows: readonly { readonly cells: string[]; readonly line: number; readonly counts?: boolean }[];
}

/** A table with the indexes of its lines, the header's too. */
export interface FoundTable extends PrintedTable {
  readonly from: number;
  readonly to: number;
}

/** The table whose header begins at a line; null where none does. */
export function tableAt(lines: readonly PrintedLine[], at: number, printed: Printed): FoundTable | null {
  const header = headerAt(lines, at, printed);
  if (header === null) return null;
  const { body, to } = bodyOf(lines, header, printed);
  if (body.length === 0) return null;
  const grid = new Grid(
    header,
    body.map(({ text }) => text),
    printed,
  );
  return { names: header.names, headers: headersOf(header.names, printed), rows: rowsOf(body, grid), from: at, to };
}

/** The type of what stands in a slot is its model, or its description, where it has no type. */
function headersOf(names: readonly string[], printed: Printed): readonly string[] {
  const headers = names.map((name) => printed.header(name));
  if (!printed.begins('places', names[0] ?? '') || printed.feedAny(headers, new Set(['model']))) return headers;
  const kind = ['type', 'description'].find((name) => headers.some((header) => header.toLowerCase() === name));
  return headers.map((header) => (header.toLowerCase() === kind ? 'model' : header));
}

/** The lines under a header, up to what is no row. */
function bodyOf(
  lines: readonly PrintedLine[],
  { after, spans, isRuled }: PrintedHeader,
  printed: Printed,
): { readonly body: readonly PrintedLine[]; readonly to: number } {
  const body: PrintedLine[] = [];
  const isBordered = /^\s*[|+]/.test(lines[after - 1]?.text ?? '');
  let to = after;
  for (let at = after; at < lines.length; at += 1) {
    const line = lines[at] as PrintedLine;
    if (isBlank(line.text)) continue;
    const isNext = to === at;
    if (isRule(line.text) && (body.length > 0 || at > after) && !/^\s*[|+]/.test(line.text)) {
      if (!isRowAfterRule(lines[at + 1]?.text ?? '')) break;
      continue;
    }
    if (isRule(line.text)) {
      to = at + 1;
      continue;
    }
    const chunks = chunksOf(line.text);
    const isPacked = wordsOf(line.text).length + 1 >= Math.max(spans.length, 4);
    if (chunks.length === 1 && !isPacked && (!isNext || !isBroken(lines, at, spans))) break;
    if (printed.begins('totals', line.text) || printed.speakerOf(line.text) !== null) break;
    if (isPair(line.text, printed) || (body.length > 0 && !isBordered && headerAt(lines, at, printed) !== null)) break;
    if (!isNext && !fits(chunks, spans)) break;
    if (
      !isRuled &&
      body.length === 0 &&
      !/\d/.test(line.text) &&
      chunks.length * 2 < spans.length &&
      !isBroken(lines, at, spans)
    )
      break;
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
  const isLong = line.trimEnd().length >= second;
  return (
    !line.trim().includes(' ') &&
    !isBlank(next) &&
    (isLong || indentOf(next) >= second - 1) &&
    chunksOf(next).length >= 1
  );
}

function isPair(line: string, printed: Printed): boolean {
  const [first] = pairsOf(line, printed);
  return (
    first !== undefined &&
    /^\s*[\p{L}][^:=]{0,40}(?:\s:|:\s|\s=\s|:$|\.{3})/u.test(line) &&
    !isMac(line.trim().split(/\s/)[0] ?? '')
  );
}

/** After a blank line rows go on where their words begin as the columns do. */
function fits(chunks: readonly Word[], spans: readonly Span[]): boolean {
  const first = chunks[0]?.start ?? 0;
  return (
    spans.some(({ start, end }) => first >= start - 2 && first <= end) && chunks.length * 2 >= Math.min(spans.length, 6)
  );
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
  readonly #macs: readonly number[];
  readonly #ips: readonly number[];
  readonly #serials: readonly number[];
  /** The column in which most rows that line up have several words; -1: none. */
  readonly #wide: number;

  constructor({ spans, names }: PrintedHeader, rows: readonly string[], printed: Printed) {
    this.#spans = spans;
    const feeding = (field: 'mac' | 'ip' | 'serial'): number[] =>
      names.flatMap((name, at) => (printed.fields(name).includes(field) ? [at] : []));
    this.#macs = feeding('mac');
    this.#ips = feeding('ip');
    this.#serials = feeding('serial');
    this.#bounds = spans.slice(1).map((span, at) => emptiest(rows, spans[at]?.end ?? 0, span.start));
    const several = spans.map(() => 0);
    for (const row of rows)
      this.#byBounds(wordsOf(row))?.forEach(
        (cell, at) => (several[at] = (several[at] ?? 0) + Number(cell.includes(' '))),
      );
    const most = Math.max(...several);
    this.#wide = most > 1 ? several.indexOf(most) : -1;
  }

  /** Whether a column names one device: two values in it are two devices. */
  tells(column: number): boolean {
    return this.#macs.includes(column) || this.#ips.includes(column) || this.#serials.includes(column);
  }

  cells(line: string): string[] {
    if (/^\s*\|.*\|\s*$/.test(line)) {
      const cells = line
        .trim()
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim());
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
    return ways.find((cells) => cells !== null && this.#holds(cells, words)) ?? this.#byKind(line, words);
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
  #byKind(line: string, words: readonly Word[]): string[] {
    const cells = this.#spans.map(() => '');
    const mac = words.find(({ text }) => isMac(text));
    const [column] = this.#macs;
    if (mac !== undefined && column !== undefined) cells[column] = mac.text;
    const [first] = words;
    if (first !== undefined && first !== mac) cells[0] = first.text;
    return [
      ...cells,
      words
        .filter((word) => word !== mac && word !== first)
        .map(({ text }) => text)
        .join(' '),
    ];
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
    const full = rows.filter((row) => !/^[\s|]?$/.test(row[at] ?? '')).length;
    if (full < least) [best, least] = [at + 1, full];
  }
  return best;
}

/**
 * Tables with the same headers are one. So are tables about the same rows: their first columns have the same headers,
 * and no other values.
 */
export function joinTables(tables: readonly PrintedTable[], printed: Printed): PrintedTable[] {
  const same = new Map<string, PrintedTable & { readonly rows: PrintedTable['rows'][number][] }>();
  for (const table of tables) {
    const key = table.names.join('\n');
    const known = same.get(key);
    if (known === undefined) same.set(key, { ...table, rows: [...table.rows] });
    else for (const row of table.rows) known.rows.push(row);
  }
  const joined: PrintedTable[] = [];
  for (const table of same.values()) {
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
