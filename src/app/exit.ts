import { daysBetween, type Day } from '../core/dates.ts';
import type { ListRef, SummaryEvent } from '../core/events.ts';
import { EXIT } from '../core/errors.ts';
import { atLeast, type Confidence, type Finding } from '../core/finding.ts';
import { isOpen, type Problem } from '../core/problem.ts';
import { firstOf, grouped, plural } from '../report/phrases.ts';
import type { Law } from '../waivers/baseline.ts';
import { itemAt, type Item } from './attention.ts';
import type { Options } from './options.ts';

/** The pace of a list that states none, in days. */
const USUAL_PACE = 180;

/**
 * The one place that decides whether a finding fails, or makes a run incomplete. The decision stands in the finding,
 * and reports show it. `law`: tells which designations leave a run complete although they are undecided.
 */
export function failRule(options: Options, law: Pick<Law, 'of'>) {
  const { failOn, failOnStatus, deadlineWithin } = options;
  const isNear = ({ designations }: Finding): boolean =>
    deadlineWithin !== null &&
    designations.some(({ status, daysLeft }) => status === 'upcoming' && (daysLeft ?? Infinity) <= deadlineWithin);
  return {
    wouldFail: (finding: Finding): boolean =>
      failOn !== 'never' &&
      atLeast(finding.confidence, failOn) &&
      (failOnStatus.includes(finding.status) || isNear(finding)),
    /** Whether a finding may be banned and no fact decides it: the run is then incomplete, unless a baseline has it. */
    isUndecided: ({ confidence, status, designations }: Finding): boolean =>
      status === 'undetermined' &&
      atLeast(confidence, gradeOf(options)) &&
      designations.some((one) => one.status === 'undetermined' && law.of(one)?.counts !== false),
    /** Why a failing finding fails, as it reads after `3 findings`: one text for each reason. */
    reason: ({ status }: Finding): string =>
      failOnStatus.includes(status) ? `at or above ${failOn}` : `upcoming within ${plural(deadlineWithin ?? 0, 'day')}`,
  };
}

/** The stricter of the options about a whole run. What fails is decided by the options of each run of a report. */
export const strictest = (a: Options, b: Options): Options => ({
  ...a,
  asOf: a.asOf < b.asOf ? b.asOf : a.asOf,
  requireIdentity: Math.max(a.requireIdentity, b.requireIdentity),
  maxListAge: Math.min(a.maxListAge ?? Infinity, b.maxListAge ?? Infinity),
  strictWaivers: a.strictWaivers || b.strictWaivers,
});

/** The weakest grade that matters. Under `never` no finding fails, but probable ones may still be undecided. */
export const gradeOf = ({ failOn }: Pick<Options, 'failOn'>): Confidence => (failOn === 'never' ? 'probable' : failOn);

interface EndingFacts extends Pick<SummaryEvent, 'inputs' | 'waivers'> {
  readonly asOf: Day;
  readonly lists: readonly ListRef[];
  readonly findings: Pick<SummaryEvent['findings'], 'list' | 'vendor'>;
}

/** Is given the findings and problems of a run, and decides its exit code and the reasons. */
export function exitRule() {
  const failing = new Map<string, number>();
  const notTrusted = new Set<string>();
  /** Inputs that are an error message or a page for people. */
  const notInventories = new Set<string>();
  /** `empty`: errors that an input has no rows or is no inventory; `mayBeEmpty`: a waiver covers one of no rows. */
  const counts = { errors: 0, empty: 0, mayBeEmpty: false, undecided: 0 };
  return {
    addFinding(finding: Finding, rule: ReturnType<typeof failRule>): void {
      const reason = finding.fails ? rule.reason(finding) : null;
      if (reason !== null) failing.set(reason, (failing.get(reason) ?? 0) + 1);
      else if (finding.new !== false && rule.isUndecided(finding)) counts.undecided += 1;
    },
    /** An input that cannot be read is a reason of its own, and named once. */
    addProblem(problem: Problem): void {
      const { code, source, waiver } = problem;
      if (code === 'unreadable') notTrusted.add(`${source} could not be read`);
      else if (isOpen(problem)) {
        counts.errors += 1;
        if (code === 'no-rows' || code === 'not-inventory') counts.empty += 1;
        if (code === 'not-inventory') notInventories.add(source);
      } else if (code === 'no-rows' && waiver !== null) counts.mayBeEmpty = true;
    },
    /** `options`: those about the whole. */
    end(facts: EndingFacts, options: Options): SummaryEvent['exit'] {
      // If rows were judged in such an input all the same, its findings decide.
      const unjudged = facts.inputs.filter(({ source, judged }) => judged === 0 && notInventories.has(source));
      const strict = options.strictWaivers ? facts.waivers : { unused: [], expired: [] };
      const untrusted = [
        ...notTrusted,
        ...unjudged.map(({ source }) => `${source} is not an inventory`),
        ...strict.unused.map((id) => `the waiver ${id} covers nothing`),
        ...strict.expired.map((id) => `the waiver ${id} has expired`),
      ];
      const fails = Array.from(failing, ([reason, count]) => `${plural(count, 'finding')} ${reason}`);
      const incomplete = [...tooEarly(facts), ...gaps(facts, counts, options), ...tooOld(facts, options)];
      const because = [...untrusted, ...fails, ...incomplete];
      // The first code with a reason counts. That of a bug comes before all of them.
      if (untrusted.length > 0) return { code: EXIT.UNTRUSTED, because };
      if (fails.length > 0) return { code: EXIT.FAILS, because };
      return { code: incomplete.length > 0 ? EXIT.INCOMPLETE : EXIT.CLEAN, because };
    },
  };
}

