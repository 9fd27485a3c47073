import { categoryOf, CATEGORY_NAMES, DAY_FIELDS } from '../core/fields.ts';
import { CONFIDENCES, EVIDENCE_KINDS, LOWERED } from '../core/finding.ts';
import type { Confidence, Conflict, Evidence, Identification, SetAside } from '../core/finding.ts';
import { groupsOf } from '../core/groups.ts';
import type { Column } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { unshared } from '../core/text.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import type { Hit } from './kinds/finder.ts';
import type { NameContext } from './names/name-context.ts';
import type { Role } from './role.ts';
import { STRENGTHS, strengthOf, weaker, type Strength } from './strengths.ts';

/** A column with its place and its role. */
export interface SearchedColumn {
  readonly index: number;
  readonly column: Column;
  readonly role: Role;
}

/** A hit in its column. Made once for each cached text, so rows that repeat a cell share one object. */
export class RowHit {
  readonly searched: SearchedColumn;
  readonly index: number;
  readonly column: string;
  readonly hit: Hit;
  readonly strength: Strength;
  /** Its grade alone, before the rest of the row is weighed. */
  readonly confidence: Confidence;
  readonly part: Evidence['part'] | null;
  /**
   * Rows whose hits have the same grade keys in the same columns are graded alike. It is the hit itself where the
   * evidence is the same too, and null for a hit that no other row has.
   */
  readonly gradeKey: object | null;
  /** Of a name that is set aside; null for evidence. */
  readonly setAside: SetAside | null;
  #evidence: Evidence | null = null;
  #category: RowHit | null = null;

  /** `repeats`: equal cells share this object. */
  constructor(searched: SearchedColumn, hit: Hit, repeats: boolean, strength?: Strength) {
    const { index, column, role } = searched;
    this.searched = searched;
    this.index = index;
    this.column = column.name;
    this.hit = hit;
    this.strength = strength ?? strengthOf(hit.sign, role, column.traits);
    this.confidence = weaker(this.strength.grade, hit.atBest);
    // A module of one vendor in the row of another's device is a part of that.
    const isModule = BELOW_OTHERS.has(this.strength) && hit.family?.is === 'component';
    this.part = isModule ? 'component' : (this.strength.part ?? STRENGTHS[hit.sign].part);
    // A vendor cell counts by its text, which other cells may contradict.
    const sharedKey = role === 'maker' || this.part === 'other-device' ? null : hit.gradeKey;
    this.gradeKey = sharedKey ?? (repeats ? this : null);
    this.setAside = hit.setAside === null ? null : this.toSetAside(hit.setAside);
  }

  /** The hit with a lower strength, because a vendor cell or the text before the model names another vendor. */
  loweredTo(strength: Strength, { column, text }: Pick<MakerCell, 'column' | 'text'>): RowHit {
    const matched = `${this.hit.matched}${LOWERED}: ${column} says ${unshared(text.slice(0, 60))}`;
    return new RowHit(this.searched, { ...this.hit, matched }, false, strength);
  }

  /** The hit as a name or model that is set aside; null for a category. */
  toSetAside(why: NonNullable<Hit['setAside']>): SetAside | null {
    const { maker, matched } = this.hit;
    const [name = ''] = matched.split(LOWERED, 1);
    return maker === null ? null : { vendor: maker.ref, name, ...why };
  }

