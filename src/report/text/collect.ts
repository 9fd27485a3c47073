import type { DesignationEvent, InputEvent, ListRef, Outcome, RunEvent } from '../../core/events.ts';
import { isIdentity } from '../../core/fields.ts';
import { SET_ASIDE_TEXTS, type Finding, type SetAside } from '../../core/finding.ts';
import { isOpen, type Problem } from '../../core/problem.ts';
import { HeldProblems } from '../at-the-end.ts';
import { problemGrade, grouped, placeName } from '../phrases.ts';
import type { ReportOptions } from '../reporter.ts';
import { assetsOf, kindOf, Section, type AssetLine, type Kind } from './section.ts';

/** Assets of a group in the table, and of a kind below it. */
const SHOWN = { table: 20, other: 10 };
/** The same with `-v`: sites may be a thousand, groups of another kind are some dozens. */
const SHOWN_WITH_V = { site: 100, other: 1_000 };
/** Rows with nothing to judge, and names set aside, of which `-v` says where they are. */
const MOST_PLACES = 1_000;

/** An entry of a list that findings use, and the vendors and categories that it is about. */
export interface UsedEntry {
  readonly event: DesignationEvent;
  readonly things: Set<string>;
  /** False as long as it is only `listed` or `exempt`: then what it forbids does not matter here. */
  matters: boolean;
}

/** What the text report holds until its end: counts, and the strongest few assets of every group. */
export class Collected {
  run: RunEvent | null = null;
  readonly inputs: InputEvent[] = [];
  readonly entries = new Map<string, UsedEntry>();
  readonly sections = new Map<Kind, Section>();
  readonly problems: ProblemTally;
  /** Whether something may be banned for all that the inventory says, accepted or not. */
  isOpen = false;
  /** Rows with nothing to judge, by reason; with `-v` their places. */
  readonly nothingToJudge = new Map<string, { count: number; readonly places: string[] }>();
  /** Names that were read and set aside, with `-v`. */
  readonly setAside: string[] = [];
  readonly #options: ReportOptions;
  readonly #blind = new Set<string>();
  readonly #usedBy = new WeakMap<Finding['designations'], string>();

  constructor(options: ReportOptions) {
    this.#options = options;
    this.problems = new ProblemTally(options.verbose);
  }

  get lists(): readonly ListRef[] {
    return this.run?.lists ?? [];
  }

  /** What a list is called in tables: its short name, or its number among those that findings use. */
  listLabel(id: string, numbered: boolean): string {
    if (!numbered) return this.lists.find((list) => list.id === id)?.short ?? id;
    const used = new Set([...this.entries.values()].map(({ event }) => event.list));
    return String(this.lists.filter((list) => used.has(list.id)).findIndex((list) => list.id === id) + 1);
  }

  /** How many assets there are of a kind. */
  count(kind: Kind): number {
    return this.sections.get(kind)?.count ?? 0;
  }

  addInput(event: InputEvent): void {
    this.inputs.push(event);
    const tells = event.columns.some(({ field }) => isIdentity(field));
    if (!tells && event.columns.length > 0) this.#blind.add(event.source);
  }

  addOutcome(outcome: Outcome): void {
    for (const event of outcome.designations) {
      const key = `${event.list} ${event.entry}`;
      if (!this.entries.has(key)) this.entries.set(key, { event, things: new Set(), matters: false });
    }
    for (const problem of outcome.problems) this.problems.add(problem);
    for (const asset of assetsOf(outcome.findings)) this.#addAsset(asset);
    for (const name of outcome.setAside ?? []) this.#addSetAside(name, outcome);
    if (!outcome.judged && outcome.record !== null && outcome.record.aside !== true) this.#addUnjudged(outcome);
  }

  #addAsset(asset: AssetLine): void {
    const kind = kindOf(asset[0]);
    for (const finding of asset) this.#use(finding);
    const { verbose, groupBy } = this.#options;
    let section = this.sections.get(kind);
    if (section === undefined) {
      const most = verbose
        ? SHOWN_WITH_V[groupBy === 'site' ? 'site' : 'other']
        : SHOWN[kind === 'banned' ? 'table' : 'other'];
      this.sections.set(kind, (section = new Section(most)));
    }
    section.add(asset, kind === 'banned' ? this.#titlesOf(asset) : ['']);
  }

  #use(finding: Finding): void {
    const title = titleOf(finding);
    // Findings judged alike share their designations.
    if (this.#usedBy.get(finding.designations) === title) return;
    this.#usedBy.set(finding.designations, title);
    for (const { list, entry, status, waiver } of finding.designations) {
      if (status === 'undetermined' || waiver?.covers === 'undetermined') this.isOpen = true;
      const used = this.entries.get(`${list} ${entry}`);
      if (used === undefined) continue;
      used.things.add(title);
      if (status !== 'listed' && status !== 'exempt') used.matters = true;
    }
  }

