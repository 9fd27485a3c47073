import { daysBetween } from '../core/dates.ts';
import type { ListRef, SummaryEvent } from '../core/events.ts';
import { fails } from '../core/fails.ts';
import type { Finding } from '../core/finding.ts';
import type { Problem } from '../core/problem.ts';
import type { Judge } from '../judge/judge.ts';
import type { WaiverReport } from '../waivers/run.ts';
import { EXPIRING_DAYS } from '../waivers/waiver.ts';
import type { FailingOptions } from './options.ts';
import type { Tally } from './tally.ts';

/** Without `--max-list-age`, lists that were checked longer ago are pointed out. */
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
  /** Names of inputs that could not be read to their end. */
  readonly unread: readonly string[];
  readonly waivers: WaiverReport | null;
}

/** Watches the findings and problems of a run, and says with which code it ends, and why. */
export class ExitRule {
  readonly #options: FailingOptions;
  readonly #judge: Pick<Judge, 'designation'>;
  readonly #asOf: string;
  #failing = 0;
  #deadlines = 0;
  #errors = 0;

  constructor(options: FailingOptions, judge: Pick<Judge, 'designation'>, asOf: string) {
    this.#options = options;
    this.#judge = judge;
    this.#asOf = asOf;
  }

  finding(finding: Finding): void {
    const { failOn } = this.#options;
    if (fails(finding, failOn)) this.#failing += 1;
    else if (this.#isNear(finding)) {
      this.#deadlines += 1;
      failOn.near?.add(finding);
    }
  }

  /** An input that cannot be read is a reason of its own. */
  problem({ severity, code }: Problem): void {
    if (severity === 'error' && code !== 'unreadable') this.#errors += 1;
  }

  /** Codes in the order of their precedence: 2, 1, 3. */
  end(facts: EndingFacts): Ending {
    const old = this.#oldLists(facts);
    const reasons = [
      { code: 2, because: [...facts.unread.map((name) => `${name} could not be read`), ...this.#strict(facts)] },
      { code: 1, because: this.#failures() },
      { code: 3, because: [...this.#gaps(facts), ...(this.#options.maxListAge === null ? [] : old)] },
    ].filter(({ because }) => because.length > 0);
    return {
      exit: { code: reasons[0]?.code ?? 0, because: reasons.flatMap(({ because }) => because) },
      warnings: [...(this.#options.maxListAge === null ? old : []), ...this.#endingWaivers(facts)],
    };
  }

  /** Whether something of it must be gone, or becomes barred, within `--deadline-within` days, or had to be already. */
  #isNear(finding: Finding): boolean {
    const { deadlineWithin: within, failOn } = this.#options;
    if (within === null || !fails({ ...finding, status: 'upcoming' }, { ...failOn, statuses: ['upcoming'] }))
      return false;
    return finding.designations.some(({ list, entry, status, daysLeft }) => {
      if (status === 'upcoming' && daysLeft !== null && daysLeft <= within) return true;
      if (status !== 'banned' && status !== 'upcoming') return false;
      return this.#judge.designation(list, entry).deadlines.some(({ by }) => daysBetween(this.#asOf, by) <= within);
    });
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
    const { expired = [], expiring = [] } = waivers ?? {};
    return [
      ...(this.#options.strictWaivers || expired.length === 0 ? [] : [`waivers have expired: ${expired.join(', ')}`]),
      ...(expiring.length === 0 ? [] : [`waivers expire within ${EXPIRING_DAYS} days: ${expiring.join(', ')}`]),
    ];
  }

  #failures(): readonly string[] {
    const { failOn, deadlineWithin } = this.#options;
    const because: string[] = [];
    if (this.#failing > 0) because.push(`${counted(this.#failing, 'finding')} at or above ${failOn.confidence}`);
    if (this.#deadlines > 0) {
      because.push(
        `${counted(this.#deadlines, 'finding')} with a deadline past or within ${counted(deadlineWithin ?? 0, 'day')}`,
      );
    }
    return because;
  }

  #gaps({ tally }: EndingFacts): readonly string[] {
    const because: string[] = [];
    const [rows, judged] = [tally.total('rows'), tally.total('judged')];
    const { requireIdentity } = this.#options;
    if (rows === 0) because.push('no rows');
    if (this.#errors > 0) because.push(`${counted(this.#errors, 'problem')} of severity error`);
    if (rows > 0 && judged * 100 < requireIdentity * rows) {
      because.push(`${judged} of ${counted(rows, 'row')} had something to judge, less than ${requireIdentity} percent`);
    } else if (requireIdentity > 0) {
      // Among many inputs, one whose columns were not understood at all must not pass unseen.
      for (const input of tally.inputs) {
        if (input.rows > 0 && input.judged === 0) because.push(`${input.source}: no row had something to judge`);
      }
    }
    return because;
  }

  #oldLists({ lists, asOf }: EndingFacts): readonly string[] {
    const most = this.#options.maxListAge ?? OLD_LIST_DAYS;
    return lists.flatMap(({ id, checked }) => {
      const age = checked === null ? 0 : daysBetween(checked, asOf);
      return age > most ? [`the list ${id} was checked ${age} days before ${asOf}, more than ${most}`] : [];
    });
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
