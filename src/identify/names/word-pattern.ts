import { ASCII } from '../../core/text.ts';

/**
 * An expression about folded text, whose classes hold letters and digits of all scripts: those take V8 a millisecond to
 * compile, so that text in ASCII, as most is, is tried with an expression of ASCII letters and digits.
 */
export class WordPattern {
  readonly #all: RegExp;
  #ascii: RegExp | null = null;

  /** `\p{L}` and `\p{N}` stand in classes only. */
  constructor(all: RegExp) {
    this.#all = all;
  }

  exec(folded: string): RegExpExecArray | null {
    if (!ASCII.test(folded)) return this.#all.exec(folded);
    this.#ascii ??= new RegExp(this.#all.source.replaceAll('\\p{L}', 'a-z').replaceAll('\\p{N}', '0-9'));
    return this.#ascii.exec(folded);
  }
}
