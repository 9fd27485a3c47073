import { Readable, type Transform } from 'node:stream';
import { messageOf, UserError } from '../core/errors.ts';
import { problem } from '../core/problem.ts';
import type { LookAtRows } from '../core/look.ts';
import type { Batch, Inventory, OpenInventory, ReadOptions } from './inventory.ts';
import type { PeekedSource } from './bytes/peek.ts';

/** Most that an input may unpack to. A billion cells of CSV stay below it. */
const MAX_UNPACKED = 16 * 1024 * 1024 * 1024;

/** A stream of zlib. It ends with the first member that is followed by something else than a member. */
type Unpack = Transform & { readonly bytesWritten: number };

interface Unpacking {
  size: number;
  failure: string | null;
}

/** Opens gzip; its content decides what is in it, then by the name without `.gz`. */
export async function openGzip(
  source: PeekedSource,
  options: ReadOptions,
  openInner: OpenInventory,
): Promise<Inventory> {
  const { createGunzip } = await import('node:zlib');
  return openCompressed(source, options, () => createGunzip(), openInner);
}

/** Opens Zstandard. Throws UserError where this Node cannot unpack it. */
export async function openZstd(
  source: PeekedSource,
  options: ReadOptions,
  openInner: OpenInventory,
): Promise<Inventory> {
  const { createZstdDecompress } = (await import('node:zlib')) as { readonly createZstdDecompress?: () => Unpack };
  if (createZstdDecompress === undefined) {
    throw new UserError(
      `${source.name}: Node ${process.versions.node} cannot unpack zstd`,
      'use Node 22.15 or newer, or zstd -dc FILE | netvet check -',
    );
  }
  return openCompressed(source, options, createZstdDecompress, openInner);
}

/**
 * Opens what is in a compressed input. One that ends too early or unpacks to more than the cap is read as far as it
 * goes, with a problem. Throws UserError when nothing can be unpacked.
 */
async function openCompressed(
  source: PeekedSource,
  options: ReadOptions,
  newUnpack: () => Unpack,
  openInner: OpenInventory,
  max = MAX_UNPACKED,
): Promise<Inventory> {
  const state: Unpacking = { size: 0, failure: null };
  const bytes = unpacked(new Packed(source.bytes), newUnpack, state, max);
  const first = await bytes.next();
  if (first.done === true) {
    throw new UserError(
      `${source.name}: nothing can be unpacked: ${state.failure ?? 'it is empty'}`,
      'is the file complete?',
    );
  }
  if (first.value[0] === 0x1f && first.value[1] === 0x8b) {
    throw new UserError(`${source.name}: compressed twice`, 'unpack it once and check that file');
  }
  const inner = { name: source.name, bytes: replay(first.value, bytes) };
  const inventory = await openInner(
    inner,
    options.inputFormat === 'gz' || options.inputFormat === 'zst' ? { ...options, inputFormat: null } : options,
    bareName(source.name),
  );
  return { ...inventory, batches: (lookAt) => withFailure(source.name, inventory, state, lookAt) };
}

function bareName(name: string): string {
  return name.replace(/\.(?:gz|zst)$/i, '');
}

/** Unpacks one member after the other; zeros between them are padding. */
async function* unpacked(
  packed: Packed,
  newUnpack: () => Unpack,
  state: Unpacking,
  max: number,
): AsyncGenerator<Uint8Array> {
  for (;;) {
    const unpack = newUnpack();
    yield* oneMember(packed, unpack, state, max);
    if (state.failure !== null) return;
    const left = await packed.afterMember(unpack.bytesWritten);
    if (left === 'nothing') return;
    if (left === 'other') {
      state.failure = 'what follows the packed data is not packed data';
      return;
    }
  }
}

