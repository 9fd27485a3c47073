import { wordPattern } from '../../core/text.ts';

/** A word of a folded text with its place. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The text of a token; empty where there is none. */
export function textOf(tokens: readonly Token[], at: number): string {
  return tokens[at]?.text ?? '';
}

const MODEL = /^(?=.*\d)(?:(?=.*[a-z]).{3,}|\d{3,})$/;

/** Whether a word looks like a model or the number of one: s5720, 9300; not 2 or ip. */
export const looksLikeModel = (word: string): boolean => MODEL.test(word);

/** The words of a folded text: runs of letters and digits; `_` and everything else separates. */
export function tokenise(folded: string): Token[] {
  const found = folded.matchAll(wordPattern(folded));
  return Array.from(found, ({ 0: text, index: start }) => ({ text, start, end: start + text.length }));
}

/** Words looked at on each side of a name: a cell may hold thousands of names. */
export const MOST_BESIDE = 64;
