import { MaskMachine } from './machine.ts';
import { trustedMask } from './parse.ts';
import { completedFrom, Signs } from './scan.ts';
import { signsOf } from './signs.ts';
import { States } from './states.ts';

/** A mask with what it leaves out. */
export interface MaskText {
  readonly mask: string;
  /** What these match from the same beginning is not matched. */
  readonly except: readonly string[];
}

/** Whether any of some masks matches anywhere in a text, wherever a word or a part of one begins. */
export class AnyMask {
  readonly #machine = new MaskMachine();
  readonly #states: States | null;
  /** Of each mask of the machine the one that it is an exception to, -1: of none. */
  readonly #exceptionTo: number[] = [];
  readonly size: number;

  constructor(masks: readonly MaskText[]) {
    for (const { mask, except } of masks) {
      const id = this.#machine.add(trustedMask(mask));
      this.#exceptionTo.push(-1);
      for (const one of except) {
        this.#machine.add(trustedMask(one));
        this.#exceptionTo.push(id);
      }
    }
    this.#states = masks.length === 0 ? null : new States(this.#machine);
    this.size = masks.length;
  }

  matches(text: string): boolean {
    if (this.#states === null) return false;
    const signs = new Signs(signsOf(text));
    for (let at = 0; at < text.length; at += 1) {
      if (signs.begins(at) && this.#matchesFrom(at, signs, this.#states)) return true;
    }
    return false;
  }

  #matchesFrom(at: number, signs: Signs, states: States): boolean {
    const met = completedFrom(at, signs, this.#machine, states).map(({ mask }) => mask);
    return met.some(
      (mask) => this.#exceptionTo[mask] === -1 && !met.some((other) => this.#exceptionTo[other] === mask),
    );
  }
}
