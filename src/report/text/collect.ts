import type { DesignationEvent, Outcome } from '../../core/events.ts';
import { SET_ASIDE_TEXTS, type Finding, type SetAside } from '../../core/finding.ts';
import { Collected, type Place } from '../collected.ts';
import { grouped, placeName } from '../phrases.ts';
import type { ReportOptions } from '../reporter.ts';
import { assetsOf, kindOf, Section, type AssetLine, type Kind } from './section.ts';

/** Assets of a group in the table, and of a kind below it. */
const SHOWN = { table: 20, other: 10 };
/** The same with `-v`: sites may be a thousand, groups of another kind are some dozens. */
const SHOWN_WITH_V = { site: 100, other: 1_000 };
/** Names set aside of which `-v` says where they are. */
const MOST_PLACES = 1_000;

/** An entry of a list that findings use, and the vendors and categories that it is about. */
interface UsedEntry {
  readonly event: DesignationEvent;
  readonly things: Set<string>;
  /** False as long as it is only `listed` or `exempt`: then what it forbids does not matter here. */
  matters: boolean;
}

/** What the text report holds until its end: counts, and the strongest few assets of every group. */
export class TextCollected extends Collected {
  readonly entries = new Map<string, UsedEntry>();
  readonly sections = new Map<Kind, Section>();
  /** Names that were read and set aside, with `-v`. */
  readonly setAside: string[] = [];
  readonly #options: ReportOptions;
  readonly #usedBy = new WeakMap<Finding['designations'], string>();

  constructor(options: ReportOptions) {
    super(0, options);
    this.#options = options;
  }

  /** What a list is called in tables: its short name, or its number among those that findings use. */
  listLabel(id: string, numbered: boolean): string {
    if (!numbered) return this.law.list(id)?.short ?? id;
    const used = new Set([...this.entries.values()].map(({ event }) => event.list));
    return String(this.run.lists.filter((list) => used.has(list.id)).findIndex((list) => list.id === id) + 1);
  }

  /** How many assets there are of a kind. */
  count(kind: Kind): number {
    return this.sections.get(kind)?.count ?? 0;
  }

  override addOutcome(outcome: Outcome): void {
    super.addOutcome(outcome);
    for (const event of outcome.designations) {
      const key = `${event.list} ${event.entry}`;
      if (!this.entries.has(key)) this.entries.set(key, { event, things: new Set(), matters: false });
    }
    for (const asset of assetsOf(outcome.findings)) this.#addAsset(asset);
    for (const name of outcome.setAside ?? []) this.#addSetAside(name, outcome);
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
    for (const { list, entry, status } of finding.designations) {
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
        return listsOf(asset).map((list) => this.law.title(list));
      case 'none':
        return [''];
    }
  }

  #addSetAside({ name, reason, by, column, seen }: SetAside, outcome: Outcome): void {
    if (!this.#options.verbose || this.setAside.length >= MOST_PLACES) return;
    const why = `${SET_ASIDE_TEXTS[reason]}${by === null ? '' : ` ("${by}")`}`;
    this.setAside.push(`${this.place(outcome)}: ${name}${column === '' ? '' : ` in ${column}`}, ${why}: ${seen}`);
  }

  /** `line 13`, `Sheet1!B12`, `row 12`; with the file's name when there are several. */
  place(at: Place): string {
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
