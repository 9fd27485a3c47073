import { lastPer, oncePer, SequenceCache } from '../core/cache.ts';
import { categoryOf } from '../core/fields.ts';
import { beginningsOf, FirstLetters, type Patterns } from '../core/first-letters.ts';
import { categoryCells } from './kinds/category.ts';
import { finderInputOf, type Designated, type Hit, type IdentifierParts } from './kinds/finder.ts';
import { FINDERS } from './kinds/registry.ts';

/** Characters that are searched before there are tables of first letters: a run of a few rows is done in 40 ms less. */
const WORTH_A_TABLE = 5_000;

/** Makes tables of first letters by what is looked for: columns of one kind share theirs. */
function letterTables() {
  const made = new SequenceCache<FirstLetters>();
  const beginnings = oncePer(beginningsOf);
  let searchedSoFar = 0;
  /** Null as long as a table would not pay, `searched` being the characters that are searched instead. */
  return (all: readonly Patterns[], searched: number): FirstLetters | null => {
    searchedSoFar += searched;
    if (searchedSoFar < WORTH_A_TABLE) return null;
    const sought = [...new Set(all)];
    return (made.at(sought).value ??= new FirstLetters(sought.map(beginnings)));
  };
}

export interface LookOptions {
  /** What the lists name; null: all that is known. */
  readonly designated?: Designated | null;
  /** Whether a row of a vendor that they do not name matters, as of now; once it does not, it never does again. */
  readonly isWanted?: (vendor: string) => boolean;
  /** False: every kind of evidence searches every cell, and nothing is remembered: what the fast way is held to. */
  readonly shortcuts?: boolean;
}

/** With what the columns of all layouts look for who made a thing. */
export type Looking = ReturnType<typeof lookingOf>;

type Part<K extends keyof IdentifierParts> = IdentifierParts[K];

/** Holds nothing of a run: over the same vendors and lists the next one takes, of a small file, a seventh. */
const compiled = lastPer(
  (vendors: Part<'vendors'>, words: Part<'words'>, macPrefixes: Part<'macPrefixes'>, named: string | null) => {
    const input = finderInputOf({ vendors, words, macPrefixes }, named === null ? null : new Set(named.split(' ')));
    return { input, finders: FINDERS.map((compile) => compile(input)) };
  },
);

export function lookingOf(
  { vendors, words, macPrefixes }: IdentifierParts,
  { designated = null, isWanted = () => false, shortcuts = true }: LookOptions,
) {
  const { input, finders } = compiled(vendors, words, macPrefixes, designated && [...designated.vendors].join(' '));
  return {
    input,
    finders,
    /** Those that account for names: they also look at the rest of a long cell, and at texts outside records. */
    nameFinders: finders.filter(({ kinds }) => kinds.includes('name')),
    /** Null: every cell is searched. */
    tableOf: shortcuts ? letterTables() : null,
    /** Whether what a cell said is remembered for the next one like it. */
    remembers: shortcuts,
    words,
    isListed({ maker, category, family }: Hit): boolean {
      const kind = maker === null ? category : categoryOf(family?.is ?? null);
      return maker?.wanted === true || (kind !== null && designated?.categories.has(kind) !== false);
    },
    /** Whether one that does not matters nonetheless, as of now. */
    isWanted: ({ maker }: Hit): boolean => maker !== null && isWanted(maker.ref.id),
    /** Whether a cell of a category column leaves open what it is: such cells are counted. */
    leavesOpen: categoryCells(words.kinds).isUnclearRouter,
  };
}
