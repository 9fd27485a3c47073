import type { Finding, Part } from './finding.ts';
import type { Layout } from './layout.ts';
import type { RowText } from './row-text.ts';

/** A row as read, at the place of its findings. Header, title lines and lines without any cell text are no rows. */
export interface InventoryRecord extends Pick<Finding, 'source' | 'row' | 'line' | 'cell'> {
  readonly layout: Layout;
  /** By column index. Fewer than the columns in a short row; cells past the last column are free text. */
  readonly cells: readonly string[];
  readonly part: Part;
  /** The place of one cell, in formats that have such places. */
  readonly cellAt?: ((column: number) => string) | undefined;
  /** The record as it is in the file, where that is at hand. Like the cells it may be a slice of a larger text. */
  readonly text?: string | undefined;
  /** `RowLook.looks` of the row, if its cells were looked at already. */
  readonly looks?: RowLook['looks'] | undefined;
  /** A line that names no device: it is searched, and counts as a row only if something is found in it. */
  readonly noRow?: boolean | undefined;
}

/** Bits of `says`, which tell what a cell means by itself. JUDGED: its row has something to judge. */
export const JUDGED = 1;
/** Its row must become a record: the cell points at something listed, may have lost letters, or has to be counted. */
export const MATTERS = 2;
/** The cell points at something that no chosen list names, or may: whether that matters changes during a run. */
export const ELSEWHERE = 4;

/** Looks at the rows of one layout. The results for a row are valid until the next row. */
export interface RowLook {
  /** The result for each cell of the row, by column. `text`: that of equal cells, which share the result. */
  readonly looks: readonly { readonly says: number; text: string | null }[];
  /** The bits JUDGED and MATTERS of a whole row. Looks at its cells if `next` did not. */
  of(row: RowText): number;
  /**
   * Looks at the next cell of a row while its cells are being found. The cell begins at `from` and ends before `stop`
   * or a line end. Returns where it ends. When all cells were added, `of` has the result for the row.
   */
  next(row: RowText, from: number, stop: number): number;
}

/** Makes the RowLook of a layout. */
export type LookAtRows = (layout: Layout) => RowLook;
