import type { Answer, Case } from './question.ts';
import { listed } from './question.ts';

/**
 * An entry limited to purposes applies when the row's purpose (or `--purpose`, for rows without one) has all words of
 * one of them. Without any purpose it applies, with its condition printed: a wrong "clean" would be worse.
 */
export function purposeQuestion({ prepared: { purposes }, row, purpose }: Case): Answer {
  if (purposes.length === 0) return null;
  const given = row.purpose(purpose);
  if (given === null || purposes.some((wanted) => wanted.every((word) => given.words.has(word)))) return null;
  return listed(`limited to purposes, and "${given.said}" is not one of them`);
}
