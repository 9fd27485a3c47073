import { SequenceCache } from '../core/cache.ts';
import { isSecret, NO_TRAITS, type Column, type Layout } from '../core/layout.ts';
import { ELSEWHERE, JUDGED, MATTERS, type InventoryRecord, type RowLook } from '../core/record.ts';
import { hasLetter } from '../core/text.ts';
import { ColumnSearch, EMPTY_CELL, type CellResult } from './column-search.ts';
import type { SearchSetup } from './search-setup.ts';
import { endOfCell, endsCell, NO_STOP, type RowText } from '../core/row-text.ts';
import type { Identity } from './identity.ts';
import { deviceGroups, roleOf, saysDevice } from './role.ts';
import { whoIsThisRow, type Hits, type MakerCell, type RowHit, type RowReading } from './row.ts';

/** The column of cells beyond the header, and of texts outside records. */
const BEYOND_HEADERS: Column = { name: 'beyond the header', fields: ['text'], why: 'no header', traits: NO_TRAITS };

/** Searches texts outside records, for names only. */
export function searchOutside(setup: SearchSetup): ColumnSearch {
  const finders = setup.finders.filter(({ kinds }) => kinds.includes('name'));
  const column = { index: 0, column: BEYOND_HEADERS, role: 'mention' } as const;
  return new ColumnSearch(column, { ...setup, finders, isCaching: false });
}

const NOTHING_READ: RowReading = { identifications: [], alike: [], setAside: [] };

/** Searches the rows of one layout, and holds the caches of its columns. */
export class RowSearch implements RowLook {
  readonly looks: CellResult[];
  readonly #setup: SearchSetup;
  /** Every column by index; secrets are searched for names only. */
  readonly #columns: readonly ColumnSearch[];
  /** The columns that may be read for evidence: all but secrets. */
  readonly #readColumns: readonly ColumnSearch[];
  /** The same in a row that says nothing of its own device; null where no column is about another one. */
  readonly #readAsOwn: readonly ColumnSearch[] | null;
  readonly beyondHeader: ColumnSearch;
  readonly #makerColumns: readonly ColumnSearch[];
  /** By column index, the number of the device that the column is about. */
  readonly #groups: readonly number[];
  /**
   * The results of rows by the grade keys of their hits, and the columns of those that have the key of another. Most
   * inventories repeat makes and models; rows that name a vendor by a new address each differ in their evidence alone.
   */
  readonly #results: SequenceCache<Result> | null;

  constructor(layout: Layout, setup: SearchSetup, identity: Identity) {
    const { columns, wholeLines } = layout;
    const { groups, areKindHeaders } = deviceGroups(layout, setup.input.words);
    const judges = identity.judges(layout);
    const searchOf = (column: Column, index: number): ColumnSearch => {
      const role = index < columns.length ? roleOf(column, wholeLines, areKindHeaders[index]) : 'free-text';
      return new ColumnSearch({ index, column, role }, setup, judges[index] ?? null);
    };
    const isOfOther = ({ traits }: Column): boolean => traits.includes('other-device');
    const asOwn = (one: ColumnSearch): ColumnSearch => {
      const traits = one.column.traits.filter((trait) => trait !== 'other-device');
      return isOfOther(one.column) ? searchOf({ ...one.column, traits }, one.index) : one;
    };
    // In secrets only names matter, since each must be accounted for; nothing of a secret is cached.
    const secretColumn = searchOutside(setup);
    this.looks = columns.map(() => EMPTY_CELL);
    this.#setup = setup;
    this.#columns = columns.map((column, index) => (isSecret(column) ? secretColumn : searchOf(column, index)));
    this.#readColumns = this.#columns.filter((column) => column !== secretColumn);
    this.#readAsOwn = columns.some(isOfOther) ? this.#readColumns.map(asOwn) : null;
    this.beyondHeader = searchOf(BEYOND_HEADERS, columns.length);
    this.#makerColumns = this.#readColumns.filter(({ role }) => role === 'maker');
    this.#groups = groups;
    this.#results = setup.isCaching ? new SequenceCache() : null;
  }

