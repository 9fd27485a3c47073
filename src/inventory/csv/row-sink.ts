import { CELL_LIMIT } from '../../core/text.ts';
import type { Layout } from '../../core/layout.ts';
import type { BatchBuilder } from '../rows.ts';
import { isRuler } from '../headers/cells.ts';
import type { Table } from '../headers/table.ts';
import { Tables, type TableHints, type TableRow } from '../headers/tables.ts';
import type { Decoder } from '../bytes/decode.ts';
import type { DelimitedTable } from './delimited-table.ts';
import type { RecordSink } from './reader.ts';
import { Widths } from './widths.ts';

/** What stands in the text, in the order of it. */
interface SunkRow extends TableRow {
  readonly cells: string[] | null;
  readonly text: string;
  /** What is to be said between rows. */
  readonly tell?: () => void;
}

/** Turns what a record reader reports into numbered records and problems. */
export class RowSink implements RecordSink {
  readonly tables: Tables<SunkRow>;
  readonly #builder: BatchBuilder;
  readonly #decoder: Decoder;
  readonly #maxLine: number;
  readonly #widths: Widths;
  /** The last record, when it is short. */
  #lastShort: { readonly line: number; readonly cells: number; readonly width: number } | null = null;
  #shortRows = 0;
  #endsLine = true;

  constructor(
    builder: BatchBuilder,
    { table, header, delimiter }: DelimitedTable,
    decoder: Decoder,
    hints: TableHints,
    maxLine: number,
  ) {
    this.#builder = builder;
    this.#decoder = decoder;
    this.#maxLine = maxLine;
    this.#widths = new Widths(delimiter, table.layout.columns.length, hints);
    this.tables = new Tables<SunkRow>(table, header, hints, {
      row: ({ cells, line, text }, own, misplaced) => {
        this.#place(cells ?? [], line, text, own, misplaced);
      },
      header: ({ cells, line, text }, own) => {
        this.#addAside(cells ?? [], line, text, own);
      },
      other: ({ tell }) => tell?.(),
    });
  }

  get full(): boolean {
    return this.#builder.full;
  }

  row(cells: string[], line: number, text: string, fits = false): void {
    if (isRuler(cells)) return;
    if (this.tables.accepts(cells, fits)) this.#add(cells, line, text, this.tables.table.layout);
    else if (cells.some((cell) => cell.trim() !== '')) this.tables.push({ cells, line, text });
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
    const row = this.#builder.add(read.layout, read.cells, { line, text: isOdd ? undefined : text });
    if (row !== null && text.length > CELL_LIMIT) this.#longCells(read.cells, layout, row, line);
  }

  /** A line that is no row, where it stands. */
  #addAside(cells: readonly string[], line: number, text: string, { aside }: Table): void {
    const plain = cells.map((cell) => this.#decoder.plain(cell));
    this.#builder.add(aside, plain, { line, aside: true, text: this.#decoder.plain(text) });
  }

  stray(line: number, isOpen: boolean): void {
    const opens = isOpen ? 'the input ends within a quote that opens' : 'unterminated quote';
    const message = `${opens} on line ${line}: the line was read with its quotes as plain text`;
    const hint = isOpen
      ? 'is the file complete?'
      : 'double a quote inside a quoted cell, and close the cell right before the delimiter';
    this.#tell(line, () => {
      this.#builder.problem('stray-quote', 'error', message, hint, { row: this.#builder.rows + 1, line });
    });
  }

  #tell(line: number, tell: () => void): void {
    this.tables.push({ cells: null, line, text: '', tell });
  }

  rowsInCell(line: number, first: number, last: number): void {
    const lines = first === last ? `line ${first}` : `lines ${first} to ${last}`;
    const cell = `a quoted cell of the record on line ${line} holds ${lines}`;
    const message = `${cell}, with as many delimiters as the header: these may be rows of their own`;
    const hint = 'look for a missing quote; without one, the file is right and nothing was lost';
    this.#tell(line, () => {
      this.#builder.problem('rows-in-a-cell', 'error', message, hint, { row: this.#builder.rows, line });
    });
  }

  tooLong(line: number): void {
    const message = `line ${line} is longer than ${this.#maxLine} characters: it was left out`;
    const hint = 'is this a table? check its line ends and its encoding';
    this.#tell(line, () => {
      const row = this.#builder.reject();
      this.#builder.problem('long-line', 'error', message, hint, { row, line, rejected: true });
    });
  }

  /** Sees text that is read on. */
  read(piece: string): void {
    if (piece !== '') this.#endsLine = /[\r\n]$/.test(piece);
  }

  /** After the last record: what is to be said of the whole. */
  end(): void {
    this.tables.end();
    if (this.#endsLine || this.#lastShort === null || this.#shortRows > 1) return;
    const { cells, width, line } = this.#lastShort;
    const message = `the input ends within a record: line ${line} has ${cells} of ${width} cells and no line end`;
    this.#builder.problem('truncated', 'error', message, 'is the file complete?', { line });
  }

  #longCells(cells: readonly string[], layout: Layout, row: number, line: number): void {
    cells.forEach(({ length }, index) => {
      if (length <= CELL_LIMIT || layout.withholds(index)) return;
      const name = layout.columns[index]?.name ?? `#${index + 1}`;
      this.#builder.problem(
        'too-large',
        'error',
        `${name} has ${length} characters: the first ${CELL_LIMIT} were looked at`,
        null,
        { row, line },
      );
    });
  }
}
