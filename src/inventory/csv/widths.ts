import type { Guess } from '../../core/events.ts';
import type { Layout } from '../../core/layout.ts';
import type { CellNature } from '../headers/misplaced.ts';
import type { Table } from '../headers/table.ts';
import { trouble, type Trouble } from '../rows.ts';
import type { Delimiter } from './places.ts';
import { DELIMITERS } from './dialect.ts';

/** A row as its cells stand under the headers. */
interface Aligned {
  readonly layout: Layout;
  readonly cells: readonly string[];
}

/** Rows with one thing in common. */
class Rows {
  count = 0;
  readonly lines: number[] = [];

  add(line: number): void {
    this.count += 1;
    if (this.lines.length < MOST_NAMED) this.lines.push(line);
  }

  /** `3 rows (first on line 7) have`. */
  get subject(): string {
    const [first = 0] = this.lines;
    return this.count === 1 ? `1 row (line ${first}) has` : `${this.count} rows (first on line ${first}) have`;
  }
}

const MOST_NAMED = 10;
/** Rows that are not aligned make an error when there are so many, and one in so many. */
const LEAST = 3;
const ONE_IN = 100;

/**
 * Rows that have more or fewer cells than the header. One is aligned where its cells can stand in one way only: what
 * is missing was at the end, or what is too much belongs to the text in the last column. Any other is read as free
 * text.
 */
export class Widths {
  readonly #delimiter: Delimiter;
  readonly #nature: CellNature;
  readonly #short = new Rows();
  readonly #long = new Rows();
  readonly #unaligned = new Rows();
  #anyLong = false;

  constructor(delimiter: Delimiter, nature: CellNature) {
    this.#delimiter = delimiter;
    this.#nature = nature;
  }

  /** Null: a line that is no row, as titles and footers are. */
  align(cells: readonly string[], table: Table, line: number): Aligned | null {
    const { layout, needed } = table;
    const width = layout.columns.length;
    if (cells.length >= needed && cells.length <= width) return { layout, cells };
    if (cells.length > width && cells.slice(width).every((cell) => cell.trim() === '')) return { layout, cells };
    if (cells.length === 1 && width > 2 && this.#isTitle(cells[0] ?? '')) return null;
    const aligned = this.#inOneWay(cells, table);
    if (aligned !== null) {
      (cells.length > width ? this.#long : this.#short).add(line);
      return { layout, cells: aligned };
    }
    if (cells.length > width) this.#anyLong = true;
    this.#unaligned.add(line);
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

  #isBroken(rows: number): boolean {
    return this.#unaligned.count >= LEAST && this.#unaligned.count * ONE_IN > rows;
  }

  /** What is to be said once the input was read; `rows`: how many it has. */
  problems(rows: number): readonly Trouble[] {
    const found: Trouble[] = [];
    const tell = (
      { count, lines, subject }: Rows,
      code: Trouble['code'],
      what: string,
      more: Partial<Trouble>,
    ): void => {
      if (count > 0) found.push(trouble(code, `${subject} ${what}`, { line: lines[0] ?? null, ...more }));
    };
    const hint = 'is a delimiter inside a cell that should be quoted?';
    const severity = 'warning';
    tell(this.#short, 'short-row', 'fewer cells than the header: the last ones were taken for empty', { severity });
    tell(this.#long, 'long-row', 'more cells than the header: the rest was read as part of the last', {
      severity,
      hint,
    });
    const odd = 'another number of cells than the header, so their columns are unknown: they were read as free text';
    const code = this.#anyLong ? 'long-row' : 'short-row';
    tell(this.#unaligned, code, odd, { severity: this.#isBroken(rows) ? 'error' : 'warning', hint });
    return found;
  }

  guess(width: number, rows: number): Guess {
    const { lines } = this.#unaligned;
    return { what: 'width', assumed: `${width} cells`, held: !this.#isBroken(rows), lines };
  }
}
