import { Readable } from 'node:stream';
import { messageOf, UserError } from '../../core/errors.ts';
import { problem } from '../../core/problem.ts';
import type { Batch, Inventory, ReadOptions } from '../inventory.ts';
import type { OpenInventory } from '../input-format.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import { Packed } from './packed.ts';
import type { Unpack } from './packed.ts';

/** Most that an input may unpack to. A billion cells of CSV stay below it. */
const MAX_UNPACKED = 16 * 1024 * 1024 * 1024;

interface Unpacking {
  size: number;
  failure: string | null;
}

/**
 * Opens what is in a compressed input. One that ends too early or unpacks to more than the cap is read as far as it
 * goes, with a problem. Throws UserError when nothing can be unpacked.
 */
export async function openCompressed(
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
  return { ...inventory, batches: () => withFailure(source.name, inventory, state) };
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

async function* withFailure(source: string, inventory: Inventory, state: Unpacking): AsyncGenerator<Batch> {
  yield* inventory.batches();
  if (state.failure === null) return;
  const message = `unpacking stopped: ${state.failure}: what comes before was read`;
  yield {
    records: [],
    rejected: 0,
    passed: 0,
    problems: [problem(source, 'truncated', 'error', message, 'is the file complete?')],
  };
}
