import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  openSync,
  promises,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { draftBeside } from '../../app/draft.ts';
import { systemCode } from '../../core/errors.ts';
import { writeAll, writeAllNow } from './two-buffers.ts';

/** An open file. */
export interface Out {
  write(bytes: Uint8Array): Promise<void>;
  /** Writes what is left, closes, and puts it in its place. */
  close(bytes: Uint8Array): Promise<void>;
  /**
   * Nothing half-written is there any more when this returns, so that it can run while the process ends; it is closed
   * after the write that is under way, which would go to whatever is opened next under the same number.
   */
  discard(writing: Promise<unknown>): Promise<void>;
}

/**
 * Opens a path whose links were followed: a device or pipe is written directly, a file appears when it is closed.
 */
export async function openOut(path: string): Promise<Out> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return regularFile(path, null);
  if (found.isFile()) {
    accessSync(path, constants.W_OK);
    return regularFile(path, found.mode & 0o7777);
  }
  return found.isFIFO() ? namedPipe(path) : device(path);
}

/** Waits for a reader of what is written. Opening refuses a folder. */
async function device(path: string): Promise<Out> {
  const handle = await promises.open(path, 'w');
  return {
    write: (bytes) => handle.writeFile(bytes),
    async close(bytes) {
      await handle.writeFile(bytes);
      await handle.close();
    },
    discard: (writing) => writing.then(() => handle.close()),
  };
}

const PIPE_POLL_MS = 20;

/**
 * Waits for a reader and for room without a thread: a thread that opens or writes a pipe which nobody reads cannot be
 * called back, and holds even `process.exit`.
 */
async function namedPipe(path: string): Promise<Out> {
  const file = await openWhenRead(path);
  const { Socket } = await import('node:net');
  const socket = new Socket({ fd: file, readable: false, writable: true });
  // A write that fails says so itself.
  socket.on('error', () => undefined);
  const send = (bytes: Uint8Array) =>
    new Promise<void>((resolve, reject) => {
      socket.write(bytes, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  return {
    write: send,
    async close(bytes) {
      if (bytes.length > 0) await send(bytes);
      // `end` would shut a socket down, which a pipe is not.
      socket.destroy();
    },
    discard: () => Promise.resolve(void socket.destroy()),
  };
}

async function openWhenRead(path: string): Promise<number> {
  for (;;) {
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if (systemCode(error) !== 'ENXIO') throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PIPE_POLL_MS));
  }
}

/**
 * A regular file, written beside its place and renamed; `mode` is that of the file it replaces. What is left at its
 * end, which is all of a small one, is written sooner than another thread could.
 */
function regularFile(path: string, mode: number | null): Out {
  const draft = draftBeside(path);
  const file = openSync(draft, 'wx');
  if (mode !== null) fchmodSync(file, mode);
  return {
    write: (bytes) => writeAll(file, bytes),
    close: (bytes) =>
      settled(() => {
        writeAllNow(file, bytes);
        closeSync(file);
        renameSync(draft, path);
      }),
    discard(writing) {
      rmSync(draft, { force: true });
      return writing.then(() => {
        closeSync(file);
      });
    },
  };
}

function settled(work: () => void): Promise<void> {
  return new Promise((resolve) => {
    work();
    resolve();
  });
}
