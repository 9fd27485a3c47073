import { isAscii, isUtf8 } from '#runtime';
import { joined } from '../../runtime/bytes.ts';
import type { Doubt, Doubts } from '../doubts.ts';
import { cutOff, markedOtherwise } from './encoding.ts';

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
  const mark = markedOtherwise(head, label);
  let isOther = mark === null && label !== 'utf-8';
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
  if (mark !== null) doubts.note(contradicted(label, `it begins with the byte order mark of ${mark}`), { line: null });
  else if (isUnlikely) doubts.note(contradicted(label, 'it is UTF-8, with letters beyond ASCII'), { line: null });
}

function contradicted(label: string, by: string): Doubt {
  const says = (): string => `read as ${label}, as --encoding says, but ${by}`;
  return { against: null, code: 'encoding', severity: ['error', 'error'], says, hint: 'leave --encoding out' };
}
