import { closeSync, openSync, promises, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileError, systemCode } from '../app/file-error.ts';
import type { Sink } from './stream-sink.ts';

const BUFFER = 64 * 1024;

/** An open file. */
interface Out {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Waits for whoever reads or takes what is written. */
async function device(path: string): Promise<Out> {
  const handle = await promises.open(path, 'w');
  return { write: (text) => handle.writeFile(text), close: () => handle.close() };
}

/** A new regular file, which is never waited for: a trip to another thread and back takes longer than the write. */
function regularFile(path: string): Out {
  const file = openSync(path, 'wx');
  return {
    write: (text) =>
      settled(() => {
        const bytes = Buffer.from(text);
        for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
      }),
    close: () =>
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
 * through a link to the link's target. A device or pipe is written directly.
 */
export class FileSink implements Sink {
  readonly #shown: string;
  readonly #out: Out;
  readonly #target: string;
  /** Null for a device or pipe. */
  #draft: string | null;
  #text = '';

  private constructor(shown: string, out: Out, target: string, draft: string | null) {
    this.#shown = shown;
    this.#out = out;
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
    this.#text += text;
    if (this.#text.length >= BUFFER) await this.#flush();
  }

  async close(): Promise<void> {
    await this.#flush();
    try {
      await this.#out.close();
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
    return this.#out.close().catch(() => undefined);
  }

  async #flush(): Promise<void> {
    const text = this.#text;
    this.#text = '';
    try {
      await this.#out.write(text);
    } catch (error) {
      throw fileError(error, this.#shown, 'write');
    }
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