  /** The hit on the category that the family of a model says; null where lists cannot name that kind of device. */
  get category(): RowHit | null {
    if (this.#category !== null) return this.#category;
    const { kind, family } = this.hit;
    if (kind !== 'model' || family === null) return null;
    // Half of all families are cameras, which one law of India names as such: only a category cell may say that.
    const category = family.is === 'camera' ? null : categoryOf(family.is);
    if (category === null) return null;
    const hit = { ...this.hit, kind: 'category' as const, maker: null, category, matched: family.name, family: null };
    return (this.#category = new RowHit(this.searched, hit, false, categoryOfModel));
  }

  /** The hit as evidence of a row; the same object for all rows that are about the device itself. */
  evidence({ part, layout: { wholeLines } }: InventoryRecord): Evidence {
    const about = this.part ?? part;
    if (part !== 'device' || wholeLines) return this.#makeEvidence(about, capped(this.confidence, wholeLines));
    return (this.#evidence ??= this.#makeEvidence(about, this.confidence));
  }

  #makeEvidence(part: Evidence['part'], confidence: Confidence): Evidence {
    const { kind, field, seen, matched } = this.hit;
    return { kind, field, column: this.column, seen, matched, part, confidence };
  }
}

/** A vendor cell of the row that has a letter and is no word for "no value". */
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

/** What was read in a row. `alike`: the same for all rows that were read alike, but for what their evidence saw. */
export type RowReading = Readonly<ReturnType<typeof whoIsThisRow>>;

export type Hits = readonly RowHit[];

interface RowFacts {
  readonly record: InventoryRecord;
  readonly makerCells: readonly MakerCell[];
  /** By column index, the number of the device that the column is about. */
  readonly groups: readonly number[];
  readonly knownMakers: NameContext;
}

/**
 * Identifies the vendors and categories of a row, strongest first: all its hits, weighed by the table of strengths. A
 * vendor cell speaks for the columns of its own device only. Names and models that are no evidence are set aside.
 */
export function whoIsThisRow(found: Hits, facts: RowFacts) {
  const counted = found.filter(({ setAside }) => setAside === null);
  const setAside = counted.length === found.length ? [] : found.flatMap((one) => one.setAside ?? []);
  const hits = applyVendorCells(counted, facts, setAside);
  const isOfDevice = ({ strength }: RowHit): boolean => strength.about === 'device' || BELOW_OTHERS.has(strength);
  const withCategories = hits.concat(hits.filter(isOfDevice).flatMap(({ category }) => category ?? []));
  const graded = Array.from(groupsOf(withCategories, keyOf).values(), (group) => identificationOf(group, hits, facts));
  const identifications = graded.sort((a, b) => rank(a.confidence) - rank(b.confidence));
  return { identifications, alike: identifications, setAside };
}

const { belowKnown, belowUnknown, categoryOfModel } = STRENGTHS;
/** Strengths of a model that another vendor lowered, and of its category: it is about the row's device nevertheless. */
const BELOW_OTHERS: ReadonlySet<Strength> = new Set([belowKnown, belowUnknown, categoryOfModel]);

const vendorOf = ({ hit }: RowHit): Vendor | null => hit.maker?.vendor ?? null;

/** Whether it says more than a name in a text: a name in a vendor cell, a model or identifier of the device. */
const isMoreThanProse = ({ strength: { about }, hit: { kind } }: RowHit): boolean =>
  about === 'vendor' || (about === 'device' && kind !== 'name');

/**
 * Weighs the hits against the vendor cells of their devices: these lower a hit, drop it or set it aside in `setAside`.
 * Models and brands count in full where other evidence names the same vendor, prose where its cell holds a model or an
 * identifier of the vendor that it names.
 */
function applyVendorCells(hits: Hits, { makerCells, groups, knownMakers }: RowFacts, setAside: SetAside[]): Hits {
  if (makerCells.length === 0 && hits.every(({ hit }) => hit.before === null)) return hits;
  const sameVendorAt = (index: number, one: RowHit): Hits =>
    hits.filter((other) => other.index === index && vendorOf(other) === vendorOf(one));
  const isFirm = ({ strength, hit }: RowHit): boolean => strength !== STRENGTHS.weakModel && hit.before === null;
  /** The other vendor that a vendor cell of the same device names: a known one if there is one; null for none. */
  const otherVendorOf = (one: RowHit) => {
    const vendor = vendorOf(one);
    const cells = makerCells.filter(({ index }) => groups[index] === groups[one.index]);
    const isOfVendor = ({ index }: MakerCell): boolean => index === one.index || sameVendorAt(index, one).some(isFirm);
    if (vendor === null || cells.some(isOfVendor)) return null;
    const others = cells.flatMap((cell) => {
      const other = knownMakers.otherMakerIn(cell.text, vendor);
      return other === null ? [] : [{ ...cell, ...other }];
    });
    return others.find(({ isKnown }) => isKnown) ?? others[0] ?? null;
  };
  const kept = hits.filter((one) => {
    const other = one.strength.ifKnown === 'set-aside' ? otherVendorOf(one) : null;
    if (other?.isKnown !== true || sameVendorAt(one.index, one).some(isMoreThanProse)) return true;
    const why = one.toSetAside({ reason: 'other-vendor', by: unshared(other.text.slice(0, 60)) });
    if (why !== null) setAside.push(why);
    return false;
  });
  // Who made a part says nothing of who made the device.
  const isSure = ({ hit, strength, part }: RowHit): boolean =>
    hit.kind !== 'model' && strength.ifUnknown !== 'possible' && part !== 'component';
  const vendorsWithOtherEvidence = new Set(kept.filter(isSure).map(vendorOf));
  return kept.flatMap((one) => {
    if (one.strength.ifKnown === 'stands' || one.strength.ifKnown === 'set-aside') return [one];
    const hasOtherEvidence = vendorsWithOtherEvidence.has(vendorOf(one));
    const { before } = one.hit;
    const other = before !== null && !hasOtherEvidence ? { column: one.column, ...before } : otherVendorOf(one);
    const fate = other === null ? 'stands' : one.strength[other.isKnown ? 'ifKnown' : 'ifUnknown'];
    if (other === null || fate === 'stands') return [one];
    if (fate === 'nothing') return [];
    if (hasOtherEvidence || one.confidence === 'possible') return [one];
    return [one.loweredTo(other.isKnown ? belowKnown : belowUnknown, other)];
  });
}

/**
 * The strongest grade. Two `possible` of different kinds about the device of the row make `probable`, but not for a
 * company that may not belong to the vendor at all.
 */
function overallGrade(hits: Hits): Confidence {
  const best = CONFIDENCES.find((grade) => hits.some(({ confidence }) => confidence === grade)) ?? 'possible';
  if (best !== 'possible') return best;
  const ofDevice = hits.filter(({ strength, part, hit }) => {
    return strength.about !== 'other' && part === null && hit.kind !== 'category' && hit.maker?.certainty !== 'low';
  });
  return new Set(ofDevice.map(({ hit }) => hit.kind)).size > 1 ? 'probable' : 'possible';
}

/** Whether a hit says who made the device itself, strongly enough to conflict with another cell. */
function saysWhoMadeIt({ strength, part, confidence }: RowHit): boolean {
  return strength.about !== 'other' && part !== 'component' && confidence !== 'possible';
}

/** The conflict of a vendor with another cell: a vendor cell with another name, or evidence for another vendor. */
function conflictOf(ofVendor: Hits, all: Hits, { makerCells, groups }: RowFacts): Conflict | null {
  const devices = new Set(ofVendor.filter(saysWhoMadeIt).map(({ index }) => groups[index]));
  const cells = makerCells.filter(({ index }) => devices.has(groups[index]));
  const [other] = cells;
  if (other === undefined) return null;
  // A relabel brand explains a conflict but does not settle it: the cell still names another vendor.
  if (!cells.some((cell) => ofVendor.some((one) => one.index === cell.index && isMoreThanProse(one)))) {
    const named = all.find(({ index, strength }) => index === other.index && strength.about === 'vendor');
    const vendor = named?.hit.maker?.ref.id ?? null;
    return { field: 'vendor', column: other.column, seen: other.text.slice(0, 200), vendor };
  }
  const isOfDevice = ({ index }: RowHit): boolean =>
    devices.has(groups[index]) && !cells.some((cell) => cell.index === index);
  const rival = all.find((one) => !ofVendor.includes(one) && vendorOf(one) && saysWhoMadeIt(one) && isOfDevice(one));
  if (rival?.hit.maker == null) return null;
  return { field: rival.hit.field, column: rival.column, seen: rival.hit.seen, vendor: rival.hit.maker.ref.id };
}

function identificationOf(hits: readonly [RowHit, ...Hits], all: Hits, facts: RowFacts): Identification {
  const { record } = facts;
  const kindRank = ({ hit: { kind } }: RowHit): number => EVIDENCE_KINDS.indexOf(kind);
  const sorted = [...hits].sort(
    (a, b) => rank(a.confidence) - rank(b.confidence) || a.index - b.index || kindRank(a) - kindRank(b),
  );
  const [strongest = hits[0]] = sorted;
  const { maker, category } = strongest.hit;
  const isVendorItself = ({ confidence, hit }: RowHit): boolean =>
    confidence === strongest.confidence && hit.maker?.ref.affiliate === null;
  const confidence = capped(overallGrade(hits), record.layout.wholeLines);
  const distinct = Array.from(groupsOf(sorted, shownTextOf).values(), ([first]) => first);
  return {
    vendor: sorted.find(isVendorItself)?.hit.maker?.ref ?? maker?.ref ?? null,
    category: maker === null && category !== null ? { id: category, name: CATEGORY_NAMES[category] } : null,
    confidence,
    evidence: distinct.slice(0, MOST_EVIDENCE).map((one) => one.evidence(record)),
    // A weak family is as good as a strong one where other evidence names the maker.
    families: sorted.flatMap(({ hit: { family } }) =>
      family === null ? [] : [{ is: family.is, sure: family.sure && confidence !== 'possible' }],
    ),
    conflict: maker === null ? null : conflictOf(sorted, all, facts),
    ...(hits.every(({ strength }) => BELOW_OTHERS.has(strength)) && { isDoubted: true }),
    ...daysOf(hits, facts),
  };
}

/** All that a reader sees of a hit but its grade: a name that a cell holds twice is shown once. */
const shownTextOf = ({ index, part, hit: { kind, matched, seen } }: RowHit): string =>
  [index, part, kind, matched, seen].join('\n');

/**
 * The columns of days that are about the devices of these hits: of those that say who made it, else of all. A column
 * of days that is alone in its group is about the row's device (0). Empty where no column is left out.
 */
function daysOf(hits: Hits, { record: { layout }, groups }: RowFacts): Pick<Identification, 'days'> {
  const days = DAY_FIELDS.flatMap((field) => layout.feeding(field));
  const isShared = (day: number): boolean =>
    groups.some((group, index) => group === groups[day] && !days.includes(index));
  const speaking = hits.filter(saysWhoMadeIt);
  const devices = new Set((speaking.length > 0 ? speaking : hits).map(({ index }) => groups[index]));
  const daysOfDevices = days.filter((day) => devices.has(isShared(day) ? groups[day] : 0));
  return daysOfDevices.length < days.length ? { days: daysOfDevices } : {};
}

/** Hits of one vendor or category have one key. */
const keyOf = ({ hit }: RowHit): Vendor | string | null => hit.maker?.vendor ?? hit.category;
