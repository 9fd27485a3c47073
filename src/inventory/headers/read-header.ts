import { Cache } from '../../core/cache.ts';
import { unshared } from '../../core/text.ts';
import { isIdentity, type Field, type HeaderMeaning } from '../../core/fields.ts';
import { MENTION, NO_TRAITS, type Meaning, type Trait } from '../../core/layout.ts';
import type { HeaderWords, Withheld } from '../../words/header-words.ts';
import { MAX_LENGTH, tokensOf, withoutAsides, withoutNumbers } from './header-tokens.ts';

function meaning(field: Field, why: string, ...traits: readonly Trait[]): Meaning {
  return { fields: [field], why, traits };
}

const SELLER = meaning('text', 'names a seller, owner or operator, not the vendor', 'mention');
const PART = meaning('text', 'about a part or a neighbour', 'mention');
const COMPONENT = meaning('text', 'about something that the device holds', 'mention', 'component');
const ASIDE = meaning('text', 'about a finding, a ticket or an earlier device, not the asset', 'mention');
const DESCRIPTION = meaning('text', 'description');
/** Of headers that are no field. */
const OTHERS = new Map<HeaderMeaning, Meaning>([
  ['seller', SELLER],
  ['part', PART],
  ['other', meaning('text', 'not about the vendor', 'mention')],
  ['description', DESCRIPTION],
  ['otherDay', meaning('acquired', 'synonym; not a day of purchase: clears nothing', 'other-day')],
  ['component', COMPONENT],
  ['portId', meaning('text', 'names a port, or gives its address', 'mention', 'port')],
]);

export const SECRET = meaning('withheld', 'a secret: not read');
export const PERSON = meaning('withheld', 'a person: read for identifiers and models only, not shown', 'person');
const LICENCE = meaning('withheld', 'a licence key: read, not shown', 'licence');
/** A secret only where no cell holds a blank. */
export const ONE_WORD: Meaning = { ...SECRET };

/**
 * Understands a header by its words; null when they say nothing. A secret or a person wins over every other reading.
 */
export function readHeader(name: string, words: HeaderWords): Meaning | null {
  const { meanings } = seenBy(words);
  const before = meanings.get(name);
  if (before !== undefined) return before;
  const read = new HeaderReader(words).read(name);
  meanings.set(unshared(name), read);
  return read;
}

/** Whether every word of a cell is a known header: what distinguishes a header line from data. */
export function isKnownHeader(cell: string, words: HeaderWords): boolean {
  const { known } = seenBy(words);
  let isKnown = known.get(cell);
  if (isKnown === undefined) known.set(unshared(cell), (isKnown = isHeaderOf(cell, words)));
  return isKnown;
}

function isHeaderOf(cell: string, words: HeaderWords): boolean {
  const tokens = tokensOf(cell);
  if (tokens.length === 0 || tokens.length > 5) return false;
  const reader = new HeaderReader(words);
  return reader.withheld(cell) !== null || reader.lookUp(tokens) !== null || reader.readPair(cell) !== null;
}

/** Texts whose reading is remembered: the files of a folder have the same headers, and the same cells below them. */
const REMEMBERED = 4_096;

/** What was read by the words of a run. */
interface Seen {
  readonly meanings: Cache<string, Meaning | null>;
  readonly known: Cache<string, boolean>;
  readonly signs: Cache<string, HeaderSigns>;
}

/** What a header says beside what its column holds. */
export interface HeaderSigns {
  /** Its words apart: `AP MAC` for `APMac`. */
  readonly spaced: string;
  readonly otherDevice: string | null;
  readonly isOwnAddress: boolean;
  /** What it says of a neighbour. */
  readonly ofNeighbour: string | null;
  readonly isPublisher: boolean;
  readonly software: ReturnType<HeaderWords['softwareIn']>;
  readonly isSecretByLook: boolean;
}

/** What a header says of whose its cells are. */
export function signsOf(name: string, words: HeaderWords): HeaderSigns {
  const { signs } = seenBy(words);
  let own = signs.get(name);
  if (own !== undefined) return own;
  const spaced = name.replace(/([a-z])(?=[A-Z])|([A-Z])(?=[A-Z][a-z]{2})/g, '$1$2 ');
  own = {
    spaced,
    otherDevice: words.otherDeviceIn(spaced),
    isOwnAddress: words.isOwnAddress(spaced),
    ofNeighbour: words.ofNeighbour(spaced),
    isPublisher: words.isPublisher(name),
    software: words.softwareIn(name),
    isSecretByLook: words.isSecretByLook(tokensOf(name).join('')),
  };
  signs.set(unshared(name), own);
  return own;
}

