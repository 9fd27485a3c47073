import { isSecret, NO_TRAITS, type Column, type Layout } from '../core/layout.ts';
import { ELSEWHERE, JUDGED, MATTERS, type RowLook } from '../core/record.ts';
import { ColumnMemo, EMPTY, type LookedAt, type Looking } from './column-memo.ts';
import { endOfCell, endsCell, NO_STOP, type RowText } from '../core/row-text.ts';
import type { Identity } from './identity.ts';
import { columnsOfDevice, deviceGroups, roleOf, type Role } from './role.ts';

/** One list of fields for all layouts: what is looked for is worked out by list. */
const BEYOND_HEADERS: Column = { name: '', fields: ['text'], why: 'no header', traits: NO_TRAITS };
const KNOWN: Column = { name: '', fields: ['model'], why: 'no row', traits: NO_TRAITS };

/** How the rows of one layout are searched, and what their columns remember. */
export interface RowSearch {
  /** The columns that can hold evidence. */
  readonly columns: readonly ColumnMemo[];
  /**
   * By index of a column about another device: how it is searched in a row that says nothing of the row's device.
   */
  readonly ofOthers: ReadonlyMap<number, ColumnMemo>;
  /** Columns by which a row says what its device is. */
  readonly ofDevice: readonly number[];
  /** How cells beyond the last header are searched. */
  readonly extra: readonly ColumnMemo[];
  readonly makerColumns: readonly ColumnMemo[];
  /** By index of a column, the device that it is about. */
  readonly groups: readonly number[];
  readonly look: RowLook;
}

/** How texts outside records are searched: for names only. */
export function searchOutside(looking: Looking): ColumnMemo {
  const forNames = { ...looking, finders: looking.nameFinders, remembers: false };
  return new ColumnMemo({ index: 0, column: BEYOND_HEADERS, role: 'mention' }, forNames);
}

/** The same column where its row says nothing of its device: then it is about that. */
export function ofDevice(column: Column): Column {
  return { ...column, traits: column.traits.filter((trait) => trait !== 'other-device') };
}

/** How a text that looks like no name is searched for names and models. */
export function searchKnown(looking: Looking): ColumnMemo {
  const finders = looking.finders.filter((finder) => finder.looksAt('product', KNOWN.fields));
  return new ColumnMemo({ index: 0, column: KNOWN, role: 'product' }, { ...looking, finders, remembers: false });
}

/** How the records of a layout are searched. */
export function searchRows(
  layout: Layout,
  looking: Looking,
  identity: Identity,
  isKind: (word: string) => boolean,
): RowSearch {
  const groups = deviceGroups(layout, isKind);
  const roleIn = (column: Column, index: number): Role => roleOf(column, layout.wholeLines, groups.areDevices[index]);
  const { columns } = layout;
  const judging = new Map(identity.columns(layout).map(({ index, judges }) => [index, judges]));
  const memos = (index: number, column: Column, role: Role): ColumnMemo[] => {
    const finders = looking.finders.filter((finder) => finder.looksAt(role, column.fields));
    if (finders.length === 0) return [];
    return [new ColumnMemo({ index, column, role }, { ...looking, finders }, judging.get(index) ?? null)];
  };
  const searched = columns.flatMap((column, index) =>
    isSecret(column) ? [] : memos(index, column, roleIn(column, index)),
  );
  const ofOthers = columns.flatMap((column, index) =>
    column.traits.includes('other-device') ? memos(index, ofDevice(column), roleIn(column, index)) : [],
  );
  return {
    columns: searched,
    ofOthers: new Map(ofOthers.map((one) => [one.index, one])),
    ofDevice: ofOthers.length === 0 ? [] : columnsOfDevice(columns),
    extra: memos(columns.length, BEYOND_HEADERS, 'open'),
    makerColumns: searched.filter(({ role }) => role === 'maker'),
    groups: groups.of,
    look: new LayoutLook(layout, searched, looking),
  };
}

class LayoutLook implements RowLook {
  readonly looks: LookedAt[];
  readonly #columns: readonly ColumnMemo[];
  readonly #looking: Looking;

  constructor({ columns }: Layout, searched: readonly ColumnMemo[], looking: Looking) {
    this.#looking = looking;
    const byIndex = new Map(searched.map((column) => [column.index, column]));
    // Of secrets only names matter, which have to be accounted for; nothing of them is remembered.
    const unread = searchOutside(looking);
    this.#columns = columns.map((_, index) => byIndex.get(index) ?? unread);
    this.looks = columns.map(() => EMPTY);
  }

  of(row: RowText): number {
    for (let index = 0; index < this.looks.length; index += 1) {
      const column = this.#columns[index] as ColumnMemo;
      this.looks[index] = row.isEmpty(index)
        ? EMPTY
        : column.look(row, row.from[index] as number, row.to[index] as number, NO_STOP);
    }
    return this.together(row);
  }

  next(row: RowText, from: number, stop: number): number {
    const { codes, length: index } = row;
    if (index >= this.looks.length) return endOfCell(codes, from, codes.length, stop);
    if (endsCell(codes[from] as number, stop)) {
      this.looks[index] = EMPTY;
      return from;
    }
    this.looks[index] = (this.#columns[index] as ColumnMemo).look(row, from, codes.length, stop);
    return row.end;
  }

  together(row: RowText): number {
    const { looks } = this;
    let says = row.length > looks.length ? MATTERS : 0;
    for (let index = 0; index < looks.length; index += 1) says |= (looks[index] as LookedAt).says;
    if ((says & (ELSEWHERE | MATTERS)) === ELSEWHERE && this.#isWanted(row)) says |= MATTERS;
    if ((says & (JUDGED | MATTERS)) === 0 && this.#judgesLate(row)) says |= JUDGED;
    return says;
  }

  #isWanted(row: RowText): boolean {
    return this.looks.some((look, index) => {
      if ((look.says & ELSEWHERE) === 0) return false;
      const hits = look.hits ?? (this.#columns[index] as ColumnMemo).hits(row.cell(index));
      return hits.some(({ hit }) => this.#looking.isWanted(hit));
    });
  }

  /** By columns that do not remember whether a cell does. */
  #judgesLate(row: RowText): boolean {
    return this.#columns.some((column, index) => !row.isEmpty(index) && column.judgesLate(row, index));
  }
}
