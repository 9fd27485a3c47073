import { wordPattern } from '../../core/text.ts';

/** A word of a folded text with its place, and what separates it from the word before. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The text of a token; empty beyond the last. */
export function textOf(tokens: readonly Token[], at: number): string {
  return tokens[at]?.text ?? '';
}

/** The words of a folded text: runs of letters and digits; `_` and everything else separates. */
export function tokenise(folded: string): Token[] {
  const tokens: Token[] = [];
  for (const found of folded.matchAll(wordPattern(folded))) {
    tokens.push({ text: found[0], start: found.index, end: found.index + found[0].length });
  }
  return tokens;
}
