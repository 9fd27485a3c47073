import { beginningsOf } from '../mask/mask-set.ts';
import { MaskMachine } from '../mask/machine.ts';
import { trustedMask } from '../mask/mask.ts';
import { BLANK as BLANK_SIGN, membersOf, setOf, SIGNS, type SignSet } from '../mask/signs.ts';
import { ALPHABET, BLANK, byteClasses, OTHER } from './classes.ts';
import type { Pattern, Patterns } from './patterns.ts';

/** What is complete at a position, and what may stand after it. */
export const OPEN = 1;
export const WHOLE = 2;
export const OF_ADDRESS = 4;
export const LOOSE = 8;

/** What follows the letters that were read of a pattern. */
interface Waiting {
  readonly pattern: Pattern;
  readonly rest: string;
}

/** The positions of all patterns: each pattern is read once a text holds its first letters, since few texts do. */
export class Positions {
  readonly #machine = new MaskMachine();
  readonly #flags: number[] = [];
  /** What is put in after a position once a text comes to it. */
  readonly #waiting = new Map<number, Waiting[]>();

  /** By class the positions that begin a word of these patterns. */
  begin(patterns: Patterns): readonly (readonly number[])[] {
    const root = this.#machine.before([]);
    this.#flags[root] = 0;
    const places = new Map<string, number>();
    for (const pattern of patterns()) {
      for (const [letters, rest] of beginningsOf(pattern.text)) {
        const at = this.#placeOf(letters, pattern.loose, root, places);
        const waiting = this.#waiting.get(at);
        if (waiting === undefined) this.#waiting.set(at, [{ pattern, rest }]);
        else waiting.push({ pattern, rest });
      }
    }
    this.enter(root);
    const first: number[][] = Array.from({ length: ALPHABET }, () => []);
    for (const start of this.#machine.after[root] ?? []) {
      for (const sign of membersOf(this.#machine.sets[start] as SignSet)) first[PLAIN[sign] as number]?.push(start);
    }
    return first;
  }

  /** What is complete at a position that a text came to. */
  enter(at: number): number {
    const waiting = this.#waiting.get(at);
    if (waiting !== undefined) {
      this.#waiting.delete(at);
      for (const one of waiting) this.#add(one, at);
    }
    return this.flags(at);
  }

  flags(at: number): number {
    return this.#flags[at] as number;
  }

  /** Adds the positions after one that read a class of characters. */
  follow(at: number, by: number, reached: Set<number>): void {
    for (const to of this.#machine.after[at] as number[]) if (this.#reads(to, by)) reached.add(to);
  }

  #placeOf(letters: string, loose: boolean, root: number, places: Map<string, number>): number {
    if (letters === '') return root;
    const key = `${letters}${loose ? '~' : ''}`;
    let place = places.get(key);
    if (place === undefined) {
      const before = this.#placeOf(letters.slice(0, -1), loose, root, places);
      place = this.#machine.step(before, setOf(letters.slice(-1)));
      places.set(key, place);
      this.#flags[place] = loose ? LOOSE : 0;
    }
    return place;
  }

  #add({ pattern: { whole, loose, address }, rest }: Waiting, after: number): void {
    const { completes, sets } = this.#machine;
    const from = sets.length;
    const { items } = trustedMask(rest);
    const id = this.#machine.add({ text: '', items, open: !whole, digitsGoOn: true, fixed: 0 }, after);
    const complete = address ? OF_ADDRESS : whole ? WHOLE : OPEN;
    for (let at = from; at < sets.length; at += 1) {
      this.#flags[at] = (loose ? LOOSE : 0) | (completes[at] === id ? complete : 0);
    }
    if (completes[after] === id) this.#flags[after] = this.flags(after) | complete;
  }

  #reads(position: number, by: number): boolean {
    const set = this.#machine.sets[position] as Uint8Array;
    return by === OTHER ? OTHER_SIGNS.some((sign) => set[sign] === 1) : set[SIGN_OF[by] as number] === 1;
  }
}

const PLAIN = byteClasses();
/** A sign of masks for each class but OTHER, and the signs of that. */
const SIGN_OF: readonly number[] = Array.from({ length: OTHER }, (_, by) =>
  by === BLANK ? BLANK_SIGN : PLAIN.findIndex((one, code) => one === by && (code < 65 || code > 90)),
);
const OTHER_SIGNS: readonly number[] = Array.from({ length: SIGNS }, (_, sign) => sign).filter(
  (sign) => sign > 32 && PLAIN[sign] === OTHER,
);
