import { fold, words } from '../../core/text.ts';

/** How headers are compared: folded, without separators. */
export function headerKey(name: string): string {
  return fold(name).replace(/[\s'./-]+/g, '');
}

/** How words and phrases of cells are compared: folded, one blank between two. */
export function phraseKey(phrase: string): string {
  return words(fold(phrase)).join(' ');
}

/** How names are compared where separators do not count. */
export function joinedKey(name: string): string {
  return words(fold(name)).join('');
}