type ErrorCounts = Readonly<Record<'errors' | 'empty' | 'undecided', number> & { mayBeEmpty: boolean }>;

function gaps({ inputs }: EndingFacts, counts: ErrorCounts, { requireIdentity: required }: Options): readonly string[] {
  const rows = inputs.reduce((sum, input) => sum + input.rows, 0);
  const judged = inputs.reduce((sum, input) => sum + input.judged, 0);
  const saysNoRows = rows === 0 && !counts.mayBeEmpty;
  const errors = saysNoRows ? counts.errors - counts.empty : counts.errors;
  const identity = 'a vendor, model or MAC';
  const isTooFew = rows > 0 && judged * 100 < required * rows;
  // Among many inputs, one whose columns were not understood at all must not go unnoticed.
  const blind = inputs.filter((input) => required > 0 && input.rows > 0 && input.judged === 0);
  return [
    saysNoRows && 'no rows',
    counts.undecided > 0 && `${plural(counts.undecided, 'finding')} may be banned, and a fact that decides is missing`,
    errors > 0 && `${plural(errors, 'error')} in what was read`,
    isTooFew &&
      `${grouped(judged)} of ${grouped(rows)} rows name ${identity} (${required} % required, see --require-identity)`,
    ...(isTooFew ? [] : blind.map(({ source }) => `${source}: no row names ${identity}`)),
  ].filter((reason) => reason !== false);
}

function tooOld({ lists, asOf }: EndingFacts, { maxListAge: most }: Options): readonly string[] {
  if (most === null) return [];
  const old = lists.map(({ id, checked }) => ({ id, age: ageOn(checked, asOf) })).filter(({ age }) => age > most);
  return old.map(({ id, age }) => `the list ${id} was checked ${plural(age, 'day')} before ${asOf}, more than ${most}`);
}

/** Before the first day of every list, any inventory looks clean. */
function tooEarly({ lists, asOf }: EndingFacts): readonly string[] {
  if (lists.length === 0 || lists.some(({ since }) => since === null || since <= asOf)) return [];
  const days = lists.map(({ id, since }) => `${id} begins on ${since ?? ''}`);
  return [`as of ${asOf} no list names anybody yet: ${firstOf(days)}`];
}

/** Whether a list, or a file of approvals, is older than three times its pace. */
export function isOutdated({ checked, pace }: Pick<ListRef, 'checked' | 'pace'>, day: Day): boolean {
  return ageOn(checked, day) > 3 * (pace ?? USUAL_PACE);
}

/** Items for outdated lists by which something was found, and for outdated approvals of things that were found. */
export function outdated({ lists, asOf, findings }: Omit<EndingFacts, 'inputs' | 'waivers'>): readonly Item[] {
  const isFound = (thing: string): boolean => (findings.vendor[thing] ?? 0) > 0;
  const used = lists.filter(({ id }) => (findings.list[id] ?? 0) > 0);
  const files = used.flatMap(({ id, checked, pace, approvals }) => [
    { id, checked, pace },
    ...approvals.filter(({ things }) => things.some(isFound)),
  ]);
  const old = files.filter((file) => isOutdated(file, asOf));
  const days = new Map(old.map(({ id, checked }) => [id, checked ?? '']));
  return [...days].map(([list, day]) =>
    itemAt(null, `${list} may be out of date on ${asOf}: as known on ${day}`, 'docs/data.md says where newer data is'),
  );
}

const ageOn = (checked: string | null, asOf: string): number => (checked === null ? 0 : daysBetween(checked, asOf));
