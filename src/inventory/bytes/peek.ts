import { joined } from '../../runtime/bytes.ts';
import type { InputSource } from '../inventory.ts';

/** An input whose first bytes were read. Reading `bytes` still starts at the first byte. */
export interface PeekedSource extends InputSource {
  /** The first bytes, at most `PEEK_BYTES` and a chunk; all of them when `complete`. */
  readonly head: Uint8Array;
  /** True when the head is the whole input. */
  readonly complete: boolean;
}

/** Enough to detect encoding, delimiter and header of real exports, and quick to wait for in a pipe. */
const PEEK_BYTES = 256 * 1024;

/** Reads the first bytes of an input without losing them. */
export async function peek(source: InputSource, size = PEEK_BYTES): Promise<PeekedSource> {
  const rest = source.bytes[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let [length, complete] = [0, false];
  while (length < size && !complete) {
    const next = await rest.next();
    if (next.done === true) complete = true;
    else {
      parts.push(next.value);
      length += next.value.length;
    }
  }
  const head = joined(parts);
  return { name: source.name, head, complete, bytes: replay(head, rest) };
}

/** Yields the first bytes of an input, and then its rest, if there is one. */
export async function* replay(head: Uint8Array, rest?: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await rest?.next(); next !== undefined && next.done !== true; next = await rest?.next())
      yield next.value;
  } finally {
    await rest?.return?.();
  }
}
