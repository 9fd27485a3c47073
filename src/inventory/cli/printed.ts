import { remembering } from '../../core/cache.ts';
import { DEVICE_FIELDS, FIELDS, type Field } from '../../core/fields.ts';
import { feedsAny, Layout, MENTION, NO_TRAITS, OF_SPEAKER } from '../../core/layout.ts';
import { KNOWN_GROUP, macsOf, parseMac } from '../../core/mac.ts';
import { foldCell, lazily, spaced } from '../../core/text.ts';
import { keysByWord, setOf } from '../../words/look-up.ts';
import { tokensOf, withoutBrackets } from '../../words/headers.ts';
import type { WordTables } from '../../words/tables.ts';
import type { Line } from '../bytes/lines.ts';
import type { Hints } from '../inventory.ts';
import { fixedColumn, rowOf, type Row } from '../rows.ts';

/** A line of a text, without its secrets. `device`: what in the line, taken alone, names a device (`deviceIn`). */
export interface PrintedLine extends Pick<Line, 'text' | 'number'> {
  readonly device: 'sign' | 'words' | null;
}

/** What one device printed; `speaker`: the name of the device in its prompt, null where there is no prompt. */
export interface Segment {
  readonly lines: readonly PrintedLine[];
  readonly speaker: string | null;
}

