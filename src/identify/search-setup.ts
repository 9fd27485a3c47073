import { lastPer, oncePer, SequenceCache } from '../core/cache.ts';
import { categoryOf } from '../core/fields.ts';
import { beginningsOf, FirstLetters, type Patterns } from '../core/first-letters.ts';
import { IDENTIFIERS } from '../core/identifiers.ts';
import { categoryCells, compileCategory } from './kinds/category.ts';
import { finderInputOf, type Designated, type Hit, type IdentifierParts } from './kinds/finder.ts';
import { compileMac } from './kinds/mac.ts';
import { compileModel } from './kinds/model.ts';
import { compileName } from './kinds/name.ts';
import { compileToken } from './kinds/software-token.ts';
import { compileTypo } from './kinds/typo.ts';
import { compileWrittenId } from './kinds/written-id.ts';

/** Characters to search before tables of first letters are made: a run of a few rows takes 40 ms less without them. */
const WORTH_A_TABLE = 5_000;

/** Makes tables of first letters. Columns that look for the same patterns share one. */
function letterTables() {
  const tables = new SequenceCache<FirstLetters>();
  const beginnings = oncePer(beginningsOf);
  let searchedSoFar = 0;
  /** Null while a table would not pay; `searched`: how many characters the caller searches without it. */
  return (patterns: readonly Patterns[], searched: number): FirstLetters | null => {
    searchedSoFar += searched;
    if (searchedSoFar < WORTH_A_TABLE) return null;
    const distinct = [...new Set(patterns)];
    return (tables.at(distinct).value ??= new FirstLetters(distinct.map(beginnings)));
  };
}

export interface SearchOptions {
  /** What the lists name; null: every vendor and category counts as listed. */
  readonly designated?: Designated | null;
  /** Whether a row of a vendor that no list names matters by now; once it does not, it never does again. */
  readonly isWanted?: (vendor: string) => boolean;
  /** False: each kind of evidence searches all cells of its columns, nothing is cached. Tests compare with this. */
  readonly shortcuts?: boolean;
}

/** What the columns of all layouts share to search their cells. */
export type SearchSetup = ReturnType<typeof searchSetupOf>;

type Part<K extends keyof IdentifierParts> = IdentifierParts[K];

/** Holds nothing of a run, so the next one over the same vendors and lists takes a seventh of its time if short. */
const findersOf = lastPer(
  (vendors: Part<'vendors'>, words: Part<'words'>, macPrefixes: Part<'macPrefixes'>, listed: string | null) => {
    const input = finderInputOf({ vendors, words, macPrefixes }, listed === null ? null : new Set(listed.split(' ')));
    const categories = categoryCells(words.kinds);
    /** Every kind of evidence, in the order of EVIDENCE_KINDS. */
    const finders = [
      compileName(input),
      compileTypo(input),
      compileMac(input),
      ...IDENTIFIERS.map((kind) => compileWrittenId(kind, input.makers)),
      compileModel(input),
      compileToken(input),
      compileCategory(categories),
    ];
    return { input, finders, isUnclearRouter: categories.isUnclearRouter };
  },
);

export function searchSetupOf(
  { vendors, words, macPrefixes }: IdentifierParts,
  { designated = null, isWanted = () => false, shortcuts = true }: SearchOptions,
) {
  const listed = designated && [...designated.vendors].join(' ');
  const { input, finders, isUnclearRouter } = findersOf(vendors, words, macPrefixes, listed);
  return {
    input,
    finders,
    /** Null: every cell is searched. */
    letterTableOf: shortcuts ? letterTables() : null,
    isCaching: shortcuts,
    isListed({ maker, category, family }: Hit): boolean {
      const kind = maker === null ? category : categoryOf(family?.is ?? null);
      return maker?.isListed === true || (kind !== null && designated?.categories.has(kind) !== false);
    },
    /** Whether a hit that is not listed matters nevertheless at this point of the run. */
    isWanted: ({ maker }: Hit): boolean => maker !== null && isWanted(maker.ref.id),
    /** Whether a category cell says "router" without saying whether it is a consumer router: such cells are counted. */
    isUnclearRouter,
  };
}
