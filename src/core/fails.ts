import { atLeast, type Confidence, type Finding, type Status } from './finding.ts';

/** `--fail-on` and `--fail-on-status`: which findings make a run exit with 1. */
export interface FailRule {
  readonly confidence: Confidence | 'never';
  readonly statuses: readonly Status[];
  /** The findings that fail by `--deadline-within`: filled in as the run judges, before reports see them. */
  readonly near?: WeakSet<object>;
}

export const DEFAULT_FAIL_RULE: FailRule = { confidence: 'probable', statuses: ['banned'] };

/** True for a finding that fails: strong enough, of a status that fails or with a near deadline, and not in the baseline. */
export function fails(finding: Pick<Finding, 'confidence' | 'status' | 'new'>, rule: FailRule): boolean {
  return (
    rule.confidence !== 'never' &&
    finding.new !== false &&
    (rule.statuses.includes(finding.status) || rule.near?.has(finding) === true) &&
    atLeast(finding.confidence, rule.confidence)
  );
}
