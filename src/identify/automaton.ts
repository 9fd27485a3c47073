import { ALPHABET, characterClasses, SEPARATOR } from '../core/characters.ts';
import { byDepth, trieOf, type Trie } from './trie.ts';

/** Instead of a state: a literal ends here. */
export const FOUND = -1;

const CLASSES = characterClasses();
const PLAIN = /^[a-z0-9]*$/;

/**
 * Whether a text can hold one of the literals: true for sure when it does, for text that holds the first twelve letters
 * of a longer one, and for every text that is not plain ASCII.
 */
export type MayHold = (text: string) => boolean;

export interface Automaton {
  /** Null: the empty literal is among the literals, which stands in every text. */
  readonly transitions: Transitions | null;
  readonly mayHold: MayHold;
}

/**
 * An Aho-Corasick automaton over squeezed text: one pass, no copy of the text, whatever the number of literals.
 * The empty literal stands in every text; one in another script needs no state, as text that is not ASCII is always
 * possible.
 */
export function compileAutomaton(literals: Iterable<string>): Automaton {
  const words = [...new Set(literals)].filter((word) => PLAIN.test(word)).sort();
  if (words.includes('')) return { transitions: null, mayHold: everyText };
  const transitions = layOut(trieOf(words));
  return { transitions, mayHold: (text) => run(transitions, text) };
}

/**
 * Where letters lead from states. Most of twenty thousand names is tails that branch no more: a row of 36 entries for
 * each of their states was 34 MB, and there are three or four automata. So only the first states, where nearly every
 * text stays, and those that branch have a row. A state with a row is the place where that begins; the others follow
 * from
 * `limit` on.
 */
export interface Transitions {
  readonly limit: number;
  /** Where each letter leads from a state with a row; FOUND when that completes a literal. */
  readonly rows: Int32Array;
  /** Of each other state its letter, where that leads, and the state to ask about any other letter. */
  readonly only: Uint8Array;
  readonly to: Int32Array;
  readonly back: Int32Array;
}

/** While it is laid out: states by their number, those with a row first. */
interface Numbered {
  readonly withRow: number;
  readonly rows: Int32Array;
  readonly only: Uint8Array;
  readonly to: Int32Array;
  readonly back: Int32Array;
}

const DEEPEST_ROW = 3;

function layOut(trie: Trie): Transitions {
  const { states, parent, letter, depth, children, ends } = trie;
  const order = byDepth(trie);
  const hasRow = (state: number): boolean => (depth[state] ?? 0) <= DEEPEST_ROW || (children[state] ?? 0) > 1;
  const withRow = order.reduce((count, state) => count + (hasRow(state) ? 1 : 0), 0);
  const rows = new Int32Array(withRow * ALPHABET);
  const only = new Uint8Array(states - withRow).fill(SEPARATOR);
  const to = new Int32Array(states - withRow);
  const numbered = { withRow, rows, only, to, back: new Int32Array(states) };
  const found = new Uint8Array(states);
  const numbers = new Int32Array(states);
  let nextRow = 0;
  let nextOther = withRow;
  for (const state of order) {
    const number = hasRow(state) ? nextRow++ : nextOther++;
    numbers[state] = number;
    found[number] = ends[state] ?? 0;
    if (number === 0) continue;
    const above = numbers[parent[state] ?? 0] ?? 0;
    const by = letter[state] ?? 0;
    if (above < withRow) rows[above * ALPHABET + by] = number;
    else {
      only[above - withRow] = by;
      to[above - withRow] = number;
    }
  }
  for (const state of order) {
    if (state === 0) continue;
    link(numbered, found, numbers[state] ?? 0, numbers[parent[state] ?? 0] ?? 0, letter[state] ?? 0);
  }
  const limit = withRow * ALPHABET;
  const placeOf = (state: number): number => (state < withRow ? state * ALPHABET : limit + state - withRow);
  const target = (state: number): number => (found[state] === 1 ? FOUND : placeOf(state));
  return {
    limit,
    rows: rows.map(target),
    only,
    to: to.map(target),
    back: numbered.back.subarray(withRow).map(placeOf),
  };
}

/** Fills in where a state goes without a branch of its own. Every shallower state must be linked. */
function link(numbered: Numbered, found: Uint8Array, state: number, above: number, letter: number): void {
  const { withRow, rows, back } = numbered;
  const suffix = above === 0 ? 0 : numberAfter(numbered, back[above] ?? 0, letter);
  back[state] = suffix;
  if (found[suffix] === 1) found[state] = 1;
  if (state >= withRow) return;
  const row = state * ALPHABET;
  for (let other = 0; other < ALPHABET; other += 1) {
    if (rows[row + other] === 0) rows[row + other] = numberAfter(numbered, suffix, other);
  }
}

function numberAfter({ withRow, rows, only, to, back }: Numbered, from: number, letter: number): number {
  let state = from;
  while (state >= withRow) {
    if (only[state - withRow] === letter) return to[state - withRow] as number;
    state = back[state] as number;
  }
  return rows[state * ALPHABET + letter] as number;
}

/** The state that `letter` leads to from one without a row. */
export function leave({ limit, rows, only, to, back }: Transitions, from: number, letter: number): number {
  let state = from;
  while (state >= limit) {
    if (only[state - limit] === letter) return to[state - limit] as number;
    state = back[state - limit] as number;
  }
  return rows[state + letter] as number;
}

function run(transitions: Transitions, text: string): boolean {
  const { limit, rows } = transitions;
  let state = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) return true;
    const letter = CLASSES[code] as number;
    if (letter === SEPARATOR) continue;
    state = state < limit ? (rows[state + letter] as number) : leave(transitions, state, letter);
    if (state === FOUND) return true;
  }
  return false;
}

/** Cells looked at one by one before an automaton is built: a small inventory is done sooner without. */
const WORTH_AN_AUTOMATON = 3_000;

/** The automaton of one kind of column. */
export interface Shortcut {
  /** Every text before the automaton is worth building. */
  mayHold(text: string): boolean;
  /** Builds it. */
  automaton(): Automaton;
}

/**
 * Automata for columns, built when enough cells of all columns have come to pay for it; columns with the same literals
 * share one. `kind` says which columns have the same literals, so that they are gathered once a kind: an input with
 * many layouts has many columns.
 */
export function createShortcuts(): (kind: string, literals: () => Iterable<string>) => Shortcut {
  const built = new Map<string, Automaton>();
  const byKind = new Map<string, Shortcut>();
  let asked = 0;
  return (kind, literals) => {
    const known = byKind.get(kind);
    if (known !== undefined) return known;
    let own: Automaton | null = null;
    const automaton = (): Automaton => {
      if (own !== null) return own;
      const words = [...new Set(literals())].sort();
      const key = words.join(' ');
      own = built.get(key) ?? compileAutomaton(words);
      built.set(key, own);
      return own;
    };
    const shortcut: Shortcut = {
      automaton,
      mayHold(text) {
        if (own !== null) return own.mayHold(text);
        asked += 1;
        return asked < WORTH_AN_AUTOMATON || automaton().mayHold(text);
      },
    };
    byKind.set(kind, shortcut);
    return shortcut;
  };
}

function everyText(): boolean {
  return true;
}
