import type { Item } from '../mask/mask.ts';
import { setOf } from '../mask/signs.ts';
import { trustedMask } from '../mask/parse.ts';

/** What begins at the start of a word of every text that a kind of evidence could find something in. */
export interface Pattern {
  /** The same for patterns that are the same. */
  readonly key: string;
  readonly items: () => readonly Item[];
  /** Found only where a word ends. */
  readonly whole: boolean;
  /** Whatever separates words may stand between any two of its characters: D.J.I., Hik-Vision. */
  readonly loose: boolean;
  /** Found only when what it begins is an address of a known maker. */
  readonly address: boolean;
}

/** The patterns of one kind of evidence in some columns, made when the first text is scanned for them. */
export class Patterns {
  readonly #make: () => Iterable<Pattern>;

  constructor(make: () => Iterable<Pattern>) {
    this.#make = make;
  }

  all(): Iterable<Pattern> {
    return this.#make();
  }
}

/** What a mask that was checked before matches. */
export function textPattern(text: string, address = false): Pattern {
  return {
    key: `${address ? 'address' : 'mask'} ${text}`,
    items: () => trustedMask(text).items,
    whole: !text.endsWith('*'),
    loose: false,
    address,
  };
}

/** Letters and digits, with whatever separates words between any two of them. Null for a word beyond ASCII. */
export function loosePattern(joined: string, whole: boolean): Pattern | null {
  if (!PLAIN.test(joined)) return null;
  const items = (): readonly Item[] =>
    Array.from(joined, (char) => ({ is: 'signs', set: setOf(char), characters: char, least: 1, most: 1 }));
  return { key: `${whole ? 'word' : 'name'} ${joined}`, items, whole, loose: true, address: false };
}

const PLAIN = /^[a-z0-9]+$/;
