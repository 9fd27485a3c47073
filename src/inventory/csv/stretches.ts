const LF = 0x0a;

/** A stretch of bytes of an input, cut after a line feed where there is one. */
export interface Stretch {
  /** Its bytes, in one part or two: the end of one chunk and what follows of the next. */
  readonly parts: readonly Uint8Array[];
  /** False for the end of an input without one, and for a line longer than a chunk. */
  readonly wholeLines: boolean;
  /** The chunk that it is the last to read from; null where there is none. */
  readonly chunk: Uint8Array | null;
}

/** Bytes of the first stretch: what repeats shows in fewer lines than a chunk has. */
const FIRST = 64 * 1024;

/** The same bytes in stretches. */
export async function* stretches(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Stretch> {
  let held = new Uint8Array(0);
  let begun = false;
  for await (const chunk of chunks) {
    const first = begun ? 0 : chunk.lastIndexOf(LF, FIRST) + 1;
    begun = true;
    const end = chunk.lastIndexOf(LF) + 1;
    const lines = chunk.subarray(first, end === 0 ? chunk.length : end);
    const parts = held.length === 0 ? [lines] : [held, lines];
    // A copy, and before the chunk is given away, which may then be read into again.
    held = Uint8Array.from(chunk.subarray(first + lines.length));
    if (first > 0) yield { parts: [chunk.subarray(0, first)], wholeLines: true, chunk: null };
    if (lines.length > 0) yield { parts, wholeLines: end > 0, chunk };
  }
  if (held.length > 0) yield { parts: [held], wholeLines: false, chunk: null };
}

/** The bytes of a stretch in one piece. */
export function joined({ parts: [first = new Uint8Array(0), ...others] }: Stretch): Uint8Array {
  return others.length === 0 ? first : Buffer.concat([first, ...others]);
}
