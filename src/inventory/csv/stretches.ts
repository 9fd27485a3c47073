const LF = 0x0a;

/** A stretch of bytes of an input, cut after a line feed where there is one. */
interface Stretch {
  readonly bytes: Uint8Array;
  /** False for the end of an input without one, and for a line longer than a chunk. */
  readonly wholeLines: boolean;
}

/** Bytes of the first stretch: what repeats shows in fewer lines than a chunk has. */
const FIRST = 64 * 1024;

/** The same bytes in stretches; a line that two chunks share is one of its own. */
export async function* stretches(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Stretch> {
  let held: Uint8Array | null = null;
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LF) + 1;
    const before: Uint8Array = held ?? new Uint8Array(0);
    if (end === 0) yield { bytes: Buffer.concat([before, chunk]), wholeLines: false };
    else {
      const cut = (held === null ? chunk.lastIndexOf(LF, FIRST) : before.length > 0 ? chunk.indexOf(LF) : -1) + 1;
      const first = chunk.subarray(0, cut);
      if (cut > 0) yield { bytes: before.length > 0 ? Buffer.concat([before, first]) : first, wholeLines: true };
      if (end > cut) yield { bytes: chunk.subarray(cut, end), wholeLines: true };
    }
    held = end === 0 ? new Uint8Array(0) : chunk.subarray(end);
  }
  if (held !== null && held.length > 0) yield { bytes: held, wholeLines: false };
}
