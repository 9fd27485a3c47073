import { daysBetween, type Day } from '../core/dates.ts';
import type { DesignationEvent, InputCount, ListRef, SummaryEvent } from '../core/events.ts';
import { EXIT, PRECEDENCE } from '../core/exit-codes.ts';
import { atLeast, type Confidence, type Finding } from '../core/finding.ts';
import { isOpen, type Problem } from '../core/problem.ts';
import { firstOf } from '../report/phrases.ts';
import { says, type Says } from './attention.ts';
import type { Options } from './options.ts';

/** The pace of a list that states none, in days. */
const USUAL_PACE = 180;

/**
 * The one place that decides whether a finding fails, or keeps a run from being complete. Its decision goes with the
 * finding, and reports show it.
 */
export type FailRule = ReturnType<typeof failRule>;

/** What fails by the options. */
export function failRule(options: Options) {
  const { failOn, failOnStatus, deadlineWithin } = options;
  /** Designations, by list and entry, that leave a run complete when they cannot be decided. */
  const ignored = new Set<string>();
  /** Whether it is going to be banned within `--deadline-within` days. */
  const isNear = ({ designations }: Finding): boolean =>
    deadlineWithin !== null &&
    designations.some(
      ({ status, daysLeft }) => status === 'upcoming' && daysLeft !== null && daysLeft <= deadlineWithin,
    );
  return {
    /** Takes in a designation, before the first finding that has it. */
    addDesignation({ list, entry, counts }: DesignationEvent): void {
      if (!counts) ignored.add(`${list}\n${entry}`);
    },
    /** Whether it fails unless a baseline has it. */
    wouldFail: (finding: Finding): boolean =>
      failOn !== 'never' &&
      atLeast(finding.confidence, failOn) &&
      (failOnStatus.includes(finding.status) || isNear(finding)),
    /** Whether it may be banned and nothing tells: the run is then incomplete, unless a baseline has it. */
    isUndecided: ({ confidence, status, designations }: Finding): boolean =>
      status === 'undetermined' &&
      atLeast(confidence, gradeOf(options)) &&
      designations.some((one) => one.status === 'undetermined' && !ignored.has(`${one.list}\n${one.entry}`)),
    /** Why a finding fails that does, after `3 findings`: one text for each reason. */
    reason: ({ status }: Finding): string =>
      failOnStatus.includes(status)
        ? `at or above ${failOn}`
        : `upcoming within ${deadlineWithin} day${deadlineWithin === 1 ? '' : 's'}`,
  };
}

/** The grade from which on a finding matters: `never` silences what fails only. */
export function gradeOf({ failOn }: Pick<Options, 'failOn'>): Confidence {
  return failOn === 'never' ? 'probable' : failOn;
}

/** What of a run is known at its end. */
interface EndingFacts {
  readonly asOf: Day;
  readonly lists: readonly ListRef[];
  readonly inputs: readonly InputCount[];
  /** How many findings each list has, and each vendor or kind of thing. */
  readonly findings: Pick<SummaryEvent['findings'], 'list' | 'vendor'>;
  readonly waivers: SummaryEvent['waivers'];
}

/** Watches the findings and problems of a run, and says with which code it ends, and why. */
export class ExitRule {
  readonly #options: Options;
  readonly #failing = new Map<string, number>();
  readonly #untrusted = new Set<string>();
  /** Inputs that say themselves that they are an error, or a page for people. */
  readonly #answers = new Set<string>();
  #errors = 0;
  /** Of them those of inputs without rows: no reason of their own where the reason is that there are none. */
  #emptyInputs = 0;
  /** A waiver says that an input has no rows. */
  #mayBeEmpty = false;
  /** Findings that may be banned: a fact that decides is missing. */
  #undecided = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** `rule`: the one that decided whether it fails. */
  finding(finding: Finding, rule: FailRule): void {
    if (!finding.fails) {
      if (finding.new !== false && rule.isUndecided(finding)) this.#undecided += 1;
      return;
    }
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
    } else if (problem.code === 'no-rows' && problem.waiver !== null) this.#mayBeEmpty = true;
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
      [EXIT.INCOMPLETE]: [...tooEarly(facts), ...this.#gaps(facts), ...this.#tooOld(facts)],
    };
    return {
      code: PRECEDENCE.find((code) => because[code].length > 0) ?? EXIT.CLEAN,
      because: PRECEDENCE.flatMap((code) => because[code]),
    };
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

  #gaps({ inputs }: EndingFacts): readonly string[] {
    const because: string[] = [];
    const rows = inputs.reduce((sum, input) => sum + input.rows, 0);
    const judged = inputs.reduce((sum, input) => sum + input.judged, 0);
    const { requireIdentity } = this.#options;
    const saysNoRows = rows === 0 && !this.#mayBeEmpty;
    if (saysNoRows) because.push('no rows');
    if (this.#undecided > 0)
      because.push(`${counted(this.#undecided, 'finding')} may be banned, and a fact that decides is missing`);
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

  #tooOld({ lists, asOf }: EndingFacts): readonly string[] {
    const { maxListAge } = this.#options;
    if (maxListAge === null) return [];
    return lists.flatMap(({ id, checked }) => {
      const age = ageOn(checked, asOf);
      return age > maxListAge ? [`the list ${id} was checked ${age} days before ${asOf}, more than ${maxListAge}`] : [];
    });
  }
}

/** On a day before each list names anybody every inventory looks clean. */
function tooEarly({ lists, asOf }: EndingFacts): readonly string[] {
  if (lists.length === 0 || lists.some(({ since }) => since === null || since <= asOf)) return [];
  const days = lists.map(({ id, since }) => `${id} begins on ${since ?? ''}`);
  return [`as of ${asOf} no list names anybody yet: ${firstOf(days)}`];
}

/** Whether a list, or a file of approvals, is older than three times its pace. */
export function isOutdated({ checked, pace }: Pick<ListRef, 'checked' | 'pace'>, day: Day): boolean {
  return ageOn(checked, day) > 3 * (pace ?? USUAL_PACE);
}

/** Outdated lists that something was found by, and approvals likewise, as what is to be looked at. */
export function outdated({ lists, asOf, findings }: Omit<EndingFacts, 'inputs' | 'waivers'>): readonly Says[] {
  const isFound = (thing: string): boolean => (findings.vendor[thing] ?? 0) > 0;
  const used = lists.filter(({ id }) => (findings.list[id] ?? 0) > 0);
  const files = used.flatMap(({ id, checked, pace, approvals }) => [
    { id, checked, pace },
    ...approvals.filter(({ things }) => things.some(isFound)),
  ]);
  const old = files.filter((file) => isOutdated(file, asOf));
  const days = new Map(old.map(({ id, checked }) => [id, checked ?? '']));
  return [...days].map(([list, day]) =>
    says(null, `${list} may be out of date on ${asOf}: as known on ${day}`, 'docs/data.md says where newer data is'),
  );
}

function ageOn(checked: string | null, asOf: string): number {
  return checked === null ? 0 : daysBetween(checked, asOf);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
