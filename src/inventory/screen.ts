import type { Characters } from '../core/characters.ts';
import type { Layout } from '../core/layout.ts';

/** Whole lines, each byte a character or a part of one. */
export interface Lines {
  readonly text: Characters;
  readonly codes: Uint8Array;
}

/** Tells cells that hold no evidence by their characters, before there is a string of them. */
export interface CellScreen {
  /**
   * Where the cell that begins at `from` ends (the place of the first STOP of `classes`), negative when the cell may hold
   * something, or a FOREIGN character.
   */
  pass(lines: Lines, from: number, classes: Uint8Array): number;
}

/** Whether a cell, `text` from `from` to `to`, makes its row one to judge. */
export type Usable = (text: Characters, from: number, to: number) => boolean;

/** Tells rows that have something to judge and hold no evidence: most rows of most inventories. */
export interface RowScreen {
  /** By column. */
  readonly cells: readonly CellScreen[];
  /** Columns by which a row has something to judge. */
  readonly identity: readonly (readonly [index: number, usable: Usable])[];
}

/** A screen that another thread can have as well. */
export interface SharedScreen extends RowScreen {
  /** What it is made of, to be sent to the other thread. */
  readonly parts: unknown;
  /** What it has learnt since it was asked last, to be sent after the parts; null: nothing. */
  news(): unknown;
}

/** The screen for rows of a layout; null where every row must be looked at. */
export type ScreenRows = (layout: Layout) => SharedScreen | null;

/** How lines of delimited text are screened. */
export interface LineForm {
  readonly delimiter: string;
  /** Longest line, in characters. */
  readonly maxLine: number;
}

/** Lines given to another thread. */
export interface SkimTask {
  /** Takes the task back; false when the thread has begun with it. */
  takeBack(): boolean;
  /** Whether the next answer of the thread is there. */
  readonly answered: boolean;
  /**
   * What the thread makes of a task it has begun with, asked for in the order of the tasks: runs of lines that pass, three
   * numbers each: where the run begins and ends, and its lines. Null when the thread has ended.
   */
  answer(): Promise<Int32Array | null>;
}

/**
 * Stretches that another thread is ahead by. With 16 a million rows take 4 % less time than with 4, as it waits less for
 * this one, and 3 MB more.
 */
export const AHEAD = 16;

/** Another thread that skims lines before they are read. */
export interface SkimThread {
  /**
   * Takes whole lines, which stay as they are until the task is answered or taken back; null when it cannot take them now.
   * Those in shared memory it reads where they are, of others it makes a copy.
   */
  skim(lines: Uint8Array): SkimTask | null;
  close(): void;
}

export type StartSkimThread = (screen: SharedScreen, form: LineForm) => Promise<SkimThread>;
