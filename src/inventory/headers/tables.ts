import { oncePer } from '../../core/cache.ts';
import { IDENTITY_FIELDS, type Field } from '../../core/fields.ts';
import { isSecret, type Column, type Layout } from '../../core/layout.ts';
import { IN_A_ROW, listed, MISPLACED, MISPLACED_HINT, remark } from '../doubts.ts';
import { OF_MAKERS, SAMPLE_ROWS } from './cells.ts';
import { isOtherHeader, isSameRow } from './find-header.ts';
import { addHeadings, type Heading, type ReadRow } from './headings.ts';
import { HARDLY_NAMES } from './misplaced.ts';
import { onlyFilledIndex } from '../rows.ts';
import { readTable, tableOf, type Table, type TableHints, type TableRow } from './table.ts';

/** Most tables of an input: every different header begins one. */
const MOST_TABLES = 100;
const TOO_MANY = remark(
  'too-large',
  'error',
  `more than ${MOST_TABLES} tables: the headers of the others were read as rows`,
  'put each table into a file of its own',
);

/** Receives rows in order, each with the table it belongs to. */
export interface PlacedRows {
  /** How a row is read; null: it is no row. `under`: its layout if it is as wide, misplaced cells as free text. */
  align(row: TableRow, table: Table, under: Layout): ReadRow | null;
  /** Receives a row of a table as it is read, with the headings above it; null: it is no row, but a header or units. */
  add(row: TableRow, read: ReadRow, table: Table | null): void;
  /** Receives a heading of the rows that follow, or an item that stands between rows. */
  title(row: TableRow): void;
}

/**
 * Finds the table that a row belongs to. A table ends at the header of another one, or where five rows in a row have
 * misplaced cells: from there the columns of these cells are understood by their cells.
 */
export class Tables {
  /** In order: one for each header, which brings its table back, and one where columns change within a table. */
  readonly found: Table[];
  /** The table of the current rows. */
  table: Table;
  readonly #hints: TableHints;
  readonly #receiver: PlacedRows;
  /** Rows that wait for what follows: the first below a header, or rows with misplaced cells. */
  readonly #heldRows: TableRow[] = [];
  #newHeader: TableRow | null = null;
  /** Headings that wait for a row below them; `#headings`: those of the current rows. */
  readonly #waiting: { readonly row: TableRow; readonly heading: Heading }[] = [];
  readonly #headings = new Map<Heading['field'], Heading>();
  #lastCells: readonly string[] = [];

  constructor(first: Table, hints: TableHints, receiver: PlacedRows) {
    this.table = first;
    this.#hints = hints;
    this.#receiver = receiver;
    this.found = [first];
    this.#beginTable(true);
    const { doubts } = hints;
    doubts.assume('header', first.header === null ? 'none' : `${doubts.unit} ${first.header}`);
    doubts.assume('columns', describeColumns(first.layout));
  }

  /** Whether a row that fits can be taken as it is: no rows wait, and there is no heading to add. */
  isPlain(line: number): boolean {
    const waits = this.#headings.size + this.#waiting.length + this.#heldRows.length > 0 || this.#newHeader !== null;
    return !waits && line > this.table.units;
  }

