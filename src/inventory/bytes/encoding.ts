import { latin1 } from '#runtime';
import PAGES from '../../../data/code-pages.json' with { type: 'json' };
import { remembering } from '../../core/cache.ts';
import { trying, UserError, wrongFile } from '../../core/errors.ts';
import { hex } from '../../runtime/bytes.ts';
import type { Words } from '../../words/words.ts';
import { remark, type Doubt } from '../doubts.ts';
import { withoutControls } from './controls.ts';

const CODE_PAGES: Readonly<Record<string, string>> = PAGES.letters;

/** A decoder by a name of its encoding; throws RangeError for one that does not exist. */
export function decoderOf(name: string): Pick<InstanceType<typeof TextDecoder>, 'decode' | 'encoding'> {
  const [, number = ''] = /^(?:ibm|cp)?(\d{3})$/i.exec(name.trim()) ?? [];
  const page = CODE_PAGES[number];
  if (page === undefined) return new TextDecoder(name);
  const characterOf = (byte: string): string => page.charAt(byte.charCodeAt(0) - 0x80);
  const decode = (bytes?: unknown): string => latin1(bytes as Uint8Array).replace(/[\x80-\xff]/g, characterOf);
  return { encoding: `ibm${number}`, decode };
}

const rememberedDecoder = remembering(decoderOf);

/** Decodes bytes that end with a whole character; those that mean none in the encoding become U+FFFD. */
export function decodeAs(label: string, bytes: Uint8Array): string {
  const decoder = rememberedDecoder(label);
  // Node 20 decodes windows-1252 as Latin-1 unless it is a stream; an encoding of one byte has no state to keep.
  return label === 'windows-1252' ? decoder.decode(bytes, { stream: true }) : decoder.decode(bytes);
}

/** The label of an encoding as WHATWG has it, or of a code page; null for an encoding that does not exist. */
export const labelOf = (name: string): string | null => trying(() => decoderOf(name).encoding, null);

/**
 * The encoding of an input as requested, else by its first bytes: byte order mark, UTF-16 by its zero bytes, else UTF-8
 * unless a later byte is not UTF-8 (GuessedEncoding). `named`: false for UTF-8 that was not requested; `mark`: that of
 * the byte order mark, or null. Throws UserError for a requested encoding that does not exist.
 */
export function detectEncoding(head: Uint8Array, requested: string | null) {
  const start = hex(head.subarray(0, 3));
  const mark = start === 'efbbbf' ? 'utf-8' : ({ fffe: 'utf-16le', feff: 'utf-16be' }[start.slice(0, 4)] ?? null);
  if (requested === null) {
    const label = mark ?? wideLabel(head) ?? 'utf-8';
    return { label, mark, isRequested: false, named: label !== 'utf-8' };
  }
  const label = labelOf(requested);
  const hint = 'expected a name such as utf-8, utf-16le, windows-1252, cp850, gb18030';
  if (label === null) throw new UserError(`unknown encoding '${requested}'`, hint);
  // Which of the two UTF-16 encodings it is, the byte order mark says.
  const isWide = /^utf-?16$/i.test(requested.trim()) && mark?.startsWith('utf-16') === true;
  return { label: isWide ? mark : label, mark, isRequested: true, named: true };
}

/** UTF-16 shows in text of any script: the zero bytes of delimiters, digits and line ends are all on one side. */
function wideLabel(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const start = head.subarray(0, Math.min(head.length & ~1, 4096));
  if (!start.includes(0)) return null;
  const [even = 0, odd = 0] = [0, 1].map((side) => start.filter((byte, at) => byte === 0 && at % 2 === side).length);
  if (Math.min(even, odd) > 0 || Math.max(even, odd) * 20 <= start.length) return null;
  return odd > 0 ? 'utf-16le' : 'utf-16be';
}

const HINT = 'export the inventory as CSV (UTF-8) and check that file';

/** Throws UserError, in one line, when the first bytes are not text in any encoding. */
export function refuseBinary(head: Uint8Array, name: string, { tables }: Words): void {
  const refuse = (why: string, hint = HINT): never => {
    throw wrongFile(name, why, hint);
  };
  const start = hex(head.subarray(0, 16));
  const kind = tables.documents.binary.find(({ begins }) => begins.some((bytes) => start.startsWith(bytes)));
  if (kind !== undefined) refuse(`not a text file: it looks like ${kind.what}`);
  // Byte order marks of UTF-32, one of which begins like that of UTF-16.
  if (/^(?:fffe0000|0000feff)/.test(start)) refuse('UTF-32 is not read');
  if (latin1(head.subarray(257, 262)) === 'ustar') refuse('a tar archive', 'unpack it and check the files');
  const nul = head.indexOf(0);
  if (nul < 0 || detectEncoding(head, null).label !== 'utf-8') return;
  const line = latin1(head.subarray(0, nul)).split(/\r\n|\n|\r/).length;
  refuse(`not a text file: it holds NUL bytes, first on line ${line}`);
}

/** Bytes by which a format is recognised. */
const SNIFF_BYTES = 8192;

/** The first characters of an input, without byte order mark. */
export function headText(head: Uint8Array): string {
  const { label } = detectEncoding(head, null);
  const start = head.subarray(0, SNIFF_BYTES);
  const text = decodeAs(label, start);
  // A character that is cut off at the end does not count as lost.
  const lost = text.match(/\ufffd(?!$)/g)?.length ?? 0;
  const isLabelRight = label !== 'utf-8' || lost === 0 || lost <= (text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0);
  return withoutControls(isLabelRight ? text : decodeAs('windows-1252', start));
}

/** Encodings in which a letter is one byte: the bytes of a UTF-8 letter hardly ever make sense in them. */
const ONE_BYTE = /^(?:windows|iso-8859|koi8|ibm|mac|x-mac|tis)/;
/** Letters of UTF-8 that contradict an encoding with two bytes a letter, in which a few may be UTF-8 by chance. */
const LEAST_LETTERS = 4;

/** The doubt about a requested encoding; `letters`: those beyond ASCII if all bytes are UTF-8. Null: none. */
export function doubtAboutNamed({ label, mark }: ReturnType<typeof detectEncoding>, letters: number): Doubt | null {
  const isUnlikely = letters >= (ONE_BYTE.test(label) ? 1 : LEAST_LETTERS);
  if ((mark ?? label) === label && !isUnlikely) return null;
  const reason = isUnlikely
    ? 'it is UTF-8, with letters beyond ASCII'
    : `it begins with the byte order mark of ${mark ?? ''}`;
  return remark('encoding', 'error', `read as ${label}, as --encoding says, but ${reason}`, 'leave --encoding out');
}
