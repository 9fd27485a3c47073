import type { Field } from '../../core/fields.ts';
import { fold, words as wordsIn } from '../../core/text.ts';
import type { Words } from '../../words/words.ts';
import type { ReadOptions } from '../inventory.ts';
import { areMacs, formOf, share } from './cells.ts';
import { become, feeds, tells, type Draft } from './draft.ts';
import { readHeader } from './read-header.ts';
import { readSoftware } from './software.ts';

type Hints = Pick<ReadOptions, 'isMakerName' | 'words'>;

/** What headers mean beside each other: the same word is a model in one export and a role in the next. */
export function adjustByContext(drafts: readonly Draft[], { isMakerName, words }: Hints): void {
  for (const draft of drafts) {
    if (draft.fields[0] === 'category' && draft.fields.length === 1)
      readCategory(draft, drafts, { isMakerName, words });
    if (
      draft.fields[0] === 'platform' &&
      draft.values.length > 0 &&
      !draft.values.some((value) => /[a-z]{2}|\d[a-z]|[a-z]\d{3}/i.test(value))
    ) {
      become(draft, ['text'], 'version numbers only');
    }
  }
  readModelNumber(drafts);
  readState(drafts, words);
  readPrefixes(drafts);
  readVague(drafts, words);
  readSoftware(drafts, words);
  readDescriptions(drafts, { isMakerName, words });
  readNeighbours(drafts, words);
  readAddresses(drafts, words);
  readOtherDevices(drafts, words);
  for (const draft of drafts) {
    if (draft.fields[0] === 'site' && share(draft.values, (value) => formOf(value) === 'ip') >= 0.5)
      become(draft, ['ip'], 'synonym; cells: IP addresses');
    if (draft.fields[0] === 'site' && words.headers.isSiteCountry(fold(draft.header))) {
      draft.why = 'country of the location, not of origin';
    }
  }
}

/** A type column may hold models (NetBox), automation platforms (`cisco_ios`) or makers. */
function readCategory(draft: Draft, drafts: readonly Draft[], { isMakerName, words }: Hints): void {
  if (share(draft.values, (value) => words.isPlatform(value)) >= 0.5)
    become(draft, ['category', 'platform'], 'synonym; cells: names of network systems');
  else if (draft.values.filter((value) => isMakerName(value)).length >= 2) {
    become(draft, ['category', 'vendor'], 'synonym; cells: names of vendors');
  } else if (feeds(drafts, 'model')) return;
  else if (
    share(draft.values, (value) => beginsWithMaker(value, isMakerName)) >= 0.1 ||
    share(draft.values, (value) => words.lines.namesMaker(value, isMakerName)) >= 0.5
  ) {
    become(draft, ['model'], 'synonym; cells: a vendor and a model');
  } else if (
    /type|tipo|typ/i.test(draft.header) &&
    share(draft.values, looksLikeModel) >= (feeds(drafts, 'vendor') ? 0.4 : 0.6)
  ) {
    become(draft, ['model'], 'synonym; cells: models, and no other column has them');
  }
}

/** `Model Number` beside a model is the part number (Snipe-IT). */
function readModelNumber(drafts: readonly Draft[]): void {
  const numbers = drafts.filter(
    (draft) => draft.fields[0] === 'model' && /model[\s_.-]*(?:number|num|no)\b/i.test(draft.header),
  );
  const others = drafts.filter((draft) => draft.fields.includes('model') && !numbers.includes(draft));
  if (others.length > 0)
    for (const draft of numbers) become(draft, ['partNumber'], 'synonym; the model has a column of its own');
}

/** A header with its words apart. */
function spaced({ header }: Draft): string {
  return header.replace(/([a-z])(?=[A-Z])|([A-Z])(?=[A-Z][a-z]{2})/g, '$1$2 ');
}

/**
 * Addresses under any header but that of a note: a column of ids, of serial numbers or of names may hold nothing else.
 */
