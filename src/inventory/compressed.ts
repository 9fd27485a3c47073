import { unpackersOf } from '#runtime';
import { joined } from '../runtime/bytes.ts';
import type { Unpacker } from '../runtime/types.ts';
import { messageOf, UserError } from '../core/errors.ts';
import { problem } from '../core/problem.ts';
import type { LookAtRows } from '../core/look.ts';
import type { Batch, Inventory, OpenInventory, ReadOptions } from './inventory.ts';
import type { PeekedSource } from './bytes/peek.ts';

/** Most that an input may unpack to. A billion cells of CSV stay below it. */
const MAX_UNPACKED = 16 * 1024 * 1024 * 1024;

/** How an input is packed, and what every member begins with. */
interface Packing {
  readonly form: 'gzip' | 'zstd';
  readonly magic: readonly [number, number];
}

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
  return openCompressed(source, options, { form: 'gzip', magic: [0x1f, 0x8b] }, openInner);
}

/** Opens Zstandard. Throws UserError where it cannot be unpacked. */
export async function openZstd(
  source: PeekedSource,
  options: ReadOptions,
  openInner: OpenInventory,
): Promise<Inventory> {
  return openCompressed(source, options, { form: 'zstd', magic: [0x28, 0xb5] }, openInner);
}

/**
 * Opens what is in a compressed input. One that ends too early or unpacks to more than the cap is read as far as it
 * goes, with a problem. Throws UserError when nothing can be unpacked.
 */
async function openCompressed(
  source: PeekedSource,
  options: ReadOptions,
  packing: Packing,
  openInner: OpenInventory,
  max = MAX_UNPACKED,
): Promise<Inventory> {
  const state: Unpacking = { size: 0, failure: null };
  const newUnpacker = await unpackersOf(packing.form);
  if (newUnpacker === null) {
    const instead = 'use Node 22.15 or newer, or zstd -d FILE and check what that writes';
    throw new UserError(`${source.name}: cannot unpack ${packing.form} here`, instead);
  }
  const bytes = unpacked(source.bytes, newUnpacker, packing.magic, state, max);
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
  packed: AsyncIterable<Uint8Array>,
  newUnpacker: () => Unpacker,
  magic: Packing['magic'],
  state: Unpacking,
  max: number,
): AsyncGenerator<Uint8Array> {
  let unpacker: Unpacker | null = newUnpacker();
  /** The first byte of what may be another member. */
  let before = new Uint8Array();
  for await (const chunk of packed) {
    let bytes = before.length === 0 ? chunk : joined([before, chunk]);
    before = new Uint8Array();
    while (bytes.length > 0) {
      if (unpacker === null) {
        const start = bytes.findIndex((byte) => byte !== 0);
        if (start === -1) break;
        bytes = bytes.subarray(start);
        if (bytes.length === 1) before = bytes.slice();
        if (bytes.length === 1) break;
        if (bytes[0] !== magic[0] || bytes[1] !== magic[1]) state.failure = FOLLOWED;
        if (state.failure !== null) return;
        unpacker = newUnpacker();
      }
      yield* taken(unpacker, bytes, state, max);
      if (state.failure !== null) return;
      if (unpacker.rest === null) break;
      bytes = unpacker.rest;
      unpacker = null;
    }
  }
  if (before.length > 0) state.failure = FOLLOWED;
  else if (unpacker !== null) yield* taken(unpacker, null, state, max);
}

const FOLLOWED = 'what follows the packed data is not packed data';

async function* taken(
  unpacker: Unpacker,
  packed: Uint8Array | null,
  state: Unpacking,
  max: number,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of unpacker.push(packed)) {
      state.size += bytes.length;
      if (state.size > max) {
        state.failure = `it unpacks to more than ${max} bytes`;
        return;
      }
      yield bytes;
    }
  } catch (error) {
    state.failure = messageOf(error);
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
