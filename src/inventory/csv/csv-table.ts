import { IDENTITY_FIELDS, type Field } from '../../core/fields.ts';
import type { Layout } from '../../core/layout.ts';
import { JUDGED, MATTERS, type LookAtRows, type RowLook } from '../../core/look.ts';
import type { RowText } from '../../core/row-text.ts';
import { CELL_LIMIT } from '../../core/text.ts';
import type { Decoder } from '../bytes/decode.ts';
import { isRuler } from '../headers/cells.ts';
import { NO_HEADER } from '../headers/misplaced.ts';
import type { Table, TableHints } from '../headers/table.ts';
import { Tables, type TableRow } from '../headers/tables.ts';
import { outside, says, foundProblem, type Item, type Row } from '../rows.ts';
import type { RowSink } from './csv-rows.ts';
import type { Delimiter } from './split.ts';
import { alignRow } from './widths.ts';

/** What stands in the text, in the order of it. */
interface GivenRow extends TableRow {
  readonly cells: readonly string[] | null;
  readonly text: string;
  /** What is to be said between rows. */
  readonly item?: Item;
}

const IDENTITY: readonly Field[] = IDENTITY_FIELDS;

/** Makes items of the records of a text: rows of their tables, or counts where nothing in them matters. */
export class CsvTable implements RowSink {
  readonly tables: Tables<GivenRow>;
  readonly #decoder: Decoder;
  readonly #hints: TableHints;
  readonly #maxLine: number;
  readonly #delimiter: Delimiter;
  /** Null where every row must become a record. */
  lookAt: LookAtRows | null = null;
  #look: { readonly table: Table; readonly row: RowLook } | null = null;
  #items: Item[] = [];
  /** Rows that were counted since the last item. */
  #counted = 0;
  /** The last record, when it is short. */
  #lastShort: { readonly line: number; readonly cells: number; readonly width: number } | null = null;
  #shortRows = 0;

  constructor(table: Table, delimiter: Delimiter, decoder: Decoder, hints: TableHints, maxLine: number) {
    this.#decoder = decoder;
    this.#hints = hints;
    this.#maxLine = maxLine;
    this.#delimiter = delimiter;
    hints.doubts.assume('width', `${table.layout.columns.length} cells`);
    this.tables = new Tables<GivenRow>(table, hints, {
      row: ({ cells, line, text }, own, misplaced) => {
        this.#place(cells ?? [], line, text, own, misplaced);
      },
      aside: ({ cells, line, text }, layout) => {
        this.#addAside(cells ?? [], line, text, layout);
      },
      heading: ({ line, text }) => {
        this.#push(outside('title', this.#decoder.plain(text), { line }));
      },
      other: ({ item }) => {
        if (item !== undefined) this.#push(item);
      },
    });
  }

  /** What rows of the table look like. */
  form(): { readonly width: number | null; readonly says: (cells: readonly string[]) => boolean } {
    const { signs, layout } = this.tables.table;
    const identity = IDENTITY.flatMap((field) => layout.feeding(field));
    const { noValue } = this.#hints.options.words;
    return {
      width: signs.header === null ? null : layout.columns.length,
      says: (cells) => identity.some((index) => says(cells[index], noValue)),
    };
  }

  /** What was made since the last call. */
  take(): readonly Item[] {
    this.#flush();
    const items = this.#items;
    this.#items = [];
    return items;
  }

  row(row: RowText, line: number, text: string, from: number, to: number, isPlain: boolean): void {
    const { tables } = this;
    const { table } = tables;
    const { layout } = table;
    const mayCount = isPlain && to - from <= CELL_LIMIT && row.length === layout.columns.length;
    const { look } = this;
    if (look !== null && mayCount && tables.isPlain(line)) {
      const says = row.isLooked ? look.together(row) : look.of(row);
      const isCounted = (says & (JUDGED | MATTERS)) === JUDGED;
      if (fits(row, table) && (isCounted || !tables.isHeading(row.cells()))) {
        this.#lastShort = null;
        if (isCounted) {
          this.#counted += 1;
          return;
        }
        this.#pushRow({ layout, cells: row.cells(), line, text: text.slice(from, to), looks: look.looks.slice() });
        return;
      }
    }
    const cells = row.cells();
    if (isRuler(cells)) return;
    if (cells.some((cell) => cell.trim() !== '')) tables.push({ cells, line, text: text.slice(from, to) });
  }

