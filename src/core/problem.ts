import type { WaiverRef } from './finding.ts';
import { sha256 } from '#runtime';

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
export const SEVERITIES = ['error', 'warning'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A problem that no waiver covers: a row or an input was lost, and what was in it is unknown. */
const NEVER_WAIVED: readonly ProblemCode[] = ['unreadable'];

/** Whether a waiver may cover it. */
export function canBeWaived({ code, rejected }: Pick<Problem, 'code' | 'rejected'>): boolean {
  return !rejected && !NEVER_WAIVED.includes(code);
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

/** What a problem says. */
type Said = Pick<Problem, 'code' | 'severity' | 'message'> & Partial<Pick<Problem, 'hint'>>;

/** Where in its source a problem is; nothing: it is about the whole input. */
export interface Where {
  readonly row?: number | null;
  readonly line?: number | null;
  readonly cell?: string | null;
  /** True when the row is lost. */
  readonly rejected?: boolean;
}

/** A problem of `source` that no waiver covers yet. */
export function problem(
  source: string,
  { code, severity, message, hint = null }: Said,
  { row = null, line = null, cell = null, rejected = false }: Where = {},
): Problem {
  const id = sha256([code, source, line ?? '', cell ?? '', message].join('\n')).slice(0, 16);
  return { type: 'problem', id, source, row, line, cell, code, severity, message, hint, rejected, waiver: null };
}
