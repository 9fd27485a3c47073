import { MaskMachine, type MaskId } from './machine.ts';
import { trustedMask } from './parse.ts';
import { completedFrom, type Completed, type Signs } from './scan.ts';
import { SIGNS } from './signs.ts';
import { States } from './states.ts';

/** So many letters or digits a text must share with a mask before the mask is read. */
const BEGINNING = 2;
const BEGINS = /^[a-z0-9]{0,2}/i;
const NOTHING: readonly Completed[] = [];
/** Instead of a position: no mask begins so. */
const NONE = -1;

/**
 * Masks that are looked for together. Each is read, and put into the machine, once a word begins like it: to read all
 * of the knowledge takes 60 ms, and a small inventory meets few.
 */
export class MaskSet {
  readonly #masks: readonly string[];
  readonly #machine = new MaskMachine();
  readonly #states = new States(this.#machine);
  /** By what they begin with, the masks; the positions of those that were read. */
  readonly #byBeginning = new Map<string, number[]>();
  readonly #starts = new Map<string, readonly number[]>();
  /** By the first two signs of a text the position before all masks that may match it. */
  readonly #begins = new Map<number, number>();
  /** Which mask was put in so manieth. */
  readonly #numbers: number[] = [];

  /** Of masks that were checked before; what matches is told by the place of its mask among them. */
  constructor(masks: readonly string[]) {
    this.#masks = masks;
    masks.forEach((mask, number) => {
      const beginning = (BEGINS.exec(mask)?.[0] ?? '').toLowerCase();
      const known = this.#byBeginning.get(beginning);
      if (known === undefined) this.#byBeginning.set(beginning, [number]);
      else known.push(number);
    });
  }

  /** All masks that match from one beginning, each as far as it can. */
  from(at: number, text: Signs): readonly Completed[] {
    const { signs } = text;
    const two = (signs[at] as number) * SIGNS + (signs[at + 1] ?? 0);
    let begin = this.#begins.get(two);
    if (begin === undefined) this.#begins.set(two, (begin = this.#beginOf(signs.subarray(at, at + BEGINNING))));
    if (begin === NONE) return NOTHING;
    const completed = completedFrom(at, text, this.#machine, this.#states, begin);
    return completed.map((one) => ({ ...one, mask: this.#numbers[one.mask] as number }));
  }

  #beginOf(signs: Uint8Array): number {
    const starts: number[] = [];
    for (let length = 0; length <= signs.length; length += 1) {
      starts.push(...this.#startsOf(String.fromCharCode(...signs.subarray(0, length))));
    }
    return starts.length === 0 ? NONE : this.#machine.before(starts);
  }

  #startsOf(beginning: string): readonly number[] {
    let starts = this.#starts.get(beginning);
    if (starts === undefined) {
      const before = this.#machine.starts.length;
      for (const number of this.#byBeginning.get(beginning) ?? []) this.#put(number);
      this.#starts.set(beginning, (starts = this.#machine.starts.slice(before)));
    }
    return starts;
  }

  #put(number: number): void {
    const id: MaskId = this.#machine.add(trustedMask(this.#masks[number] as string));
    this.#numbers[id] = number;
  }
}