const seen = new WeakMap<HeaderWords, Seen>();

function seenBy(words: HeaderWords): Seen {
  let own = seen.get(words);
  if (own === undefined) {
    own = { meanings: new Cache(REMEMBERED), known: new Cache(REMEMBERED), signs: new Cache(REMEMBERED) };
    seen.set(words, own);
  }
  return own;
}

/** Reads headers by the words of a run. */
class HeaderReader {
  readonly #words: HeaderWords;

  constructor(words: HeaderWords) {
    this.#words = words;
  }

  read(name: string): Meaning | null {
    const tokens = tokensOf(name);
    if (tokens.length === 0) return null;
    const withheld = this.withheld(name);
    if (withheld !== null) return withheld;
    if (this.#words.asideIn(tokens) !== null) return ASIDE;
    const plain = tokensOf(withoutAsides(name));
    return (
      this.lookUp(plain) ??
      this.readPair(name) ??
      this.lookUp(tokens) ??
      this.#byHeadWord(plain) ??
      this.#byTail(plain) ??
      this.#numberless(plain)
    );
  }

  withheld(name: string): Meaning | null {
    return readWithheld(name, this.#words, (part) => this.lookUp(part)?.fields.some(isIdentity) === true);
  }

  lookUp(tokens: readonly string[]): Meaning | null {
    return tokens.length === 0 ? null : (this.#exact(tokens) ?? this.#stripped(tokens));
  }

  /**
   * `Make / Model`, `Marca y modelo`: both, when each side is understood and they differ. A type beside a maker is a
   * model.
   */
  readPair(name: string): Meaning | null {
    if (name.length > MAX_LENGTH || !this.#words.between.test(name)) return null;
    const parts = name.split(this.#words.between).map((part) => this.lookUp(tokensOf(part)));
    if (parts.length > 3) return null;
    const fields = new Set<Field>();
    for (const part of parts) {
      if (part === null) return null;
      for (const field of part.fields) fields.add(field);
    }
    if (fields.size > 1) fields.delete('text');
    if (fields.has('vendor') && fields.delete('category')) fields.add('model');
    const isMention = parts.every((part) => part?.traits.includes('mention'));
    return { fields: [...fields], why: 'synonym', traits: isMention ? MENTION : NO_TRAITS };
  }

  /** What a whole name means, folded and without separators. */
  #known(key: string): Meaning | null {
    const found = this.#words.meaningOf(key);
    return found === null ? null : (OTHERS.get(found) ?? meaning(found as Field, 'synonym'));
  }

  /** The whole name, also without a plural ending. */
  #exact(tokens: readonly string[]): Meaning | null {
    const key = tokens.join('');
    return this.#known(key) ?? this.#singular(key, 's') ?? this.#singular(key, 'es');
  }

  #singular(key: string, ending: string): Meaning | null {
    return key.length > 3 && key.endsWith(ending) ? this.#known(key.slice(0, -ending.length)) : null;
  }

  /** `Manufacturer0`, as SCCM writes every header, and `Model2`: the same without its number. */
  #numberless(tokens: readonly string[]): Meaning | null {
    const bare = withoutNumbers(tokens);
    return bare.join() === tokens.join() ? null : this.lookUp(bare);
  }

  /** The name without the words around it that say nothing: `Asset: Model`, `manufacturer.name`, `marca del equipo`. */
  #stripped(tokens: readonly string[]): Meaning | null {
    const { before, after, links, whose } = this.#words;
    const linked = tokens.findIndex((word) => links.has(word));
    if (linked > 0) {
      const bare = tokens.filter((word) => !links.has(word));
      const found =
        this.#exact(bare) ?? this.lookUp(after.has(bare[0] ?? '') ? bare.slice(1) : tokens.slice(0, linked));
      if (found !== null) return found;
    }
    if (tokens.length === 1) return null;
    const last = tokens.at(-1) ?? '';
    const found = after.has(last) ? this.lookUp(tokens.slice(0, -1)) : null;
    if (found !== null) return found;
    const owned = before.has(tokens[0] ?? '') ? this.lookUp(tokens.slice(1)) : null;
    return owned ?? (whose.has(last) ? this.#exact(tokens.slice(0, -1)) : null);
  }

  /**
   * What a name of several words is by its last words (`NVR IP`, `Camera Location`); the longest known end counts. A
   * hostname or a category is none when other words stand before it: a `Policy Name` names no device. The maker of a
   * part or a seller's model is not the device's.
   */
  #byHeadWord(tokens: readonly string[]): Meaning | null {
    for (let from = 1; from < tokens.length; from += 1) {
      const found = this.#exact(tokens.slice(from));
      if (found === null || tokens.at(-1) === 'id') continue;
      if (found.fields.includes('hostname') || found.fields.includes('category')) return null;
      const whose = this.#exact(tokens.slice(0, from));
      const strange = whose === PART || whose === SELLER || whose === COMPONENT;
      if (!strange || !found.fields.some((field) => field === 'vendor' || field === 'model')) return found;
      return whose === COMPONENT ? COMPONENT : PART;
    }
    return null;
  }

