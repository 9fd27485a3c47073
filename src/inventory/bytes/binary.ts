import { latin1 } from '#runtime';
import { UserError } from '../../core/errors.ts';
import { hex } from '../../runtime/bytes.ts';
import { looksUtf16 } from './encoding.ts';

/** First bytes of files that are no text, with the name people know them by. */
const MAGIC: readonly (readonly [string, string])[] = [
  ['504b0304', 'a ZIP archive or an Office document'],
  ['504b0506', 'an empty ZIP archive'],
  ['25504446', 'a PDF'],
  ['d0cf11e0a1b11ae1', 'an old Office document (.xls, .doc)'],
  ['1f8b', 'a gzip archive'],
  ['fd377a585a00', 'an xz archive'],
  ['425a6839314159', 'a bzip2 archive'],
  ['28b52ffd', 'a zstd archive'],
  ['377abcaf271c', 'a 7z archive'],
  ['526172211a07', 'a RAR archive'],
  ['89504e470d0a1a0a', 'a PNG image'],
  ['ffd8ff', 'a JPEG image'],
  ['47494638', 'a GIF image'],
  ['7f454c46', 'a program'],
  ['4d5a9000', 'a program'],
  ['53514c69746520666f726d6174', 'an SQLite database'],
];

/** Whether the first bytes are those of a file that is no text, or hold NUL bytes and are no UTF-16. */
export function isBinary(head: Uint8Array): boolean {
  return magicOf(head) !== null || isUtf32(head) || hasNul(head);
}

/** Throws UserError, in one line, when the first bytes are not text in any encoding. */
export function refuseBinary(head: Uint8Array, name: string): void {
  const known = magicOf(head);
  if (known !== null) throw new UserError(`${name}: not a text file: it looks like ${known}`, HINT);
  if (isUtf32(head)) throw new UserError(`${name}: UTF-32 is not read`, HINT);
  if (isTar(head)) throw new UserError(`${name}: a tar archive`, 'unpack it and check the files');
  if (hasNul(head))
    throw new UserError(`${name}: not a text file: it holds NUL bytes, first on line ${nulLine(head)}`, HINT);
}

function magicOf(head: Uint8Array): string | null {
  const start = hex(head.subarray(0, 16));
  return MAGIC.find(([magic]) => start.startsWith(magic))?.[1] ?? null;
}

/** A byte order mark of UTF-32, which begins as that of UTF-16 does. */
function isUtf32(head: Uint8Array): boolean {
  const start = hex(head.subarray(0, 4));
  return start === 'fffe0000' || start === '0000feff';
}

function isTar(head: Uint8Array): boolean {
  return latin1(head.subarray(257, 262)) === 'ustar';
}

function hasNul(head: Uint8Array): boolean {
  return head.includes(0) && looksUtf16(head) === null;
}

function nulLine(head: Uint8Array): number {
  return latin1(head.subarray(0, head.indexOf(0))).split(/\r\n|\n|\r/).length;
}

const HINT = 'export the inventory as CSV (UTF-8) and check that file';
