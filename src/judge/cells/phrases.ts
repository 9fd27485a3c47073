import { fold, words } from '../../core/text.ts';

const BEYOND_ASCII = /[^\0-\x7f]/;

/**
 * Phrases, of which each with accents stands in the list without them too. Those beyond ASCII are folded when the first
 * such text is asked for, which most runs never do (1 ms).
 */
export class Phrases {
  readonly #known: Set<string>;
  #foreign: readonly string[];

  constructor(phrases: readonly string[]) {
    this.#known = new Set(phrases.filter((phrase) => !BEYOND_ASCII.test(phrase)));
    this.#foreign = phrases.filter((phrase) => BEYOND_ASCII.test(phrase));
  }

  /** `phrase`: folded words with a space between them. */
  has(phrase: string): boolean {
    if (BEYOND_ASCII.test(phrase)) {
      for (const foreign of this.#foreign) this.#known.add(words(fold(foreign)).join(' '));
      this.#foreign = [];
    }
    return this.#known.has(phrase);
  }
}
