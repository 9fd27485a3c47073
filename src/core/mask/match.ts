import { MaskMachine } from './machine.ts';
import type { Mask } from './mask.ts';
import { isProblem, parseMask } from './parse.ts';
import { completedFrom, Signs } from './scan.ts';
import { signsOf } from './signs.ts';
import { States } from './states.ts';

/** A mask with what it leaves out. */
export interface MaskText {
  readonly mask: string;
  /** What these match from the same beginning is not matched. */
  readonly except: readonly string[];
}

/** The mask that a text writes; throws for one that nobody checked. */
export function maskOf(text: string): Mask {
  const mask = parseMask(text, { known: true });
  if (isProblem(mask)) throw new Error(`mask ${text}: ${mask.message}`);
  return mask;
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
      const id = this.#machine.add(maskOf(mask));
      this.#exceptionTo.push(-1);
      for (const one of except) {
        this.#machine.add(maskOf(one));
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
