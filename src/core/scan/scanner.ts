import { headBefore } from '../mac.ts';
import { MaskMachine } from '../mask/machine.ts';
import { BLANK as BLANK_SIGN, membersOf, SIGNS, type SignSet } from '../mask/signs.ts';
import { ALPHABET, byteClasses, CLASS_BITS, END, FOREIGN, OTHER, BLANK } from './classes.ts';
import type { Pattern, Patterns } from './patterns.ts';

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

/** What is complete at a position, and what may stand after it. */
const OPEN = 1;
const WHOLE = 2;
const OF_ADDRESS = 4;
const LOOSE = 8;

const PLAIN = byteClasses();

/**
 * All patterns of a run as one automaton over the words of a text: from each start of a word, in one pass, a byte at a
 * time. Its states are sets of positions of the patterns, and made when a text first comes to them.
 */
export class Scanner {
  readonly #machine = new MaskMachine();
  readonly #flags: number[] = [];
  /** By pattern the positions that begin it. */
  readonly #starts = new Map<string, readonly number[]>();
  /** By group of patterns, then by class: the positions that begin a word. */
  readonly #groups: { readonly patterns: Patterns; readonly first: readonly (readonly number[])[] }[] = [];
  /** By kind of column: its groups, and the positions that begin a word in it. */
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
    const groups = [...new Set(all.map((patterns) => this.#groupOf(patterns)))].sort((a, b) => a - b);
    const key = groups.join();
    const known = this.#kinds.findIndex((kind) => kind.key === key);
    if (known !== -1) return known;
    const first = Array.from({ length: ALPHABET }, (_, at) => groups.flatMap((g) => this.#groups[g]?.first[at] ?? []));
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
    for (let at = 0; at <= text.length; at += 1) {
      const code = at < text.length ? text.charCodeAt(at) : -1;
      const by = code === -1 ? END : code < 256 ? (PLAIN[code] as number) : FOREIGN;
      if (by === FOREIGN) return true;
      let to = this.#next[(state << CLASS_BITS) | by] as number;
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

  #groupOf(patterns: Patterns): number {
    const known = this.#groups.findIndex((group) => group.patterns === patterns);
    if (known !== -1) return known;
    const first: number[][] = Array.from({ length: ALPHABET }, () => []);
    for (const pattern of patterns.all()) {
      for (const start of this.#startsOf(pattern)) {
        for (const sign of membersOf(this.#machine.sets[start] as SignSet)) first[PLAIN[sign] as number]?.push(start);
      }
    }
    return this.#groups.push({ patterns, first }) - 1;
  }

  #startsOf(pattern: Pattern): readonly number[] {
    let starts = this.#starts.get(pattern.key);
    if (starts === undefined) {
      const before = this.#machine.starts.length;
      this.#add(pattern);
      this.#starts.set(pattern.key, (starts = this.#machine.starts.slice(before)));
    }
    return starts;
  }

  #add({ items, whole, loose, address }: Pattern): void {
    const machine = this.#machine;
    const from = machine.sets.length;
    const id = machine.add({ text: '', items: items(), open: !whole, digitsGoOn: true, fixed: 0 });
    for (let at = from; at < machine.sets.length; at += 1) {
      const complete = machine.completes[at] !== id ? 0 : address ? OF_ADDRESS : whole ? WHOLE : OPEN;
      this.#flags.push(complete | (loose ? LOOSE : 0));
    }
  }

  #after(from: number, { kind, word, positions }: State, by: number): number {
    const isWord = by < ALPHABET;
    const reached = new Set<number>(isWord && !word ? this.#kinds[kind]?.first[by] : []);
    for (const at of positions) {
      const flags = this.#flags[at] as number;
      if (!isWord && (flags & WHOLE) !== 0) return FOUND;
      if (by === END) continue;
      if (!isWord && (flags & LOOSE) !== 0) reached.add(at);
      for (const to of this.#machine.after[at] as number[]) if (this.#reads(to, by)) reached.add(to);
    }
    if (by === END) return FINE;
    let address = false;
    for (const at of reached) {
      const flags = this.#flags[at] as number;
      // A loose pattern stays where it is over a separator, and was found before.
      if ((flags & OPEN) !== 0) return FOUND;
      if ((flags & OF_ADDRESS) !== 0) address = true;
    }
    const to = this.#stateOf({ kind, word: isWord, positions: [...reached].sort((a, b) => a - b) });
    if (!address) return to;
    this.#past[(from << CLASS_BITS) | by] = to;
    return ADDRESS;
  }

  #reads(position: number, by: number): boolean {
    const set = this.#machine.sets[position] as Uint8Array;
    return by === OTHER ? OTHER_SIGNS.some((sign) => set[sign] === 1) : set[SIGN_OF[by] as number] === 1;
  }

  #stateOf(state: State): number {
    const key = keyOf(state);
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

interface State {
  readonly kind: number;
  /** Whether the character before is a letter or digit. */
  readonly word: boolean;
  readonly positions: readonly number[];
}

function keyOf({ kind, word, positions }: State): string {
  return `${kind}${word ? 'w' : ' '}${positions.join()}`;
}

function doubled(table: Uint16Array): Uint16Array<ArrayBuffer> {
  const grown = new Uint16Array(table.length * 2);
  grown.set(table);
  return grown;
}

/** A sign of masks for each class but OTHER, and the signs of that. */
const SIGN_OF: readonly number[] = Array.from({ length: OTHER }, (_, by) =>
  by === BLANK ? BLANK_SIGN : PLAIN.findIndex((one, code) => one === by && (code < 65 || code > 90)),
);
const OTHER_SIGNS: readonly number[] = Array.from({ length: SIGNS }, (_, sign) => sign).filter(
  (sign) => sign > 32 && PLAIN[sign] === OTHER,
);
