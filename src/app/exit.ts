import type { Day } from '../core/dates.ts';
import { daysBetween } from '../core/dates.ts';
import type { DesignationEvent, InputCount, ListRef, SummaryEvent } from '../core/events.ts';
import { EXIT, PRECEDENCE } from '../core/exit-codes.ts';
import type { Finding } from '../core/finding.ts';
import { atLeast } from '../core/finding.ts';
import { isOpen, type Problem } from '../core/problem.ts';
import { CURRENT_APPROVALS } from '../judge/questions/approvals.ts';
import type { WaiverReport } from '../waivers/run.ts';
import { EXPIRING_DAYS } from '../waivers/run.ts';
import type { FailingOptions, FailOptions } from './options.ts';

/** The pace of a list that states none. */
const OLD_LIST_DAYS = 180;

/** The one place that decides whether a finding fails; its decision goes with the finding, and reports show it. */
export class FailRule {
  readonly #options: FailOptions;
  readonly #asOf: Day;
  /** Of the designations that were added, by list and entry. */
  readonly #deadlines = new Map<string, DesignationEvent['deadlines']>();

  constructor(options: FailOptions, asOf: Day) {
    this.#options = options;
    this.#asOf = asOf;
  }

  /** Takes in a designation, before the first finding that has it. */
  addDesignation({ list, entry, deadlines }: DesignationEvent): void {
    if (deadlines.length > 0) this.#deadlines.set(`${list}\n${entry}`, deadlines);
  }

  /** Whether it fails unless a baseline has it. */
  wouldFail(finding: Finding): boolean {
    const { confidence, statuses } = this.#options;
    if (confidence === 'never' || !atLeast(finding.confidence, confidence)) return false;
    return statuses.includes(finding.status) || this.#isNear(finding);
  }

  /** Why a finding fails that does, after `3 findings`: one text for each reason. */
  reason({ status }: Finding): string {
    const { confidence, statuses, deadlineWithin } = this.#options;
    if (statuses.includes(status)) return `at or above ${confidence}`;
    return `with a deadline past or within ${deadlineWithin} day${deadlineWithin === 1 ? '' : 's'}`;
  }

  /** Whether it has a deadline, or is going to be banned, within `--deadline-within` days; past deadlines count too. */
  #isNear({ designations }: Finding): boolean {
    const within = this.#options.deadlineWithin;
    if (within === null) return false;
    return designations.some(({ list, entry, status, daysLeft }) => {
      if (status === 'upcoming' && daysLeft !== null && daysLeft <= within) return true;
      if (status !== 'banned' && status !== 'upcoming') return false;
      const deadlines = this.#deadlines.get(`${list}\n${entry}`) ?? [];
      return deadlines.some(({ by }) => daysBetween(this.#asOf, by) <= within);
    });
  }
}

/** What of a run is known at its end. */
interface EndingFacts {
  readonly asOf: Day;
  readonly lists: readonly ListRef[];
  readonly inputs: readonly InputCount[];
  readonly waivers: WaiverReport;
}

/** Watches the findings and problems of a run, and says with which code it ends, and why. */
export class ExitRule {
  readonly #options: Omit<FailingOptions, 'fail'>;
  readonly #failing = new Map<string, number>();
  readonly #untrusted = new Set<string>();
  /** Inputs that say themselves that they are an error, or a page for people. */
  readonly #answers = new Set<string>();
  #errors = 0;
  /** Of them those of inputs without rows: no reason of their own where the reason is that there are none. */
  #emptyInputs = 0;
  /** A waiver says that an input has no rows. */
  #mayBeEmpty = false;
  #staleApprovals = 0;

  constructor(options: Omit<FailingOptions, 'fail'>) {
    this.#options = options;
  }

  /** `rule`: the one that decided whether it fails. */
  finding(finding: Finding, rule: FailRule): void {
    if (finding.designations.some(({ needs }) => needs.includes(CURRENT_APPROVALS))) this.#staleApprovals += 1;
    if (!finding.fails) return;
    const reason = rule.reason(finding);
    this.#failing.set(reason, (this.#failing.get(reason) ?? 0) + 1);
  }

  /** An input that cannot be read is a reason of its own, and named once. */
  problem(problem: Problem): void {
    if (problem.code === 'unreadable') this.untrusted(`${problem.source} could not be read`);
    else if (isOpen(problem)) {
      this.#errors += 1;
      if (problem.code === 'no-rows' || problem.code === 'not-inventory') this.#emptyInputs += 1;
      if (problem.code === 'not-inventory') this.#answers.add(problem.source);
    } else if (problem.code === 'no-rows') this.#mayBeEmpty = true;
  }

  /** What else keeps the run from being trusted. */
  untrusted(reason: string): void {
    this.#untrusted.add(reason);
  }

