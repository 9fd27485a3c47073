const LF = 0x0a;

/** A stretch of bytes of an input, cut after a line feed where there is one. */
export interface Stretch {
  readonly bytes: Uint8Array;
  /** False for the end of an input without one, and for a line longer than a chunk. */
  readonly wholeLines: boolean;
  /** The chunk that it is the last to read from; null where there is none. */
  readonly chunk: Uint8Array | null;
}

/** Bytes of the first stretch: what repeats shows in fewer lines than a chunk has. */
const FIRST = 64 * 1024;

/** The same bytes in stretches. `room`: bytes before each chunk in its memory that may be written. */
export async function* stretches(chunks: AsyncIterable<Uint8Array>, room = 0): AsyncGenerator<Stretch> {
  let held = new Uint8Array(0);
  let begun = false;
  for await (const chunk of chunks) {
    const first = begun ? 0 : chunk.lastIndexOf(LF, FIRST) + 1;
    begun = true;
    const end = chunk.lastIndexOf(LF) + 1;
    const lines = chunk.subarray(first, end === 0 ? chunk.length : end);
    const bytes = joined(held, lines, room);
    // A copy, and before the chunk is given away, which may then be read into again.
    held = Uint8Array.from(chunk.subarray(first + lines.length));
    if (first > 0) yield { bytes: chunk.subarray(0, first), wholeLines: true, chunk: null };
    if (bytes.length > 0) yield { bytes, wholeLines: end > 0, chunk };
  }
  if (held.length > 0) yield { bytes: held, wholeLines: false, chunk: null };
}

/** The end of one chunk and what follows of the next, in the memory of the next where there is room before it. */
function joined(held: Uint8Array, next: Uint8Array, room: number): Uint8Array {
  if (held.length === 0) return next;
  if (held.length > room) return Buffer.concat([held, next]);
  const both = new Uint8Array(next.buffer, next.byteOffset - held.length, held.length + next.length);
  both.set(held);
  return both;
}
