import type { Day } from '../core/dates.ts';
import { daysBetween } from '../core/dates.ts';
import type { DesignationEvent } from '../core/events.ts';
import type { Confidence, Finding, Status } from '../core/finding.ts';
import { atLeast } from '../core/finding.ts';
import type { FailOptions } from './options.ts';

/** What of a finding decides whether it fails. */
export type Decided = Pick<Finding, 'confidence' | 'status' | 'designations'>;

/** The deadlines of one entry of one list. */
export type DeadlinesOf = (list: string, entry: string) => DesignationEvent['deadlines'];

/** The deadlines that a result names, as its designations are read. */
export class Deadlines {
  readonly #byEntry = new Map<string, DesignationEvent['deadlines']>();

  add({ list, entry, deadlines }: DesignationEvent): void {
    this.#byEntry.set(`${list}\n${entry}`, deadlines);
  }

  readonly of: DeadlinesOf = (list, entry) => this.#byEntry.get(`${list}\n${entry}`) ?? [];
}

/** The one place that decides whether a finding fails; its decision goes with the finding, and reports show it. */
export class FailRule {
  readonly #confidence: Confidence | 'never';
  readonly #statuses: readonly Status[];
  readonly #within: number | null;
  readonly #asOf: Day;
  readonly #deadlinesOf: DeadlinesOf;

  constructor({ confidence, statuses, deadlineWithin }: FailOptions, asOf: Day, deadlinesOf: DeadlinesOf) {
    this.#confidence = confidence;
    this.#statuses = statuses;
    this.#within = deadlineWithin;
    this.#asOf = asOf;
    this.#deadlinesOf = deadlinesOf;
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

  /** Why a finding fails that does, after `3 findings`: one text for each reason. */
  reason({ status }: Decided): string {
    if (this.#statuses.includes(status)) return `at or above ${this.#confidence}`;
    return `with a deadline past or within ${this.#within} day${this.#within === 1 ? '' : 's'}`;
  }

  /** Whether it has a deadline, or is going to be banned, within `--deadline-within` days; past deadlines count too. */
  #isNear({ designations }: Decided): boolean {
    const within = this.#within;
    if (within === null) return false;
    return designations.some(({ list, entry, status, daysLeft }) => {
      if (status === 'upcoming' && daysLeft !== null && daysLeft <= within) return true;
      if (status !== 'banned' && status !== 'upcoming') return false;
      return this.#deadlinesOf(list, entry).some(({ by }) => daysBetween(this.#asOf, by) <= within);
    });
  }
}
