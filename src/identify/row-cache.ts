import { SequenceCache } from '../core/cache.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { RowHit } from './row-hit.ts';
import type { RowReading } from './row.ts';

const MOST_HITS = 8;

type Graded = ReturnType<typeof gradedOf>;

/**
 * How the rows of one layout were graded, by the grade keys of their hits: inventories have many rows of one make and
 * model, and of those that name a vendor by a fresh address each the evidence alone differs.
 */
export class RowCache {
  readonly #graded = new SequenceCache<Graded>();

  /** The result of an earlier row like this one, else what `make` comes to. */
  read(hits: readonly RowHit[], record: InventoryRecord, make: () => RowReading): RowReading {
    if (record.part !== 'device' || record.layout.wholeLines || hits.length > MOST_HITS) return make();
    const alike = this.#graded.at(hits.map(({ gradeKey }) => gradeKey));
    if (alike.value !== undefined) return remade(alike.value, hits, record);
    const reading = make();
    // A conflict shows what this one row says.
    if (reading.identifications.every(({ conflict }) => conflict === null))
      alike.value = gradedOf(reading, hits, record);
    return reading;
  }
}

function gradedOf({ identifications, setAside }: RowReading, hits: readonly RowHit[], record: InventoryRecord) {
  const ofHits = hits.map((hit) => hit.evidence(record));
  const found = identifications.map((identification) => {
    const evidence = identification.evidence.slice();
    /** Which of its evidence every row has for itself, and which of the row's hits it is. */
    const changing: { readonly place: number; readonly hit: number }[] = [];
    for (const [place, one] of evidence.entries()) {
      const hit = ofHits.indexOf(one);
      // A hit that was lowered is none of the row's; its model and maker cell, which it shows, are those of every such
      // row.
      if (hit === -1 || hits[hit]?.gradeKey === hits[hit]) continue;
      changing.push({ place, hit });
      // Without the text that the first such row saw, which would keep its stretch of input in memory.
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
      const made = hits[hit]?.evidence(record);
      if (made !== undefined) evidence[place] = made;
    }
    return { ...identification, evidence };
  });
  return { identifications, setAside };
}
