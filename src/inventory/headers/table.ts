import type { Field } from '../../core/fields.ts';
import { isSecret, Layout, MENTION, NO_TRAITS, type Column } from '../../core/layout.ts';
import type { ReadOptions } from '../inventory.ts';
import { understandColumns } from './columns.ts';
import { Misplaced, type CellNature } from './misplaced.ts';

/** A table of an input: where it begins, and what its columns are. */
export interface Table {
  readonly layout: Layout;
  /** Line of its header, or row of its sheet; null without one. */
  readonly header: number | null;
  /** Line or row from which it goes on. */
  readonly from: number;
  /** Cells a row needs not to be short: those up to the last header with a name. */
  readonly needed: number;
  readonly misplaced: Misplaced;
  /** What rows that say nothing are read under: titles, other headers. */
  readonly aside: Layout;
  /** The layout for a row with misplaced cells: those of which one is enough to be sure are read as free text. */
  without(columns: readonly number[]): Layout;
  /** A row whose cells may all stand under other headers, or all in one. */
  unaligned(cells: readonly string[]): { readonly layout: Layout; readonly cells: readonly string[] };
}

/** Where a table begins. */
interface TableStart {
  readonly header: number | null;
  readonly from: number;
  /** Its headers; null: a column without one. */
  readonly headers: readonly (string | null)[];
  /** Its first rows, about 200. */
  readonly rows: readonly (readonly string[])[];
}

/** Understands a table. Throws UserError for an override of a header that does not exist. */
export function readTable(
  source: string,
  start: TableStart,
  options: Pick<ReadOptions, 'columns' | 'isMakerName' | 'words'>,
  nature: CellNature,
): Table {
  const columns = understandColumns(source, start.headers, start.rows, options);
  const needed = start.headers.findLastIndex((name) => name === null || name.trim() !== '') + 1;
  return makeTable(columns, { ...start, needed }, new Misplaced(columns, start.rows, nature));
}

/** A table of columns that are understood. */
export function makeTable(
  columns: readonly Column[],
  { header, from, needed }: Pick<Table, 'header' | 'from' | 'needed'>,
  misplaced: Misplaced,
): Table {
  const hides = columns.some((column) => isSecret(column));
  const layouts = new Map<string, Layout>();
  const remembered = (key: string, change: (column: Column, index: number) => Column): Layout => {
    let changed = layouts.get(key);
    if (changed === undefined) layouts.set(key, (changed = new Layout(columns.map(change))));
    return changed;
  };
  const layout = new Layout(columns);
  return {
    layout,
    header,
    from,
    needed,
    misplaced,
    aside: new Layout(columns.map(({ name }) => ({ name, fields: ['text'], why: 'no row', traits: MENTION }))),
    without(which) {
      const open = which.filter((index) => misplaced.isCertain(index));
      if (open.length === 0) return layout;
      return remembered(open.join(), (column, index) => (open.includes(index) ? openColumn(column) : column));
    },
    unaligned(given) {
      const cells = misplaced.unpack(given) ?? given;
      const open = hides ? columns.map((_, index) => misplaced.nature.isMaker(cells[index] ?? '')) : null;
      const changed = remembered(`unaligned ${open?.join() ?? ''}`, (column, index) => {
        if (column.fields.some((field) => TELLING.has(field))) return column;
        return open?.[index] === false ? hiddenColumn(column) : openColumn(column);
      });
      return { layout: changed, cells };
    },
  };
}

/** Fields of cells that say in words who made a thing: what they say counts wherever they should have stood. */
const TELLING: ReadonlySet<Field> = new Set<Field>(['vendor', 'model', 'partNumber', 'sysDescr', 'platform']);

function openColumn({ name }: Column): Column {
  return { name, fields: ['text'], why: 'may belong to another column', traits: NO_TRAITS };
}

/** Where the table has secrets, any cell may be one. */
function hiddenColumn({ name }: Column): Column {
  return { name, fields: ['withheld'], why: 'may be a secret', traits: ['licence'] };
}
