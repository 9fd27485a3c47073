import { isAscii, isUtf8 } from '#runtime';
import { UserError } from '../../core/errors.ts';
import { joined } from '../../runtime/bytes.ts';
import type { Doubt, Doubts } from '../doubts.ts';
import { decodeAs } from './candidates.ts';
import { withoutControls } from './controls.ts';

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

/** Bytes that are looked at to tell a format. */
const SNIFF_BYTES = 8192;

/** The first characters of an input, without byte order mark. */
export function headText(head: Uint8Array): string {
  const start = head.subarray(0, SNIFF_BYTES);
  const { label, skip } = detectEncoding(start, null);
  const known = label !== 'utf-8' || isMostlyUtf8(start);
  return withoutControls(decodeAs(known ? label : 'windows-1252', start.subarray(skip)));
}

/** Encodings in which a letter is one byte: two that are one letter of UTF-8 are hardly ever a text in them. */
const ONE_BYTE = /^(?:windows|iso-8859|koi8|ibm|mac|x-mac|tis)/;
/** Letters of UTF-8 that speak against an encoding: of those with two bytes a letter a few may be so by chance. */
const LEAST = 4;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The same bytes. When they end, it is noted whether they speak against the encoding that was named: by the byte order
 * mark of another, or as UTF-8 that has letters beyond ASCII.
 */
export async function* heldTo(
  label: string,
  bytes: AsyncIterable<Uint8Array>,
  head: Uint8Array,
  doubts: Doubts,
): AsyncGenerator<Uint8Array> {
  const own = byteOrderMark(head)?.label;
  const mark = own === label ? undefined : own;
  let isOther = mark === undefined && label !== 'utf-8';
  let letters = 0;
  let open: Uint8Array = new Uint8Array();
  for await (const chunk of bytes) {
    yield chunk;
    if (!isOther || (open.length === 0 && isAscii(chunk))) continue;
    const both = joined([open, chunk]);
    const whole = both.subarray(0, both.length - cutOff(both));
    open = both.subarray(whole.length);
    isOther = isUtf8(whole);
    if (isOther && letters < LEAST) letters += utf8.decode(whole).match(/(?=\p{L})[^\x00-\x7f]/gu)?.length ?? 0;
  }
  const isUnlikely = isOther && open.length === 0 && letters >= (ONE_BYTE.test(label) ? 1 : LEAST);
  if (mark !== undefined)
    doubts.note(contradicted(label, `it begins with the byte order mark of ${mark}`), { line: null });
  else if (isUnlikely) doubts.note(contradicted(label, 'it is UTF-8, with letters beyond ASCII'), { line: null });
}

function contradicted(label: string, by: string): Doubt {
  const says = (): string => `read as ${label}, as --encoding says, but ${by}`;
  return { against: null, code: 'encoding', severity: ['error', 'error'], says, hint: 'leave --encoding out' };
}
