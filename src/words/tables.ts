import type { Field } from '../core/fields.ts';
import type { NetworkPart } from '../core/network.ts';

/** What a column is about: a field, or one of the reasons why it feeds none. */
export type HeaderMeaning = Field | 'description' | 'seller' | 'part' | 'other' | 'otherDay' | 'component' | 'portId';

/**
 * Names without separators, folded, and the place of what each means in a list. A plain object, as it is read from the
 * compiled file with everything else: a Map of 2,500 names would be made anew by every run.
 */
export type Names = Readonly<Record<string, number>>;

/** What headers say of software, in the order of `HeaderTable.software`. */
export const SOFTWARE_HEADERS = ['software', 'besideVersion', 'version'] as const;
export type SoftwareHeader = (typeof SOFTWARE_HEADERS)[number];

export interface HeaderTable {
  /** What the numbers of `names` mean. */
  readonly meanings: readonly HeaderMeaning[];
  readonly names: Names;
  /** Words around what a column is that say only whose it is, or nothing. */
  readonly before: Names;
  readonly after: Names;
  readonly links: Names;
  readonly whose: Names;
  /** Alternatives of regular expressions: words between two things that a column holds. */
  readonly and: string;
  /** Words for another device, in the header of an address, folded. */
  readonly otherDevice: readonly string[];
  /** Alternatives again: words for the device itself; for a neighbour. */
  readonly ownDevice: string;
  readonly neighbour: string;
  /** Headers of the country in which a site is. */
  readonly publisher: string;
  /** Headers that name software, those that do beside a version, and versions. */
  readonly software: Names;
  readonly siteCountry: string;
}

/** Headers of secrets or people (data/words/secrets.yaml says what each list is for). */
export interface WithheldTable {
  readonly headers: Names;
  readonly oneWord: Names;
  readonly licences: Names;
  readonly words: Names;
  readonly carriers: Names;
  /** Of words and carriers those of languages in which the head of a header comes first. */
  readonly firstWords: Names;
  readonly firstCarriers: Names;
  readonly beside: Names;
  readonly tails: Names;
  readonly parts: readonly string[];
}

export interface SecretTable extends WithheldTable {
  /** Sources of regular expressions, of words within texts. */
  readonly announcedSurely: string;
  readonly announced: string;
  readonly announcedWeakly: string;
  readonly commands: string;
  readonly inCommands: string;
  readonly whole: string;
  readonly between: string;
}

export interface LegalFormTable {
  readonly words: readonly string[];
  /** Those of the words that also begin a name. */
  readonly around: readonly string[];
  /** Ends and beginnings of words in scripts that separate none, the longest first. */
  readonly unspaced: readonly string[];
}

/** Folded words by what they do to the name or model beside them; one that ends in `*` stands for all that begin so. */
export type NegationTable = Readonly<Record<NegationKey, readonly string[]>>;
export const NEGATION_KEYS = [
  'before',
  'without',
  'for',
  'after',
  'fitted',
  'compatible',
  'with',
  'replaced',
  'by',
  'replaces',
  'place',
  'accessory',
  'age',
  'compound',
  'component',
  'surname',
] as const;
export type NegationKey = (typeof NEGATION_KEYS)[number];

/** Phrases as the source of a regular expression on folded text, and the letters that any of them begins with. */
export interface PhraseTable {
  readonly begins: readonly string[];
  readonly source: string;
}

/** A kind of device. */
export interface CategoryWords {
  readonly id: string;
  /** The part of a network that it is; null: it may be in any. */
  readonly part: NetworkPart | null;
  /** More general categories that it is one of. */
  readonly of: readonly string[];
  readonly makes: 'equipment' | 'software' | 'service' | 'component';
  readonly phrases: PhraseTable;
  /** The same as the whole of a text. */
  readonly whole: PhraseTable;
  /** What makes it something else, anywhere and as the whole cell. */
  readonly not: PhraseTable;
  readonly notWhole: PhraseTable;
  /** Whole cells that may say it and leave it open. */
  readonly unclear: PhraseTable;
}

/** Folded phrases, words one blank apart, and last words of longer ones; ends of words where none separates them. */
export interface KindTable {
  readonly words: readonly string[];
  readonly ends: readonly string[];
  readonly tails: readonly string[];
}

export interface CountryTable {
  /** Alpha-2 codes of the usual countries, then names without separators by alpha-2 code. */
  readonly codes: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  /** What counts before the names of the runtime's tables. */
  readonly also: Readonly<Record<string, string>>;
  /** Sources of regular expressions. */
  readonly madeIn: string;
  readonly madeInAfter: string;
  readonly titles: string;
  readonly between: string;
}

