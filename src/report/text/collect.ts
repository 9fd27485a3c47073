import type { DesignationEvent, InputEvent, ListRef, Outcome, RunEvent } from '../../core/events.ts';
import { IDENTITY_FIELDS, type Field } from '../../core/fields.ts';
import type { Finding } from '../../core/finding.ts';
import { SET_ASIDE_TEXTS, type SetAside } from '../../core/set-aside.ts';
import { placeName } from '../phrases.ts';
import type { ReportOptions } from '../reporter.ts';
import { Group, inOrder } from './group.ts';
import { ProblemTally } from './problems.ts';

/** More sites than this are counted together under `OTHER`. */
const MOST_GROUPS = 1_000;
/** Rows with nothing to judge of which `-v` says where they are. */
const MOST_PLACES = 1_000;
const OTHER = 'other';
const NO_SITE = 'no site given';

/** Findings of one kind that are reported in one line: how many, and the first as an example. */
export interface Told {
  readonly title: string;
  readonly example: Finding;
  count: number;
}

/** Rows with nothing to judge, and with `-v` where they are. */
export interface Unjudged {
  count: number;
  readonly places: string[];
}

/** What the text report holds until its end: counts, and the strongest few findings of every group. */
export class Collected {
  run: RunEvent | null = null;
  readonly inputs: InputEvent[] = [];
  readonly designations = new Map<string, DesignationEvent>();
  readonly groups = new Map<string, Group>();
  /**
   * The groups that the lists have something to say of, whatever the findings are grouped by: vendors and categories.
   */
  readonly #things: Map<string, Group>;
  readonly possible = new Map<string, Told>();
  /** Category rows whose status depends on a missing fact, by category and fact. */
  readonly unanswered = new Map<string, Told>();
  readonly problems: ProblemTally;
  /** Rows with nothing to judge, by reason. */
  readonly nothingToJudge = new Map<string, Unjudged>();
  /** Findings that the baseline has. */
  known = 0;
  findings = 0;
  /** Names that were read and set aside, with -v. */
  readonly setAside: string[] = [];

  readonly #options: ReportOptions;
  readonly #blind = new Set<string>();

  constructor(options: ReportOptions) {
    this.#options = options;
    this.problems = new ProblemTally(options.verbose);
    this.#things = options.groupBy === 'vendor' ? this.groups : new Map<string, Group>();
  }

  /** What the lists say is reported once for each vendor or category. */
  get things(): readonly Group[] {
    return inOrder(this.#things);
  }

  /** The vendor or category of a finding that was added. */
  thingOf(finding: Finding): Group | undefined {
    return this.#things.get(thingKey(finding));
  }

  get lists(): readonly ListRef[] {
    return this.run?.lists ?? [];
  }

  addInput(event: InputEvent): void {
    this.inputs.push(event);
    const tells = event.columns.some(({ field }) => isIdentity(field));
    if (!tells && event.columns.length > 0) this.#blind.add(event.source);
  }

  addOutcome(outcome: Outcome): void {
    for (const event of outcome.designations) this.designations.set(`${event.list} ${event.entry}`, event);
    for (const problem of outcome.problems) this.problems.add(problem);
    for (const finding of outcome.findings) this.#addFinding(finding);
    for (const name of outcome.setAside ?? []) this.#addSetAside(name, outcome);
    if (!outcome.judged && outcome.record !== null && outcome.record.aside !== true) {
      const reason = this.#blind.has(outcome.source)
        ? 'no column names a maker, model, MAC or other identity'
        : 'maker, model, MAC and other identity cells are empty or say nothing';
      this.#addUnjudged(reason, outcome);
    }
  }

  #addSetAside({ name, reason, by, column, seen }: SetAside, { source, row, line, cell }: Outcome): void {
    if (!this.#options.verbose || this.setAside.length >= MOST_PLACES) return;
    const place = this.place({ source, row: row ?? 0, line, cell });
    const why = `${SET_ASIDE_TEXTS[reason]}${by === null ? '' : ` ("${by}")`}`;
    this.setAside.push(`${place}: ${name}${column === '' ? '' : ` in ${column}`}, ${why}: ${seen}`);
  }

  #addUnjudged(reason: string, { source, row, line, cell }: Outcome): void {
    const known = this.nothingToJudge.get(reason) ?? { count: 0, places: [] };
    this.nothingToJudge.set(reason, known);
    known.count += 1;
    if (!this.#options.verbose || known.places.length >= MOST_PLACES) return;
    known.places.push(this.place({ source, row: row ?? 0, line, cell }));
  }

  #addFinding(finding: Finding): void {
    this.findings += 1;
    if (finding.new === false) this.known += 1;
    const { vendor, category, confidence, status, designations } = finding;
    if (!finding.fails && !this.#options.verbose) {
      if (category !== null && status === 'undetermined') {
        const needs = [...new Set(designations.flatMap((designation) => designation.needs))].join(', ');
        tell(this.unanswered, `${category.id} ${needs}`, category.name, finding);
        return;
      }
      if (confidence === 'possible') {
        tell(this.possible, vendor?.id ?? category?.id ?? '', vendor?.name ?? category?.name ?? '', finding);
        return;
      }
    }
    for (const [key, title] of this.#groupsOf(finding)) this.#group(this.groups, key, title).add(finding);
    if (this.#things !== this.groups) {
      this.#group(this.#things, thingKey(finding), thingTitle(finding)).add(finding);
    }
  }

  #groupsOf(finding: Finding): readonly (readonly [key: string, title: string])[] {
    const { asset, designations } = finding;
    switch (this.#options.groupBy) {
      case 'vendor':
        return [[thingKey(finding), thingTitle(finding)]];
      case 'site':
        return [[`site ${asset.site ?? ''}`, asset.site ?? NO_SITE]];
      case 'list':
        return [...new Set(designations.map(({ list }) => list))].map((list) => [list, this.listTitle(list)]);
      case 'none':
        return [['', 'Findings']];
    }
  }

  #group(groups: Map<string, Group>, key: string, title: string): Group {
    const known = groups.get(key);
    if (known !== undefined) return known;
    if (groups.size >= MOST_GROUPS && key !== OTHER) return this.#group(groups, OTHER, OTHER);
    const group = new Group(title, this.#options);
    groups.set(key, group);
    return group;
  }

  /** `line 13`, `Sheet1!B12`, `row 12`; with the file's name when there are several. */
  place(at: Pick<Finding, 'source' | 'row' | 'line' | 'cell'>): string {
    if (this.inputs.length > 1) return placeName(at);
    return at.cell ?? (at.line === null ? `row ${at.row}` : `line ${at.line}`);
  }

  listTitle(id: string): string {
    return this.lists.find((list) => list.id === id)?.title ?? id;
  }
}

/** True for a field that can tell who made a thing. */
export function isIdentity(field: Field): boolean {
  return (IDENTITY_FIELDS as readonly Field[]).includes(field);
}

function thingKey({ vendor, category }: Finding): string {
  return vendor?.id ?? `category ${category?.id ?? ''}`;
}

function thingTitle({ vendor, category }: Finding): string {
  return vendor?.name ?? category?.name ?? '';
}

function tell(told: Map<string, Told>, key: string, title: string, example: Finding): void {
  const known = told.get(key);
  if (known === undefined) told.set(key, { title, example, count: 1 });
  else known.count += 1;
}
