import type { DesignationEvent } from '../core/events.ts';
import type { Confidence, Finding, Status } from '../core/finding.ts';
import { atLeast } from '../core/finding.ts';
import { PURCHASE_DAY } from '../judge/owned.ts';
import type { FailOptions } from './options.ts';

/** What of a finding decides whether it fails. */
export type Decided = Pick<Finding, 'confidence' | 'status' | 'designations'>;

/** Whether an entry of a list makes a run incomplete where it cannot be decided. */
export type CountsOf = (list: string, entry: string) => boolean;

/** What the designations of a result say of that, as they are read. */
export class ReadDesignations {
  readonly #counts = new Map<string, boolean>();

  add({ list, entry, counts }: DesignationEvent): void {
    this.#counts.set(`${list}\n${entry}`, counts);
  }

  readonly counts: CountsOf = (list, entry) => this.#counts.get(`${list}\n${entry}`) ?? true;
}

/**
 * The one place that decides whether a finding fails, or keeps a run from being complete. Its decision goes with the
 * finding, and reports show it.
 */
export class FailRule {
  readonly #confidence: Confidence | 'never';
  readonly #statuses: readonly Status[];
  readonly #within: number | null;
  readonly #counts: CountsOf;

  constructor({ confidence, statuses, deadlineWithin }: FailOptions, counts: CountsOf) {
    this.#confidence = confidence;
    this.#statuses = statuses;
    this.#within = deadlineWithin;
    this.#counts = counts;
  }

  /** Decides for a finding that was just made or read, writes it into `fails`, and returns it. */
  decide(finding: Finding): Finding {
    (finding as { fails: boolean }).fails = finding.new !== false && this.wouldFail(finding);
    return finding;
  }

  /** Whether it fails unless a baseline has it. */
  wouldFail(finding: Decided): boolean {
    if (this.#confidence === 'never' || !atLeast(finding.confidence, this.#confidence)) return false;
    return this.#statuses.includes(finding.status) || this.#isNear(finding);
  }

  /** Whether it may be banned and nothing tells: the run is incomplete, unless a baseline has it. `never` is silent of failing only. */
  isUndecided({ confidence, status, designations }: Decided): boolean {
    const grade = this.#confidence === 'never' ? 'probable' : this.#confidence;
    if (status !== 'undetermined' || !atLeast(confidence, grade)) return false;
    return designations.some((one) => one.status === 'undetermined' && this.#counts(one.list, one.entry));
  }

  /** Why a finding fails that does, after `3 findings`: one text for each reason. */
  reason({ status }: Decided): string {
    if (this.#statuses.includes(status)) return `at or above ${this.#confidence}`;
    return `upcoming within ${this.#within} day${this.#within === 1 ? '' : 's'}`;
  }

  /** Whether it is going to be banned within `--deadline-within` days. */
  #isNear({ designations }: Decided): boolean {
    const within = this.#within;
    if (within === null) return false;
    return designations.some(
      ({ status, daysLeft }) => status === 'upcoming' && daysLeft !== null && daysLeft <= within,
    );
  }
}

/** Whether a finding is banned for want of a day of purchase alone. */
export function isUndated({ status, designations }: Decided): boolean {
  if (status !== 'banned') return false;
  return designations.every((one) => one.status !== 'banned' || one.needs.includes(PURCHASE_DAY));
}
