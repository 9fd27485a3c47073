import type { Guess } from '../../core/events.ts';
import { IDENTITY_FIELDS, type Field } from '../../core/fields.ts';
import { isSecret } from '../../core/layout.ts';
import { CellTally } from '../bytes/cell-tally.ts';
import { trouble, type Trouble } from '../rows.ts';
import type { Table } from './table.ts';

/** Tables, changes and lines that are named. */
const MOST_NAMED = 10;
/** Odd cells of a column that say that it is not what it was taken for: so many, and one in so many. */
const LEAST_ODD = 5;
const ONE_IN = 200;
const HINT = 'look at these lines; --columns says what a column holds';

/** What was assumed of the headers and columns of an input, and where it did not hold. */
export class Assumed {
  /** In order; those that begin with a header, and those in which a column changes. */
  readonly tables: Table[];
  readonly #unit: 'line' | 'row';
  readonly #odd = new Map<string, CellTally>();
  readonly #changes: { readonly line: number; readonly message: string; readonly isUnderstood: boolean }[] = [];
  #tooMany: Trouble | null = null;

  /** `unit`: how places are counted. */
  constructor(first: Table, unit: 'line' | 'row') {
    this.tables = [first];
    this.#unit = unit;
  }

  addTable(table: Table): void {
    this.tables.push(table);
  }

  /** From a line on, `odd` columns do not hold what they did. */
  addChange(before: Table, after: Table, odd: readonly number[]): void {
    this.tables.push(after);
    const makers = odd.filter(
      (index) => after.layout.feeding('vendor').includes(index) && !before.layout.feeding('vendor').includes(index),
    );
    const isUnderstood = makers.length > 0;
    const names = (isUnderstood ? makers : odd).map((index) => after.layout.columns[index]?.name ?? '').join(', ');
    const what = isUnderstood ? 'are names of vendors, and were read so' : 'are not what the header says';
    const message = `${this.from(after.from)}, the cells in ${names} ${what}`;
    this.#changes.push({ line: after.from, message, isUnderstood });
  }

  from(place: number): string {
    return `from ${this.#unit} ${place} on`;
  }

  /** A cell that cannot stand where it does. */
  addMisplaced({ layout, misplaced }: Table, columns: readonly number[], line: number): void {
    for (const index of columns) {
      const column = layout.columns[index];
      if (column === undefined || !(misplaced.isCertain(index) || isSecret(column))) continue;
      let places = this.#odd.get(column.name);
      if (places === undefined) this.#odd.set(column.name, (places = new CellTally(this.#unit)));
      places.add(line, column.name);
    }
  }

  tooManyTables(most: number, line: number): void {
    const message = `more than ${most} tables: no other header was looked for after ${this.#unit} ${line}`;
    this.#tooMany = trouble('too-large', message, { line, hint: 'put each table into a file of its own' });
  }

  /** What is to be said once the input was read; `rows`: how many it has. */
  problems(rows: number): readonly Trouble[] {
    const changes = this.#changes.map(({ line, message, isUnderstood }) =>
      trouble('columns-unsure', message, { line, severity: isUnderstood ? 'warning' : 'error', hint: HINT }),
    );
    const odd = this.#oddColumns(rows).map((places) =>
      trouble('columns-unsure', `${places.subject('are')} names of vendors`, { line: places.first, hint: HINT }),
    );
    return [...changes, ...odd, ...(this.#tooMany === null ? [] : [this.#tooMany])];
  }

  #oddColumns(rows: number): readonly CellTally[] {
    return [...this.#odd.values()].filter(({ count }) => count >= LEAST_ODD && count * ONE_IN >= rows);
  }

  guesses(rows: number): readonly Guess[] {
    const headers = this.tables.filter(
      (table, index) => index === 0 || table.header !== this.tables[index - 1]?.header,
    );
    const odd = this.#oddColumns(rows).flatMap(({ first }) => first ?? []);
    const lines = [...this.#changes.map(({ line }) => line), ...odd].toSorted((a, b) => a - b);
    return [
      ...headers.slice(0, MOST_NAMED).map((table) => headerGuess(table, this.#unit)),
      {
        what: 'columns',
        assumed: meaning(this.tables[0] as Table),
        held: lines.length === 0,
        lines: lines.slice(0, MOST_NAMED),
      },
    ];
  }
}

function headerGuess({ header }: Table, unit: string): Guess {
  return { what: 'header', assumed: header === null ? 'none' : `${unit} ${header}`, held: true, lines: [] };
}

/** Which columns say who made a thing: `vendor in Manufacturer, model in Type`. */
function meaning({ layout }: Table): string {
  const told = (IDENTITY_FIELDS as readonly Field[]).flatMap((field) =>
    layout.feeding(field).map((index) => `${field} in ${layout.columns[index]?.name ?? ''}`),
  );
  return told.length === 0 ? 'no column that says who made a thing' : told.slice(0, MOST_NAMED).join(', ');
}
