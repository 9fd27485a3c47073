import { AssetTable } from '../core/asset.ts';
import type { Day } from '../core/dates.ts';
import type { Counts, DesignationEvent, InputCount, ListRef, Outcome, RunEvent, SummaryEvent } from '../core/events.ts';
import { EXIT } from '../core/exit-codes.ts';
import { CATEGORIES, type CategoryId } from '../core/fields.ts';
import {
  CONFIDENCES,
  SET_ASIDE_REASONS,
  STATUSES,
  thingId,
  type Finding,
  type SetAsideReason,
} from '../core/finding.ts';
import type { Problem, Severity } from '../core/problem.ts';
import { excerpt, unshared } from '../core/text.ts';
import type { BaselineRun } from '../waivers/baseline.ts';
import type { WaiverReport, WaiverRun } from '../waivers/run.ts';
import { withoutWaivers } from '../waivers/run.ts';
import { joinedLines } from './elsewhere.ts';
import { ExitRule, FailRule, isUndated, outdated } from './exit.ts';
import type { FailingOptions, FailOptions } from './options.ts';

/** Sites that are counted by name; those that come later are counted together. */
const MOST_SITES = 1000;
const OTHER = 'other';

/**
 * Adds up one run, whatever its outcomes are made from: rows (`check`) or events of earlier results (`report`). Decides
 * what waivers cover, what is new and what fails, counts, and says with which code the run ends, and why.
 */
export class Account {
  readonly #waivers: WaiverRun | null;
  readonly #baseline: BaselineRun | null;
  readonly #exit: ExitRule;
  /** Of the outcomes that come now: results put together may each have their own. */
  #fail: FailRule;
  #asOf: Day;
  readonly #designations = new Set<string>();
  readonly #inputs: InputCount[] = [];
  readonly #status = new Counter();
  readonly #confidence = new Counter();
  readonly #vendor = new Counter();
  readonly #list = new Counter();
  readonly #site = new Counter(MOST_SITES);
  /** Findings that are new because a list changed, by the list. */
  readonly #byChange = new Counter();
  readonly #assets = new AssetTable();
  /** Findings that fail only because no day of purchase is given. */
  #undated = 0;
  readonly #problems: Record<Severity, number> = { error: 0, warning: 0 };
  readonly #setAside = Object.fromEntries(SET_ASIDE_REASONS.map((reason) => [reason, 0])) as Record<
    SetAsideReason,
    number
  >;
  readonly #unclear: Record<string, number> = {};
  /** Rows that had something to judge and have no finding. */
  #withoutFinding = 0;
  /** Findings that the baseline keeps from failing, although they did not fail when it was made. */
  #worse = 0;
  /** What earlier results say of the waivers and the baseline that they were made with. */
  readonly #unused = new Leftovers();
  readonly #unseen = new Leftovers();
  readonly #elsewhere: SummaryEvent['elsewhere'][number][] = [];
  readonly #expired = new Set<string>();
  readonly #expiring = new Set<string>();
  #dismissed = 0;
  /** The problems that were counted when the result began whose outcomes come now. */
  #before: Readonly<Record<Severity, number>> = { error: 0, warning: 0 };

  /** `waivers` and `baseline`: null leaves to each finding what it says. */
  constructor(
    { fail, ...options }: FailingOptions,
    asOf: Day,
    waivers: WaiverRun | null = null,
    baseline: BaselineRun | null = null,
  ) {
    this.#exit = new ExitRule(options);
    this.#fail = new FailRule(fail);
    this.#asOf = asOf;
    this.#waivers = waivers;
    this.#baseline = baseline;
  }

