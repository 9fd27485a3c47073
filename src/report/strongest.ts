import { CONFIDENCES, STATUSES, type Finding } from '../core/finding.ts';

/** How much a finding matters, 0 the most: by status first, then by confidence, as the contract orders them. */
export function rank({ status, confidence }: Pick<Finding, 'status' | 'confidence'>): number {
  return STATUSES.indexOf(status) * CONFIDENCES.length + CONFIDENCES.indexOf(confidence);
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
    const bucket = (this.#byRank[this.#rankOf(item)] ??= []);
    bucket.push(item);
    this.#held += 1;
    if (this.#held > this.most) {
      this.#byRank.findLast((items) => items.length > 0)?.pop();
      this.#held -= 1;
    }
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
