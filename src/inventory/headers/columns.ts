import { isIdentity, type Field } from '../../core/fields.ts';
import { groupsOf } from '../../core/groups.ts';
import { feedsAny, meant, OTHERS, type Column, type Meaning, type Trait } from '../../core/layout.ts';
import { columnName, hasLetter, lazily, spaced } from '../../core/text.ts';
import { BY_LAST_WORDS, ONE_WORD, SECRET, tokensOf, type Headers } from '../../words/headers.ts';
import { labelsIn, type Labelled } from '../cli/printed.ts';
import type { ColumnOverride, Hints, ReadOptions } from '../inventory.ts';
import { columnsNamed } from '../rows.ts';
import { areMacs, areMakers, COUNTED, filterIfHalf, formOf, guessByCells, share, type Rows } from './cells.ts';
import { HARDLY_NAMES } from './misplaced.ts';

/** A column with its cells in the first rows. A rule that understands it better replaces its meaning. */
interface Sampled {
  readonly name: string;
  readonly signs: ReturnType<Headers['signs']>;
  /** Its cells that say something. */
  readonly values: readonly string[];
  meaning: Meaning;
}

const NO_HEADER = meant('text', 'no header');
const GPON = meant('gponSerial', 'cells: GPON serial numbers');
const UNKNOWN = meant('text', 'header not known');
/** Fewest cells of which half, being the names of makers, show that they are not what the header says. */
const LEAST_MAKERS = 3;
/** The beginning of a CPE name; a header `CPE` may also mean customer premises equipment. */
const CPE_BEGINS = /^\s*cpe:/i;
/** Most columns that are understood by their cells and by each other; those past them by their header alone. */
export const MAX_UNDERSTOOD = 1000;
/** Characters of a cell by which its column is understood: some checks take the square of its length. */
const MOST_OF_CELL = 1000;

/**
 * Understands the columns of a table: by their headers (names or dotted JSON keys; empty or null where there is none),
 * then by their cells, then by each other, then by `--columns`. `rows` is a sample of the data, about 200 rows.
 */
export function understandColumns(
  headers: readonly (string | null)[],
  rows: Rows,
  options: Pick<ReadOptions, 'columns'> & Hints,
  isSheet = false,
): readonly Column[] {
  const { isMakerName, words } = options;
  // Array.from: the array of an inlined `map` has a map of its own, at which V8 gives up code that goes on with it.
  const sampled = Array.from(headers, (header, index): Sampled => {
    const name = header?.trim() ?? '';
    const cells = index < MAX_UNDERSTOOD ? Array.from(rows, (row) => (row[index] ?? '').slice(0, MOST_OF_CELL)) : [];
    return {
      name: name !== '' ? name : isSheet ? columnName(index) : `#${index + 1}`,
      signs: words.headers.signs(name),
      values: cells.filter((cell) => !words.noValue.isEmpty(cell)),
      meaning: name === '' ? NO_HEADER : (words.headers.read(name) ?? UNKNOWN),
    };
  });
  const columns = sampled.slice(0, MAX_UNDERSTOOD);
  const feeds = (...fields: readonly Field[]): boolean => columns.some(({ meaning }) => feedsAny(meaning, fields));
  const namesMaker = (value: string): boolean => words.lines.namesMaker(value, isMakerName);
  const table = { isMakerName, words, columns, feeds, namesMaker, anyIdentifies: () => columns.some(identifies) };
  for (const rule of RULES) {
    const meanings: (Meaning | null)[] = [];
    columns.forEach((column, at) => meanings.push(rule(column, table, at)));
    columns.forEach((column, at) => (column.meaning = meanings[at] ?? column.meaning));
  }
  override(sampled, options.columns);
  return sampled.map(({ name, meaning }) => ({ name, ...meaning }));
}

/** The columns of a table, as they are understood so far, and what they are understood with. */
interface TableSoFar extends Hints {
  readonly columns: readonly Sampled[];
  /** Whether a column feeds one of these fields; `anyIdentifies`: whether a column says who made its rows. */
  readonly feeds: (...fields: readonly Field[]) => boolean;
  readonly anyIdentifies: () => boolean;
  /** Whether a cell names a maker, alone or in a line that is no prose. */
  readonly namesMaker: (cell: string) => boolean;
}

/** What a column means by its cells and the other columns; null: what it means already. */
type Rule = (column: Sampled, table: TableSoFar, at: number) => Meaning | null;

