import type { VendorRef } from '../../core/finding.ts';
import { ASCII, fold, isUnspaced, lazily, words as wordsIn } from '../../core/text.ts';
import type { SecretTexts } from '../../words/secret-texts.ts';
import { Cell } from '../cell.ts';
import type { KnownName, NameIndex } from './name-index.ts';
import type { NameMatch } from './name-scan.ts';

/** Signs for a lost letter: `?` of a program that knows fewer letters, U+FFFD of one that read a wrong encoding. */
const LOST = /[?\ufffd]/;
const ALL_LOST = /^[?\ufffd]+$/;
/** A run of letters, digits and lost signs. */
const WORD = lazily(() => /[\p{L}\p{M}\p{N}?\ufffd]+/gu);
/** More words than any name has are not looked at, nor longer ones. */
const MOST_WORDS = 32;
const LONGEST_WORD = 80;

/** The length of a cell that is nothing but `?` or U+FFFD; 0 for any other: `??` and `????` are two names. */
export function lostLength(cell: string): number {
  const text = cell.trim();
  return ALL_LOST.test(text) ? text.length : 0;
}

/**
 * The name of a listed vendor that a text, or a word of it, may have been before it lost letters; null for none. Half
 * of the name must be left in its place, or one Chinese, Japanese or Korean sign. Each lost sign may stand for a letter
 * or a part of one. `names`: folded and joined, with how they are printed.
 */
export function lostName(names: readonly Pick<KnownName, 'joined' | 'display'>[], text: string): string | null {
  if (!LOST.test(text)) return null;
  const words = (fold(text).match(WORD()) ?? []).slice(0, MOST_WORDS);
  for (const word of new Set([words.join(''), ...words])) {
    if (word.length > LONGEST_WORD || !LOST.test(word) || ALL_LOST.test(word)) continue;
    const fits = new RegExp(`^${word.replace(/[?\ufffd]+/g, (run) => `.{1,${run.length}}`)}$`, 'u');
    const left = wordsIn(word).join('');
    const isEnough = (joined: string): boolean => isUnspaced(left) || left.length * 2 >= joined.length;
    const name = names.find(({ joined }) => fits.test(joined) && isEnough(joined));
    if (name !== undefined) return name.display;
  }
  return null;
}

/** The vendors that a text names in letters beyond ASCII: used to choose between encodings of the text. */
export function vendorsNamed(index: NameIndex, secrets: SecretTexts, text: string): readonly VendorRef[] {
  if (ASCII.test(text)) return [];
  const cell = new Cell(text, 'maker', ['vendor'], secrets);
  return cell.names(index).flatMap((match) => (tellsEncoding(cell, match) ? (match.name.maker?.ref ?? []) : []));
}

/**
 * Two characters within a longer word of a script without blanks are no name: a text read in a wrong encoding is made
 * of such words, and one in a million of their pairs is the name of a vendor.
 */
function tellsEncoding({ text, tokens }: Cell, { name, isWholeCell }: NameMatch): boolean {
  const { kind, display, joined, distinctive, unspaced } = name;
  if (kind !== 'name') return false;
  // A name in ASCII reads the same in every encoding, unless the text has an accent in it (Hikvisión).
  if (ASCII.test(display)) return joined.length >= 5 && !text.toLowerCase().includes(joined);
  const isWord = !unspaced || joined.length > 2 || tokens.some((token) => token.text === joined);
  return isWholeCell || (distinctive && isWord);
}