  /** How the rows of the table are looked at; null where every row must become a record. */
  get look(): RowLook | null {
    const { table } = this.tables;
    if (this.lookAt === null) return null;
    if (this.#look?.table !== table) this.#look = { table, row: this.lookAt(table.layout) };
    return this.#look.row;
  }

  #place(cells: readonly string[], line: number, text: string, table: Table, misplaced: readonly number[]): void {
    this.#lastShort = null;
    const width = table.layout.columns.length;
    const aligned = alignRow({ cells, line }, table, this.#delimiter, this.#hints.doubts);
    if (aligned === null) {
      this.#addAside(cells, line, text, table.aside);
      return;
    }
    this.#add(aligned.cells, line, text, misplaced.length === 0 ? aligned.layout : table.without(misplaced));
    if (cells.length >= table.signs.needed) return;
    this.#shortRows += 1;
    this.#lastShort = { line, cells: cells.length, width };
  }

  #add(given: readonly string[], line: number, text: string, own: Layout): void {
    const { layout, cells } = this.tables.headed(own, given);
    const isOdd = this.#decoder.isOdd(text);
    const read = isOdd ? this.#decoder.readRow(cells, layout, line) : { layout, cells };
    this.#pushRow({ ...read, line, text: isOdd ? undefined : text });
    if (text.length > CELL_LIMIT) this.#longCells(read.cells, layout, line);
  }

  /** A line that is no row, where it stands. */
  #addAside(cells: readonly string[], line: number, text: string, layout: Layout): void {
    const plain = cells.map((cell) => this.#decoder.plain(cell));
    this.#pushRow({ layout, cells: plain, line, text: this.#decoder.plain(text), aside: true });
  }

  #pushRow(row: Pick<Row, 'layout' | 'cells' | 'line' | 'text' | 'aside' | 'looks'>): void {
    this.#push({ kind: 'row', cell: null, part: 'device', ...row });
  }

  #push(item: Item): void {
    this.#flush();
    this.#items.push(item);
  }

  #flush(): void {
    if (this.#counted === 0) return;
    this.#items.push({ kind: 'counted', rows: this.#counted });
    this.#counted = 0;
  }

  stray(line: number, isOpen: boolean): void {
    const opens = isOpen ? 'the input ends within a quote that opens' : 'unterminated quote';
    const message = `${opens} on line ${line}: the line was read with its quotes as plain text`;
    const hint = isOpen
      ? 'is the file complete?'
      : 'double a quote inside a quoted cell, and close the cell right before the delimiter';
    this.#tell(line, foundProblem('stray-quote', message, { hint, line, about: 'next row' }));
  }

  #tell(line: number, item: Item): void {
    this.tables.push({ cells: null, line, text: '', item });
  }

  rowsInCell(line: number, first: number, last: number): void {
    const lines = first === last ? `line ${first}` : `lines ${first} to ${last}`;
    const cell = `a quoted cell of the record on line ${line} holds ${lines}`;
    const message = `${cell}, with as many delimiters as the header: these may be rows of their own`;
    const hint = 'look for a missing quote; without one, the file is right and nothing was lost';
    this.#tell(line, foundProblem('rows-in-a-cell', message, { hint, line, about: 'last row' }));
  }

  tooLong(line: number): void {
    const message = `line ${line} is longer than ${this.#maxLine} characters: it was left out`;
    const hint = 'is this a table? check its line ends and its encoding';
    this.#tell(line, foundProblem('long-line', message, { hint, line, rejects: true }));
  }

  /** After the last record: what is to be said of the whole; `endsLine`: whether it ends with a line end. */
  end(endsLine: boolean): void {
    this.tables.end();
    if (endsLine || this.#lastShort === null || this.#shortRows > 1) return;
    const { cells, width, line } = this.#lastShort;
    const message = `the input ends within a record: line ${line} has ${cells} of ${width} cells and no line end`;
    this.#push(foundProblem('truncated', message, { hint: 'is the file complete?', line }));
  }

  #longCells(cells: readonly string[], layout: Layout, line: number): void {
    cells.forEach(({ length }, index) => {
      if (length <= CELL_LIMIT || layout.withholds(index)) return;
      const name = layout.columns[index]?.name ?? `#${index + 1}`;
      const message = `${name} has ${length} characters: the first ${CELL_LIMIT} were looked at`;
      this.#push(foundProblem('too-large', message, { line, about: 'last row' }));
    });
  }
}

/** Whether a row belongs to the table beyond doubt: it is no header, and none of its cells is misplaced. */
function fits(row: RowText, { misplaced, layout }: Table): boolean {
  if (!row.hasTwoDigits(0)) {
    let numbers = 0;
    for (let index = 1; index < layout.columns.length && numbers < NO_HEADER; index += 1)
      if (row.hasTwoDigits(index)) numbers += 1;
    if (numbers < NO_HEADER && (numbers === 0 || misplaced.loneCells.isHeader(row.cell(0)))) return false;
  }
  return !misplaced.mayStandIn(row);
}
