import type { Field } from '../../core/fields.ts';
import { fold, words } from '../../core/text.ts';
import { ASSET_WORDS } from './asset-words.ts';
import { IDENTITY_WORDS } from './identity-words.ts';
import * as other from './other-words.ts';

/** What a header says its column is about. */
export interface HeaderReading {
  readonly fields: readonly Field[];
  readonly why: string;
  readonly notMaker: boolean;
}

const SELLER: HeaderReading = {
  fields: ['text'],
  why: 'names a seller, owner or operator, not the maker',
  notMaker: true,
};
const PART: HeaderReading = { fields: ['text'], why: 'about a part or a neighbour, not the device', notMaker: true };
const OTHER: HeaderReading = { fields: ['text'], why: 'not about the maker', notMaker: true };
const DESCRIPTION: HeaderReading = { fields: ['text'], why: 'description', notMaker: false };
const WITHHELD: HeaderReading = { fields: ['withheld'], why: 'a secret or a person: never read', notMaker: true };

const KNOWN = buildTable();
const WITHHELD_KEYS = keysOf(other.WITHHELD_WORDS);
const WITHHELD_ANYWHERE = keysOf(other.WITHHELD_ANYWHERE);
const WITHHELD_WITHIN = [...keysOf(other.WITHHELD_WITHIN)];
/** Known names that are met at the end of a joined word (`Gerätehersteller`, `设备型号`); shorter ones end other words. */
const TAILS = [...KNOWN.keys()]
  .filter((key) => key.length >= (isWordless(key) ? 2 : 6))
  .sort((a, b) => b.length - a.length);

/** Words that carry no meaning of their own in front of or behind what a column is. */
const BEFORE =
  keysOf(`device | devices | asset | assets | equipment | item | hardware | hw | node | host | network | camera | switch | router | ap | access point | system | primary | main | ci | cmdb | base | chassis | endpoint | product | inventory
  | onu | ont | cpe | modem | printer | phone | server | computer | radio | nvr | dvr | unit | client | station | current | actual | original | discovered | detected | snmp | lldp self | ent physical | x | u | custom | cf | custom field | raw | full | reported | known | my | our | equipo | dispositivo | equipamento | gerät | geräte | appareil | apparato`);
const AFTER = keysOf(
  'name | names | value | values | text | title | string | label | display | slug | field | raw | info | data | s | list | desc short | nombre | nome | nom | full | 1 | 01 | details',
);
const LINKS = new Set([
  'de',
  'del',
  'do',
  'da',
  'dos',
  'des',
  'du',
  'of',
  'the',
  'la',
  'le',
  'les',
  'el',
  'los',
  'las',
  'der',
  'die',
  'das',
  'von',
  'di',
  'della',
  'dello',
  'van',
  'het',
  'l',
  'd',
  'for',
  'per',
  'para',
]);

/** Understands a header by its words; null when they say nothing. A secret or a person wins over every other reading. */
export function readHeader(name: string): HeaderReading | null {
  const tokens = tokensOf(name);
  if (tokens.length === 0) return null;
  if (isWithheld(tokens)) return WITHHELD;
  const plain = tokensOf(name.replace(/\([^()]*\)|\[[^[\]]*\]/g, ' '));
  return (
    (plain.length > 0 ? lookUp(plain) : null) ?? readPair(name) ?? lookUp(tokens) ?? byHeadWord(plain) ?? byTail(plain)
  );
}

/** Whether a header is one of the known names, in full or in part: what tells a header line from data. */
export function isKnownHeader(name: string): boolean {
  return name.length <= 80 && readHeader(name) !== null;
}

/** The words of a header: `deviceType`, `Device_Type` and `DEVICE TYPE` are the same two. */
function tokensOf(name: string): string[] {
  const split = name
    .slice(0, 200)
    .replace(/(\p{Ll}|\d)(?=\p{Lu}\p{L})/gu, '$1 ')
    .replace(/(\p{Lu})(?=\p{Lu}\p{Ll}{2})/gu, '$1 ');
  return words(fold(split));
}

function lookUp(tokens: readonly string[]): HeaderReading | null {
  return exact(tokens) ?? stripped(tokens) ?? null;
}

