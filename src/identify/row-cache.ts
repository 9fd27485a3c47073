import { SequenceCache } from '../core/cache.ts';
import type { Identification, SetAside } from '../core/finding.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { RowReading } from './identifier.ts';
import type { RowHit } from './row-hit.ts';

/** Hits of all combinations whose grading is kept; one inventory has some hundreds of combinations. */
const MOST_STEPS = 20_000;
/** Rows with more hits than this are graded one by one. */
const MOST_HITS = 8;

/** The result for rows with one combination of hits. */
interface Graded {
  readonly found: readonly GradedOne[];
  readonly setAside: readonly SetAside[];
}

interface GradedOne {
  /** From the first such row, without the text it saw, which would keep its stretch of input in memory. */
  readonly identification: Identification;
  /** Which of its evidence every row has for itself, and which of the row's hits it is. */
  readonly changing: readonly { readonly place: number; readonly hit: number }[];
}

/**
 * How the rows of one layout were graded, by the grade keys of their hits: inventories have many rows of one make and
 * model, and of those that name a vendor by a fresh address each the evidence alone differs.
 */
export class RowCache {
  readonly #graded = new SequenceCache<RowHit, Graded>(MOST_STEPS, ({ gradeKey }) => gradeKey);

  /** The result of an earlier row like this one; null when there was none, or when the row is not cached. */
  get(hits: readonly RowHit[], record: InventoryRecord): RowReading | null {
    if (!isCached(hits, record)) return null;
    const graded = this.#graded.get(hits);
    return graded === undefined ? null : remade(graded, hits, record);
  }

  /** Caches the result of a row. */
  set(hits: readonly RowHit[], record: InventoryRecord, reading: RowReading): void {
    const graded = isCached(hits, record) ? gradedOf(reading, hits, record) : null;
    if (graded !== null) this.#graded.set(hits, graded);
  }
}

function isCached(hits: readonly RowHit[], { part, layout }: InventoryRecord): boolean {
  return part === 'device' && !layout.wholeLines && hits.length <= MOST_HITS;
}

/** Null when there is a conflict, which shows what this one row says. */
function gradedOf(
  { identifications, setAside }: RowReading,
  hits: readonly RowHit[],
  record: InventoryRecord,
): Graded | null {
  if (identifications.some(({ conflict }) => conflict !== null)) return null;
  const said = hits.map((hit) => hit.evidence(record));
  const found = identifications.map((identification): GradedOne => {
    const evidence = identification.evidence.slice();
    const changing: { readonly place: number; readonly hit: number }[] = [];
    for (const [place, one] of evidence.entries()) {
      const hit = said.indexOf(one);
      // A hit that was lowered is none of the row's; its model and maker cell, which it shows, are those of every such
      // row.
      if (hit === -1 || hits[hit]?.sharesEvidence === true) continue;
      changing.push({ place, hit });
      evidence[place] = { ...one, seen: '' };
    }
    return { identification: { ...identification, evidence }, changing };
  });
  return { found, setAside };
}

function remade({ found, setAside }: Graded, hits: readonly RowHit[], record: InventoryRecord): RowReading {
  const identifications = found.map(({ identification, changing }) => {
    if (changing.length === 0) return identification;
    const evidence = identification.evidence.slice();
    for (const { place, hit } of changing) {
      const said = hits[hit]?.evidence(record);
      if (said !== undefined) evidence[place] = said;
    }
    return { ...identification, evidence };
  });
  return { identifications, setAside };
}
