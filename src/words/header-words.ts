import { HEADER_MEANINGS } from '../core/fields.ts';
import type { HeaderMeaning } from '../core/fields.ts';
import { fold, words as wordsIn } from '../core/text.ts';
import { keysByWord, setOf } from './look-up.ts';
import type { WordTables } from './tables.ts';

const NUMBER = /^\d+$/;
/** Han, kana and hangul write no spaces. */
const UNSPACED = /[\u3040-\ud7a3]$/;
/** Words that one word of a table may stand as in a header: mot de passe. */
const LONGEST = 3;
/** Headers of findings that make a table a scan: an inventory may say which flaws are known of a device. */
const ENOUGH_OF_SCAN = 3;

/** Headers of secrets or of people, recognised by their head: `SNMP community` is one, `community device` is not. */
export class Withheld {
  readonly #table: WordTables['people'];
  readonly #beside: readonly string[];

  /** `beside`: words that make a header one beside a word such as `key`. */
  constructor(table: WordTables['people'], beside: readonly string[]) {
    this.#table = table;
    this.#beside = beside;
  }

  /** Whether a whole header, folded and without separators, is one. */
  isHeader(key: string): boolean {
    return setOf(this.#table.headers).has(key);
  }

  /**
   * Whether the head of a header is one. `linked`: place of the first word that links (`nombre del usuario`), behind
   * which no head stands; `isEmpty` tells words that say nothing (name, value).
   */
  isHead(header: readonly string[], linked: number, isEmpty: (word: string) => boolean): boolean {
    const { words, carriers, tails } = this.#table;
    const first = setOf(words.first);
    if (prefixes(header).some((word) => first.has(word))) return true;
    if (setOf(carriers.first).has(header[0] ?? '') && this.#isBeside(header.slice(1))) return true;
    const [all, behind] = [setOf(words.all), setOf(tails)];
    for (let end = linked; end > 0; end -= 1) {
      const core = header.slice(0, end);
      if (suffixes(core).some((word) => all.has(word))) return true;
      if (this.#isCarried(core, header.slice(end)) || this.#isJoined(core.at(-1) ?? '')) return true;
      const last = core.at(-1) ?? '';
      const before = core.at(-2) ?? '';
      if (!NUMBER.test(last) && !isEmpty(last) && !behind.has(last) && !behind.has(before + last)) return false;
    }
    return false;
  }

  /**
   * A word such as `key` with one beside it that makes it a secret: right before it, or behind what follows the head.
   */
  #isCarried(core: readonly string[], behind: readonly string[]): boolean {
    if (!setOf(this.#table.carriers.all).has(core.at(-1) ?? '')) return false;
    return suffixes(core.slice(0, -1)).some((word) => this.#besides(word)) || this.#isBeside(behind);
  }

  #isBeside(words: readonly string[]): boolean {
    return words.some((word, at) => this.#besides(word) || this.#besides(word + (words[at + 1] ?? '')));
  }

  #besides(word: string): boolean {
    return setOf(this.#beside).has(word);
  }

  #isJoined(word: string): boolean {
    return this.#table.parts.some((part) => (UNSPACED.test(part) ? word.endsWith(part) : word.includes(part)));
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

/** What headers say of software: its name, its name where a version stands beside it, a version. */
const SOFTWARE = ['software', 'besideVersion', 'version'] as const;
/** From here on scripts write no spaces, up to the end of hangul. */
const FIRST_KANA = 0x3040;

/** What known headers mean, by their folded words. */
export class HeaderWords {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
  readonly whose: ReadonlySet<string>;
  readonly secrets: Withheld;
  readonly people: Withheld;
  readonly #table: WordTables['headers'];
  readonly #secrets: WordTables['secrets'];
  readonly #meanings: ReadonlyMap<string, HeaderMeaning>;
  readonly #software: ReadonlyMap<string, (typeof SOFTWARE)[number]>;
  #between: RegExp | null = null;
  #ownAddress: RegExp | null = null;
  #neighbour: RegExp | null = null;

  constructor({ headers, secrets, people }: WordTables) {
    this.#table = headers;
    this.#secrets = secrets;
    this.before = setOf(headers.before);
    this.after = setOf(headers.after);
    this.links = setOf(headers.links);
    this.whose = setOf(headers.whose);
    this.secrets = new Withheld(secrets, secrets.beside);
    this.people = new Withheld(people, people.words.all);
    this.#meanings = keysByWord(headers, HEADER_MEANINGS);
    this.#software = keysByWord(headers, SOFTWARE);
  }

  /** What a whole header means, folded and without separators; null for one that is not known. */
  meaningOf(key: string): HeaderMeaning | null {
    return this.#meanings.get(key) ?? null;
  }

  /** Whether a whole header is a secret only where no cell holds a blank. */
  isOneWordSecret(key: string): boolean {
    return setOf(this.#secrets.oneWord).has(key);
  }

  /** Whether a whole header is a secret where its cells look like some. */
  isSecretByLook(key: string): boolean {
    return setOf(this.#secrets.byLook).has(key);
  }

  /** Whether a whole header is a key that comes with a product. */
  isLicence(key: string): boolean {
    return setOf(this.#secrets.licences).has(key);
  }

  /** What separates two things that a column holds: `Make / Model`, `Marca y modelo`. */
  get between(): RegExp {
    return (this.#between ??= new RegExp(`[/&+,;|／・、]|\\s(?:${this.#table.and})\\s|[及和與与]`, 'i'));
  }

  /**
   * The word of a header, its words apart, for what a device is attached to (`AP MAC`, `Next hop`); null without one.
   */
  otherDeviceIn(header: string): string | null {
    return wordIn(this.#table.otherDevice, wordsIn(fold(header)));
  }

  /** The word of a header for a finding, a ticket, a device that was there before (`Old vendor`); null without one. */
  asideIn(tokens: readonly string[]): string | null {
    return wordIn(this.#table.aside, tokens);
  }

  /** Whether headers are those of what a vulnerability scan found. */
  areOfScan(headers: readonly string[]): boolean {
    const keys = new Set(headers.map((header) => wordsIn(fold(header)).join('')));
    return [...keys].filter((key) => setOf(this.#table.scan).has(key)).length >= ENOUGH_OF_SCAN;
  }

  /** Whether a header is that of an address which no word, or one for the device itself, qualifies. */
  isOwnAddress(header: string): boolean {
    this.#ownAddress ??= new RegExp(
      `^\\W*(?:(?:${this.#table.ownDevice})[\\s_.-]+)?(?:mac|hw|hardware|physical)[\\s_.-]*(?:addr|address|id)?\\W*$`,
      'i',
    );
    return this.#ownAddress.test(header);
  }

  /** What a header about a neighbour says of it (`Remote System Name`: `Name`); null for any other. */
  ofNeighbour(header: string): string | null {
    this.#neighbour ??= new RegExp(
      `^\\W*(?:${this.#table.neighbour})(?:[\\s_.-]+(?:device|system|host))?[\\s_.-]+(?=\\w)`,
      'i',
    );
    return this.#neighbour.test(header) ? header.replace(this.#neighbour, '') : null;
  }

  /** Whether a folded header is the country in which a site is. */
  isSiteCountry(folded: string): boolean {
    return isOneOf(folded, this.#table.siteCountry);
  }

  /** Whether a header is the publisher of software. */
  isPublisher(header: string): boolean {
    return isOneOf(fold(header), this.#table.publisher);
  }

  /** What a header says of software: that it names it, that it does so beside a version, or that it is a version. */
  softwareIn(header: string): (typeof SOFTWARE)[number] | null {
    return this.#software.get(wordsIn(fold(header)).join('')) ?? null;
  }
}

/** The first of some words that stands among others. */
function wordIn(all: readonly string[], tokens: readonly string[]): string | null {
  const said = ` ${tokens.join(' ')} `;
  return all.find((word) => said.includes(word.charCodeAt(0) >= FIRST_KANA ? word : ` ${word} `)) ?? null;
}

function isOneOf(folded: string, source: string): boolean {
  return new RegExp(`^\\W*(?:${source})\\W*$`).test(folded);
}
