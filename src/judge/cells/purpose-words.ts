import type { PurposeTable } from '../../core/words/tables.ts';

const NUMBER = /^\d+$/;

/** Tells a purpose from words that say what a thing is, where it stands or in which state it is (data/words/purposes.yaml). */
export class PurposeWords {
  readonly #devices: ReadonlySet<string>;
  readonly #others: ReadonlySet<string>;
  /** Ends of compounds: `Außenkamera`, `高清摄像机`. */
  readonly #ends: readonly string[];

  constructor({ devices, others, ends }: PurposeTable) {
    this.#devices = new Set(devices);
    this.#others = new Set(others);
    this.#ends = ends;
  }

  /**
   * Whether the folded words of a purpose cell say what a thing is for. A cell that ends as a device does (`Two-way
   * radio`, `Face recognition terminal`) says what it is.
   */
  isOne(words: readonly string[]): boolean {
    if (this.#isDevice(words.findLast((word) => !NUMBER.test(word)) ?? '')) return false;
    return words.some((word) => !this.#isDevice(word) && !this.#others.has(word) && !NUMBER.test(word));
  }

  #isDevice(word: string): boolean {
    return this.#devices.has(word) || this.#ends.some((end) => word.endsWith(end));
  }
}
