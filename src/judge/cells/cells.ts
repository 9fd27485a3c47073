import type { MaskSet } from '../../core/mask/mask-set.ts';
import { fold, words } from '../../core/text.ts';

/** Whether any mask matches in any cell. */
export function anyMatches(masks: MaskSet, cells: readonly string[]): boolean {
  return cells.some((cell) => masks.matches(cell));
}

/** The folded words of a text with a blank on each side, so that `includes` compares whole words only. */
export function padded(text: string): string {
  return ` ${words(fold(text)).join(' ')} `;
}
