import { Layout, type Column } from '../../core/layout.ts';
import { understandColumns } from '../headers/columns.ts';
import type { ReadOptions } from '../inventory.ts';
import type { Row } from '../rows.ts';
import { Printed, type PrintedLine } from './printed.ts';
import type { Form } from './forms.ts';
import { readSegment } from './segment.ts';

/** Rows by which columns are understood. */
const SAMPLE = 200;

/** Reads what commands printed as records. */
export class PrintedReader {
  readonly #source: string;
  readonly #options: ReadOptions;
  readonly printed: Printed;
  #header: readonly PrintedLine[] = [];

  constructor(source: string, options: ReadOptions) {
    this.#source = source;
    this.#options = options;
    this.printed = new Printed(options.words);
  }

  /** The records of the lines that one device printed, and the lines that are part of none. */
  read(
    lines: readonly PrintedLine[],
    speaker: string | null,
    isDevice: (line: number) => boolean,
    goesOn: boolean,
  ): {
    readonly rows: readonly Row[];
    readonly rest: readonly PrintedLine[];
    readonly headers: readonly PrintedLine[];
  } {
    const { words } = this.#options;
    const context = { printed: this.printed, noValue: words.noValue, speaker, isDevice };
    const { forms, rest, headers, openHeader } = readSegment([...this.#header, ...lines], context);
    this.#header = goesOn ? openHeader : [];
    return { rows: forms.flatMap((form) => this.#rows(form)), rest, headers };
  }

  #rows({ names, headers, drafts }: Form): Row[] {
    const kept = names.flatMap((_, at) => (drafts.some(({ cells }) => (cells[at] ?? '') !== '') ? [at] : []));
    const cellsOf = (cells: readonly string[]): string[] => kept.map((at) => cells[at] ?? '');
    const sample = drafts.slice(0, SAMPLE).map(({ cells }) => cellsOf(cells));
    const layout = new Layout(
      this.#columns(
        kept.map((at) => names[at] ?? ''),
        kept.map((at) => headers[at] ?? ''),
        sample,
      ),
      true,
    );
    return drafts.map(({ line, cells, counts }) => ({
      kind: 'row',
      layout,
      cells: cellsOf(cells),
      line,
      cell: null,
      part: 'device',
      ...(counts ? {} : { aside: true as const }),
    }));
  }

  #columns(
    names: readonly string[],
    headers: readonly string[],
    sample: readonly (readonly string[])[],
  ): readonly Column[] {
    const columns = understandColumns(this.#source, headers, sample, { ...this.#options, columns: [] });
    return columns.map((column, at) => ({ ...column, name: names[at] === '' ? column.name : (names[at] ?? '') }));
  }
}
