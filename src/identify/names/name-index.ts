import type { Patterns } from '../../core/first-letters.ts';
import { groupsOf } from '../../core/groups.ts';
import { fold, words as wordsIn } from '../../core/text.ts';
import type { Certainty, Name, Vendor } from '../../knowledge/vendor.ts';
import type { LegalForms, Words } from '../../words/words.ts';
import type { MakerEntry } from './makers.ts';
import type { Token } from './token.ts';

/** A name to look for, of a vendor or of a stranger. */
export interface KnownName {
  /** As printed in the vendor file. */
  readonly display: string;
  /** Folded words without legal forms. */
  readonly words: readonly string[];
  /** The words without separators: how Hik-Vision and ChinaMobile are found. */
  readonly joined: string;
  /** Null for a look-alike: it only covers its words. */
  readonly maker: MakerEntry | null;
  readonly kind: 'name' | 'relabel' | 'look-alike';
  readonly distinctive: boolean;
  /** Not distinctive, but found as the first words of a cell. */
  readonly leads: boolean;
  readonly certainty: Certainty;
  readonly by: string | null;
  /** Of a look-alike: whom it looks like, and where it stands. */
  readonly like: string | null;
  readonly source: string | null;
  /** A product word rather than a vendor's name: matched like one, but without misspellings. */
  readonly brand: boolean;
  /** Written without spaces between words: found anywhere in a vendor or product cell. */
  readonly unspaced: boolean;
}

const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** True for text in a script that writes no spaces between words (Chinese, Japanese, Korean). */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

function wordsOf({ name }: Name): string[] {
  return wordsIn(fold(name));
}

/** What a name is known by besides the name itself. */
type About = Pick<KnownName, 'words' | 'maker' | 'kind'> & Partial<Pick<KnownName, 'like' | 'source' | 'brand'>>;

function knownBy(name: Name, about: About): KnownName {
  return {
    display: name.name,
    joined: about.words.join(''),
    distinctive: name.distinctive,
    leads: name.leads === true,
    certainty: name.certainty,
    by: name.by,
    like: null,
    source: null,
    brand: false,
    unspaced: isUnspaced(name.name),
    ...about,
  };
}

/** Every name of every maker, its relabel brands and look-alikes. Names that fold to nothing are left out. */
export function knownNames(
  vendors: readonly Vendor[],
  makers: readonly MakerEntry[],
  legalForms: LegalForms,
): KnownName[] {
  const wordsWithoutForms = (name: Name): readonly string[] => legalForms.strip(wordsOf(name));
  const all: KnownName[] = [];
  for (const maker of makers) {
    const known = (name: Name, brand: boolean): KnownName =>
      knownBy(name, { words: wordsWithoutForms(name), maker, kind: 'name', brand });
    all.push(...maker.maker.names.map((name) => known(name, false)));
    all.push(...maker.maker.brands.map((name) => known(name, true)));
  }
  const makersNames = new Set(all.map(({ joined }) => joined));
  /** A stranger that only its legal form tells from a vendor (Teltronic AG, Teltronic S.A.U.) matches only with it. */
  const wordsOfStranger = (name: Name): readonly string[] => {
    const words = wordsWithoutForms(name);
    return makersNames.has(words.join('')) ? wordsOf(name) : words;
  };
  const entries = makers.filter(({ ref }) => ref.affiliate === null);
  const plain = (name: string): Name => ({ name, distinctive: true, certainty: 'high', by: null });
  vendors.forEach((vendor, index) => {
    const maker = entries[index] ?? null;
    for (const name of vendor.relabels.map((one) => plain(one.name)))
      all.push(knownBy(name, { words: wordsWithoutForms(name), maker, kind: 'relabel' }));
    for (const { name: stranger, source } of vendor.lookAlikes) {
      const name = plain(stranger);
      all.push(
        knownBy(name, { words: wordsOfStranger(name), maker: null, kind: 'look-alike', like: vendor.name, source }),
      );
    }
  });
  return all.filter((name) => name.joined !== '');
}

/** Names by how they are looked up. */
export interface NameIndex {
  /** By first word, the longest name first. */
  readonly byFirstWord: ReadonlyMap<string, readonly KnownName[]>;
  /** By joined words, for whole cells; several makers may share one. */
  readonly byJoined: ReadonlyMap<string, readonly KnownName[]>;
  /** What begins a word of every cell in plain ASCII that a name is met in. */
  readonly patterns: Patterns;
  /** Distinctive names of five letters or more by their first five, for glued words. */
  readonly byFive: ReadonlyMap<string, readonly KnownName[]>;
  /** Names in unspaced scripts, the longest first; those that others share are distinctive before a product. */
  readonly unspaced: readonly KnownName[];
  readonly products: readonly string[];
  /** Whether a word is a kind of device. */
  readonly isKind: (word: string) => boolean;
  /** First words of strangers and of every known name: never a misspelling. */
  readonly firstWords: ReadonlySet<string>;
  /** What the names were freed of, and cells are before they are compared. */
  readonly legalForms: LegalForms;
}

/** What words are looked up by in `byJoined`: without the legal forms around them. */
export function joinedName({ legalForms }: Pick<NameIndex, 'legalForms'>, tokens: readonly Token[]): string {
  return legalForms.strip(tokens.map(({ text }) => text)).join('');
}

/** What follows a name without a separator leaves it a name (see `scanNames`). */
function isGluable({ kind, distinctive, joined, unspaced }: KnownName): boolean {
  return kind === 'name' && distinctive && joined.length >= 5 && !unspaced;
}

/** Indexes names for lookup, with the words beside them by which one that others share is the vendor's. */
export function indexNames(names: readonly KnownName[], { legalForms, noName, tables }: Words): NameIndex {
  const longestFirst = [...names].sort((a, b) => b.words.length - a.words.length || b.joined.length - a.joined.length);
  const byJoined = groupsOf(longestFirst, (name) => name.joined);
  return {
    byFirstWord: groupsOf(longestFirst, (name) => name.words[0] ?? ''),
    byJoined,
    patterns: patternsOf(byJoined),
    byFive: groupsOf(longestFirst.filter(isGluable), (name) => name.joined.slice(0, 5)),
    unspaced: longestFirst.filter((name) => name.unspaced && name.kind === 'name'),
    products: tables.negation.product,
    isKind: (word) => noName.isKindOfDevice(word),
    firstWords: new Set(names.map((name) => name.words[0] ?? '')),
    legalForms,
  };
}

function patternsOf(byJoined: ReadonlyMap<string, readonly KnownName[]>): Patterns {
  return function* () {
    // What is beyond ASCII is never passed over.
    for (const [text, names] of byJoined)
      if (PLAIN.test(text)) yield { text, wanted: names.some(({ maker }) => maker?.wanted !== false), isLoose: true };
  };
}

const PLAIN = /^[a-z0-9]+$/;
