import { categoryName } from '../core/fields.ts';
import { atLeast, CONFIDENCES, type Confidence, type Conflict, type Identification } from '../core/finding.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { Hit } from './kinds/finder.ts';
import type { KnownMakers } from './names/known-makers.ts';
import { capped, type MakerCell, type RowHit } from './row-hit.ts';

/** More evidence than this for one vendor in one row says nothing new to a reader. */
const MOST_EVIDENCE = 8;

const rank = (confidence: Confidence): number => CONFIDENCES.indexOf(confidence);

/** Hits of one vendor or category have one key: the vendor's position, or the category's id. */
function keyOf({ hit }: RowHit): number | string | null {
  return hit.maker === null ? hit.category : hit.maker.vendor;
}

/**
 * A known maker wins over a model number: where a maker cell is the whole name of another, what a vendor is told by but
 * its models is at most `possible`, and a weak family counts for nothing ("C320" under "Canon" is a Canon). So is a
 * model right behind such a name in its own text, and no other. Not where the vendor is told by anything else or named
 * in a maker cell, nor for an unmistakable family. A word that is no known maker (Bullet, generic) lowers nothing.
 */
function withKnownMaker(
  hits: readonly RowHit[],
  makerCells: readonly MakerCell[],
  knownMakers: KnownMakers,
): readonly RowHit[] {
  if (!hits.some(({ hit }) => hit.kind === 'model' && (makerCells.length > 0 || hit.otherMaker !== null))) return hits;
  const vendorOf = ({ hit }: RowHit): number | null => hit.maker?.vendor ?? hit.familyOf;
  const told = new Set(hits.flatMap((one) => (isModel(one) ? [] : [vendorOf(one)])));
  const named = new Set(hits.flatMap((one) => (isNamedIn(one, makerCells) ? [vendorOf(one)] : [])));
  const otherOf = ({ hit, index, column }: RowHit, vendor: number): MakerCell | undefined =>
    hit.otherMaker !== null && !told.has(vendor)
      ? { index, column, text: hit.otherMaker }
      : makerCells.find(({ text }) => knownMakers.isOther(text, vendor));
  return hits.flatMap((one) => {
    const { hit } = one;
    const vendor = vendorOf(one);
    if (vendor === null || !isModel(one) || hit.sure || named.has(vendor)) return [one];
    const other = otherOf(one, vendor);
    if (other === undefined) return [one];
    if (hit.weak) return [];
    return told.has(vendor) || hit.confidence === 'possible' ? [one] : [one.lowered(other)];
  });
}

/** What a family of models says: of its maker, or of the category that it is. */
function isModel({ hit }: RowHit): boolean {
  return hit.kind === 'model' || (hit.kind === 'category' && hit.familyOf !== null);
}

function isNamedIn(one: RowHit, makerCells: readonly MakerCell[]): boolean {
  const { weak, maker, otherMaker } = one.hit;
  return !weak && maker !== null && otherMaker === null && makerCells.some(({ index }) => index === one.index);
}

/**
 * The strongest grade; two `possible` of different kinds about the maker of what the row is about make `probable`: of a
 * company that may not be the vendor's at all no number of them does.
 */
function overall(hits: readonly RowHit[]): Confidence {
  const best = hits.reduce<Confidence>(
    (best, { hit }) => (atLeast(hit.confidence, best) ? hit.confidence : best),
    'possible',
  );
  if (best !== 'possible') return best;
  const kinds = new Set(
    hits
      .filter(({ hit }) => hit.aboutMaker && hit.part === null && hit.kind !== 'category')
      .filter(({ hit }) => hit.maker?.certainty !== 'low')
      .map(({ hit }) => hit.kind),
  );
  return kinds.size >= 2 ? 'probable' : 'possible';
}

/** Whether a hit says who made the device itself, strongly enough to be at odds with another cell. */
function speaks({ aboutMaker, part, confidence }: Hit): boolean {
  return aboutMaker && part !== 'component' && confidence !== 'possible';
}

