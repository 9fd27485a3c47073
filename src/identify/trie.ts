import { ALPHABET, characterClasses } from '../core/characters.ts';

const CLASSES = characterClasses();

/** States by their number; the root is 0, and a parent precedes its children. */
export interface Trie {
  readonly states: number;
  readonly parent: Int32Array;
  /** The letter that leads from the parent to the state. */
  readonly letter: Uint8Array;
  readonly depth: Uint16Array;
  readonly children: Uint8Array;
  readonly ends: Uint8Array;
}

/**
 * Letters of a word that are told apart: what goes on after as many is one name or another, and looked at in earnest. A
 * third of the states of 20,000 names.
 */
const LONGEST = 12;

/** The trie of sorted words of letters and digits. What begins with another of them needs no states of its own. */
export function trieOf(words: readonly string[]): Trie {
  const most = 1 + words.reduce((sum, word) => sum + Math.min(word.length, LONGEST), 0);
  const parent = new Int32Array(most);
  const letter = new Uint8Array(most);
  const depth = new Uint16Array(most);
  const children = new Uint8Array(most);
  const ends = new Uint8Array(most);
  /** States along the word before. */
  const path = [0];
  let states = 1;
  let before: string | null = null;
  for (const whole of words) {
    const word = whole.slice(0, LONGEST);
    if (before !== null && word.startsWith(before)) continue;
    let at = 0;
    while (before !== null && word[at] === before[at]) at += 1;
    for (; at < word.length; at += 1) {
      const above = path[at] ?? 0;
      parent[states] = above;
      letter[states] = CLASSES[word.charCodeAt(at)] ?? ALPHABET;
      depth[states] = at + 1;
      children[above] = (children[above] ?? 0) + 1;
      path[at + 1] = states++;
    }
    ends[path[at] ?? 0] = 1;
    before = word;
  }
  return { states, parent, letter, depth, children, ends };
}

/** States of a trie, the shallow ones first. */
export function byDepth({ states, depth }: Trie): Int32Array {
  const starts = [0];
  for (let state = 0; state < states; state += 1) {
    const next = (depth[state] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const sorted = new Int32Array(states);
  for (let state = 0; state < states; state += 1) {
    const at = depth[state] ?? 0;
    const place = starts[at] ?? 0;
    sorted[place] = state;
    starts[at] = place + 1;
  }
  return sorted;
}
