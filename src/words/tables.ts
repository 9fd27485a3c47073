import { suggest } from '../core/distance.ts';
import { wholeFile } from '../core/errors.ts';
import { FIELDS } from '../core/fields.ts';
import { HEADER_MEANINGS } from '../core/layout.ts';
import type { TextFile } from '../yaml/parse.ts';
import { readFile, type Reading } from '../yaml/read.ts';
import { id, integer, listOf, mapOf, object, oneOf } from '../yaml/shape.ts';
import { optional, optionalList, required, text, withDefault, yesNo } from '../yaml/shape.ts';
import { every, forReaders, list, note, rows, sourced, table, words } from './columns.ts';
import type { MadeOf, Part, RawOf } from './columns.ts';
import * as as from './forms.ts';

// Headers of secrets or of people; data/words/secrets.yaml says what each list is for.
const withheld = {
  ...every(['headers', 'tails', 'parts'], words(as.headers)),
  ...every(['words', 'carriers'], words(as.heads)),
};
const kind = table(every(['words', 'ends', 'tails'], words(as.phrases)));
const sources = rows({
  of: note('whose keys they are'),
  fields: table(every(FIELDS, list(as.lowerCase))),
});

const pattern = required(as.expression, 'a regular expression');
/** A text that must be there. */
const requiredText = (about: string) => required(text(), about);
const what = required(text({ max: 60 }), 'what it is, with its article');
const instead = requiredText('what to check instead');
const system = required(text({ max: 60 }), 'what the platform of such a device is called');
const texts = forReaders(optionalList(text({ max: 1_000 }), 'texts, of which each is held to what the file says'));

/** Kinds of example sentences: what a text says of the vendor in it, and what the same words do not say. */
export const SENTENCES = ['related', 'notRelated', 'origin', 'notOrigin', 'accessory', 'notAccessory'] as const;

const PUBLISHED_KEYS = ['vendor', 'aliases', 'kind', 'from', 'since', 'until', 'reason', 'citation', 'people'] as const;

/** The columns of a table that is a company's own list. */
export const OWN_KEYS = ['vendor', 'model', 'since', 'until', 'reason', 'citation', 'exact'] as const;

const MADE = ['equipment', 'software', 'service', 'component'] as const;
const ENCODED = ['decimal', 'hexadecimal', 'utf16', 'bytes', 'entity', 'mime', 'text'] as const;
/** What a row of an SNMP table is about; `device`: a value of the walked device itself. */
const WALKED = ['device', 'interface', 'entity', 'neighbour', 'arp', 'fdb', 'text'] as const;
const decodedExample = object({ text: required(text()), says: required(text()) });