function readAddresses(drafts: readonly Draft[], { headers }: Words): void {
  for (const draft of drafts) {
    const { fields, why } = draft;
    if (fields.includes('mac') || fields.includes('withheld') || !areMacs(draft.values)) continue;
    if (draft.notMaker && headers.otherDeviceIn(spaced(draft)) === null) continue;
    become(draft, [...fields, 'mac'], `${why}; cells: MAC addresses`);
  }
}

/**
 * Whose an address is. One under the header of an access point, a neighbour, a gateway is that one's, in a table that
 * says of its rows what they are themselves; else, and where the rows are named as such (`AP Name, AP MAC, Serial`),
 * their own.
 */
function readOtherDevices(drafts: readonly Draft[], { headers }: Words): void {
  const named = new Map(drafts.map((draft) => [draft, headers.otherDeviceIn(spaced(draft))]));
  const rowName = drafts.find(({ fields }) => fields[0] === 'hostname');
  const ownAddress = drafts.some(
    (draft) => draft.fields.includes('mac') && draft.values.length > 0 && headers.isOwnAddress(spaced(draft)),
  );
  const rowsAre = rowName === undefined || ownAddress ? null : (named.get(rowName) ?? null);
  const isOther = (draft: Draft): boolean => {
    const name = named.get(draft) ?? null;
    return name !== null && name !== rowsAre;
  };
  if (!drafts.some((draft) => !isOther(draft) && (tells(draft) || draft.fields.includes('serial')))) return;
  for (const draft of drafts) {
    const isAddress = draft.fields.every((field) => field === 'mac' || (field === 'text' && draft.notMaker));
    if (!isAddress || !isOther(draft)) continue;
    draft.ofOther = true;
    if (draft.fields.includes('mac')) draft.why += '; of another device';
  }
}

/** Fields of columns whose cells may say what a thing is. */
const MAY_DESCRIBE: readonly (Field | undefined)[] = ['hostname', 'assetTag', 'text'];

/**
 * Names, tags and descriptions whose cells say what a thing is, in a table without models or MAC addresses: nothing but
 * makers, or several words with a maker among them: two cells, or half of those of the column. Beside IP addresses half
 * of them, and only where no other column tells a maker. In a list that counts things, and tells no maker, a part
 * number says what a thing is too (`Switch C9300-48P-A`, 2).
 */
function readDescriptions(drafts: readonly Draft[], { isMakerName, words }: Hints): void {
  if (feeds(drafts, 'model') || feeds(drafts, 'mac')) return;
  const tellsNone = !drafts.some(tells);
  const hasAddresses = feeds(drafts, 'ip');
  if (hasAddresses && !tellsNone) return;
  const countsThings = feeds(drafts, 'quantity') && tellsNone;
  for (const draft of drafts) {
    const { fields, values } = draft;
    if (fields.length !== 1 || !MAY_DESCRIBE.includes(fields[0]) || draft.notMaker) continue;
    if (!hasAddresses && share(values, isMakerName) >= 0.5)
      become(draft, [...fields, 'vendor'], `${draft.why}; cells: names of vendors`);
    if (share(values, (value) => SEVERAL_WORDS.test(value)) < 0.5) continue;
    const namesMaker = (value: string): boolean => words.lines.namesMaker(value, isMakerName);
    const saysWhat = (value: string): boolean => namesMaker(value) || (countsThings && holdsPartNumber(value, words));
    const twoMakers = !hasAddresses && values.filter(namesMaker).length >= 2;
    if (!twoMakers && share(values, saysWhat) < 0.5) continue;
    become(draft, [...fields, 'model'], `${draft.why}; cells: what the thing is`);
    draft.describes = true;
  }
}

/** Blanks between words, or a word of letters and figures beside Chinese or Japanese, which write none. */
const SEVERAL_WORDS =
  /\S\s+\S|[\p{Script=Han}\p{Script=Katakana}ー][A-Z\d]|[A-Z\d][\p{Script=Han}\p{Script=Katakana}]/iu;

/** Two capitals and two figures in one word, between blanks or other scripts: C9200L-24P, 交换机MES2324; not M8x40. */
const PART_NUMBER = /^(?=.{5})(?=(?:.*\d){2})(?=(?:.*[A-Z]){2})[A-Z][A-Za-z\d]*(?:[-/._+][A-Za-z\d]+)*\+?$/;

