import { OF_DEVICES, IDENTITY_FIELDS } from '../../core/fields.ts';
import type { Layout } from '../../core/layout.ts';
import { JUDGED, MATTERS, type LookAtRows, type RowLook } from '../../core/record.ts';
import type { RowText } from '../../core/row-text.ts';
import { CELL_LIMIT } from '../../core/text.ts';
import type { Doubt, Places } from '../doubts.ts';
import { besideTable, deviceIn } from '../cli/printed.ts';
import { isHeaderRule, isRuler } from '../headers/cells.ts';
import type { ReadRow } from '../headers/headings.ts';
import { NUMBERS_OF_A_ROW, type LoneCells } from '../headers/misplaced.ts';
import type { Table, TableHints, TableRow } from '../headers/table.ts';
import { Tables, type PlacedRows } from '../headers/tables.ts';
import { foundProblem, hasText, outside, rowOf, type FoundProblem, type Item, type Row } from '../rows.ts';
import type { CsvRows, RowSink } from './csv-rows.ts';
import { ANY_DELIMITER, DELIMITERS, refit, type Delimiter } from './split.ts';

/** Turns the records of a text into items: rows of their tables, or counts of rows in which nothing MATTERS. */
export class CsvTable implements RowSink, PlacedRows {
  readonly tables: Tables;
  readonly #hints: TableHints;
  readonly #delimiter: Delimiter;
  /**
   * Whether the table is Markdown: bars stand at both sides, or a rule below its header. Then lines without bars are
   * not rows, and a rule makes the row above it a header.
   */
  readonly #isMarkdown: boolean;
  /** Null where every row must become a record. */
  #lookAt: LookAtRows | null = null;
  /** The last row of Markdown: a rule below makes it a header if it is the first (no row is right above it). */
  #last: { readonly row: TableRow; readonly isFirst: boolean } | null = null;
  #lastBarred = 0;
  readonly #items: Item[] = [];
  /** The line of the last row, if it is a short one. */
  #lastShort: number | null = null;
  #shortRows = 0;

  constructor(table: Table, delimiter: Delimiter, hints: TableHints) {
    this.#hints = hints;
    this.#delimiter = delimiter;
    const { columns } = table.layout;
    const isBarred = columns.length > 2 && columns[0]?.name === '#1' && columns.at(-1)?.name === `#${columns.length}`;
    this.#isMarkdown = delimiter === '|' && (isBarred || table.isRuled === true);
    hints.doubts.assume('width', `${columns.length} cells`);
    this.tables = new Tables(table, hints, this);
  }

  /** Called before the first record; `above`: the lines above it: titles, skipped lines, and the header. */
  begin(lookAt: LookAtRows | undefined, above: readonly string[]): this {
    this.#lookAt = lookAt ?? null;
    const { header } = this.tables.table;
    for (const [index, text] of above.entries()) {
      const line = index + 1;
      const kind = header !== null && line >= header ? 'header' : 'title';
      const beside = line > this.#hints.options.skipLines ? this.#besideBars(text, line) : null;
      if (text.trim() !== '') this.#items.push(beside ?? outside(kind, text.replace(/[\r\n]+$/, ''), { line }));
    }
    return this;
  }

