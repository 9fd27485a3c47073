import { FIELDS } from '../core/fields.ts';
import type { Field } from '../core/fields.ts';
import { fold, foldCell } from '../core/text.ts';
import {
  headerKey,
  joinedKey,
  phraseKey,
  anyOf,
  anyWordOf,
  anywhere,
  beginningOrAnywhere,
  wholeCell,
} from './columns.ts';
import type { ByLanguage, RawWords } from './shapes.ts';
import { HEAD_FIRST, LANGUAGES, MEANINGS } from './shapes.ts';
import { NEGATION_KEYS, PUBLICATION_WORDS, PUBLISHED_KEYS, SOFTWARE_HEADERS } from './tables.ts';
import type {
  CountryTable,
  HeaderTable,
  JsonKeyTable,
  KindTable,
  Names,
  NegationTable,
  PrintedTable,
  WithheldTable,
  WordTables,
} from './tables.ts';

/** Works out the forms in which words are compared. What has no file has no words. The files must have been checked. */
export function compileWords(raw: RawWords): WordTables {
  const { secrets, cells, services } = raw;
  const forms = raw['legal-forms'];
  const around = [...all(forms?.around), ...all(forms?.unspaced)];
  return {
    headers: headerTable(raw.headers),
    secrets: {
      ...withheldTable(secrets),
      oneWord: namesOf(all(secrets?.oneWord)),
      licences: namesOf(all(secrets?.licences)),
      beside: namesOf(all(secrets?.beside)),
      announcedSurely: anyWordOf(all(secrets?.announcedSurely)),
      announced: anyWordOf(all(secrets?.announced)),
      announcedWeakly: anyWordOf(all(secrets?.announcedWeakly)),
      commands: anyWordOf(all(secrets?.commands)),
      inCommands: anyWordOf(all(secrets?.inCommands)),
      whole: anyWordOf(all(secrets?.whole)),
      between: anyWordOf(all(secrets?.between)),
    },
    people: withheldTable(raw.people),
    noValue: unique(all(raw['no-value']).map((word) => word.toLowerCase())),
    cells: { answers: phrasesOf(cells?.answers), states: phrasesOf(cells?.states), owned: phrasesOf(cells?.owned) },
    legalForms: {
      words: unique([...all(forms?.forms), ...around, ...(forms?.letters ?? [])].map(fold)),
      around: unique(around.map(fold)),
      unspaced: unique(all(forms?.unspaced)).sort((a, b) => b.length - a.length),
    },
    negation: negationTable(raw.negation),
    categories: (raw.categories ?? []).map(({ id, part, of, makes, words, not, notWhole, unclear }) => ({
      id,
      part,
      of,
      makes,
      phrases: anywhere(all(words)),
      whole: wholeCell(all(words)),
      not: anywhere(all(not)),
      notWhole: wholeCell(all(notWhole)),
      unclear: wholeCell(all(unclear)),
    })),
    services: { software: kindTable(services?.software), service: kindTable(services?.service) },
    countries: countryTable(raw.countries),
    jsonKeys: jsonKeyTable(raw['json-keys']),
    platforms: unique((raw.platforms?.platforms ?? []).map((word) => word.toLowerCase())),
    labels: phrasesOf(raw.labels),
    makers: makerTable(raw.makers),
    hosts: phrasesOf(raw.hosts),
    pages: (raw.pages?.products ?? []).map(({ of, keys, size }) => ({ of, keys, size })),
    printed: printedTable(raw.printed),
    models: { every: phrasesOf(raw.models?.every), range: phrasesOf(raw.models?.range) },
    publications: {
      ...fromKeys(PUBLICATION_WORDS, (key) => lower(raw.publications?.[key])),
      files: (raw.publications?.files ?? []).map((file) => ({
        ...{ name: file.name, marks: lower(file.marks), editions: file.editions },
        ...fromKeys(PUBLISHED_KEYS, (key) => lower(file[key])),
      })),
    },
    lines: {
      systems: unique((raw.lines?.systems ?? []).map(joinedKey)),
      notModels: unique((raw.lines?.notModels ?? []).map((word) => word.toUpperCase())),
      prose: phrasesOf(raw.lines?.prose),
      refused: beginningOrAnywhere(all(raw.lines?.refused)),
      unreached: beginningOrAnywhere(all(raw.lines?.unreached)),
      vacant: unique(all(raw.lines?.vacant).map(foldCell)),
      sums: unique(all(raw.lines?.sums).map(foldCell)),
    },
  };
}

