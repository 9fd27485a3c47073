import type { Layout } from './layout.ts';
import type { RowText } from './row-text.ts';

/** What a cell says by itself, as bits of `CellLook.says`: its row has something to judge. */
export const JUDGED = 1;
/** Its row must become a record: it points at something listed, may have lost letters, or has to be counted. */
export const MATTERS = 2;
/** It points at what no chosen list names, or may: whether that matters changes during a run. */
export const ELSEWHERE = 4;

/** What a column remembers of a text. */
export interface CellLook {
  readonly says: number;
}

/** Looks at rows of one layout. What it says of a row holds until the next one. */
export interface RowLook {
  /** What each cell says that stands under a column. */
  readonly looks: readonly CellLook[];
  /** What the cells of a row say together: JUDGED and MATTERS. */
  of(row: RowText): number;
  /**
   * Looks at the next cell of a row whose cells are only being found: it begins at `from` and ends before `stop` or a
   * line end. Returns where. `together` says the rest, once all cells were added.
   */
  next(row: RowText, from: number, stop: number): number;
  /** The same as `of`, of a row whose cells were looked at as they were found. */
  together(row: RowText): number;
}

/** How rows of a layout are looked at. */
export type LookAtRows = (layout: Layout) => RowLook;
