import type { Layout } from './layout.ts';
import type { RowText } from './row-text.ts';

/** What a row is about: the asset itself, a component inside it, or a neighbour it saw. */
export type Part = 'device' | 'component' | 'neighbour';

/** A row as read. */
export interface InventoryRecord {
  /** The path as given, `/` on every system, `-` for stdin. */
  readonly source: string;
  /** 1-based data record; header, title lines and lines without any cell text are not counted. */
  readonly row: number;
  /** 1-based physical line on which the record starts, null where the format has none. */
  readonly line: number | null;
  /** `Sheet1!A12` or a JSON pointer, null where `line` says it all. */
  readonly cell: string | null;
  readonly layout: Layout;
  /** By column index. Fewer than the columns in a short row; cells past the last column are free text. */
  readonly cells: readonly string[];
  readonly part: Part;
  /** The place of one cell, in formats that have such places. */
  readonly cellAt?: ((column: number) => string) | undefined;
  /** The record as it stood in the file, where that is at hand. Like the cells it may be a slice of a larger text. */
  readonly text?: string | undefined;
  /** What its cells say, by column, where they were looked at already. */
  readonly looks?: RowLook['looks'] | undefined;
  /** A line in which no device stands: it is looked at, and is a row only when something is found in it. */
  readonly noRow?: true | undefined;
}

/** What a cell says by itself, as bits of `says`: its row has something to judge. */
export const JUDGED = 1;
/** Its row must become a record: it points at something listed, may have lost letters, or has to be counted. */
export const MATTERS = 2;
/** It points at what no chosen list names, or may: whether that matters changes during a run. */
export const ELSEWHERE = 4;

/** Looks at rows of one layout. What it says of a row holds until the next one. */
export interface RowLook {
  /** What each cell says that stands under a column, as its column remembers it. */
  readonly looks: readonly { readonly says: number }[];
  /** What the cells of a row say together, JUDGED and MATTERS; they are looked at where they were not yet. */
  of(row: RowText): number;
  /**
   * Looks at the next cell of a row whose cells are only being found: it begins at `from` and ends before `stop` or a
   * line end. Returns where. `of` says the rest, once all cells were added.
   */
  next(row: RowText, from: number, stop: number): number;
}

/** How rows of a layout are looked at. */
export type LookAtRows = (layout: Layout) => RowLook;
