import type { SignSet } from './signs.ts';

/** What a mask is made of, in its order. */
export type Item =
  /** From `least` to `most` characters of a set; `characters` are those of the set, in lower case. */
  | {
      readonly is: 'signs';
      readonly set: SignSet;
      readonly characters: string;
      readonly least: number;
      readonly most: number;
    }
  /** One separator, or blanks where they may stand; `must`: not nothing. */
  | { readonly is: 'gap'; readonly blanks: boolean; readonly must: boolean }
  | { readonly is: 'choice'; readonly options: readonly (readonly Item[])[] };

/** A model range as a data sheet writes it (CONTRIBUTING, "Masks"). */
export interface Mask {
  readonly text: string;
  readonly items: readonly Item[];
  /** Ends in `*`: matches whatever the word goes on with. */
  readonly open: boolean;
  /**
   * What `*` goes on with may begin with a digit after a digit: the mask says no more than how a model begins (`S57*`).
   */
  readonly digitsGoOn: boolean;
  /** Letters and digits that every match has: of two masks that match as much, the one with more counts. */
  readonly fixed: number;
}

/** A mask, not read yet, with what it leaves out. */
export interface MaskText {
  readonly mask: string;
  /** What these match from the same beginning is not matched. */
  readonly except: readonly string[];
}

/** Why a text is no mask. */
export interface MaskProblem {
  /** 0-based place in the text of the mask. */
  readonly at: number;
  readonly message: string;
  readonly hint: string | null;
}
