import type { PhraseTable } from './tables.ts';

/**
 * Phrases of data/words. Their expression is compiled when a text first holds how one of them begins: those of all
 * categories take 20 ms, and a small inventory meets few.
 */
export class Phrases {
  readonly #table: PhraseTable;
  #compiled: RegExp | null = null;

  constructor(table: PhraseTable) {
    this.#table = table;
  }

  /** What a folded text says of them; null for nothing. */
  in(folded: string): string | null {
    const { begins, source } = this.#table;
    if (this.#compiled === null) {
      if (!begins.some((letters) => folded.includes(letters))) return null;
      this.#compiled = new RegExp(source);
    }
    return this.#compiled.exec(folded)?.[0] ?? null;
  }

  /** Whether a folded text says one of them. */
  areIn(folded: string): boolean {
    return this.in(folded) !== null;
  }
}