/** A prompt, and the command behind it: `core1#show version`, `<HQ-Core>dis lldp`, `netops@edge1> show chassis`. */
export const PROMPT = /^\s*(?:<([\w.@-]+)>|\[[~*]?([\w.@-]+)\]|([\w.@/:()~-]{1,64})[#>$%])\s?(\S[^<]*)?$/;
const WINDOWS_PROMPT = String.raw`(?:PS )?[A-Z]:\\[^<>|]{0,64}`;
/** The first word of a command, which may stand behind the prompt of a shell that names no device. */
const COMMAND = new RegExp(String.raw`^(?:(?:\[[^\]]{1,64}\]|${WINDOWS_PROMPT})?[$#%>]\s*)?([a-z][\w-]*)(?=\s|$)`);
/** What was typed into a shell of Windows: no row, whatever commas it has (`C:\>wmic bios get name,version`). */
export const TYPED = new RegExp(String.raw`^${WINDOWS_PROMPT}>\s*\S`);

/** Whether a line is empty but for blanks. */
export const isBlank = (line: string): boolean => line.trim() === '';
/** How many blanks a line begins with. */
export const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Whether a word is a MAC address in any usual form but bare digits. */
export const isMac = (word: string): boolean => /[:.-]/.test(word) && parseMac(word) !== null;

/** The layout of a line of text: one column. */
export const LINES = new Layout([{ name: 'line', fields: ['text'], why: 'text line', traits: NO_TRAITS }], true);
/** A label with its value: `Serial number : FOC1832`, `PID: WS-C2960X`, `Model........ X`, `SN=1`, `model => X`. */
export type Labelled = Readonly<Record<'label' | 'value', string>>;
/** Several of a line stand apart by blanks or a comma. */
const LABEL = lazily(() => {
  const begins = /(?:^\s*(?:[-+*•]\s+|\d{1,3}\.?\s+)?|[,;|]\s*|(?<!\s)\s{2,}|\t)/u;
  const label = /"?(\p{L}(?:[\p{L}\p{N}./()#_&'’°-]| (?! )){0,50}?(?:\[[\w ]{1,12}\])?)"?\s*/u;
  const sign = /(?:\.{3,}:?|:(?![:/\\])|=>?(?!=))(?=\s|$|["\p{L}\d<(+-])\s*/u;
  return new RegExp(begins.source + label.source + sign.source, 'gu');
});
const LABEL_SIGN = /[:=]|\.{3}/;
const MOST_WORDS = 7;
/** Addresses in which a colon or a dash is no sign of a label. */
export const ADDRESS = /(?<![\da-z])[\da-f]{1,4}(?:[:-][\da-f]{1,4}){2,7}(?![\da-z])/gi;
/** A line that is nothing but a model: `WS-C2960X-24TS-L`, `EX2300-24T`, `AP-515`. */
const MODEL = /^(?=\D*\d)(?=.{4,40}$)[A-Z][A-Z0-9+]*(?:[-/._ ]?[A-Za-z0-9+]+){0,6}$/;
/** Letters and digits: R740, but not 2026, 12th or v1.2. */
const MIXED = /^(?!\d+(?:st|nd|rd|th)$|v\d+(?:\.\d+)+$)(?=.*\p{L})(?=.*\d)/iu;
/** What can stand before an item of a list: a bullet, a number, a count of `uniq -c`. */
const BEFORE_ITEM = /^\s*(?:[-*•]\s+|\d{1,6}[.)]?\s+)?/;

/** Headers of fields whose own names are no headers. */
const HEADER_OF: Readonly<Partial<Record<Field, string>>> = { text: 'port', mac: 'mac address' };

/** Understands what commands print, by the words of a run. */
export class Printed {
  readonly hints: Hints;
  readonly #table: WordTables['printed'];
  readonly #fields: ReadonlyMap<string, Field>;
  readonly #sentences: readonly RegExp[];
  readonly read = remembering((label) => this.#readAnew(label));

  constructor(hints: Hints) {
    this.hints = hints;
    this.#table = hints.words.tables.printed;
    this.#fields = keysByWord(this.#table.labels, FIELDS);
    this.#sentences = this.#table.sentences.map((source) => new RegExp(`^(?:${source})`, 'i'));
  }

  /** The name of the device in a prompt; null for a line without a prompt. */
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
    return this.isListed('commands', COMMAND.exec(line)?.[1] ?? '') && !this.beginsDevice(line);
  }

  namesMaker(text: string): boolean {
    return this.hints.words.lines.namesMaker(text, this.hints.isMakerName);
  }

  /** Whether any of these labels feeds one of the fields. */
  feedAny(labels: readonly string[], fields: readonly Field[]): boolean {
    return labels.some((label) => feedsAny(this.read(label), fields));
  }

  /** Whether a label with a value that says something feeds one of the fields. */
  says({ label, value }: Labelled, fields: readonly Field[]): boolean {
    return /[\p{L}\p{N}]{2}/u.test(value) && this.feedAny([label], fields);
  }

  /**
   * Whether a label names a device: by its kind (`Switch 2`, `Core switch`), unless it is a part or a neighbour of one;
   * or by its place, with vendor and model as the value (`Server room: Cisco C9300-24P`).
   */
  isItem(label = '', value = ''): boolean {
    const { headers, noName } = this.hints.words;
    const [, maker = ''] = /^(?:\d+ ?x )?(\p{L}[\p{L}-]*) (?=\S*\d)(?=\S*\p{L})\S{4}/u.exec(value) ?? [];
    if (this.read(label).fields.includes('site')) return maker !== '' && this.namesMaker(maker);
    const traits = headers.read(label)?.traits ?? [];
    if (traits.some((trait) => trait === 'component' || trait === 'mention')) return false;
    if (headers.signs(label).ofNeighbour !== null) return false;
    const kind = label.replace(/[\s#_-]*\d{1,6}$/, '');
    return noName.isKindOfDevice(kind) || noName.isKindOfDevice(/\S+$/.exec(kind)?.[0] ?? '');
  }

  /** Whether a label is a header of host names in exports. */
  isHostName(label: string): boolean {
    return this.hints.words.headers.read(label)?.fields.includes('hostname') === true;
  }

  /** The fields and values that a line states in a known sentence; null for any other line. */
  factsIn(line: string): readonly (readonly [field: string, value: string])[] | null {
    // In a long run of blanks, a sentence would be tried for each way to share them out: 4,000 took 95 s.
    const text = line.trim().replace(/\s+/g, ' ');
    for (const sentence of this.#sentences) {
      const groups = sentence.exec(text)?.groups;
      if (groups === undefined) continue;
      const facts = Object.entries(groups).filter(([, value]) => !setOf(this.#table.noNames).has(value.toLowerCase()));
      if (facts.length > 0) return facts;
    }
    return null;
  }

  beginsDevice(line: string): boolean {
    const start = line.trimStart().slice(0, 60).toLowerCase();
    return this.#table.begins.some((beginning) => start.startsWith(beginning));
  }

  isListed(list: 'about' | 'besideParts' | 'commands' | 'pairs' | 'places' | 'totals', word: string): boolean {
    return setOf(this.#table[list]).has(word);
  }

  /** The system that alone prints a table with these headers; null for any other table. */
  systemOf(headers: readonly string[]): string | null {
    const keys = new Set(headers.map((header) => spaced(header)));
    return this.#table.tables.find(({ headers: known }) => known.every((header) => keys.has(header)))?.system ?? null;
  }

  /**
   * The header that means the same as a label, and the fields that it feeds. `isKnown`: whether the header is known;
   * `isExact`: whether the whole label is known, and not only its last word.
   */
  #readAnew(label: string) {
    const { headers } = this.hints.words;
    const plain = withoutBrackets(label);
    const ofNeighbour = headers.read(label)?.traits.includes('port') === true ? null : headers.signs(plain).ofNeighbour;
    const ownField = this.#fieldOf(plain);
    const field = ownField ?? (ofNeighbour === null ? null : this.#fieldOf(ofNeighbour));
    const other = ofNeighbour !== null && headers.read(ofNeighbour) !== null ? ofNeighbour : label;
    const header = field === null ? other : (HEADER_OF[field] ?? field);
    const { fields = [] } = headers.read(header) ?? {};
    const isExact = ownField !== null || (headers.isKnown(label) && !fields.includes('withheld'));
    return { header, fields, isKnown: headers.read(header) !== null, isExact };
  }

  /** The field that a label of commands feeds, whatever its numbers; null for an unknown label. */
  #fieldOf(label: string): Field | null {
    const tokens = tokensOf(label);
    const bare = tokens.map((word) => word.replace(/\d+$/, ''));
    return this.#fields.get(tokens.join('')) ?? this.#fields.get(bare.join('')) ?? null;
  }
}

/** A label and its value without the quotes and signs around them. */
export function labelled(label: string, value: string): Labelled {
  const text = value.trim().replace(/^"(.*)"[,;]?$/, '$1');
  return { label: label.trim(), value: text.replace(/[,;]$/, '') };
}

/** The labels of a line, each with its value, which goes on to the next label. `isAssigned`: by an equals sign. */
export function labelsIn(line: string) {
  if (!LABEL_SIGN.test(line)) return [];
  const found = [...line.replace(ADDRESS, ({ length }) => '0'.repeat(length)).matchAll(LABEL())].filter(
    ({ 0: match, 1: label = '', index }) =>
      label.split(' ').length <= MOST_WORDS &&
      /\p{L}{2}|\p{L}\/\p{L}/u.test(label) &&
      // `09:10`, `Gi1/0:1`: a value that goes on, and no label.
      !(/\d$/.test(label) && /[:=]$/.test(match) && /^\d/.test(line.slice(index + match.length))),
  );
  return found.map(({ 0: match, 1: label = '', index }, at) => {
    const from = index + match.indexOf(label);
    const value = line.slice(index + match.length, found[at + 1]?.index);
    return { ...labelled(line.slice(from, from + label.length), value), index, isAssigned: match.includes('=') };
  });
}

/**
 * What in a line, taken alone, names a device. A `sign`: a MAC address in any form, with or without a known vendor, but
 * not broadcast or multicast; the value of a label. `words`: a value assigned with `=`, a vendor, a network
 * system, or a model that is the whole line. Null: nothing, as in errors, sentences and commands behind prompts.
 */
export function deviceIn(line: string, { words, isMakerName }: Hints): 'sign' | 'words' | null {
  const isOfOneDevice = (mac: string): boolean => !/^(?:0{12}|f{12})$/.test(mac) && !KNOWN_GROUP.test(mac);
  if (macsOf(line).some(isOfOneDevice)) return 'sign';
  const isModel = (text: string): boolean => {
    const parts = MODEL.test(text) ? text.split(' ') : [];
    return parts.some((part) => MIXED.test(part)) && !parts.some((part) => words.lines.isNoModel(part));
  };
  const namesDevice = ({ label, value }: Labelled): boolean => {
    const fields = words.headers.read(label)?.fields ?? [];
    // The label alone shows no device where a name or an address follows: it may be that of another device.
    const isOfDevice = fields.some((field) => field !== 'mac' && DEVICE_FIELDS.includes(field));
    if (!isOfDevice && !(fields.includes('hostname') && isModel(value))) return false;
    return /[\p{L}\p{N}]{2}/u.test(value) && !words.noValue.isEmpty(value);
  };
  if (PROMPT.exec(line)?.[4] !== undefined || words.lines.errorOf(line) !== null) return null;
  const item = line.replace(BEFORE_ITEM, '').trim();
  const labelsOfDevice = (text: string) => labelsIn(text).filter(namesDevice);
  if (labelsOfDevice(item).length === 0 && !isModel(item) && !words.lines.namesMaker(line, isMakerName)) return null;
  return labelsOfDevice(item.replace(/^[!#]+/, '')).some(({ isAssigned }) => !isAssigned) ? 'sign' : 'words';
}

/** The layout of lines of prose: a name in them is a mention. */
export const SENTENCES = new Layout([{ name: 'line', fields: ['text'], why: 'text line', traits: MENTION }], true);

/** The layout of a prompt: the host, as a name and as text, and the line; a name that was typed is a mention. */
export const PROMPTS = new Layout([fixedColumn(OF_SPEAKER, 'hostname'), ...LINES.columns, ...SENTENCES.columns], true);

/**
 * Reads lines in order: whether a line says whose things may not be used. It is a label with names of makers or nothing
 * behind it (`Banned vendors: Huawei, ZTE`), or such names alone, below a label alone.
 */
export function banReader({ words, isMakerName }: Hints): (line: string) => boolean {
  const isWord = (word: string): boolean => words.lines.isOfSentences(word.trim().toLowerCase());
  let isBelow = false;
  return (line) => {
    const text = line.replace(/^\s*(?:[-*•#>]+\s+)*/, '').trim();
    const [label = '', value = ''] = text.split(/:(.*)/);
    const isLabel = setOf(words.tables.lines.bans).has(foldCell(withoutBrackets(label)));
    if (!isLabel && !isBelow) return false;
    const listed = (isLabel ? value : text).replace(/\s\p{L}+(?=\s)/gu, (word) => (isWord(word) ? ',' : word));
    const names = listed.split(/[,;&、，]/).filter((name) => !isBlank(name));
    const isBan = names.every((name) => isMakerName(name.replace(/\.\s*$/, '')));
    isBelow = isBan && (!isLabel || names.length === 0);
    return isBan && text !== '';
  };
}

/** A line of text beside a table, without its secrets: a row if the line names a device. */
export function besideTable(text: string, line: number, hints: Hints): Row {
  if (banReader(hints)(text)) return rowOf(SENTENCES, [text.trim()], line, false);
  return rowOf(LINES, [hints.words.secrets.without(text.trim())], line, deviceIn(text, hints) !== null);
}
