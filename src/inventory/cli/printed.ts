import { Cache } from '../../core/cache.ts';
import { unshared } from '../../core/text.ts';
import type { Field } from '../../core/fields.ts';
import { parseMac } from '../../core/mac.ts';
import type { Words } from '../../words/words.ts';
import { tokensOf, withoutAsides } from '../../words/headers.ts';

/** A line of a text as it is read: without secrets. */
export interface PrintedLine {
  readonly text: string;
  readonly number: number;
}

/** A word of a line and where it stands. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A prompt with a command behind it: `core1#show version`, `<HQ-Core>dis lldp`, `netops@edge1> show chassis`. */
const PROMPT = /^\s*(?:<([\w.@-]+)>|\[[~*]?([\w.@-]+)\]|([\w.@/:()~-]{1,64})[#>$%])\s?(\S[^<]*)?$/;

/** The words between blanks and bars. */
export function wordsOf(line: string): Word[] {
  return Array.from(line.matchAll(/[^\s|]+/g), ({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }));
}

/** Words with one blank between them, as they stand. */
export function chunksOf(line: string): Word[] {
  const chunks: Word[] = [];
  for (const word of wordsOf(line)) {
    const last = chunks.at(-1);
    if (last !== undefined && word.start - last.end === 1 && line[last.end] === ' ')
      chunks[chunks.length - 1] = { text: line.slice(last.start, word.end), start: last.start, end: word.end };
    else chunks.push(word);
  }
  return chunks;
}

/** A line of dashes or the like, with gaps or without. */
export function isRule(line: string): boolean {
  return /^[\s|+=*~_-]*$/.test(line) && /[-=~_*]{2}/.test(line);
}

export const isBlank = (line: string): boolean => line.trim() === '';
export const indentOf = (line: string): number => line.length - line.trimStart().length;

/** An address in any usual form but bare digits. */
export const isMac = (word: string): boolean => /[:.-]/.test(word) && parseMac(word) !== null;

/** What a label says. */
interface LabelReading {
  readonly header: string;
  /** Null for one that is not known. */
  readonly fields: readonly Field[] | null;
  readonly isExact: boolean;
}

/** Labels of which it is known what they say; those of one device are a few hundred. */
const MOST_LABELS = 5000;

/** Understands what commands print, by the words of a run. */
export class Printed {
  readonly #words: Words;
  readonly #labels = new Cache<string, LabelReading>(MOST_LABELS);

  constructor(words: Words) {
    this.#words = words;
  }

  get words(): Words['printed'] {
    return this.#words.printed;
  }

  /** Whether the word before a command's sign speaks: its name; null for a line without a prompt. */
  speakerOf(line: string): string | null {
    const [, angled, squared, plain, command = ''] = PROMPT.exec(line) ?? [];
    const name = angled ?? squared ?? plain;
    if (name === undefined || !/[a-z]/i.test(name)) return null;
    if (command === '' ? plain !== undefined && /[>$%]/.test(line) : !this.words.isCommand(command.trim())) return null;
    return name.replace(/^.*@/, '').replace(/[/:(].*$/, '');
  }

  /** A label as the header of a column that means the same. */
  header(label: string): string {
    return this.#read(label).header;
  }

  /** What a label or header feeds; empty for one that is not known. */
  fields(label: string): readonly Field[] {
    return this.#read(label).fields ?? [];
  }

  /** Whether any of these labels feeds one of the fields. */
  feedAny(labels: readonly string[], fields: ReadonlySet<Field>): boolean {
    return labels.some((label) => this.fields(label).some((field) => fields.has(field)));
  }

  isKnown(label: string): boolean {
    return this.#read(label).fields !== null;
  }

  /** Whether all of a label is known, and not only its last word. */
  isExact(label: string): boolean {
    return this.#read(label).isExact;
  }

  /** Whether a label is a name in any export. */
  isName(label: string): boolean {
    return this.#words.headers.read(label)?.fields.includes('hostname') === true;
  }

  #read(label: string): LabelReading {
    let reading = this.#labels.get(label);
    if (reading === undefined) {
      const { headers } = this.#words;
      const header = this.#headerOf(label);
      const fields = headers.read(header)?.fields ?? null;
      const isOwn = this.words.fieldOf(tokensOf(withoutAsides(label))) !== null;
      const isExact = isOwn || (headers.isKnown(label) && fields?.includes('withheld') !== true);
      this.#labels.set(unshared(label), (reading = { header, fields, isExact }));
    }
    return reading;
  }

  #headerOf(label: string): string {
    const plain = withoutAsides(label);
    const own = this.#words.headers.ofNeighbour(plain);
    for (const name of own === null ? [plain] : [plain, own]) {
      const field = this.words.fieldOf(tokensOf(name));
      if (field !== null) return CANONICAL[field] ?? field;
    }
    return own !== null && this.#words.headers.read(own) !== null ? own : label;
  }
}

/** Headers of fields whose names are none. */
const CANONICAL: Readonly<Partial<Record<Field, string>>> = { text: 'port', platform: 'platform', mac: 'mac address' };
