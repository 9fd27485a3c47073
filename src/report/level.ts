import type { Finding, FindingDesignation } from '../core/finding.ts';
import type { Problem } from '../core/problem.ts';

/** How loud a finding is: an error exactly when it fails, so that a report and the exit code agree. */
export type Level = 'error' | 'warning' | 'note' | 'none';

/** How loud a finding is. */
export function levelOf(finding: Finding): Level {
  if (finding.fails) return 'error';
  if (finding.status === 'exempt' || finding.status === 'listed') return 'none';
  return finding.confidence === 'possible' ? 'note' : 'warning';
}

/** The designation that gave the finding its status; findings have at least one. */
export function decisive(finding: Finding): FindingDesignation | undefined {
  return finding.designations.find(({ status }) => status === finding.status) ?? finding.designations[0];
}

/** What was wrong, and what to do. */
export function problemText({ message, hint }: Problem): string {
  return hint === null ? message : `${message} (${hint})`;
}

/** How bad a problem is, in words: `error`, `warning` or `waived by ID`. */
export function problemGrade({ severity, waiver }: Problem): string {
  return waiver === null ? severity : `waived by ${waiver.id}`;
}
