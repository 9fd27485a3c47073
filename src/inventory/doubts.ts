import type { Guess } from '../core/events.ts';
import { heldUnder } from '../core/groups.ts';
import { problem, type Problem, type ProblemCode, type Severity } from '../core/problem.ts';
import { excerpt } from '../core/text.ts';

/** Columns that a problem names, and lines and tables that a guess does; those after them are only counted. */
const MOST_COLUMNS = 5;
const MOST_NAMED = 10;
/** Columns that have a problem of their own; those that come later share one. */
const MOST_APART = 100;

/** A guess does not hold where so many rows in a row contradict it, or so many places that are one in so many rows. */
export const IN_A_ROW = 5;
const LEAST = 5;
const ONE_IN = 200;

/** The places that speak against something: how many, where first, in which columns. */
export class Places {
  count = 0;
  /** The first of them. */
  readonly lines: number[] = [];
  cell: string | null = null;
  value = '';
  readonly #columns = new Set<string>();
  readonly #unit: 'line' | 'row';
  #last: number | null = null;
  #run = 0;
  #longestRun = 0;

  constructor(unit: 'line' | 'row') {
    this.#unit = unit;
  }

  /** `line`: of a text, or the row of a sheet; `cell`: where a format has such places. */
  add({ line, column = null, cell = null, value = '' }: Parameters<Doubts['note']>[1]): void {
    if (this.count === 0) {
      this.cell = cell;
      this.value = excerpt(value);
    }
    this.count += 1;
    if (line !== null && line !== this.#last) {
      this.#run = line - 1 === this.#last ? this.#run + 1 : 1;
      this.#longestRun = Math.max(this.#longestRun, this.#run);
      this.#last = line;
      if (this.lines.length < MOST_NAMED) this.lines.push(line);
    }
    if (column !== null && this.#columns.size <= MOST_COLUMNS) this.#columns.add(column);
  }

  /** The subject of a sentence, and its verb: `3 cells in Site, Vendor (first on line 12) are`. */
  subject(verb: 'are' | 'have' | 'name' | 'make', noun: 'cell' | 'row' = 'cell'): string {
    const names = Array.from(this.#columns, (name, at) => (at < MOST_COLUMNS ? name : '...'));
    const columns = names.length === 0 ? '' : ` in ${names.join(', ')}`;
    const at = this.lines[0] === undefined ? '' : `${this.#unit} ${this.lines[0]})`;
    if (this.count > 1) return `${this.count} ${noun}s${columns}${at && ` (first on ${at}`} ${verb}`;
    const singular = { are: 'is', have: 'has', name: 'names', make: 'makes' }[verb];
    return `1 ${noun}${columns}${at && ` (${at}`} ${singular}`;
  }

  /** Whether they are so many in so many rows that what was assumed does not hold. */
  areMany(rows: number): boolean {
    return this.#longestRun >= IN_A_ROW || (this.count >= LEAST && this.count * ONE_IN >= rows);
  }
}

/** What can speak against an assumption; the same object for each of its places. */
export interface Doubt {
  /** What is assumed; null: nothing that a guess names. */
  readonly against: Guess['what'] | null;
  readonly code: ProblemCode;
  /** What it is up to the bound, null for nothing, and from there on. */
  readonly severity: readonly [few: Severity | null, many: Severity | null];
  readonly says: (places: Places) => string;
  readonly hint: string | null;
  /** Whether each column is a matter of its own. */
  readonly byColumn?: true;
}

export const MISPLACED_HINT = 'look at these lines; --columns says what a column holds';
/** Cells of a column that cannot be what its header says. */
export const MISPLACED: Doubt = {
  against: 'columns',
  code: 'columns-unsure',
  severity: [null, 'error'],
  says: (places) => `${places.subject('are')} names of vendors`,
  hint: MISPLACED_HINT,
  byColumn: true,
};

/** What is said once, as it is: of a header, of columns that from a line on do not hold what they did. */
export function remark(code: ProblemCode, severity: Severity, message: string, hint: string): Doubt {
  return { against: null, code, severity: [severity, severity], says: () => message, hint };
}

const ORDER: readonly Guess['what'][] = ['encoding', 'header', 'columns', 'width', 'pages'];

/**
 * What was assumed of an input, and what spoke against it up to its last row. One for a file; of a workbook each sheet,
 * whose rows are counted and placed on their own, has a part of its own.
 */
export class Doubts {
  readonly source: string;
  /** What places are counted in. */
  readonly unit: 'line' | 'row';
  rows = 0;
  readonly #cellAt: ((row: number) => string) | null;
  readonly #assumed = new Map<Guess['what'], readonly string[]>();
  readonly #found = new Map<Doubt, Map<string, Places>>();
  readonly #sheets: Doubts[] = [];

  /** `cellAt`: of a sheet, the place of a row. */
  constructor(source: string, cellAt: ((row: number) => string) | null = null) {
    this.source = source;
    this.unit = cellAt === null ? 'line' : 'row';
    this.#cellAt = cellAt;
  }

  ofSheet(cellAt: (row: number) => string): Doubts {
    const sheet = new Doubts(this.source, cellAt);
    this.#sheets.push(sheet);
    return sheet;
  }

  /** Something is assumed: `gb18030`, `line 1`. Of headers there may be several, of all else the last one counts. */
  assume(what: Guess['what'], assumed: string): void {
    const before = what === 'header' ? (this.#assumed.get(what) ?? []) : [];
    this.#assumed.set(what, [...before, assumed].slice(0, MOST_NAMED));
  }

  note(
    doubt: Doubt,
    place: {
      readonly line: number | null;
      readonly column?: string | null;
      readonly cell?: string | null;
      readonly value?: string;
    },
  ): void {
    const apart = this.#found.get(doubt) ?? new Map<string, Places>();
    const column = doubt.byColumn === true ? (place.column ?? '') : '';
    heldUnder(apart, column, () => new Places(this.unit), MOST_APART).add(place);
    this.#found.set(doubt, apart);
  }

  /** What is to be said once all was read, in the order in which it was met; of one doubt alone, where it is given. */
  problems(only: Doubt | null = null): readonly Problem[] {
    const open = this.#open().filter(({ doubt }) => only === null || doubt === only);
    const found = open.map(({ doubt: { code, says, hint }, places, severity }) => {
      const [first = null] = places.lines;
      const where = this.#cellAt === null ? { line: first, cell: places.cell } : { cell: this.#cellAt(first ?? 1) };
      return problem(this.source, { code, severity, message: says(places), hint }, where);
    });
    return [...this.#sheets.flatMap((sheet) => sheet.problems(only)), ...found];
  }

  /**
   * What was assumed, and whether it held: whether nothing that was said against it is an error. Asked for when all
   * inputs were read: a function of this object alone keeps nothing else of an input in memory.
   */
  readonly guesses = (): readonly Guess[] => {
    const open = this.#open();
    const ofInput = ORDER.flatMap((what) => {
      const against = open.filter(({ doubt }) => doubt.against === what);
      const all = [...new Set(against.flatMap(({ places }) => places.lines))].toSorted((one, other) => one - other);
      const held = against.every(({ severity }) => severity === 'warning');
      const lines = all.slice(0, MOST_NAMED);
      return (this.#assumed.get(what) ?? []).map((assumed) => ({ what, assumed, held, lines }));
    });
    return [...this.#sheets.flatMap((sheet) => sheet.guesses()), ...ofInput];
  };

  #open() {
    return Array.from(this.#found).flatMap(([doubt, apart]) =>
      Array.from(apart.values()).flatMap((places) => {
        const severity = doubt.severity[places.areMany(this.rows) ? 1 : 0];
        return severity === null ? [] : [{ doubt, places, severity }];
      }),
    );
  }
}
