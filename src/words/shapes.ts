import { FIELDS } from '../core/fields.ts';
import type { Field } from '../core/fields.ts';
import { COVERED, NETWORK_PARTS } from '../core/network.ts';
import { fold } from '../core/text.ts';
import {
  id,
  integer,
  oneOf,
  text,
  yesNo,
  listOf,
  named,
  object,
  optional,
  optionalList,
  required,
  shorthand,
  sparse,
  withDefault,
} from '../yaml/shape.ts';

import type { Key, Shape, TypeOf } from '../yaml/shape.ts';
import { commandWord, phrase } from './columns.ts';
import { NEGATION_KEYS, PUBLICATION_WORDS, PUBLISHED_KEYS, SOFTWARE_HEADERS } from './tables.ts';
import type { HeaderMeaning, NegationKey } from './tables.ts';

/** ISO 639-1 codes of the languages that words may have, and `any` for what is written in all of them. */
export const LANGUAGES = [
  'any', 'en', 'es', 'pt', 'fr', 'de', 'it', 'nl', 'sv', 'da', 'no', 'is', 'fi', 'pl', 'cs', 'sk', 'hr', 'sl', 'hu',
  'ro', 'bg', 'ru', 'uk', 'tr', 'el', 'et', 'lv', 'lt', 'vi', 'id', 'ms', 'th', 'ar', 'he', 'zh', 'ja', 'ko',
] as const; // prettier-ignore
export type Language = (typeof LANGUAGES)[number];

/** Languages in which the head of several words comes first: mot de passe, hasło administratora. */
export const HEAD_FIRST: readonly Language[] = [
  'es', 'pt', 'fr', 'it', 'ro', 'pl', 'cs', 'sk', 'hr', 'sl', 'bg', 'ru', 'uk', 'el', 'vi', 'id', 'ms', 'th', 'ar',
  'he',
]; // prettier-ignore

/** Words by language. */
export type ByLanguage = Readonly<Partial<Record<Language, readonly string[]>>>;

/** Text as it is written, blanks and all. */
const written = named('written', text({ what: 'a word', max: 100 }));

/** A word that something is left of when it is compared. */
const word = named(
  'word',
  text({
    what: 'a word',
    max: 100,
    parse: (raw) =>
      /[\p{L}\p{N}]/u.test(fold(raw)) ? { value: raw } : { wrong: `"${raw}" holds no letter or digit`, hint: null },
  }),
);

const isField = (name: string): boolean => (FIELDS as readonly string[]).includes(name);

function byLanguage(name: string, of: Shape<string>): Shape<ByLanguage> {
  const languages = Object.fromEntries(LANGUAGES.map((language) => [language, optional(listOf(of))]));
  return named(name, sparse(languages as Record<Language, Key<readonly string[] | null>>));
}

const words = byLanguage('words', word);
const anyWords = byLanguage('writtenWords', written);
const phrases = byLanguage('phrases', phrase);
const NONE: ByLanguage = Object.freeze({});

const some = (shape: Shape<ByLanguage> = words): Key<ByLanguage> => withDefault(shape, NONE);
const every = <const K extends string>(keys: readonly K[], shape?: Shape<ByLanguage>): Record<K, Key<ByLanguage>> =>
  Object.fromEntries(keys.map((key) => [key, some(shape)])) as Record<K, Key<ByLanguage>>;

/** Of fields, those that a header can mean; of the others, why it feeds none. In the order of the file. */
export const MEANINGS: readonly HeaderMeaning[] = [
  ...FIELDS.filter((field) => field !== 'text' && field !== 'withheld'),
  'otherDay',
  'component',
  'portId',
  'description',
  'seller',
  'part',
  'other',
];
export const AROUND = ['before', 'after', 'links', 'whose'] as const;
/** Words that announce a secret within a text. */
export const SECRET_WORDS = [
  'announced',
  'announcedSurely',
  'announcedWeakly',
  'commands',
  'inCommands',
  'whole',
  'between',
] as const;
export const ADDRESS_WORDS = ['and', 'otherDevice', 'ownDevice', 'neighbour', 'publisher', 'siteCountry'] as const;

const withheld = { headers: some(), words: some(), carriers: some(), tails: some(), parts: some() };
const kind = named('kind', object({ words: some(), ends: some(), tails: some() }));
const NO_KIND = Object.freeze({ words: NONE, ends: NONE, tails: NONE });

const category = object({
  id: required(id, 'what lists and model families call it'),
  part: optional(oneOf(NETWORK_PARTS, 'a part of a network'), 'the part of a network that it is; none: any'),
  of: optionalList(id, 'more general categories that it is one of: a campus switch is a switch'),
  makes: withDefault(
    oneOf(COVERED, 'equipment, software, service or component'),
    'equipment',
    'what it is to a list that covers some kinds of things only',
  ),
  words: some(phrases),
  not: withDefault(phrases, NONE, 'what makes it something else'),
  notWhole: withDefault(phrases, NONE, 'the same, as the whole cell'),
  unclear: withDefault(phrases, NONE, 'whole cells that may say it, and leave it open'),
});

const country = object({
  code: required(text({ what: 'a code' }), 'ISO 3166-1 alpha-2'),
  alpha3: required(text({ what: 'a code' }), 'ISO 3166-1 alpha-3'),
  names: optionalList(word, 'English names'),
  also: optionalList(word, 'what people write besides'),
});

