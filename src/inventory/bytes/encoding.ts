import { latin1 } from '#runtime';
import { remembering } from '../../core/cache.ts';
import { trying, UserError, wrongFile } from '../../core/errors.ts';
import { hex } from '../../runtime/bytes.ts';
import type { Words } from '../../words/words.ts';
import { remark, type Doubt } from '../doubts.ts';
import { withoutControls } from './controls.ts';

const decoderOf = remembering(100, (label) => new TextDecoder(label, { ignoreBOM: true }));

/**
 * Text of bytes that end with a character; what an encoding has no character for becomes U+FFFD. `label` as WHATWG has
 * it.
 */
export function decodeAs(label: string, bytes: Uint8Array): string {
  const decoder = decoderOf(label);
  // Node 20 reads windows-1252 at once as Latin-1, and as a stream as it should; an encoding of one byte keeps no
  // state.
  return label === 'windows-1252' ? decoder.decode(bytes, { stream: true }) : decoder.decode(bytes);
}

/** An encoding as WHATWG has it, null for one that does not exist. */
export function labelOf(name: string): string | null {
  return trying(() => new TextDecoder(name).encoding, null);
}

/**
 * The encoding of an input as it was named, or by its first bytes: byte order mark, UTF-16 by its zero bytes, else
 * UTF-8, unless a later byte is none (GuessedEncoding). `skip`: bytes of a byte order mark; `named`: false when nothing
 * but valid bytes speaks for it; `mark`: what the byte order mark says, of an encoding that was asked for. Throws
 * UserError for one that was asked for and does not exist.
 */
export function detectEncoding(head: Uint8Array, asked: string | null) {
  const marked = byteOrderMark(head);
  if (asked === null) {
    const wide = wideLabel(head);
    return { ...(marked ?? { label: wide ?? 'utf-8', skip: 0, named: wide !== null }), mark: null };
  }
  const label = labelOf(asked);
  const hint = 'expected a name such as utf-8, utf-16le, windows-1252, macintosh, gb18030';
  if (label === null) throw new UserError(`unknown encoding '${asked}'`, hint);
  // Which of the two it is, a mark says.
  const mark = marked?.label ?? label;
  if (marked?.named === true && /^utf-?16$/i.test(asked.trim())) return { ...marked, mark };
  return { label, skip: mark === label ? (marked?.skip ?? 0) : 0, named: true, mark };
}

function byteOrderMark(head: Uint8Array) {
  const start = hex(head.subarray(0, 3));
  if (start === 'efbbbf') return { label: 'utf-8', skip: 3, named: false };
  const label = { fffe: 'utf-16le', feff: 'utf-16be' }[start.slice(0, 4)];
  return label === undefined ? null : { label, skip: 2, named: true };
}

/** UTF-16 shows in text of any script: delimiters, digits and line ends have their zero byte always on one side. */
function wideLabel(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const half = Math.min(head.length, 4096) >> 1;
  const start = head.subarray(0, half * 2);
  if (!start.includes(0)) return null;
  const even = start.filter((byte, at) => byte === 0 && at % 2 === 0).length;
  const odd = start.filter((byte, at) => byte === 0 && at % 2 === 1).length;
  if (half < 2 || (even > 0 && odd > 0)) return null;
  return odd > half * 0.1 ? 'utf-16le' : even > half * 0.1 ? 'utf-16be' : null;
}

const HINT = 'export the inventory as CSV (UTF-8) and check that file';

/** Why the first bytes are not text in any encoding, and what to do instead; null: they may be. */
export function whyBinary(head: Uint8Array, { tables }: Words): readonly [why: string, hint: string] | null {
  const start = hex(head.subarray(0, 16));
  const kind = tables.documents.binary.find(({ begins }) => begins.some((bytes) => start.startsWith(bytes)));
  if (kind !== undefined) return [`not a text file: it looks like ${kind.what}`, HINT];
  // Byte order marks, of which one begins as that of UTF-16 does.
  if (/^(?:fffe0000|0000feff)/.test(start)) return ['UTF-32 is not read', HINT];
  if (latin1(head.subarray(257, 262)) === 'ustar') return ['a tar archive', 'unpack it and check the files'];
  const nul = head.indexOf(0);
  if (nul < 0 || detectEncoding(head, null).label !== 'utf-8') return null;
  const line = latin1(head.subarray(0, nul)).split(/\r\n|\n|\r/).length;
  return [`not a text file: it holds NUL bytes, first on line ${line}`, HINT];
}

/** Throws UserError, in one line, when the first bytes are not text in any encoding. */
export function refuseBinary(head: Uint8Array, name: string, words: Words): void {
  const [why, hint] = whyBinary(head, words) ?? [];
  if (why !== undefined) throw wrongFile(name, why, hint);
}

/** Bytes that are looked at to tell a format. */
const SNIFF_BYTES = 8192;

/** The first characters of an input, without byte order mark. */
export function headText(head: Uint8Array): string {
  const { label, skip } = detectEncoding(head, null);
  const start = head.subarray(skip, SNIFF_BYTES);
  const text = decodeAs(label, start);
  // A character that is cut off at the end is none.
  const lost = text.match(/\ufffd(?!$)/g)?.length ?? 0;
  const isIn = label !== 'utf-8' || lost <= (text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0);
  return withoutControls(isIn ? text : decodeAs('windows-1252', start));
}

/** Encodings in which a letter is one byte: two that are one letter of UTF-8 are hardly ever a text in them. */
const ONE_BYTE = /^(?:windows|iso-8859|koi8|ibm|mac|x-mac|tis)/;
/** Letters of UTF-8 that speak against an encoding: of those with two bytes a letter a few may be so by chance. */
const LEAST = 4;

/** What speaks against an encoding that was asked for, where all bytes are UTF-8 with so many letters beyond ASCII. */
export function againstNamed({ label, mark }: ReturnType<typeof detectEncoding>, letters: number): Doubt | null {
  const isUnlikely = letters >= (ONE_BYTE.test(label) ? 1 : LEAST);
  if ((mark ?? label) === label && !isUnlikely) return null;
  const by = isUnlikely
    ? 'it is UTF-8, with letters beyond ASCII'
    : `it begins with the byte order mark of ${mark ?? ''}`;
  return remark('encoding', 'error', `read as ${label}, as --encoding says, but ${by}`, 'leave --encoding out');
}