/** The tables of data/words, by the name of their file. */
export const TABLES = {
  headers: table({
    ...every(HEADER_MEANINGS, words(as.headers)),
    ...every(['before', 'after', 'links', 'whose', 'aside', 'scan', 'ofAnything', 'ownAddress'], words(as.headers)),
    ...every(['and', 'neighbour', 'types'], words(as.alternatives)),
    ...every(['otherDevice', 'notOfAsset'], words(as.phrases)),
    ...every(['software', 'besideVersion', 'version'], words(as.headers)),
  }),
  secrets: table({
    ...withheld,
    ...every(['oneWord', 'byLook', 'beside', 'articles', 'prepositions', 'licences'], words(as.headers)),
    ...every(['announced', 'announcedSurely', 'announcedWeakly'], words(as.commands)),
    ...every(['commands', 'inCommands', 'whole', 'between', 'accounts', 'hashes'], words(as.commands)),
  }),
  people: table(withheld),
  'no-value': words(as.lowerCaseTexts),
  cells: table(every(['answers', 'denials'], words(as.phrases))),
  'legal-forms': table({
    ...every(['around', 'forms'], words(as.folded)),
    letters: list(as.folded),
    unspaced: words(as.cells),
  }),
  negation: table({
    ...every(['before', 'former', 'without', 'things', 'uses', 'and', 'pending', 'for'], words(as.folded)),
    ...every(
      ['after', 'endings', 'behind', 'bound', 'fitted', 'compatible', 'with', 'related', 'linked', 'alike', 'joins'],
      words(as.folded),
    ),
    ...every(['origin', 'replaced', 'by', 'replaces', 'place', 'accessory', 'sort'], words(as.folded)),
    ...every(['age', 'compound', 'component', 'surname', 'product'], words(as.folded)),
  }),
  sentences: table(every(SENTENCES, forReaders(words(as.texts)))),
  categories: rows({
    id: required(id, 'what lists and model families call it'),
    of: optionalList(id, 'more general kinds and groups of it: a campus switch is a switch'),
    makes: withDefault(oneOf(MADE, 'equipment, software, service or component'), 'equipment'),
    alsoSoftware: withDefault(yesNo, false, 'true: software is called so too'),
    words: words(as.anywhereOrWhole),
    not: words(as.anywhere, 'what makes it something else'),
    notWhole: words(as.wholeCell, 'the same, as the whole cell'),
    unclear: words(as.wholeCell, 'whole cells that may say it, and leave it open'),
  }),
  services: table({ software: kind, service: kind, joins: words(as.folded) }),
  decodings: table({
    forms: rows({
      name: note('what it is called'),
      pattern,
      is: required(oneOf(ENCODED), 'what the pattern holds'),
      examples: forReaders(required(listOf(decodedExample, { min: 1 }), 'what is decoded')),
      not: texts,
    }),
    entities: withDefault(mapOf(text(), text()), {}, 'names of characters in HTML'),
  }),
  'no-name': table({
    forms: rows({
      is: required(text({ max: 60 }), 'what it is, as printed'),
      notPlatform: withDefault(yesNo, false, 'true: a platform may be so'),
      pattern,
      mayBe: optional(as.expression, 'found in all that the pattern matches'),
      examples: texts,
      not: texts,
    }),
    ...every(['months', 'see'], words(as.alternatives)),
  }),
  days: table({
    months: rows({ month: required(integer(1, 12)), names: words(as.folded) }),
    besides: words(as.folded),
  }),
  countries: table({
    codes: list(as.written, 'all codes of countries, ISO 3166-1 alpha-2'),
    languages: list(as.written, 'in which their names are looked up, the surest first'),
    countries: rows({
      code: required(text({ what: 'a code' }), 'ISO 3166-1 alpha-2'),
      names: list(as.joined, 'English names'),
      also: list(as.joined, 'what people write besides'),
    }),
    madeIn: table(
      every(['verbs', 'stages', 'and', 'prepositions', 'articles', 'after'], words(as.alternatives)),
      'words that say where something was made',
    ),
    ...every(['titles', 'between'], words(as.alternatives)),
  }),
  'json-keys': table({
    ...every(['device', 'neighbour'], sources),
    trees: table(every(['neighbours', 'interfaces'], list(as.expressions))),
    ...every(['secretTrees', 'personTrees', 'otherTrees', 'serviceTrees', 'tags'], list(as.expressions)),
    ...every(['names', 'ids', 'lists', 'envelopes'], list(as.expressions)),
    ...every(['errors', 'messages', 'outcomes', 'failures'], list(as.expressions)),
    ...every(['nexts', 'previouses', 'counts', 'pageCounts', 'pageEnvelopes'], list(as.expressions)),
    ...every(['saysNeighbour', 'name', 'seenFrom', 'local', 'own'], list(as.expressions)),
    ...every(['chassis', 'chassisId', 'port', 'mac', 'interface', 'table'], list(as.expressions)),
    ...every(['secrets', 'icons', 'snmp', 'assetIds', 'ofValues', 'pairNames', 'pairValues'], list(as.expressions)),
  }),
  documents: table({
    xml: rows({
      roots: list(as.written, 'names of the outermost element'),
      holds: optional(text(), 'the beginning of those that are meant, such as a namespace'),
      what,
      instead,
      able: list(as.written, 'elements that say what the program that wrote it is made for'),
      source: note('where it is from'),
    }),
    oscal: table({
      noThings: list(as.lowerCase, 'types of components that nobody makes'),
      products: list(as.lowerCase, 'types of components whose title is the name of a product'),
      others: rows({ root: requiredText('the outermost key of another kind of document'), what }),
    }),
    cyclonedx: table({
      ingredients: list(as.lowerCase, 'types of components that are ingredients of software'),
      programs: list(as.lowerCase, 'types of programs'),
      members: rows({
        header: requiredText('how members of components are read'),
        paths: list(as.written, 'their keys, with dots between them'),
      }),
    }),
    notRead: rows({ begins: pattern, what, instead }),
    binary: rows({ begins: list(as.lowerCase, 'first bytes as hex digits'), what }),
  }),
  walks: table({
    objects: rows({
      oid: requiredText('without leading dot and instance'),
      of: required(oneOf(WALKED, 'what a row of the table is about')),
      field: optional(oneOf(FIELDS, 'a field'), 'what it feeds'),
      mib: requiredText('its name in its MIB'),
      column: optional(text(), 'its column, where it is not that name'),
    }),
    roots: withDefault(mapOf(text(), text()), {}, 'names of the figures with which an OID begins'),
  }),
  platforms: list(as.lowerCase),
  labels: words(as.phrases),
  makers: table({
    registered: sourced(as.joined, 'registered vendors, whose names also mean them in a text'),
    seats: rows({
      country: optional(text({ what: 'a country' }), 'ISO 3166-1 alpha-2; empty: not known'),
      of: list(as.written, 'registered vendors that have their seat there'),
    }),
    resellers: sourced(as.joined, 'companies that sell or install devices of others, which a vendor cell often names'),
    makers: sourced(as.joined, 'vendors of devices that no vendor file describes, as the whole of a vendor cell'),
  }),
  hosts: words(as.phrases),
  encodings: table({
    candidates: list(as.lowerCase, 'encodings that are tried, in order'),
    odd: rows({ of: requiredText('encodings'), holds: pattern }),
  }),
  models: table(every(['every', 'range'], words(as.phrases))),
  pages: rows({
    of: requiredText('whose answers they are'),
    keys: list(as.written, 'keys that every record has'),
    size: required(integer(1, 1_000_000), 'records of a full page'),
    source: note('where it is from'),
  }),
  publications: table({
    files: rows({
      name: requiredText('what it is called'),
      source: note('where it is published'),
      marks: list(as.lowerCase, 'the headers by which it is known'),
      besides: list(as.lowerCase, 'headers of which it has one at least'),
      list: optional(id, 'the shipped list that it is'),
      editions: withDefault(yesNo, false, 'true: each edition repeats all rows that hold, and older ones stay'),
      ...every(PUBLISHED_KEYS, list(as.lowerCase)),
    }),
    shipped: rows({
      list: required(id, 'a shipped list'),
      sources: list(as.lowerCase, 'how the names of sources begin that are this list'),
    }),
    ...every(['others', 'people', 'vessels', 'aircraft'], list(as.lowerCase)),
    ...every(['affiliated', 'successors', 'alsoKnownAs'], list(as.lowerCase)),
    own: table(every(OWN_KEYS, words(as.headers)), "headers of a company's own list"),
  }),
  printed: table({
    labels: table(every(FIELDS, list(as.headers)), 'labels and headers by the field that they feed'),
    sentences: list(as.expressions, 'lines that name a device: groups are fields'),
    begins: list(as.lowerCaseTexts, 'how lines begin that begin what a scan says of a device'),
    noNames: list(as.lowerCaseTexts, 'words in the place of a name'),
    totals: list(as.phrases, 'first words of lines that count or explain'),
    about: list(as.phrases, 'words of what says the version of a system'),
    places: list(as.phrases, 'first words of headers of places for parts'),
    commands: list(as.lowerCase, 'first words of commands'),
    besideParts: list(as.phrases, 'labels in a line with a name that make it the name of a part'),
    tables: rows({ system, headers: list(as.phrases, 'headers that only its tables have all of') }),
    pairs: list(as.phrases, 'headers of labels and their values'),
  }),
  configs: table({
    systems: rows({
      name: system,
      surely: list(as.expressions, 'lines of which one names the system'),
      marks: list(as.expressions, 'lines of which two different ones tell it'),
      examples: texts,
      not: texts,
    }),
    lines: list(as.expressions, 'lines of which three different ones are a configuration, of whatever system'),
    examples: texts,
    not: texts,
    begins: list(as.expressions, 'lines with which the configuration of another device begins'),
    says: list(as.expressions, 'lines that say something of the device: groups are fields'),
    devices: list(as.expressions, 'lines that name another device by its address, as a lease does'),
    statements: list(as.lowerCase, 'first words of lines of a configuration'),
    kinds: list(as.lowerCase, 'those of them that are a kind of device, with which a line about one begins too'),
  }),
  lines: table({
    systems: list(as.joined, 'network systems as they name themselves'),
    notModels: list(as.lowerCase, 'beginnings of words that look like a model'),
    prose: words(as.phrases),
    ...every(['refused', 'unreached', 'leftOut', 'pagers', 'noErrors'], words(as.lineTexts)),
    ...every(['vacant', 'sums', 'sumEnds', 'terms', 'places', 'bans'], words(as.cells)),
  }),
} as const;

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