async function* oneMember(packed: Packed, unpack: Unpack, state: Unpacking, max: number): AsyncGenerator<Uint8Array> {
  const input = Readable.from(
    packed.member(() => unpack.bytesWritten),
    { objectMode: false },
  );
  const broken: Error[] = [];
  input.on('error', (error) => {
    broken.push(error);
    unpack.destroy(error);
  });
  try {
    for await (const chunk of input.pipe(unpack)) {
      const bytes = chunk as Uint8Array;
      state.size += bytes.length;
      if (state.size > max) {
        state.failure = `it unpacks to more than ${max} bytes`;
        return;
      }
      yield bytes;
    }
  } catch (error) {
    if (broken[0] !== undefined) throw broken[0];
    state.failure = messageOf(error);
  } finally {
    input.destroy();
    unpack.destroy();
  }
}

async function* replay(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

async function* withFailure(
  source: string,
  inventory: Inventory,
  state: Unpacking,
  lookAt: LookAtRows | undefined,
): AsyncGenerator<Batch> {
  yield* inventory.batches(lookAt);
  if (state.failure === null) return;
  const message = `unpacking stopped: ${state.failure}: what comes before was read`;
  yield {
    records: [],
    rejected: 0,
    passed: 0,
    problems: [problem(source, 'truncated', 'error', message, 'is the file complete?')],
  };
}

/** Packed bytes of one member after the other. */
class Packed {
  readonly #rest: AsyncIterator<Uint8Array>;
  /** What was given to the member being unpacked, without what it has taken for sure. */
  #given: Uint8Array[] = [];
  /** Bytes given and then dropped from `#given`. */
  #dropped = 0;
  /** What comes before `#rest`. */
  #next: Uint8Array | null = null;
  #giving: Promise<Uint8Array | null> = Promise.resolve(null);
  #magic: readonly (number | undefined)[] | null = null;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#rest = bytes[Symbol.asyncIterator]();
  }

  /** The bytes from the beginning of the next member on; `taken` tells how many of them were used. */
  async *member(taken: () => number): AsyncGenerator<Uint8Array> {
    this.#given = [];
    this.#dropped = 0;
    for (;;) {
      this.#giving = this.#give();
      const chunk = await this.#giving;
      if (chunk === null) return;
      yield chunk;
      this.#drop(taken());
    }
  }

  async #give(): Promise<Uint8Array | null> {
    const chunk = await this.#read();
    if (chunk === null) return null;
    this.#magic ??= [chunk[0], chunk[1]];
    this.#given.push(chunk);
    return chunk;
  }

  /** What follows the member of which `taken` bytes were used: another one, nothing but zeros, or something else. */
  async afterMember(taken: number): Promise<'member' | 'nothing' | 'other'> {
    // A stream reads ahead: what it has asked for is given to it, and taken back.
    await this.#giving;
    this.#drop(taken);
    const [first, ...more] = this.#given;
    const left = first === undefined ? [] : [first.subarray(taken - this.#dropped), ...more];
    this.#next = left.length === 0 ? null : Buffer.concat(left);
    for (let chunk = await this.#read(); chunk !== null; chunk = await this.#read()) {
      const start = chunk.findIndex((byte) => byte !== 0);
      if (start === -1) continue;
      const second = chunk[start + 1] === undefined ? await this.#read() : null;
      this.#next = second === null ? chunk.subarray(start) : Buffer.concat([chunk.subarray(start), second]);
      return this.#next[0] === this.#magic?.[0] && this.#next[1] === this.#magic?.[1] ? 'member' : 'other';
    }
    return 'nothing';
  }

  #drop(taken: number): void {
    for (let [first] = this.#given; first !== undefined; [first] = this.#given) {
      if (this.#dropped + first.length > taken) return;
      this.#dropped += first.length;
      this.#given.shift();
    }
  }

  async #read(): Promise<Uint8Array | null> {
    const next = this.#next;
    this.#next = null;
    if (next !== null) return next;
    const result = await this.#rest.next();
    return result.done === true ? null : result.value;
  }
}
