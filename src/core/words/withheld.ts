import { NameSet } from './names.ts';
import type { WithheldTable } from './tables.ts';

const NUMBER = /^\d+$/;
/** Han, kana and hangul write no spaces. */
const UNSPACED = /[\u3040-\ud7a3]$/;
/** Words that one word of a table may stand as in a header: mot de passe. */
const LONGEST = 3;

/** Headers of secrets or of people, told by their head: `SNMP community` is one, `community device` is not. */
export class Withheld {
  readonly #table: Readonly<Record<Exclude<keyof WithheldTable, 'parts'>, NameSet>>;
  readonly #parts: readonly string[];

  constructor({
    headers,
    oneWord,
    licences,
    words,
    firstWords,
    carriers,
    firstCarriers,
    beside,
    tails,
    parts,
  }: WithheldTable) {
    this.#table = {
      headers: new NameSet(headers),
      oneWord: new NameSet(oneWord),
      licences: new NameSet(licences),
      words: new NameSet(words),
      firstWords: new NameSet(firstWords),
      carriers: new NameSet(carriers),
      firstCarriers: new NameSet(firstCarriers),
      beside: new NameSet(beside),
      tails: new NameSet(tails),
    };
    this.#parts = parts;
  }

  /** Whether a whole header is one only where no cell holds a blank. */
  isOneWord(key: string): boolean {
    return this.#table.oneWord.has(key);
  }

  /** Whether a whole header is a key that comes with a product. */
  isLicence(key: string): boolean {
    return this.#table.licences.has(key);
  }

  /** Whether a whole header, folded and without separators, is one. */
  isHeader(key: string): boolean {
    return this.#table.headers.has(key);
  }

  /**
   * Whether the head of a header is one. `linked`: place of the first word that links (`nombre del usuario`), behind
   * which no head stands; `isEmpty` tells words that say nothing (name, value).
   */
  isHead(header: readonly string[], linked: number, isEmpty: (word: string) => boolean): boolean {
    const { words, firstWords, firstCarriers, tails } = this.#table;
    if (prefixes(header).some((word) => firstWords.has(word))) return true;
    if (firstCarriers.has(header[0] ?? '') && this.#isBeside(header.slice(1))) return true;
    for (let end = linked; end > 0; end -= 1) {
      const core = header.slice(0, end);
      if (suffixes(core).some((word) => words.has(word))) return true;
      if (this.#isCarried(core, header.slice(end)) || this.#isJoined(core.at(-1) ?? '')) return true;
      const last = core.at(-1) ?? '';
      const before = core.at(-2) ?? '';
      if (!NUMBER.test(last) && !isEmpty(last) && !tails.has(last) && !tails.has(before + last)) return false;
    }
    return false;
  }

  /**
   * A word such as `key` with one beside it that makes it a secret: right before it, or behind what follows the head.
   */
  #isCarried(core: readonly string[], behind: readonly string[]): boolean {
    const { carriers } = this.#table;
    if (!carriers.has(core.at(-1) ?? '')) return false;
    return suffixes(core.slice(0, -1)).some((word) => this.#besides(word)) || this.#isBeside(behind);
  }

  #isBeside(words: readonly string[]): boolean {
    return words.some((word, at) => this.#besides(word) || this.#besides(word + (words[at + 1] ?? '')));
  }

  #besides(word: string): boolean {
    return this.#table.beside.has(word);
  }

  #isJoined(word: string): boolean {
    return this.#parts.some((part) => (UNSPACED.test(part) ? word.endsWith(part) : word.includes(part)));
  }
}

/** The last one, two and three words as one. */
function suffixes(words: readonly string[]): string[] {
  return Array.from({ length: Math.min(LONGEST, words.length) }, (_, count) => words.slice(-count - 1).join(''));
}

/** The first one, two and three words as one. */
function prefixes(words: readonly string[]): string[] {
  return Array.from({ length: Math.min(LONGEST, words.length) }, (_, count) => words.slice(0, count + 1).join(''));
}
