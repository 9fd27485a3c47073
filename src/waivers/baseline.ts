import { assetKey } from '../core/asset.ts';
import { oncePer } from '../core/cache.ts';
import type { DesignationEvent, DesignationRule, ListRef, ResultEvent, RunEvent } from '../core/events.ts';
import { atLeast, thingId, type Confidence, type Finding, type FindingDesignation } from '../core/finding.ts';
import { heldUnder } from '../core/groups.ts';
import type { NoValue } from '../core/no-value.ts';

interface Covered extends Pick<Finding, 'quantity' | 'confidence'> {
  /** `list effect`: the effects of the rules by which each list applies to it. */
  readonly effects: ReadonlySet<string>;
  /** The largest quantity of one row. */
  readonly largest: number;
  readonly sources: ReadonlySet<string>;
  /** Whether none of its findings failed then: they were exempt, upcoming, waived or less sure. */
  readonly isHarmless: boolean;
}

/** The law as a result has it: its lists, and its designations by list and entry. */
export class Law {
  /** The last `run` event; set by the first event of a result. */
  run!: RunEvent;
  readonly lists = new Map<string, ListRef>();
  readonly #events = new Map<string, DesignationEvent>();
  /** Sets by their sorted names: equal sets are one object. */
  readonly #sets = new Map<string, ReadonlySet<string>>();
  /** `list effect` of all rules that apply. Findings judged alike share their designations. */
  readonly effectsOf = oncePer((designations: Finding['designations']) =>
    this.sharedSet(designations.flatMap((one) => this.rulesOf(one).map(({ effect }) => `${one.list} ${effect}`))),
  );

  /** Returns whether the event is the first designation of its entry. */
  add(event: ResultEvent): boolean {
    if (event.type === 'run') {
      this.run = event;
      for (const list of event.lists) this.lists.set(list.id, list);
    }
    if (event.type !== 'designation') return false;
    const before = this.#events.size;
    return this.#events.set(keyOf(event), event).size > before;
  }

  of(designation: Pick<FindingDesignation, 'list' | 'entry'>): DesignationEvent | undefined {
    return this.#events.get(keyOf(designation));
  }

  /** Each designation once, in the order in which they were added. */
  designations(): readonly DesignationEvent[] {
    return [...this.#events.values()];
  }

  rulesOf(designation: FindingDesignation): readonly DesignationRule[] {
    return this.of(designation)?.rules.filter(({ id }) => designation.rules.includes(id)) ?? [];
  }

  sharedSet(names: Iterable<string>): ReadonlySet<string> {
    const sorted = [...new Set(names)].sort();
    return heldUnder(this.#sets, sorted.join('\n'), () => new Set(sorted));
  }
}

const keyOf = ({ list, entry }: Pick<FindingDesignation, 'list' | 'entry'>): string => `${list}\n${entry}`;

/** The most lists that are named for one finding. */
const MOST_NAMED = 3;

/**
 * An earlier result with which the findings of a run are compared. Takes its events one by one, as they are read. It
 * covers an asset, a vendor, a list and an effect, up to a quantity: a finding is new when one of them is added, the
 * quantity grows, or its grade begins to fail. A correction to the text of a rule makes nothing new.
 */
export class Baseline {
  readonly law = new Law();
  /** The law of the compared run. Add its `run` event before its first finding, designations before their findings. */
  readonly now = new Law();
  /** By finding id: one vendor or category in one asset. */
  readonly #covered = new Map<string, Covered>();
  readonly #options: ConstructorParameters<typeof Baseline>[0];
  readonly #seen = new Map<string, number>();

  /**
   * `wouldFail`: whether a finding would fail in the compared run if there were no baseline; `failOn`: the weakest
   * grade that fails; `noValue`: from the words of that run, called when findings are compared.
   */
  constructor(options: {
    readonly wouldFail: (finding: Finding) => boolean;
    readonly failOn: Confidence;
    readonly noValue: () => NoValue;
  }) {
    this.#options = options;
  }

  add(event: ResultEvent): void {
    this.law.add(event);
    if (event.type !== 'finding') return;
    const { id, quantity, confidence } = event;
    const before = this.#covered.get(id);
    this.#covered.set(id, {
      effects: this.law.sharedSet([...(before?.effects ?? []), ...this.law.effectsOf(event.designations)]),
      sources: this.law.sharedSet([...(before?.sources ?? []), event.source.normalize()]),
      quantity: (before?.quantity ?? 0) + quantity,
      largest: Math.max(before?.largest ?? 0, quantity),
      confidence: before !== undefined && atLeast(before.confidence, confidence) ? before.confidence : confidence,
      isHarmless: before?.isHarmless !== false && !this.#options.wouldFail(event),
    });
  }

