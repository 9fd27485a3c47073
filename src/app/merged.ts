import type { DesignationEvent, ListRef, Outcome, RunEvent, SummaryEvent } from '../core/events.ts';
import { EXIT } from '../core/exit-codes.ts';
import { CATEGORIES } from '../core/fields.ts';
import { type Finding, SET_ASIDE_REASONS } from '../core/finding.ts';
import type { Problem } from '../core/problem.ts';
import type { BaselineRun } from '../waivers/baseline.ts';
import type { WaiverReport, WaiverRun } from '../waivers/run.ts';
import { withoutWaivers } from '../waivers/run.ts';
import { Worse } from './decisions.ts';
import { ExitRule } from './exit.ts';
import { Deadlines, FailRule } from './fail-rule.ts';
import { Leftovers } from './leftovers.ts';
import { problemOutcome } from './rows.ts';
import type { FailingOptions, FailOptions } from './options.ts';
import { Tally } from './tally.ts';
import type { Counted } from './tally.ts';
import type { FindingLine, Judgement } from './whole-result.ts';

/** One result while it is read: its own rule, and how many of its errors were seen. */
interface Current {
  readonly run: RunEvent;
  readonly deadlines: Deadlines;
  readonly fail: FailRule;
  readonly worse: Worse;
  /** Judgements of findings, and whether a line that has one is copied. */
  readonly copied: WeakMap<Judgement, boolean>;
  errors: number;
}

/** Puts the events of results together, and decides again which findings fail. */
export class Merged {
  readonly #waivers: WaiverRun | null;
  readonly #baseline: BaselineRun | null;
  readonly #exit: ExitRule;
  readonly #tally = new Tally();
  readonly #told = new Set<string>();
  #designations: DesignationEvent[] = [];
  readonly #unused = new Leftovers();
  readonly #resolved = new Leftovers();
  readonly #expired = new Set<string>();
  readonly #expiring = new Set<string>();
  #dismissed = 0;
  readonly #unclear: Record<string, number> = {};
  readonly #sources = new Map<string, string | null>();
  readonly #worse: Worse[] = [];
  #current: Current | null = null;

  /** `waivers` and `baseline`: those that were given; null leaves what each result says. */
  constructor(options: Omit<FailingOptions, 'fail'>, waivers: WaiverRun | null, baseline: BaselineRun | null) {
    this.#exit = new ExitRule(options);
    this.#waivers = waivers;
    this.#baseline = baseline;
  }

  begin(run: RunEvent, options: FailOptions): void {
    const deadlines = new Deadlines();
    const fail = new FailRule(options, run.asOf, deadlines.of);
    const worse = new Worse(fail, this.#baseline);
    this.#worse.push(worse);
    this.#current = { run, deadlines, fail, worse, copied: new WeakMap(), errors: 0 };
  }

  /** Each designation is reported once, before the first finding that uses it. */
  designation(event: DesignationEvent): void {
    this.#now.deadlines.add(event);
    const key = `${event.list}\n${event.entry}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#designations.push(event);
  }

  /** Counts a finding by its line, which can be copied; false: it has to be parsed. */
  line({ judgement, assetId, quantity, site }: FindingLine): boolean {
    const { fail, copied } = this.#now;
    let isCopied = copied.get(judgement);
    if (isCopied === undefined) {
      const fails = judgement.new !== false && fail.wouldFail(judgement);
      copied.set(judgement, (isCopied = fails === judgement.fails));
    }
    if (!isCopied || this.#designations.length > 0) return false;
    const { vendor, category, confidence, status, designations, fails } = judgement;
    const asset = site === undefined ? {} : { site };
    this.#count({ vendor, category, confidence, status, designations, fails, assetId, quantity, asset });
    return true;
  }

  #count(finding: Counted): void {
    this.#tally.add(finding);
    this.#exit.finding(finding, this.#now.fail);
  }

  finding(event: Finding): Outcome {
    const { fail, worse } = this.#now;
    const covered = this.#waivers === null ? event : this.#waivers.apply(withoutWaivers(event));
    const isNew = this.#baseline === null ? event.new : this.#baseline.isNew(event);
    const finding = fail.decide({ ...covered, new: isNew });
    const { source, row, line, cell } = finding;
    this.#count(finding);
    worse.add(finding);
    const designations = this.#designations;
    this.#designations = [];
    return { source, row, line, cell, record: null, judged: true, findings: [finding], problems: [], designations };
  }

  problem(event: Problem): Outcome {
    if (event.code !== 'held-back' && event.severity === 'error') this.#now.errors += 1;
    const problem = this.#waivers === null ? event : this.#waivers.applyTo({ ...event, waiver: null });
    if (event.code !== 'held-back') this.#exit.problem(problem);
    return problemOutcome(problem, [problem]);
  }

  /** Takes in the summary of a result; returns what people should know of it. */
  end(summary: SummaryEvent, path: string): readonly string[] {
    const { inputs, setAside, problems, assets, waivers, unclear } = summary;
    const { run, errors } = this.#now;
    const heldBack = problems.error - errors;
    this.#exit.heldBack(heldBack);
    // Which inputs could not be read is said by problems, and those may be among the ones held back.
    if (heldBack > 0 && summary.exit.code === EXIT.UNTRUSTED) this.#exit.untrusted(`${path} cannot be trusted`);
    for (const severity of ['error', 'warning'] as const) this.#tally.addProblems(severity, problems[severity]);
    for (const reason of SET_ASIDE_REASONS) this.#tally.addSetAside({ reason }, setAside[reason]);
    this.#tally.addRowsWithoutFinding(assets.judged - assets.found);
    this.#tally.inputs.push(...inputs);
    this.#unused.add(JSON.stringify(run.waivers), waivers.unused);
    this.#resolved.add(JSON.stringify(run.baseline), summary.resolved);
    for (const id of waivers.expired) this.#expired.add(id);
    for (const id of waivers.expiring) this.#expiring.add(id);
    this.#dismissed += waivers.dismissed;
    for (const id of CATEGORIES) {
      const count = unclear[id];
      if (count !== undefined) this.#unclear[id] = (this.#unclear[id] ?? 0) + count;
    }
    return inputs.flatMap(({ source, sha256 }) => {
      const isRepeated = sha256 !== null && this.#sources.get(source) === sha256;
      this.#sources.set(source, sha256);
      return isRepeated ? [`${path}: ${source} is in more than one result`] : [];
    });
  }

  /** `asOf`: the latest day of the results. */
  summary(
    asOf: string,
    lists: readonly ListRef[],
  ): { readonly event: SummaryEvent; readonly warnings: readonly string[] } {
    const waivers = this.#waivers?.report() ?? this.#recordedWaivers();
    const { exit, warnings } = this.#exit.end({ asOf, lists, tally: this.#tally, waivers });
    const { unused, expired, expiring, dismissed } = waivers;
    return {
      warnings: [...warnings, ...this.#worse.flatMap((worse) => worse.warnings())],
      event: {
        type: 'summary',
        ...this.#tally.counts,
        waivers: { unused, expired, expiring, dismissed },
        unclear: this.#unclear,
        resolved: this.#baseline?.resolved() ?? this.#resolved.all().sort(),
        exit,
      },
    };
  }

  #recordedWaivers(): WaiverReport {
    return {
      unused: this.#unused.all(),
      expired: [...this.#expired],
      expiring: [...this.#expiring],
      dismissed: this.#dismissed,
    };
  }

  get #now(): Current {
    if (this.#current === null) throw new Error('an event came before the run it belongs to');
    return this.#current;
  }
}