/** The files of data/words as they are written; a table without a file is left out. */
export type RawWords = { readonly [K in TableName]?: RawOf<(typeof TABLES)[K]> };

/** Every table of data/words, compiled: in the forms in which words are compared, so that loading is parsing. */
export type WordTables = { readonly [K in TableName]: MadeOf<(typeof TABLES)[K]> };
/** An official list as it is published: what marks it, and which columns hold what. */
export type Publication = WordTables['publications']['files'][number];
export type PublishedKey = (typeof PUBLISHED_KEYS)[number];

/** Reads word tables by the shapes that their files are named for; `npm run check:data` checks words and patterns. */
export function readWords(files: readonly TextFile[], reading: Reading): RawWords {
  const raw: Partial<Record<TableName, unknown>> = {};
  for (const file of files) {
    const name = /([^/\\]*?)(?:\.ya?ml)?$/i.exec(file.path)?.[1] ?? '';
    const table = TABLE_NAMES.find((one) => one === name);
    if (table === undefined) {
      reading.addProblem(wholeFile(file.path), `${name} is not a word table`, suggest(name, TABLE_NAMES));
    } else raw[table] = readFile<unknown>(file, TABLES[table].shape, reading);
  }
  return raw as RawWords;
}

/** Works out the forms in which words are compared; no words without a file. The files must have been checked. */
export function compileWords(raw: RawWords): WordTables {
  const compiled = (name: TableName, part: Part): unknown => part.compile(raw[name] ?? part.fallback);
  return Object.fromEntries(TABLE_NAMES.map((name) => [name, compiled(name, TABLES[name])])) as WordTables;
}