/** Letters and digits in one word, as keys and passwords have them; codes of models are capitals and dashes. */
const LIKE_SECRET = /^(?=.*\p{L})(?=.*\d)(?![A-Z\d]+(?:[-/.][A-Z\d]+)+$)\S{8,}$/u;

/** What cells look like: secrets (three in four mix letters and digits, and all of these differ), or GPON serials. */
function meaningByLook(values: readonly string[]): Meaning | null {
  if (values.length > 0 && values.every((value) => formOf(value.replace(/^sn:/i, '')) === 'gponSerial')) return GPON;
  const mixed = values.filter((value) => LIKE_SECRET.test(value.trim()));
  const isSecret = mixed.length > 0 && mixed.length * 4 >= values.length * 3 && new Set(mixed).size === mixed.length;
  return isSecret ? SECRET : null;
}

/** What a column means already, and a field more, which its cells show. */
function also({ fields, why, traits }: Meaning, field: Field, cells: string, ...more: readonly Trait[]): Meaning {
  return meant([...fields, field], `${why}; cells: ${cells}`, ...traits, ...more);
}

const readCells: Rule = ({ values, signs, meaning }, hints) => {
  const { fields, why, traits } = meaning;
  const byLook = signs.isSecretByLook ? meaningByLook(values) : null;
  if (byLook !== null) return byLook;
  if (meaning === ONE_WORD && values.some((value) => /\S\s+\S/.test(value)))
    return meant('text', 'cells: several words, not a secret', 'mention');
  if (fields[0] === 'cpe' && values.length > 0 && !values.some((value) => CPE_BEGINS.test(value)))
    return meant('model', 'cells: customer equipment, no CPE names', 'describes');
  const promisesOther = fields.every((field) => HARDLY_NAMES.includes(field));
  if (promisesOther && values.length >= LEAST_MAKERS && areMakers(values, hints))
    return also(meaning, 'vendor', 'names of vendors');
  if (fields[0] === 'site' && filterIfHalf(values, (value) => formOf(value) === 'ip').length > 0)
    return meant('ip', `${why}; cells: IP addresses`, ...traits);
  if (meaning !== UNKNOWN && meaning !== NO_HEADER) return null;
  const guess = guessByCells(values, hints);
  if (guess !== null || values.some(hints.isMakerName)) return guess;
  return areCounted(values, KEY_HEADER.test(signs.spaced)) ? COUNTED : null;
};

/** A word and a number, and the fewest numbers that make a column count. */
const [WITH_NUMBER, LEAST_COUNTED] = [/^(.*\p{L}[^\p{L}\n]*?)(\d{1,6})$/u, 5];

/**
 * Whether cells count (`HWD-001`, `E17`) and so are not models: each number is there once and fewer than half are left
 * out, or the header says that they are ids. The first cell may be a header that was not recognised.
 */
function areCounted(values: readonly string[], areIds: boolean): boolean {
  const found = values.slice(1).map((value) => WITH_NUMBER.exec(value.trim()) ?? []);
  const numbers = [...new Set(found.map(([, , number]) => Number(number)))];
  if (numbers.length < LEAST_COUNTED || found.some(([, word]) => word === undefined || word !== found[0]?.[1]))
    return false;
  const areDense = numbers.length * 2 > Math.max(...numbers) - Math.min(...numbers);
  return areIds || (numbers.length === found.length && areDense);
}

/** A column that `--columns` names feeds the fields given there and nothing else; other columns keep feeding them. */
function override(sampled: readonly Sampled[], overrides: readonly ColumnOverride[]): void {
  const names = sampled.map(({ name }) => name);
  const given = overrides.flatMap(({ field, header }) => columnsNamed(names, header).map((at) => ({ at, field })));
  for (const [at, all] of groupsOf(given, (one) => one.at)) {
    const column = sampled[at] as Sampled;
    // `--columns` says what the column holds, not that the rows are not software.
    const traits = column.meaning.traits.filter((trait) => trait === 'software');
    column.meaning = { fields: [...new Set(all.map(({ field }) => field))], why: 'override', traits };
  }
}

/** Whether a column says who made its rows. */
const identifies = ({ meaning }: Pick<Sampled, 'meaning'>): boolean => meaning.fields.some(isIdentity);

const isMention = ({ meaning }: Sampled): boolean => meaning.traits.includes('mention');

