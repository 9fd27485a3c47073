import type { Layout } from './layout.ts';
import type { CellLook } from './look.ts';

/** What a row is about: the asset itself, a component inside it, or a neighbour it saw. */
export type Part = 'device' | 'component' | 'neighbour';

/**
 * What a piece of evidence is about: what its row is, or, in the row of an asset, a device that this is attached to.
 */
export type EvidencePart = Part | 'other-device';

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
  /** The columns of its table. */
  readonly layout: Layout;
  /** By column index. Fewer than the columns in a short row; cells past the last column are free text. */
  readonly cells: readonly string[];
  readonly part: Part;
  /** The place of one cell, in formats that have such places. */
  readonly cellAt?: ((column: number) => string) | undefined;
  /** The record as it stood in the file, where that is at hand. Like the cells it may be a slice of a larger text. */
  readonly text?: string | undefined;
  /** What its cells say, by column, where they were looked at already. */
  readonly looks?: readonly CellLook[] | undefined;
  /**
   * A line of text in which no device stands: it is looked at, and counts as a row only when something is found in it.
   */
  readonly noRow?: true | undefined;
}
