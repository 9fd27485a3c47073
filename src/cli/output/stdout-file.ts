import { fileError } from '../../core/errors.ts';
import type { Sink } from './stream-sink.ts';
import { TwoBuffers, writeAll, writeAllNow } from './two-buffers.ts';

/** Writes to standard output where that is a regular file: nobody waits at its other end for the first line. */
export class StdoutFile implements Sink {
  readonly #file: number;
  readonly #buffers: TwoBuffers;
  #failed = false;

  /** `file`: its open descriptor. */
  constructor(file: number) {
    this.#file = file;
    this.#buffers = new TwoBuffers((bytes) => writeAll(file, bytes));
  }

  write(text: string): Promise<void> {
    return this.#attempt(() => this.#buffers.add(text));
  }

  close(): Promise<void> {
    return this.#attempt(async () => {
      writeAllNow(this.#file, await this.#buffers.rest());
    });
  }

  /** Throws only once; later writes are ignored. */
  async #attempt(work: () => Promise<void>): Promise<void> {
    if (this.#failed) return;
    try {
      await work();
    } catch (error) {
      this.#failed = true;
      throw fileError(error, 'standard output', 'write');
    }
  }
}
