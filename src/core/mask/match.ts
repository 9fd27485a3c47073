import { MaskSet } from './mask-set.ts';
import { Signs } from './scan.ts';
import { signsOf } from './signs.ts';

/** A mask with what it leaves out. */
export interface MaskText {
  readonly mask: string;
  /** What these match from the same beginning is not matched. */
  readonly except: readonly string[];
}

/** Whether any of some masks matches anywhere in a text, wherever a word or a part of one begins. */
export class AnyMask {
  /** The masks, then those of their exceptions. */
  readonly #masks: MaskSet;
  /** The mask that each exception is of. */
  readonly #exceptionTo: readonly number[];
  readonly size: number;

  constructor(masks: readonly MaskText[]) {
    this.#masks = new MaskSet([...masks.map(({ mask }) => mask), ...masks.flatMap(({ except }) => except)]);
    this.#exceptionTo = masks.flatMap(({ except }, mask) => except.map(() => mask));
    this.size = masks.length;
  }

  matches(text: string): boolean {
    if (this.size === 0) return false;
    const signs = new Signs(signsOf(text));
    for (let at = 0; at < text.length; at += 1) {
      if (signs.begins(at) && this.#matchesFrom(at, signs)) return true;
    }
    return false;
  }

  #matchesFrom(at: number, signs: Signs): boolean {
    const met = this.#masks.from(at, signs).map(({ mask }) => mask);
    const excepted = met.map((mask) => this.#exceptionTo[mask - this.size]);
    return met.some((mask) => mask < this.size && !excepted.includes(mask));
  }
}
