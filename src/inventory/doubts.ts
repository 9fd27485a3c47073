import type { Guess } from '../core/events.ts';
import { heldUnder } from '../core/groups.ts';
import { problem, type Problem, type ProblemCode, type Severity } from '../core/problem.ts';
import { excerpt } from '../core/text.ts';

/** Most columns that a problem names, and most lines, headers and columns that a guess names. */
const MOST_COLUMNS = 5;
const MOST_NAMED = 10;
/** Most columns that get a problem each; later columns share one. */
const MOST_BY_COLUMN = 100;

/** A guess does not hold if IN_A_ROW consecutive rows contradict it, or LEAST_PLACES that are one row in ONE_IN. */
export const IN_A_ROW = 5;
const LEAST_PLACES = 5;
const ONE_IN = 200;

/** The first of several names, and `...` if there are more. */
export function listed(names: readonly string[], most = MOST_NAMED): string {
  return [...names.slice(0, most), ...(names.length > most ? ['...'] : [])].join(', ');
}

/** `line`: the line of a text or the row of a sheet; `cell`: a JSON pointer or the like, in formats that have it. */
export type Noted = Readonly<{ line: number | null; column?: string | null; cell?: string | null; value?: string }>;

/** The places at which a doubt was noted: how many, the first ones, and their columns. */
export class Places {
  count = 0;
  /** The first lines, or rows of a sheet; `cell` and `value` are those of the first place. */
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

  add({ line, column = null, cell = null, value = '' }: Noted): void {
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
    const columns = this.#columns.size === 0 ? '' : ` in ${listed([...this.#columns], MOST_COLUMNS)}`;
    const at = this.lines[0] === undefined ? '' : `${this.#unit} ${this.lines[0]})`;
    if (this.count > 1) return `${this.count} ${noun}s${columns}${at && ` (first on ${at}`} ${verb}`;
    const singular = { are: 'is', have: 'has', name: 'names', make: 'makes' }[verb];
    return `1 ${noun}${columns}${at && ` (${at}`} ${singular}`;
  }

  /** Whether so many of `rows` rows are contradicted that the assumption does not hold. */
  areMany(rows: number): boolean {
    return this.#longestRun >= IN_A_ROW || (this.count >= LEAST_PLACES && this.count * ONE_IN >= rows);
  }
}

/** One way in which rows contradict an assumption; all its places are noted with the same object. */
export interface Doubt {
  /** The assumption that is contradicted; null: none that is listed as a guess. */
  readonly against: Guess['what'] | null;
  readonly code: ProblemCode;
  /** The severity of its problem while places are few (null: no problem), and once they are many (`areMany`). */
  readonly severity: readonly [few: Severity | null, many: Severity | null];
  readonly says: (places: Places) => string;
  readonly hint: string | null;
  /** Whether each column gets a problem of its own. */
  readonly byColumn?: true;
}

export const MISPLACED_HINT = 'look at these lines; --columns says what a column holds';
/** Names of vendors in a column whose header promises something else. */
export const MISPLACED: Doubt = {
  against: 'columns',
  code: 'columns-unsure',
  severity: [null, 'error'],
  says: (places) => `${places.subject('are')} names of vendors`,
  hint: MISPLACED_HINT,
  byColumn: true,
};

/** A doubt with a fixed message, noted once: about a header, or about columns that change at some line. */
export function remark(code: ProblemCode, severity: Severity, message: string, hint: string): Doubt {
  return { against: null, code, severity: [severity, severity], says: () => message, hint };
}

const ORDER: readonly Guess['what'][] = ['encoding', 'header', 'columns', 'width', 'pages'];

/**
 * What was assumed about an input, and what contradicted it up to the last row. There is one object a file; each sheet
 * of a workbook, whose rows are counted and numbered on their own, has a part (`ofSheet`).
 */
export class Doubts {
  readonly source: string;
  /** Whether a place is a line of a text or a row of a sheet. */
  readonly unit: 'line' | 'row';
  rows = 0;
  readonly #cellAt: ((row: number) => string) | null;
  readonly #assumed = new Map<Guess['what'], readonly string[]>();
  readonly #found = new Map<Doubt, Map<string, Places>>();
  readonly #sheets: Doubts[] = [];

  /** `cellAt`: the place of a row of a sheet (`Sheet1!A12`); null for anything but a sheet. */
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

  /** Records an assumption (`gb18030`, `line 1`). There may be several headers; anything else replaces the last one. */
  assume(what: Guess['what'], assumed: string): void {
    const before = what === 'header' ? (this.#assumed.get(what) ?? []) : [];
    this.#assumed.set(what, [...before, assumed].slice(0, MOST_NAMED));
  }

  note(doubt: Doubt, place: Noted): void {
    const byColumn = this.#found.get(doubt) ?? new Map<string, Places>();
    const column = doubt.byColumn === true ? (place.column ?? '') : '';
    heldUnder(byColumn, column, () => new Places(this.unit), MOST_BY_COLUMN).add(place);
    this.#found.set(doubt, byColumn);
  }

  /** The problems, once everything was read, by their first lines: text is decoded ahead of its rows. */
  problems(): readonly Problem[] {
    const firstOf = ({ lines: [first = 0] }: Places): number => first;
    const graded = this.#graded().toSorted((one, other) => firstOf(one.places) - firstOf(other.places));
    const found = graded.map(({ doubt: { code, says, hint }, places, severity }) => {
      const [first = null] = places.lines;
      const where = this.#cellAt === null ? { line: first, cell: places.cell } : { cell: this.#cellAt(first ?? 1) };
      return problem(this.source, { code, severity, message: says(places), hint }, where);
    });
    return [...this.#sheets.flatMap((sheet) => sheet.problems()), ...found];
  }

  /**
   * The assumptions, and whether each held: none of its problems is an error. Called when all inputs were read: being a
   * function of this object alone, it keeps nothing else of an input in memory.
   */
  readonly guesses = (): readonly Guess[] => {
    const graded = this.#graded();
    const ofInput = ORDER.flatMap((what) => {
      const against = graded.filter(({ doubt }) => doubt.against === what);
      const sorted = [...new Set(against.flatMap(({ places }) => places.lines))].toSorted((a, b) => a - b);
      const held = against.every(({ severity }) => severity === 'warning');
      const lines = sorted.slice(0, MOST_NAMED);
      return (this.#assumed.get(what) ?? []).map((assumed) => ({ what, assumed, held, lines }));
    });
    return [...this.#sheets.flatMap((sheet) => sheet.guesses()), ...ofInput];
  };

  #graded() {
    return Array.from(this.#found).flatMap(([doubt, byColumn]) =>
      Array.from(byColumn.values()).flatMap((places) => {
        const severity = doubt.severity[places.areMany(this.rows) ? 1 : 0];
        return severity === null ? [] : [{ doubt, places, severity }];
      }),
    );
  }
}
