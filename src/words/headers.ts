import { remembering } from '../core/cache.ts';
import { isIdentity, type Field } from '../core/fields.ts';
import { HEADER_MEANINGS, meant, OTHERS, type HeaderMeaning, type Meaning } from '../core/layout.ts';
import { ANY_ASCII, fold, isUnspaced, words, joined } from '../core/text.ts';
import { keysByWord, setOf } from './look-up.ts';
import type { WordTables } from './tables.ts';

/** Things whose maker or model is not the device's. */
const OF_OTHERS: readonly Meaning[] = [OTHERS.part, OTHERS.seller, OTHERS.publisher, OTHERS.component];
const NOT_OF_ASSET = meant('text', 'about a finding, a ticket or an earlier device, not the asset', 'mention');
const OTHER_ORIGIN = meant('country', 'synonym; perhaps of a part: clears nothing', 'other-origin');

export const SECRET = meant('withheld', 'a secret: not read');
export const PERSON = meant('withheld', 'a person: read for identifiers and models only, not shown', 'person');
const LICENCE = meant('withheld', 'a licence key: read, not shown', 'licence');
/** A secret only where no cell holds a blank. */
export const ONE_WORD: Meaning = { ...SECRET };

/** The reason given for a header of which only the last words are known. */
export const BY_LAST_WORDS = 'synonym of its last words';
/** Fields that may be about a part, a seller or anything else that the words before them name. */
const OF_DEVICE: ReadonlySet<Field> = new Set<Field>(['vendor', 'model', 'partNumber', 'platform']);

/** Headers of software: its name, its name where a version stands beside it, its version. */
const SOFTWARE = ['software', 'besideVersion', 'version'] as const;
/** Headers of findings that make a table a vulnerability scan: an inventory may have some for known flaws. */
const ENOUGH_OF_SCAN = 3;
/** The longest header, and the most words of a cell that looks like one: longer ones are text. */
const [LONGEST, MOST_CELL_WORDS] = [120, 5];
/** Of more words those that add nothing are not left out one by one: each doubles the ways to do so. */
const MOST_STRIPPED = 8;

/** What headers mean, by the words of a run. */
export class Headers {
  readonly people: ReturnType<typeof withheldHeaders>;
  readonly #secrets: ReturnType<typeof withheldHeaders>;
  readonly #table: WordTables['headers'];
  readonly #withheld: WordTables['secrets'];
  readonly #meanings: ReadonlyMap<string, HeaderMeaning>;
  readonly #software: ReadonlyMap<string, (typeof SOFTWARE)[number]>;
  readonly #between: RegExp;
  readonly #neighbour: RegExp;
  readonly #types: RegExp;

  constructor({ headers, secrets, people }: WordTables) {
    this.#table = headers;
    this.#withheld = secrets;
    this.#secrets = withheldHeaders(secrets, secrets, headers);
    this.people = withheldHeaders(people, { beside: people.words.all, articles: [], prepositions: [] }, headers);
    this.#meanings = keysByWord(headers, HEADER_MEANINGS);
    this.#software = keysByWord(headers, SOFTWARE);
    // What separates two things that a column holds: `Make / Model`, `Marca y modelo`.
    this.#between = new RegExp(`[/&+,;|／・、]|\\s(?:${headers.and})\\s|[及和與与]`, 'i');
    const device = '(?:[\\s_.-]+(?:device|system|host))?[\\s_.-]+(?=\\w)';
    this.#neighbour = new RegExp(`^\\W*(?:${headers.neighbour})${device}`, 'i');
    this.#types = new RegExp(headers.types);
  }

