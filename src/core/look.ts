import type { Layout } from './layout.ts';
import type { RowText } from './row-text.ts';

/** What a cell says by itself, as bits of `CellLook.says`: its row has something to judge. */
export const JUDGED = 1;
/** It has two digits or more, as hardly any header has. */
export const NUMBER = 2;
/** Its row must become a record: it points at something listed, may have lost letters, or has to be counted. */
export const MATTERS = 4;
/** It points at what no chosen list names, or may: whether that matters changes during a run. */
export const ELSEWHERE = 8;

/** What a column remembers of a text. */
export interface CellLook {
  readonly says: number;
}

/** Looks at rows of one layout. What it says of a row holds until the next one. */
export interface RowLook {
  /** What each cell says that stands under a column. */
  readonly looks: readonly CellLook[];
  /** How many cells hold a number. */
  readonly numbers: number;
  /** What the cells say together: JUDGED and MATTERS. */
  of(row: RowText): number;
}

/** How rows of a layout are looked at. */
export type LookAtRows = (layout: Layout) => RowLook;
