import { readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileError, systemCode } from '../../core/errors.ts';
import type { Out } from './file-out.ts';
import { openOut } from './file-out.ts';
import type { Sink } from './stream-sink.ts';
import { TwoBuffers } from './two-buffers.ts';

/**
 * Writes a report to a file. A regular file appears whole or not at all: it is written beside its place and renamed,
 * through a link to the link's target. A device or pipe is written directly. What could not be written is told by the
 * call after it, at the latest by `close`.
 */
export class FileSink implements Sink {
  readonly #shown: string;
  readonly #out: Out;
  readonly #buffers: TwoBuffers;
  #isOpen = true;

  private constructor(shown: string, out: Out) {
    this.#shown = shown;
    this.#out = out;
    this.#buffers = new TwoBuffers((bytes) => out.write(bytes));
  }

  /** `path` is absolute, `shown` its name in messages. Throws UserError when it cannot be written. */
  static async open(path: string, shown: string): Promise<FileSink> {
    try {
      return new FileSink(shown, await openOut(targetOf(path)));
    } catch (error) {
      throw fileError(error, shown, 'write');
    }
  }

  async write(data: string | Uint8Array): Promise<void> {
    try {
      await (typeof data === 'string' ? this.#buffers.add(data) : this.#buffers.addBytes(data));
    } catch (error) {
      throw fileError(error, this.#shown, 'write');
    }
  }

  async close(): Promise<void> {
    try {
      await this.#out.close(await this.#buffers.rest());
      this.#isOpen = false;
    } catch (error) {
      throw fileError(error, this.#shown, 'write');
    }
  }

  /**
   * Leaves no half-written file and no open one; does nothing after `close`. The file is gone when this returns, so
   * that it can run while the process ends; the promise is for who has time.
   */
  discard(): Promise<void> {
    if (!this.#isOpen) return Promise.resolve();
    this.#isOpen = false;
    return this.#out.discard(this.#buffers.idle()).catch(() => undefined);
  }
}

/** Where a link leads, also to what is not there yet; what is no link and not there is its own target. */
export function targetOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  const folder = realpathSync.native(dirname(path));
  const here = join(folder, basename(path));
  const leadsTo = linkText(here);
  // A link of /proc to a pipe leads to no name, but is there.
  const isThere = statSync(here, { throwIfNoEntry: false }) !== undefined;
  return leadsTo === null || isThere ? here : targetOf(resolve(folder, leadsTo));
}

function linkText(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
