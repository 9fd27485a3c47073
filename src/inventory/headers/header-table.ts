import type { Field } from '../../core/fields.ts';
import { NameTable } from './name-table.ts';
import {
  KNOWN_FIELDS,
  KNOWN_NAMES,
  WITHHELD_NAMES as WHOLE_NAMES,
  WITHHELD_PART_NAMES,
  WITHHELD_TOKEN_NAMES,
} from './names.data.ts';

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
export const DESCRIPTION: HeaderReading = { fields: ['text'], why: 'description', notMaker: false };
export const WITHHELD: HeaderReading = {
  fields: ['withheld'],
  why: 'a secret or a person: never read',
  notMaker: true,
};

/** What known names say. Of two lists that hold one name the first counts. */
export const KNOWN = new NameTable<HeaderReading>(KNOWN_NAMES, [
  ...KNOWN_FIELDS.map((field): HeaderReading => ({ fields: [field], why: 'synonym', notMaker: false })),
  SELLER,
  PART,
  OTHER,
  DESCRIPTION,
]);
/** Whole names of secrets and people. */
export const WITHHELD_NAMES = new NameTable(WHOLE_NAMES, [true]);
/** Words that make one of any name. */
export const WITHHELD_TOKENS = new NameTable(WITHHELD_TOKEN_NAMES, [true]);
/** Parts that make one of any joined word. */
export const WITHHELD_PARTS = new NameTable(WITHHELD_PART_NAMES, [true]);
