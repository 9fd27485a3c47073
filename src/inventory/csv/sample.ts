import type { RowText } from '../../core/row-text.ts';
import { countLineEnds, CsvRows, type RowSink } from './csv-rows.ts';
import type { Delimiter } from './places.ts';

/** A record of the first part of an input, with the physical lines it takes. */
export interface SampleRow {
  readonly cells: readonly string[];
  readonly line: number;
  readonly nextLine: number;
}

class Collector implements RowSink {
  readonly rows: SampleRow[] = [];
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
): Promise<SampleRow[]> {
  const collector = new Collector(limit);
  // What the columns mean is not known yet.
  const form = () => ({ width: null, says: () => true });
  const rows = new CsvRows({ delimiter, form, line, maxLine: text.length, fast: true });
  rows.push(text, eof);
  await rows.run(collector);
  return collector.rows;
}

/** The number of cells that most records have; the first such number of several; 0 without records. */
export function commonestWidth(rows: readonly SampleRow[]): number {
  const counts = new Map<number, number>();
  let width = 0;
  for (const { cells } of rows) {
    counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
    if ((counts.get(cells.length) ?? 0) > (counts.get(width) ?? 0)) width = cells.length;
  }
  return width;
}
