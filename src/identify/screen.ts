import { Cache } from '../core/cache.ts';
import { ALPHABET, SEPARATOR, STOP } from '../core/characters.ts';
import type { CellScreen, Lines } from '../inventory/screen.ts';
import { FOUND, leave, type Transitions } from './automaton.ts';
import { holdsNoMac } from './kinds/mac.ts';

/** By what a column is screened. */
export interface ColumnParts {
  /** Transitions of the automaton of the column's literals; null: it has none. */
  readonly automaton: Transitions | null;
  /** First 24 bits of the addresses that are evidence; null: addresses are none in this column. */
  readonly macHeads: ReadonlySet<number> | null;
  /** True where bare digits are an address too. */
  readonly anyMacForm: boolean;
  /** False when a cell has to be searched to know what it holds: then only cells known to be clean pass. */
  readonly tells: boolean;
}

const MET = -1;
const UNREADABLE = -2;

/** The screen of a column that is not looked at. */
export const PASS_ALL: CellScreen = { pass: ({ codes }, from, classes) => cellEnd(codes, from, classes) };

/** Passes cells without literals and addresses, and cells known as clean. */
export class ColumnScreen implements CellScreen {
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

/** Cells in which nothing designated was found, looked up by their hash first. */
export class CleanCells {
  readonly #byHash = new Cache<number, Uint8Array>(MOST_CLEAN);

  /** Adds a cell; one that is not ASCII is never looked up. */
  add(cell: string): void {
    let hash = 0;
    for (let at = 0; at < cell.length; at += 1) hash = step(hash, cell.charCodeAt(at));
    this.#byHash.set(hash, Buffer.from(cell, 'utf8'));
  }

  clear(): void {
    this.#byHash.clear();
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
