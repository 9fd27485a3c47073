import type { Item, Mask } from './mask.ts';
import { BLANK, SEPARATORS, setOf, type SignSet } from './signs.ts';

/** What a completed mask means to whoever put it in. */
export type MaskId = number;

/** Positions from which the next sign may be read; `start`: the mask has read nothing yet. */
interface Front {
  readonly positions: readonly number[];
  readonly start: boolean;
}

const NO_SIGNS = setOf('');
const SEPARATOR = setOf(SEPARATORS);
const BLANKS = setOf(String.fromCharCode(BLANK));

/**
 * All masks of a run as one machine of positions (Glushkov's automaton): a position reads one sign of its set and says
 * which positions may read the next. There is no other state, so any text can be run through it, a byte at a time.
 */
export class MaskMachine {
  /** The signs that each position reads, and the positions after it. */
  readonly sets: SignSet[] = [];
  readonly after: number[][] = [];
  /** The positions that read a first sign, in order. */
  readonly starts: number[] = [];
  /** The mask that is complete at a position, -1: none; and whether it is at its `*`. */
  readonly completes: MaskId[] = [];
  readonly masks: Mask[] = [];
  readonly openMask: boolean[] = [];

  /**
   * Puts a mask in, to be read from its beginning or after a position; what is found later is told by the number that
   * this returns, which counts from 0.
   */
  add(mask: Mask, after: number | null = null): MaskId {
    const id = this.masks.length;
    this.masks.push(mask);
    const front = this.#run(mask.items, { positions: after === null ? [] : [after], start: after === null });
    for (const position of front.positions) this.completes[position] = id;
    this.openMask.push(mask.open);
    return id;
  }

  /** A position that reads nothing, before these: where texts begin that only some of the masks begin like. */
  before(starts: readonly number[]): number {
    this.completes.push(-1);
    this.after.push([...starts]);
    return this.sets.push(NO_SIGNS) - 1;
  }

  /** A position after another. */
  step(before: number, set: SignSet): number {
    return this.#place(set, { positions: [before], start: false });
  }

  #run(items: readonly Item[], before: Front): Front {
    return items.reduce((front, item) => this.#step(item, front), before);
  }

  #step(item: Item, front: Front): Front {
    if (item.is === 'choice') return united(item.options.map((option) => this.#run(option, front)));
    if (item.is === 'gap') {
      const read = [this.#place(SEPARATOR, front)];
      if (item.blanks) {
        const blank = this.#place(BLANKS, front);
        this.after[blank]?.push(blank);
        read.push(blank);
      }
      const past = { positions: read, start: false };
      return item.must ? past : united([front, past]);
    }
    let at = front;
    const ways: Front[] = [];
    for (let count = 0; count < item.most; count += 1) {
      if (count >= item.least) ways.push(at);
      at = { positions: [this.#place(item.set, at)], start: false };
    }
    return ways.length === 0 ? at : united([...ways, at]);
  }

  #place(set: SignSet, { positions, start }: Front): number {
    const place = this.sets.length;
    this.sets.push(set);
    this.after.push([]);
    this.completes.push(-1);
    for (const before of positions) this.after[before]?.push(place);
    if (start) this.starts.push(place);
    return place;
  }
}

function united(fronts: readonly Front[]): Front {
  return {
    positions: [...new Set(fronts.flatMap(({ positions }) => positions))],
    start: fronts.some(({ start }) => start),
  };
}
