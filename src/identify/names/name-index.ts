import type { VendorRef } from '../../core/finding.ts';
import { spelt, type Patterns } from '../../core/first-letters.ts';
import { groupsOf } from '../../core/groups.ts';
import type { IdentifierKey } from '../../core/identifiers.ts';
import { fold, isUnspaced, words as wordsIn } from '../../core/text.ts';
import type { Certainty, Maker, Name, Vendor } from '../../knowledge/vendor.ts';
import { MANY_DIGITS, type LegalForms, type Words } from '../../words/words.ts';

/** A vendor or one of its affiliates, as something a cell can point at. */
export type MakerEntry = Readonly<ReturnType<typeof makersOf>[number]>;

/** All makers of all vendors, a vendor before its affiliates. `isNamedByList`: whether a list names a vendor, by id. */
export function makersOf(vendors: readonly Vendor[], isNamedByList: (id: string) => boolean) {
  return vendors.flatMap((vendor) => {
    const { id, name } = vendor;
    /** Whether a list names the vendor: else evidence of it makes no finding. */
    const isListed = isNamedByList(id);
    /** `certainty`: how sure it is that the affiliate belongs to the vendor at all; `high` for the vendor itself. */
    const entryOf = (facts: Maker, affiliate: VendorRef['affiliate'], certainty: Certainty) => {
      return { vendor, ref: { id, name, affiliate }, facts, certainty, isListed };
    };
    const affiliates = vendor.affiliates.map((one) =>
      entryOf(one, { id: one.id, name: one.name, relation: one.relation }, one.certainty),
    );
    return [entryOf(vendor, null, 'high'), ...affiliates];
  });
}

/** An identifier of a vendor file, with its maker. */
export interface OwnedValue {
  readonly maker: MakerEntry;
  readonly value: string;
  readonly certainty: Certainty;
}

/** The identifiers of one kind of all makers, by value; of two that are equal the last. */
export function ownersOf(
  makers: readonly MakerEntry[],
  kind: IdentifierKey | 'macRegistrants' | 'macPrefixes',
): Map<string, OwnedValue> {
  const all = makers.flatMap((maker) => maker.facts.identifiers[kind].map((one) => ({ maker, ...one })));
  return new Map(all.map((one) => [one.value, one]));
}

/** A name to look for, of a vendor or of a stranger. */
export type KnownName = Readonly<ReturnType<typeof knownNames>[number]>;

interface AboutName {
  /** Null for a look-alike: it only covers its words. */
  readonly maker: MakerEntry | null;
  readonly kind?: 'name' | 'relabel' | 'look-alike';
  /** A product word rather than a vendor's name: matched like one, but without misspellings. */
  readonly brand?: boolean;
  /** Of a look-alike: the vendor that it resembles. */
  readonly like?: string;
}

/** Every name of every maker, its relabel brands and look-alikes. Names that fold to nothing are left out. */
export function knownNames(makers: readonly MakerEntry[], legalForms: LegalForms) {
  const ofMakers = makers.flatMap((maker) => [
    ...maker.facts.names.map((name) => knownName(name, { maker }, legalForms)),
    ...maker.facts.brands.map((name) => knownName(name, { maker, brand: true }, legalForms)),
  ]);
  const makersNames = new Set(ofMakers.map(({ joined }) => joined));
  const taught = new Set(ofMakers.flatMap(({ by, joined }) => (by === null ? [] : joined)));
  const ofVendors = makers.filter(({ ref }) => ref.affiliate === null);
  const others = ofVendors.flatMap((maker) => [
    ...maker.vendor.relabels.map(({ name }) => knownName({ name }, { maker, kind: 'relabel' }, legalForms)),
    ...maker.vendor.lookAlikes.flatMap(({ name }) => {
      const about = { maker: null, kind: 'look-alike', like: maker.vendor.name } as const;
      const stranger = knownName({ name }, about, legalForms);
      // A look-alike that only its legal form tells from a vendor (Teltronic AG, Teltronic S.A.U.) keeps that form.
      if (!makersNames.has(stranger.joined)) return stranger;
      const words = wordsIn(fold(name));
      // It would hide a vendor that has its very name, or the name that a user's list gives to a vendor.
      if (words.length === stranger.words.length || taught.has(stranger.joined)) return [];
      return { ...stranger, words, joined: words.join('') };
    }),
  ]);
  return [...ofMakers, ...others].filter((name) => name.joined !== '');
}

/** A name with its defaults. No spread: an object of two others is a dictionary to V8. */
function knownName(given: Pick<Name, 'name'> & Partial<Name>, about: AboutName, legalForms: LegalForms) {
  const { name, distinctive = true, certainty = 'high', leads = false, by = null } = given;
  const { maker, kind = 'name', brand = false, like = null } = about;
  /** Folded words without legal forms. */
  const words = legalForms.wordsOf(name);
  /** The words without separators: how Hik-Vision and ChinaMobile are found. */
  const joined = words.join('');
  /** Written without spaces between words: found anywhere in a vendor or product cell. */
  const unspaced = isUnspaced(name);
  return { maker, kind, brand, like, distinctive, certainty, leads, by, display: name, words, joined, unspaced };
}

/** Names by how they are looked up. */
export type NameIndex = ReturnType<typeof indexNames>;

/** Indexes names for lookup, with the words by which cells are read for them. */
export function indexNames(names: readonly KnownName[], words: Words) {
  const longestFirst = [...names].sort((a, b) => b.words.length - a.words.length || b.joined.length - a.joined.length);
  const byJoined = groupsOf(longestFirst, (name) => name.joined);
  const isLongName = ({ kind, joined }: KnownName): boolean => kind === 'name' && joined.length >= 5;
  const gluable = longestFirst.filter((name) => isLongName(name) && name.distinctive && !name.unspaced);
  /** One of these begins a word of every cell in plain ASCII in which a name is found; all others are searched. */
  const patterns: Patterns = () => Array.from(byJoined.keys(), spelt);
  return {
    patterns,
    /** By first word, the longest name first; the first word of a name, look-alikes too, is never a misspelling. */
    byFirstWord: groupsOf(longestFirst, (name) => name.words[0] ?? ''),
    /** By joined words, for whole cells; several makers may share one. */
    byJoined,
    /** Whether names have many digits, as those of a user's list may. */
    haveManyDigits: Array.from(byJoined.keys()).some((key) => MANY_DIGITS.test(key)),
    /** Distinctive names of five letters or more by their first five, for glued words. */
    byFive: groupsOf(gluable, (name) => name.joined.slice(0, 5)),
    /** Names in unspaced scripts, the longest first; those that others share are distinctive before a product. */
    unspaced: longestFirst.filter((name) => name.unspaced && name.kind === 'name'),
    words,
  };
}
