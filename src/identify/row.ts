import { categoryOf, CATEGORY_NAMES } from '../core/fields.ts';
import { CONFIDENCES, EVIDENCE_KINDS, LOWERED } from '../core/finding.ts';
import type { Confidence, Conflict, Evidence, Identification, SetAside } from '../core/finding.ts';
import { groupsOf } from '../core/groups.ts';
import type { Column } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { unshared } from '../core/text.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import type { Hit } from './kinds/finder.ts';
import type { KnownMakers } from './names/known-makers.ts';
import type { Role } from './role.ts';
import { gradeOf, STRENGTHS, strengthOf, type Strength } from './strengths.ts';

/** A column as it is searched. */
export interface SearchedColumn {
  readonly index: number;
  readonly column: Column;
  readonly role: Role;
}

/**
 * A hit in its column. What a repeated cell says is made once, so this is the same object in every row that repeats it.
 */
export class RowHit {
  readonly #searched: SearchedColumn;
  readonly index: number;
  readonly column: string;
  readonly hit: Hit;
  readonly strength: Strength;
  /** Its grade by itself. */
  readonly confidence: Confidence;
  readonly part: Evidence['part'] | null;
  /**
   * Rows whose hits have the same grade keys are graded alike; itself where they have the same evidence too. Null for a
   * hit that no other row has.
   */
  readonly gradeKey: object | null;
  /** What it is where it is no evidence. */
  readonly setAside: SetAside | null;
  #evidence: Evidence | null = null;
  #category: RowHit | null = null;

  /** `repeats`: the next cell like it says this same object. */
  constructor(searched: SearchedColumn, hit: Hit, repeats: boolean, strength?: Strength) {
    const { index, column, role } = searched;
    this.#searched = searched;
    this.index = index;
    this.column = column.name;
    this.hit = hit;
    this.strength = strength ?? strengthOf(hit.sign, role, column.traits);
    this.confidence = gradeOf(this.strength, hit.certainty);
    const isOther = this.strength === STRENGTHS.otherDevice;
    this.part = isOther ? 'other-device' : this.strength === STRENGTHS.component ? 'component' : hit.part;
    // The text of a vendor cell matters: other cells may contradict it.
    const shared = role === 'maker' || isOther ? null : hit.gradeKey;
    this.gradeKey = shared ?? (repeats ? this : null);
    this.setAside = hit.setAside === null ? null : this.asideBy(hit.setAside);
  }

