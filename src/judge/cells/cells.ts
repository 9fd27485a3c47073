import { caseless, OWN_PATTERN_SIGHT } from '../../core/caseless.ts';
import { fold, words } from '../../core/text.ts';
import type { BanList } from '../../knowledge/ban-list.ts';

/** A pattern sees at most this much of a cell (4 KiB of UTF-16 units), so that a hostile cell costs little. */
const PATTERN_SIGHT = 4096;

/** Whether a cell holds what a pattern means. */
export type Pattern = (cell: string) => boolean;

/** Compiles the bare patterns of an entry or exemption of a list; the loader has refused unsafe ones. */
export function compilePatterns(patterns: readonly string[], { file }: BanList): readonly Pattern[] {
  const sight = file === null ? PATTERN_SIGHT : OWN_PATTERN_SIGHT;
  return patterns.map((pattern) => {
    const regex = caseless(pattern);
    return (cell) => regex.test(cell.slice(0, sight));
  });
}

/** Whether any pattern matches in any cell. */
export function anyMet(patterns: readonly Pattern[], cells: readonly string[]): boolean {
  return cells.some((cell) => patterns.some((matches) => matches(cell)));
}

/** The folded words of a text with a blank on each side, so that `includes` compares whole words only. */
export function padded(text: string): string {
  return ` ${words(fold(text)).join(' ')} `;
}
