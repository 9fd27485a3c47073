import { IDENTITY_FIELDS, type Field } from '../../core/fields.ts';
import type { Layout } from '../../core/layout.ts';
import { JUDGED, MATTERS, NUMBER, type LookAtRows, type RowLook } from '../../core/look.ts';
import type { RowText } from '../../core/row-text.ts';
import { CELL_LIMIT } from '../../core/text.ts';
import type { Decoder } from '../bytes/decode.ts';
import { isRuler } from '../headers/cells.ts';
import { NO_HEADER } from '../headers/misplaced.ts';
import type { Table } from '../headers/table.ts';
import { Tables, type TableHints, type TableRow } from '../headers/tables.ts';
import { says, trouble, type Item, type Row } from '../rows.ts';
import type { RowSink } from './csv-rows.ts';
import type { DelimitedTable } from './delimited-table.ts';
import { Widths } from './widths.ts';

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
  readonly #widths: Widths;
  /** Null where every row must become a record. */
  lookAt: LookAtRows | null = null;
  #look: { readonly table: Table; readonly row: RowLook } | null = null;
  #items: Item[] = [];
  /** Rows that were counted since the last item. */
  #counted = 0;
  /** The last record, when it is short. */
  #lastShort: { readonly line: number; readonly cells: number; readonly width: number } | null = null;
  #shortRows = 0;

  constructor({ table, header, delimiter }: DelimitedTable, decoder: Decoder, hints: TableHints, maxLine: number) {
    this.#decoder = decoder;
    this.#hints = hints;
    this.#maxLine = maxLine;
    this.#widths = new Widths(delimiter, table.layout.columns.length, hints);
    this.tables = new Tables<GivenRow>(table, header, hints, {
      row: ({ cells, line, text }, own, misplaced) => {
        this.#place(cells ?? [], line, text, own, misplaced);
      },
      header: ({ cells, line, text }, own) => {
        this.#addAside(cells ?? [], line, text, own);
      },
      other: ({ item }) => {
        if (item !== undefined) this.#push(item);
      },
    });
  }

  /** What rows of the table look like. */
  form(): { readonly width: number | null; readonly says: (cells: readonly string[]) => boolean } {
    const { header, layout } = this.tables.table;
    const identity = IDENTITY.flatMap((field) => layout.feeding(field));
    const { noValue } = this.#hints.options.words;
    return {
      width: header === null ? null : layout.columns.length,
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
    const mayCount = isPlain && !tables.holding && to - from <= CELL_LIMIT && row.length === layout.columns.length;
    if (this.lookAt !== null && mayCount) {
      const look = this.#lookOf(table, this.lookAt);
      const says = look.of(row);
      if (this.#fits(row, look, table)) {
        this.#lastShort = null;
        if ((says & (JUDGED | MATTERS)) === JUDGED) {
          this.#counted += 1;
          return;
        }
        this.#pushRow({ layout, cells: row.cells(), line, text: text.slice(from, to), looks: look.looks.slice() });
        return;
      }
    }
    const cells = row.cells();
    if (isRuler(cells)) return;
    const record = text.slice(from, to);
    if (tables.accepts(cells, false)) this.#add(cells, line, record, tables.table.layout);
    else if (cells.some((cell) => cell.trim() !== '')) tables.push({ cells, line, text: record });
  }

  #lookOf(table: Table, lookAt: LookAtRows): RowLook {
    if (this.#look?.table !== table) this.#look = { table, row: lookAt(table.layout) };
    return this.#look.row;
  }

  /** Whether a row belongs to the table beyond doubt: it is no header, and none of its cells is misplaced. */
  #fits(row: RowText, { looks, numbers }: RowLook, { misplaced }: Table): boolean {
    const beginsSo = ((looks[0]?.says ?? 0) & NUMBER) !== 0;
    if (!beginsSo && numbers < NO_HEADER && (numbers === 0 || misplaced.nature.isHeader(row.cell(0)))) return false;
    return !misplaced.mayStandIn(row, looks);
  }

  #place(cells: readonly string[], line: number, text: string, table: Table, misplaced: readonly number[]): void {
    this.#lastShort = null;
    const width = table.layout.columns.length;
    const aligned = this.#widths.align(cells, table, line);
    if (aligned === null) {
      this.#addAside(cells, line, text, table);
      return;
    }
    this.#add(aligned.cells, line, text, misplaced.length === 0 ? aligned.layout : table.without(misplaced));
    if (cells.length >= table.needed) return;
    this.#shortRows += 1;
    this.#lastShort = { line, cells: cells.length, width };
  }

  #add(cells: readonly string[], line: number, text: string, layout: Layout): void {
    this.#lastShort = null;
    const isOdd = this.#decoder.isOdd(text);
    const read = isOdd ? this.#decoder.readRow(cells, layout, line) : { layout, cells };
    this.#pushRow({ ...read, line, text: isOdd ? undefined : text });
    if (text.length > CELL_LIMIT) this.#longCells(read.cells, layout, line);
  }

  /** A line that is no row, where it stands. */
  #addAside(cells: readonly string[], line: number, text: string, { aside }: Table): void {
    const plain = cells.map((cell) => this.#decoder.plain(cell));
    this.#pushRow({ layout: aside, cells: plain, line, text: this.#decoder.plain(text), aside: true });
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
    this.#tell(line, trouble('stray-quote', message, { hint, line, about: 'next row' }));
  }

  #tell(line: number, item: Item): void {
    this.tables.push({ cells: null, line, text: '', item });
  }

  rowsInCell(line: number, first: number, last: number): void {
    const lines = first === last ? `line ${first}` : `lines ${first} to ${last}`;
    const cell = `a quoted cell of the record on line ${line} holds ${lines}`;
    const message = `${cell}, with as many delimiters as the header: these may be rows of their own`;
    const hint = 'look for a missing quote; without one, the file is right and nothing was lost';
    this.#tell(line, trouble('rows-in-a-cell', message, { hint, line, about: 'last row' }));
  }

  tooLong(line: number): void {
    const message = `line ${line} is longer than ${this.#maxLine} characters: it was left out`;
    const hint = 'is this a table? check its line ends and its encoding';
    this.#tell(line, trouble('long-line', message, { hint, line, rejects: true }));
  }

  /** After the last record: what is to be said of the whole; `endsLine`: whether it ends with a line end. */
  end(endsLine: boolean): void {
    this.tables.end();
    if (endsLine || this.#lastShort === null || this.#shortRows > 1) return;
    const { cells, width, line } = this.#lastShort;
    const message = `the input ends within a record: line ${line} has ${cells} of ${width} cells and no line end`;
    this.#push(trouble('truncated', message, { hint: 'is the file complete?', line }));
  }

  #longCells(cells: readonly string[], layout: Layout, line: number): void {
    cells.forEach(({ length }, index) => {
      if (length <= CELL_LIMIT || layout.withholds(index)) return;
      const name = layout.columns[index]?.name ?? `#${index + 1}`;
      const message = `${name} has ${length} characters: the first ${CELL_LIMIT} were looked at`;
      this.#push(trouble('too-large', message, { line, about: 'last row' }));
    });
  }
}
