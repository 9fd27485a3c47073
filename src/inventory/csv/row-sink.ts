import type { Layout } from '../../core/layout.ts';
import type { BatchBuilder } from '../batch.ts';
import type { RecordSink } from './sink.ts';
import { hasEscapes, repair } from './text-reader.ts';
import type { TextReader } from './text-reader.ts';

/** Turns what a record reader tells into numbered records and problems. */
export class RowSink implements RecordSink {
  readonly #builder: BatchBuilder;
  readonly #layout: Layout;
  readonly #text: TextReader;
  readonly #maxLine: number;
  /** Cells a row needs: those up to the last header with a name. */
  readonly #needed: number;

  constructor(builder: BatchBuilder, layout: Layout, needed: number, text: TextReader, maxLine: number) {
    this.#builder = builder;
    this.#layout = layout;
    this.#needed = needed;
    this.#text = text;
    this.#maxLine = maxLine;
  }

  get full(): boolean {
    return this.#builder.full;
  }

  row(cells: string[], line: number, text: string): void {
    const escaped = this.#text.escaped && hasEscapes(text);
    const read = escaped ? cells.map((cell) => (hasEscapes(cell) ? repair(cell) : cell)) : cells;
    const row = this.#builder.addLine(this.#layout, read, line, escaped ? undefined : text);
    if (row === null) return;
    if (escaped) this.#encoding(cells, row, line);
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

  #encoding(cells: readonly string[], row: number, line: number): void {
    const names = cells.flatMap((cell, i) => (hasEscapes(cell) ? [this.#layout.columns[i]?.name ?? `#${i + 1}`] : []));
    this.#builder.problem(
      'encoding',
      'warning',
      `not UTF-8 in ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', ...' : ''}: read as Windows-1252`,
      'name the encoding of the file with --encoding',
      { row, line },
    );
  }

  #short(cells: number, row: number, line: number): void {
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
