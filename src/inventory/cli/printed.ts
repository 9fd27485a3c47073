import { remembering } from '../../core/cache.ts';
import { DEVICE_FIELDS, FIELDS, type Field } from '../../core/fields.ts';
import { Layout, NO_TRAITS } from '../../core/layout.ts';
import { KNOWN_GROUP, macsOf, parseMac } from '../../core/mac.ts';
import { spaced } from '../../core/text.ts';
import { keysByWord, setOf } from '../../words/look-up.ts';
import { tokensOf, withoutBrackets } from '../../words/headers.ts';
import type { WordTables } from '../../words/tables.ts';
import type { Hints } from '../inventory.ts';
import { rowOf, type Row } from '../rows.ts';

/** A line of a text as it is read: without secrets; by what a device stands in it, by the line alone (`deviceIn`). */
export interface PrintedLine {
  readonly text: string;
  readonly number: number;
  readonly device: 'sign' | 'words' | null;
}

/** What one device printed; `speaker`: the device that speaks. */
export interface Segment {
  readonly lines: readonly PrintedLine[];
  readonly speaker: string | null;
}

/** A prompt, and the command behind it: `core1#show version`, `<HQ-Core>dis lldp`, `netops@edge1> show chassis`. */
export const PROMPT = /^\s*(?:<([\w.@-]+)>|\[[~*]?([\w.@-]+)\]|([\w.@/:()~-]{1,64})[#>$%])\s?(\S[^<]*)?$/;

/** Whether a line says nothing. */
export const isBlank = (line: string): boolean => line.trim() === '';
/** How many blanks a line begins with. */
export const indentOf = (line: string): number => line.length - line.trimStart().length;

/** An address in any usual form but bare digits. */
export const isMac = (word: string): boolean => /[:.-]/.test(word) && parseMac(word) !== null;

/** The only column of a line of text. */
export const LINES = new Layout([{ name: 'line', fields: ['text'], why: 'text line', traits: NO_TRAITS }], true);
/** `Serial number : FOC1832`, `PID: WS-C2960X , VID: V05`, `Model........ X`: what a line calls each of its values. */
const LABELLED =
  /(?:^|[,;|]|\s\s|\t)\s*"?(\p{L}[\p{L}\p{N} ./()#_-]{0,40}?)"?(?:\s*[:=]|\s*\.{3,}:?)\s*"?([^\s",;](?: ?[^\s",;])*)/gu;
/** A line that is nothing but a model: `WS-C2960X-24TS-L`, `EX2300-24T`, `AP-515`. */
const MODEL = /^(?=\D*\d)(?=.{4,40}$)[A-Z][A-Z0-9+]*(?:[-/._ ]?[A-Za-z0-9+]+){0,6}$/;
/** Letters and figures: R740, and neither 2026, 12th nor v1.2. */
const MIXED = /^(?!\d+(?:st|nd|rd|th)$|v\d+(?:\.\d+)+$)(?=.*\p{L})(?=.*\d)/iu;
/** What can stand before an item of a list: a bullet, a number, a count of `uniq -c`. */
const BEFORE_ITEM = /^\s*(?:[-*•]\s+|\d{1,6}[.)]?\s+)?/;
/** `Bus 001 Device 002: ID 05e3:0610 Genesys Logic, Inc. Hub`, as lsusb prints it: the id says whose it is. */
const USB_DEVICE = /^\s*Bus \d{3} Device \d{3}: ID [\da-f]{4}:[\da-f]{4}\b/;
/** Of these a label says nothing of a device: a name or an address alone may be another's. */
const OF_OTHERS: readonly Field[] = ['mac', 'hostname', 'assetTag'];

/** Labels of which it is known what they say; those of one device are a few hundred. */
const MOST_LABELS = 5000;
/** Headers of fields whose names are none. */
const CANONICAL: Readonly<Partial<Record<Field, string>>> = { text: 'port', platform: 'platform', mac: 'mac address' };

/** Fields of a header under which rows name devices, and of labels that tell of them. */
export const OF_DEVICES: readonly Field[] = [...DEVICE_FIELDS, 'hostname', 'assetTag'];

/** Understands what commands print, by the words of a run. */
export class Printed {
  readonly hints: Hints;
  readonly #table: WordTables['printed'];
  readonly #fields: ReadonlyMap<string, Field>;
  readonly #sentences: readonly RegExp[];
  readonly read = remembering(MOST_LABELS, (label) => this.#readAnew(label));

  constructor(hints: Hints) {
    this.hints = hints;
    this.#table = hints.words.tables.printed;
    this.#fields = keysByWord(this.#table.labels, FIELDS);
    this.#sentences = this.#table.sentences.map((source) => new RegExp(`^(?:${source})`, 'i'));
  }

  /** Whether the word before a command's sign speaks: its name; null for a line without a prompt. */
  speakerOf(line: string): string | null {
    const [, angled, squared, plain, command = ''] = PROMPT.exec(line) ?? [];
    const name = angled ?? squared ?? plain;
    if (name === undefined || !/[a-z]/i.test(name)) return null;
    // A name alone in square brackets begins a section of an INI file.
    if (command === '' ? angled === undefined && !line.trimEnd().endsWith('#') : !this.isCommand(command.trim()))
      return null;
    return name.replace(/^.*@/, '').replace(/[/:(].*$/, '');
  }

  isCommand(line: string): boolean {
    return this.is('commands', /^[a-z][\w-]*(?=\s|$)/.exec(line)?.[0] ?? '');
  }

  /** Whether any of these labels feeds one of the fields. */
  feedAny(labels: readonly string[], fields: readonly Field[]): boolean {
    return labels.some((label) => this.read(label).fields.some((field) => fields.includes(field)));
  }

  /**
   * Whether a label is a kind of device (`Switch 2`, `Core switch`), and not what one holds or is attached to; or where
   * a device stands, its maker and model behind it (`Server room: Cisco C9300-24P`).
   */
  isItem(label = '', value = ''): boolean {
    const { headers, noName, lines } = this.hints.words;
    const [, maker = ''] = /^(?:\d+ ?x )?(\p{L}[\p{L}-]*) (?=\S*\d)(?=\S*\p{L})\S{4}/u.exec(value) ?? [];
    if (this.read(label).fields.includes('site'))
      return maker !== '' && lines.namesMaker(maker, this.hints.isMakerName);
    const traits = headers.read(label)?.traits ?? [];
    if (traits.some((trait) => trait === 'component' || trait === 'mention')) return false;
    if (headers.ofNeighbour(label) !== null) return false;
    const kind = label.replace(/[\s#_-]*\d{1,6}$/, '');
    return noName.isKindOfDevice(kind) || noName.isKindOfDevice(/\S+$/.exec(kind)?.[0] ?? '');
  }

  /** Whether a label is a name in any export. */
  isName(label: string): boolean {
    return this.hints.words.headers.read(label)?.fields.includes('hostname') === true;
  }

  /** The fields that a line names in a known sentence, with their values; null for any other line. */
  saidIn(line: string): readonly (readonly [field: string, value: string])[] | null {
    const noNames = setOf(this.#table.noNames);
    // Blanks in a row would cost the cube of their number.
    const text = line.trim().replace(/\s+/g, ' ');
    for (const sentence of this.#sentences) {
      const facts = Object.entries(sentence.exec(text)?.groups ?? {}).filter(
        ([, value]) => !noNames.has(value.toLowerCase()),
      );
      if (facts.length > 0) return facts;
    }
    return null;
  }

  beginsDevice(line: string): boolean {
    const start = line.trimStart().slice(0, 60).toLowerCase();
    return this.#table.begins.some((beginning) => start.startsWith(beginning));
  }

  is(list: 'about' | 'besideParts' | 'commands' | 'pairs' | 'places' | 'totals', word: string): boolean {
    return setOf(this.#table[list]).has(word);
  }

  /** The system that alone prints a table with these headers; null for any other table. */
  systemOf(headers: readonly string[]): string | null {
    const keys = new Set(headers.map((header) => spaced(header)));
    return this.#table.tables.find(({ headers: known }) => known.every((one) => keys.has(one)))?.system ?? null;
  }

  /**
   * The header of a column that means the same as a label, what it feeds, whether that is known, and whether all of it
   * is known and not only its last word.
   */
  #readAnew(label: string) {
    const { headers } = this.hints.words;
    const plain = withoutBrackets(label);
    const ofNeighbour = headers.ofNeighbour(plain);
    const ownField = this.#fieldOf(plain);
    const field = ownField ?? (ofNeighbour === null ? null : this.#fieldOf(ofNeighbour));
    const other = ofNeighbour !== null && headers.read(ofNeighbour) !== null ? ofNeighbour : label;
    const header = field === null ? other : (CANONICAL[field] ?? field);
    const { fields = [] } = headers.read(header) ?? {};
    const isExact = ownField !== null || (headers.isKnown(label) && !fields.includes('withheld'));
    return { header, fields, isKnown: headers.read(header) !== null, isExact };
  }

  /** The field that a label of commands feeds: its numbers do not count. Null for one that is not known. */
  #fieldOf(label: string): Field | null {
    const tokens = tokensOf(label);
    const bare = tokens.map((word) => word.replace(/\d+$/, ''));
    return this.#fields.get(tokens.join('')) ?? this.#fields.get(bare.join('')) ?? null;
  }
}

/** The labels of a text, each with its value behind it. */
export function labelsIn(text: string): readonly RegExpExecArray[] {
  // Each of a run of blanks would be looked at for a label behind all of them.
  return [...text.replace(/\s{3,}/g, '  ').matchAll(LABELLED)];
}

/**
 * By what a device stands in a line of a text, by the line alone: a `sign`, which is an address of one, in any form,
 * also one that tells nobody's maker, but not broadcast nor multicast, or a value under a label; or `words`: a value
 * assigned to one, a maker, a network system, or a model that is the whole line. Nothing stands in errors, sentences
 * and behind prompts: null.
 */
export function deviceIn(line: string, { words, isMakerName }: Hints): 'sign' | 'words' | null {
  const isOfOne = (mac: string): boolean => !/^(?:0{12}|f{12})$/.test(mac) && !KNOWN_GROUP.test(mac);
  if (USB_DEVICE.test(line) || macsOf(line).some(isOfOne)) return 'sign';
  const isModel = (text: string): boolean => {
    const parts = MODEL.test(text) ? text.split(' ') : [];
    return parts.some((part) => MIXED.test(part)) && !parts.some((part) => words.lines.isNoModel(part));
  };
  const tells = ([, label = '', value = '']: RegExpExecArray): boolean => {
    const fields = words.headers.read(label)?.fields ?? [];
    const isOfDevice = fields.some((field) => OF_DEVICES.includes(field) && !OF_OTHERS.includes(field));
    if (!isOfDevice && !(fields.includes('hostname') && isModel(value.trim()))) return false;
    return /[\p{L}\p{N}]{2}/u.test(value) && !words.noValue.isEmpty(value);
  };
  if (PROMPT.exec(line)?.[4] !== undefined || words.lines.errorOf(line) !== null) return null;
  const item = line.replace(BEFORE_ITEM, '').trim();
  const labelsOfDevice = (text: string) => labelsIn(text).filter(tells);
  if (labelsOfDevice(item).length === 0 && !isModel(item) && !words.lines.namesMaker(line, isMakerName)) return null;
  return labelsOfDevice(item.replace(/^[!#]+/, '')).some(([all]) => !all.includes('=')) ? 'sign' : 'words';
}

/** A line of text beside a table: a row where a device stands in it. Secrets in it are not read. */
export function besideTable(text: string, line: number, hints: Hints): Row {
  return rowOf(LINES, [hints.words.secrets.without(text.trim())], line, deviceIn(text, hints) !== null);
}
