import type { VendorRef } from '../../core/finding.ts';
import { ASCII, fold } from '../../core/text.ts';
import type { SecretTexts } from '../../words/secret-texts.ts';
import { Cell } from '../cell.ts';
import type { NameIndex } from './name-index.ts';
import type { NameMet } from './name-scan.ts';

const NONE: readonly VendorRef[] = [];
/** What a decoder gives for bytes that are no character. */
const LOST = '\ufffd';
const WORD = /[\p{L}\p{N}\ufffd]+/gu;
const HAN = /\p{Script=Han}/u;

/**
 * The vendors that a text names by a name beyond ASCII, or that a word may name of which letters were lost (U+FFFD):
 * half of them are left, or one Chinese character.
 */
export function vendorsNamed(index: NameIndex, secrets: SecretTexts, text: string): readonly VendorRef[] {
  if (ASCII.test(text)) return NONE;
  if (text.includes(LOST)) return mayBeNamed(index, text);
  const cell = new Cell(text, 'maker', ['vendor'], secrets);
  const met = cell.names(index).filter((one) => counts(cell, one));
  return met.flatMap(({ name }) => name.maker?.ref ?? []);
}

/**
 * Two characters within a longer word of a script without blanks are no name: a text that is read in a wrong encoding
 * is such words, and one in a million of its pairs is the name of a vendor.
 */
function counts({ text, tokens }: Cell, { name, whole }: NameMet): boolean {
  if (name.kind !== 'name') return false;
  // Of a name in ASCII its letters stand in every reading, unless one of them has an accent (Hikvisión).
  if (ASCII.test(name.display)) return name.joined.length >= 5 && !text.toLowerCase().includes(name.joined);
  if (whole) return true;
  return (
    name.distinctive && (!name.unspaced || name.joined.length > 2 || tokens.some(({ text }) => text === name.joined))
  );
}

function mayBeNamed({ byJoined }: NameIndex, text: string): readonly VendorRef[] {
  const words = (text.match(WORD) ?? []).filter((word) => word.includes(LOST) && /[^\ufffd]/.test(word));
  const parts = words.map((word) => {
    const known = fold(word.replaceAll(LOST, ''));
    // A lost character is one or more lost bytes.
    const form = word.split(/(\ufffd+)/).map((part) => (part.startsWith(LOST) ? `.{1,${part.length}}` : fold(part)));
    return { known: HAN.test(known) ? Infinity : known.length, form: new RegExp(`^${form.join('')}$`, 'u') };
  });
  return [...byJoined].flatMap(([joined, names]) =>
    parts.some(({ known, form }) => known * 2 >= joined.length && form.test(joined))
      ? names.flatMap(({ kind, maker }) => (kind === 'name' ? (maker?.ref ?? []) : []))
      : [],
  );
}