/** The whole name, also without a plural `s`. */
function exact(tokens: readonly string[]): HeaderReading | undefined {
  const key = tokens.join('');
  return KNOWN.get(key) ?? (key.length > 4 && key.endsWith('s') ? KNOWN.get(key.slice(0, -1)) : undefined);
}

/** The name without the words around it that say nothing: `Asset: Model`, `manufacturer.name`, `marca del equipo`. */
function stripped(tokens: readonly string[]): HeaderReading | undefined {
  const linked = tokens.findIndex((word) => LINKS.has(word));
  if (linked > 0) {
    const found = exact(tokens.filter((word) => !LINKS.has(word))) ?? lookUp(tokens.slice(0, linked));
    if (found !== undefined && found !== null) return found;
  }
  const [first = '', ...rest] = tokens;
  const last = tokens.at(-1) ?? '';
  if (rest.length === 0) return undefined;
  if (AFTER.has(last)) {
    const found = lookUp(tokens.slice(0, -1));
    if (found !== null) return found;
  }
  return BEFORE.has(first) ? (lookUp(rest) ?? undefined) : undefined;
}

/** `Make / Model`, `Marca y modelo`: both, when each side is understood and they differ. */
function readPair(name: string): HeaderReading | null {
  const parts = name.split(/[/&+,;|]|\s(?:and|y|e|et|und|en|i|ve|и)\s/i).map((part) => lookUp(tokensOf(part)));
  if (parts.length < 2 || parts.length > 3) return null;
  const fields = new Set<Field>();
  for (const part of parts) {
    if (part === null) return null;
    for (const field of part.fields) fields.add(field);
  }
  if (fields.size > 1) fields.delete('text');
  return { fields: [...fields], why: 'synonym', notMaker: parts.every((part) => part?.notMaker === true) };
}

/**
 * What a name of several words is, by its last words (`NVR IP`, `Camera Location`). The longest known end counts, and
 * only kinds of names that stand at an end in that way: a `Vendor Contract` is no vendor, a `Policy Name` no hostname.
 */
function byHeadWord(tokens: readonly string[]): HeaderReading | null {
  for (let from = 1; from < tokens.length; from += 1) {
    const found = exact(tokens.slice(from));
    if (found === undefined) continue;
    if (found.fields.includes('hostname') || found.fields.includes('category')) return null;
    const before = exact(tokens.slice(0, from));
    const stranger = before === PART || before === SELLER;
    return stranger && (found.fields.includes('vendor') || found.fields.includes('model')) ? PART : found;
  }
  return null;
}

function byTail(tokens: readonly string[]): HeaderReading | null {
  const key = tokens.join('');
  const tail = TAILS.find((known) => key.endsWith(known));
  return tail === undefined ? null : (KNOWN.get(tail) ?? null);
}

function isWithheld(tokens: readonly string[]): boolean {
  const key = tokens.join('');
  return (
    (WITHHELD_KEYS.has(key) && !KNOWN.has(key)) ||
    tokens.some((word) => WITHHELD_ANYWHERE.has(word)) ||
    WITHHELD_WITHIN.some((part) => key.includes(part)) ||
    (tokens.length > 1 && WITHHELD_KEYS.has(tokens.filter((word) => !BEFORE.has(word) && !AFTER.has(word)).join('')))
  );
}

/** Han, kana and hangul write no spaces and say much in two characters. */
function isWordless(key: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+$/u.test(key);
}

function keysOf(list: string): Set<string> {
  return new Set(list.split('|').map((phrase) => words(fold(phrase)).join('')));
}

function buildTable(): Map<string, HeaderReading> {
  const table = new Map<string, HeaderReading>();
  const put = (list: string, reading: HeaderReading): void => {
    for (const key of keysOf(list)) if (key !== '' && !table.has(key)) table.set(key, reading);
  };
  for (const [field, list] of [...Object.entries(IDENTITY_WORDS), ...Object.entries(ASSET_WORDS)]) {
    put(list, { fields: [field as Field], why: 'synonym', notMaker: false });
  }
  put(other.SELLER_WORDS, SELLER);
  put(other.PART_WORDS, PART);
  put(other.OTHER_WORDS, OTHER);
  put(other.DESCRIPTION_WORDS, DESCRIPTION);
  return table;
}