/** A type or a model may be an automation platform (`cisco_ios`, `VRP` of Oxidized), a type also a model or a maker. */
const readCategories: Rule = ({ signs, values, meaning }, table) => {
  const { isMakerName, words, feeds, namesMaker } = table;
  const [field, ...others] = meaning.fields;
  if ((field !== 'category' && field !== 'model') || others.length > 0) return null;
  if (share(values, (value) => words.isPlatform(value)) >= 0.5)
    return also(meaning, 'platform', 'names of network systems');
  if (field === 'model') return null;
  if (values.filter(isMakerName).length >= 2 || areMakers(values, table))
    return also(meaning, 'vendor', 'names of vendors');
  if (feeds('model')) return null;
  if (share(values, namesMaker) >= 0.5 || share(values, (value) => / /.test(value) && namesMaker(value)) >= 0.1)
    return meant('model', 'synonym; cells: a vendor and a model');
  const isKind = (word: string): boolean => words.noName.isKindOfDevice(word);
  const isOfDevice = meaning.why === BY_LAST_WORDS ? signs.typeOf?.some(isKind) === true : signs.typeOf !== null;
  const areModels = isOfDevice && share(values, looksLikeModel) >= (feeds('vendor') ? 0.4 : 0.6);
  return areModels ? meant('model', 'synonym; cells: models, and no other column has them') : null;
};

/** Letters and digits in one word, as models have; a role has one digit and no capital (`l3leaf`). */
function looksLikeModel(value: string): boolean {
  return /(?=[\w./-]*(?:\d[\w./-]*\d|[A-Z]))(?=[\w./-]*\d)(?=[\w./-]*[A-Za-z])[\w./-]{3,}|^\d{3,5}$/.test(value);
}

/** Cells that, like answers, name nothing under any header: a single character, the file of a picture. */
const NAMES_NOTHING = /^(?:.|\S+\.(?:png|jpe?g|gif|svg))$/iu;
const NUMBER = /^\d+$/;
/** Headers whose numbers are keys of a database; a `Model` may be a number. */
const KEY_HEADER = /(?:^|[^a-z])id\W*$/i;
/** Three octets: the first half of an address, which names its registrant only by a look-up. */
const MAC_PREFIX = /^(?:0x)?[0-9a-f]{2}([:.-]?)[0-9a-f]{2}\1[0-9a-f]{2}$/i;
/** The name of a platform: more than a version number. */
const PLATFORM_NAME = /[a-z]{2}|\d[a-z]|[a-z]\d{3}/i;

const NAMES_NO_MAKER = 'cells: nothing that names a vendor or a model';

/** A column in which no cell can name a vendor or a model does not make its rows judged. */
const readVague: Rule = (column, table) => {
  const { values, meaning, signs } = column;
  if (values.length === 0 || !identifies(column)) return null;
  const { answers, denials } = table.words.tables.cells;
  const isOfMakers = feedsAny(column.meaning, ['vendor']);
  const isOfKeys = isOfMakers || KEY_HEADER.test(signs.spaced);
  const isAnswer = (value: string): boolean => answers.includes(value) || denials.includes(value);
  const saysSomething = (value: string): boolean =>
    !NAMES_NOTHING.test(value) &&
    !isAnswer(spaced(value)) &&
    !(isOfKeys && NUMBER.test(value)) &&
    (meaning.fields[0] !== 'platform' || PLATFORM_NAME.test(value));
  const isOfPrefixes = isOfMakers && filterIfHalf(values, (value) => MAC_PREFIX.test(value.trim())).length > 0;
  if (isOfPrefixes) return meant('text', NAMES_NO_MAKER, 'mention');
  // Not a mention: only the first rows were read, and a name with which a later cell begins still counts.
  const isVague = !values.some((value) => saysSomething(value.trim())) || isUnsure(column, table);
  return isVague ? meant('text', NAMES_NO_MAKER) : null;
};

/**
 * Whether only the last words of a header are known, one cell in ten does not bear it out, and it names no kind of
 * device: `Licensing model`, `Backup software` are about other things.
 */
function isUnsure({ values, meaning, name }: Sampled, { words, namesMaker }: TableSoFar): boolean {
  if (meaning.why !== BY_LAST_WORDS) return false;
  // The part before a dot is an object of JSON, and no word of the key.
  const [key = ''] = name.split('.').slice(-1);
  const isLastWords = words.headers.read(key)?.why === BY_LAST_WORDS;
  const bearsOut = (value: string): boolean =>
    looksLikeModel(value) || words.isPlatform(value) || words.isOtherMaker(value) || namesMaker(value);
  const isOfKind = (): boolean => tokensOf(name).some((word) => words.noName.isKindOfDevice(word));
  return isLastWords && !isOfKind() && share(values, bearsOut) < 0.1;
}

