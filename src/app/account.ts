import { AssetTable } from '../core/asset.ts';
import { oncePer } from '../core/cache.ts';
import { ATTENTION_KINDS, type Attention, type AttentionKind, type Counts } from '../core/events.ts';
import type { InputCount, Outcome, RunEvent, Step, SummaryEvent } from '../core/events.ts';
import { CONFIDENCES, SET_ASIDE_REASONS, STATUSES, thingId, type Finding } from '../core/finding.ts';
import { heldUnder } from '../core/groups.ts';
import { PROBLEM_KINDS, type Severity } from '../core/problem.ts';
import { excerpt, unshared } from '../core/text.ts';
import { Law, type Baseline } from '../waivers/baseline.ts';
import type { WaiverRun } from '../waivers/waiver.ts';
import * as items from './attention.ts';
import { exitRule, failRule, outdated } from './exit.ts';
import type { Options } from './options.ts';

/** Sites beyond these are counted together, as `other`. */
const MOST_SITES = 1000;
/** Kinds of items that findings and problems do not show: a report takes them over from earlier results. */
const TAKEN_OVER: readonly AttentionKind[] = ['gate', 'missing-fact', 'not-judged', 'set-aside', 'list-empty'];

const WARNED_KINDS: readonly AttentionKind[] = ['list-empty', 'list-age', 'waiver'];
/** `guesses` is called last: whether a guess held may be known only when all inputs were read. */
type ReadInput = Omit<InputCount, 'found' | 'failing' | 'guessed'> & { readonly guesses: () => InputCount['guessed'] };
type Earlier = Partial<Pick<SummaryEvent, 'elsewhere' | 'waivers'> & { unseen: ReturnType<Baseline['unseen']> }>;

/**
 * Adds up the outcomes of one run, made from rows (`check`) or from events of earlier results (`report`). Decides what
 * waivers cover, what is new and what fails; counts; gives the exit code and its reasons.
 */
export class Account {
  readonly #run: RunEvent;
  readonly #waivers: WaiverRun | null;
  readonly #baseline: Baseline | null;
  readonly #exitRule = exitRule();
  /** For the outcomes that come next: in a report, each earlier run may have a rule of its own. */
  #failRule: ReturnType<typeof failRule>;
  /** Those about the whole: in a report, the strictest of all its results. */
  readonly #options: Options;
  /** Lists and designations so far. In a report, each earlier run repeats them before its findings. */
  readonly #law: Law;
  readonly #attention = items.attentionList();
  /** Items taken over, as JSON: an item that two results share stands once. */
  readonly #takenOver = new Set<string>();
  readonly #listsOf = oncePer((all: Finding['designations']) => [...new Set(all.map(({ list }) => list))]);
  readonly #assumedIn = oncePer((designations: Finding['designations']) => items.assumedIn(designations, this.#law));
  readonly #inputs: (() => InputCount)[] = [];
  readonly #hashes = new Set<string>();
  #foundBeforeInputs = 0;
  /** By input, of those being added: its assets with a finding, even if another input has them too. */
  readonly #bySource = new Map<string, AssetTable>();
  readonly #sites = new Map<string, { readonly assets: AssetTable; notJudged: number }>();
  readonly #findings = { status: newCounts(), confidence: newCounts(), vendor: newCounts(), list: newCounts() };
  readonly #byChange = newCounts();
  readonly #assets = new AssetTable();
  readonly #undated = { count: 0, first: null as Finding | null };
  readonly #problems: Record<Severity, number> = { error: 0, warning: 0 };
  readonly #setAside = newCounts();
  #withoutFinding = 0;
  /** How many findings the baseline keeps from failing although they did not fail when it was made. */
  #worsened = 0;

  /** `run`: the event of the whole run. Without `waivers` or a `baseline`, findings keep what they say of them. */
  constructor(run: RunEvent, options: Options, waivers: WaiverRun | null = null, baseline: Baseline | null = null) {
    this.#run = run;
    this.#law = baseline?.now ?? new Law();
    this.#law.add(run);
    this.#options = options;
    this.#waivers = waivers;
    this.#baseline = baseline;
    this.#failRule = failRule(options, this.#law);
    for (const item of run.gate) this.addAttention(item);
  }

