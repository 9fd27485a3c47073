import type { Signs } from '../../core/mask/signs.ts';
import { isJoining, isWord } from '../../core/mask/signs.ts';

/** A name or brand of a maker: what follows one is its own (huaweis5720, TP-Link_TL-WR841). */
export interface OwnName {
  /** Folded. */
  readonly words: readonly string[];
  /** Whose it is: families and names of one maker share a number. */
  readonly vendor: number;
}

/** Shorter ones stand before too much: MI, BYD. */
const SHORTEST = 3;
const PLAIN = /^[a-z0-9]+$/;
const GAP = /^(?:[-_./]|\s+)/;

/** Whether a model may be told by standing right after the name. */
export function mayLead({ words }: OwnName): boolean {
  const joined = words.join('');
  return joined.length >= SHORTEST && PLAIN.test(joined);
}

/** Finds where makers' own names end that a model may follow without a blank. */
export class OwnNames {
  /** By first letter. */
  readonly #names = new Map<number, OwnName[]>();

  constructor(names: readonly OwnName[]) {
    for (const name of names.filter(mayLead)) {
      const letter = name.words[0]?.charCodeAt(0) ?? 0;
      const known = this.#names.get(letter);
      if (known === undefined) this.#names.set(letter, [name]);
      else known.push(name);
    }
  }

  /** Notes by place which vendors' names, beginning at `from`, end right before it. */
  note(from: number, { signs, plain }: Signs, after: Map<number, number[]>): void {
    for (const { words, vendor } of this.#names.get(signs[from] as number) ?? []) {
      const at = endOfName(plain, from, words);
      const next = at === -1 ? -1 : isWord(signs[at]) ? at : isJoining(signs[at]) ? at + 1 : -1;
      if (next !== -1) after.set(next, [...(after.get(next) ?? []), vendor]);
    }
  }
}

/** Where a name ends that begins at `from`, with a separator, blanks or nothing between its words; -1: it does not. */
function endOfName(text: string, from: number, words: readonly string[]): number {
  let at = from;
  for (const [index, word] of words.entries()) {
    if (index > 0) at += GAP.exec(text.slice(at, at + 8))?.[0].length ?? 0;
    if (!text.startsWith(word, at)) return -1;
    at += word.length;
  }
  return at;
}