/** Cells that label vendors or models, where no column says who made the rows: `vendor:hikvision;site:hq`. */
const readLabelled: Rule = ({ values, meaning }, { words, anyIdentifies }) => {
  if (meaning.fields[0] !== 'text' || anyIdentifies()) return null;
  const saysWhat = ({ label, value }: Labelled): boolean =>
    words.headers.isKnown(label) &&
    identifies({ meaning: words.headers.read(label) ?? UNKNOWN }) &&
    hasLetter(value) &&
    !words.noValue.isEmpty(value);
  // A note has parts without a label: `vendor: Cisco; next to the rack of Huawei`.
  const isNote = (value: string): boolean =>
    value.split(/[,;|\n]/).some((piece) => !/[:=]/.test(piece) && /\s/.test(piece.trim()));
  const areLabelled = share(values, (value) => labelsIn(value).some(saysWhat)) >= 0.5 && share(values, isNote) < 0.1;
  return areLabelled ? meant('model', 'cells: labelled vendors and models', 'describes') : null;
};

/** Fields that a table has only if its rows are devices. */
const ONLY_OF_DEVICES: readonly Field[] = ['model', 'partNumber', 'mac', 'sysObjectId', 'fccId', 'gponSerial'];

/** The name of a program says what a row is, in a list of software: one without models or addresses of devices. */
const readSoftware: Rule = (column, { columns, feeds }, at) => {
  const { software } = column.signs;
  if ((software !== 'software' && software !== 'besideVersion') || feeds(...ONLY_OF_DEVICES)) return null;
  const { fields, why, traits } = column.meaning;
  const hasPublisher = columns.some(({ meaning }) => meaning === OTHERS.publisher);
  const hasVersion = columns.some(({ signs }) => signs.software === 'version');
  const comesFirst = (): boolean => columns.slice(0, at).every(({ meaning }) => meaning.fields[0] === 'hostname');
  // A name beside a publisher, or beside a version if only host names stand before it: a radio has a program too.
  if (software === 'besideVersion' && !hasPublisher && !(hasVersion && comesFirst())) return null;
  if (identifies(column)) return meant(fields, why, ...traits, 'software');
  return meant('model', 'names software', 'describes', 'software');
};

/** The publisher of software is its vendor if no other column names one; a publisher of books, no maker, is not. */
const readPublishers: Rule = ({ meaning, values }, { isMakerName, words, columns, feeds }) => {
  if (meaning !== OTHERS.publisher || feeds('vendor', 'partNumber')) return null;
  const isOfMakers = (cell: string): boolean => isMakerName(cell) || words.isOtherMaker(cell);
  const isCertain = feeds('mac') || columns.some(({ signs }) => signs.software !== null) || values.some(isOfMakers);
  const traits = feeds('mac') ? [] : (['software'] as const);
  return isCertain ? meant('vendor', 'publisher, and no other column names a vendor', ...traits) : null;
};

/** Fields of columns whose cells may say what a thing is. */
const MAY_DESCRIBE: readonly string[] = ['hostname', 'assetTag', 'text'];

/**
 * Names, tags and descriptions whose cells say what a thing is, in a table without models or MAC addresses: half are
 * makers' names alone, or half are several words and two, at least one in ten, name a maker. Of titles, and beside IP
 * addresses, half must name one in several words, and no column may say who made the rows; beside titles, half of the
 * rows. In a list with quantities and no such column, a part number says what a thing is too (`Switch C9300-48P-A`, 2).
 */
