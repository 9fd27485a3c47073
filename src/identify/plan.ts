import { IDENTITY_FIELDS } from '../core/fields.ts';
import { isSecret, type Layout } from '../core/layout.ts';
import { JUDGED, MATTERS, NUMBER, type RowLook } from '../core/look.ts';
import { ColumnMemo, EMPTY, type LookedAt, type Looking, type PlannedColumn } from './column-memo.ts';
import type { Identity } from './identity.ts';
import { ownColumns, roleOf, type Role } from './role.ts';

/** One list of fields for all layouts: what is looked for is worked out by list. */
const BEYOND_HEADERS: PlannedColumn = { name: '', fields: ['text'] };

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
  readonly look: RowLook;
}

/** How texts outside records are looked at: for names only. */
export function planOutside(looking: Looking): ColumnMemo {
  return new ColumnMemo(0, BEYOND_HEADERS, 'aside', { ...looking, finders: looking.nameFinders, remembers: false });
}

/** Plans how the records of a layout are looked at. */
export function planLayout(layout: Layout, looking: Looking, identity: Identity): Plan {
  const { columns, wholeLines } = layout;
  const plan = (index: number, column: PlannedColumn, role: Role): ColumnMemo[] => {
    const finders = looking.finders.filter((finder) => finder.looksAt(role, column.fields));
    if (finders.length === 0) return [];
    const isIdentity = IDENTITY_FIELDS.some((field) => column.fields.includes(field));
    return [new ColumnMemo(index, column, role, { ...looking, finders }, identity.atOnce(layout, index), isIdentity)];
  };
  const planned = columns.flatMap((column, index) =>
    isSecret(column) ? [] : plan(index, column, roleOf(column, wholeLines)),
  );
  const asOwn = columns.flatMap((column, index) =>
    column.ofOther === true ? plan(index, { ...column, ofOther: false }, roleOf(column, wholeLines)) : [],
  );
  return {
    columns: planned,
    asOwn: new Map(asOwn.map((one) => [one.index, one])),
    own: asOwn.length === 0 ? [] : ownColumns(columns),
    extra: plan(columns.length, BEYOND_HEADERS, 'open'),
    makerColumns: planned.filter(({ role }) => role === 'maker'),
    look: new LayoutLook(layout, planned, looking, identity),
  };
}

class LayoutLook implements RowLook {
  readonly looks: LookedAt[];
  numbers = 0;
  readonly #layout: Layout;
  readonly #columns: readonly ColumnMemo[];
  readonly #identity: Identity;

  constructor(layout: Layout, planned: readonly ColumnMemo[], looking: Looking, identity: Identity) {
    this.#layout = layout;
    this.#identity = identity;
    const byIndex = new Map(planned.map((column) => [column.index, column]));
    // Of secrets only names matter, which have to be accounted for; nothing of them is remembered.
    const unread = planOutside(looking);
    this.#columns = layout.columns.map((_, index) => byIndex.get(index) ?? unread);
    this.looks = this.#columns.map(() => EMPTY);
  }

  of(cells: readonly string[]): number {
    const columns = this.#columns;
    const { looks } = this;
    let says = 0;
    let numbers = 0;
    for (let index = 0; index < columns.length; index += 1) {
      const text = cells[index];
      const look = text === undefined || text === '' ? EMPTY : (columns[index] as ColumnMemo).look(text);
      looks[index] = look;
      says |= look.says;
      if ((look.says & NUMBER) !== 0) numbers += 1;
    }
    this.numbers = numbers;
    if (cells.length > columns.length) says |= MATTERS;
    return (says & JUDGED) !== 0 || this.#identity.isLate(this.#layout, cells) ? says | JUDGED : says;
  }
}
