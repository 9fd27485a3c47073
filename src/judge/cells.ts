import { isEmptyValue } from '../core/empty.ts';
import type { Field } from '../core/fields.ts';
import type { InventoryRecord } from '../core/record.ts';
import { fold, words } from '../core/text.ts';

/** A pattern sees at most this much of a cell (4 KiB of UTF-16 units), so that a hostile cell costs little. */
const PATTERN_SIGHT = 4096;

/** The usable cells of a row that feed a field, trimmed, in column order. */
export function cellsOf(record: InventoryRecord, field: Field): string[] {
  const found: string[] = [];
  record.columns.forEach((column, index) => {
    const cell = record.cells[index];
    if (cell !== undefined && column.fields.includes(field) && !isEmptyValue(cell)) found.push(cell.trim());
  });
  return found;
}

/** Every usable cell of a row that may be read: withheld columns never are. */
export function readableCells(record: InventoryRecord): string[] {
  return record.cells.filter(
    (cell, index) => !isEmptyValue(cell) && record.columns[index]?.fields.includes('withheld') !== true,
  );
}

/** Compiles the bare patterns of an entry or exemption; the loader has refused unsafe ones. */
export function compilePatterns(patterns: readonly string[]): RegExp[] {
  return patterns.map((pattern) => new RegExp(pattern, 'i'));
}

/** Whether any pattern is met in any cell. */
export function anyMet(patterns: readonly RegExp[], cells: readonly string[]): boolean {
  return cells.some((cell) => patterns.some((pattern) => pattern.test(cell.slice(0, PATTERN_SIGHT))));
}

/** The folded words of a text with a blank on each side, so that `includes` compares whole words only. */
export function padded(text: string): string {
  return ` ${words(fold(text)).join(' ')} `;
}
