import { IDENTITY_FIELDS, type Field } from '../../core/fields.ts';
import { isSecret, type Column } from '../../core/layout.ts';
import { changeOf, IN_A_ROW, MISPLACED, type Doubt, type Doubts } from '../doubts.ts';
import type { ReadOptions } from '../inventory.ts';
import { guessByCells, OF_MAKERS, SAMPLE_ROWS } from './cells.ts';
import { isOtherHeader, isSameLine } from './find-header.ts';
import type { CellNature } from './misplaced.ts';
import { readTable, Table } from './table.ts';

/** Tables of an input: every header that differs makes one. */
const MOST_TABLES = 100;
/** Columns that are named when it is said what was assumed of them. */
const MOST_NAMED = 10;

const TOO_MANY: Doubt = {
  against: null,
  code: 'too-large',
  severity: ['error', 'error'],
  says: ({ first }) => `more than ${MOST_TABLES} tables: no other header was looked for from ${first} on`,
  hint: 'put each table into a file of its own',
};

export interface TableRow {
  /** Null for what stands between rows and keeps its place. */
  readonly cells: readonly string[] | null;
  /** Its line, or row of its sheet. */
  readonly line: number;
}

/** Receives rows in order, each with the table it belongs to. */
interface Placed<R extends TableRow> {
  /** `misplaced`: columns whose cells cannot be what their headers say. */
  row(row: R, table: Table, misplaced: readonly number[]): void;
  /** A header below the first one. */
  header(row: R, table: Table): void;
  other(row: R): void;
}

/** What tables are recognised by. */
export interface TableHints {
  readonly doubts: Doubts;
  readonly options: ReadOptions;
  readonly nature: CellNature;
  /** Rows are numbered, not lines, and may end before the last column. */
  readonly isSheet?: true;
}

/**
 * Tells which table a row belongs to. A table ends where the header of another one stands, or where five rows in a row
 * hold what cannot stand under its headers: from there these columns are understood by their cells.
 */
export class Tables<R extends TableRow> {
  /** In order; those that begin with a header, and those in which a column changes. */
  readonly found: Table[];
  #table: Table;
  readonly #hints: TableHints;
  readonly #placed: Placed<R>;
  readonly #known: { readonly header: readonly string[]; table: Table }[] = [];
  /** Rows that wait for what follows: the first below a header, or misplaced ones. */
  #held: R[] = [];
  #rows = 0;
  #header: R | null = null;

  /** `header`: the cells of the header of the first table. */
  constructor(first: Table, header: readonly string[] | null, hints: TableHints, placed: Placed<R>) {
    this.#table = first;
    this.#hints = hints;
    this.#placed = placed;
    this.found = [first];
    const { doubts } = hints;
    doubts.assume('header', first.header === null ? 'none' : `${doubts.unit} ${first.header}`);
    doubts.assume('columns', meaningOf(first));
    if (header !== null) this.#known.push({ header, table: first });
  }

  get table(): Table {
    return this.#table;
  }

  /** True while rows wait. */
  get holding(): boolean {
    return this.#held.length > 0 || this.#header !== null;
  }

  /** Whether a row belongs to the table beyond doubt, as is known where it `fits`: then it need not be pushed. */
  accepts(cells: readonly string[], fits: boolean): boolean {
    return !this.holding && (fits || (this.#fits(cells) && !this.#isOtherHeader(cells)));
  }

  push(row: R): void {
    const { cells } = row;
    if (cells === null) {
      if (this.holding) this.#held.push(row);
      else this.#placed.other(row);
    } else if (row.line !== this.#table.header && this.#isHeader(cells)) {
      this.end();
      this.#startAt(row, cells);
    } else if (this.#header !== null) {
      this.#hold(row);
      if (this.#rows === SAMPLE_ROWS) this.end();
    } else if (this.#fits(cells) || !this.#isAligned(cells)) {
      this.#release();
      this.#place(row, cells);
    } else {
      this.#hold(row);
      if (this.#rows === IN_A_ROW) this.#understandAnew();
    }
  }

  /** Places the rows that wait. */
  end(): void {
    if (this.#header !== null) this.#understand(this.#header);
    this.#release();
  }

  #isAligned(cells: readonly string[]): boolean {
    return this.#hints.isSheet === true || cells.length === this.#table.layout.columns.length;
  }

  #fits(cells: readonly string[]): boolean {
    return this.#isAligned(cells) && this.#table.misplaced.in(cells).length === 0;
  }

  #hold(row: R): void {
    this.#held.push(row);
    this.#rows += 1;
  }

  #place(row: R, cells: readonly string[]): void {
    const misplaced = this.#isAligned(cells) ? this.#table.misplaced.in(cells) : [];
    for (const index of misplaced) this.#doubt(index, row.line);
    this.#placed.row(row, this.#table, misplaced);
  }

  /** A cell that cannot stand where it does, where one such cell says that its column is not what it was taken for. */
  #doubt(index: number, line: number): void {
    const { layout, misplaced } = this.#table;
    const column = layout.columns[index];
    if (column !== undefined && (misplaced.isCertain(index) || isSecret(column)))
      this.#hints.doubts.note(MISPLACED, { line, column: column.name });
  }