  next(row: RowText, from: number, stop: number): number {
    const { codes, length: index } = row;
    if (index >= this.looks.length) return endOfCell(codes, from, codes.length, stop);
    if (endsCell(codes[from] as number, stop)) {
      this.looks[index] = EMPTY_CELL;
      return from;
    }
    this.looks[index] = (this.#columns[index] as ColumnSearch).look(row, from, codes.length, stop);
    return row.end;
  }

  of(row: RowText): number {
    const { looks } = this;
    for (let index = 0; index < looks.length && !row.isLooked; index += 1) {
      const column = this.#columns[index] as ColumnSearch;
      looks[index] = row.isEmpty(index)
        ? EMPTY_CELL
        : column.look(row, row.from[index] as number, row.to[index] as number, NO_STOP);
    }
    let says = row.length > looks.length ? MATTERS : 0;
    for (let index = 0; index < looks.length; index += 1) says |= (looks[index] as CellResult).says;
    if ((says & (ELSEWHERE | MATTERS)) === ELSEWHERE && this.#isWanted()) says |= MATTERS;
    for (let index = 0; index < looks.length && (says & (JUDGED | MATTERS)) === 0; index += 1)
      if (!row.isEmpty(index) && (this.#columns[index] as ColumnSearch).judgesUncached(row, index)) says |= JUDGED;
    return says;
  }

  /** Whether a cell that points at unlisted vendors alone matters. Once it does not, it never does again. */
  #isWanted(): boolean {
    const { isWanted } = this.#setup;
    return this.looks.some((looked) => {
      if ((looked.says & ELSEWHERE) === 0) return false;
      if (looked.hits.some(({ hit }) => isWanted(hit))) return true;
      looked.says &= ~ELSEWHERE;
      return false;
    });
  }

  /** The identifications of a row, and what was set aside in it. */
  read(record: InventoryRecord): RowReading {
    const found = this.#hitsIn(record);
    if (found.length === 0) return NOTHING_READ;
    const cached = this.#cachedFor(found, record);
    if (cached?.value !== undefined) return resultFor(cached.value, found, record);
    const facts = { record, groups: this.#groups, knownMakers: this.#setup.input.context };
    const reading = whoIsThisRow(found, { ...facts, makerCells: this.#makerCells(record) });
    // A conflict quotes cells of this row alone.
    if (cached !== null && reading.identifications.every(({ conflict }) => conflict === null))
      cached.value = resultFrom(reading, found, record);
    return reading;
  }

  /** The entry of the rows with the same grade keys; null for a row that is always weighed. */
  #cachedFor(hits: Hits, record: InventoryRecord): ReturnType<SequenceCache<Result>['at']> | null {
    const isOfDevice = record.part === 'device' && !record.layout.wholeLines;
    if (this.#results === null || !isOfDevice || hits.length > MOST_HITS) return null;
    // A loop, since `flatMap` takes 3 to 4 % of a run in which every row is a finding.
    const keys: (object | null)[] = [];
    for (const one of hits) {
      keys.push(one.gradeKey);
      if (one.gradeKey !== one) keys.push(one.searched);
    }
    const isMatched = ({ index }: { index: number }): boolean => hits.some((one) => one.index === index);
    // A vendor cell in which nothing matched may contradict the hits, but no grade key stands for its text.
    const isUnmatched = !this.#makerColumns.every(isMatched) && !this.#makerCells(record).every(isMatched);
    return isUnmatched ? null : this.#results.at(keys);
  }

  /** The columns to read in a row. */
  columnsOf(record: InventoryRecord): readonly ColumnSearch[] {
    if (this.#readAsOwn === null || saysDevice(record, this.#setup.input.words.noValue)) return this.#readColumns;
    return this.#readAsOwn;
  }

  /** The hits in all cells of a row. */
  #hitsIn(record: InventoryRecord): Hits {
    const { cells, layout, looks } = record;
    const { length } = layout.columns;
    const found: RowHit[] = [];
    for (const column of this.columnsOf(record)) {
      const text = cells[column.index];
      if (text === undefined || text === '') continue;
      const looked =
        column === this.#columns[column.index] ? (looks?.[column.index] as CellResult | undefined) : undefined;
      for (const hit of looked?.hits ?? column.hits(text)) found.push(hit);
    }
    for (let at = length; at < cells.length; at += 1)
      if (cells[at] !== '') found.push(...this.beyondHeader.hits(cells[at] as string));
    return found;
  }

  #makerCells({ cells }: InventoryRecord): readonly MakerCell[] {
    return this.#makerColumns.flatMap(({ index, column: { name } }) => {
      const text = cells[index]?.trim() ?? '';
      const saysMaker = !this.#setup.input.words.noValue.isEmpty(text) && hasLetter(text);
      return saysMaker ? [{ index, column: name, text }] : [];
    });
  }
}

/** Most hits of a row that is cached. */
const MOST_HITS = 8;

/** The reading of a row, for rows whose hits have the same grade keys. */
function resultFrom({ identifications, setAside }: RowReading, hits: Hits, record: InventoryRecord) {
  // A lowered hit is a copy and none of `hits`; every such row has the model and the vendor cell that it shows.
  const rowEvidence = hits.map((hit) => (hit.gradeKey === hit ? null : hit.evidence(record)));
  const found = identifications.map((identification) => {
    /** By piece of evidence, the place in `hits` of the hit that makes it; -1: it is the same in every such row. */
    const places = identification.evidence.map((one) => rowEvidence.indexOf(one));
    if (places.every((at) => at === -1)) return { identification, places: null };
    // Without the text that the first such row saw, which would keep its part of the input in memory.
    const evidence = identification.evidence.map((one, at) => (places[at] === -1 ? one : { ...one, seen: '' }));
    return { identification: { ...identification, evidence }, places };
  });
  return { found, alike: found.map(({ identification }) => identification), setAside };
}

type Result = ReturnType<typeof resultFrom>;

function resultFor({ found, alike, setAside }: Result, hits: Hits, record: InventoryRecord): RowReading {
  const identifications = found.map(({ identification, places }) => {
    if (places === null) return identification;
    const evidence = identification.evidence.map((one, at) => hits[places[at] ?? -1]?.evidence(record) ?? one);
    return { ...identification, evidence };
  });
  return { identifications, alike, setAside };
}