  /** Begins an earlier run of a report, with its own options for what fails. */
  begin(options: Options): void {
    this.#failRule = failRule(options, this.#law);
  }

  /** Adds the outcomes of so many rows, decides which of their findings fail, and returns them as reports show them. */
  take(given: readonly Outcome[], rows = 0): Step {
    return { kind: 'outcomes', outcomes: given.map((one) => this.#take(one)), rows };
  }

  #take(given: Outcome): Outcome {
    // A designation is reported once, before the first finding that uses it.
    const designations = given.designations.filter((one) => this.#law.add(one));
    const outcome = this.#waivers === null ? given : coveredBy(this.#waivers, given);
    const { record, judged, setAside = [], attention } = outcome;
    for (const mention of setAside) {
      count(this.#setAside, mention.reason);
      this.#attention.add('set-aside', false, () => items.setAsideItem(mention, outcome));
    }
    if (attention !== undefined) this.#attention.add(attention.kind, false, () => attention);
    if (!judged && record !== null) {
      this.#attention.add('not-judged', false, () => items.notJudgedItem(record));
      if (outcome.site !== undefined) this.#siteOf(outcome.site).notJudged += 1;
    }
    for (const finding of outcome.findings) this.#add(finding);
    for (const problem of outcome.problems) {
      const kind = problem.rejected ? 'not-judged' : PROBLEM_KINDS[problem.code];
      this.#attention.add(kind, true, () => items.problemItem(problem));
      this.#problems[problem.severity] += 1;
      this.#exitRule.addProblem(problem);
    }
    return designations.length === outcome.designations.length ? outcome : { ...outcome, designations };
  }

  #add(finding: Finding): void {
    const decided = finding as { -readonly [K in 'new' | 'newBecause' | 'fails']: Finding[K] };
    const wouldFail = this.#failRule.wouldFail(finding);
    let changed = false;
    if (this.#baseline !== null) {
      const { isNew, because, lists } = this.#baseline.compare(finding);
      decided.new = isNew;
      decided.newBecause = because;
      changed = lists.length > 0;
      for (const list of lists) count(this.#byChange, list);
    }
    decided.fails = wouldFail && finding.new !== false;
    const isAccepted = finding.new === false && (wouldFail || this.#failRule.isUndecided(finding));
    if (isAccepted && this.#baseline?.wasHarmless(finding.id) === true) this.#worsened += 1;
    this.#exitRule.addFinding(finding, this.#failRule);
    const { status, confidence, vendor, list: byList } = this.#findings;
    count(status, finding.status);
    count(confidence, finding.confidence);
    count(vendor, thingId(finding));
    for (const list of this.#listsOf(finding.designations)) count(byList, list);
    this.#addAsset(finding, changed);
    if (!finding.fails || !items.isUndated(finding)) return;
    this.#undated.count += 1;
    this.#undated.first ??= finding;
  }

  #addAsset(finding: Finding, changed: boolean): void {
    const { assetId, quantity, fails, source, asset, designations } = finding;
    const assumed = this.#assumedIn(designations);
    const findingKinds = items.kindsOf(finding, assumed);
    const kinds = changed && fails ? [...findingKinds, 'list-change' as const] : findingKinds;
    const marks = kinds.reduce((bits, kind) => bits | (1 << ATTENTION_KINDS.indexOf(kind)), 0);
    const newMarks = this.#assets.add(assetId, quantity, fails, marks);
    heldUnder(this.#bySource, source, newTable).add(assetId, quantity, fails);
    if (asset.site !== undefined) this.#siteOf(asset.site).assets.add(assetId, quantity, fails);
    if (newMarks === 0) return;
    for (const kind of kinds) {
      if ((newMarks & (1 << ATTENTION_KINDS.indexOf(kind))) === 0) continue;
      this.#attention.add(kind, true, () => items.findingItem(kind, finding, assumed));
    }
  }

  #siteOf(name: string) {
    return heldUnder(this.#sites, excerpt(name), () => ({ assets: new AssetTable(), notJudged: 0 }), MOST_SITES);
  }

  /** Adds an item that no outcome holds: an option that lets less fail, or an item of an earlier result. */
  addAttention(item: Attention): void {
    const { kind, finding } = item;
    const isTakenOver = TAKEN_OVER.includes(kind) || (kind === 'list-change' && this.#baseline === null);
    if (!isTakenOver || (finding !== null && kind !== 'list-change')) return;
    const key = JSON.stringify(item);
    if (this.#takenOver.has(key)) return;
    // Equal items about lines may mean several lines; an item about the run or the gate stands once.
    if (item.place === null || kind === 'gate') this.#takenOver.add(key);
    this.#attention.add(kind, finding !== null, () => item);
  }

  /**
   * Adds inputs that were read. `withoutFinding`: how many of their judged rows have no finding; each is an asset, not
   * counted again if all inputs were read before and brought no new asset with a finding. Returns the names of inputs
   * whose content was read before.
   */
  addInputs(inputs: readonly ReadInput[], withoutFinding: number): readonly string[] {
    const readBefore = inputs.filter(({ sha256 }) => sha256 !== null && this.#hashes.has(sha256));
    const hasNew = readBefore.length < inputs.length;
    if (hasNew || this.#assets.found > this.#foundBeforeInputs) this.#withoutFinding += withoutFinding;
    this.#foundBeforeInputs = this.#assets.found;
    for (const { guesses, ...input } of inputs) {
      if (input.sha256 !== null) this.#hashes.add(input.sha256);
      const { found = 0, failing = 0 } = this.#bySource.get(input.source) ?? {};
      this.#bySource.delete(input.source);
      this.#inputs.push(() => ({ ...input, found, failing, guessed: guesses() }));
    }
    return readBefore.map(({ source }) => source);
  }

  /** Adds what the summary of an earlier result counts and its outcomes do not show. Returns what `addInputs` does. */
  addSummary(summary: SummaryEvent, { gate }: RunEvent, attention: readonly Attention[]): readonly string[] {
    const { inputs, setAside, assets, sites } = summary;
    // Earlier results do not say it.
    for (const [site, { notJudged = 0 }] of Object.entries(sites)) this.#siteOf(site).notJudged += notJudged;
    // The gate of the options is decided for the whole run; what a baseline hid stands in this result alone.
    const reasonsOfGate = new Set(gate.map(({ why }) => why));
    for (const item of attention) if (!reasonsOfGate.has(item.why)) this.addAttention(item);
    for (const kind of TAKEN_OVER) {
      const held = attention.filter((item) => item.kind === kind).length;
      this.#attention.count(kind, (summary.attention[kind] ?? 0) - held);
    }
    for (const reason of SET_ASIDE_REASONS) count(this.#setAside, reason, setAside[reason]);
    if (this.#baseline === null)
      for (const [list, more] of Object.entries(summary.newByList)) count(this.#byChange, list, more);
    const read = inputs.map((input) => ({ ...input, guesses: () => input.guessed }));
    return this.addInputs(read, assets.judged - assets.found);
  }

  /**
   * Ends the run: warnings for people, first `notes`, then the summary of everything added, with the items to look at.
   * `elsewhere`: vendors that only other lists name, shown if nothing was found; `waivers`: how the waivers were used
   * in earlier results; `unseen`: baseline findings that those did not have, each with its inputs that were not read.
   */
  *end(earlier: Earlier, notes: readonly string[] = []): Generator<Step> {
    const run = this.#run;
    const waivers = this.#waivers?.report() ?? earlier.waivers ?? NO_WAIVERS;
    const { found, failing, pieces } = this.#assets;
    const inputs = this.#inputs.map((countOf) => countOf());
    const wereRead = new Set(inputs.flatMap(({ source, sha256 }) => (sha256 === null ? [] : source)));
    const unseen = [...(this.#baseline?.unseen(wereRead) ?? earlier.unseen ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    const { status, confidence, vendor, list } = this.#findings;
    const findings = {
      ...{ status: inOrder(STATUSES, status), confidence: inOrder(CONFIDENCES, confidence) },
      ...{ vendor: sorted(vendor), list: sorted(list) },
    };
    const facts = { asOf: this.#options.asOf, lists: run.lists, inputs, findings, waivers };
    for (const item of outdated(facts)) this.#attention.add('list-age', false, () => item);
    for (const item of items.waiverItems(waivers, run.waivers?.path ?? null))
      this.#attention.add('waiver', false, () => item);
    if (this.#worsened > 0)
      this.#attention.add('gate', false, () => items.worsenedItem(this.#worsened, run.baseline?.path ?? null));
    const { count: undated, first } = this.#undated;
    if (first !== null) this.#attention.add('missing-fact', true, () => items.undatedItem(undated, first));
    const attention = this.#attention.items();
    const counted = Array.from(this.#sites, ([name, { assets, notJudged }]) => {
      return [name, { found: assets.found, failing: assets.failing, notJudged }] as const;
    });
    const sites = counted.sort(([a, x], [b, y]) => y.failing - x.failing || y.found - x.found || (a < b ? -1 : 1));
    const event: SummaryEvent = {
      type: 'summary',
      inputs,
      findings,
      // Own properties, so that a site called `__proto__` is a site.
      sites: Object.fromEntries(sites),
      attention: this.#attention.counts(),
      setAside: inOrder(SET_ASIDE_REASONS, this.#setAside),
      problems: this.#problems,
      assets: { judged: this.#withoutFinding + found, found, failing },
      pieces,
      undated,
      waivers,
      newByList: sorted(this.#byChange),
      elsewhere: found > 0 ? [] : (earlier.elsewhere ?? []).toSorted((a, b) => b.rows - a.rows),
      resolved: unseen.flatMap(([id, sources]) => (sources.length === 0 ? id : [])),
      notRead: unseen.flatMap(([id, sources]) => (sources.length === 0 ? [] : { id, sources })),
      exit: this.#exitRule.end(facts, this.#options),
    };
    const warned = attention.filter(({ kind, why }) => WARNED_KINDS.includes(kind) && !why.endsWith(items.UNUSED));
    const texts = new Set(warned.map(({ why, do: advice }) => (advice === null ? why : `${why}; ${advice}`)));
    yield* warnings([...notes, ...texts]);
    yield { kind: 'summary', event, attention };
  }
}

/** Warnings for people, besides the result. */
export function* warnings(texts: readonly string[]): Generator<Step> {
  for (const text of texts) yield { kind: 'message', severity: 'warning', text };
}

const newCounts = () => new Map<string, number>();
const newTable = () => new AssetTable();

const NO_WAIVERS = { unused: [], expired: [], expiring: [], notYet: [], dismissed: 0 };

function count(counts: Map<string, number>, name: string, more = 1): void {
  const before = counts.get(name);
  counts.set(before === undefined ? unshared(name) : name, (before ?? 0) + more);
}

/** Every name in a fixed order, including those that never occurred. */
function inOrder(names: readonly string[], counts: ReadonlyMap<string, number>): Counts {
  return Object.fromEntries(names.map((name) => [name, counts.get(name) ?? 0]));
}

/** Largest first, then by name. Own properties only, so that a site called `__proto__` is a site. */
function sorted(counts: ReadonlyMap<string, number>): Counts {
  return Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}

/** The outcome with what these waivers cover, without what waivers covered when it was made. */
function coveredBy({ apply, applyTo }: WaiverRun, outcome: Outcome): Outcome {
  return { ...outcome, findings: outcome.findings.map(apply), problems: outcome.problems.map(applyTo) };
}
