import type { Patterns } from '../core/scan/patterns.ts';
import type { Scanner } from '../core/scan/scanner.ts';

/** Characters that are searched before there is a scanner: a small inventory is done sooner without. */
const WORTH_A_SCANNER = 5_000;

/** Tells cells that hold nothing a column is looked at for, once so many were searched that this pays. */
export class Shortcut {
  readonly #heads: ReadonlySet<number>;
  readonly #scanner: Scanner;
  #searched = 0;

  constructor(scanner: Scanner, heads: ReadonlySet<number>) {
    this.#heads = heads;
    this.#scanner = scanner;
  }

  /** Tells of texts whether they may hold any of some patterns, which are requested once they pay. */
  mayHold(patternsOf: () => readonly Patterns[]): (text: string) => boolean {
    let kind: number | null = null;
    return (text) => {
      if (this.#searched < WORTH_A_SCANNER) {
        this.#searched += text.length;
        return true;
      }
      kind ??= this.#scanner.kindOf(patternsOf());
      return this.#scanner.mayHold(kind, text, this.#heads);
    };
  }
}
