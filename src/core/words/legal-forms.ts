import type { LegalFormTable } from './tables.ts';

/** Drops the legal forms and fillers around a company name that do not tell it apart. */
export class LegalForms {
  readonly #words: ReadonlySet<string>;
  readonly #around: ReadonlySet<string>;
  readonly #unspaced: readonly string[];

  constructor({ words, around, unspaced }: LegalFormTable) {
    this.#words = new Set(words);
    this.#around = new Set(around);
    this.#unspaced = unspaced;
  }

  has(word: string): boolean {
    return this.#words.has(word);
  }

  /** The folded words of a name without the legal forms around it, never fewer than one. */
  strip(words: readonly string[]): readonly string[] {
    let end = words.length;
    while (end > 1 && this.#words.has(words[end - 1] ?? '')) end -= 1;
    const begin = this.beginOfName(words, end);
    const own = begin === 0 && end === words.length ? words : words.slice(begin, end);
    const last = own.length - 1;
    if (this.#bare(own[0] ?? '') === own[0] && this.#bare(own[last] ?? '') === own[last]) return own;
    return own.map((word, at) => (at === 0 || at === last ? this.#bare(word) : word));
  }

  /** The first word of a name, behind the legal forms before it. */
  beginOfName(words: readonly string[], end = words.length): number {
    let begin = 0;
    for (let next = this.#behindForm(words, 0, end); next > begin; next = this.#behindForm(words, begin, end))
      begin = next;
    return begin;
  }

  /** The word behind a form that begins at a word, also one written with dots (S.A.); the same word where none does. */
  #behindForm(words: readonly string[], begin: number, end: number): number {
    let form = words[begin] ?? '';
    let next = begin + 1;
    if (form.length === 1) while (words[next]?.length === 1) form += words[next++] ?? '';
    return next < end && this.#around.has(form) ? next : begin;
  }

  /** A word without the forms that no blank separates from it. */
  #bare(word: string): string {
    for (const form of this.#unspaced) {
      if (word.length <= form.length) continue;
      if (word.endsWith(form)) return this.#bare(word.slice(0, -form.length));
      if (word.startsWith(form)) return this.#bare(word.slice(form.length));
    }
    return word;
  }
}
