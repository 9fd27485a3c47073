/** What could not be read or trusted. Any `error` makes a run incomplete (exit 3). */
export const PROBLEM_CODES = [
  'stray-quote',
  'rows-in-a-cell',
  'encoding',
  'short-row',
  'long-row',
  'long-line',
  'duplicate-header',
  'no-rows',
  'no-header',
  'truncated',
  'interrupted-scan',
  'malformed',
  'too-large',
  'unreadable',
  'held-back',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];
export type Severity = 'error' | 'warning';

/** Key order is the order of the JSON contract. `row` is null for a problem of the whole input. */
export interface Problem {
  readonly type: 'problem';
  readonly source: string;
  readonly row: number | null;
  readonly line: number | null;
  readonly cell: string | null;
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string | null;
}