const fieldKeys = sparse(
  Object.fromEntries(FIELDS.map((field) => [field, optional(listOf(word))])) as Record<
    Field,
    Key<readonly string[] | null>
  >,
);
/** A line of words, `?` for one of any kind, `*` for any, {field} or {number} for a value. */
const sentence = named(
  'sentence',
  text({
    what: 'a sentence',
    max: 100,
    parse: (raw) => {
      const unknown = [...raw.matchAll(/\{(\w+)\}/g)].find(([, name = '']) => name !== 'number' && !isField(name));
      return unknown === undefined ? { value: raw } : { wrong: `${unknown[0]} is not a field`, hint: null };
    },
  }),
);
const maker = named(
  'maker',
  shorthand(
    'name',
    object({
      name: required(word),
      source: optional(text(), 'where it is from'),
      sells: optionalList(id, 'vendors whose devices it sold under its own name'),
    }),
  ),
);

const lists = <const K extends string>(keys: readonly K[]): Record<K, Key<readonly string[]>> =>
  Object.fromEntries(keys.map((key) => [key, optionalList(word)])) as unknown as Record<K, Key<readonly string[]>>;
const publication = object({
  name: required(text(), 'what it is called'),
  source: optional(text(), 'where it is published'),
  marks: required(listOf(word), 'the headers by which it is known'),
  editions: withDefault(yesNo, false, 'true: each edition repeats all rows that hold, and older ones stay'),
  ...lists(PUBLISHED_KEYS),
});

const source = object({ of: required(text(), 'whose keys they are'), fields: required(named('fields', fieldKeys)) });

/** The tables of data/words, by the name of their file. */
export const WORD_SHAPES = {
  headers: object({
    ...every(MEANINGS),
    ...every(AROUND),
    ...every(ADDRESS_WORDS),
    ...every(SOFTWARE_HEADERS),
  }),
  secrets: object({
    ...withheld,
    oneWord: some(),
    beside: some(),
    licences: some(),
    ...every(SECRET_WORDS, byLanguage('commandWords', commandWord)),
  }),
  people: object(withheld),
  'no-value': anyWords,
  cells: object({ answers: some(), states: some(), owned: some() }),
  'legal-forms': object({ around: some(), forms: some(), letters: optionalList(word), unspaced: some(anyWords) }),
  negation: object(every<NegationKey>(NEGATION_KEYS)),
  categories: listOf(named('category', category)),
  services: object({ software: withDefault(kind, NO_KIND), service: withDefault(kind, NO_KIND) }),
  countries: object({
    countries: optionalList(named('country', country)),
    madeIn: required(
      object(every(['verbs', 'secondVerbs', 'and', 'prepositions', 'articles', 'after'])),
      'words that say where something was made',
    ),
    titles: some(),
    between: some(),
  }),
  'json-keys': object({
    device: optionalList(named('source', source)),
    neighbour: optionalList(named('source', source)),
    secretTrees: optionalList(word),
    personTrees: optionalList(word),
    otherTrees: optionalList(word),
    names: optionalList(word),
    ids: optionalList(word),
    lists: optionalList(word),
    envelopes: optionalList(word),
    errors: optionalList(word),
    messages: optionalList(word),
    outcomes: optionalList(word),
    failures: optionalList(word),
  }),
  platforms: object({ platforms: optionalList(word) }),
  labels: words,
  makers: object({
    makers: optionalList(maker, 'vendors of devices that no vendor file describes, as the whole of a vendor cell'),
    registered: optionalList(maker, 'registered vendors, whose names also mean them in a text'),
  }),
  hosts: words,
  models: object({ every: some(), range: some() }),
  publications: object({
    files: optionalList(named('publication', publication)),
    ...lists(PUBLICATION_WORDS),
  }),
  pages: object({
    products: optionalList(
      named(
        'product',
        object({
          of: required(text(), 'whose answers they are'),
          keys: required(listOf(word), 'keys that every record has'),
          size: required(integer(1, 1_000_000), 'records of a full page'),
          source: required(text(), 'where it is from'),
        }),
      ),
    ),
  }),
  printed: object({
    labels: required(named('fields', fieldKeys), 'labels and headers by the field that they feed'),
    sentences: optionalList(sentence, 'lines that name a device: ? is one word, * any, {field} a value'),
    noNames: optionalList(written, 'words in the place of a name'),
    totals: optionalList(word, 'first words of lines that count or explain'),
    about: optionalList(word, 'words of what says the version of a system'),
    places: optionalList(word, 'first words of headers of places for parts'),
    commands: optionalList(word, 'first words of commands'),
    pairs: optionalList(word, 'headers of labels and their values'),
  }),
  lines: object({
    systems: optionalList(word, 'network systems as they name themselves'),
    notModels: optionalList(word, 'beginnings of words that look like a model'),
    prose: some(),
    refused: some(anyWords),
    unreached: some(anyWords),
    vacant: some(anyWords),
    sums: some(anyWords),
  }),
} as const;

export type TableName = keyof typeof WORD_SHAPES;
export const TABLE_NAMES = Object.keys(WORD_SHAPES) as readonly TableName[];
/** The files of data/words as they are written; a table without a file has no words. */
export type RawWords = { readonly [K in TableName]?: TypeOf<(typeof WORD_SHAPES)[K]> };
