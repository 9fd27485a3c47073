import type { Characters } from '../text.ts';
import type { Layout } from '../layout.ts';
import type { CleanCells } from './clean-cells.ts';
import type { Scanner } from './scanner.ts';

/** Whether a cell, `text` from `from` to `to`, makes its row one to judge. */
export type Usable = (text: Characters, from: number, to: number) => boolean;

/** Tells rows that have something to judge and can become no finding: most rows of most inventories. */
export interface RowScreen {
  readonly scanner: Scanner;
  /** The kind of each column for the scanner. */
  readonly kinds: readonly number[];
  /** The first 24 bits of the addresses that are evidence. */
  readonly knownHeads: ReadonlySet<number>;
  /** By column: cells that came to nothing; null for a column that is not looked at. */
  readonly clean: readonly (CleanCells | null)[];
  /** By column: whether a cell has to be searched to know what it holds, so that only a clean one passes. */
  readonly searched: readonly boolean[];
  /** Columns by which a row has something to judge. */
  readonly identity: readonly (readonly [index: number, usable: Usable])[];
}

/** The screen for rows of a layout. */
export type ScreenRows = (layout: Layout) => RowScreen;
