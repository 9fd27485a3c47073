import { fold, words as wordsIn } from '../../core/text.ts';
import { isUnspaced } from './name-index.ts';

/** What stands for a lost letter: of a program that knows fewer of them, or of one that read the wrong ones. */
const LOST = /[?\ufffd]/;
const ALL_LOST = /^[?\ufffd]+$/;
/** Letters, digits and lost signs: ends before anything else. */
const WORD = /[\p{L}\p{M}\p{N}?\ufffd]+/gu;
/** Of a cell no more words than any name has are looked at, and none that is longer. */
const MOST_WORDS = 32;
const LONGEST = 80;

/** How many signs of nothing but `?` or U+FFFD a cell has; 0 for any other: `??` and `????` are two names. */
export function lostLength(cell: string): number {
  const text = cell.trim();
  return ALL_LOST.test(text) ? text.length : 0;
}

/** Tells texts of which letters were lost, and of which what is left may be the name of a listed vendor. */
export class LostNames {
  readonly #names: readonly { readonly joined: string; readonly display: string }[];

  /** `names`: names of listed vendors, folded and joined, with how they are printed. */
  constructor(names: readonly { readonly joined: string; readonly display: string }[]) {
    this.#names = names;
  }

  /**
   * A name that the text, or a word of it, may have been: half of its signs are left where they stand in the name, or
   * one Chinese, Japanese or Korean sign is. Each lost sign may stand for a letter or a part of one. Null for none.
   */
  in(text: string): string | null {
    if (!LOST.test(text)) return null;
    const found = fold(text).match(WORD) ?? [];
    const kept = found.slice(0, MOST_WORDS);
    const isCandidate = (word: string): boolean => word.length <= LONGEST && LOST.test(word) && !ALL_LOST.test(word);
    const candidates = new Set([kept.join(''), ...kept].filter(isCandidate));
    for (const word of candidates) {
      const fits = new RegExp(`^${word.replace(/[?\ufffd]+/g, (run) => `.{1,${run.length}}`)}$`, 'u');
      const left = wordsIn(word).join('');
      const name = this.#names.find(
        ({ joined }) => fits.test(joined) && (isUnspaced(left) || left.length * 2 >= joined.length),
      );
      if (name !== undefined) return name.display;
    }
    return null;
  }
}