  /** Errors that an earlier result counts and does not hold. */
  heldBack(errors: number): void {
    this.#errors += errors;
  }

  end(facts: EndingFacts): SummaryEvent['exit'] {
    const because = {
      [EXIT.UNTRUSTED]: [...this.#untrusted, ...this.#notInventories(facts), ...this.#strict(facts)],
      [EXIT.FAILS]: Array.from(this.#failing, ([reason, count]) => `${counted(count, 'finding')} ${reason}`),
      [EXIT.INCOMPLETE]: [...this.#gaps(facts), ...this.#tooOld(facts)],
    };
    return {
      code: PRECEDENCE.find((code) => because[code].length > 0) ?? EXIT.CLEAN,
      because: PRECEDENCE.flatMap((code) => because[code]),
    };
  }

  /** What does not change the code but should be known. */
  warnings(facts: EndingFacts): readonly string[] {
    return [...this.#oldAtTheirPace(facts), ...this.#endingWaivers(facts)];
  }

  /** Where something was found in one all the same, what was found decides. */
  #notInventories({ inputs }: EndingFacts): readonly string[] {
    const empty = inputs.filter(({ source, judged }) => judged === 0 && this.#answers.has(source));
    return empty.map(({ source }) => `${source} is not an inventory`);
  }

  #strict({ waivers }: EndingFacts): readonly string[] {
    if (!this.#options.strictWaivers) return [];
    return [
      ...waivers.unused.map((id) => `the waiver ${id} covers nothing`),
      ...waivers.expired.map((id) => `the waiver ${id} has expired`),
    ];
  }

  /** What people must know in time; strict runs give the expired ones as a reason. */
  #endingWaivers({ waivers: { expired, expiring, notYet = [] } }: EndingFacts): readonly string[] {
    return [
      ...(this.#options.strictWaivers || expired.length === 0 ? [] : [`waivers have expired: ${expired.join(', ')}`]),
      ...(notYet.length === 0 ? [] : [`waivers are not yet approved: ${notYet.join(', ')}`]),
      ...(expiring.length === 0 ? [] : [`waivers expire within ${EXPIRING_DAYS} days: ${expiring.join(', ')}`]),
    ];
  }

  #gaps({ inputs }: EndingFacts): readonly string[] {
    const because: string[] = [];
    const rows = inputs.reduce((sum, input) => sum + input.rows, 0);
    const judged = inputs.reduce((sum, input) => sum + input.judged, 0);
    const { requireIdentity } = this.#options;
    const saysNoRows = rows === 0 && !this.#mayBeEmpty;
    if (saysNoRows) because.push('no rows');
    if (this.#staleApprovals > 0) because.push(`${counted(this.#staleApprovals, 'finding')} without current approvals`);
    const errors = saysNoRows ? this.#errors - this.#emptyInputs : this.#errors;
    if (errors > 0) because.push(`${counted(errors, 'error')} in what was read`);
    if (rows > 0 && judged * 100 < requireIdentity * rows) {
      because.push(
        `${judged} of ${rows} rows name a vendor, model or MAC ` +
          `(${requireIdentity} % required, see --require-identity)`,
      );
    } else if (requireIdentity > 0) {
      // Among many inputs, one whose columns were not understood at all must not pass unseen.
      for (const input of inputs) {
        if (input.rows > 0 && input.judged === 0) because.push(`${input.source}: no row names a vendor, model or MAC`);
      }
    }
    return because;
  }

  /** Lists that have probably changed since, in one line. */
  #oldAtTheirPace({ lists, asOf }: EndingFacts): readonly string[] {
    const dated = [...(this.#options.maxListAge === null ? lists : []), ...lists.flatMap(({ approvals }) => approvals)];
    const old = new Set(
      dated.flatMap(({ id, checked, changesEvery }) => {
        const age = ageOn(checked, asOf);
        if (age <= (changesEvery ?? OLD_LIST_DAYS)) return [];
        return [`${id} (checked ${age} days ago${changesEvery === null ? '' : `, changes every ${changesEvery}`})`];
      }),
    );
    return old.size === 0 ? [] : [`possibly out of date on ${asOf}: ${[...old].join(', ')}`];
  }

  #tooOld({ lists, asOf }: EndingFacts): readonly string[] {
    const { maxListAge } = this.#options;
    if (maxListAge === null) return [];
    return lists.flatMap(({ id, checked }) => {
      const age = ageOn(checked, asOf);
      return age > maxListAge ? [`the list ${id} was checked ${age} days before ${asOf}, more than ${maxListAge}`] : [];
    });
  }
}

function ageOn(checked: string | null, asOf: string): number {
  return checked === null ? 0 : daysBetween(checked, asOf);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
