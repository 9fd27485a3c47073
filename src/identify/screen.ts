import { Cache } from '../core/cache.ts';
import { ALPHABET, SEPARATOR, STOP } from '../core/characters.ts';
import { Layout, type Column } from '../core/layout.ts';
import type { CellScreen, RowScreen, Lines } from '../inventory/screen.ts';
import { FOUND, leave, type Transitions } from './automaton.ts';
import { NoValue } from '../core/words/no-value.ts';
import { Identity } from './identity.ts';
import { holdsNoMac } from './kinds/mac.ts';

/** What the screen of a column is made of; can be sent to another thread. */
export interface ColumnParts {
  /** Transitions of the automaton of the column's literals; null: it has none. */
  readonly automaton: Transitions | null;
  /** First 24 bits of the addresses that are evidence; null: addresses are none in this column. */
  readonly macHeads: ReadonlySet<number> | null;
  /** True where bare digits are an address too. */
  readonly anyMacForm: boolean;
  /** False when only a look tells what a cell holds: then only cells known as clean pass. */
  readonly tells: boolean;
}

/** What the screen of a layout is made of; null for a column that is not looked at. */
export interface ScreenParts {
  readonly columns: readonly Column[];
  readonly cells: readonly (ColumnParts | null)[];
  /** Words for "no value". */
  readonly noValue: readonly string[];
}

/** The screen of a layout; `clean` holds the cells known as clean, by column. */
export function screenOf({ columns, cells, noValue }: ScreenParts, clean: readonly CleanCells[]): RowScreen {
  return {
    cells: cells.map((parts, index) =>
      parts === null ? PASS_ALL : new ColumnScreen(parts, clean[index] ?? new CleanCells()),
    ),
    identity: new Identity(new NoValue(noValue)).columns(new Layout(columns)),
  };
}

const MET = -1;
const UNREADABLE = -2;

const PASS_ALL: CellScreen = { pass: ({ codes }, from, classes) => cellEnd(codes, from, classes) };

/** Passes cells without literals and addresses, and cells that were looked at before without finding anything. */
class ColumnScreen implements CellScreen {
  readonly #automaton: Transitions | null;
  readonly #macHeads: ReadonlySet<number> | null;
  readonly #anyMacForm: boolean;
  readonly #tells: boolean;
  readonly #clean: CleanCells;

  constructor({ automaton, macHeads, anyMacForm, tells }: ColumnParts, clean: CleanCells) {
    this.#automaton = automaton;
    this.#macHeads = macHeads;
    this.#anyMacForm = anyMacForm;
    this.#tells = tells;
    this.#clean = clean;
  }

  pass({ text, codes }: Lines, from: number, classes: Uint8Array): number {
    if (this.#tells) {
      const end =
        this.#automaton === null ? cellEnd(codes, from, classes) : walk(this.#automaton, codes, from, classes);
      if (end === UNREADABLE) return end;
      if (end >= 0 && (this.#macHeads === null || holdsNoMac(this.#macHeads, this.#anyMacForm, text, from, end)))
        return end;
    }
    return this.#clean.pass(codes, from, classes);
  }
}

/** As many as a column remembers. */
export const MOST_CLEAN = 20_000;

/** Cells in which nothing was found, told by their hash first. */
export class CleanCells {
  readonly #byHash = new Cache<number, Uint8Array>(MOST_CLEAN, () => (this.#news = []));
  #news: string[] = [];

  /** Adds a cell; one that is not ASCII is never asked for. */
  add(cell: string): void {
    let hash = 0;
    for (let at = 0; at < cell.length; at += 1) hash = step(hash, cell.charCodeAt(at));
    this.#byHash.set(hash, Buffer.from(cell, 'utf8'));
    this.#news.push(cell);
  }

  clear(): void {
    this.#byHash.clear();
    this.#news = [];
  }

  /** The cells added since the last call. */
  news(): readonly string[] {
    const news = this.#news;
    if (news.length > 0) this.#news = [];
    return news;
  }

  /** Where the cell ends when it is one of these, otherwise negative. */
  pass(codes: Uint8Array, from: number, classes: Uint8Array): number {
    let hash = 0;
    let at = from;
    let code = codes[at] as number;
    while ((classes[code] as number) <= SEPARATOR) {
      hash = step(hash, code);
      at += 1;
      code = codes[at] as number;
    }
    if (classes[code] !== STOP) return UNREADABLE;
    const known = this.#byHash.get(hash);
    return known !== undefined && stands(known, codes, from, at) ? at : MET;
  }
}

function stands(cell: Uint8Array, codes: Uint8Array, from: number, to: number): boolean {
  if (cell.length !== to - from) return false;
  for (let at = 0; at < cell.length; at += 1) if (cell[at] !== codes[from + at]) return false;
  return true;
}

function step(hash: number, code: number): number {
  return ((hash << 5) - hash + code) | 0;
}

function cellEnd(codes: Uint8Array, from: number, classes: Uint8Array): number {
  let at = from;
  while ((classes[codes[at] as number] as number) <= SEPARATOR) at += 1;
  return classes[codes[at] as number] === STOP ? at : UNREADABLE;
}

/** Runs an automaton to the end of the cell. */
function walk(automaton: Transitions, codes: Uint8Array, from: number, classes: Uint8Array): number {
  const { limit, rows } = automaton;
  let state = 0;
  let at = from;
  for (;;) {
    const kind = classes[codes[at] as number] as number;
    if (kind < ALPHABET) {
      state = state < limit ? (rows[state + kind] as number) : leave(automaton, state, kind);
      if (state === FOUND) return MET;
    } else if (kind !== SEPARATOR) return kind === STOP ? at : UNREADABLE;
    at += 1;
  }
}
