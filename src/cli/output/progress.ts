import { grouped } from '../../report/phrases.ts';
import type { Io } from '../io.ts';

/** Work shorter than this says nothing; then the line is written anew this often. In milliseconds. */
const QUIET_FOR = 1000;
const EVERY = 200;

/**
 * One line on stderr while a long run goes on, on a terminal only. Asked after each batch: a source that never waits
 * would starve a timer.
 */
export class Progress {
  readonly #io: Io;
  /** False from the start, or as soon as there is something to show and no terminal. */
  #on: boolean;
  readonly #start: number;
  #next: number;
  #shown = false;
  #rows = 0;
  #findings = 0;
  #input = { size: null as number | null, start: 0 };

  constructor(io: Io, on: boolean) {
    this.#io = io;
    this.#on = on;
    this.#start = io.now().getTime();
    this.#next = this.#start + QUIET_FOR;
  }

  input(size: number | null): void {
    this.#input = { size, start: this.#io.now().getTime() };
  }

  add(rows: number, findings: number, bytes: number): void {
    if (!this.#on) return;
    this.#rows += rows;
    this.#findings += findings;
    const now = this.#io.now().getTime();
    if (now < this.#next) return;
    this.#next = now + EVERY;
    this.#on = this.#io.stderr.isTTY === true;
    if (!this.#on) return;
    this.#shown = true;
    const read = `${grouped(this.#rows)} rows`;
    const rate = `${grouped(Math.round(this.#rows / ((now - this.#start) / 1000)))} rows/s`;
    const found = `${grouped(this.#findings)} findings`;
    const left = this.#left(bytes, now);
    const width = (this.#io.stderr.columns ?? 80) - 1;
    const lines = [
      [read, rate, found, ...left],
      [read, found, ...left],
      [read, ...left],
    ].map((parts) => parts.join(', '));
    const line = lines.find((one) => one.length <= width) ?? read;
    this.#io.stderr.write(`\r${line.slice(0, width)}\u001b[K`);
  }

  /** Takes the line away before anything else is written. */
  clear(): void {
    if (!this.#shown) return;
    this.#shown = false;
    this.#io.stderr.write('\r\u001b[K');
  }

  #left(bytes: number, now: number): readonly string[] {
    const { size, start } = this.#input;
    if (size === null || size === 0 || bytes === 0) return [];
    const share = Math.min(1, bytes / size);
    const seconds = Math.ceil(((now - start) * (1 / share - 1)) / 1000);
    return [`${Math.floor(share * 100)} %`, `${seconds} s left`];
  }
}
