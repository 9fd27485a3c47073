import { unpackersOf } from '#runtime';
import type { Unpacker } from '../runtime/bytes.ts';
import { messageOf, wrongFile } from '../core/errors.ts';
import { problem } from '../core/problem.ts';
import type { LookAtRows } from '../core/record.ts';
import type { Batch, Inventory, OpenInventory, ReadOptions } from './inventory.ts';
import { peek, type PeekedSource } from './bytes/peek.ts';

/** Most bytes that an input may unpack to. A billion cells of CSV are fewer. */
const MAX_UNPACKED = 16 * 1024 * 1024 * 1024;

/**
 * Opens the input inside a compressed one, in the format that its content shows, else its name without `.gz` or `.zst`.
 * An input that ends too early or unpacks to more than MAX_UNPACKED is read as far as possible, with a problem. Throws
 * UserError when nothing can be unpacked.
 */
export async function openCompressed(
  name: 'gz' | 'zst',
  source: PeekedSource,
  options: ReadOptions,
  openInner: OpenInventory,
): Promise<Inventory> {
  const form = name === 'gz' ? 'gzip' : 'zstd';
  const state: { failure: string | null } = { failure: null };
  const newUnpacker = await unpackersOf(form);
  if (newUnpacker === null) {
    const instead = 'use Node 22.15 or newer, or zstd -d FILE and check what that writes';
    throw wrongFile(source.name, `cannot unpack ${form} here`, instead);
  }
  const bytes = await peek({ name: source.name, bytes: unpacked(source.bytes, newUnpacker, state) }, 1);
  const [first, second] = bytes.head;
  if (first === undefined) {
    const why = state.failure ?? 'it is empty';
    throw wrongFile(source.name, `nothing can be unpacked: ${why}`, 'is the file complete?');
  }
  if (first === 0x1f && second === 0x8b)
    throw wrongFile(source.name, 'compressed twice', 'unpack it once and check that file');
  const inner = options.inputFormat === name ? { ...options, inputFormat: null } : options;
  const inventory = await openInner(bytes, inner, source.name.replace(/\.(?:gz|zst)$/i, ''));
  async function* batches(lookAt: LookAtRows | undefined): AsyncGenerator<Batch> {
    yield* inventory.batches(lookAt);
    if (state.failure === null) return;
    const message = `unpacking stopped: ${state.failure}: what comes before was read`;
    const hint = 'is the file complete?';
    const stopped = problem(source.name, { code: 'truncated', severity: 'error', message, hint });
    yield { records: [], passed: 0, problems: [stopped] };
  }
  return { ...inventory, batches };
}

/** Unpacks one member after the other. Zeros between members are padding; anything else there is damaged data. */
async function* unpacked(
  packed: AsyncIterable<Uint8Array>,
  newUnpacker: () => Unpacker,
  state: { failure: string | null },
): AsyncGenerator<Uint8Array> {
  let unpacker = newUnpacker();
  let size = 0;
  async function* push(bytes: Uint8Array | null): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of unpacker.push(bytes)) {
        size += piece.length;
        if (size > MAX_UNPACKED) throw new Error(`it unpacks to more than ${MAX_UNPACKED} bytes`);
        yield piece;
      }
    } catch (error) {
      state.failure = messageOf(error);
    }
  }
  for await (const chunk of packed) {
    for (let rest: Uint8Array | null = chunk; rest !== null; rest = unpacker.rest) {
      const start = unpacker.rest === null ? 0 : rest.findIndex((byte) => byte !== 0);
      if (start === -1) break;
      if (unpacker.rest !== null) unpacker = newUnpacker();
      yield* push(rest.subarray(start));
      if (state.failure !== null) return;
    }
  }
  if (unpacker.rest === null) yield* push(null);
}