  /** `isHeader`: whether a rule below the row says that it is a header, whatever its words are. */
  push(row: TableRow, isHeader = false): void {
    const { cells, item } = row;
    const repeated = this.found.findLast(({ labels }) => isSameRow(cells, labels));
    if (row.line !== this.table.header && (repeated !== undefined || this.#isHeader(cells, row.line, isHeader))) {
      this.#release();
      // A heading may stand above a header that each group repeats; else what waits is the last row of its table.
      if (repeated === undefined) this.#settle(false);
      // A line such as `Other devices` ends what the titles say, `Site: Berlin` does not.
      const isOther = onlyFilledIndex(this.#lastCells) >= 0 && !/[:=：]\s*[^\s,]/.test(this.#lastCells.join());
      this.#beginTable(repeated === this.found[0] && !isOther);
      this.#settle(true);
      if (repeated === undefined) this.#newHeader = row;
      else this.#receiver.add(row, (this.table = repeated).noRow(cells), null);
    } else if (
      this.#newHeader !== null ||
      (item === undefined ? this.#misplacedIn(cells).length > 0 : this.#heldRows.length > 0)
    ) {
      this.#heldRows.push(row);
      const rows = this.#dataRows().length;
      if (this.#newHeader !== null && rows === SAMPLE_ROWS) this.#release();
      else if (this.#newHeader === null && rows === IN_A_ROW) this.#understandAnew();
    } else {
      this.#release();
      this.#place(row);
    }
    if (item === undefined) this.#lastCells = cells;
  }

  end(): void {
    this.#release();
    this.#settle(false);
  }

  /** The columns of the misplaced cells of a row; none for a row of another width, whose columns are not known. */
  #misplacedIn(cells: readonly string[]): readonly number[] {
    const isAligned = this.#hints.doubts.unit === 'row' || cells.length === this.table.layout.columns.length;
    return isAligned ? this.table.misplaced.columnsIn(cells) : [];
  }

  #place(row: TableRow): void {
    const { cells, line, item } = row;
    const { headingOf, units, layout } = this.table;
    const heading = headingOf(cells);
    const isSigned = heading?.field === 'withheld';
    // Two makers one right below the other are not headings.
    const areTwo = heading?.field === 'vendor' && this.#waiting.at(-1)?.heading.field === 'vendor';
    if (isSigned || areTwo) this.#settle(false);
    // The headings still hold below a line that is not a row.
    if (isSigned || item !== undefined) this.#receiver.title(row);
    else if (heading !== null) this.#waiting.push({ row, heading });
    else {
      this.#settle(true);
      if (line <= units) this.#receiver.add(row, { layout, cells }, null);
      else this.#placeRow(row);
    }
  }

  #placeRow(row: TableRow): void {
    const { table } = this;
    const { layout, loneCells, misplaced } = table;
    const found = this.#misplacedIn(row.cells);
    for (const index of found) {
      const column = layout.columns[index];
      // One such cell shows that the column does not hold what it was taken for.
      if (column !== undefined && (misplaced.isCertain(index) || isSecret(column)))
        this.#hints.doubts.note(MISPLACED, { line: row.line, column: column.name });
    }
    const read = this.#receiver.align(row, table, table.layoutWithout(found));
    if (read === null) this.#receiver.add(row, table.noRow(row.cells), null);
    else this.#receiver.add(row, addHeadings(read, this.#headings.values(), loneCells), table);
  }

  /** Sets the headings with which a table begins: the title of its sheet, and in the first table its titles. */
  #beginTable(isFirst: boolean): void {
    this.#headings.clear();
    for (const above of [this.#hints.above, isFirst ? this.found[0]?.above : null])
      if (above != null) this.#headings.set(above.field, above);
  }

  /** Decides what the waiting lines are: headings if a row follows (`isAbove`), else rows themselves. */
  #settle(isAbove: boolean): void {
    for (const { row, heading } of this.#waiting.splice(0)) {
      if (isAbove) {
        this.#headings.set(heading.field, heading);
        this.#receiver.title(row);
      } else this.#placeRow(row);
    }
  }

  /** Places the rows that wait; if they wait below a header, its table is understood first. */
  #release(): void {
    if (this.#newHeader !== null) this.#understandBelow(this.#newHeader);
    for (const row of this.#heldRows.splice(0)) this.#place(row);
  }

  #isHeader(cells: readonly string[], line: number, isRuled: boolean): boolean {
    if (!isRuled && !isOtherHeader(cells, this.table.loneCells)) return false;
    if (this.found.length + Number(this.#newHeader !== null) < MOST_TABLES) return true;
    this.#hints.doubts.note(TOO_MANY, { line });
    return false;
  }

  #dataRows(): readonly TableRow[] {
    return this.#heldRows.filter(({ item }) => item === undefined);
  }

  /** Begins the table of a header, understood by the rows that wait below it. */
  #understandBelow(row: TableRow): void {
    const { doubts, options } = this.#hints;
    const labels = row.cells;
    const place = { header: row.line, labels, from: row.line + 1 };
    // The second line of a header is blank in columns that it does not divide: the first line names them.
    const { header, labels: first } = this.table;
    const above = header === row.line - 1 ? (first ?? []) : [];
    const headers = labels.map((cell, index) => (cell.trim() === '' ? (above[index] ?? '') : cell));
    // `--columns` names columns of the first table; other tables need not have them.
    this.table = readTable(headers, this.#dataRows(), place, { ...this.#hints, options: { ...options, columns: [] } });
    this.found.push(this.table);
    doubts.assume('header', `${doubts.unit} ${row.line}`);
    this.#newHeader = null;
    this.#receiver.add(row, this.table.noRow(labels), null);
  }

  /** Begins a table of other columns at the rows that wait, if most have misplaced cells in the same columns. */
  #understandAnew(): void {
    const before = this.table;
    const { doubts } = this.#hints;
    const rows = this.#dataRows().map(({ cells }) => cells);
    const misplaced = rows.map((cells) => before.misplaced.columnsIn(cells));
    const from = this.#heldRows[0]?.line ?? before.from;
    const areMost = (found: readonly unknown[]): boolean => found.length * 2 > rows.length;
    const changes = before.layout.columns.map(({ fields }, index) => {
      const values = rows.map((cells) => cells[index] ?? '');
      const isOfMakers = fields.includes('vendor') || fields.includes('model');
      const promisesOther = fields.every((field) => HARDLY_NAMES.includes(field));
      const isMaker = promisesOther ? before.loneCells.isAnyMaker : before.loneCells.isMaker;
      if (!isOfMakers && areMost(values.filter(isMaker))) return 'makers';
      // Numbers that name makers (360, 8848) come again and again, as in sorted tables.
      const areNumbers = values.every((cell) => /^\d{3,5}$/.test(cell)) && new Set(values).size * 2 <= values.length;
      return !areNumbers && areMost(misplaced.filter((columns) => columns.includes(index))) ? 'odd' : null;
    });
    const hasMakers = changes.includes('makers');
    if (hasMakers || changes.includes('odd')) {
      const why = `from ${doubts.unit} ${from} on, ${OF_MAKERS.why}`;
      const columns = before.layout.columns.map((column, index): Column =>
        changes[index] === 'makers' ? { name: column.name, ...OF_MAKERS, why } : column,
      );
      this.table = tableOf(columns, { ...before, from }, rows, before.loneCells);
      this.found.push(this.table);
      const changed = columns.filter((_, index) => changes[index] === (hasMakers ? 'makers' : 'odd'));
      const names = changed.map(({ name }) => name).join(', ');
      const what = hasMakers ? 'are names of vendors, and were read so' : 'are not what the header says';
      const message = `from ${doubts.unit} ${from} on, the cells in ${names} ${what}`;
      const doubt = remark('columns-unsure', hasMakers ? 'warning' : 'error', message, MISPLACED_HINT);
      doubts.note({ ...doubt, against: 'columns' }, { line: from });
    }
    this.#release();
  }
}

/** Which columns say who made a thing: `vendor in Manufacturer, model in Type`. */
const describeColumns = oncePer((layout: Layout): string => {
  const parts = (IDENTITY_FIELDS as readonly Field[]).flatMap((field) =>
    layout.feeding(field).map((index) => `${field} in ${layout.columns[index]?.name ?? ''}`),
  );
  return parts.length === 0 ? 'no column that says who made a thing' : listed(parts);
});
