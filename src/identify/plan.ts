import { isSecret, NO_TRAITS, type Column, type Layout } from '../core/layout.ts';
import { ELSEWHERE, JUDGED, MATTERS, type RowLook } from '../core/look.ts';
import { ColumnMemo, EMPTY, type LookedAt, type Looking } from './column-memo.ts';
import { endOfCell, endsCell, NO_STOP, type RowText } from '../core/row-text.ts';
import type { Identity } from './identity.ts';
import { deviceGroups } from './groups.ts';
import { ownColumns, roleOf, type Role } from './role.ts';

/** One list of fields for all layouts: what is looked for is worked out by list. */
const BEYOND_HEADERS: Column = { name: '', fields: ['text'], why: 'no header', traits: NO_TRAITS };
const KNOWN: Column = { name: '', fields: ['model'], why: 'no row', traits: NO_TRAITS };

/** How the rows of one layout are looked at, and what their columns remember. */
export interface Plan {
  /** The columns that can hold evidence. */
  readonly columns: readonly ColumnMemo[];
  /**
   * By index of a column about another device: how it is looked at in a row that says nothing of a device of its own.
   */
  readonly asOwn: ReadonlyMap<number, ColumnMemo>;
  /** Columns by which a row says what its own device is. */
  readonly own: readonly number[];
  /** How cells beyond the last header are looked at. */
  readonly extra: readonly ColumnMemo[];
  readonly makerColumns: readonly ColumnMemo[];
  /** By index of a column, the device that it is about. */
  readonly groups: readonly number[];
  readonly look: RowLook;
}

/** How texts outside records are looked at: for names only. */
export function planOutside(looking: Looking): ColumnMemo {
  return new ColumnMemo(0, BEYOND_HEADERS, 'aside', { ...looking, finders: looking.nameFinders, remembers: false });
}

/** The same column where its row says nothing of a device of its own: then it is about that. */
export function ofOwn(column: Column): Column {
  return { ...column, traits: column.traits.filter((trait) => trait !== 'other-device') };
}

/** How a text that looks like no name is looked at for names and models. */
export function planKnown(looking: Looking): ColumnMemo {
  const finders = looking.finders.filter((finder) => finder.looksAt('product', KNOWN.fields));
  return new ColumnMemo(0, KNOWN, 'product', { ...looking, finders, remembers: false });
}

/** Plans how the records of a layout are looked at. */
export function planLayout(
  layout: Layout,
  looking: Looking,
  identity: Identity,
  isKind: (word: string) => boolean,
): Plan {
  const groups = deviceGroups(layout, isKind);
  const roleIn = (column: Column, index: number): Role => roleOf(column, layout.wholeLines, groups.areDevices[index]);
  const { columns } = layout;
  const judging = new Map(identity.columns(layout).map(({ index, judges }) => [index, judges]));
  const plan = (index: number, column: Column, role: Role): ColumnMemo[] => {
    const finders = looking.finders.filter((finder) => finder.looksAt(role, column.fields));
    if (finders.length === 0) return [];
    return [new ColumnMemo(index, column, role, { ...looking, finders }, judging.get(index) ?? null)];
  };
  const planned = columns.flatMap((column, index) =>
    isSecret(column) ? [] : plan(index, column, roleIn(column, index)),
  );
  const asOwn = columns.flatMap((column, index) =>
    column.traits.includes('other-device') ? plan(index, ofOwn(column), roleIn(column, index)) : [],
  );
  return {
    columns: planned,
    asOwn: new Map(asOwn.map((one) => [one.index, one])),
    own: asOwn.length === 0 ? [] : ownColumns(columns),
    extra: plan(columns.length, BEYOND_HEADERS, 'open'),
    makerColumns: planned.filter(({ role }) => role === 'maker'),
    groups: groups.of,
    look: new LayoutLook(layout, planned, looking),
  };
}

class LayoutLook implements RowLook {
  readonly looks: LookedAt[];
  readonly #columns: readonly ColumnMemo[];
  readonly #looking: Looking;

  constructor({ columns }: Layout, planned: readonly ColumnMemo[], looking: Looking) {
    this.#looking = looking;
    const byIndex = new Map(planned.map((column) => [column.index, column]));
    // Of secrets only names matter, which have to be accounted for; nothing of them is remembered.
    const unread = planOutside(looking);
    this.#columns = columns.map((_, index) => byIndex.get(index) ?? unread);
    this.looks = columns.map(() => EMPTY);
  }

  of(row: RowText): number {
    for (let index = 0; index < this.looks.length; index += 1) {
      if (row.isEmpty(index)) this.looks[index] = EMPTY;
      else this.#look(row, index, row.from[index] as number, row.to[index] as number, NO_STOP);
    }
    return this.together(row);
  }

  next(row: RowText, from: number, stop: number): number {
    const { codes, length: index } = row;
    if (index >= this.looks.length) return endOfCell(codes, from, codes.length, stop);
    if (!endsCell(codes[from] as number, stop)) return this.#look(row, index, from, codes.length, stop);
    this.looks[index] = EMPTY;
    return from;
  }

  #look(row: RowText, index: number, from: number, to: number, stop: number): number {
    this.looks[index] = (this.#columns[index] as ColumnMemo).look(row, from, to, stop);
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
