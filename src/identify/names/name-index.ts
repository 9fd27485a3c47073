import type { Patterns } from '../../core/first-letters.ts';
import { groupsOf } from '../../core/groups.ts';
import { fold, words as wordsIn } from '../../core/text.ts';
import type { Certainty, Name, Vendor } from '../../knowledge/vendor.ts';
import type { LegalForms } from '../../words/words.ts';
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

function knownBy(
  words: readonly string[],
  name: Name,
  maker: MakerEntry | null,
  kind: KnownName['kind'],
  brand: boolean,
): KnownName {
  return {
    display: name.name,
    words,
    joined: words.join(''),
    maker,
    kind,
    distinctive: name.distinctive,
    leads: name.leads === true,
    certainty: name.certainty,
    by: name.by,
    like: null,
    source: null,
    brand,
    unspaced: isUnspaced(name.name),
  };
}

/** Every name of every maker, its relabel brands and look-alikes. Names that fold to nothing are left out. */
export function knownNames(
  vendors: readonly Vendor[],
  makers: readonly MakerEntry[],
  legalForms: LegalForms,
): KnownName[] {
  const knownName = (name: Name, maker: MakerEntry | null, kind: KnownName['kind'], brand = false): KnownName =>
    knownBy(legalForms.strip(wordsOf(name)), name, maker, kind, brand);
  const all: KnownName[] = [];
  for (const entry of makers) {
    entry.maker.names.forEach((name) => all.push(knownName(name, entry, 'name')));
    entry.maker.brands.forEach((name) => all.push(knownName(name, entry, 'name', true)));
  }
  const makersNames = new Set(all.map(({ joined }) => joined));
  /** A stranger that only its legal form tells from a vendor (Teltronic AG, Teltronic S.A.U.) matches only with it. */
  const stranger = (name: Name, like: string, source: string | null): KnownName => {
    const plain = knownName(name, null, 'look-alike');
    const own = makersNames.has(plain.joined) ? knownBy(wordsOf(name), name, null, 'look-alike', false) : plain;
    return { ...own, like, source };
  };
  const entries = makers.filter(({ ref }) => ref.affiliate === null);
  const plain = (name: string): Name => ({ name, distinctive: true, certainty: 'high', by: null });
  vendors.forEach((vendor, index) => {
    const entry = entries[index] ?? null;
    vendor.relabels.forEach(({ name }) => all.push(knownName(plain(name), entry, 'relabel')));
    vendor.lookAlikes.forEach(({ name, source }) => all.push(stranger(plain(name), vendor.name, source)));
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
  /** Names in unspaced scripts, the longest first. */
  readonly unspaced: readonly KnownName[];
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

/** Indexes names for lookup. */
export function indexNames(names: readonly KnownName[], legalForms: LegalForms): NameIndex {
  const longestFirst = [...names].sort((a, b) => b.words.length - a.words.length || b.joined.length - a.joined.length);
  const byJoined = groupsOf(longestFirst, (name) => name.joined);
  return {
    byFirstWord: groupsOf(longestFirst, (name) => name.words[0] ?? ''),
    byJoined,
    patterns: patternsOf(byJoined),
    byFive: groupsOf(longestFirst.filter(isGluable), (name) => name.joined.slice(0, 5)),
    unspaced: longestFirst.filter((name) => name.unspaced && name.kind === 'name'),
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