  /**
   * A known name at the end of a joined word (`Gerätehersteller`, `设备型号`); short ones end other words. What stands
   * before it counts when the end says little (`品牌名称`), and both do of a maker and a model (`品牌型号`).
   */
  #byTail(tokens: readonly string[]): Meaning | null {
    const key = tokens.join('');
    for (let from = 1; from < key.length - 1; from += 1) {
      const tail = key.slice(from);
      const found = tail.length >= 6 || isWordless(tail) ? this.#known(tail) : null;
      if (found === null) continue;
      const head = isWordless(tail) ? this.#known(key.slice(0, from)) : null;
      const [field = 'text'] = found.fields;
      if (head?.fields[0] === 'vendor' && field === 'model') return { ...found, fields: ['vendor', 'model'] };
      const vague = field === 'hostname' || found === DESCRIPTION;
      if (vague && head !== null) return head;
      return (vague || field === 'category') && tokens.length > 1 ? null : found;
    }
    return null;
  }
}

/** Han, kana and hangul write no spaces and say much in two characters. */
function isWordless(tail: string): boolean {
  return tail.charCodeAt(0) >= 0x3040 && tail.charCodeAt(0) <= 0xd7a3;
}

/**
 * What a header withholds: a secret, also one of several things that a column holds (`user/password`); a person, unless
 * another part tells what the thing is (`owner/model`).
 */
function readWithheld(name: string, words: HeaderWords, tells: (part: readonly string[]) => boolean): Meaning | null {
  const { secrets, people, between } = words;
  const tokens = tokensOf(name);
  const key = tokens.join('');
  if (words.isLicence(key)) return LICENCE;
  const parts = between.test(name) ? name.split(between).map((part) => tokensOf(part)) : [];
  const plain = name.includes('(') ? [tokensOf(withoutAsides(name))] : [];
  const all = [tokens, ...plain, ...parts];
  if (all.some((one) => isHeadOf(secrets, one, words))) return SECRET;
  if (words.isOneWordSecret(key)) return ONE_WORD;
  const persons = parts.filter((one) => isHeadOf(people, one, words)).length;
  if (persons === 0) return [plain[0] ?? tokens].some((one) => isHeadOf(people, one, words)) ? PERSON : null;
  return parts.some(tells) ? null : PERSON;
}

function isHeadOf(kind: Withheld, tokens: readonly string[], words: HeaderWords): boolean {
  const { before, after, links } = words;
  if (tokens.length === 0) return false;
  const from = tokens.findIndex((word) => !before.has(word));
  const bare = tokens.slice(Math.max(from, 0), tokens.findLastIndex((word) => !after.has(word)) + 1).join('');
  if (kind.isHeader(tokens.join('')) || kind.isHeader(bare)) return true;
  const linked = tokens.findIndex((word, at) => at > 0 && links.has(word));
  if (kind.isHead(tokens, linked < 0 ? tokens.length : linked, (word) => after.has(word))) return true;
  const numberless = withoutNumbers(tokens);
  return numberless.join() !== tokens.join() && isHeadOf(kind, numberless, words);
}
