import type { Patterns } from '../core/scan/patterns.ts';
import type { Scanner } from '../core/scan/scanner.ts';

/** Characters that are searched before there is a scanner: a small inventory is done sooner without. */
const WORTH_A_SCANNER = 5_000;

/** Tells cells that hold nothing a column is looked at for, once so many were searched that this pays. */
export class Shortcut {
  readonly #heads: ReadonlySet<number>;
  readonly #kinds = new Map<readonly Patterns[], number>();
  readonly #scanner: Scanner;
  #searched = 0;

  constructor(scanner: Scanner, heads: ReadonlySet<number>) {
    this.#scanner = scanner;
    this.#heads = heads;
  }

  /** False when a cell holds none of the patterns, which are requested once they pay; true when it may. */
  mayHold(patternsOf: () => readonly Patterns[], text: string): boolean {
    if (this.#searched < WORTH_A_SCANNER) {
      this.#searched += text.length;
      return true;
    }
    const patterns = patternsOf();
    let kind = this.#kinds.get(patterns);
    if (kind === undefined) this.#kinds.set(patterns, (kind = this.#scanner.kindOf(patterns)));
    return this.#scanner.mayHold(kind, text, this.#heads);
  }
}
