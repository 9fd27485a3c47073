import type { Characters } from '../core/characters.ts';
import type { Layout } from '../core/layout.ts';

/** Whole lines, each byte a character or a part of one. */
export interface Lines {
  readonly text: Characters;
  readonly codes: Uint8Array;
}

/** Tells cells in which the run can find nothing by their characters, before there is a string of them. */
export interface CellScreen {
  /**
   * Where the cell that begins at `from` ends (the place of the first STOP of `classes`), negative when the cell may
   * hold something, or a FOREIGN character.
   */
  pass(lines: Lines, from: number, classes: Uint8Array): number;
}

/** Whether a cell, `text` from `from` to `to`, makes its row one to judge. */
export type Usable = (text: Characters, from: number, to: number) => boolean;

/** Tells rows that have something to judge and can become no finding: most rows of most inventories. */
export interface RowScreen {
  /** By column. */
  readonly cells: readonly CellScreen[];
  /** Columns by which a row has something to judge. */
  readonly identity: readonly (readonly [index: number, usable: Usable])[];
}

/** The screen for rows of a layout; null while it is not worth making. */
export type ScreenRows = (layout: Layout) => RowScreen | null;
