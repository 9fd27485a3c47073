import type { Attention, RunEvent, SummaryEvent } from '../core/events.ts';
import { CONFIDENCES, STATUSES, thingId, type Finding } from '../core/finding.ts';
import type { Law } from './law.ts';
import { grouped, isUndecided } from './phrases.ts';
import type { ReportFormat, ReportOptions, Reporter, RunSoFar } from './reporter.ts';
import { IdTable } from '../core/asset.ts';
import { groupsOf, heldUnder } from '../core/groups.ts';

/** All that `atTheEnd` keeps of a run for its format, within bounds. */
export interface Collected extends RunSoFar {
  readonly run: RunEvent;
  readonly summary: SummaryEvent;
  readonly attention: readonly Attention[];
  readonly findings: Strongest<Finding>;
  readonly assets: AssetGroups;
  readonly options: ReportOptions;
}

/** Findings in a format for CI: GitHub shows the first 5,000 results of an upload. */
export const MOST_FOR_CI = 5_000;

/** A format that is written at the end, from at most so many findings, and assets of each state or group. */
export function atTheEnd(
  most: { readonly findings?: number; readonly assets?: number | ((options: ReportOptions, law: Law) => AssetGroups) },
  render: (held: Collected) => ReturnType<Reporter['summary']>,
): ReportFormat {
  return (options, soFar) => {
    const { law } = soFar;
    const { findings: mostFindings = 0, assets = 0 } = most;
    const findings = new Strongest<Finding>(mostFindings);
    const groups = typeof assets === 'number' ? new AssetGroups(assets) : assets(options, law);
    return {
      outcome(outcome) {
        for (const finding of outcome.findings) {
          law.noteUse(finding);
          if (mostFindings > 0) findings.add(finding, rankOf(finding));
        }
        groups.add(outcome.findings);
        return '';
      },
      summary: (summary, attention) =>
        render({ ...soFar, options, run: law.run, summary, attention, findings, assets: groups }),
    };
  };
}

/** `3 of 8 findings are left out; ...`; empty where none are. */
export function leftOut(of: Pick<Strongest<Finding>, 'more' | 'total'>, what = 'findings'): readonly string[] {
  const left = `${grouped(of.more)} of ${grouped(of.total)} ${what} are left out`;
  return of.more > 0 ? [`${left}; --format ndjson has them all`] : [];
}

/** The states of assets, what matters most first, with what to do about each. */
export const STATES = {
  fails: 'replace it, or add a waiver',
  banned: 'forbidden, but does not fail by the options of this run',
  possible: 'check the device, then fix the row or add a waiver',
  undetermined: 'netvet cannot tell: add what is missing to the inventory, since it decides',
  upcoming: 'replace, or add a waiver, before the day it is forbidden',
  waived: 'accepted until the waiver ends',
  exempt: 'allowed until the exemption ends',
  listed: 'on a list, but not forbidden today',
  known: 'in the baseline',
} as const;
export type State = keyof typeof STATES;
export const STATE_NAMES = Object.keys(STATES) as readonly State[];

/** An asset with its findings, the strongest first: one line of a report. */
export type Asset = [Finding, ...Finding[]];

/** `possible`: banned, if it is that vendor. What netvet cannot decide is `undetermined`, even under a waiver. */
export function stateOf(finding: Finding): State {
  const { fails, status, confidence, new: isNew } = finding;
  if (fails) return 'fails';
  if (isNew === false) return status === 'undetermined' ? status : 'known';
  if (isUndecided(finding)) return 'undetermined';
  return status === 'banned' && confidence === 'possible' ? 'possible' : status;
}

/** How much a finding matters, 0 the most: by state, then by status and confidence. */
export function rankOf(finding: Finding): number {
  const { status, confidence } = finding;
  const byStatus = STATE_NAMES.indexOf(stateOf(finding)) * STATUSES.length + STATUSES.indexOf(status);
  return byStatus * CONFIDENCES.length + CONFIDENCES.indexOf(confidence);
}

/** Findings, the strongest first. */
export const ranked = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => rankOf(a) - rankOf(b));

