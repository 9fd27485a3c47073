import type { LegalFormTable } from './tables.ts';

/** Drops the legal forms and fillers that end a company name without telling it apart. */
export class LegalForms {
  readonly #words: ReadonlySet<string>;
  readonly #unspaced: readonly string[];

  constructor({ words, unspaced }: LegalFormTable) {
    this.#words = new Set(words);
    this.#unspaced = unspaced;
  }

  has(word: string): boolean {
    return this.#words.has(word);
  }

  /** The folded words of a name without the legal forms at its end, never fewer than one. */
  strip(words: readonly string[]): readonly string[] {
    let end = words.length;
    while (end > 1 && this.#words.has(words[end - 1] ?? '')) end -= 1;
    if (end > 1 && words[0] === 'the') return words.slice(1, end);
    const last = words[end - 1] ?? '';
    const core = this.#withoutEnds(last);
    if (core !== last && core !== '') return [...words.slice(0, end - 1), core];
    return end === words.length ? words : words.slice(0, end);
  }

  /** A word without the forms that no blank separates from it. */
  #withoutEnds(word: string): string {
    const form = this.#unspaced.find((one) => word.endsWith(one));
    return form === undefined ? word : this.#withoutEnds(word.slice(0, -form.length));
  }
}
