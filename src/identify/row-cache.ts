import type { Identification } from '../core/finding.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { RowHit } from './grade.ts';

/** Combinations of hits whose grading is kept; one inventory has some hundreds. */
const MOST = 20_000;
/** Rows with more hits than this are graded one by one. */
const MOST_HITS = 8;

/** One more hit of a row, by its sort. */
class Branch {
  readonly next = new Map<object, Branch>();
  graded: Graded | null = null;
}

/** What rows of one combination come to. */
type Graded = readonly {
  /** Of the first row of them, without what it saw itself: that would keep its stretch of input in memory. */
  readonly identification: Identification;
  /** Which of its evidence every row has for itself, and which of the row's hits it is. */
  readonly own: readonly { readonly place: number; readonly hit: number }[];
}[];

/**
 * Remembers how the rows of one layout were graded, by the sorts of their hits: inventories have many rows of one make
 * and model, and of those that tell a maker by a fresh address each the evidence alone differs.
 */
export class AlikeRows {
  #root = new Branch();
  #branches = 0;

  /** What a row like this one came to before; null when there was none, or when no row is like it. */
  recall(hits: readonly RowHit[], record: InventoryRecord): readonly Identification[] | null {
    const graded = this.#branchOf(hits, record)?.graded ?? null;
    return graded === null ? null : remade(graded, hits, record);
  }

  /** Remembers what a row came to. */
  keep(identifications: readonly Identification[], hits: readonly RowHit[], record: InventoryRecord): void {
    const branch = this.#branchOf(hits, record);
    if (branch !== null) branch.graded = gradedOf(identifications, hits, record);
  }

  #branchOf(hits: readonly RowHit[], { part, cap }: InventoryRecord): Branch | null {
    if (part !== 'device' || cap !== undefined || hits.length > MOST_HITS) return null;
    let branch = this.#root;
    for (const { sort } of hits) {
      if (sort === null) return null;
      branch = branch.next.get(sort) ?? this.#grow(branch, sort);
    }
    return branch;
  }

  #grow(branch: Branch, sort: object): Branch {
    if (this.#branches >= MOST) {
      this.#root = new Branch();
      this.#branches = 0;
    }
    const next = new Branch();
    branch.next.set(sort, next);
    this.#branches += 1;
    return next;
  }
}

/** Null when a conflict is told, which shows what this one row says. */
function gradedOf(
  identifications: readonly Identification[],
  hits: readonly RowHit[],
  record: InventoryRecord,
): Graded | null {
  if (identifications.some(({ conflict }) => conflict !== null)) return null;
  const said = hits.map((hit) => hit.evidence(record));
  return identifications.map((identification) => {
    const evidence = identification.evidence.slice();
    const own: { readonly place: number; readonly hit: number }[] = [];
    for (const [place, one] of evidence.entries()) {
      const hit = said.indexOf(one);
      if (hits[hit]?.isSort === true) continue;
      own.push({ place, hit });
      evidence[place] = { ...one, seen: '' };
    }
    return { identification: { ...identification, evidence }, own };
  });
}

function remade(graded: Graded, hits: readonly RowHit[], record: InventoryRecord): readonly Identification[] {
  return graded.map(({ identification, own }) => {
    if (own.length === 0) return identification;
    const { vendor, category, confidence, conflict } = identification;
    const evidence = identification.evidence.slice();
    for (const { place, hit } of own) {
      const said = hits[hit]?.evidence(record);
      if (said !== undefined) evidence[place] = said;
    }
    return { vendor, category, confidence, evidence, conflict };
  });
}