/** The strongest items seen, at most `most`, and how many there were in all. Of equals the first seen are kept. */
export class Strongest<T> {
  readonly #most: number;
  readonly #byRank: T[][] = [];
  total = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** `rank`: 0 for the strongest. Returns the item that was dropped, which may be `item`. */
  add(item: T, rank: number): T | undefined {
    this.total += 1;
    while (this.#byRank.length <= rank) this.#byRank.push([]);
    this.#byRank[rank]?.push(item);
    return this.total <= this.#most ? undefined : this.#byRank.findLast((items) => items.length > 0)?.pop();
  }

  /** The strongest first; among equals in the order seen. */
  get items(): readonly T[] {
    return this.#byRank.flat();
  }

  get more(): number {
    return Math.max(0, this.total - this.#most);
  }
}

/** Groups beyond this number are counted together as `other`. */
const MOST_GROUPS = 1_000;

/** Assets by state and group: the strongest few of each group, and exact counts. Several rows of an asset are one. */
export class AssetGroups {
  readonly #states = new Map<string, Map<string, Strongest<Asset>>>();
  /** A bit for each state in which an asset was seen. */
  readonly #seen = new IdTable();
  /** The assets that no group has dropped, by state and id. */
  readonly #held = new Map<string, Asset>();
  readonly #counts = new Map<State, number>();
  readonly #most: number;
  readonly #titlesOf: (asset: Asset, state: State) => readonly string[];
  /** Lines: an asset in two states is two. */
  total = 0;
  repeats = 0;

  /** `most`: assets held of each group; `titlesOf`: the groups of an asset, which may be several. */
  constructor(most: number, titlesOf: (asset: Asset, state: State) => readonly string[] = () => ['']) {
    this.#most = most;
    this.#titlesOf = titlesOf;
  }

  add(findings: readonly Finding[]): void {
    // Most rows have one finding: sorting and grouping it as well took a fortieth of a run.
    const [first, second] = findings;
    if (first !== undefined && second === undefined) this.#addAsset([first]);
    else for (const asset of groupsOf(ranked(findings), ({ assetId }) => assetId).values()) this.#addAsset([...asset]);
  }

  /**
   * An asset stands where its first row in a state puts it; later rows add what they say more, or more surely, and the
   * groups that then come to those where it stands: more lists.
   */
  #addAsset(asset: Asset): void {
    const [{ assetId }] = asset;
    const state = stateOf(asset[0]);
    const bit = 1 << STATE_NAMES.indexOf(state);
    if ((this.#seen.addBits(assetId, bit) & bit) !== 0) {
      this.repeats += 1;
      const held = this.#held.get(`${state} ${assetId}`);
      if (held === undefined) return;
      const titles = this.#titlesOf(held, state);
      const byThing = groupsOf(ranked([...held, ...asset]), thingId);
      held.splice(0, held.length, ...Array.from(byThing.values(), ([strongest]) => strongest));
      const all = this.#titlesOf(held, state);
      const more = all.filter((title) => !titles.includes(title));
      if (titles.every((title) => all.includes(title))) this.#addToGroups(held, state, more);
      return;
    }
    this.#counts.set(state, this.count(state) + 1);
    this.total += 1;
    this.#held.set(`${state} ${assetId}`, asset);
    this.#addToGroups(asset, state, this.#titlesOf(asset, state));
  }

  #addToGroups(asset: Asset, state: State, titles: readonly string[]): void {
    const groups = heldUnder(this.#states, state, () => new Map<string, Strongest<Asset>>());
    for (const title of new Set(titles)) {
      const group = heldUnder(groups, title, () => new Strongest(this.#most), MOST_GROUPS);
      const dropped = group.add(asset, rankOf(asset[0]));
      if (dropped !== undefined) this.#held.delete(`${state} ${dropped[0].assetId}`);
    }
  }

  count(state: State): number {
    return this.#counts.get(state) ?? 0;
  }

  /** The largest group first. */
  groups(state: State): readonly (readonly [title: string, held: Strongest<Asset>])[] {
    return [...(this.#states.get(state) ?? [])].sort(([a, x], [b, y]) => y.total - x.total || (a < b ? -1 : 1));
  }

  get more(): number {
    return this.total - this.all().length;
  }

  all(): readonly { readonly state: State; readonly asset: Asset }[] {
    return STATE_NAMES.flatMap((state) =>
      this.groups(state).flatMap(([, held]) => held.items.map((asset) => ({ state, asset }))),
    );
  }
}
