import { CONFIDENCES, STATUSES, type Finding } from '../core/finding.ts';

const GRADES = STATUSES.length * CONFIDENCES.length;

/**
 * How much a finding matters, 0 the most: what fails before what does not, then by status and by confidence as the
 * contract orders them.
 */
export function rankOf({ fails, status, confidence }: Finding): number {
  return (fails ? 0 : GRADES) + STATUSES.indexOf(status) * CONFIDENCES.length + CONFIDENCES.indexOf(confidence);
}

/** The strongest findings seen, at most `most`, and how many there were in all. Equally strong ones: the first seen. */
export class Strongest<T> {
  readonly most: number;
  readonly #rankOf: (item: T) => number;
  readonly #byRank: T[][] = [];
  #held = 0;
  total = 0;

  constructor(most: number, rankOf: (item: T) => number) {
    this.most = most;
    this.#rankOf = rankOf;
  }

  add(item: T): void {
    this.total += 1;
    const rank = this.#rankOf(item);
    if (!this.takes(rank)) return;
    while (this.#byRank.length <= rank) this.#byRank.push([]);
    this.#byRank[rank]?.push(item);
    this.#held += 1;
    if (this.#held > this.most) {
      this.#byRank.findLast((items) => items.length > 0)?.pop();
      this.#held -= 1;
    }
  }

  /** False for a rank of which `add` would hold nothing, so that a costly item need not be made only to be dropped. */
  takes(rank: number): boolean {
    return this.#held < this.most || this.#byRank.findLastIndex((items) => items.length > 0) > rank;
  }

  /** The strongest first; among equals in the order seen. */
  get items(): readonly T[] {
    return this.#byRank.flat();
  }

  /** How many there were beyond those held. */
  get more(): number {
    return this.total - this.#held;
  }
}
