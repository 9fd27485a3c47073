import { closeSync, openSync, promises, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileError, systemCode } from '../app/file-error.ts';
import type { Sink } from './stream-sink.ts';
import { TwoBuffers, writeAll, writeAllNow } from './two-buffers.ts';

/** An open file. */
interface Out {
  write(bytes: Uint8Array): Promise<void>;
  /** Writes what is left and closes. */
  close(bytes: Uint8Array): Promise<void>;
  discard(): Promise<void>;
}

/** Waits for whoever reads or takes what is written. */
async function device(path: string): Promise<Out> {
  const handle = await promises.open(path, 'w');
  return {
    write: (bytes) => handle.writeFile(bytes),
    async close(bytes) {
      await handle.writeFile(bytes);
      await handle.close();
    },
    discard: () => handle.close(),
  };
}

/** A new regular file. What is left at its end, which is all of a small one, is written sooner than another thread could. */
function regularFile(path: string): Out {
  const file = openSync(path, 'wx');
  return {
    write: (bytes) => writeAll(file, bytes),
    close: (bytes) =>
      settled(() => {
        writeAllNow(file, bytes);
        closeSync(file);
      }),
    discard: () =>
      settled(() => {
        closeSync(file);
      }),
  };
}

function settled(work: () => void): Promise<void> {
  return new Promise((resolve) => {
    work();
    resolve();
  });
}

/**
 * Writes a report to a file. A regular file appears whole or not at all: it is written beside its place and renamed,
 * through a link to the link's target. A device or pipe is written directly. What could not be written is told by the
 * call after it, at the latest by `close`.
 */
export class FileSink implements Sink {
  readonly #shown: string;
  readonly #out: Out;
  readonly #target: string;
  /** Null for a device or pipe. */
  #draft: string | null;
  readonly #buffers: TwoBuffers;

  private constructor(shown: string, out: Out, target: string, draft: string | null) {
    this.#shown = shown;
    this.#out = out;
    this.#buffers = new TwoBuffers((bytes) => out.write(bytes));
    this.#target = target;
    this.#draft = draft;
  }

  /** `path` is absolute, `shown` what people are told. Throws UserError when it cannot be written. */
  static async open(path: string, shown: string): Promise<FileSink> {
    try {
      const target = targetOf(path);
      if (!isReplaceable(target)) return new FileSink(shown, await device(target), target, null);
      const draft = join(dirname(target), `.${basename(target)}.${process.pid}.draft`);
      return new FileSink(shown, regularFile(draft), target, draft);
    } catch (error) {
      throw fileError(error, shown, 'write');
    }
  }

  async write(text: string): Promise<void> {
    try {
      await this.#buffers.add(text);
    } catch (error) {
      throw fileError(error, this.#shown, 'write');
    }
  }

  async close(): Promise<void> {
    try {
      await this.#out.close(await this.#buffers.rest());
      if (this.#draft !== null) renameSync(this.#draft, this.#target);
      this.#draft = null;
    } catch (error) {
      throw fileError(error, this.#shown, 'write');
    }
  }

  /**
   * Leaves no half-written file and no open one; does nothing after `close`. The file is gone when this returns, so
   * that it can run while the process ends; the promise is for who has time.
   */
  discard(): Promise<void> {
    if (this.#draft !== null) rmSync(this.#draft, { force: true });
    this.#draft = null;
    // A write that is under way would go to whatever is opened next under the same number.
    return this.#buffers
      .idle()
      .then(() => this.#out.discard())
      .catch(() => undefined);
  }
}

/** Where a link leads; a path that is not there yet is its own target. */
export function targetOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return join(realpathSync.native(dirname(path)), basename(path));
  }
}

/** True for a regular file and for nothing at all. A folder is refused by opening it. */
function isReplaceable(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return true;
  }
}