const readDescriptions: Rule = (column, { isMakerName, words, columns, feeds, namesMaker, anyIdentifies }) => {
  const { meaning } = column;
  const isTitle = meaning === OTHERS.title;
  if (!isTitle && (!MAY_DESCRIBE.includes(meaning.fields.join()) || isMention(column))) return null;
  const needsHalf = isTitle || feeds('ip');
  const isTold = (one: Sampled): boolean =>
    identifies(one) && !feedsAny(one.meaning, ['platform']) && one.values.length * 2 >= column.values.length;
  if (feeds('model', 'mac') || (needsHalf && (isTitle ? columns.some(isTold) : anyIdentifies()))) return null;
  const countsThings = feeds('quantity') && !anyIdentifies();
  const isPartNumber = (word: string): boolean => PART_NUMBER.test(word) && !words.lines.isNoModel(word);
  const saysWhat = (value: string): boolean =>
    namesMaker(value) || (countsThings && value.split(/[^\x21-\x7e]+/).some(isPartNumber));
  // Sums, taxes and terms of an invoice describe nothing.
  const isOfBill = (value: string): boolean => words.lines.isSum(value) || words.lines.isOfTerms(value);
  const values = column.values.filter((value) => !isOfBill(value) || saysWhat(value));
  const makers = values.filter(namesMaker).length;
  const hasMakers = !needsHalf && makers >= 2 && makers * 10 >= values.length;
  if (share(values, (value) => SEVERAL_WORDS().test(value)) >= 0.5 && (hasMakers || share(values, saysWhat) >= 0.5))
    return also(isTitle ? { ...meaning, traits: [] } : meaning, 'model', 'what the thing is', 'describes');
  return !needsHalf && share(values, isMakerName) >= 0.5 ? also(meaning, 'vendor', 'names of vendors') : null;
};

/** Blanks between words, or a word of letters and figures beside Chinese or Japanese, which write none. */
const SEVERAL_WORDS = lazily(() => /\S\s+\S|[\p{sc=Han}\p{sc=Kana}ー][A-Z\d]|[A-Z\d][\p{sc=Han}\p{sc=Kana}]/iu);

/** Two capitals and two figures in one word, between blanks or other scripts: C9200L-24P, 交换机MES2324; not M8x40. */
const PART_NUMBER = /^(?=.{5})(?=(?:.*\d){2})(?=(?:.*[A-Z]){2})[A-Z][A-Za-z\d]*(?:[-/._+][A-Za-z\d]+)*\+?$/;

/** The rows of a table are about neighbours where all columns that say who made something are about neighbours. */
const readNeighbours: Rule = ({ signs: { ofNeighbour } }, { words: { headers }, columns, feeds }) => {
  if (ofNeighbour === null) return null;
  if (columns.some((column) => identifies(column) && column.signs.ofNeighbour === null)) return null;
  const meaning = headers.read(ofNeighbour);
  const isName = meaning?.fields.includes('hostname') === true && !feeds('hostname');
  const isOfDevice = meaning !== null && (isName || identifies({ meaning }));
  return isOfDevice ? meant(meaning.fields, 'synonym; the rows are about neighbours') : null;
};

/** MAC addresses under any header but that of a note: ids, serial numbers or names may be addresses. */
const readAddresses: Rule = (column) => {
  const { meaning, signs, values } = column;
  const mayHold = !isMention(column) || meaning.traits.includes('port') || signs.otherDevice !== null;
  if (!mayHold || feedsAny(meaning, ['mac', 'withheld']) || !areMacs(values)) return null;
  return also(meaning, 'mac', 'MAC addresses');
};

/**
 * Whose an address is. Under the header of an access point, a neighbour or a gateway it is that of the other device, if
 * another column says what the rows are themselves; else it is the row's own, as it is where the rows are such devices
 * (`AP Name, AP MAC, Serial`).
 */
const readOtherDevices: Rule = (column, { columns }) => {
  if (column.signs.otherDevice === null) return null;
  const { fields, why, traits } = column.meaning;
  const rowName = columns.find(({ meaning }) => meaning.fields[0] === 'hostname');
  const isOwn = ({ signs, meaning, values }: Sampled): boolean =>
    signs.isOwnAddress && feedsAny(meaning, ['mac']) && values.length > 0;
  const rowDevice = rowName === undefined || columns.some(isOwn) ? null : rowName.signs.otherDevice;
  const isOther = ({ signs: { otherDevice } }: Sampled): boolean => otherDevice !== null && otherDevice !== rowDevice;
  const isAddress = fields.every((field) => field === 'mac' || (field === 'text' && isMention(column)));
  if (!isAddress || !isOther(column)) return null;
  if (!columns.some((one) => !isOther(one) && (identifies(one) || feedsAny(one.meaning, ['serial'])))) return null;
  return meant(fields, fields.includes('mac') ? `${why}; of another device` : why, ...traits, 'other-device');
};

/** In order: each rule sees the meanings that the rules before it gave to all columns. */
const RULES: readonly Rule[] = [
  readCells,
  readCategories,
  readVague,
  readLabelled,
  readSoftware,
  readPublishers,
  readDescriptions,
  readNeighbours,
  readAddresses,
  readOtherDevices,
];
