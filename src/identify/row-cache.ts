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
  // A hit that was lowered is none of the row's; its model and maker cell, which it shows, are those of every such row.
  const ofOneRow = hits.map((hit) => (hit.gradeKey === hit ? null : hit.evidence(record)));
  const found = identifications.map((identification) => {
    /** Of each piece of evidence that every row has for itself which of the row's hits it is; -1: all have the same. */
    const own = identification.evidence.map((one) => ofOneRow.indexOf(one));
    // Without the text that the first such row saw, which would keep its stretch of input in memory.
    const evidence = identification.evidence.map((one, place) => (own[place] === -1 ? one : { ...one, seen: '' }));
    return { identification: { ...identification, evidence }, own: own.every((at) => at === -1) ? null : own };
  });
  return { found, setAside };
}

function remade({ found, setAside }: Graded, hits: readonly RowHit[], record: InventoryRecord): RowReading {
  const identifications = found.map(({ identification, own }) => {
    if (own === null) return identification;
    const evidence = identification.evidence.map((one, place) => hits[own[place] ?? -1]?.evidence(record) ?? one);
    return { ...identification, evidence };
  });
  return { identifications, setAside };
}
