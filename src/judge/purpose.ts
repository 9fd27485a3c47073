import { fold, words } from '../core/text.ts';
import { cellsOf } from './cells.ts';
import type { Answer, Case } from './question.ts';
import { listed } from './question.ts';

/**
 * An entry limited to purposes applies when the row's purpose (or `--purpose`, for rows without one) has all words of
 * one of them. Without any purpose it applies, with its condition printed: a wrong "clean" would be worse.
 */
export function purposeQuestion({ entry, record, purpose }: Case): Answer {
  if (entry.purposes.length === 0) return null;
  const cells = cellsOf(record, 'purpose');
  const given = cells.length > 0 ? cells.join('; ') : purpose;
  if (given === null) return null;
  const present = new Set(words(fold(given)));
  if (entry.purposes.some((wanted) => words(fold(wanted)).every((word) => present.has(word)))) return null;
  return listed(`limited to purposes: ${entry.purposes.join(', ')}; this one is "${given.slice(0, 80)}"`);
}
