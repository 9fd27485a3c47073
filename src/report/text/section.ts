import { IdTable } from '../../core/asset.ts';
import { thingId, type Confidence, type Finding } from '../../core/finding.ts';
import { unshared } from '../../core/text.ts';
import { thingName } from '../phrases.ts';
import { rankOf, Strongest } from '../collected.ts';

/** Where in the report an asset stands: what is banned, what needs a look, what needs nothing. */
export type Kind =
  'banned' | 'possible' | 'undetermined' | 'upcoming' | 'waived?' | 'known?' | 'waived' | 'exempt' | 'listed' | 'known';

/** An asset of one row with its findings, the strongest first: one line of the report. */
export type AssetLine = readonly [Finding, ...Finding[]];

/**
 * What fails is in the table, and what would but for `--fail-on`; anything else is where its status is explained.
 * `waived?` and `known?`: a waiver or the baseline covers it, and netvet cannot tell whether it is banned.
 */
export function kindOf({ fails, status, confidence, new: isNew, designations }: Finding): Kind {
  if (fails) return 'banned';
  const covered = designations.flatMap(({ waiver }) => waiver?.covers ?? []);
  if (isNew === false) return status === 'undetermined' ? 'known?' : 'known';
  if (status === 'waived' && covered.includes('undetermined') && !covered.includes('banned')) return 'waived?';
  return status === 'banned' && confidence === 'possible' ? 'possible' : status;
}

/** The findings of one row by their assets, the strongest of each first. */
export function assetsOf(findings: readonly Finding[]): readonly AssetLine[] {
  const [only, ...more] = findings;
  if (only === undefined) return [];
  if (more.length === 0) return [[only]];
  const byAsset = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    const known = byAsset.get(finding.assetId);
    if (known === undefined) byAsset.set(finding.assetId, [finding]);
    else known.push(finding);
  }
  return [...byAsset.values()];
}

/** Assets that are counted together: the strongest few, and exact counts. */
export class Group {
  readonly title: string;
  readonly strongest: Strongest<AssetLine>;
  readonly confidences = new Map<Confidence, number>();
  readonly number: number;
  /** Distinct assets: one may have a line for each of several vendors. */
  total = 0;

  constructor(title: string, number: number, most: number) {
    this.title = title;
    this.number = number;
    this.strongest = new Strongest<AssetLine>(most, ([finding]) => rankOf(finding));
  }

  /** `isNew`: whether the asset has no line in the group yet. */
  add(asset: AssetLine, isNew: boolean): void {
    this.strongest.add(asset);
    if (!isNew) return;
    const [{ confidence }] = asset;
    this.total += 1;
    this.confidences.set(confidence, (this.confidences.get(confidence) ?? 0) + 1);
  }
}

/** What many assets show: vendors and categories, and the groups in which they have a line. */
interface Shown {
  readonly things: readonly string[];
  readonly groups: readonly Group[];
}

const NOTHING: Shown = { things: [], groups: [] };

/** More groups than this are counted together under `OTHER`. */
const MOST_GROUPS = 1_000;
const OTHER = 'other';

/** All assets of one kind. One that comes in several rows is shown once for each vendor, at the first. */
export class Section {
  /** What each asset has shown so far, by number from 1. */
  readonly #assets = new IdTable();
  readonly #byNumber: Shown[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #groups = new Map<string, Group>();
  readonly #most: number;
  /** Vendors and categories, with their numbers of assets. */
  readonly things = new Map<string, number>();
  /** Distinct assets. */
  count = 0;
  /** Rows of which other rows have shown all. */
  again = 0;
  /** Whether all of it is banned: `--fail-on-status` makes other things fail as well. */
  allBanned = true;

  constructor(most: number) {
    this.#most = most;
  }

  /** `titles`: the groups that it belongs to. */
  add(asset: AssetLine, titles: readonly string[]): void {
    const [first] = asset;
    const things = thingsOf(asset);
    const before = this.#byNumber[this.#assets.get(first.assetId) - 1] ?? NOTHING;
    if (things.every((thing) => before.things.includes(thing))) {
      this.again += 1;
      return;
    }
    if (before === NOTHING) this.count += 1;
    const groups = unique(titles.map((title) => this.#group(title)));
    this.#assets.set(first.assetId, this.#numberOf(joined(before.things, things), joined(before.groups, groups)));
    this.allBanned &&= first.status === 'banned';
    const thing = thingName(first);
    this.things.set(thing, (this.things.get(thing) ?? 0) + 1);
    for (const group of groups) group.add(asset, !before.groups.includes(group));
  }

  #numberOf(things: readonly string[], groups: readonly Group[]): number {
    const name = `${things.join(' ')} in ${groups.map(({ number }) => number).join(' ')}`;
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#byNumber.push({ things, groups });
      this.#numbers.set(name, number);
    }
    return number;
  }

  #group(title: string): Group {
    const known = this.#groups.get(title);
    if (known !== undefined) return known;
    if (this.#groups.size >= MOST_GROUPS && title !== OTHER) return this.#group(OTHER);
    const group = new Group(unshared(title), this.#groups.size, this.#most);
    this.#groups.set(group.title, group);
    return group;
  }

  /** The largest first. */
  get groups(): readonly Group[] {
    return [...this.#groups.values()].toSorted((a, b) => b.total - a.total || (a.title < b.title ? -1 : 1));
  }
}

/** The vendors and categories of an asset that are of the kind of the strongest. */
function thingsOf(asset: AssetLine): readonly string[] {
  const [first, ...more] = asset;
  if (more.length === 0) return [thingId(first)];
  const kind = kindOf(first);
  return asset.filter((finding) => kindOf(finding) === kind).map(thingId);
}

function joined<T>(before: readonly T[], more: readonly T[]): readonly T[] {
  return before.length === 0 ? more : unique([...before, ...more]);
}

function unique<T>(items: readonly T[]): readonly T[] {
  return items.length < 2 ? items : [...new Set(items)];
}
