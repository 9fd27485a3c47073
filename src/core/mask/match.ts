import { MaskMachine } from './machine.ts';
import type { Mask } from './mask.ts';
import { completedFrom, Signs } from './scan.ts';
import { signsOf } from './signs.ts';
import { States } from './states.ts';

/** Whether any of some masks matches anywhere in a text, wherever a word or a part of one begins. */
export class AnyMask {
  readonly #machine = new MaskMachine();
  readonly #states: States;
  readonly size: number;

  constructor(masks: readonly Mask[]) {
    for (const mask of masks) this.#machine.add(mask);
    this.#states = new States(this.#machine);
    this.size = masks.length;
  }

  matches(text: string): boolean {
    if (this.size === 0) return false;
    const signs = new Signs(signsOf(text));
    for (let at = 0; at < text.length; at += 1) {
      if (signs.begins(at) && completedFrom(at, signs, this.#machine, this.#states).length > 0) return true;
    }
    return false;
  }
}
