import type { Entry, Files } from '../app/host.ts';
import { wrongFile } from '../core/errors.ts';
import { decodeText, MAX_BYTES } from '../yaml/file.ts';

/** As many bytes at once as on Node: what is guessed of a file is guessed from the same beginning. */
const CHUNK = 256 * 1024;

/** What a worker has, and the types of a page have not. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Files that were dropped on the page, by their paths, as if they were a disk. */
export class DroppedFiles {
  readonly files: Files = {
    sizeOf: (path) => this.#files.get(path)?.size ?? (this.#folders.has(path) ? null : undefined),
    text: (path) => {
      const file = this.#file(path);
      if (file.size > MAX_BYTES) throw wrongFile(path, `larger than ${MAX_BYTES / 1024 / 1024} MiB`);
      return { path, text: decodeText(path, this.#read(path, file)) };
    },
    bytes: (path) => this.#bytes(path),
    head: (path, size) => {
      const file = this.#files.get(path);
      try {
        return file === undefined ? '' : utf8.decode(this.#read(path, file.slice(0, size)));
      } catch {
        return '';
      }
    },
    entries: (path) => {
      const entries = this.#folders.get(path);
      return entries === undefined ? null : [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    meant: (argument) => [argument],
    absolute: (path) => path,
    real: (path) => path,
    identity: (path) => path,
  };
  readonly #files = new Map<string, File>();
  readonly #folders = new Map<string, Map<string, Entry>>();
  readonly #reader = new FileReaderSync();
  readonly #onBytes: (count: number) => void;

  /** `onBytes` hears how many were read. */
  constructor(onBytes: (count: number) => void) {
    this.#onBytes = onBytes;
  }

  add(path: string, file: File): void {
    this.#files.set(path, file);
    const names = path.split('/');
    for (let depth = 1; depth < names.length; depth += 1) {
      const folder = names.slice(0, depth).join('/');
      const entries = this.#folders.get(folder) ?? new Map<string, Entry>();
      const name = names[depth] ?? '';
      entries.set(name, { name, kind: depth === names.length - 1 ? 'file' : 'folder' });
      this.#folders.set(folder, entries);
    }
  }

  /** Removes a file, or a folder with all that is in it. */
  remove(name: string): void {
    for (const held of [this.#files, this.#folders])
      for (const path of held.keys()) if (path === name || path.startsWith(`${name}/`)) held.delete(path);
  }

  /** Bytes of files and folders together. */
  sizeOfAll(names: readonly string[]): number {
    let sum = 0;
    for (const [path, { size }] of this.#files)
      if (names.some((name) => path === name || path.startsWith(`${name}/`))) sum += size;
    return sum;
  }

  async *#bytes(path: string): AsyncGenerator<Uint8Array> {
    const file = this.#file(path);
    for (let at = 0; at < file.size; at += CHUNK) {
      const bytes = await file
        .slice(at, at + CHUNK)
        .arrayBuffer()
        .catch((error: unknown) => unreadable(path, error));
      this.#onBytes(bytes.byteLength);
      yield new Uint8Array(bytes);
    }
  }

  #file(path: string): File {
    const file = this.#files.get(path);
    if (file === undefined) throw wrongFile(path, 'cannot read: no such file or folder');
    return file;
  }

  #read(path: string, blob: Blob): Uint8Array {
    try {
      return new Uint8Array(this.#reader.readAsArrayBuffer(blob));
    } catch (error) {
      return unreadable(path, error);
    }
  }
}

/** What a browser says of a file that went away, or is another since it was chosen. */
function unreadable(path: string, error: unknown): never {
  const name = error instanceof DOMException ? error.name : String(error);
  throw wrongFile(path, `cannot read (${name})`, 'it was changed or removed since: choose it again');
}