  /** What a column holds by its header; null: not known. A secret or a person wins over every other reading. */
  readonly read = remembering((name): Meaning | null => {
    // A longer text is not a header, but its beginning or end may say that secrets stand below it.
    const ends = name.length > LONGEST ? `${name.slice(0, LONGEST / 2 - 1)} ${name.slice(-LONGEST / 2)}` : name;
    const tokens = tokensOf(ends);
    if (tokens.length === 0) return null;
    const withheld = this.#withheldBy(ends, tokens);
    if (ends !== name) return withheld === PERSON ? null : withheld;
    if (withheld !== null) return withheld;
    if (wordIn(this.#table.notOfAsset, tokens) !== null)
      return this.#lookUp(tokens) === OTHERS.successor ? OTHERS.successor : NOT_OF_ASSET;
    const plain = tokensOf(withoutBrackets(name));
    // `Assets[Vendor]`, as DAX writes a column of a table.
    const ofTable = /[\w']\[/.test(name) ? (this.#lookUp(tokens) ?? this.#byHeadWord(tokens)) : null;
    if (ofTable !== null) return ofTable;
    const found =
      this.#lookUp(plain) ??
      this.#whole(name, tokens) ??
      this.#byHeadWord(plain) ??
      this.#byTail(plain) ??
      // `Model2`: the same without its number.
      this.#lookUp(withoutNumbers(plain));
    return found === null || this.#areBracketsRedundant(name, found) ? found : ofAnother(found);
  });

  /** Whether every word of a cell is a known header: what distinguishes a header line from data. */
  readonly isKnown = remembering((cell): boolean => {
    const tokens = tokensOf(cell);
    if (tokens.length === 0 || tokens.length > MOST_CELL_WORDS) return false;
    // `Manufacturer0`, as SCCM writes every header; a cell of data may end in any other number.
    const numberless = tokens.map((word) => word.replace(/(?<=[a-z]{3})0$/, ''));
    return (this.#withheldBy(cell, tokens) ?? this.#whole(cell, tokens) ?? this.#lookUp(numberless)) !== null;
  });

  /** What else a header says, besides what its column holds. */
  readonly signs = remembering((name) => {
    const spaced = name.replace(JOINED_ASCII, '$& ');
    const tokens = words(fold(spaced));
    return {
      /** Its words apart: `AP MAC` for `APMac`. */
      spaced,
      /** The word for what a device is attached to (`AP MAC`, `Next hop`); null without one. */
      otherDevice: wordIn(this.#table.otherDevice, tokens),
      /** An address of the device itself: no word speaks of another. */
      isOwnAddress: tokens.length > 0 && tokens.every((word) => setOf(this.#table.ownAddress).has(word)),
      /** What else a header for a type says: of what it is one; null for any other header. */
      typeOf: this.#types.test(fold(name)) ? words(fold(name).replace(this.#types, ' ')) : null,
      /** What a header about a neighbour says of it (`Remote System Name`: `Name`); null for any other. */
      ofNeighbour: this.#neighbour.test(spaced) ? spaced.replace(this.#neighbour, '') : null,
      software: this.#software.get(joined(name)) ?? null,
      /** A secret where the cells look like secrets. */
      isSecretByLook: setOf(this.#withheld.byLook).has(tokensOf(name).join('')),
    };
  });

  /** What a whole header means, folded and without separators; null for one that is not known. */
  meaningOf(key: string): HeaderMeaning | null {
    return this.#meanings.get(key) ?? null;
  }

  /** Whether headers are those of what a vulnerability scan found. */
  areOfScan(headers: readonly string[]): boolean {
    const keys = headers.map((header) => joined(header));
    return new Set(keys.filter((key) => setOf(this.#table.scan).has(key))).size >= ENOUGH_OF_SCAN;
  }

  /** Whether brackets say only how something is written, or once more what it is: `(dd/mm/yyyy)`, `(UTC)`, `(采购日期)`. */
  #areBracketsRedundant(name: string, { fields: [field = 'text'] }: Meaning): boolean {
    const addsMeaning = (word: string): boolean =>
      !FORMAT.test(word) &&
      ![this.#table.aside, this.#table.before, this.#table.whose].some((all) => setOf(all).has(word));
    return (name.match(BRACKETS) ?? []).every((text) => {
      const tokens = tokensOf(text);
      const inside = this.#lookUp(tokens);
      return (inside !== OTHERS.otherDay && inside?.fields[0] === field) || !tokens.some(addsMeaning);
    });
  }

  /**
   * Why cells under a header are withheld: for a secret, also as one of several things in the column (`user/password`),
   * or for a person, unless another part identifies the device (`owner/model`). Null: they are not.
   */
  #withheldBy(name: string, tokens: readonly string[]): Meaning | null {
    const key = tokens.join('');
    if (setOf(this.#withheld.licences).has(key)) return LICENCE;
    const parts = this.#between.test(name) ? name.split(this.#between).map(tokensOf) : [];
    const plain = name.includes('(') ? tokensOf(withoutBrackets(name)) : tokens;
    if ([tokens, plain, ...parts].some((one) => this.#secrets.matches(one))) return SECRET;
    if (setOf(this.#withheld.oneWord).has(key)) return ONE_WORD;
    if (!parts.some((one) => this.people.matches(one))) return this.people.matches(plain) ? PERSON : null;
    return parts.some((part) => this.#lookUp(part)?.fields.some(isIdentity) === true) ? null : PERSON;
  }

  /** The meaning of a name as a whole: of one thing, of two, or of one in two languages. */
  #whole(name: string, tokens: readonly string[]): Meaning | null {
    return this.#lookUp(tokens) ?? this.#pairIn(name) ?? this.#inTwoLanguages(tokens);
  }

  #lookUp(tokens: readonly string[]): Meaning | null {
    return tokens.length === 0 ? null : (this.#exact(tokens) ?? this.#stripped(tokens));
  }

  /** `Make / Model`, `Marca y modelo`: both, where both are understood and differ. A type beside a maker is a model. */
  #pairIn(name: string): Meaning | null {
    if (name.length > LONGEST || !this.#between.test(name)) return null;
    const parts = name.split(this.#between).map((part) => this.#lookUp(tokensOf(part)));
    if (parts.length > 3 || parts.includes(null)) return null;
    const fields = new Set(parts.flatMap((part) => part?.fields ?? []));
    if (fields.size > 1) fields.delete('text');
    if (fields.has('vendor') && fields.delete('category')) fields.add('model');
    if (parts.includes(OTHERS.otherDay)) return OTHERS.otherDay;
    const isMention = parts.every((part) => part?.traits.includes('mention'));
    return meant([...fields], 'synonym', ...(isMention ? (['mention'] as const) : []));
  }

  /** `Manufacturer (制造商)`, `Модель Model`: the same in two scripts, as far as both are understood. */
  #inTwoLanguages(tokens: readonly string[]): Meaning | null {
    const [latin, other] = [true, false].map((isAscii) => tokens.filter((word) => ANY_ASCII.test(word) === isAscii));
    return (latin?.length ?? 0) > 0 && this.#lookUp(other ?? []) !== null ? this.#lookUp(latin ?? []) : null;
  }

  #meaningOfKey(key: string): Meaning | null {
    const found = this.meaningOf(key);
    if (found === null) return null;
    return found in OTHERS ? OTHERS[found as keyof typeof OTHERS] : meant(found as Field, 'synonym');
  }

  /** The meaning of the whole name, also without a plural ending. */
  #exact(tokens: readonly string[]): Meaning | null {
    const key = tokens.join('');
    const found = this.#meaningOfKey(key);
    if (found !== null || key.length <= 3 || !key.endsWith('s')) return found;
    return this.#meaningOfKey(key.slice(0, -1)) ?? (key.endsWith('es') ? this.#meaningOfKey(key.slice(0, -2)) : null);
  }

  /** The meaning without words that add nothing: `Asset: Model`, `manufacturer.name`, `marca del equipo`. */
  #stripped(tokens: readonly string[]): Meaning | null {
    const { before, after, links, whose } = this.#table;
    const isIn = (list: readonly string[], word = ''): boolean => setOf(list).has(word);
    const linked = tokens.findIndex((word) => isIn(links, word));
    if (linked > 0) {
      const bare = tokens.filter((word) => !isIn(links, word));
      const found = this.#exact(bare) ?? this.#lookUp(isIn(after, bare[0]) ? bare.slice(1) : tokens.slice(0, linked));
      const isOfAsset = isIn(before, tokens.at(-1)) || isIn(whose, tokens.at(-1));
      if (found !== null) return isOfAsset ? found : ofAnother(this.#byLastWords(found, tokens.slice(linked)));
    }
    if (tokens.length === 1 || tokens.length > MOST_STRIPPED) return null;
    const last = tokens.at(-1);
    const found = isIn(after, last) ? this.#lookUp(tokens.slice(0, -1)) : null;
    if (found !== null) return found;
    const owned = isIn(before, tokens[0]) ? this.#lookUp(tokens.slice(1)) : null;
    return owned ?? (isIn(whose, last) ? this.#exact(tokens.slice(0, -1)) : null);
  }

  /**
   * What a header of several words means by its last words (`NVR IP`, `Camera Location`); the longest known end counts.
   * With other words before it, a hostname or category is none: a `Policy Name` names no device. The maker of a part or
   * a seller's model is not the device's.
   */
  #byHeadWord(tokens: readonly string[]): Meaning | null {
    if (tokens.at(-1) === 'id') return null;
    // Words for what belongs to whatever stands before them: `PO reference`, `spare part`.
    const ofAnything = setOf(this.#table.ofAnything);
    for (let from = 1; from < tokens.length; from += 1) {
      const found = this.#exact(tokens.slice(from));
      if (found === null) continue;
      if (found.fields.includes('hostname') || found.fields.includes('category')) return null;
      const whose = this.#exact(tokens.slice(0, from));
      const isOfOthers = whose !== null && OF_OTHERS.includes(whose);
      if (isOfOthers && found.fields.some((field) => field === 'vendor' || field === 'model'))
        return whose === OTHERS.component ? whose : OTHERS.part;
      if (from === tokens.length - 1 && ofAnything.has(tokens[from] ?? '') && whose?.fields.some(isIdentity) !== true)
        return null;
      const isUnsure = found.fields.some((field) => OF_DEVICE.has(field)) && (whose?.fields[0] ?? 'text') === 'text';
      return isUnsure ? { ...found, why: BY_LAST_WORDS } : ofAnother(found);
    }
    return null;
  }

  /**
   * A known name at the end of a joined word (`Gerätehersteller`, `设备型号`); short names also end other words. What
   * stands before it counts when the end says little (`品牌名称`); a maker before a model makes both (`品牌型号`).
   */
  #byTail(tokens: readonly string[]): Meaning | null {
    const key = tokens.join('');
    for (let from = 1; from < key.length - 1; from += 1) {
      const tail = key.slice(from);
      const isInside = isUnspaced(tail.charAt(0));
      const found = tail.length >= 6 || isInside ? this.#meaningOfKey(tail) : null;
      if (found === null) continue;
      const head = isInside ? this.#meaningOfKey(key.slice(0, from)) : null;
      const [field = 'text'] = found.fields;
      if (head?.fields[0] === 'vendor' && field === 'model') return { ...found, fields: ['vendor', 'model'] };
      const isVague = field === 'hostname' || found === OTHERS.description;
      if (isVague && head !== null) return head;
      if ((isVague || field === 'category' || setOf(this.#table.ofAnything).has(tail)) && tokens.length > 1)
        return null;
      const isOfAsset = setOf(this.#table.before).has(key.slice(0, from));
      return isOfAsset ? found : ofAnother(this.#byLastWords(found, [key]));
    }
    return null;
  }

  /** The type of something else than the device is no model: `Tipo de memoria`, `合同类型`. */
  #byLastWords(found: Meaning, others: readonly string[]): Meaning {
    const isOfAsset = [this.#table.before, this.#table.whose].some((all) => wordIn(all, others) !== null);
    return found.fields[0] === 'category' && !isOfAsset ? { ...found, why: BY_LAST_WORDS } : found;
  }
}

/**
 * A day or a country clears a row only where the header says whose it is: `Licence purchase date`, `Replacement order
 * date` and `Delivery date of service` are days of something else, `Battery country of origin` is of a part.
 */
function ofAnother(found: Meaning): Meaning | null {
  const [field = 'text'] = found.fields;
  if (field === 'acquired') return OTHERS.otherDay;
  if (field === 'country') return OTHER_ORIGIN;
  return field === 'authorised' || field === 'made' ? null : found;
}

const BRACKETS = /\([^()]*\)|\[[^[\]]*\]/g;
/** A number, a letter, or how a day is written: letters that stand in runs (`dd`, `yyyymmdd`, `jjjj`). */
const FORMAT = /^(?:\d+|.|(?:(\p{L})\1+)+)$/u;

/** A header without its brackets and what they hold. */
export function withoutBrackets(name: string): string {
  return name.replace(BRACKETS, ' ');
}

/** Where a word ends and a capital begins the next one; an expression for ASCII alone compiles in no time. */
const JOINED_ASCII = /[a-z\d](?=[A-Z][A-Za-z])|[A-Z](?=[A-Z][a-z]{2})/g;
const joinedAny = (): RegExp =>
  /(\p{Ll}|\d)(?=\p{Lu}\p{L})|(\p{Lu})(?=\p{Lu}\p{Ll}{2})|([\u3040-\ud7a3])(?=[A-Za-z])/gu;

/** The words of a header: `deviceType`, `Device_Type` and `DEVICE TYPE` are the same two. */
export function tokensOf(name: string): string[] {
  if (name.length > LONGEST) return [];
  return words(fold(name.replace(ANY_ASCII.test(name) ? JOINED_ASCII : joinedAny(), '$& ')));
}

function wordIn(all: readonly string[], tokens: readonly string[]): string | null {
  const text = ` ${tokens.join(' ')} `;
  return all.find((word) => text.includes(word) && (isUnspaced(word.charAt(0)) || text.includes(` ${word} `))) ?? null;
}

/** Words of a header that may be one word of a table: mot de passe. */
const MOST_JOINED = 3;

/**
 * Recognises headers of secrets or of people by their head: `SNMP community` is one, `community device` is not.
 * `beside`: words that make a header one if they stand beside a word such as `key`; `articles`: links behind which the
 * head is sought anew, unless they stand behind another link (`Cámaras de la comunidad`) or one of `prepositions`.
 */
function withheldHeaders(
  { headers, words: headWords, carriers, tails, parts }: WordTables['people'],
  { beside, articles, prepositions }: Pick<WordTables['secrets'], 'beside' | 'articles' | 'prepositions'>,
  { before, after, links }: WordTables['headers'],
) {
  const isIn = (list: readonly string[], ...all: readonly string[]): boolean => all.some((one) => setOf(list).has(one));
  const isBeside = (all: readonly string[]): boolean =>
    isIn(beside, ...all.flatMap((word, at) => [word, word + (all[at + 1] ?? '')]));
  /** The last word, the last two and the last three, each joined. */
  const ends = (all: readonly string[]): string[] =>
    all.slice(-MOST_JOINED).map((_, at, last) => last.slice(at).join(''));
  const holdsPart = (word: string): boolean =>
    parts.some((part) => word.includes(part) && (word.endsWith(part) || !isUnspaced(part.slice(-1))));
  /** Whether the head is one. `linked`: the index of a linking word, which ends the head (`nombre del usuario`). */
  const isHead = (header: readonly string[], linked = header.length): boolean => {
    const [first = ''] = header;
    if (isIn(headWords.first, ...header.slice(0, MOST_JOINED).map((_, at, all) => all.slice(0, at + 1).join(''))))
      return true;
    if (isIn(carriers.first, first) && isBeside(header.slice(1))) return true;
    for (let end = linked; end > 0; end -= 1) {
      const core = header.slice(0, end);
      const [last = '', last2 = ''] = core.toReversed();
      // A word such as `key` beside one of `beside`: before it, or behind the head.
      const isCarried = (): boolean =>
        isIn(carriers.all, last) && (isIn(beside, ...ends(core.slice(0, -1))) || isBeside(header.slice(end)));
      if (isIn(headWords.all, ...ends(core)) || isCarried() || holdsPart(last)) return true;
      if (!/^\d+$/.test(last) && !isIn(after, last) && !isIn(tails, last, last2 + last)) return false;
    }
    return false;
  };
  const isOne = (tokens: readonly string[]): boolean => {
    if (tokens.length === 0) return false;
    const from = tokens.findIndex((word) => !isIn(before, word));
    const to = tokens.findLastIndex((word) => !isIn(after, word)) + 1;
    if (isIn(headers, tokens.join(''), tokens.slice(Math.max(from, 0), to).join(''))) return true;
    const linked = tokens.findIndex((word, at) => at > 0 && isIn(links, word));
    if (isHead(tokens, linked < 0 ? tokens.length : linked)) return true;
    const isLink = (word = ''): boolean => isIn(links, word) || isIn(prepositions, word);
    const anew = tokens.findIndex((word, at) => at > 0 && isIn(articles, word) && !isLink(tokens[at - 1]));
    return anew > 0 && isOne(tokens.slice(anew + 1));
  };
  /** Whether the words of a header, folded, make it one, with the numbers at their end or without. */
  const matches = (tokens: readonly string[]): boolean => isOne(tokens) || isOne(withoutNumbers(tokens));
  return { isHead, matches };
}

/** Words without the number at their end: `Manufacturer0`, `Model2`. */
function withoutNumbers(tokens: readonly string[]): string[] {
  return tokens.map((word) => word.replace(/(?<=[a-z]{3})\d{1,2}$/, ''));
}
