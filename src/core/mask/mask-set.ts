import { MaskMachine, completedFrom, type Completed, States } from './machine.ts';
import type { MaskText } from './mask.ts';
import { trustedMask } from './mask.ts';
import { isWord, Signs, SIGNS, signsOf } from './signs.ts';

const NOTHING: readonly Completed[] = [];
/** Instead of a position: no mask begins so. */
const NONE = -1;

/**
 * Masks that are looked for together. Each is read, and put into the machine, once a word begins like it: to read all
 * of the knowledge takes 60 ms, and a small inventory meets few.
 */
export class MaskSet {
  readonly size: number;
  /** The masks, then those of their exceptions. */
  readonly #masks: readonly string[];
  /** The mask that each exception is of. */
  readonly #exceptionTo: readonly number[];
  readonly #machine = new MaskMachine();
  readonly #states = new States(this.#machine);
  readonly #byBeginning = new Map<string, number[]>();
  /** The first positions of each mask that was put in, and which one it was. */
  readonly #starts: (readonly number[] | undefined)[] = [];
  readonly #numbers: number[] = [];
  /** The position before all masks that begin so, or shorter; by the first signs of a text the position for it. */
  readonly #begins = new Map<string, number>();
  readonly #bySigns = new Map<number, number>();

  /** Of masks that were checked before; what matches is told by the place of its mask among them. */
  constructor(masks: readonly MaskText[]) {
    this.size = masks.length;
    this.#masks = [...masks.map(({ mask }) => mask), ...masks.flatMap(({ except }) => except)];
    this.#exceptionTo = masks.flatMap(({ except }, mask) => except.map(() => mask));
    this.#masks.forEach((mask, number) => {
      for (const beginning of new Set(beginningsOf(mask).map(([one]) => one))) {
        const known = this.#byBeginning.get(beginning);
        if (known === undefined) this.#byBeginning.set(beginning, [number]);
        else known.push(number);
      }
    });
  }

  /** Whether any of the masks matches anywhere in a text, wherever a word or a part of one begins. */
  matches(text: string): boolean {
    if (this.size === 0) return false;
    const signs = new Signs(signsOf(text));
    for (let at = 0; at < text.length; at += 1) {
      if (signs.begins(at) && this.from(at, signs).length > 0) return true;
    }
    return false;
  }

  /** Whether a text is, whole, the beginning of what one of the masks matches: at least five letters and digits. */
  begins(text: string): boolean {
    const signs = signsOf(text.trim());
    if (signs.filter(isWord).length < LEAST_BEGUN) return false;
    const begin = this.#beginOf(String.fromCharCode(...signs.subarray(0, BEGINNING)));
    return begin !== NONE && this.#states.goesOn(begin, signs);
  }

  /** All masks that match from one beginning, each as far as it can. */
  from(at: number, text: Signs): readonly Completed[] {
    const { signs } = text;
    const key = ((signs[at] as number) * SIGNS + (signs[at + 1] ?? 0)) * SIGNS + (signs[at + 2] ?? 0);
    let begin = this.#bySigns.get(key);
    if (begin === undefined) {
      const beginning = String.fromCharCode(...signs.subarray(at, at + BEGINNING));
      this.#bySigns.set(key, (begin = this.#beginOf(beginning)));
    }
    if (begin === NONE) return NOTHING;
    const completed = completedFrom(at, text, this.#states, begin);
    if (completed.length === 0) return completed;
    const met = completed.map((one) => ({ ...one, mask: this.#numbers[one.mask] as number }));
    const excepted = met.map(({ mask }) => this.#exceptionTo[mask - this.size]);
    return met.filter(({ mask }) => mask < this.size && !excepted.includes(mask));
  }

  #beginOf(text: string): number {
    const beginnings = Array.from({ length: text.length + 1 }, (_, length) => text.slice(0, length)).filter((one) =>
      this.#byBeginning.has(one),
    );
    const longest = beginnings.at(-1);
    if (longest === undefined) return NONE;
    let begin = this.#begins.get(longest);
    if (begin === undefined) {
      const masks = new Set(beginnings.flatMap((one) => this.#byBeginning.get(one) ?? []));
      begin = this.#machine.before([...masks].flatMap((number) => this.#startsOf(number)));
      this.#begins.set(longest, begin);
    }
    return begin;
  }

  #startsOf(number: number): readonly number[] {
    let starts = this.#starts[number];
    if (starts === undefined) {
      const before = this.#machine.starts.length;
      this.#numbers[this.#machine.add(trustedMask(this.#masks[number] as string))] = number;
      this.#starts[number] = starts = this.#machine.starts.slice(before);
    }
    return starts;
  }
}

/** So many letters or digits a text must share with a mask before the mask is read. */
export const BEGINNING = 3;

const LEAST_BEGUN = 5;

const LETTERS = /^[a-z0-9]*/i;
const GROUP = /^\(((?:[^()\\]|\\.)*)\)/;

/** How a text begins that a mask matches, in lower case, and the mask of what follows. */
type Begun = readonly [beginning: string, rest: string];

/**
 * All beginnings of a mask, of at most three letters or digits: as far as it is plain letters and digits, or groups of
 * them.
 */
export function beginningsOf(mask: string, before = ''): readonly Begun[] {
  const letters = (LETTERS.exec(mask)?.[0] ?? '').slice(0, BEGINNING - before.length);
  const begun = before + letters.toLowerCase();
  const rest = mask.slice(letters.length);
  const group = begun.length < BEGINNING ? GROUP.exec(rest) : null;
  if (group === null) return [[begun, rest]];
  const after = rest.slice(group[0].length);
  return (group[1] ?? '').split('|').flatMap((option) => beginningsOf(option + after, begun));
}
