// Worked out by the build, which puts what stands here into the program as JSON: 2,500 names take 7 ms to fold and 0.3 to
// parse.
import type { Field } from '../../core/fields.ts';
import { fold } from '../../core/text.ts';
import { ASSET_WORDS } from './asset-words.ts';
import { IDENTITY_WORDS } from './identity-words.ts';
import type { Names } from './name-table.ts';
import {
  DESCRIPTION_WORDS,
  OTHER_WORDS,
  PART_WORDS,
  SELLER_WORDS,
  WITHHELD_ANYWHERE,
  WITHHELD_WITHIN,
  WITHHELD_WORDS,
  WORDS_AFTER,
  WORDS_BEFORE,
} from './other-words.ts';

const BEYOND_ASCII = /[^\0-\x7f]/;
const SEPARATORS = /[\s'./-]+/g;

const FIELD_WORDS: Readonly<Record<string, string>> = { ...IDENTITY_WORDS, ...ASSET_WORDS };

/** The fields of the first lists of `KNOWN_NAMES`. */
export const KNOWN_FIELDS = Object.keys(FIELD_WORDS) as readonly Field[];

/** Lists of fields, then of sellers, of parts, of what is not about the maker, of descriptions. */
export const KNOWN_NAMES = namesOf(
  ...Object.values(FIELD_WORDS),
  SELLER_WORDS,
  PART_WORDS,
  OTHER_WORDS,
  DESCRIPTION_WORDS,
);
export const WITHHELD_NAMES = namesOf(WITHHELD_WORDS);
export const WITHHELD_TOKEN_NAMES = namesOf(WITHHELD_ANYWHERE);
export const WITHHELD_PART_NAMES = namesOf(WITHHELD_WITHIN);
export const BEFORE_NAMES = namesOf(WORDS_BEFORE);
export const AFTER_NAMES = namesOf(WORDS_AFTER);

/** Names of lists, separated by `|`. Of two lists that hold one name the first counts, names in Latin letters before others. */
function namesOf(...lists: readonly string[]): Names {
  const names = lists.flatMap((list, number) => list.split('|').map((name) => [name, number] as const));
  const latin = names.filter(([name]) => !BEYOND_ASCII.test(name));
  const others = names.filter(([name]) => BEYOND_ASCII.test(name));
  const known: Record<string, number> = {};
  for (const [name, number] of [...latin, ...others]) known[fold(name).replace(SEPARATORS, '')] ??= number;
  return known;
}
