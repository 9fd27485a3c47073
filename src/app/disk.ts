import * as fs from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { ifThere, onPath, systemCode, trying, wrongFile } from '../core/errors.ts';
import { decodeText, MAX_BYTES } from '../yaml/file.ts';
import type { Entry, Files, Host } from './host.ts';

/** Files of the disk; relative paths start at `cwd`. */
export function diskFiles(cwd: string): Files {
  const absolute = (path: string): string => nulOf(path) ?? resolve(cwd, path);
  // Not `throwIfNoEntry`: in Node 22 it gives undefined for a path through a file as well.
  const statOf = (path: string) => ifThere(() => fs.statSync(absolute(path)));
  const isWindows = process.platform === 'win32';
  const withSlashes = (path: string): string => (isWindows ? path.replaceAll('\\', '/') : path);
  return {
    sizeOf(path) {
      if (nulOf(path) !== null) return null;
      const found = onPath(path, 'read', () => statOf(path));
      return found === undefined || found.isFile() ? found?.size : null;
    },
    text: (path) =>
      onPath(path, 'read', () => {
        const stat = fs.statSync(absolute(path));
        if (!stat.isFile() && !stat.isFIFO()) throw wrongFile(path, 'not a file');
        if (stat.size > MAX_BYTES) throw wrongFile(path, `larger than ${MAX_BYTES / 1024 / 1024} MiB`);
        return { path, text: decodeText(path, fs.readFileSync(absolute(path))) };
      }),
    bytes: (path, size) => bytesOf(absolute(path), size),
    head: (path, size) => headOf(absolute(path), size),
    entries: (path) =>
      onPath(path, 'read', () => (statOf(path)?.isDirectory() === true ? entriesOf(absolute(path)) : null)),
    meant(argument) {
      const names = isPattern(argument) && statOf(argument) === undefined ? namesMatching(argument, cwd) : [];
      return (names.length === 0 ? [argument] : names).map(withSlashes);
    },
    absolute,
    real: (path) => withSlashes(fs.realpathSync(absolute(path))),
    identity(path) {
      const place = absolute(path);
      return trying(() => {
        const { dev, ino } = fs.statSync(place, { bigint: true });
        return ino === 0n ? fs.realpathSync.native(place) : `${dev}:${ino}`;
      }, place);
    },
  };
}

function entriesOf(folder: string): readonly Entry[] {
  const entries = fs.readdirSync(folder, { withFileTypes: true }).map((one): Entry => {
    const kind = one.isDirectory() ? 'folder' : one.isFile() ? 'file' : one.isSymbolicLink() ? 'link' : 'other';
    return { name: one.name, kind };
  });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** 256 KiB a read: twice as fast as the default 64 KiB on a 135 MB file, no faster above. */
const CHUNK = 256 * 1024;

function headOf(path: string, size: number): string {
  const bytes = Buffer.allocUnsafeSlow(size);
  const read = (file: number): string => bytes.toString('utf8', 0, fs.readSync(file, bytes, 0, size, 0));
  const file = trying(() => fs.openSync(path, 'r'), null);
  const text = file === null ? '' : trying(() => read(file), '');
  if (file !== null) fs.closeSync(file);
  return text;
}

/** The null device: it is always empty, and what is written to it is gone. */
const NUL = '\\\\.\\NUL';

/** The null device if a path names it on Windows: `NUL` in any folder, also with an ending. Null for any other path. */
export function nulOf(path: string, isWindows = process.platform === 'win32'): string | null {
  return isWindows && /^nul(?:\..*)?$/i.test(path.split(/[\\/]/).at(-1) ?? '') ? NUL : null;
}

/** The bytes of a file, a pipe or a device. */
export function bytesOf(path: string, size: number | null = null): AsyncIterable<Uint8Array> {
  if (path === NUL) return Readable.from([]);
  if (size !== null) return fileBytes(path, size);
  const found = fs.statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() === true) return fileBytes(path, found.size);
  if (found?.isFIFO() === true) return pipeBytes(path);
  return fs.createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Uint8Array>;
}

