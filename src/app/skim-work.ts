import type { ScreenParts } from '../identify/screen.ts';
import type { LineForm } from '../inventory/screen.ts';

/** What the thread is started with. */
export interface SkimWork {
  readonly parts: ScreenParts;
  readonly form: LineForm;
  /** By place: the task until one of the two threads takes it, then TAKEN. */
  readonly states: SharedArrayBuffer;
}

/** Lines to skim. */
export interface SkimMessage {
  readonly task: number;
  readonly place: number;
  /** In shared memory. */
  readonly lines: Uint8Array;
  /** Cells that have become known as clean, by column. */
  readonly news: readonly (readonly string[])[] | null;
}

const TAKEN = -1;

/** Takes a task; false when the other thread has it, or had it and its place is another's. */
export function take(states: Int32Array, place: number, task: number): boolean {
  return Atomics.compareExchange(states, place, task, TAKEN) === task;
}