function fromKeys<const K extends string, V>(keys: readonly K[], valueOf: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, valueOf(key)])) as Record<K, V>;
}

function makerTable(raw: RawWords['makers']): WordTables['makers'] {
  const keys = (all: readonly { readonly name: string }[] = []): string[] => all.map(({ name }) => joinedKey(name));
  const sells = (raw?.registered ?? []).flatMap(({ name, sells }) =>
    sells.length === 0 ? [] : ([[joinedKey(name), sells]] as const),
  );
  return {
    labelled: unique(keys(raw?.makers)),
    registered: unique(keys(raw?.registered)),
    sells: Object.fromEntries(sells),
  };
}

function printedTable(raw: RawWords['printed']): PrintedTable {
  const fields = FIELDS.filter((field) => (raw?.labels[field] ?? []).length > 0);
  return {
    labels: namesOf(...fields.map((field) => raw?.labels[field] ?? [])),
    fields,
    sentences: (raw?.sentences ?? []).map(sentenceSource),
    noNames: unique((raw?.noNames ?? []).map((word) => word.toLowerCase())),
    places: unique((raw?.places ?? []).map(phraseKey)),
    about: unique((raw?.about ?? []).map(phraseKey)),
    totals: unique((raw?.totals ?? []).map(phraseKey)),
    commands: unique((raw?.commands ?? []).map((word) => word.toLowerCase())),
    pairs: unique((raw?.pairs ?? []).map(phraseKey)),
  };
}

/** Forms of values in sentences; every other one is a word, or with `+` all that follows. */
const VALUES: Readonly<Record<string, string>> = {
  number: '\\d{6,12}',
  ip: '(?<ip>[\\d.]{7,15}|[\\da-f:]{3,39}(?:%\\w+)?)',
  mac: '(?<mac>[\\da-f]{1,4}(?:[:.-][\\da-f]{1,6}){1,5})',
};

