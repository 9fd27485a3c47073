import type { Answer, Case } from './question.ts';
import { listed } from './question.ts';

/**
 * An entry limited to purposes applies when the row's purpose (or `--purpose`, for rows without one) has all words of
 * one of them. Without any purpose it applies, with its condition printed: a wrong "clean" would be worse.
 */
export function purposeQuestion({ prepared: { purposes }, row, purpose }: Case): Answer {
  if (purposes.length === 0) return null;
  const given = row.purpose(purpose);
  if (given === null || purposes.some((wanted) => wanted.every((word) => stands(word, given.words)))) return null;
  return listed(`limited to purposes, and "${given.said}" is not one of them`);
}

/** As a word, or inside one: `Videoüberwachung`, `视频监控`. Short words (`fire`, `bank`) stand only for themselves. */
function stands(word: string, given: ReadonlySet<string>): boolean {
  if (given.has(word)) return true;
  return (word.length >= 6 || HAN.test(word)) && [...given].some((one) => one.includes(word));
}

const HAN = /^\p{Script=Han}{2,}$/u;
