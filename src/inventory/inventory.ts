import type { Field } from '../core/fields.ts';
import type { Guess, InputEvent } from '../core/events.ts';
import type { Problem } from '../core/problem.ts';
import type { Column, Layout } from '../core/layout.ts';
import type { Words } from '../words/words.ts';
import type { PageSet } from './json/answers.ts';
import type { InventoryRecord, LookAtRows } from '../core/record.ts';

/** Where bytes come from. Only app opens files; readers see this. */
export interface InputSource {
  /** The path as given with `/`, or `-`. */
  readonly name: string;
  /** Bytes in order; can be read once. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Opens an input in the format that its options, its content or `name` show. */
export type OpenInventory = (source: InputSource, options: ReadOptions, name?: string) => Promise<Inventory>;

/** `--columns FIELD=HEADER`; a header `#3` is the third column. */
export interface ColumnOverride {
  readonly field: Field;
  readonly header: string;
}

export interface ReadOptions {
  readonly columns: readonly ColumnOverride[];
  /** One character, null: detect. */
  readonly delimiter: string | null;
  /** A WHATWG encoding label, null: detect. */
  readonly encoding: string | null;
  /** Physical lines to skip before the header. */
  readonly skipLines: number;
  readonly noHeader: boolean;
  /** A format of the registry, null: by content, then extension. */
  readonly inputFormat: string | null;
  readonly sheet: string | null;
  /** True for prose that stands beside inventories in a folder: what its sentences name is mentioned. */
  readonly isProse?: boolean;
  /** Words of headers and cells. */
  readonly words: Words;
  /** Whether a cell is nothing but a maker's name: how a column without a telling header is understood by its cells. */
  readonly isMakerName: (cell: string) => boolean;
  /** The pages of all inputs of a run; without it, those of one input are a set of their own. */
  readonly pages?: PageSet | undefined;
  /** The vendors of the chosen lists that a text names by a name beyond ASCII: how the guess of an encoding is held. */
  readonly namesDesignated: (text: string) => readonly string[];
  /** A name of a listed vendor that a text may have been before it lost letters (U+FFFD); null for none. */
  readonly lostName: (text: string) => string | null;
}

/** By what headers and cells are understood. */
export type Hints = Pick<ReadOptions, 'isMakerName' | 'words'>;

/** Records and problems of a stretch of the input, each in row order. */
export interface Batch {
  readonly records: readonly InventoryRecord[];
  readonly problems: readonly Problem[];
  /** Data records that could not be turned into a record; each is named by one of `problems`. */
  readonly rejected: number;
  /** Data rows that have something to judge and in which nothing else matters: they are counted, and no `records`. */
  readonly passed: number;
  /** Texts that are part of no record. */
  readonly outside?: readonly OutsideText[];
}

/**
 * A text that is part of no record: a title or a skipped line, a header, a comment, the name of a sheet, or what was
 * understood as nothing.
 */
export interface OutsideText {
  readonly kind: 'title' | 'header' | 'comment' | 'sheet' | 'unread';
  readonly text: string;
  readonly line: number | null;
  readonly cell: string | null;
}

/** One opened input: what it is, and its records, once. */
export interface Inventory {
  readonly info: Omit<InputEvent, 'from'>;
  /** The columns of `info` as objects, for `netvet columns`. */
  readonly columns: readonly Column[];
  /** Delimited text only: the lines above the first data line as they stand in the file, a byte order mark included. */
  readonly head?: string;
  /**
   * One batch in flight: the next is read when it is requested. `lookAt`: rows in which nothing matters are counted;
   * without it, all become records.
   */
  batches(lookAt?: LookAtRows): AsyncIterable<Batch>;
  /** What was assumed, and whether it held; complete once the input was read to its end. */
  readonly guesses: () => readonly Guess[];
  /** Formats of tables: those it was found to hold, complete once it was read to its end. */
  tables?(): readonly FoundTable[];
}

/** A table of an input, or what one goes on as from some row on. */
export interface FoundTable {
  readonly layout: Layout;
  /** Line of its header, or row of its sheet; null without one. */
  readonly header: number | null;
  /** Line or row of its first row. */
  readonly from: number;
  readonly sheet?: string;
}
