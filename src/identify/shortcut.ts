import type { Patterns } from '../core/scan/patterns.ts';
import { Scanner } from '../core/scan/scanner.ts';

/** Cells that are searched before there is a scanner: a small inventory is done sooner without. */
const WORTH_A_SCANNER = 3_000;

/** Tells cells that hold nothing a column is looked at for, once so many were searched that this pays. */
export class Shortcut {
  readonly #heads: ReadonlySet<number>;
  readonly #kinds = new Map<readonly Patterns[], number>();
  #scanner: Scanner | null = null;
  #searched = 0;

  constructor(heads: ReadonlySet<number>) {
    this.#heads = heads;
  }

  /** False when a cell holds none of the patterns; true when it may. */
  mayHold(patterns: readonly Patterns[], text: string): boolean {
    if (this.#scanner === null) {
      this.#searched += 1;
      if (this.#searched < WORTH_A_SCANNER) return true;
      this.#scanner = new Scanner();
    }
    let kind = this.#kinds.get(patterns);
    if (kind === undefined) this.#kinds.set(patterns, (kind = this.#scanner.kindOf(patterns)));
    return this.#scanner.mayHold(kind, text, this.#heads);
  }
}
