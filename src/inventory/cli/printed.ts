import { remembering } from '../../core/cache.ts';
import { DEVICE_FIELDS, FIELDS, type Field } from '../../core/fields.ts';
import { parseMac } from '../../core/mac.ts';
import { fold, words as wordsIn } from '../../core/text.ts';
import { keysByWord, setOf } from '../../words/look-up.ts';
import { tokensOf, withoutBrackets } from '../../words/headers.ts';
import type { WordTables } from '../../words/tables.ts';
import type { Hints } from '../inventory.ts';

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

/** The words between blanks and bars. */
export function wordsOf(line: string): Word[] {
  return Array.from(line.matchAll(/[^\s|]+/g), asWord);
}

/** Words with one blank between them, as they stand. */
export function chunksOf(line: string): Word[] {
  return Array.from(line.matchAll(/[^\s|]+(?: [^\s|]+)*/g), asWord);
}

/** What was found in a line. */
export function asWord({ 0: text, index }: RegExpExecArray) {
  return { text, start: index, end: index + text.length } as const;
}
/** A word of a line and where it stands. */
export type Word = ReturnType<typeof asWord>;

/** Whether a line says nothing. */
export const isBlank = (line: string): boolean => line.trim() === '';
/** How many blanks a line begins with. */
export const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Whether no character of a cell stands at a place. */
export const isGap = (line: string, at: number): boolean => /^[\s|]?$/.test(line[at] ?? '');

/** An address in any usual form but bare digits. */
export const isMac = (word: string): boolean => /[:.-]/.test(word) && parseMac(word) !== null;

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
    this.#sentences = this.#table.sentences.map((source) => new RegExp(`^\\s*(?:${source})`, 'i'));
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
    for (const sentence of this.#sentences) {
      const facts = Object.entries(sentence.exec(line)?.groups ?? {}).filter(
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
    const keys = new Set(headers.map((header) => wordsIn(fold(header)).join(' ')));
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
