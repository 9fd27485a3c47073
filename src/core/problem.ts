import { sha256 } from '#runtime';
import type { WaiverRef } from './finding.ts';

/** What could not be read or trusted. Any `error` makes a run incomplete (exit 3). */
export const PROBLEM_CODES = [
  'stray-quote',
  'rows-in-a-cell',
  'error-value',
  'encoding',
  'encoding-unsure',
  'short-row',
  'long-row',
  'columns-unsure',
  'long-line',
  'duplicate-header',
  'no-rows',
  'not-inventory',
  'not-devices',
  'no-header',
  'truncated',
  'interrupted-scan',
  'malformed',
  'too-large',
  'input-changed',
  'unreadable',
  'held-back',
  'unread-name',
  'unread-cell',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];
export type Severity = 'error' | 'warning';

/** Whether a waiver may cover it: none does where a row or an input was lost, and what was in it is unknown. */
export function canBeWaived({ code, rejected }: Pick<Problem, 'code' | 'rejected'>): boolean {
  return !rejected && code !== 'unreadable';
}

/** Whether it makes a run incomplete. */
export function isOpen({ severity, waiver }: Pick<Problem, 'severity' | 'waiver'>): boolean {
  return severity === 'error' && waiver === null;
}

/** Key order is the order of the JSON contract. `row` is null for a problem of the whole input. */
export interface Problem {
  readonly type: 'problem';
  /** 16 hex digits over what it is, where it is and what it says; what `waivers add` takes. */
  readonly id: string;
  readonly source: string;
  readonly row: number | null;
  readonly line: number | null;
  readonly cell: string | null;
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string | null;
  /** True when the row was not read at all. */
  readonly rejected: boolean;
  readonly waiver: WaiverRef | null;
}

/** A problem of `source` that no waiver covers yet; without a place in it, it is about the whole input. */
export function problem(
  source: string,
  { code, severity, message, hint = null }: Pick<Problem, 'code' | 'severity' | 'message'> & Partial<Problem>,
  place: Partial<Pick<Problem, 'row' | 'line' | 'cell' | 'rejected'>> = {},
): Problem {
  const { row, line, cell, rejected } = { row: null, line: null, cell: null, rejected: false, ...place };
  const id = sha256([code, source, line ?? '', cell ?? '', message].join('\n')).slice(0, 16);
  return { type: 'problem', id, source, row, line, cell, code, severity, message, hint, rejected, waiver: null };
}
