import type { Item, Mask } from '../../../src/core/mask/mask.ts';

const GAP = /[-_./\u2010-\u2015]/;
const BLANK = /\s/;
const WORD = /[\p{L}\p{N}]/u;
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** A letter or digit that words are made of. */
export const isWord = (char: string | undefined): boolean => char !== undefined && WORD.test(char) && !HAN.test(char);
const isJoined = (text: string, at: number): boolean =>
  /[-_.\u2010-\u2015]/.test(text[at] ?? '') && isWord(text[at + 1]);

/** Every place to which a mask's items can come from `from`, by trying all ways. */
function places(items: readonly Item[], text: string, from: number): readonly number[] {
  const [item, ...rest] = items;
  if (item === undefined) return [from];
  return [...new Set(ways(item, text, from))].flatMap((at) => places(rest, text, at));
}

function ways(item: Item, text: string, from: number): readonly number[] {
  if (item.is === 'choice') return item.options.flatMap((option) => places(option, text, from));
  if (item.is === 'gap') {
    const found = item.must ? [] : [from];
    if (GAP.test(text[from] ?? '')) found.push(from + 1);
    for (let at = from; item.blanks && BLANK.test(text[at] ?? ''); at += 1) found.push(at + 1);
    return found;
  }
  const found = item.least === 0 ? [from] : [];
  for (let count = 1; count <= item.most; count += 1) {
    const char = text[from + count - 1]?.toLowerCase();
    if (char === undefined || !item.characters.includes(char)) break;
    if (count >= item.least) found.push(from + count);
  }
  return found;
}

/** The end of the longest match of a mask from `from`, null for none; by backtracking. */
export function naiveEnd(mask: Mask, text: string, from: number): number | null {
  const ends = places(mask.items, text, from).flatMap((at) => {
    const isEnd = !isWord(text[at]) && !isJoined(text, at);
    if (!mask.open) return isEnd ? [at] : [];
    const digits = /\d/.test(text[at - 1] ?? '') && /\d/.test(text[at] ?? '');
    if (digits && !mask.digitsGoOn) return [];
    let end = at;
    while (isWord(text[end]) || isJoined(text, end)) end += 1;
    return [end];
  });
  return ends.length === 0 ? null : Math.max(...ends);
}