/** What another cell says against this vendor: a vendor cell with another name, or evidence for another vendor. */
function conflictOf(own: readonly RowHit[], all: readonly RowHit[], makerCells: readonly MakerCell[]): Conflict | null {
  const vendor = own[0]?.hit.maker?.vendor;
  if (!own.some(({ hit }) => speaks(hit))) return null;
  // A relabel brand explains a conflict but does not settle it: the cell still names another vendor.
  const settles = ({ hit }: RowHit): boolean => hit.aboutMaker && (hit.kind !== 'name' || hit.namesMaker);
  if (!makerCells.some((cell) => own.some((one) => one.index === cell.index && settles(one)))) {
    const other = makerCells[0];
    if (other === undefined) return null;
    const named = all.find(({ index, hit }) => index === other.index && hit.namesMaker);
    return {
      field: 'vendor',
      column: other.column,
      seen: other.text.slice(0, 200),
      vendor: named?.hit.maker?.ref.id ?? null,
    };
  }
  const rival = all.find(
    ({ hit, index }) =>
      hit.maker !== null &&
      hit.maker.vendor !== vendor &&
      speaks(hit) &&
      !makerCells.some((cell) => cell.index === index),
  );
  if (rival?.hit.maker == null) return null;
  return { field: rival.hit.field, column: rival.column, seen: rival.hit.seen, vendor: rival.hit.maker.ref.id };
}

const NO_FAMILIES: Identification['families'] = Object.freeze([]);

/** A weak family is as good as a strong one where the maker is known by more. */
function familiesOf(hits: readonly RowHit[], confidence: Confidence): Identification['families'] {
  if (hits.every(({ hit }) => hit.family === null)) return NO_FAMILIES;
  return hits.flatMap(({ hit: { family } }) =>
    family === null ? [] : [{ is: family.is, sure: family.sure && confidence !== 'possible' }],
  );
}

function identificationOf(
  hits: readonly RowHit[],
  all: readonly RowHit[],
  makerCells: readonly MakerCell[],
  record: InventoryRecord,
): Identification | null {
  const sorted = [...hits].sort((a, b) => rank(a.hit.confidence) - rank(b.hit.confidence) || a.index - b.index);
  const strongest = sorted[0];
  if (strongest === undefined) return null;
  const { maker, category } = strongest.hit;
  const ties = sorted.filter(({ hit }) => hit.confidence === strongest.hit.confidence);
  const self = ties.find(({ hit }) => hit.maker?.ref.affiliate === null)?.hit.maker;
  const confidence = capped(overall(hits), record.layout.wholeLines);
  return {
    vendor: self?.ref ?? maker?.ref ?? null,
    category: maker === null && category !== null ? { id: category, name: categoryName(category) } : null,
    confidence,
    evidence: sorted.slice(0, MOST_EVIDENCE).map((one) => one.evidence(record)),
    families: familiesOf(sorted, confidence),
    conflict: maker === null ? null : conflictOf(sorted, all, makerCells),
  };
}

/** Grades the hits of a row: one identification a vendor or category, the strongest first, then vendors in order. */
export function gradeRow(
  found: readonly RowHit[],
  makerCells: readonly MakerCell[],
  record: InventoryRecord,
  knownMakers: KnownMakers,
): readonly Identification[] {
  const hits = withKnownMaker(found, makerCells, knownMakers);
  const groups = groupsOf(hits);
  const graded = groups.flatMap((group) => identificationOf(group, hits, makerCells, record) ?? []);
  return graded.length < 2 ? graded : graded.sort((a, b) => rank(a.confidence) - rank(b.confidence));
}

/** Hits by vendor or category, in the order of their first hit. Nearly every row points at one. */
function groupsOf(hits: readonly RowHit[]): readonly (readonly RowHit[])[] {
  const [first] = hits;
  if (first === undefined) return [];
  const key = keyOf(first);
  if (hits.every((one) => keyOf(one) === key)) return [hits];
  const groups = new Map<number | string | null, RowHit[]>();
  for (const one of hits) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return [...groups.values()];
}
