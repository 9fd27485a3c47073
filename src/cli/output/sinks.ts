import { once } from 'node:events';
import { closeSync, constants, openSync, readlinkSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { draftAt, nulOf } from '../../app/disk.ts';
import { EXIT, fileError, ifThere, systemCode, trying } from '../../core/errors.ts';
import { Stopped, type Io, type OutputStream } from '../io.ts';

/** Where a report goes. */
export interface Sink {
  /** Returns when there is room for more. Throws UserError when it cannot be written; later writes are ignored. */
  write(data: string | Uint8Array): Promise<void> | void;
  /** Writes what is left and puts it in its place. Throws UserError when it cannot. */
  close(): Promise<void> | void;
  /** Leaves nothing half-written and nothing open; does nothing after `close`. It can run while the process ends. */
  readonly discard: () => void;
}

const STDOUT = 'standard output';

/** Standard output, which stays open. */
export function stdoutSink(io: Io): Sink {
  if (io.stdoutFile === null) return streamSink(io.stdout, null);
  return fileSink(io.stdoutFile, STDOUT, { finish: () => undefined, discard: () => undefined });
}

/**
 * Opens a report. A regular file appears whole or not at all, through a link at the link's target; a device or pipe is
 * written directly. `path` is absolute, `shown` its name in messages. Throws UserError when it cannot be written.
 */
export async function openSink(path: string, shown: string): Promise<Sink> {
  try {
    const target = nulOf(path) ?? targetOf(path);
    const found = statSync(target, { throwIfNoEntry: false });
    if (found?.isFIFO() === true) return await openPipe(target, shown);
    if (found === undefined || found.isFile()) {
      const draft = draftAt(target);
      return fileSink(draft.file, shown, draft);
    }
    const device = openSync(target, 'w');
    const close = closeSync.bind(null, device);
    return fileSink(device, shown, { finish: close, discard: close });
  } catch (error) {
    throw fileError(error, shown, 'write');
  }
}

/** Writes synchronously: there is no reader to wait for. */
function fileSink(file: number, shown: string, end: Pick<ReturnType<typeof draftAt>, 'finish' | 'discard'>): Sink {
  let isOpen = true;
  const discard = (): void => {
    if (isOpen) end.discard();
    isOpen = false;
  };
  /** A write after `discard` would go to whatever was opened next under the same number. */
  const attempt = (work: () => void): void => {
    try {
      if (isOpen) work();
    } catch (error) {
      discard();
      throw fileError(error, shown, 'write');
    }
  };
  return {
    write(data) {
      attempt(() => {
        writeFileSync(file, data);
      });
    },
    close() {
      attempt(() => {
        isOpen = false;
        end.finish();
      });
    },
    discard,
  };
}

/** A slow reader slows the run and fills no memory. `pipe`: the name of a pipe, which is closed here; null: stdout. */
function streamSink(stream: OutputStream, pipe: string | null): Sink {
  let failure: Error | null = null;
  let isReported = false;
  stream.on('error', (error) => (failure = error));
  function check(): void {
    if (failure === null || isReported) return;
    isReported = true;
    if (pipe === null && systemCode(failure) === 'EPIPE') throw new Stopped(EXIT.BROKEN_PIPE);
    throw fileError(failure, pipe ?? STDOUT, 'write');
  }
  function discard(): void {
    // `end` would shut a socket down, which a pipe is not.
    if (pipe !== null) stream.destroy();
  }
  return {
    async write(data) {
      check();
      if (data.length === 0 || isReported || stream.write(data)) return;
      // An error that ends the wait is that of the stream, which `check` throws.
      if (failure === null && stream.writableNeedDrain) await once(stream, 'drain').catch(() => undefined);
      check();
    },
    async close() {
      if (failure === null) await new Promise((resolve) => stream.write('', resolve));
      discard();
      check();
    },
    discard,
  };
}

const PIPE_POLL_MS = 20;

/** Waits for a reader of a named pipe: a blocked `open` cannot be cancelled, and holds even `process.exit`. */
async function openPipe(path: string, shown: string): Promise<Sink> {
  const { Socket } = await import('node:net');
  for (;;) {
    const file = ifThere(() => openSync(path, constants.O_WRONLY | constants.O_NONBLOCK), ['ENXIO']);
    if (file !== undefined) return streamSink(new Socket({ fd: file, readable: false, writable: true }), shown);
    await new Promise((resolve) => setTimeout(resolve, PIPE_POLL_MS));
  }
}

/** Where a link leads, even if nothing is there yet. A path that is no link and not there is its own target. */
export function targetOf(path: string): string {
  const target = ifThere(() => realpathSync.native(path));
  if (target !== undefined) return target;
  const folder = realpathSync.native(dirname(path));
  const here = join(folder, basename(path));
  const leadsTo = trying(() => readlinkSync(here), null);
  // A link in /proc to a pipe leads to no path, but exists.
  const isThere = statSync(here, { throwIfNoEntry: false }) !== undefined;
  return leadsTo === null || isThere ? here : targetOf(resolve(folder, leadsTo));
}
