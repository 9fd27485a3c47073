import type { Layout } from '../../core/layout.ts';
import type { Doubt, Doubts } from '../doubts.ts';
import type { CellNature } from '../headers/misplaced.ts';
import type { Table, TableHints } from '../headers/table.ts';
import type { Delimiter } from './split.ts';
import { DELIMITERS } from './dialect.ts';

/** A row as its cells stand under the headers. */
interface Aligned {
  readonly layout: Layout;
  readonly cells: readonly string[];
}

const HINT = 'is a delimiter inside a cell that should be quoted?';
const SHORT: Doubt = {
  against: null,
  code: 'short-row',
  severity: ['warning', 'warning'],
  says: (places) => `${places.subject('have', 'row')} fewer cells than the header: the last ones were taken for empty`,
  hint: null,
};
const LONG: Doubt = {
  against: null,
  code: 'long-row',
  severity: ['warning', 'warning'],
  says: (places) =>
    `${places.subject('have', 'row')} more cells than the header: the rest was read as part of the last`,
  hint: HINT,
};
const [UNALIGNED_SHORT, UNALIGNED_LONG] = (['short-row', 'long-row'] as const).map((code): Doubt => ({
  ...{ against: 'width', code, severity: ['warning', 'error'], hint: HINT },
  says: (places) =>
    `${places.subject('have', 'row')} another number of cells than the header, so their columns are unknown: ` +
    'they were read as free text',
})) as [Doubt, Doubt];

/**
 * Rows that have more or fewer cells than the header. One is aligned where its cells can stand in one way only: what
 * is missing was at the end, or what is too much belongs to the text in the last column. Any other is read as free
 * text.
 */
export class Widths {
  readonly #delimiter: Delimiter;
  readonly #nature: CellNature;
  readonly #doubts: Doubts;

  constructor(delimiter: Delimiter, width: number, { nature, doubts }: Pick<TableHints, 'nature' | 'doubts'>) {
    this.#delimiter = delimiter;
    this.#nature = nature;
    this.#doubts = doubts;
    doubts.assume('width', `${width} cells`);
  }

  /** Null: a line that is no row, as titles and footers are. */
  align(cells: readonly string[], table: Table, line: number): Aligned | null {
    const { layout, signs } = table;
    const width = layout.columns.length;
    if (cells.length >= signs.needed && cells.length <= width) return { layout, cells };
    if (cells.length > width && cells.slice(width).every((cell) => cell.trim() === '')) return { layout, cells };
    if (cells.length === 1 && width > 2 && this.#isTitle(cells[0] ?? '')) return null;
    const aligned = this.#inOneWay(cells, table);
    if (aligned !== null) {
      this.#doubts.note(cells.length > width ? LONG : SHORT, { line });
      return { layout, cells: aligned };
    }
    this.#doubts.note(cells.length > width ? UNALIGNED_LONG : UNALIGNED_SHORT, { line });
    return table.unaligned(cells);
  }

  #inOneWay(cells: readonly string[], table: Table): readonly string[] | null {
    const { columns } = table.layout;
    const fits = (row: readonly string[]): boolean => !table.misplaced.standsAmiss(row);
    if (cells.length < columns.length) {
      const other = cells.length === 1 ? this.#split(cells[0] ?? '', columns.length) : null;
      if (other !== null && fits(other)) return other;
      return fits(cells) && table.misplaced.unpack(cells) === null ? cells : null;
    }
    const rest = cells.slice(columns.length - 1);
    const isText = columns.at(-1)?.fields.every((field) => field === 'text') === true;
    if (!isText || this.#delimiter === null || rest.some((cell) => this.#nature.isMaker(cell))) return null;
    const joined = [...cells.slice(0, columns.length - 1), rest.join(this.#delimiter)];
    return fits(joined) ? joined : null;
  }

  /** A line that is delimited otherwise than the rest. */
  #split(line: string, width: number): readonly string[] | null {
    return DELIMITERS.map((delimiter) => line.split(delimiter)).find((row) => row.length === width) ?? null;
  }

  /** Several words and numbers, and no maker or model among them. */
  #isTitle(line: string): boolean {
    const words = line.trim().split(/\s+/);
    return (
      words.length > 1 &&
      !words.some((word) => /[a-z][\w-]*\d|\d[\w-]*[a-z]|:..:/i.test(word)) &&
      !DELIMITERS.some((delimiter) => line.includes(delimiter)) &&
      !this.#nature.namesMaker(line)
    );
  }
}
