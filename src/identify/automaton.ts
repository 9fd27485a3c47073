/** Letters and digits; everything else in ASCII separates and is passed over, as squeezing a text does. */
const ALPHABET = 36;
const SEPARATOR = 255;
const FOREIGN = 254;
const FOUND = -1;

const CLASSES = new Uint8Array(128).fill(SEPARATOR);
for (let digit = 0; digit < 10; digit += 1) CLASSES[48 + digit] = digit;
for (let letter = 0; letter < 26; letter += 1) {
  CLASSES[65 + letter] = 10 + letter;
  CLASSES[97 + letter] = 10 + letter;
}

const PLAIN = /^[a-z0-9]*$/;

/** Whether a text can hold one of the literals: true for sure when it does, and for every text that is not plain ASCII. */
export type MayHold = (text: string) => boolean;

/**
 * An Aho-Corasick automaton over squeezed text: one pass, no copy of the text, whatever the number of literals.
 * The empty literal stands in every text; one in another script needs no state, as text that is not ASCII is always
 * possible.
 */
export function compileAutomaton(literals: Iterable<string>): MayHold {
  const words = [...new Set(literals)].filter((word) => PLAIN.test(word)).sort();
  if (words.includes('')) return everyText;
  const most = countStates(words);
  const next = new Int32Array(most * ALPHABET);
  const found = new Uint8Array(most);
  let states = 1;
  for (const word of words) {
    let state = 0;
    for (let at = 0; at < word.length; at += 1) {
      const slot = state * ALPHABET + classOf(word.charCodeAt(at));
      if (next[slot] === 0) next[slot] = states++;
      state = next[slot] ?? 0;
    }
    found[state] = 1;
  }
  link(next, found, states);
  for (let slot = 0; slot < next.length; slot += 1) {
    const state = next[slot] ?? 0;
    next[slot] = found[state] === 1 ? FOUND : state * ALPHABET;
  }
  return (text) => run(next, text);
}

/** States of the trie of sorted words: one a letter that a word does not share with the one before, and the root. */
function countStates(words: readonly string[]): number {
  let states = 1;
  let before = '';
  for (const word of words) {
    let shared = 0;
    while (shared < word.length && word[shared] === before[shared]) shared += 1;
    states += word.length - shared;
    before = word;
  }
  return states;
}

/** Fills in where a state goes when the trie has no branch: to the longest suffix that has one. */
function link(next: Int32Array, found: Uint8Array, states: number): void {
  const fallback = new Int32Array(states);
  const queue: number[] = [];
  for (let letter = 0; letter < ALPHABET; letter += 1) {
    const state = next[letter] ?? 0;
    if (state !== 0) queue.push(state);
  }
  for (const state of queue) {
    const back = fallback[state] ?? 0;
    if (found[back] === 1) found[state] = 1;
    for (let letter = 0; letter < ALPHABET; letter += 1) {
      const slot = state * ALPHABET + letter;
      const target = next[slot] ?? 0;
      const other = next[back * ALPHABET + letter] ?? 0;
      if (target === 0) next[slot] = other;
      else {
        fallback[target] = other;
        queue.push(target);
      }
    }
  }
}

function classOf(code: number): number {
  return code < 128 ? (CLASSES[code] ?? SEPARATOR) : FOREIGN;
}

/** `table` holds where each state's row begins. */
function run(table: Int32Array, text: string): boolean {
  let row = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) return true;
    const letter = CLASSES[code] as number;
    if (letter === SEPARATOR) continue;
    row = table[row + letter] as number;
    if (row === FOUND) return true;
  }
  return false;
}

/** Cells looked at one by one before an automaton is built: a small inventory is done sooner without. */
const WORTH_AN_AUTOMATON = 3_000;

/**
 * Automata for columns, built when enough cells of all columns have come to pay for it; columns with the same literals
 * share one. `kind` says which columns have the same literals, so that they are gathered once a kind: an input with many
 * layouts has many columns.
 */
export function createShortcut(): (kind: string, literals: () => Iterable<string>) => () => MayHold {
  const built = new Map<string, MayHold>();
  const byKind = new Map<string, () => MayHold>();
  let asked = 0;
  return (kind, literals) => {
    const known = byKind.get(kind);
    if (known !== undefined) return known;
    let own: MayHold | null = null;
    const mayHold = (): MayHold => {
      if (own !== null) return own;
      asked += 1;
      if (asked < WORTH_AN_AUTOMATON) return everyText;
      const words = [...new Set(literals())].sort();
      const key = words.join(' ');
      own = built.get(key) ?? compileAutomaton(words);
      built.set(key, own);
      return own;
    };
    byKind.set(kind, mayHold);
    return mayHold;
  };
}

function everyText(): boolean {
  return true;
}
