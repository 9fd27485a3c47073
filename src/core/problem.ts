import { idOf } from './asset.ts';
import type { WaiverRef } from './finding.ts';

/**
 * The codes of what could not be read or trusted, and the kind of attention that each needs: something was not judged,
 * or may have been misunderstood. Any problem of severity `error` makes a run incomplete (exit 3).
 */
export const PROBLEM_KINDS = {
  'stray-quote': 'guess',
  'rows-in-a-cell': 'guess',
  'error-value': 'not-judged',
  encoding: 'guess',
  'encoding-unsure': 'guess',
  'short-row': 'guess',
  'long-row': 'guess',
  'columns-unsure': 'guess',
  'long-line': 'guess',
  'duplicate-header': 'guess',
  'no-rows': 'not-judged',
  'not-inventory': 'not-judged',
  'not-devices': 'not-judged',
  'no-header': 'guess',
  truncated: 'not-judged',
  'interrupted-scan': 'not-judged',
  malformed: 'not-judged',
  'too-large': 'not-judged',
  'input-changed': 'not-judged',
  unreadable: 'not-judged',
  'held-back': 'guess',
  'unread-name': 'not-judged',
  'unread-cell': 'unread-cell',
} as const;
export type ProblemCode = keyof typeof PROBLEM_KINDS;
export const PROBLEM_CODES = Object.keys(PROBLEM_KINDS) as readonly ProblemCode[];
export type Severity = 'error' | 'warning';

/** Whether a waiver may cover a problem: not if a row or an input was lost, since nobody knows what it held. */
export function canBeWaived({ code, rejected }: Pick<Problem, 'code' | 'rejected'>): boolean {
  return !rejected && code !== 'unreadable';
}

/** Whether a problem makes a run incomplete. */
export function isOpen({ severity, waiver }: Pick<Problem, 'severity' | 'waiver'>): boolean {
  return severity === 'error' && waiver === null;
}

/** Key order is the order of the JSON contract. `row` is null for a problem of the whole input. */
export interface Problem {
  readonly type: 'problem';
  /** 16 hex digits, made from the code, the place and the message; `waivers add` takes it. */
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

/** A problem of `source` that no waiver covers yet; without a `place` it is about the whole input. */
export function problem(
  source: string,
  { code, severity, message, hint = null }: Pick<Problem, 'code' | 'severity' | 'message'> & Partial<Problem>,
  place: Partial<Pick<Problem, 'row' | 'line' | 'cell' | 'rejected'>> = {},
): Problem {
  const { row, line, cell, rejected } = { row: null, line: null, cell: null, rejected: false, ...place };
  const id = idOf([code, source, line, cell, message].join('\n'));
  return { type: 'problem', id, source, row, line, cell, code, severity, message, hint, rejected, waiver: null };
}
