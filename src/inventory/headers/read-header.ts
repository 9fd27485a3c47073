import type { Field } from '../../core/fields.ts';
import { fold, words } from '../../core/text.ts';
import {
  DESCRIPTION,
  KNOWN,
  PART,
  SELLER,
  WITHHELD,
  WITHHELD_NAMES,
  WITHHELD_PARTS,
  WITHHELD_TOKENS,
} from './header-table.ts';
import type { HeaderReading } from './header-table.ts';
import { NameTable } from './name-table.ts';
import { AFTER_NAMES, BEFORE_NAMES } from './names.data.ts';

/** Words in front of what a column is that say only whose it is: `Device Manufacturer`, `Asset: Model`. */
const BEFORE = new NameTable(BEFORE_NAMES, [true]);
/** Words behind it that add nothing. */
const AFTER = new NameTable(AFTER_NAMES, [true]);
const LINKS = new Set(
  'de del do da dos des du of the la le les el los las der die das von di della dello van het l d for per para'.split(
    ' ',
  ),
);
const AND = /[/&+,;|／・、]|\s(?:and|y|e|et|und|en|i|ve|и)\s|[及和與与]/i;
const ASCII = /^[\x00-\x7f]*$/;
/** Words for a device that stand behind what is said of it, without a preposition: `Marca equipo`, `Модель устройства`. */
const WHOSE = new Set(
  'equipo dispositivo equipamento apparato equipement appareil gerat urzadzenia sprzetu устроиства оборудования'.split(
    ' ',
  ),
);
/** Longest header and most words that are looked at: what is longer is text. */
const MAX_LENGTH = 120;
const MAX_WORDS = 8;

/** Understands a header by its words; null when they say nothing. A secret or a person wins over every other reading. */
export function readHeader(name: string): HeaderReading | null {
  const tokens = tokensOf(name);
  if (tokens.length === 0) return null;
  if (isWithheld(tokens)) return WITHHELD;
  const plain = tokensOf(name.replace(/\([^()]*\)|\[[^[\]]*\]/g, ' '));
  return lookUp(plain) ?? readPair(name) ?? lookUp(tokens) ?? byHeadWord(plain) ?? byTail(plain) ?? numberless(plain);
}

/** Whether a cell is a header that is known in full: what tells a header line from data. */
export function isKnownHeader(cell: string): boolean {
  const tokens = tokensOf(cell);
  if (tokens.length === 0 || tokens.length > 5) return false;
  return isWithheld(tokens) || lookUp(tokens) !== null || readPair(cell) !== null;
}

/** The words of a header: `deviceType`, `Device_Type` and `DEVICE TYPE` are the same two. */
function tokensOf(name: string): string[] {
  if (name.length > MAX_LENGTH) return [];
  return words(fold(ASCII.test(name) ? splitAscii(name) : splitAny(name))).slice(0, MAX_WORDS);
}

function splitAny(name: string): string {
  return name
    .replace(/(\p{Ll}|\d)(?=\p{Lu}\p{L})/gu, '$1 ')
    .replace(/(\p{Lu})(?=\p{Lu}\p{Ll}{2})/gu, '$1 ')
    .replace(/([\u3040-\ud7a3])(?=[A-Za-z])/gu, '$1 ');
}

/** The same in expressions that compile in no time. */
function splitAscii(name: string): string {
  return name.replace(/([a-z]|\d)(?=[A-Z][A-Za-z])/g, '$1 ').replace(/([A-Z])(?=[A-Z][a-z]{2})/g, '$1 ');
}

function lookUp(tokens: readonly string[]): HeaderReading | null {
  return tokens.length === 0 ? null : (exact(tokens) ?? stripped(tokens));
}

/** `Manufacturer0`, as SCCM writes every header, and `Model2`: the same without its number. */
function numberless(tokens: readonly string[]): HeaderReading | null {
  const bare = withoutNumbers(tokens);
  return bare.join() === tokens.join() ? null : lookUp(bare);
}

function withoutNumbers(tokens: readonly string[]): string[] {
  return tokens.map((word) => word.replace(/(?<=[a-z]{3})\d{1,2}$/, ''));
}

/** The whole name, also without a plural ending. */
function exact(tokens: readonly string[]): HeaderReading | null {
  const key = tokens.join('');
  return KNOWN.get(key) ?? singular(key, 's') ?? singular(key, 'es') ?? null;
}

function singular(key: string, ending: string): HeaderReading | undefined {
  return key.length > 3 && key.endsWith(ending) ? KNOWN.get(key.slice(0, -ending.length)) : undefined;
}