function holdsPartNumber(value: string, { lines }: Words): boolean {
  return value.split(/[^\x21-\x7e]+/).some((word) => PART_NUMBER.test(word) && !lines.isNoModel(word));
}

/** Three octets: the first half of an address, which names its registrant only to who looks it up. */
const PREFIX = /^(?:0x)?[0-9a-f]{2}([:.-]?)[0-9a-f]{2}\1[0-9a-f]{2}$/i;

/**
 * An `OUI` column may hold prefixes in the place of names. They are no maker's name, so a row of them was not judged.
 */
function readPrefixes(drafts: readonly Draft[]): void {
  for (const draft of drafts) {
    if (!draft.fields.includes('vendor') || share(draft.values, (value) => PREFIX.test(value.trim())) < 0.5) continue;
    become(draft, ['text'], 'cells: prefixes of addresses, not names of vendors');
    draft.notMaker = true;
  }
}

/** What names nothing, under whatever header, beside answers: a single character, a picture. */
const NAMES_NOTHING = /^(?:.|\S+\.(?:png|jpe?g|gif|svg))$/iu;
const NUMBER = /^\d+$/;
/** Headers whose numbers are keys of a database; a `Model` may be a number. */
const OF_KEYS = /(?:^|[^a-z])id\W*$/i;

/** A column none of whose cells can tell a maker does not make its rows judged. */
function readVague(drafts: readonly Draft[], { tables: { cells } }: Words): void {
  for (const draft of drafts) {
    if (draft.values.length === 0 || !tells(draft)) continue;
    const isOfKeys = draft.fields.includes('vendor') || OF_KEYS.test(spaced(draft));
    const says = (value: string): boolean =>
      !NAMES_NOTHING.test(value.trim()) &&
      !cells.answers.includes(phraseOf(value)) &&
      !(isOfKeys && NUMBER.test(value.trim()));
    if (draft.values.some(says)) continue;
    // Only the first rows were looked at: a name that comes later still counts as one at the beginning of a cell does.
    become(draft, ['text'], 'cells: nothing that names a vendor or a model');
    draft.notMaker = false;
  }
}

/**
 * In a list of neighbours, which says nothing else of makers, what it says of a neighbour is what its rows are about.
 */
function readNeighbours(drafts: readonly Draft[], { headers }: Words): void {
  if (drafts.some((draft) => tells(draft) && headers.ofNeighbour(spaced(draft)) === null)) return;
  for (const draft of drafts) {
    const said = headers.ofNeighbour(spaced(draft));
    const reading = said === null ? null : readHeader(said, headers);
    if (reading === null || !tells(reading)) continue;
    become(draft, reading.fields, 'synonym; the rows are about neighbours');
    draft.notMaker = false;
  }
}

/** A state of a link or a device, where the column might name a part of a country; own or rented, where a country. */
function readState(drafts: readonly Draft[], { tables: { cells } }: Words): void {
  for (const draft of drafts) {
    const isState = /state\W*$/i.test(draft.header) && draft.values.some((one) => cells.states.includes(phraseOf(one)));
    const isOwned = draft.fields[0] === 'country' && draft.values.some((one) => cells.owned.includes(phraseOf(one)));
    if (!isState && !isOwned) continue;
    become(draft, ['text'], isState ? 'synonym; cells: states, not places' : 'synonym; cells: whose it is, no country');
    draft.notMaker = true;
  }
}

/** How short cells are compared with phrases. */
function phraseOf(value: string): string {
  return value.length > 64 ? value : wordsIn(fold(value)).join(' ');
}

function beginsWithMaker(value: string, isMakerName: (cell: string) => boolean): boolean {
  const [first = '', second] = value.trim().split(/\s+/, 2);
  return second !== undefined && isMakerName(first);
}

/** Letters and digits in one word, as models have and roles have not. */
function looksLikeModel(value: string): boolean {
  return /(?=[\w./-]*\d)(?=[\w./-]*[a-z])[\w./-]{3,}|^\d{3,5}$/i.test(value);
}
