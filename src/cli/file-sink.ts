import { rmSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, realpath, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileError, systemCode } from '../app/file-error.ts';
import type { Sink } from './stream-sink.ts';

const BUFFER = 64 * 1024;

/**
 * Writes a report to a file. A regular file appears whole or not at all: it is written beside its place and renamed,
 * through a link to the link's target. A device or pipe is written directly.
 */
export class FileSink implements Sink {
  readonly #shown: string;
  readonly #handle: FileHandle;
  readonly #target: string;
  /** Null for a device or pipe. */
  #draft: string | null;
  #text = '';

  private constructor(shown: string, handle: FileHandle, target: string, draft: string | null) {
    this.#shown = shown;
    this.#handle = handle;
    this.#target = target;
    this.#draft = draft;
  }

  /** `path` is absolute, `shown` what people are told. Throws UserError when it cannot be written. */
  static async open(path: string, shown: string): Promise<FileSink> {
    try {
      const target = await targetOf(path);
      if (!(await isReplaceable(target))) return new FileSink(shown, await open(target, 'w'), target, null);
      const draft = join(dirname(target), `.${basename(target)}.${process.pid}.draft`);
      return new FileSink(shown, await open(draft, 'wx'), target, draft);
    } catch (error) {
      throw fileError(error, shown, 'write');
    }
  }

  async write(text: string): Promise<void> {
    this.#text += text;
    if (this.#text.length >= BUFFER) await this.#flush();
  }

  async close(): Promise<void> {
    await this.#flush();
    try {
      await this.#handle.close();
      if (this.#draft !== null) await rename(this.#draft, this.#target);
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
    return this.#handle.close().catch(() => undefined);
  }

  async #flush(): Promise<void> {
    const text = this.#text;
    this.#text = '';
    try {
      await this.#handle.writeFile(text);
    } catch (error) {
      throw fileError(error, this.#shown, 'write');
    }
  }
}

/** Where a link leads; a path that is not there yet is its own target. */
export async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return join(await realpath(dirname(path)), basename(path));
  }
}

/** True for a regular file and for nothing at all. A folder is refused by opening it. */
async function isReplaceable(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return true;
  }
}