  /**
   * Whether a finding is new, and `because` of what, if that is known. `lists`: the lists that make it new, since they
   * changed or were not checked then. Call once for each finding, in any order.
   */
  compare(finding: Finding) {
    const { id, asset, quantity, confidence } = finding;
    const covered = this.#covered.get(id);
    const { kind } = assetKey(asset, this.#options.noValue());
    // An id made from a serial or an asset tag names one asset; for any other id the pieces of all rows are added up.
    const isOneAsset = kind === 'serial' || kind === 'assetTag';
    const pieces = isOneAsset ? quantity : (this.#seen.get(id) ?? 0) + quantity;
    this.#seen.set(id, pieces);
    if (covered === undefined) return this.#resultFor(finding, null);
    const added = [...this.now.effectsOf(finding.designations)].filter((effect) => !covered.effects.has(effect));
    if (added.length > 0) return this.#resultFor(finding, new Set(added));
    const before = isOneAsset ? covered.largest : covered.quantity;
    if (pieces > before) return { isNew: true, because: `${pieces} pieces, ${before} in the baseline`, lists: [] };
    const isSurer = atLeast(confidence, this.#options.failOn) && !atLeast(covered.confidence, this.#options.failOn);
    const because = isSurer ? `${confidence}, ${covered.confidence} in the baseline` : null;
    return { isNew: isSurer, because, lists: [] };
  }

  /** Whether no finding with this id failed when the baseline was made. */
  wasHarmless(id: string): boolean {
    return this.#covered.get(id)?.isHarmless === true;
  }

  /**
   * Ids of baseline findings that this run did not have, each with those of its inputs that were not `read`. An input
   * whose findings this run has from other inputs alone was read under another name.
   */
  unseen(read: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
    const readNames = new Set([...read].map((source) => source.normalize()));
    const all = Array.from(this.#covered, ([id, { sources }]) => ({ id, sources: [...sources] }));
    const gone = all.filter(({ id }) => !this.#seen.has(id));
    const renamed = all.filter((one) => this.#seen.has(one.id) && !one.sources.some((source) => readNames.has(source)));
    const readSources = new Set([...readNames, ...renamed.flatMap(({ sources }) => sources)]);
    return new Map(gone.map(({ id, sources }) => [id, sources.filter((source) => !readSources.has(source))]));
  }

  /**
   * The result for a finding of which the baseline lacks the effects `added`; null: it lacks all of it, so the asset is
   * new, unless each list that names it gives another reason. `isOfList`: the list changed, not what the asset is.
   */
  #resultFor(finding: Finding, added: ReadonlySet<string> | null) {
    const changes = finding.designations.map((one) => this.#changeOf(one, finding, added));
    const known = changes.filter((change) => change !== null);
    if (added === null && known.length < changes.length) return { isNew: true, because: null, lists: [] };
    const texts = [...new Set(known.map(({ text }) => text))];
    const more = texts.length - MOST_NAMED;
    const because = [...texts.slice(0, MOST_NAMED), ...(more > 0 ? [`and ${more} more lists`] : [])].join('; ');
    const ofLists = known.every(({ isOfList }) => isOfList);
    return { isNew: true, because, lists: ofLists ? [...new Set(known.map(({ list }) => list))] : [] };
  }

  #changeOf(designation: FindingDesignation, finding: Finding, added: ReadonlySet<string> | null) {
    const { list } = designation;
    const rules = this.now.rulesOf(designation).filter(({ effect }) => added?.has(`${list} ${effect}`) !== false);
    if (added !== null && rules.length === 0) return null;
    const [then, now] = [this.law.lists.get(list), this.now.lists.get(list)];
    const change = (text: string, isOfList: boolean) => ({ list, text: `${now?.short ?? list}${text}`, isOfList });
    if (then === undefined) return change(' was not checked then', true);
    const hasChanged = then.sha256 !== now?.sha256;
    const before = this.law.of(designation);
    if (before === undefined && hasChanged) {
      const { since = null, as = '' } = this.now.of(designation) ?? {};
      const isLater = since !== null && then.checked !== null && since > then.checked;
      if (!isLater && added === null) return change(` changed since, and the baseline has nothing of ${as}`, false);
      const name = finding.vendor?.name ?? finding.category?.name ?? thingId(finding);
      return change(` changed: ${name} added${isLater ? `, listed ${since}` : ''}`, true);
    }
    if (added === null) return null;
    const forbids = `: it may not ${rules.map(({ mayNot }) => mayNot).join(' or ')}`;
    const isOld = !hasChanged || rules.every(({ id }) => before?.rules.some((rule) => rule.id === id));
    return isOld ? change(`${forbids}, which did not reach it then`, false) : change(` changed${forbids}`, true);
  }
}