  #release(): void {
    if (this.#held.length === 0) return;
    const held = this.#held;
    this.#held = [];
    this.#rows = 0;
    for (const row of held) {
      if (row.cells === null) this.#placed.other(row);
      else this.#place(row, row.cells);
    }
  }

  #isOtherHeader(cells: readonly string[]): boolean {
    return isOtherHeader(cells, this.#hints.nature, this.#hints.options.words.headers);
  }

  #isHeader(cells: readonly string[]): boolean {
    if (this.#knownBy(cells) !== undefined) return true;
    return this.#isOtherHeader(cells) && this.#known.length < MOST_TABLES;
  }

  #knownBy(cells: readonly string[]): { readonly table: Table } | undefined {
    return this.#known.find(({ header }) => header.length === cells.length && isSameLine(cells, header));
  }

  #startAt(row: R, cells: readonly string[]): void {
    const known = this.#knownBy(cells);
    if (known === undefined) this.#header = row;
    else this.#placed.header(row, (this.#table = known.table));
  }

  /** The rows that wait stand below a header. */
  #understand(row: R): void {
    const { doubts, options, nature } = this.#hints;
    const header = row.cells ?? [];
    const headers = header.map((cell) => nature.plain(cell));
    const start = { header: row.line, from: row.line + 1, headers, rows: this.#waiting() };
    // Columns are named as in the first table; another one need not have them.
    this.#table = readTable(doubts.source, start, { ...options, columns: [] }, nature);
    this.#known.push({ header, table: this.#table });
    this.found.push(this.#table);
    doubts.assume('header', `${doubts.unit} ${row.line}`);
    if (this.#known.length === MOST_TABLES) doubts.note(TOO_MANY, { line: row.line });
    this.#header = null;
    this.#placed.header(row, this.#table);
  }

  /** The rows that wait hold what cannot stand under its header. */
  #understandAnew(): void {
    const before = this.#table;
    const { doubts, options } = this.#hints;
    const rows = this.#waiting();
    const from = this.#held[0]?.line ?? before.from;
    const odd = before.layout.columns.flatMap((column, index) => {
      if (isMaker(column) && areNames(rows.map((cells) => cells[index] ?? ''))) return [];
      const isOdd = (cells: readonly string[]): boolean =>
        before.misplaced.in(cells).includes(index) ||
        (!isMaker(column) && before.misplaced.isMaker(index, cells[index] ?? ''));
      return rows.filter(isOdd).length * 2 > rows.length ? [index] : [];
    });
    if (odd.length === 0) {
      this.#release();
      return;
    }
    const columns = before.layout.columns.map((column, index): Column => {
      if (!odd.includes(index) || isMaker(column)) return column;
      const values = rows.map((cells) => cells[index] ?? '');
      const makers = values.filter((cell) => before.misplaced.isMaker(index, cell)).length;
      const guess = makers * 2 > rows.length ? OF_MAKERS : guessByCells(values, options);
      if (guess === null) return column;
      return { name: column.name, ...guess, why: `from ${doubts.unit} ${from} on, ${guess.why}` };
    });
    this.#table = new Table(
      columns,
      { header: before.header, needed: before.needed, from },
      before.misplaced.without(odd),
    );
    for (const known of this.#known) if (known.table === before) known.table = this.#table;
    this.found.push(this.#table);
    const makers = odd.filter((index) => feedsVendor(this.#table, index) && !feedsVendor(before, index));
    const names = (makers.length > 0 ? makers : odd).map((index) => columns[index]?.name ?? '').join(', ');
    const what = makers.length > 0 ? 'are names of vendors, and were read so' : 'are not what the header says';
    const message = `from ${doubts.unit} ${from} on, the cells in ${names} ${what}`;
    doubts.note(changeOf(makers.length > 0 ? 'warning' : 'error', message), { line: from });
    this.#release();
  }

  #waiting(): readonly (readonly string[])[] {
    return this.#held.flatMap(({ cells }) =>
      cells === null ? [] : [cells.map((cell) => this.#hints.nature.plain(cell))],
    );
  }
}

/** Makers that are called by numbers (360, 8848), which come again and again, as in sorted tables. */
function areNames(cells: readonly string[]): boolean {
  return cells.every((cell) => /^\d{3,5}$/.test(cell)) && new Set(cells).size * 2 <= cells.length;
}

function feedsVendor({ layout }: Table, index: number): boolean {
  return layout.feeding('vendor').includes(index);
}

/** Which columns say who made a thing: `vendor in Manufacturer, model in Type`. */
function meaningOf({ layout }: Table): string {
  const said = (IDENTITY_FIELDS as readonly Field[]).flatMap((field) =>
    layout.feeding(field).map((index) => `${field} in ${layout.columns[index]?.name ?? ''}`),
  );
  return said.length === 0 ? 'no column that says who made a thing' : said.slice(0, MOST_NAMED).join(', ');
}

function isMaker({ fields }: Column): boolean {
  return fields.includes('vendor') || fields.includes('model');
}
