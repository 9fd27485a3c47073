import { problem, type Problem } from '../core/problem.ts';

/** A document that must wait for its end holds this many problems, then counts. */
const USUAL = 10_000;

/** Problems held for the end of a document, with a stated bound. */
export class HeldProblems {
  readonly #held: Problem[] = [];
  readonly #most: number;
  #more = 0;
  #errors = 0;

  constructor(most = USUAL) {
    this.#most = most;
  }

  add(found: Problem): void {
    if (this.#held.length < this.#most) {
      this.#held.push(found);
      return;
    }
    this.#more += 1;
    if (found.severity === 'error') this.#errors += 1;
  }

  /** Those held and, when there were more, one problem that says so. */
  all(): readonly Problem[] {
    if (this.#more === 0) return this.#held;
    return [
      ...this.#held,
      problem(
        this.#held[0]?.source ?? '-',
        'held-back',
        this.#errors > 0 ? 'error' : 'warning',
        `${this.#more} more problems are not listed here, ${this.#errors} of them errors`,
        '--format ndjson has them all',
      ),
    ];
  }
}
