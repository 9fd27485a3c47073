import { categoryName } from '../core/fields.ts';
import {
  atLeast,
  CONFIDENCES,
  type Confidence,
  type Conflict,
  type Evidence,
  type Identification,
} from '../core/finding.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { Hit } from './finder.ts';

/** A hit in its place in the row. */
export interface RowHit {
  readonly index: number;
  readonly column: string;
  readonly hit: Hit;
}

/** A usable maker cell of the row. */
export interface MakerCell {
  readonly index: number;
  readonly column: string;
  readonly text: string;
}

/** More evidence than this for one vendor in one row tells a reader nothing new. */
const MOST_EVIDENCE = 8;

const rank = (confidence: Confidence): number => CONFIDENCES.indexOf(confidence);

/** Hits of one vendor or category, keyed so that a vendor never meets a category. */
function keyOf({ hit }: RowHit): string {
  return hit.maker === null ? `category ${hit.category ?? ''}` : `vendor ${hit.maker.vendor}`;
}

/**
 * A weak hit counts for nothing where the maker cell names someone else: "C320" under "Canon" is a Canon. Without
 * this, weak patterns are wrong more often than right.
 */
function withoutUndone(hits: readonly RowHit[], makerCells: readonly MakerCell[]): readonly RowHit[] {
  if (!hits.some(({ hit }) => hit.weak)) return hits;
  return hits.filter(({ hit }) => {
    if (!hit.weak) return true;
    const vendor = hit.maker?.vendor ?? hit.familyOf;
    const named = (cell: MakerCell): boolean =>
      hits.some((other) => other.index === cell.index && other.hit.maker?.vendor === vendor && !other.hit.weak);
    return makerCells.length === 0 || makerCells.some(named);
  });
}

/** The strongest grade; two `possible` of different kinds about the maker make `probable`. */
function overall(hits: readonly RowHit[]): Confidence {
  const best = hits.reduce<Confidence>(
    (best, { hit }) => (atLeast(hit.confidence, best) ? hit.confidence : best),
    'possible',
  );
  if (best !== 'possible') return best;
  const kinds = new Set(hits.filter(({ hit }) => hit.aboutMaker && hit.kind !== 'category').map(({ hit }) => hit.kind));
  return kinds.size >= 2 ? 'probable' : 'possible';
}

const lower = (confidence: Confidence, cap: Confidence | undefined): Confidence =>
  cap !== undefined && rank(confidence) < rank(cap) ? cap : confidence;

function evidenceOf({ column, hit }: RowHit, record: InventoryRecord): Evidence {
  return {
    kind: hit.kind,
    field: hit.field,
    column,
    seen: hit.seen,
    matched: hit.matched,
    part: hit.part ?? record.part,
    confidence: lower(hit.confidence, record.cap),
  };
}

/** What another cell says against this vendor: a maker cell that names someone else, or evidence for another maker. */
function conflictOf(own: readonly RowHit[], all: readonly RowHit[], makerCells: readonly MakerCell[]): Conflict | null {
  const vendor = own[0]?.hit.maker?.vendor;
  const about = own.filter(({ hit }) => hit.aboutMaker && hit.part !== 'component' && hit.confidence !== 'possible');
  if (about.length === 0) return null;
  // A relabel brand explains a conflict, it does not settle it: the cell still names another maker.
  const ownCells = new Set(
    own.filter(({ hit }) => hit.aboutMaker && (hit.kind !== 'name' || hit.namesMaker)).map(({ index }) => index),
  );
  if (!makerCells.some((cell) => ownCells.has(cell.index))) {
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
      hit.aboutMaker &&
      hit.part !== 'component' &&
      hit.confidence !== 'possible' &&
      !makerCells.some((cell) => cell.index === index),
  );
  if (rival?.hit.maker == null) return null;
  return { field: rival.hit.field, column: rival.column, seen: rival.hit.seen, vendor: rival.hit.maker.ref.id };
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
  return {
    vendor: self?.ref ?? maker?.ref ?? null,
    category: maker === null && category !== null ? { id: category, name: categoryName(category) } : null,
    confidence: lower(overall(hits), record.cap),
    evidence: sorted.slice(0, MOST_EVIDENCE).map((one) => evidenceOf(one, record)),
    conflict: maker === null ? null : conflictOf(sorted, all, makerCells),
  };
}

/** Grades the hits of a row: one identification a vendor or category, the strongest first, then vendors in order. */
export function gradeRow(
  found: readonly RowHit[],
  makerCells: readonly MakerCell[],
  record: InventoryRecord,
): readonly Identification[] {
  const hits = withoutUndone(found, makerCells);
  const groups = new Map<string, RowHit[]>();
  for (const one of hits) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()]
    .flatMap((group) => identificationOf(group, hits, makerCells, record) ?? [])
    .sort((a, b) => rank(a.confidence) - rank(b.confidence));
}
