import { holdsByte } from '#runtime';
import { joined } from '../../runtime/bytes.ts';
import { looksUtf16 } from './encoding.ts';
import type { PeekedSource } from './peek.ts';

const BACKSPACE = 0x08;
const LINE_FEED = 0x0a;
const BELL = 0x07;
const ESCAPE = 0x1b;
/** Longest control sequence that is looked for its end (characters); what begins like one and goes on is text. */
const LONGEST = 256;

/** How many bytes a character of the encoding takes, and which of them holds an ASCII letter. */
interface Width {
  readonly bytes: 1 | 2;
  readonly low: 0 | 1;
}

/**
 * An input of text without what only a terminal understands: colours and other control sequences (ECMA-48), titles of
 * windows, and letters that a backspace takes back, as pagers and manual pages print them (not those of an earlier
 * chunk). Most inputs hold none, and their chunks are passed on as they are; others are changed in their own memory.
 */
export function withoutControls(source: PeekedSource): PeekedSource {
  const wide = looksUtf16(source.head);
  const width: Width = wide === null ? { bytes: 1, low: 0 } : { bytes: 2, low: wide === 'utf-16le' ? 0 : 1 };
  async function* filtered(): AsyncGenerator<Uint8Array> {
    let held = new Uint8Array();
    for await (const chunk of source.bytes) {
      if (held.length === 0 && chunk.length % width.bytes === 0 && !mayHoldControls(chunk)) {
        yield chunk;
        continue;
      }
      const all = held.length === 0 ? chunk : joined([held, chunk]);
      // Half a character of UTF-16 waits for its other half.
      const whole = all.length - (all.length % width.bytes);
      const { text, rest } = filter(all.subarray(0, whole), width, false);
      held = joined([rest, all.subarray(whole)]);
      if (text.length > 0) yield text;
    }
    const { text } = filter(held, width, true);
    if (text.length > 0) yield text;
  }

  return {
    ...source,
    // A slice of a Buffer is no copy.
    head: filter(Uint8Array.from(source.head), width, true).text,
    bytes: filtered(),
  };
}

function mayHoldControls(bytes: Uint8Array): boolean {
  return holdsByte(bytes, ESCAPE) || holdsByte(bytes, BACKSPACE);
}

/** The text in the memory of `bytes`, and what may be the beginning of a sequence, unless this is the `last` chunk. */
function filter(
  bytes: Uint8Array,
  width: Width,
  last: boolean,
): { readonly text: Uint8Array; readonly rest: Uint8Array } {
  const nothing = bytes.subarray(bytes.length);
  if (!mayHoldControls(bytes)) return { text: bytes, rest: nothing };
  const step = width.bytes;
  let to = 0;
  for (let from = 0; from < bytes.length;) {
    const code = codeAt(bytes, from, width);
    if (code === ESCAPE) {
      const size = sequenceSize(bytes, from, width);
      if (size === null && !last) return { text: bytes.subarray(0, to), rest: bytes.subarray(from) };
      // An escape that begins nothing is left out alone.
      from += (size ?? 1) * step;
    } else if (code === BACKSPACE) {
      if (to >= step && codeAt(bytes, to - step, width) !== LINE_FEED) to = characterBefore(bytes, to, width);
      from += step;
    } else {
      for (const end = from + step; from < end && from < bytes.length; from += 1, to += 1) bytes[to] = bytes[from] ?? 0;
    }
  }
  return { text: bytes.subarray(0, to), rest: nothing };
}

/** The character code at a place, as far as ASCII goes; -1 for any other. */
function codeAt(bytes: Uint8Array, at: number, { bytes: step, low }: Width): number {
  if (step === 1) return bytes[at] ?? -1;
  return bytes[at + 1 - low] === 0 ? (bytes[at + low] ?? -1) : -1;
}

/** Where the character that ends at `end` begins: UTF-8 characters go as a whole. */
function characterBefore(bytes: Uint8Array, end: number, { bytes: step }: Width): number {
  let at = end - step;
  while (step === 1 && at > 0 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}

/** How many characters the sequence takes that an escape begins; null when its end is not there yet. */
function sequenceSize(bytes: Uint8Array, from: number, width: Width): number | null {
  const code = (index: number) => codeAt(bytes, from + index * width.bytes, width);
  const ends = (index: number) => from + index * width.bytes >= bytes.length;
  if (ends(1)) return null;
  const kind = code(1);
  // ESC [ parameters, intermediates, a final character.
  if (kind === 0x5b) {
    for (let index = 2; index < LONGEST; index += 1) {
      if (ends(index)) return null;
      if (code(index) >= 0x40 && code(index) <= 0x7e) return index + 1;
      if (code(index) < 0x20 || code(index) > 0x3f) return 2;
    }
    return 2;
  }
  // ESC ] P X ^ _: a text that a bell or ESC \ ends, on one line.
  if (kind === 0x5d || kind === 0x50 || kind === 0x58 || kind === 0x5e || kind === 0x5f) {
    for (let index = 2; index < LONGEST; index += 1) {
      if (ends(index)) return null;
      if (code(index) === BELL) return index + 1;
      if (code(index) === ESCAPE) return ends(index + 1) ? null : index + 2;
      if (code(index) === LINE_FEED) return 2;
    }
    return 2;
  }
  // ESC, intermediates, a final character.
  for (let index = 1; index < LONGEST; index += 1) {
    if (ends(index)) return null;
    if (code(index) < 0x20 || code(index) > 0x7e) return index;
    if (code(index) > 0x2f) return index + 1;
  }
  return 1;
}