  /** What comes now is of a run with its own day, and its own options for what fails. */
  begin(fail: FailOptions, asOf: Day): void {
    this.#fail = new FailRule(fail);
    if (this.#asOf < asOf) this.#asOf = asOf;
    this.#before = { ...this.#problems };
  }

  /** Decides and counts outcomes that were just made or read; returns them as reports show them. */
  take(outcomes: readonly Outcome[]): readonly Outcome[] {
    return outcomes.map((given) => {
      for (const designation of given.designations) {
        this.#fail.addDesignation(designation);
        this.#baseline?.addDesignation(designation);
      }
      const outcome = this.#waivers === null ? given : coveredBy(this.#waivers, given);
      for (const { reason } of outcome.setAside ?? []) this.#setAside[reason] += 1;
      for (const finding of outcome.findings) this.#add(finding);
      for (const problem of outcome.problems) this.#addProblem(problem);
      const designations = outcome.designations.filter((designation) => this.#isFirst(designation));
      return designations.length === outcome.designations.length ? outcome : { ...outcome, designations };
    });
  }

  /** Each designation is reported once, before the first finding that uses it. */
  #isFirst({ list, entry }: DesignationEvent): boolean {
    const { size } = this.#designations;
    return this.#designations.add(`${list}\n${entry}`).size > size;
  }

  /** Decides whether a finding is new and fails, says so in it, and counts it. */
  #add(finding: Finding): void {
    const decided = finding as { -readonly [K in 'new' | 'newBecause' | 'fails']: Finding[K] };
    const wouldFail = this.#fail.wouldFail(finding);
    if (this.#baseline !== null) {
      const { isNew, because, lists } = this.#baseline.compare(finding);
      decided.new = isNew;
      decided.newBecause = because;
      for (const list of lists) this.#byChange.add(list);
    }
    decided.fails = wouldFail && finding.new !== false;
    if (
      (wouldFail || this.#fail.isUndecided(finding)) &&
      finding.new === false &&
      this.#baseline?.wasHarmless(finding.id) === true
    )
      this.#worse += 1;
    this.#exit.finding(finding, this.#fail);
    this.#status.add(finding.status);
    this.#confidence.add(finding.confidence);
    this.#vendor.add(thingId(finding));
    let last = '';
    for (const { list } of finding.designations) {
      // The entries of one list follow each other.
      if (list !== last) this.#list.add(list);
      last = list;
    }
    const { site } = finding.asset;
    if (site !== undefined) this.#site.add(excerpt(site));
    this.#assets.add(finding.assetId, finding.quantity, finding.fails);
    if (finding.fails && isUndated(finding)) this.#undated += 1;
  }

  #addProblem(problem: Problem): void {
    // It stands for problems that a json document does not hold, and that its summary counts.
    if (problem.code === 'held-back') return;
    this.#problems[problem.severity] += 1;
    this.#exit.problem(problem);
  }

  addInput(input: InputCount): void {
    this.#inputs.push(input);
  }

  /** Rows that had something to judge and have no finding. */
  addRowsWithoutFinding(count: number): void {
    this.#withoutFinding += count;
  }

  /** Rows that a category entry of the lists may mean, but which are too vague to tell. */
  addUnclear(category: CategoryId, count: number): void {
    this.#unclear[category] = (this.#unclear[category] ?? 0) + count;
  }

