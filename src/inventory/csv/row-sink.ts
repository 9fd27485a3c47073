import { CELL_LIMIT } from '../../core/bounds.ts';
import type { Layout } from '../../core/layout.ts';
import type { BatchBuilder } from '../batch.ts';
import type { CellDecoder } from './cell-decoder.ts';
import type { RecordSink } from './sink.ts';

/** Turns what a record reader reports into numbered records and problems. */
export class RowSink implements RecordSink {
  readonly #builder: BatchBuilder;
  readonly #layout: Layout;
  readonly #decoder: CellDecoder;
  readonly #maxLine: number;
  /** Cells a row needs: those up to the last header with a name. */
  readonly #needed: number;
  #shortRows = 0;
  /** The last record, when it is short. */
  #lastShort: { readonly row: number; readonly line: number; readonly cells: number } | null = null;
  #endsLine = true;

  constructor(builder: BatchBuilder, layout: Layout, needed: number, decoder: CellDecoder, maxLine: number) {
    this.#builder = builder;
    this.#layout = layout;
    this.#needed = needed;
    this.#decoder = decoder;
    this.#maxLine = maxLine;
  }

  get full(): boolean {
    return this.#builder.full;
  }

  row(cells: string[], line: number, text: string): void {
    const read = this.#decoder.concerns(text) ? this.#decoder.read(cells, line, text) : null;
    const row =
      read === null
        ? this.#builder.addLine(this.#layout, cells, line, text)
        : this.#builder.addLine(read.layout, read.cells, line, read.text);
    if (row === null) return;
    if (text.length > CELL_LIMIT) this.#longCells(read?.cells ?? cells, row, line);
    this.#lastShort = null;
    if (cells.length < this.#needed) this.#short(cells.length, row, line);
    if (cells.length > this.#layout.columns.length) this.#long(cells, row, line);
  }

  stray(line: number): void {
    this.#builder.problem(
      'stray-quote',
      'error',
      `a quote opens on line ${line} and does not end as a cell does: the line was read with its quotes taken literally`,
      'double a quote inside a quoted cell, and close the cell right before the delimiter',
      { row: this.#builder.rows + 1, line },
    );
  }

  rowsInCell(line: number, first: number, last: number): void {
    const lines = first === last ? `line ${first}` : `lines ${first} to ${last}`;
    this.#builder.problem(
      'rows-in-a-cell',
      'error',
      `a quoted cell of the record on line ${line} holds ${lines}, with as many delimiters as the header: these may be rows of their own`,
      'look for a missing quote; without one, the file is right and nothing was lost',
      { row: this.#builder.rows, line },
    );
  }

  tooLong(line: number): void {
    const row = this.#builder.reject();
    this.#builder.problem(
      'long-line',
      'error',
      `line ${line} is longer than ${this.#maxLine} characters: it was left out`,
      'is this a table? check its line ends and its encoding',
      { row, line, rejected: true },
    );
  }

  /** Sees text that is read on. */
  read(piece: string): void {
    if (piece !== '') this.#endsLine = /[\r\n]$/.test(piece);
  }

  /** After the last record: what is to be said of the whole. */
  end(): void {
    for (const { code, severity, message, hint, line } of this.#decoder.problems()) {
      this.#builder.problem(code, severity, message, hint, { line });
    }
    if (this.#endsLine || this.#lastShort === null || this.#shortRows > 1) return;
    const { cells, line } = this.#lastShort;
    this.#builder.problem(
      'truncated',
      'error',
      `the input ends within a record: line ${line} has ${cells} of ${this.#layout.columns.length} cells and no line end`,
      'is the file complete?',
      { line },
    );
  }

  #longCells(cells: readonly string[], row: number, line: number): void {
    cells.forEach(({ length }, index) => {
      if (length <= CELL_LIMIT || this.#layout.withholds(index)) return;
      this.#builder.problem(
        'too-large',
        'error',
        `${this.#layout.columns[index]?.name ?? `#${index + 1}`} has ${length} characters: the first ${CELL_LIMIT} were looked at`,
        null,
        { row, line },
      );
    });
  }

  #short(cells: number, row: number, line: number): void {
    this.#shortRows += 1;
    this.#lastShort = { row, line, cells };
    this.#builder.problem(
      'short-row',
      'warning',
      `${cells} ${cells === 1 ? 'cell' : 'cells'} where the header has ${this.#layout.columns.length}: judged on what is there`,
      null,
      { row, line },
    );
  }

  #long(cells: readonly string[], row: number, line: number): void {
    const columns = this.#layout.columns.length;
    if (columns === 0 || cells.slice(columns).every((cell) => cell.trim() === '')) return;
    this.#builder.problem(
      'long-row',
      'warning',
      `${cells.length} cells where the header has ${columns}: the others were read as free text`,
      'is a delimiter inside a cell that should be quoted?',
      { row, line },
    );
  }
}