  #titlesOf(asset: AssetLine): readonly string[] {
    const [first] = asset;
    switch (this.#options.groupBy) {
      case 'vendor':
        return [titleOf(first)];
      case 'site':
        return [first.asset.site ?? 'no site given'];
      case 'list':
        return listsOf(asset).map((list) => this.lists.find(({ id }) => id === list)?.title ?? list);
      case 'none':
        return [''];
    }
  }

  #addSetAside({ name, reason, by, column, seen }: SetAside, outcome: Outcome): void {
    if (!this.#options.verbose || this.setAside.length >= MOST_PLACES) return;
    const why = `${SET_ASIDE_TEXTS[reason]}${by === null ? '' : ` ("${by}")`}`;
    this.setAside.push(`${this.place(outcome)}: ${name}${column === '' ? '' : ` in ${column}`}, ${why}: ${seen}`);
  }

  #addUnjudged(outcome: Outcome): void {
    const reason = this.#blind.has(outcome.source)
      ? 'no column names a vendor, model or MAC'
      : 'the cells for vendor, model and MAC are empty, say nothing or hold a random MAC';
    const known = this.nothingToJudge.get(reason) ?? { count: 0, places: [] };
    this.nothingToJudge.set(reason, known);
    known.count += 1;
    if (this.#options.verbose && known.places.length < MOST_PLACES) known.places.push(this.place(outcome));
  }

  /** `line 13`, `Sheet1!B12`, `row 12`; with the file's name when there are several. */
  place(at: Pick<Outcome, 'source' | 'row' | 'line' | 'cell'>): string {
    if (this.inputs.length > 1) return placeName(at);
    return at.cell ?? (at.line === null ? `row ${grouped(at.row ?? 0)}` : `line ${at.line}`);
  }
}

/** The lists that give an asset its status. */
export function listsOf(asset: AssetLine): readonly string[] {
  const [{ status }] = asset;
  const deciding = asset.flatMap(({ designations }) => designations.filter((one) => one.status === status));
  return [...new Set(deciding.map(({ list }) => list))];
}

/** `Hikvision`, also of a subsidiary; `Consumer router`. */
function titleOf({ vendor, category }: Finding): string {
  return vendor?.name ?? category?.name ?? '';
}

const PLACES = 3;
/** Problems that `-v` lists one by one. */
const MOST_TOLD = 1_000;

interface CodeCount {
  readonly first: Problem;
  readonly places: string[];
  count: number;
}

/** Problems by code: how many, the first places, the first message; with `-v` each of them. */
class ProblemTally {
  readonly #byCode = new Map<string, CodeCount>();
  readonly #each: HeldProblems | null;

  constructor(verbose: boolean) {
    this.#each = verbose ? new HeldProblems(MOST_TOLD) : null;
  }

  add(problem: Problem): void {
    this.#each?.add(problem);
    const key = `${problem.code} ${problemGrade(problem)}`;
    const known = this.#byCode.get(key);
    if (known === undefined) {
      this.#byCode.set(key, { first: problem, places: [placeName(problem)], count: 1 });
      return;
    }
    known.count += 1;
    if (known.places.length < PLACES) known.places.push(placeName(problem));
  }

  /** What makes the run incomplete. */
  get errors(): string[] {
    return this.#lines(isOpen);
  }

  /** The others: warnings, and what a waiver covers. */
  get warnings(): string[] {
    return this.#lines((problem) => !isOpen(problem));
  }

  /** One line a code: `2 stray-quote at site.csv:41, site.csv:90: message (hint)`; with `-v` one a problem. */
  #lines(isOne: (problem: Problem) => boolean): string[] {
    if (this.#each !== null) {
      const all = this.#each.all().filter(isOne);
      return all.map((problem) => `${nameOf(problem)} at ${placeName(problem)}: ${said(problem)}`);
    }
    return [...this.#byCode.values()]
      .filter(({ first }) => isOne(first))
      .map(({ first, places, count }) => {
        const more = count > places.length ? ' ... (-v: all)' : '';
        const counted = count === 1 ? '' : `${grouped(count)} `;
        return `${counted}${nameOf(first)} at ${places.join(', ')}${more}: ${said(first)}`;
      });
  }
}

function nameOf({ code, waiver }: Problem): string {
  return waiver === null ? code : `${code} (waived by ${waiver.id})`;
}

function said({ message, hint }: Problem): string {
  return `${message}${hint === null ? '' : ` (${hint})`}`;
}