/** A named pipe. A blocked open() cannot be cancelled and would keep the process alive. */
async function* pipeBytes(path: string): AsyncGenerator<Uint8Array> {
  const { Socket } = await import('node:net');
  const fd = fs.openSync(path, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
  yield* new Socket({ fd, readable: true, writable: false }) as AsyncIterable<Uint8Array>;
}

/** Bytes read since the last turn of the event loop, in which signals are seen; a small file counts as some more. */
let readAtOnce = 0;
const PER_FILE = 8 * 1024;

/** Reads without the thread pool: a trip through it takes longer than a read of what the system has read ahead. */
async function* fileBytes(path: string, size: number): AsyncGenerator<Uint8Array> {
  const file = fs.openSync(path, 'r');
  // A file of the system, as in /proc, says that it is empty. Room for one byte more shows whether a file has grown.
  let room = size === 0 || size >= CHUNK ? CHUNK : size + 1;
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafeSlow(room);
      const length = fs.readSync(file, chunk);
      if (length === 0) return;
      yield length === room ? chunk : chunk.subarray(0, length);
      if ((readAtOnce += length + PER_FILE) >= CHUNK) readAtOnce = await new Promise((go) => setImmediate(go, 0));
      // There was room for more: the end of the file was seen.
      if (length === size && length < room) return;
      room = CHUNK;
    }
  } finally {
    fs.closeSync(file);
  }
}

const isPattern = (text: string): boolean => /[*?]/.test(text);

/** The existing paths that a pattern matches, as in a shell, sorted: cmd and PowerShell expand no patterns. */
export function namesMatching(pattern: string, cwd: string, isWindows = process.platform === 'win32'): string[] {
  const parts = (isWindows ? pattern.replaceAll('\\', '/') : pattern).split('/');
  let folders = [''];
  for (const part of parts)
    folders = folders.flatMap((folder) => {
      const names = isPattern(part) ? matchesIn(resolve(cwd, folder), part, isWindows) : [part];
      return names.map((name) => `${folder}${name}/`);
    });
  return folders.map((path) => path.slice(0, -1)).filter((path) => !isMissing(resolve(cwd, path)));
}

/** Whether nothing is there, not even a link that leads nowhere; what cannot be looked at may be there. */
function isMissing(path: string): boolean {
  return trying(() => ifThere(() => fs.lstatSync(path), ['ENOENT', 'ENOTDIR']) === undefined, false);
}

function matchesIn(folder: string, part: string, isWindows: boolean): readonly string[] {
  const source = part
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  const matches = new RegExp(`^${source}$`, isWindows ? 'isu' : 'su');
  const names = trying(() => fs.readdirSync(folder), []);
  return names.filter((name) => (part.startsWith('.') || !name.startsWith('.')) && matches.test(name)).sort();
}

/** Error codes of Windows for a file that another program has open. */
const HELD = ['EBUSY', 'EPERM', 'EACCES'];
const TRIES = 20;
const PAUSE_MS = 50;

/**
 * A draft, so that nobody sees a file half written: it is written beside `place` (a path whose links were followed) and
 * then renamed, with the permissions of the file that it replaces. A killed run leaves the draft there; no run takes it
 * for an input. Throws errors of the system.
 */
export function draftAt(place: string, chmod: typeof fs.fchmodSync = fs.fchmodSync) {
  const found = fs.statSync(place, { throwIfNoEntry: false });
  if (found !== undefined) fs.accessSync(place, fs.constants.W_OK);
  const path = join(dirname(place), `.netvet-${crypto.randomUUID()}.draft`);
  const file = fs.openSync(path, 'wx');
  const remove = (): void => {
    fs.rmSync(path, { force: true });
  };
  function discard(): void {
    fs.closeSync(file);
    remove();
  }
  try {
    if (found !== undefined) chmod(file, found.mode & 0o7777);
  } catch (error) {
    discard();
    throw error;
  }
  function keepBeside(error: unknown): unknown {
    const { dir, name, ext } = parse(place);
    const beside = join(dir, `${name}.new${ext}`);
    try {
      fs.renameSync(path, beside);
    } catch {
      remove();
      return error;
    }
    return wrongFile(place, 'another program has it open', `close it; the report is in ${beside}`);
  }
  return {
    file,
    /** If another program has `place` open, as Excel does, tries for a second, leaves the file beside it and throws. */
    finish(rename: typeof fs.renameSync = fs.renameSync): void {
      fs.closeSync(file);
      for (let tries = 1; ; tries += 1) {
        try {
          rename(path, place);
          return;
        } catch (error) {
          const isHeld = HELD.includes(systemCode(error) ?? '');
          if (isHeld && tries < TRIES) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
          else if (isHeld) throw keepBeside(error);
          else {
            remove();
            throw error;
          }
        }
      }
    },
    discard,
  };
}

/** Writes a file that is never half written: a concurrent reader sees the old or the new one. */
export function replaceFile(path: string, text: string, { files }: Pick<Host, 'files'>): void {
  onPath(path, 'write', () => {
    const location = files.absolute(path);
    const draft = draftAt(trying(() => fs.realpathSync(location), location));
    try {
      fs.writeFileSync(draft.file, text);
    } catch (error) {
      draft.discard();
      throw error;
    }
    draft.finish();
  });
}
