import type { ScreenParts } from '../identify/screen.ts';
import type { LineForm } from '../inventory/screen.ts';

/** What the thread is started with. */
export interface SkimWork {
  readonly parts: ScreenParts;
  readonly form: LineForm;
  /** Where the main thread puts lines, one block after the other. */
  readonly blocks: SharedArrayBuffer;
  readonly blockSize: number;
  /** By block: the task in it until one of the two threads takes it, then TAKEN. */
  readonly states: SharedArrayBuffer;
}

/** Lines to skim. */
export interface SkimMessage {
  readonly task: number;
  readonly block: number;
  /** Bytes. */
  readonly length: number;
  /** Cells that have become known as clean, by column. */
  readonly news: readonly (readonly string[])[] | null;
}

const TAKEN = -1;

/** Takes a task; false when the other thread has it, or had it and the block is in use again. */
export function take(states: Int32Array, block: number, task: number): boolean {
  return Atomics.compareExchange(states, block, task, TAKEN) === task;
}
