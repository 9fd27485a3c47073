import { caseless } from '../../core/caseless.ts';
import { fold, words } from '../../core/text.ts';

/** A pattern sees at most this much of a cell (4 KiB of UTF-16 units), so that a hostile cell costs little. */
const PATTERN_SIGHT = 4096;

/** Compiles the bare patterns of an entry or exemption; the loader has refused unsafe ones. */
export function compilePatterns(patterns: readonly string[]): RegExp[] {
  return patterns.map(caseless);
}

/** Whether any pattern is met in any cell. */
export function anyMet(patterns: readonly RegExp[], cells: readonly string[]): boolean {
  return cells.some((cell) => patterns.some((pattern) => pattern.test(cell.slice(0, PATTERN_SIGHT))));
}

/** The folded words of a text with a blank on each side, so that `includes` compares whole words only. */
export function padded(text: string): string {
  return ` ${words(fold(text)).join(' ')} `;
}
