import type { Field } from '../../core/fields.ts';
import { isSecret, layoutOf, MENTION, NO_TRAITS, type Column, type Layout } from '../../core/layout.ts';
import type { ReadOptions } from '../inventory.ts';
import { understandColumns } from './columns.ts';
import { Misplaced, type CellNature } from './misplaced.ts';

/** Where a table is, in lines of its text or rows of its sheet. */
interface TablePlace {
  /** Null without a header. */
  readonly header: number | null;
  /** From where it goes on. */
  readonly from: number;
  /** Cells a row needs not to be short: those up to the last header with a name. */
  readonly needed: number;
}

/** Fields of cells that say in words who made a thing: what they say counts wherever they should have stood. */
const TELLING: ReadonlySet<Field> = new Set<Field>(['vendor', 'model', 'partNumber', 'sysDescr', 'platform']);

/** A table of an input: where it begins, what its columns are, and how rows are read that do not fit them. */
export class Table implements TablePlace {
  readonly header: number | null;
  readonly from: number;
  readonly needed: number;
  readonly layout: Layout;
  readonly misplaced: Misplaced;
  /** What rows that say nothing are read under: titles, other headers. */
  readonly aside: Layout;
  readonly #changed = new Map<string, Layout>();

  constructor(columns: readonly Column[], { header, from, needed }: TablePlace, misplaced: Misplaced) {
    this.header = header;
    this.from = from;
    this.needed = needed;
    this.layout = layoutOf(columns);
    this.misplaced = misplaced;
    this.aside = layoutOf(columns.map(({ name }) => ({ name, fields: ['text'], why: 'no row', traits: MENTION })));
  }

  /** The layout for a row with misplaced cells: those of which one is enough to be sure are read as free text. */
  without(columns: readonly number[]): Layout {
    const open = columns.filter((index) => this.misplaced.isCertain(index));
    if (open.length === 0) return this.layout;
    return this.#change(open.join(), (column, index) => (open.includes(index) ? openColumn(column) : column));
  }

  /** A row whose cells may stand under other headers, or all in one; any may be a secret where the table has one. */
  unaligned(given: readonly string[]): { readonly layout: Layout; readonly cells: readonly string[] } {
    const cells = this.misplaced.unpack(given) ?? given;
    const { columns } = this.layout;
    const isOpen = columns.some(isSecret)
      ? columns.map((_, index) => this.misplaced.nature.isMaker(cells[index] ?? ''))
      : null;
    const layout = this.#change(`unaligned ${isOpen?.join() ?? ''}`, (column, index) => {
      if (column.fields.some((field) => TELLING.has(field))) return column;
      return isOpen?.[index] === false ? hiddenColumn(column) : openColumn(column);
    });
    return { layout, cells };
  }

  #change(key: string, change: (column: Column, index: number) => Column): Layout {
    let changed = this.#changed.get(key);
    if (changed === undefined) this.#changed.set(key, (changed = layoutOf(this.layout.columns.map(change))));
    return changed;
  }
}

function openColumn({ name }: Column): Column {
  return { name, fields: ['text'], why: 'may belong to another column', traits: NO_TRAITS };
}

function hiddenColumn({ name }: Column): Column {
  return { name, fields: ['withheld'], why: 'may be a secret', traits: ['licence'] };
}

/**
 * Understands a table by its headers (null: a column without one) and its first rows, about 200. Throws UserError for
 * an override of a header that does not exist.
 */
export function readTable(
  source: string,
  {
    headers,
    rows,
    ...place
  }: Omit<TablePlace, 'needed'> & {
    readonly headers: readonly (string | null)[];
    readonly rows: readonly (readonly string[])[];
  },
  options: Pick<ReadOptions, 'columns' | 'isMakerName' | 'words'>,
  nature: CellNature,
): Table {
  const columns = understandColumns(source, headers, rows, options);
  const needed = headers.findLastIndex((name) => name === null || name.trim() !== '') + 1;
  return new Table(columns, { ...place, needed }, new Misplaced(columns, rows, nature));
}
