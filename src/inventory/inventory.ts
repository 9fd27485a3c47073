import type { Field } from '../core/fields.ts';
import type { Guess, InputEvent } from '../core/events.ts';
import type { Problem } from '../core/problem.ts';
import type { Column, Layout } from '../core/layout.ts';
import type { Words } from '../words/words.ts';
import type { PageSet } from './json/answers.ts';
import type { InventoryRecord, LookAtRows } from '../core/record.ts';

/** The bytes of an input, as readers get them: only `app/` opens files. */
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
  /** True for prose beside inventories in a folder: a name in its sentences is a mention. */
  readonly isProse?: boolean;
  /** Words of headers and cells. */
  readonly words: Words;
  /** Whether a cell is nothing but a maker's name: such cells explain a column whose header does not. */
  readonly isMakerName: (cell: string) => boolean;
  /** The pages of all inputs of a run, from the first that has any; without it, each input has a set of its own. */
  readonly pages?: { set: PageSet | null } | undefined;
  /** The vendors of the chosen lists that a text names by a name beyond ASCII: they check a guessed encoding. */
  readonly namesDesignated: (text: string) => readonly string[];
  /** The name of a listed vendor that a text may have been before letters became U+FFFD; null for none. */
  readonly lostName: (text: string) => string | null;
}

/** What headers and cells are understood with. */
export type Hints = Pick<ReadOptions, 'isMakerName' | 'words'>;

/** Records and problems of a part of the input, each in row order. */
export interface Batch {
  readonly records: readonly InventoryRecord[];
  readonly problems: readonly Problem[];
  /** How many data rows have something to judge and nothing that MATTERS: they are only counted, not in `records`. */
  readonly passed: number;
  /** Texts that are part of no record. */
  readonly outside?: readonly OutsideText[];
}

/** A text of no record: a title or skipped line, a header, a comment, a sheet's name, or what nobody understood. */
export interface OutsideText extends Pick<Problem, 'line' | 'cell'> {
  readonly kind: 'title' | 'header' | 'key' | 'comment' | 'sheet' | 'unread';
  readonly text: string;
}

/** An opened input: what it is, and its records, which can be read once. */
export interface Inventory {
  readonly info: Omit<InputEvent, 'from'>;
  /** The columns of `info` as objects, for `netvet columns`. */
  readonly columns: readonly Column[];
  /** Delimited text only: the lines above the first data line as they stand in the file, a byte order mark included. */
  readonly head?: string;
  /** The next batch is read when it is requested. With `lookAt`, rows in which nothing MATTERS are only counted. */
  batches(lookAt?: LookAtRows): AsyncIterable<Batch>;
  /** What was assumed, and whether it held; complete once the input was read to its end. */
  readonly guesses: () => readonly Guess[];
  /** The tables that were found, in formats that have tables; complete once the input was read to its end. */
  tables?(): readonly FoundTable[];
}

/** A table of an input, or the rest of one from a row on at which its columns changed. */
export interface FoundTable {
  readonly layout: Layout;
  /** Line of its header, or row of its sheet; null without one. */
  readonly header: number | null;
  /** Line or row of its first row. */
  readonly from: number;
  readonly sheet?: string;
}