  /** What the summary of an earlier result counts that its outcomes, which were taken, do not show. */
  addSummary(summary: SummaryEvent, { waivers, baseline }: RunEvent, path: string): void {
    const { inputs, setAside, problems, assets, unclear, exit } = summary;
    for (const severity of ['error', 'warning'] as const) {
      const heldBack = problems[severity] - (this.#problems[severity] - this.#before[severity]);
      this.#problems[severity] += heldBack;
      if (severity === 'warning' || heldBack === 0) continue;
      this.#exit.heldBack(heldBack);
      // Which inputs could not be read is said by problems, and those may be among the ones held back.
      if (exit.code === EXIT.UNTRUSTED) this.#exit.untrusted(`${path} cannot be trusted`);
    }
    this.#inputs.push(...inputs);
    for (const reason of SET_ASIDE_REASONS) this.#setAside[reason] += setAside[reason];
    this.addRowsWithoutFinding(assets.judged - assets.found);
    for (const id of CATEGORIES) if (unclear[id] !== undefined) this.addUnclear(id, unclear[id]);
    const { unused, expired, expiring, dismissed } = summary.waivers;
    this.#elsewhere.push(...summary.elsewhere);
    this.#unused.add(JSON.stringify(waivers), new Map(unused.map((id) => [id, []])));
    const gone = summary.resolved.map((id) => [id, []] as const);
    const notRead = summary.notRead.map(({ id, sources }) => [id, sources] as const);
    this.#unseen.add(JSON.stringify(baseline), new Map([...gone, ...notRead]));
    if (this.#baseline === null)
      for (const [list, count] of Object.entries(summary.newByList)) this.#byChange.add(list, count);
    for (const id of expired) this.#expired.add(id);
    for (const id of expiring) this.#expiring.add(id);
    this.#dismissed += dismissed;
  }

  /** The lists of the run, before its first outcome. */
  compareBy(lists: readonly ListRef[]): void {
    this.#baseline?.begin(lists);
  }

  /**
   * The summary of everything that was added, and what people should know of it besides. `lists`: those of the run;
   * `elsewhere`: what only others name, if nothing was found.
   */
  end(
    lists: readonly ListRef[],
    elsewhere: SummaryEvent['elsewhere'] = joinedLines(this.#elsewhere),
  ): { readonly event: SummaryEvent; readonly warnings: readonly string[] } {
    const waivers = this.#waivers?.report() ?? this.#recordedWaivers();
    const { unused, expired, expiring, dismissed } = waivers;
    const { found, failing, units } = this.#assets;
    const read = new Set(this.#inputs.flatMap(({ source, sha256 }) => (sha256 === null ? [] : source)));
    const unseen = [...(this.#baseline?.unseen(read) ?? this.#unseen.all())].sort(([a], [b]) => (a < b ? -1 : 1));
    const byList = { list: this.#list.sorted(), vendor: this.#vendor.sorted() };
    const facts = { asOf: this.#asOf, lists, inputs: this.#inputs, findings: byList, waivers };
    const event: SummaryEvent = {
      type: 'summary',
      inputs: this.#inputs,
      findings: {
        status: this.#status.inOrder(STATUSES),
        confidence: this.#confidence.inOrder(CONFIDENCES),
        vendor: byList.vendor,
        list: byList.list,
        site: this.#site.sorted(),
      },
      setAside: this.#setAside,
      problems: this.#problems,
      assets: { judged: this.#withoutFinding + found, found, failing },
      units,
      undated: this.#undated,
      waivers: { unused, expired, expiring, dismissed },
      unclear: this.#unclear,
      newByList: this.#byChange.sorted(),
      elsewhere: found === 0 ? elsewhere : [],
      outdated: outdated(facts),
      resolved: unseen.flatMap(([id, sources]) => (sources.length === 0 ? id : [])),
      notRead: unseen.flatMap(([id, sources]) => (sources.length === 0 ? [] : { id, sources })),
      exit: this.#exit.end(facts),
    };
    return { event, warnings: [...this.#exit.warnings(facts), ...worse(this.#worse)] };
  }

  #recordedWaivers(): WaiverReport {
    return {
      unused: [...this.#unused.all().keys()],
      expired: [...this.#expired],
      expiring: [...this.#expiring],
      dismissed: this.#dismissed,
    };
  }
}

/** The outcome with what these waivers cover, and nothing that others covered when it was made. */
function coveredBy(waivers: WaiverRun, outcome: Outcome): Outcome {
  const { findings, problems } = outcome;
  if (findings.length === 0 && problems.length === 0) return outcome;
  return {
    ...outcome,
    findings: findings.map((finding) => waivers.apply(withoutWaivers(finding))),
    problems: problems.map((problem) =>
      waivers.applyTo(problem.waiver === null ? problem : { ...problem, waiver: null }),
    ),
  };
}

function worse(count: number): readonly string[] {
  if (count === 0) return [];
  const what = count === 1 ? '1 finding' : `${count} findings`;
  return [
    `the baseline keeps ${what} from failing that did not fail when it was made: look at them, and make a new one`,
  ];
}

class Counter {
  readonly #counts = new Map<string, { count: number }>();
  readonly #most: number;

  constructor(most = Infinity) {
    this.#most = most;
  }

  add(name: string, count = 1): void {
    const known = this.#counts.get(name) ?? this.#new(name);
    known.count += count;
  }

  #new(name: string): { count: number } {
    const key = this.#counts.size < this.#most ? unshared(name) : OTHER;
    let counted = this.#counts.get(key);
    if (counted === undefined) this.#counts.set(key, (counted = { count: 0 }));
    return counted;
  }

  /** Every name in a fixed order, including those that never occurred. */
  inOrder(names: readonly string[]): Counts {
    return Object.fromEntries(names.map((name) => [name, this.#counts.get(name)?.count ?? 0]));
  }

  /** Largest first, then by name. Own properties only, so that a site called `__proto__` is a site. */
  sorted(): Counts {
    const entries = Array.from(this.#counts, ([name, { count }]) => [name, count] as const);
    return Object.fromEntries(entries.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
  }
}

/**
 * What results say was left over of a file that they were made with: waivers that covered nothing, findings of a
 * baseline that were not found, with the inputs of theirs that were not read. Of one file only what was left over in
 * every result is; different files have nothing to do with each other.
 */
class Leftovers {
  readonly #byFile = new Map<string, ReadonlyMap<string, readonly string[]>>();

  /** `file`: what distinguishes one file from another. */
  add(file: string, ids: ReadonlyMap<string, readonly string[]>): void {
    const known = this.#byFile.get(file);
    const both = Array.from(known ?? [], ([id, sources]) => {
      const unread = ids.get(id);
      return unread === undefined ? [] : [[id, sources.filter((source) => unread.includes(source))] as const];
    });
    this.#byFile.set(file, known === undefined ? ids : new Map(both.flat()));
  }

  all(): ReadonlyMap<string, readonly string[]> {
    return new Map([...this.#byFile.values()].flatMap((ids) => [...ids]));
  }
}
