import { headBefore } from '../mac.ts';
import { ALPHABET, byteClasses, CLASS_BITS, END, FOREIGN } from './classes.ts';
import type { Patterns } from './patterns.ts';
import { LOOSE, OF_ADDRESS, OPEN, Positions, WHOLE } from './positions.ts';

/** Instead of a state: it is not made yet, something is found, an address is to be looked up, nothing at the end. */
export const UNKNOWN = 0;
export const FOUND = 1;
export const ADDRESS = 2;
export const FINE = 3;
/** The state in which nothing is looked for. */
export const NOTHING = 4;

/** 512 KB of transitions. A text that needs more is read in full, and the states are made anew. */
const MOST_STATES = 4_000;
const CLASSES = 1 << CLASS_BITS;

const PLAIN = byteClasses();

/**
 * All patterns of a run as one automaton over the words of a text: from each start of a word, in one pass, a byte at a
 * time. Its states are sets of positions of the patterns, and made when a text first comes to them.
 */
export class Scanner {
  readonly #positions = new Positions();
  readonly #groups = new Map<Patterns, Group>();
  /** By kind of column: what is looked for in it, and by class the positions that begin a word. */
  readonly #kinds: { readonly key: string; readonly first: readonly (readonly number[])[]; begin: number }[] = [];
  /** Where each class leads from each state, and where an address leads that is nobody's. */
  #next = new Uint16Array(64 * CLASSES);
  #past = new Uint16Array(64 * CLASSES);
  #states: State[] = [];
  readonly #byKey = new Map<string, number>();
  #generation = 0;

  constructor() {
    this.#kinds.push({ key: '', first: [], begin: NOTHING });
    this.clear();
  }

  /** Where each class leads from each state; another table once states were made. */
  get next(): Uint16Array {
    return this.#next;
  }

  /** Another number once all states were forgotten: those in which cells begin, too. */
  get generation(): number {
    return this.#generation;
  }

  /** Too many states were made: `clear` before the next text. */
  get full(): boolean {
    return this.#states.length >= MOST_STATES;
  }

  /** The kind of column in which these patterns are looked for. */
  kindOf(all: readonly Patterns[]): number {
    const groups = [...new Set(all)].map((patterns) => this.#groupOf(patterns)).sort((a, b) => a.number - b.number);
    const key = groups.map(({ number }) => number).join();
    const known = this.#kinds.findIndex((kind) => kind.key === key);
    if (known !== -1) return known;
    const first = Array.from({ length: ALPHABET }, (_, by) => groups.flatMap((group) => group.first[by] ?? []));
    return this.#kinds.push({ key, first, begin: UNKNOWN }) - 1;
  }

  /** The state in which a cell of such a column begins. */
  begin(kind: number): number {
    const own = this.#kinds[kind];
    if (own === undefined) return NOTHING;
    if (own.begin === UNKNOWN) own.begin = this.#stateOf({ kind, word: false, positions: [] });
    return own.begin;
  }

  /** Makes where a class leads, UNKNOWN so far. */
  make(from: number, by: number): number {
    const state = this.#states[from];
    if (state === undefined || this.full) return FOUND;
    const to = this.#after(from, state, by);
    this.#next[(from << CLASS_BITS) | by] = to;
    return to;
  }

  /** Where an address that is nobody's leads. */
  past(from: number, by: number): number {
    return this.#past[(from << CLASS_BITS) | by] as number;
  }

  /**
   * Whether something may be found in a cell, `heads` being the first 24 bits of known addresses. True for every text
   * that is not plain ASCII.
   */
  mayHold(kind: number, text: string, heads: ReadonlySet<number>): boolean {
    if (this.full) this.clear();
    let state = this.begin(kind);
    const { length } = text;
    for (let at = 0; at <= length; at += 1) {
      const next = this.#next;
      let by = END;
      let to = UNKNOWN;
      // Without a call in it: V8 then keeps its tables in registers.
      for (; at < length; at += 1) {
        const code = text.charCodeAt(at);
        by = code < 256 ? (PLAIN[code] as number) : FOREIGN;
        if (by === FOREIGN) return true;
        to = next[(state << CLASS_BITS) | by] as number;
        if (to <= ADDRESS) break;
        state = to;
      }
      if (at === length) to = next[(state << CLASS_BITS) | (by = END)] as number;
      if (to === UNKNOWN) to = this.make(state, by);
      if (to === FOUND) return true;
      if (to === ADDRESS) {
        if (heads.has(headBefore(text, at))) return true;
        to = this.past(state, by);
      }
      state = to;
    }
    return false;
  }

  clear(): void {
    this.#generation += 1;
    this.#byKey.clear();
    this.#states = [];
    this.#next.fill(UNKNOWN);
    for (const kind of this.#kinds) kind.begin = UNKNOWN;
    const none: State = { kind: 0, word: false, positions: [] };
    for (let state = 0; state <= NOTHING; state += 1) this.#states.push(none);
    this.#next.fill(NOTHING, NOTHING * CLASSES, NOTHING * CLASSES + END)[NOTHING * CLASSES + END] = FINE;
    const nothing = this.#kinds[0];
    if (nothing !== undefined) nothing.begin = NOTHING;
  }

  #groupOf(patterns: Patterns): Group {
    let group = this.#groups.get(patterns);
    if (group === undefined) {
      group = { number: this.#groups.size, first: this.#positions.begin(patterns) };
      this.#groups.set(patterns, group);
    }
    return group;
  }

  #after(from: number, { kind, word, positions }: State, by: number): number {
    const isWord = by < ALPHABET;
    const reached = new Set<number>(isWord && !word ? this.#kinds[kind]?.first[by] : []);
    for (const at of positions) {
      const flags = this.#positions.flags(at);
      if (!isWord && (flags & WHOLE) !== 0) return FOUND;
      if (by === END) continue;
      if (!isWord && (flags & LOOSE) !== 0) reached.add(at);
      this.#positions.follow(at, by, reached);
    }
    if (by === END) return FINE;
    let address = false;
    for (const at of reached) {
      const flags = this.#positions.enter(at);
      // A loose pattern stays where it is over a separator, and was found before.
      if ((flags & OPEN) !== 0) return FOUND;
      if ((flags & OF_ADDRESS) !== 0) address = true;
    }
    const to = this.#stateOf({ kind, word: isWord, positions: [...reached].sort((a, b) => a - b) });
    if (!address) return to;
    this.#past[(from << CLASS_BITS) | by] = to;
    return ADDRESS;
  }

  #stateOf(state: State): number {
    const key = stateKey(state);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const number = this.#states.push(state) - 1;
    this.#byKey.set(key, number);
    if ((number + 1) << CLASS_BITS > this.#next.length) {
      this.#next = doubled(this.#next);
      this.#past = doubled(this.#past);
    }
    return number;
  }
}

/** Patterns that are looked for together: by class the positions that begin a word. */
interface Group {
  readonly number: number;
  readonly first: readonly (readonly number[])[];
}

interface State {
  readonly kind: number;
  /** Whether the character before is a letter or digit. */
  readonly word: boolean;
  readonly positions: readonly number[];
}

function stateKey({ kind, word, positions }: State): string {
  return `${kind}${word ? 'w' : ' '}${positions.join()}`;
}

function doubled(table: Uint16Array): Uint16Array<ArrayBuffer> {
  const grown = new Uint16Array(table.length * 2);
  grown.set(table);
  return grown;
}
