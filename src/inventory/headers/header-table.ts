import type { Field } from '../../core/fields.ts';
import { ASSET_WORDS } from './asset-words.ts';
import { IDENTITY_WORDS } from './identity-words.ts';
import { NameTable } from './name-table.ts';
import {
  DESCRIPTION_WORDS,
  OTHER_WORDS,
  PART_WORDS,
  SELLER_WORDS,
  WITHHELD_ANYWHERE,
  WITHHELD_WITHIN,
  WITHHELD_WORDS,
} from './other-words.ts';

/** What a header says its column is about. */
export interface HeaderReading {
  readonly fields: readonly Field[];
  readonly why: string;
  readonly notMaker: boolean;
}

const SOMEBODY_ELSE = 'names a seller, owner or operator, not the maker';
export const SELLER: HeaderReading = { fields: ['text'], why: SOMEBODY_ELSE, notMaker: true };
export const PART: HeaderReading = { fields: ['text'], why: 'about a part or a neighbour', notMaker: true };
const OTHER: HeaderReading = { fields: ['text'], why: 'not about the maker', notMaker: true };
const DESCRIPTION: HeaderReading = { fields: ['text'], why: 'description', notMaker: false };
export const WITHHELD: HeaderReading = {
  fields: ['withheld'],
  why: 'a secret or a person: never read',
  notMaker: true,
};

/** What known names say. Of two lists that hold one name the first counts. */
export const KNOWN = knownNames();
/** Whole names of secrets and people. */
export const WITHHELD_NAMES = new NameTable<true>().add(WITHHELD_WORDS, true);
/** Words that make one of any name. */
export const WITHHELD_TOKENS = new NameTable<true>().add(WITHHELD_ANYWHERE, true);
/** Parts that make one of any joined word. */
export const WITHHELD_PARTS = new NameTable<true>().add(WITHHELD_WITHIN, true);

function knownNames(): NameTable<HeaderReading> {
  const table = new NameTable<HeaderReading>();
  for (const [field, list] of Object.entries({ ...IDENTITY_WORDS, ...ASSET_WORDS })) {
    table.add(list, { fields: [field as Field], why: 'synonym', notMaker: false });
  }
  return table
    .add(SELLER_WORDS, SELLER)
    .add(PART_WORDS, PART)
    .add(OTHER_WORDS, OTHER)
    .add(DESCRIPTION_WORDS, DESCRIPTION);
}
