import { isUtf8 } from '#runtime';
import { UserError } from '../../core/errors.ts';

/** How the bytes of an input become text. */
export interface Encoding {
  /** A WHATWG label, as the `input` event shows it. */
  readonly label: string;
  /** Bytes of a byte order mark, not part of the text. */
  readonly skip: number;
  /** False when nothing but valid bytes speaks for it. */
  readonly named: boolean;
}

/**
 * The encoding of an input as it was named, or by its first bytes: byte order mark, UTF-16 by its zero bytes, else
 * UTF-8, unless a later byte is none (GuessedEncoding). Throws UserError for an encoding that was asked for and does
 * not exist.
 */
export function detectEncoding(head: Uint8Array, asked: string | null): Encoding {
  const mark = byteOrderMark(head);
  if (asked !== null) {
    const label = labelOf(asked);
    // Which of the two it is, a mark says.
    if (mark?.named === true && /^utf-?16$/i.test(asked.trim())) return mark;
    return { label, skip: mark !== null && mark.label === label ? mark.skip : 0, named: true };
  }
  if (mark !== null) return mark;
  const wide = looksUtf16(head);
  return { label: wide ?? 'utf-8', skip: 0, named: wide !== null };
}

/** What the first bytes say of an encoding that was named: the mark of another one, as a label. */
export function markedOtherwise(head: Uint8Array, label: string): string | null {
  const mark = byteOrderMark(head);
  return mark === null || mark.label === label ? null : mark.label;
}

function labelOf(asked: string): string {
  try {
    return new TextDecoder(asked).encoding;
  } catch {
    throw new UserError(
      `unknown encoding '${asked}'`,
      'expected a name such as utf-8, utf-16le, windows-1252, macintosh, gb18030',
    );
  }
}

function byteOrderMark(head: Uint8Array): Encoding | null {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { label: 'utf-8', skip: 3, named: false };
  if (a === 0xff && b === 0xfe) return { label: 'utf-16le', skip: 2, named: true };
  if (a === 0xfe && b === 0xff) return { label: 'utf-16be', skip: 2, named: true };
  return null;
}

/** UTF-16 shows in text of any script: delimiters, digits and line ends have their zero byte always on one side. */
export function looksUtf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const mark = byteOrderMark(head);
  if (mark?.label === 'utf-16le' || mark?.label === 'utf-16be') return mark.label;
  const size = Math.min(head.length, 4096) & ~1;
  if (size < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < size; i += 2) {
    if (head[i] === 0) even += 1;
    if (head[i + 1] === 0) odd += 1;
  }
  const half = size / 2;
  if (odd > half * 0.1 && even === 0) return 'utf-16le';
  if (even > half * 0.1 && odd === 0) return 'utf-16be';
  return null;
}

/** Valid to its end (a character cut off there is), or with fewer invalid places than valid characters beyond ASCII. */
export function isMostlyUtf8(head: Uint8Array): boolean {
  if (isUtf8(head)) return true;
  let valid = 0;
  let invalid = 0;
  for (let i = 0; i < head.length;) {
    const size = sequenceLength(head, i);
    if (size > 1) valid += 1;
    if (size === 0 && i + 4 <= head.length) invalid += 1;
    i += Math.max(size, 1);
  }
  return invalid <= valid;
}

/** Bytes of the UTF-8 character at `i`, 0 when there is none. */
export function sequenceLength(bytes: Uint8Array, i: number): number {
  const lead = bytes[i] ?? 0;
  if (lead < 0x80) return 1;
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || i + size > bytes.length) return 0;
  return isUtf8(bytes.subarray(i, i + size)) ? size : 0;
}

/** Bytes at the end that begin a UTF-8 character and do not finish it. */
export function cutOff(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
