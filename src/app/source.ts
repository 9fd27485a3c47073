import { createHash } from 'node:crypto';
import { closeSync, constants, createReadStream, openSync, readSync, statSync } from 'node:fs';
import type { InputSource } from '../inventory/inventory.ts';
import { fileError } from '../core/errors.ts';
import type { Host } from './host.ts';
import type { InputRef } from './inputs.ts';

/** An input whose bytes are counted and hashed as they pass by. */
export interface OpenSource extends InputSource {
  bytesRead(): number;
  /** Reads what the reader left unread and returns the hex sha256 of all bytes. */
  finish(): Promise<string>;
  /** Lets go of the file; nothing can be read after it. */
  close(): Promise<void>;
}

/** 256 KiB a read: twice as fast as the default 64 KiB on a 135 MB file, no faster above. */
const CHUNK = 256 * 1024;
/** What a pipe gives at once. */
const PIECE = 64 * 1024;
/** Bytes before a chunk: the longest beginning of a line that is joined to the rest of it where that stands. */
const ROOM = 16 * 1024;

/**
 * Opens an input when its bytes are first asked for; `onChunk` sees them as they pass by. System errors become
 * UserErrors that name the input.
 */
export function openSource(ref: InputRef, host: Host, onChunk?: (chunk: Uint8Array) => void): OpenSource {
  const hash = createHash('sha256');
  let read = 0;
  const memory = new Memory(isRegular(ref) ? CHUNK : PIECE);
  const chunks = withPlainErrors(() => bytesOf(ref, host, memory), ref.name);
  async function next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const result = await chunks.next();
    if (result.done === true) return { done: true, value: undefined };
    hash.update(result.value);
    read += result.value.length;
    onChunk?.(result.value);
    return result;
  }
  return {
    name: ref.name,
    // A reader that stops early must not end the stream: the rest is still hashed.
    bytes: { [Symbol.asyncIterator]: () => ({ next }) },
    room: ROOM,
    recycle({ buffer }) {
      memory.recycle(buffer);
    },
    bytesRead: () => read,
    async finish() {
      while ((await next()).done !== true);
      return hash.digest('hex');
    },
    async close() {
      await chunks.return(undefined);
    },
  };
}

function bytesOf(ref: InputRef, host: Host, memory: Memory): AsyncIterable<Uint8Array> {
  if (ref.path === null) return copied(host.stdin, memory);
  if (isRegular(ref)) return fileBytes(ref.path, memory);
  if (statSync(ref.path, { throwIfNoEntry: false })?.isFIFO() === true) return copied(pipeBytes(ref.path), memory);
  return copied(createReadStream(ref.path, { highWaterMark: CHUNK }) as AsyncIterable<Uint8Array>, memory);
}

/** What a stream gives, in memory that is used again: garbage of a few megabytes otherwise, as long as it runs. */
async function* copied(given: AsyncIterable<Uint8Array>, memory: Memory): AsyncGenerator<Uint8Array> {
  for await (const bytes of given) {
    for (let at = 0; at < bytes.length; at += memory.size) {
      const part = bytes.subarray(at, at + memory.size);
      const chunk = memory.chunk().subarray(0, part.length);
      chunk.set(part);
      yield chunk;
    }
  }
}

/**
 * A pipe, read without a thread: one that waits for a writer cannot be called back, and holds a process that is to end.
 */
async function* pipeBytes(path: string): AsyncGenerator<Uint8Array> {
  const { Socket } = await import('node:net');
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  yield* new Socket({ fd, readable: true, writable: false }) as AsyncIterable<Uint8Array>;
}

function isRegular({ size }: InputRef): boolean {
  return size !== null;
}

/** What chunks are read into, again and again. */
class Memory {
  /** Bytes of a chunk. */
  readonly size: number;
  readonly #free: ArrayBufferLike[] = [];

  constructor(size: number) {
    this.size = size;
  }

  chunk(): Uint8Array {
    return new Uint8Array(this.#free.pop() ?? new ArrayBuffer(ROOM + this.size), ROOM);
  }

  /** Takes what `chunk` gave, and nothing else. */
  recycle(buffer: ArrayBufferLike): void {
    if (buffer.byteLength === ROOM + this.size) this.#free.push(buffer);
  }
}

/**
 * A regular file, read by this thread itself: a trip through the thread pool takes longer than a read of what the
 * system has read ahead. Signals and messages are heard between two reads.
 */
async function* fileBytes(path: string, memory: Memory): AsyncGenerator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const chunk = memory.chunk();
      const length = readSync(file, chunk);
      if (length === 0) return;
      yield length === CHUNK ? chunk : chunk.subarray(0, length);
      await new Promise(setImmediate);
    }
  } finally {
    closeSync(file);
  }
}

async function* withPlainErrors(
  open: () => AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Uint8Array, undefined> {
  try {
    yield* open();
  } catch (error) {
    throw fileError(error, name, 'read');
  }
}
