import { AssetTable } from '../../core/asset-table.ts';
import type { Confidence, Finding } from '../../core/finding.ts';
import { thingName } from '../phrases.ts';
import { rankOf, Strongest } from '../strongest.ts';

/** Where in the report an asset stands: what is banned, what needs a look, what needs nothing. */
export type Kind = 'banned' | 'possible' | 'undetermined' | 'upcoming' | 'waived' | 'exempt' | 'listed' | 'known';

/** An asset of one row with its findings, the strongest first: one line of the report. */
export type AssetLine = readonly [Finding, ...Finding[]];

/** What fails is in the table, and what would but for `--fail-on`; anything else is where its status is explained. */
export function kindOf({ fails, status, confidence, new: isNew }: Finding): Kind {
  if (fails) return 'banned';
  if (isNew === false) return 'known';
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
  readonly #assets = new AssetTable();

  constructor(title: string, most: number) {
    this.title = title;
    this.strongest = new Strongest<AssetLine>(most, ([finding]) => rankOf(finding));
  }

  /** Distinct assets: one may have a line for each of several vendors. */
  get total(): number {
    return this.#assets.found;
  }

  add(asset: AssetLine): void {
    this.strongest.add(asset);
    const [{ assetId, quantity, fails, confidence }] = asset;
    if (!this.#assets.add(assetId, quantity, fails)) return;
    this.confidences.set(confidence, (this.confidences.get(confidence) ?? 0) + 1);
  }
}

/** More groups than this are counted together under `OTHER`. */
const MOST_GROUPS = 1_000;
const OTHER = 'other';

/** All assets of one kind. One that comes in several rows is shown once for each vendor, at the first. */
export class Section {
  readonly #assets = new AssetTable();
  /** What is shown: a vendor or category of an asset. */
  readonly #findings = new AssetTable();
  readonly #groups = new Map<string, Group>();
  readonly #most: number;
  /** Vendors and categories, with their numbers of assets. */
  readonly things = new Map<string, number>();
  /** Rows of which other rows have shown all. */
  again = 0;
  /** Whether all of it is banned: `--fail-on-status` makes other things fail as well. */
  allBanned = true;

  constructor(most: number) {
    this.#most = most;
  }

  get count(): number {
    return this.#assets.found;
  }

  /** `titles`: the groups that it belongs to. */
  add(asset: AssetLine, titles: readonly string[]): void {
    const [first] = asset;
    const isNew = this.#assets.add(first.assetId, first.quantity, first.fails);
    const alike = asset.filter((finding) => kindOf(finding) === kindOf(first));
    const fresh = alike.filter(({ id, quantity, fails }) => this.#findings.add(id, quantity, fails));
    if (!isNew && fresh.length === 0) {
      this.again += 1;
      return;
    }
    this.allBanned &&= first.status === 'banned';
    const thing = thingName(first);
    this.things.set(thing, (this.things.get(thing) ?? 0) + 1);
    for (const title of titles) this.#group(title).add(asset);
  }

  #group(title: string): Group {
    const known = this.#groups.get(title);
    if (known !== undefined) return known;
    if (this.#groups.size >= MOST_GROUPS && title !== OTHER) return this.#group(OTHER);
    const group = new Group(title, this.#most);
    this.#groups.set(title, group);
    return group;
  }

  /** The largest first. */
  get groups(): readonly Group[] {
    return [...this.#groups.values()].toSorted((a, b) => b.total - a.total || (a.title < b.title ? -1 : 1));
  }
}