export interface JsonKeyTable {
  /** Dotted paths in lower case. */
  readonly device: Readonly<Record<string, readonly Field[]>>;
  readonly neighbour: Readonly<Record<string, readonly Field[]>>;
  readonly secretTrees: readonly string[];
  readonly personTrees: readonly string[];
  readonly otherTrees: readonly string[];
  readonly names: readonly string[];
  readonly ids: readonly string[];
  readonly lists: readonly string[];
  readonly envelopes: readonly string[];
  readonly errors: readonly string[];
  readonly messages: readonly string[];
  readonly outcomes: readonly string[];
  readonly failures: readonly string[];
}

/** Names of makers of devices, most of which no vendor file describes, folded and without separators. */
export interface MakerTable {
  /** Those that are makers as the whole of a vendor cell only: words are among them. */
  readonly labelled: readonly string[];
  /** Those that also are in a text, of at most three words. */
  readonly registered: readonly string[];
  /** By registered name: ids of the vendors whose devices it sold under its own. */
  readonly sells: Readonly<Record<string, readonly string[]>>;
}

/** What lines of plain text hold. */
export interface LineTable {
  /** Folded and without separators, of at most three words. */
  readonly systems: readonly string[];
  /** Upper case. */
  readonly notModels: readonly string[];
  /** Folded words of sentences. */
  readonly prose: readonly string[];
  /** Sources of regular expressions on a trimmed line in lower case: errors, and those of what was not reached. */
  readonly refused: string;
  readonly unreached: string;
  /** Folded cells. */
  readonly vacant: readonly string[];
  /** Folded words of at most three. */
  readonly sums: readonly string[];
}

/** What commands print. */
export interface PrintedTable {
  /** Labels, folded and without separators, and the place of what each feeds in `fields`. */
  readonly labels: Names;
  readonly fields: readonly Field[];
  /** Sources of regular expressions whose groups are fields. */
  readonly sentences: readonly string[];
  /** Folded words. */
  readonly noNames: readonly string[];
  readonly totals: readonly string[];
  readonly about: readonly string[];
  readonly places: readonly string[];
  readonly commands: readonly string[];
  readonly pairs: readonly string[];
}

/** A product whose answers are pages and do not say so. */
export interface PageProduct {
  readonly of: string;
  /** Keys that every record of an answer has. */
  readonly keys: readonly string[];
  /** Records of a full page. */
  readonly size: number;
}

/** What stands for models without being one, as folded words one blank apart. */
export interface ModelTable {
  readonly every: readonly string[];
  readonly range: readonly string[];
}

/** An official list as it is published: what marks it, and which columns hold what, in lower case. */
export interface Publication extends Readonly<Record<PublishedKey, readonly string[]>> {
  readonly name: string;
  readonly marks: readonly string[];
  /** True: each edition repeats all rows that hold, and rows of older ones stay. */
  readonly editions: boolean;
}
export const PUBLISHED_KEYS = [
  'vendor',
  'aliases',
  'kind',
  'from',
  'since',
  'until',
  'reason',
  'citation',
  'people',
] as const;
export type PublishedKey = (typeof PUBLISHED_KEYS)[number];

/** Official lists, and the words of their cells (data/words/publications.yaml says what each is for). */
export interface PublicationTable extends Readonly<Record<PublicationWord, readonly string[]>> {
  readonly files: readonly Publication[];
}
export const PUBLICATION_WORDS = [
  'others',
  'people',
  'vessels',
  'aircraft',
  'addresses',
  'affiliated',
  'successors',
  'alsoKnownAs',
] as const;
export type PublicationWord = (typeof PUBLICATION_WORDS)[number];

/** Every table of data/words, compiled: compared forms worked out, so that loading is parsing. */
export interface WordTables {
  readonly headers: HeaderTable;
  readonly secrets: SecretTable;
  readonly people: WithheldTable;
  /** Lower case. */
  readonly noValue: readonly string[];
  readonly cells: {
    readonly answers: readonly string[];
    readonly states: readonly string[];
    readonly owned: readonly string[];
  };
  readonly legalForms: LegalFormTable;
  readonly negation: NegationTable;
  readonly categories: readonly CategoryWords[];
  readonly services: { readonly software: KindTable; readonly service: KindTable };
  readonly countries: CountryTable;
  readonly jsonKeys: JsonKeyTable;
  /** Lower case. */
  readonly platforms: readonly string[];
  /** Folded words that introduce a vendor in free text. */
  readonly labels: readonly string[];
  readonly makers: MakerTable;
  /** Folded words that stand before a model in the name of a host. */
  readonly hosts: readonly string[];
  readonly models: ModelTable;
  readonly publications: PublicationTable;
  readonly lines: LineTable;
  readonly printed: PrintedTable;
  readonly pages: readonly PageProduct[];
}
