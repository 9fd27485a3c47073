import { LOWERED, type Evidence, type Identification } from '../core/finding.ts';
import type { InventoryRecord } from '../core/record.ts';
import type { Words } from '../words/words.ts';
import { Cell } from './cell.ts';
import type { ColumnSearch } from './column-search.ts';
import type { Identifier } from './compile.ts';
import type { RowHit } from './row.ts';
import type { Strength } from './strengths.ts';

/** One piece of evidence, with what earned it its grade. */
export type MatchReport = ReturnType<typeof reportOf>;

/**
 * Compiles the explainer: what every kind of evidence found in every cell of a record, and how the grades of the row
 * follow. Of a cell, `text` is null where it is not read or not shown; `unread` is what it holds instead of a vendor,
 * model or address; `looked` are the kinds of evidence that search its column.
 */
export function compileExplain(identifier: Identifier, { decoded, secrets }: Words) {
  return (record: InventoryRecord) => {
    const { columns } = record.layout;
    const search = identifier.searchOf(record.layout);
    const found = search.read(record).identifications;
    const columnsRead = search.columnsOf(record);
    const cells = record.cells.flatMap((text, index) => {
      if (text === '') return [];
      const { [index]: column = search.beyondHeader.column } = columns;
      const { name, fields } = column;
      const searched = index < columns.length ? columnsRead.find((one) => one.index === index) : search.beyondHeader;
      if (searched === undefined) return [{ column: name, fields, text: null, unread: null, looked: [], kinds: [] }];
      const cell = new Cell(decoded(text), searched.role, fields, secrets);
      const shown = fields.includes('withheld') ? null : cell;
      const looked = searched.finders.flatMap(({ kinds }) => kinds);
      const unread = identifier.identity.unread(column, text);
      const kinds = reportsByKind(searched, text, shown, found);
      return [{ column: name, fields, text: shown?.text ?? null, unread, looked, kinds }];
    });
    return { cells, identifications: found.map((one) => ({ identification: one, grounds: groundsOf(one) })) };
  };
}

/** By kind, what the finders of a column found in a cell (`matches`), and what nearly matched (`near`). */
function reportsByKind(column: ColumnSearch, text: string, shown: Cell | null, found: readonly Identification[]) {
  const hits = column.hits(text).filter(({ hit }) => hit.setAside === null);
  const reports = column.finders.flatMap((finder) =>
    finder.kinds.map((kind, at) => ({
      kind,
      matches: hits.filter(({ hit }) => hit.kind === kind).map((one) => reportOf(one, found)),
      near: (at === 0 && shown && finder.nearMisses?.(shown)) || [],
    })),
  );
  return reports.filter(({ matches, near }) => matches.length + near.length > 0);
}

/** A hit with its grade in the row, where another vendor may have lowered it. */
function reportOf({ hit, column, strength, confidence: earned }: RowHit, found: readonly Identification[]) {
  const { id = '', affiliate = null } = hit.maker?.ref ?? {};
  const named = found.find(({ vendor, category }) =>
    hit.maker === null ? category?.id === hit.category : vendor?.id === id,
  );
  const isOf = (matched: string): boolean => matched === hit.matched || matched.startsWith(hit.matched + LOWERED);
  const evidence = named?.evidence.find((one) => one.kind === hit.kind && one.column === column && isOf(one.matched));
  const uncounted = named === undefined ? 'another vendor is named' : 'stronger evidence says the same';
  return {
    /** The vendor, affiliate or category id it points at. */
    points: hit.maker === null ? (hit.category ?? '') : affiliate === null ? id : `${id}/${affiliate.id}`,
    matched: evidence?.matched ?? hit.matched,
    seen: hit.seen,
    confidence: evidence?.confidence ?? earned,
    why: whyOf(strength, earned),
    /** Why it is not among the evidence of the row; null when it is. */
    uncounted: evidence === undefined ? uncounted : null,
  };
}

/** Why a hit has its grade, and what another vendor in the vendor cell leaves of it. */
function whyOf({ grade, says, ifUnknown, ifKnown }: Strength, earned: Evidence['confidence']): string {
  if (earned !== grade)
    return earned === 'probable'
      ? 'the fact is not certain, so it is probable at best'
      : 'the fact is unverified, so it is possible at best';
  const against = [
    ...(ifUnknown === 'stands' ? [] : [`${ifUnknown.replace('-', ' ')} where the vendor cell says an unknown vendor`]),
    ...(ifKnown === 'stands' ? [] : [`${ifKnown.replace('-', ' ')} where it names another known vendor`]),
  ];
  return against.length === 0 ? says : `${says} (${against.join(', ')})`;
}

/** The kinds that give an identification its grade: the strongest evidence, or two weak pieces together. */
function groundsOf({ confidence, evidence }: Identification): string {
  const kinds = (among: typeof evidence): string => [...new Set(among.map(({ kind }) => kind))].join(' and ');
  const equal = evidence.filter((one) => one.confidence === confidence);
  if (equal.length > 0) return `by ${kinds(equal)}`;
  return `by ${kinds(evidence)}: two possible pieces of evidence of different kinds make it ${confidence}`;
}
