import type { VendorRef } from '../../core/finding.ts';
import { ASCII, fold, isUnspaced, words as wordsIn } from '../../core/text.ts';
import type { SecretTexts } from '../../words/secret-texts.ts';
import { Cell } from '../cell.ts';
import type { KnownName, NameIndex } from './name-index.ts';
import type { NameMet } from './name-scan.ts';

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

/**
 * A name of a listed vendor that a text, or a word of it, may have been before it lost letters: half of its signs are
 * left where they stand in the name, or one Chinese, Japanese or Korean sign is. Each lost sign may stand for a letter
 * or a part of one. Null for none. `names`: folded and joined, with how they are printed.
 */
export function lostName(names: readonly Pick<KnownName, 'joined' | 'display'>[], text: string): string | null {
  if (!LOST.test(text)) return null;
  const kept = (fold(text).match(WORD) ?? []).slice(0, MOST_WORDS);
  for (const word of new Set([kept.join(''), ...kept])) {
    if (word.length > LONGEST || !LOST.test(word) || ALL_LOST.test(word)) continue;
    const fits = new RegExp(`^${word.replace(/[?\ufffd]+/g, (run) => `.{1,${run.length}}`)}$`, 'u');
    const left = wordsIn(word).join('');
    const isEnough = (joined: string): boolean => isUnspaced(left) || left.length * 2 >= joined.length;
    const name = names.find(({ joined }) => fits.test(joined) && isEnough(joined));
    if (name !== undefined) return name.display;
  }
  return null;
}

/** The vendors that a text names by a name beyond ASCII: what tells one encoding of it from another. */
export function vendorsNamed(index: NameIndex, secrets: SecretTexts, text: string): readonly VendorRef[] {
  if (ASCII.test(text)) return [];
  const cell = new Cell(text, 'maker', ['vendor'], secrets);
  return cell.names(index).flatMap((met) => (counts(cell, met) ? (met.name.maker?.ref ?? []) : []));
}

/**
 * Two characters within a longer word of a script without blanks are no name: a text that is read in a wrong encoding
 * is such words, and one in a million of its pairs is the name of a vendor.
 */
function counts({ text, tokens }: Cell, { name, isWholeCell }: NameMet): boolean {
  const { kind, display, joined, distinctive, unspaced } = name;
  if (kind !== 'name') return false;
  // Of a name in ASCII its letters stand in every reading, unless one of them has an accent (Hikvisión).
  if (ASCII.test(display)) return joined.length >= 5 && !text.toLowerCase().includes(joined);
  const isWord = !unspaced || joined.length > 2 || tokens.some((token) => token.text === joined);
  return isWholeCell || (distinctive && isWord);
}
