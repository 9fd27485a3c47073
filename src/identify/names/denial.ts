import type { WordTables } from '../../words/tables.ts';
import type { FoldedText, NameMet } from './name-scan.ts';
import { isLikeModel, MOST_BESIDE, textOf, type Token } from './token.ts';

/** Words beside names. */
export interface WordsOfNames {
  /** Whether a folded word is in one of these lists of data/words/negation.yaml. */
  readonly is: (word: string, ...keys: readonly (keyof WordTables['negation'])[]) => boolean;
  /** Whether a folded word is a kind of equipment: switch, camera, printer. */
  readonly isKind: (word: string) => boolean;
  /** The token after the name of a maker of devices that begins at a token; null: none does. */
  readonly endOfMaker: (tokens: readonly Token[], at: number, before: number) => number | null;
}

const BLANK = /^[\s'’]$/;
/** Before another name of those that are listed: of Huawei, ZTE or Dahua. */
const LISTED = /^\s?[,/]?\s?$/;

/**
 * The word that denies things of whose makers a name is one: no equipment of Huawei, ZTE or Dahua; null where other
 * words stand between, or a model behind the name, or what is lacking right before a kind of device: no services Huawei
 * router. `names`: those of the cell, in order.
 */
export function denialOf(
  { tokens, folded }: FoldedText,
  met: NameMet,
  names: readonly NameMet[],
  words: WordsOfNames,
): string | null {
  const next = textOf(tokens, met.last + 1);
  if (isLikeModel(next) || (words.isKind(next) && words.is(textOf(tokens, met.first - 1), 'things'))) return null;
  let others = names.indexOf(met);
  for (let at = met.first - 1; at >= 0 && at >= met.first - MOST_BESIDE; at -= 1) {
    const word = textOf(tokens, at);
    const gap = folded.slice(tokens[at]?.end, tokens[at + 1]?.start);
    const before = names[others - 1];
    const isListed = before?.last === at;
    if (!(isListed ? LISTED : BLANK).test(gap)) return null;
    if (words.is(word, 'without') && at < met.first - 1 && !isCount(tokens, folded, at)) return word;
    if (isListed) [at, others] = [before.first, others - 1];
    else if (!words.is(word, 'things', 'uses', 'joins', 'by', 'origin')) return null;
  }
  return null;
}

/** Whether the word at a token counts: no 12 Hikvision, 2 no. Hikvision; not 2 (no Hikvision). */
export function isCount(tokens: readonly Token[], folded: string, at: number): boolean {
  const isNumber = (one: number): boolean => /^\d/.test(textOf(tokens, one));
  const before = folded.slice(tokens[at - 1]?.end, tokens[at]?.start);
  return textOf(tokens, at) === 'no' && (isNumber(at + 1) || (isNumber(at - 1) && before.trim() === ''));
}

/** Whether what a word says of a device is still to come: to be replaced, not yet removed. */
export function isToCome(tokens: readonly Token[], at: number, words: WordsOfNames): boolean {
  return words.is(textOf(tokens, at), 'before', 'after') && words.is(textOf(tokens, at - 1), 'pending');
}
