import type { VendorRef } from '../../core/finding.ts';
import { ASCII } from '../../core/text.ts';
import type { SecretTexts } from '../../words/secret-texts.ts';
import { Cell } from '../cell.ts';
import type { NameIndex } from './name-index.ts';
import type { NameMet } from './name-scan.ts';

const NONE: readonly VendorRef[] = [];

/** The vendors that a text names by a name beyond ASCII. */
export function vendorsNamed(index: NameIndex, secrets: SecretTexts, text: string): readonly VendorRef[] {
  if (ASCII.test(text)) return NONE;
  const cell = new Cell(text, 'maker', ['vendor'], secrets);
  const met = cell.names(index).filter((one) => counts(cell, one));
  return met.flatMap(({ name }) => name.maker?.ref ?? []);
}

/**
 * Two characters within a longer word of a script without blanks are no name: a text that is read in a wrong encoding
 * is such words, and one in a million of its pairs is the name of a vendor.
 */
function counts({ text, tokens }: Cell, { name, isWholeCell }: NameMet): boolean {
  if (name.kind !== 'name') return false;
  // Of a name in ASCII its letters stand in every reading, unless one of them has an accent (Hikvisión).
  if (ASCII.test(name.display)) return name.joined.length >= 5 && !text.toLowerCase().includes(name.joined);
  if (isWholeCell) return true;
  return (
    name.distinctive && (!name.unspaced || name.joined.length > 2 || tokens.some(({ text }) => text === name.joined))
  );
}
