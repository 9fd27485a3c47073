import { daysBetween } from '../core/dates.ts';
import type { ListRef, SummaryEvent } from '../core/events.ts';
import { EXIT, PRECEDENCE } from '../core/exit-codes.ts';
import type { Finding } from '../core/finding.ts';
import { isOpen, type Problem } from '../core/problem.ts';
import { CURRENT_APPROVALS } from '../judge/questions/approvals.ts';
import type { WaiverReport } from '../waivers/run.ts';
import { EXPIRING_DAYS } from '../waivers/run.ts';
import type { Decided, FailRule } from './fail-rule.ts';
import type { FailingOptions } from './options.ts';
import type { Tally } from './tally.ts';

/** The pace of a list that states none. */
const OLD_LIST_DAYS = 180;

export interface Ending {
  readonly exit: SummaryEvent['exit'];
  /** What does not change the code but should be known. */
  readonly warnings: readonly string[];
}

export interface EndingFacts {
  readonly asOf: string;
  readonly lists: readonly ListRef[];
  readonly tally: Tally;
  readonly waivers: WaiverReport | null;
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
  finding(finding: Decided & Pick<Finding, 'category' | 'fails'>, rule: FailRule): void {
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

  end(facts: EndingFacts): Ending {
    const because = {
      [EXIT.UNTRUSTED]: [...this.#untrusted, ...this.#notInventories(facts), ...this.#strict(facts)],
      [EXIT.FAILS]: Array.from(this.#failing, ([reason, count]) => `${counted(count, 'finding')} ${reason}`),
      [EXIT.INCOMPLETE]: [...this.#gaps(facts), ...this.#tooOld(facts)],
    };
    return {
      exit: {
        code: PRECEDENCE.find((code) => because[code].length > 0) ?? EXIT.CLEAN,
        because: PRECEDENCE.flatMap((code) => because[code]),
      },
      warnings: [...this.#oldAtTheirPace(facts), ...this.#endingWaivers(facts)],
    };
  }

  /** Where something was found in one all the same, what was found decides. */
  #notInventories({ tally }: EndingFacts): readonly string[] {
    const empty = tally.inputs.filter(({ source, judged }) => judged === 0 && this.#answers.has(source));
    return empty.map(({ source }) => `${source} is not an inventory`);
  }

  #strict({ waivers }: EndingFacts): readonly string[] {
    if (!this.#options.strictWaivers || waivers === null) return [];
    return [
      ...waivers.unused.map((id) => `the waiver ${id} covers nothing`),
      ...waivers.expired.map((id) => `the waiver ${id} has expired`),
    ];
  }

  /** What people must know in time; strict runs give the expired ones as a reason. */
  #endingWaivers({ waivers }: EndingFacts): readonly string[] {
    const { expired = [], expiring = [], notYet = [] } = waivers ?? {};
    return [
      ...(this.#options.strictWaivers || expired.length === 0 ? [] : [`waivers have expired: ${expired.join(', ')}`]),
      ...(notYet.length === 0 ? [] : [`waivers are not yet approved: ${notYet.join(', ')}`]),
      ...(expiring.length === 0 ? [] : [`waivers expire within ${EXPIRING_DAYS} days: ${expiring.join(', ')}`]),
    ];
  }

  #gaps({ tally }: EndingFacts): readonly string[] {
    const because: string[] = [];
    const [rows, judged] = [tally.total('rows'), tally.total('judged')];
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
      for (const input of tally.inputs) {
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