/** The name without the words around it that say nothing: `Asset: Model`, `manufacturer.name`, `marca del equipo`. */
function stripped(tokens: readonly string[]): HeaderReading | null {
  const linked = tokens.findIndex((word) => LINKS.has(word));
  if (linked > 0) {
    const bare = tokens.filter((word) => !LINKS.has(word));
    const found = exact(bare) ?? lookUp(AFTER.has(bare[0] ?? '') ? bare.slice(1) : tokens.slice(0, linked));
    if (found !== null) return found;
  }
  if (tokens.length === 1) return null;
  if (AFTER.has(tokens.at(-1) ?? '')) {
    const found = lookUp(tokens.slice(0, -1));
    if (found !== null) return found;
  }
  const found = BEFORE.has(tokens[0] ?? '') ? lookUp(tokens.slice(1)) : null;
  return found ?? (WHOSE.has(tokens.at(-1) ?? '') ? exact(tokens.slice(0, -1)) : null);
}

/** `Make / Model`, `Marca y modelo`: both, when each side is understood and they differ. A type beside a maker is a model. */
function readPair(name: string): HeaderReading | null {
  if (name.length > MAX_LENGTH || !AND.test(name)) return null;
  const parts = name.split(AND).map((part) => lookUp(tokensOf(part)));
  if (parts.length > 3) return null;
  const fields = new Set<Field>();
  for (const part of parts) {
    if (part === null) return null;
    for (const field of part.fields) fields.add(field);
  }
  if (fields.size > 1) fields.delete('text');
  if (fields.has('vendor') && fields.delete('category')) fields.add('model');
  return { fields: [...fields], why: 'synonym', notMaker: parts.every((part) => part?.notMaker === true) };
}

/**
 * What a name of several words is by its last words (`NVR IP`, `Camera Location`); the longest known end counts. A
 * hostname or a category is none when other words stand before it: a `Policy Name` names no device. The maker of a
 * part or a seller's model is not the device's.
 */
function byHeadWord(tokens: readonly string[]): HeaderReading | null {
  for (let from = 1; from < tokens.length; from += 1) {
    const found = exact(tokens.slice(from));
    if (found === null || tokens.at(-1) === 'id') continue;
    if (found.fields.includes('hostname') || found.fields.includes('category')) return null;
    const whose = exact(tokens.slice(0, from));
    const strange = whose === PART || whose === SELLER;
    return strange && (found.fields.includes('vendor') || found.fields.includes('model')) ? PART : found;
  }
  return null;
}

/**
 * A known name at the end of a joined word (`Gerätehersteller`, `设备型号`); short ones end other words. What stands
 * before it counts when the end says little (`品牌名称`), and both do of a maker and a model (`品牌型号`).
 */
function byTail(tokens: readonly string[]): HeaderReading | null {
  const key = tokens.join('');
  for (let from = 1; from < key.length - 1; from += 1) {
    const tail = key.slice(from);
    const found = tail.length >= 6 || isWordless(tail) ? KNOWN.get(tail) : undefined;
    if (found === undefined) continue;
    const head = isWordless(tail) ? KNOWN.get(key.slice(0, from)) : undefined;
    const [field = 'text'] = found.fields;
    if (head?.fields[0] === 'vendor' && field === 'model') return { ...found, fields: ['vendor', 'model'] };
    const vague = field === 'hostname' || found === DESCRIPTION;
    if (vague && head !== undefined) return head;
    return (vague || field === 'category') && tokens.length > 1 ? null : found;
  }
  return null;
}

function isWithheld(tokens: readonly string[]): boolean {
  return saysSecret(tokens) || (tokens.some((word) => /\d$/.test(word)) && saysSecret(withoutNumbers(tokens)));
}

function saysSecret(tokens: readonly string[]): boolean {
  const key = tokens.join('');
  return (
    WITHHELD_NAMES.has(key) ||
    tokens.some((word, i) => WITHHELD_TOKENS.has(word) || WITHHELD_TOKENS.has(word + (tokens[i + 1] ?? ''))) ||
    WITHHELD_PARTS.isPartOf(key) ||
    (tokens.length > 1 && WITHHELD_NAMES.has(tokens.filter((word) => !BEFORE.has(word) && !AFTER.has(word)).join('')))
  );
}

/** Han, kana and hangul write no spaces and say much in two characters. */
function isWordless(tail: string): boolean {
  return tail.charCodeAt(0) >= 0x3040 && tail.charCodeAt(0) <= 0xd7a3;
}
