import { fileError, systemCode } from '../../core/errors.ts';
import type { OutputStream } from '../io.ts';
import { EXIT } from '../../core/exit-codes.ts';
import { Stopped } from '../io.ts';

/** Where a report goes. */
export interface Sink {
  /** Returns when there is room for more. Throws UserError when it cannot be written. */
  write(text: string): Promise<void>;
  /** Everything is written and in its place. */
  close(): Promise<void>;
}

/** Writes to standard output and waits for its reader, so that a slow one holds the run and not the memory. */
export class StreamSink implements Sink {
  readonly #stream: OutputStream;
  #error: Error | null = null;
  #told = false;
  #wake: (() => void) | null = null;

  constructor(stream: OutputStream) {
    this.#stream = stream;
    stream.on('error', (error) => {
      this.#error = error;
      this.#wake?.();
    });
    stream.on('drain', () => this.#wake?.());
  }

  async write(text: string): Promise<void> {
    this.#check();
    if (text === '' || this.#told || this.#stream.write(text)) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (this.#error !== null || !this.#stream.writableNeedDrain) resolve();
    });
    this.#check();
  }

  async close(): Promise<void> {
    if (this.#error === null) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        this.#stream.write('', () => {
          resolve();
        });
      });
    }
    this.#check();
  }

  /** Throws only once; later writes are ignored. */
  #check(): void {
    if (this.#error === null || this.#told) return;
    this.#told = true;
    if (systemCode(this.#error) === 'EPIPE') throw new Stopped(EXIT.BROKEN_PIPE);
    throw fileError(this.#error, 'standard output', 'write');
  }
}
