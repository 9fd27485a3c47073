import type { RowText } from '../../core/row-text.ts';
import { countLineEnds, CsvRows, type RowSink } from './csv-rows.ts';
import type { FirstRow } from '../headers/table.ts';
import type { Delimiter } from './places.ts';

class Collector implements RowSink {
  readonly rows: FirstRow[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  row(row: RowText, line: number, text: string, from: number, to: number): void {
    const cells = row.cells();
    if (cells.some((cell) => cell.trim() !== ''))
      this.rows.push({ cells, line, nextLine: line + 1 + countLineEnds(text.slice(from, to)) });
  }

  stray(): void {
    // A sample only has to show the layout.
  }

  rowsInCell(): void {
    // The same.
  }

  tooLong(): void {
    // The same.
  }

  get full(): boolean {
    return this.rows.length >= this.#limit;
  }
}

/** The first records of a text, read with one delimiter. */
export async function sampleRows(
  text: string,
  eof: boolean,
  delimiter: Delimiter,
  line: number,
  limit: number,
): Promise<FirstRow[]> {
  const collector = new Collector(limit);
  // What the columns mean is not known yet.
  const form = () => ({ width: null, says: () => true });
  const rows = new CsvRows({ delimiter, form, line, maxLine: text.length, fast: true });
  rows.push(text, eof);
  await rows.run(collector);
  return collector.rows;
}