  /** This with the strength that another vendor, as a cell or its own says it, leaves it. */
  below(strength: Strength, { column, text }: Pick<MakerCell, 'column' | 'text'>): RowHit {
    const matched = `${this.hit.matched}${LOWERED}: ${column} says ${unshared(text.slice(0, 60))}`;
    // A module is then a part of its device.
    const part = this.hit.family?.is === 'component' ? 'component' : this.part;
    return new RowHit(this.#searched, { ...this.hit, matched, part }, false, strength);
  }

  /** This as a name that was read and is no evidence. */
  asideBy(why: NonNullable<Hit['setAside']>): SetAside | null {
    const { maker, matched, seen } = this.hit;
    return maker === null ? null : { vendor: maker.ref, name: matched, ...why, column: this.column, seen };
  }

  /** What the family of a model says of the kind of device, where lists name that kind; null where they do not. */
  get category(): RowHit | null {
    if (this.#category !== null) return this.#category;
    const { kind, family } = this.hit;
    if (kind !== 'model' || family === null) return null;
    // Half of all families are cameras, which one law of India names as such: a category cell has to say it.
    const category = family.is === 'camera' ? null : categoryOf(family.is);
    if (category === null) return null;
    const says = { kind: 'category', maker: null, category, matched: family.name, part: this.part } as const;
    const hit = { ...this.hit, ...says, family: null };
    return (this.#category = new RowHit(this.#searched, hit, false, STRENGTHS.categoryOfModel));
  }

  /** The hit as evidence of a row; the same object for all rows that are about the device itself. */
  evidence({ part, layout: { wholeLines } }: InventoryRecord): Evidence {
    const about = this.part ?? part;
    if (part !== 'device' || wholeLines) return this.#make(about, capped(this.confidence, wholeLines));
    return (this.#evidence ??= this.#make(about, this.confidence));
  }

  #make(part: Evidence['part'], confidence: Confidence): Evidence {
    const { kind, field, seen, matched } = this.hit;
    return { kind, field, column: this.column, seen, matched, part, confidence };
  }
}

/** A usable vendor cell of the row. */
export interface MakerCell {
  readonly index: number;
  readonly column: string;
  readonly text: string;
}

/** Whole lines of text have no vendor column, so nothing in them is confirmed. */
const capped = (confidence: Confidence, wholeLines: boolean): Confidence =>
  wholeLines && confidence === 'confirmed' ? 'probable' : confidence;

/** More evidence than this for one vendor in one row says nothing new to a reader. */
const MOST_EVIDENCE = 8;

const rank = (confidence: Confidence): number => CONFIDENCES.indexOf(confidence);

/** What was read in a row. */
export interface RowReading {
  /** Every vendor and category the row points at, strongest first. */
  readonly identifications: readonly Identification[];
  /** Distinctive names of vendors that are no evidence, in the order of the cells. */
  readonly setAside: readonly SetAside[];
}

type Hits = readonly RowHit[];

interface RowFacts {
  readonly record: InventoryRecord;
  readonly makerCells: readonly MakerCell[];
  /** By index of a column, the device that it is about. */
  readonly groups: readonly number[];
  readonly knownMakers: KnownMakers;
}

/**
 * Who a row is: all its evidence, weighed by the table of strengths. One identification a vendor or category, the
 * strongest first, then vendors in order. A vendor cell speaks for the columns of its own device only.
 */
export function whoIsThisRow(found: Hits, facts: RowFacts): RowReading {
  const counted = found.filter(({ setAside }) => setAside === null);
  const setAside = counted.length === found.length ? [] : found.flatMap((one) => one.setAside ?? []);
  const hits = withOthers(counted, facts, setAside);
  const isOfDevice = ({ strength }: RowHit): boolean => strength.of === 'device' || BELOW_OTHERS.has(strength);
  const all = hits.concat(hits.filter(isOfDevice).flatMap(({ category }) => category ?? []));
  const graded = Array.from(groupsOf(all, keyOf).values(), (group) => identificationOf(group, hits, facts));
  return { identifications: graded.sort((a, b) => rank(a.confidence) - rank(b.confidence)), setAside };
}

/** What another vendor leaves of a model: it is one of the row's device nonetheless. */
const BELOW_OTHERS: ReadonlySet<Strength> = new Set([
  STRENGTHS.belowKnown,
  STRENGTHS.belowUnknown,
  STRENGTHS.categoryOfModel,
]);

const vendorOf = ({ hit }: RowHit): Vendor | null => hit.maker?.vendor ?? null;

/**
 * The hits as the vendor cells of their devices leave them. Models and brands count in full where the vendor is known
 * by more, and prose where it holds a model or an identifier of the vendor it names; what else is set aside goes to
 * `setAside`.
 */
function withOthers(hits: Hits, { makerCells, groups, knownMakers }: RowFacts, setAside: SetAside[]): Hits {
  if (makerCells.length === 0 && hits.every(({ hit }) => hit.before === null)) return hits;
  const alikeAt = (index: number, one: RowHit): Hits =>
    hits.filter((other) => other.index === index && vendorOf(other) === vendorOf(one));
  const names = ({ strength, hit }: RowHit): boolean => strength !== STRENGTHS.weakModel && hit.before === null;
  /** Who else is said to have made the device of a hit: who is known before anybody else. */
  const otherOf = (one: RowHit) => {
    const vendor = vendorOf(one);
    const cells = makerCells.filter(({ index }) => groups[index] === groups[one.index]);
    const isOwn = ({ index }: MakerCell): boolean => index === one.index || alikeAt(index, one).some(names);
    if (vendor === null || cells.some(isOwn)) return null;
    const others = cells.flatMap((cell) => {
      const says = knownMakers.against(cell.text, vendor);
      return says === null ? [] : [{ ...cell, isKnown: says === 'known' }];
    });
    return others.find(({ isKnown }) => isKnown) ?? others[0] ?? null;
  };
  const isMore = ({ strength, hit }: RowHit): boolean => hit.kind !== 'name' && strength.of === 'device';
  const left = hits.filter((one) => {
    const other = one.strength.known === 'set-aside' ? otherOf(one) : null;
    if (other?.isKnown !== true || alikeAt(one.index, one).some(isMore)) return true;
    const why = one.asideBy({ reason: 'other-vendor', by: unshared(other.text.slice(0, 60)) });
    if (why !== null) setAside.push(why);
    return false;
  });
  const isSure = ({ hit, strength }: RowHit): boolean => hit.kind !== 'model' && strength.unknown !== 'possible';
  const knownByMore = new Set(left.filter(isSure).map(vendorOf));
  return left.flatMap((one) => {
    if (one.strength.known === 'stands' || one.strength.known === 'set-aside') return [one];
    const isKnownByMore = knownByMore.has(vendorOf(one));
    const { before } = one.hit;
    const other = before !== null && !isKnownByMore ? { column: one.column, ...before } : otherOf(one);
    const fate = other === null ? 'stands' : one.strength[other.isKnown ? 'known' : 'unknown'];
    if (other === null || fate === 'stands') return [one];
    if (fate === 'nothing') return [];
    if (isKnownByMore || one.confidence === 'possible') return [one];
    return [one.below(other.isKnown ? STRENGTHS.belowKnown : STRENGTHS.belowUnknown, other)];
  });
}

/**
 * The strongest grade; two `possible` of different kinds about the maker of what the row is about make `probable`: of a
 * company that may not be the vendor's at all no number of them does.
 */
function overall(hits: Hits): Confidence {
  const best = CONFIDENCES.find((grade) => hits.some(({ confidence }) => confidence === grade)) ?? 'possible';
  if (best !== 'possible') return best;
  const ofDevice = hits.filter(({ strength, part, hit }) => {
    return strength.of !== 'other' && part === null && hit.kind !== 'category' && hit.maker?.certainty !== 'low';
  });
  return new Set(ofDevice.map(({ hit }) => hit.kind)).size > 1 ? 'probable' : 'possible';
}

/** Whether a hit says who made the device itself, strongly enough to be at odds with another cell. */
function speaks({ strength, part, confidence }: RowHit): boolean {
  return strength.of !== 'other' && part !== 'component' && confidence !== 'possible';
}

/** What another cell says against this vendor: a vendor cell with another name, or evidence for another vendor. */
function conflictOf(ofVendor: Hits, all: Hits, { makerCells, groups }: RowFacts): Conflict | null {
  const devices = new Set(ofVendor.filter(speaks).map(({ index }) => groups[index]));
  const cells = makerCells.filter(({ index }) => devices.has(groups[index]));
  const [other] = cells;
  if (other === undefined) return null;
  // A relabel brand explains a conflict but does not settle it: the cell still names another vendor.
  const settles = ({ strength, hit: { kind } }: RowHit): boolean =>
    strength.of === 'vendor' || (strength.of === 'device' && kind !== 'name');
  if (!cells.some((cell) => ofVendor.some((one) => one.index === cell.index && settles(one)))) {
    const named = all.find(({ index, strength }) => index === other.index && strength.of === 'vendor');
    const vendor = named?.hit.maker?.ref.id ?? null;
    return { field: 'vendor', column: other.column, seen: other.text.slice(0, 200), vendor };
  }
  const [first] = ofVendor;
  const isRival = (one: RowHit): boolean =>
    one.hit.maker !== null &&
    vendorOf(one) !== (first && vendorOf(first)) &&
    speaks(one) &&
    devices.has(groups[one.index]);
  const rival = all.find((one) => isRival(one) && !cells.some((cell) => cell.index === one.index));
  if (rival?.hit.maker == null) return null;
  return { field: rival.hit.field, column: rival.column, seen: rival.hit.seen, vendor: rival.hit.maker.ref.id };
}

function identificationOf(hits: readonly [RowHit, ...Hits], all: Hits, facts: RowFacts): Identification {
  const { record } = facts;
  const place = ({ hit: { kind } }: RowHit): number => EVIDENCE_KINDS.indexOf(kind);
  const sorted = [...hits].sort(
    (a, b) => rank(a.confidence) - rank(b.confidence) || a.index - b.index || place(a) - place(b),
  );
  const [strongest = hits[0]] = sorted;
  const { maker, category } = strongest.hit;
  const ties = sorted.filter(({ confidence }) => confidence === strongest.confidence);
  const self = ties.find(({ hit }) => hit.maker?.ref.affiliate === null)?.hit.maker;
  const confidence = capped(overall(hits), record.layout.wholeLines);
  return {
    vendor: self?.ref ?? maker?.ref ?? null,
    category: maker === null && category !== null ? { id: category, name: CATEGORY_NAMES[category] } : null,
    confidence,
    evidence: sorted.slice(0, MOST_EVIDENCE).map((one) => one.evidence(record)),
    // A weak family is as good as a strong one where the maker is known by more.
    families: sorted.flatMap(({ hit: { family } }) =>
      family === null ? [] : [{ is: family.is, sure: family.sure && confidence !== 'possible' }],
    ),
    conflict: maker === null ? null : conflictOf(sorted, all, facts),
    ...(hits.every(({ strength }) => BELOW_OTHERS.has(strength)) && { isDoubted: true }),
    ...daysOf(hits, facts),
  };
}

const OF_DAYS = ['acquired', 'made', 'authorised'] as const;

/**
 * The columns of days that are about the devices of what speaks, or of all where nothing does. A day under a kind of
 * device of which no other column tells is that of the row's device.
 */
function daysOf(hits: Hits, { record: { layout }, groups }: RowFacts): Pick<Identification, 'days'> {
  const days = OF_DAYS.flatMap((field) => layout.feeding(field));
  const isShared = (day: number): boolean =>
    groups.some((group, index) => group === groups[day] && !days.includes(index));
  const speaking = hits.filter(speaks);
  const devices = new Set((speaking.length > 0 ? speaking : hits).map(({ index }) => groups[index]));
  const kept = days.filter((day) => devices.has(isShared(day) ? groups[day] : 0));
  return kept.length < days.length ? { days: kept } : {};
}

/** Hits of one vendor or category have one key. */
const keyOf = ({ hit }: RowHit): Vendor | string | null => hit.maker?.vendor ?? hit.category;