function sentenceSource(sentence: string): string {
  const parts = sentence.split(/(\{\w+\+?\}|[?*]| )/).map((part) => {
    const field = /^\{(\w+)\+?\}$/.exec(part)?.[1];
    if (field === 'model' && part.includes('+')) return '(?<model>[^:(),;]+?)';
    if (field !== undefined && part.includes('+')) return `(?<${field}>.+)`;
    if (field !== undefined) return VALUES[field] ?? `(?<${field}>[^\\s"(),;]+)`;
    if (part === '?') return '\\S+';
    if (part === '*') return '.*?';
    return part === ' ' ? '\\s+' : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  return `^\\s*${parts.join('').replace(/\\s\+\.\*\?$/, '(?:\\s.*)?')}`;
}

function all(by: ByLanguage | undefined): readonly string[] {
  return LANGUAGES.flatMap((language) => by?.[language] ?? []);
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}

function phrasesOf(by: ByLanguage | undefined): readonly string[] {
  return unique(all(by).map(phraseKey));
}

/** Names with the number of the list that each is in. */
function namesOf(...lists: readonly (readonly string[])[]): Names {
  return Object.fromEntries(lists.flatMap((list, number) => list.map((name) => [headerKey(name), number])));
}

function headerTable(raw: RawWords['headers']): HeaderTable {
  return {
    meanings: MEANINGS,
    names: namesOf(...MEANINGS.map((meaning) => all(raw?.[meaning]))),
    before: namesOf(all(raw?.before)),
    after: namesOf(all(raw?.after)),
    links: namesOf(all(raw?.links)),
    whose: namesOf(all(raw?.whose)),
    and: anyOf(phrasesOf(raw?.and)),
    otherDevice: phrasesOf(raw?.otherDevice),
    ownDevice: anyOf(phrasesOf(raw?.ownDevice)),
    neighbour: anyOf(phrasesOf(raw?.neighbour)),
    publisher: anyOf(phrasesOf(raw?.publisher)),
    software: namesOf(...SOFTWARE_HEADERS.map((kind) => all(raw?.[kind]))),
    siteCountry: anyOf(phrasesOf(raw?.siteCountry)),
  };
}

/** Beside a word such as `name` those for people make one of the two. */
function withheldTable(raw: RawWords['people']): WithheldTable {
  const first = (by: ByLanguage | undefined): readonly string[] =>
    HEAD_FIRST.flatMap((language) => by?.[language] ?? []);
  const words = namesOf(all(raw?.words));
  return {
    headers: namesOf(all(raw?.headers)),
    oneWord: {},
    licences: {},
    words,
    carriers: namesOf(all(raw?.carriers)),
    firstWords: namesOf(first(raw?.words)),
    firstCarriers: namesOf(first(raw?.carriers)),
    beside: words,
    tails: namesOf(all(raw?.tails)),
    parts: unique(all(raw?.parts).map(headerKey)),
  };
}

function negationTable(raw: RawWords['negation']): NegationTable {
  const entries = NEGATION_KEYS.map((key) => [key, unique(all(raw?.[key]).map((word) => fold(word)))]);
  return Object.fromEntries(entries) as NegationTable;
}

/** A phrase with accents that folding takes away is met without them as well: they are compared folded. */
function kindTable(raw: { words: ByLanguage; ends: ByLanguage; tails: ByLanguage } | undefined): KindTable {
  return { words: phrasesOf(raw?.words), ends: phrasesOf(raw?.ends), tails: phrasesOf(raw?.tails) };
}

function countryTable(raw: RawWords['countries']): CountryTable {
  const countries = raw?.countries ?? [];
  const { verbs, secondVerbs, and, prepositions, articles, after } = raw?.madeIn ?? {};
  const words = (by: ByLanguage | undefined): string => anyOf(phrasesOf(by));
  const second = words(secondVerbs) === '' ? '' : `(?: (?:${words(and)}) (?:${words(secondVerbs)}))?`;
  return {
    codes: countries.map(({ code }) => code),
    names: byName(countries.map(({ code, names }) => [code, names])),
    also: byName([
      ...countries.map(({ code, alpha3 }) => [code, [alpha3]] as const),
      ...countries.map(({ code, also }) => [code, also] as const),
    ]),
    madeIn: `^(?:${words(verbs)})${second}(?: (?:${words(prepositions)}))?(?: (?:${words(articles)}))? `,
    madeInAfter: `(?:${words(after)})$`,
    titles: `^(?:${words(raw?.titles)}) `,
    between: `[/;|&+\\n\\r]|,|\\b(?:${words(raw?.between)})\\b`,
  };
}

function byName(named: readonly (readonly [code: string, names: readonly string[]])[]): Record<string, string> {
  return Object.fromEntries(named.flatMap(([code, names]) => names.map((name) => [joinedKey(name), code])));
}

function lower(words: readonly string[] | undefined): readonly string[] {
  return unique((words ?? []).map((word) => word.toLowerCase()));
}

function jsonKeyTable(raw: RawWords['json-keys']): JsonKeyTable {
  const byPath = (sources: NonNullable<RawWords['json-keys']>['device'] | undefined) =>
    Object.fromEntries(
      (sources ?? []).flatMap(({ fields }) =>
        Object.entries(fields).flatMap(([field, paths]) => paths.map((path) => [path.toLowerCase(), [field as Field]])),
      ),
    );
  return {
    device: byPath(raw?.device),
    neighbour: byPath(raw?.neighbour),
    secretTrees: lower(raw?.secretTrees),
    personTrees: lower(raw?.personTrees),
    otherTrees: lower(raw?.otherTrees),
    names: lower(raw?.names),
    ids: lower(raw?.ids),
    lists: lower(raw?.lists),
    envelopes: lower(raw?.envelopes),
    errors: lower(raw?.errors),
    messages: lower(raw?.messages),
    outcomes: lower(raw?.outcomes),
    failures: lower(raw?.failures),
  };
}
