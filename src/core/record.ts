import type { Field } from './fields.ts';

/** Whose evidence a row is: the asset itself, a component inside it, or a neighbour it saw. */
export type Part = 'device' | 'component' | 'neighbour';

/** One column of an inventory as it was understood. */
export interface Column {
  /** The header as printed, or `#3` (1-based) where there is none. */
  readonly name: string;
  /** What the column feeds: one field, two for `Make / Model`, `text` when nothing is known. Never empty. */
  readonly fields: readonly Field[];
  /** Why: `synonym`, `override`, `cells: ...`, ... for `netvet columns`. */
  readonly why: string;
  /**
   * True when the header says the cells are about something other than the maker (Supplier, Company, SSID, Notes).
   * A name there is a mention; under a header that says nothing, a cell that begins with a name is about the maker.
   */
  readonly notMaker: boolean;
}

/** A row as read. Records of one layout share one `columns` array, so work per column can be done once. */
export interface InventoryRecord {
  /** The path as given, `/` on every system, `-` for stdin. */
  readonly source: string;
  /** 1-based data record; header, title lines and lines without any cell text are not counted. */
  readonly row: number;
  /** 1-based physical line on which the record starts, null where the format has none. */
  readonly line: number | null;
  /** `Sheet1!A12` or a JSON pointer, null where `line` says it all. */
  readonly cell: string | null;
  readonly columns: readonly Column[];
  /** By column index. Shorter than `columns` in a short row; cells past `columns` are free text. */
  readonly cells: readonly string[];
  readonly part: Part;
  /** The place of one cell, in formats that have such places. */
  readonly cellAt?: (column: number) => string;
  /**
   * The record as it stood in the file, where that is at hand: a look at it can rule out every cell at once. Like the
   * cells it may be a slice of a larger text: keep a copy, not the slice, of what outlives the batch.
   */
  readonly text?: string | undefined;
  /** For the last-resort text format: no evidence of this record is graded above this. */
  readonly cap?: 'probable';
}