  /** A line beside the tables of Markdown; null for any other. One that begins with # may be the heading of rows. */
  #besideBars(text: string, line: number): Row | null {
    if (!this.#isMarkdown || text.includes('|') || text.startsWith('#')) return null;
    return besideTable(text, line, this.#hints.options);
  }

  /** What rows of the current table look like. */
  form(): ReturnType<RowSink['form']> {
    const { layout } = this.tables.table;
    const identity = IDENTITY_FIELDS.flatMap((field) => [...layout.feeding(field)]);
    const { noValue } = this.#hints.options.words;
    return { width: layout.columns.length, identifies: (cells) => identity.some((at) => !noValue.isEmpty(cells[at])) };
  }

  /** The items that were made since the last call. */
  take(): readonly Item[] {
    return this.#items.splice(0);
  }

  row(rows: CsvRows): void {
    const { tables, look } = this;
    const { table } = tables;
    const { layout } = table;
    const { cells: given, line } = rows;
    const mayCount = rows.length <= CELL_LIMIT && given.length === layout.columns.length;
    if (look !== null && mayCount && !this.#isMarkdown && tables.isPlain(line)) {
      // A text alone in a row may say that the rows are a part of a list (page-lines.ts).
      const mayBeFooter = given.isEmpty(1) && given.isEmpty(layout.columns.length - 1);
      const isCounted = (look.of(given) & (JUDGED | MATTERS)) === JUDGED && !mayBeFooter;
      if (fits(given, table) && (isCounted || table.headingOf(given.cells(look.looks)) === null)) {
        this.#lastShort = null;
        if (isCounted) this.#count();
        else this.#items.push({ ...rowOf(layout, given.cells(), line), text: rows.text, looks: look.looks.slice() });
        return;
      }
    }
    const cells = refit(given.cells(), this.#delimiter, layout.columns.length);
    const isFirst = line > this.#lastBarred + 1;
    if (cells.length > 1) this.#lastBarred = line;
    const last = this.#last;
    this.#release(last?.isFirst === true && isHeaderRule(cells, last.row.cells));
    if (isRuler(cells) || !hasText(cells)) return;
    const row = { cells, line, text: rows.text };
    const item = this.#besideBars(row.text, line);
    if (item !== null) tables.push({ cells: [], line, item });
    else if (this.#isMarkdown && cells.length > 1) this.#last = { row, isFirst };
    else tables.push(row);
  }

  #release(isHeader: boolean): void {
    if (this.#last !== null) this.tables.push(this.#last.row, isHeader);
    this.#last = null;
  }

  /** How the rows of the table are looked at; null where every row must become a record. */
  get look(): RowLook | null {
    return this.#lookAt?.(this.tables.table.layout) ?? null;
  }

  problem(item: FoundProblem): void {
    this.#release(false);
    this.tables.push({ cells: [], line: item.line ?? 0, item });
  }

  /**
   * Aligns the cells of a row that has more or fewer than the header: where they fit in one way only, the missing ones
   * were the last, or the cells too many belong to the text in the last column. Any other row is read as free text.
   * Null: the line is not a row but a title or a footer.
   */
  align({ cells, line }: TableRow, table: Table, layout: Layout): ReadRow | null {
    const { labels, needed } = table;
    const width = layout.columns.length;
    this.#lastShort = null;
    if ((labels?.length ?? 0) > width && cells[0]?.startsWith('#') === true) return null;
    if (cells.length >= needed && !hasText(cells.slice(width))) return { layout, cells };
    if (cells.length === 1 && width > 2 && isTitle(cells[0] ?? '', table.loneCells)) return null;
    const aligned = cells.length < width ? alignShort(cells, table) : alignLong(cells, table, this.#delimiter);
    const { sure, unsure } = cells.length > width ? LONG : SHORT;
    this.#hints.doubts.note(aligned === null ? unsure : sure, { line });
    return aligned === null ? table.unaligned(cells) : { layout, cells: aligned };
  }

  add({ cells: given, line, text = '' }: TableRow, { layout, cells }: ReadRow, table: Table | null): void {
    const isRow = table !== null && (this.#isOfDevices(table) || deviceIn(text, this.#hints.options) !== null);
    this.#items.push({ ...rowOf(layout, cells, line, isRow), text });
    if (table === null || given.length >= table.needed) return;
    this.#shortRows += 1;
    this.#lastShort = line;
  }

  /** A later table of a Markdown document may be about anything. */
  #isOfDevices(table: Table): boolean {
    if (!this.#isMarkdown || table === this.tables.found[0]) return true;
    return OF_DEVICES.some((field) => table.layout.feeding(field).length > 0);
  }

  title({ line, text = '', item }: TableRow): void {
    this.#items.push(item ?? outside('title', text, { line }));
  }

  /** Counts a row: one item says how many came in a row. */
  #count(): void {
    const last = this.#items.at(-1);
    if (last?.kind === 'counted') last.rows += 1;
    else this.#items.push({ kind: 'counted', rows: 1 });
  }

  /** Called after the last record; `endsLine`: whether the text ends with a line end. */
  end(endsLine: boolean): void {
    this.#release(false);
    this.tables.end();
    if (endsLine || this.#lastShort === null || this.#shortRows > 1) return;
    const line = this.#lastShort;
    const message = `the input ends within a record: line ${line} has fewer cells than the header and no line end`;
    this.#items.push(foundProblem('truncated', message, { hint: 'is the file complete?', line }));
  }
}

/** Whether a row belongs to the table beyond doubt: it is not a header and has no misplaced cell. */
function fits(row: RowText, { loneCells, misplaced, layout }: Table): boolean {
  if (!row.hasTwoDigits(0)) {
    let numbers = 0;
    for (let index = 1; index < layout.columns.length && numbers < NUMBERS_OF_A_ROW; index += 1)
      if (row.hasTwoDigits(index)) numbers += 1;
    if (numbers < NUMBERS_OF_A_ROW && (numbers === 0 || loneCells.isHeader(row.cell(0)))) return false;
  }
  return !misplaced.mayBeIn(row);
}

/** The doubts about rows of another width: `sure`, their cells fit under the headers in one way only; or in none. */
function widthDoubts(code: 'short-row' | 'long-row', fit: string, fitHint: string | null) {
  const says = (what: string) => (places: Places) => `${places.subject('have', 'row')} ${what}`;
  const sure: Doubt = { against: null, code, severity: ['warning', 'warning'], says: says(fit), hint: fitHint };
  const unsure: Doubt = { against: 'width', code, severity: ['warning', 'error'], says: says(MISFIT), hint: UNQUOTED };
  return { sure, unsure };
}

const MISFIT = 'another number of cells than the header, so their columns are unknown: they were read as free text';
const UNQUOTED = 'is a delimiter inside a cell that should be quoted?';
const SHORT = widthDoubts('short-row', 'fewer cells than the header: the last ones were taken for empty', null);
const LONG = widthDoubts('long-row', 'more cells than the header: the rest was read as part of the last', UNQUOTED);

function alignShort(cells: readonly string[], { layout, misplaced }: Table): readonly string[] | null {
  const [only = ''] = cells;
  // A single line may have another delimiter than the rest.
  const others = cells.length > 1 ? [] : DELIMITERS.map((delimiter) => only.split(delimiter));
  const other = others.find((row) => row.length === layout.columns.length);
  if (other !== undefined && !misplaced.isInShifted(other)) return other;
  return misplaced.isInShifted(cells) || misplaced.unpack(cells) !== null ? null : cells;
}

function alignLong(cells: readonly string[], { layout, loneCells, misplaced }: Table, delimiter: Delimiter) {
  const { columns } = layout;
  const rest = cells.slice(columns.length - 1);
  const isText = columns.at(-1)?.fields.every((field) => field === 'text') === true;
  if (!isText || delimiter === null || rest.some((cell) => loneCells.isMaker(cell))) return null;
  const joined = [...cells.slice(0, columns.length - 1), rest.join(delimiter)];
  return misplaced.isInShifted(joined) ? null : joined;
}

/** Whether a line is several words and numbers, with no maker, model or address among them. */
function isTitle(line: string, loneCells: LoneCells): boolean {
  const isOfDevice = /[a-z][\w-]*\d|\d[\w-]*[a-z]|:\S\S:/i.test(line) || loneCells.namesMaker(line);
  return /\S\s+\S/.test(line) && line.search(ANY_DELIMITER) < 0 && !isOfDevice;
}
