import { remembering } from './cache.ts';
import { trustedMask, type Item } from './mask/mask.ts';
import { endOfCell, endsCell } from './row-text.ts';

/**
 * Makes the patterns of one kind of evidence for some columns, before the first text is read for them: valid masks for
 * how a word begins in a text in which it may find something.
 */
export type Patterns = () => readonly string[];

/** The pattern of a word between whose letters separators may stand: D.J.I., Hik-Vision. */
export const spelt = (word: string): string => word.replace(/\B/g, '-');

/** Bits for what a text may hold: nothing, or something that is looked for. */
export const NOTHING = 0;
export const KNOWN = 1;
/** Bit: an address. */
export const ADDRESS = 2;
/** Bit: a character that may stand for another, `?` that may stand for a lost one, or the `#` of an error value. */
export const SIGN = 4;
/** The result for a text that the table cannot clear: it may hold anything. */
export const ANYTHING = KNOWN | SIGN;

/** Classes of characters: 0 separates words, then letters, then digits. */
const CLASS_COUNT = 37;
/** Bits of a class; the classes of a few letters in a row make one number. */
const CLASS_BITS = 6;
const CLASS_MASK = 63;
const PAIR_COUNT = 1 << (2 * CLASS_BITS);
/** Flag of a class: its character is no hex digit. */
const NOT_HEX = 64;
/** Flag of a separator: it may stand for another character, or for a lost one. */
const IS_SIGN = 128;
/** Every text with letters that a program encoded holds one of these. */
export const ENCODING_SIGNS = '&\\%=<';
/** Flag of a character beyond ASCII, or one that does not show: no table clears a text with it. */
const FOREIGN_BIT = 256;
const FOREIGN = FOREIGN_BIT | NOT_HEX | CLASS_MASK;

const CLASSES = new Uint16Array(128);
for (let letter = 0; letter < 26; letter += 1) {
  const letterClass = (letter + 1) | (letter < 6 ? 0 : NOT_HEX);
  CLASSES.fill(letterClass, 65 + letter, 66 + letter).fill(letterClass, 97 + letter, 98 + letter);
}
for (let digit = 0; digit < 10; digit += 1) CLASSES[48 + digit] = 27 + digit;
for (const sign of `${ENCODING_SIGNS}?#`) CLASSES[sign.charCodeAt(0)] = IS_SIGN;
CLASSES.fill(FOREIGN, 0, 9).fill(FOREIGN, 14, 32)[127] = FOREIGN;

/** The characters of `0x`, which programs write before an address, and the bit that makes a capital letter small. */
const ZERO = 0x30;
const X = 0x78;
const LOWER_CASE_BIT = 0x20;

/** Whether a character separates words. Only before such a character can a table find the end of a text. */
export function separates(code: number): boolean {
  return code < 128 && ((CLASSES[code] as number) & CLASS_MASK) === 0;
}

const ANY: readonly number[] = Array.from({ length: CLASS_COUNT }, (_, one) => one);

/**
 * One number counts the words of hex digits that an address may have: pairs in its low bits, fours and sixes above
 * (GROUP). Five pairs, two groups or one word of twelve, or of the sixteen of an EUI-64, may be an address; so may a
 * text of GROUP characters or more.
 */
const PAIRS = 5;
const GROUP = 1 << 10;
/** What a word of hex digits adds to the count, by its length. Other words, in the second half, add nothing. */
const HEX_WORDS = new Int32Array(2 * NOT_HEX);
HEX_WORDS.fill(1, 1, 3).fill(GROUP, 4, 5).fill(GROUP, 6, 7)[12] = HEX_WORDS[16] = PAIRS;

/** The letters and digits that are compared: four, and a fifth where a pattern says which. */
const MOST_LETTERS = 5;
const FIVE_LETTERS = (1 << (MOST_LETTERS * CLASS_BITS)) - 1;
const FIFTH = 1 << (MOST_LETTERS - 1);
/** Bits of `starts` at the end of a text: words that began one to four letters ago and have no fifth. */
const LATE = FIFTH | 0b1110;
/** A pattern that can begin in more ways than this is entered by its first four letters. */
const MOST_WAYS = 512;
/** Places of a table. Patterns are entered only when a text begins like them, so few places are taken. */
const PLACE_BITS = 17;
const PLACES = 1 << PLACE_BITS;
/** What the place of four letters says: the four are enough, or a fifth must fit too. */
const DECIDES = 1;
const WITH_FIFTH = 2;
/** The same two bits, shifted by this, hold for letters with no separator between them. */
const JOINED = 2;

/** A gate has a bit for each hash of three letters; it alone clears most texts of a run. */
const GATE_BITS = 16;
const GATE_WORDS = 1 << (GATE_BITS - 5);

/** The patterns by the first two letters of what they match, and a gate for the first three of all of them. */
export function beginningsOf(all: Patterns) {
  const patterns: (string[] | undefined)[] = [];
  const gate = new Int32Array(GATE_WORDS);
  for (const pattern of all()) {
    for (const { classes } of waysOf(pattern, 3))
      for (const first of classes[0] ?? ANY)
        for (const second of classes[1] ?? ANY) {
          const pair = (first << CLASS_BITS) | second;
          const ofPair = (patterns[pair] ??= []);
          if (ofPair.at(-1) !== pattern) ofPair.push(pattern);
          for (const third of classes[2] ?? ANY) {
            const place = gateOf((pair << CLASS_BITS) | third);
            gate[place >>> 5] = (gate[place >>> 5] as number) | (1 << place);
          }
        }
  }
  return { patterns, gate };
}

/**
 * A table of the first letters of all that some kinds of evidence look for. It tells in nanoseconds that a text holds
 * none of it, like nearly all serial numbers, host names and addresses. Separators are skipped: D.J.I. begins like DJI.
 */
export class FirstLetters {
  readonly #fours = new Uint8Array(PLACES);
  readonly #fives = new Uint8Array(PLACES);
  readonly #gate = new Int32Array(GATE_WORDS);
  /** By their first two letters, the patterns that are entered when a word of a text first begins so. */
  readonly #waiting: (string[] | undefined)[] = Array.from({ length: PAIR_COUNT });
  readonly #entered = new Set<string>();

  constructor(beginnings: readonly ReturnType<typeof beginningsOf>[]) {
    for (const { patterns: byPair, gate } of beginnings) {
      gate.forEach((bits, at) => (this.#gate[at] = (this.#gate[at] as number) | bits));
      byPair.forEach((patterns = [], pair) => (this.#waiting[pair] ??= []).push(...patterns));
    }
  }

  /** Where the text that was read last ends. */
  end = 0;

  /**
   * Reads the text that begins at `from` and ends before `stop` or a line end, or at `to`. Returns ANYTHING, also where
   * it is not plain ASCII, else NOTHING or the bits ADDRESS and SIGN. Sets `end`.
   */
  read(codes: Uint16Array, from: number, to: number, stop: number): number {
    const gate = this.#gate;
    /** The last five letters, and a bit for each letter that begins a word. */
    let letters = 0;
    let starts = 0;
    /** The length of the word so far, its flags, and the flags of all words and separators. */
    let wordLength = 0;
    let wordFlags = 0;
    let allFlags = 0;
    let hexWords = 0;
    let isPrefixed = false;
    let at = from;
    for (; at < to; at += 1) {
      const code = codes[at] as number;
      const flags = code < 128 ? (CLASSES[code] as number) : FOREIGN;
      if ((flags & CLASS_MASK) !== 0) {
        const isZero = wordLength === 0 && code === ZERO;
        if (isZero && at + 1 < to && ((codes[at + 1] as number) | LOWER_CASE_BIT) === X) isPrefixed = true;
        starts = (starts << 1) | (wordLength === 0 ? 1 : 0);
        letters = ((letters << CLASS_BITS) | (flags & CLASS_MASK)) & FIVE_LETTERS;
        wordLength += 1;
        wordFlags |= flags;
        if ((starts & FIFTH) === 0) continue;
        const place = gateOf(letters >>> (2 * CLASS_BITS));
        if ((((gate[place >>> 5] as number) >>> place) & 1) === 0) continue;
        if (!this.#begins(letters, starts)) continue;
        this.end = endOfCell(codes, at, to, stop);
        return ANYTHING;
      }
      if (endsCell(code, stop)) break;
      allFlags |= wordFlags | flags;
      hexWords += HEX_WORDS[(wordFlags & NOT_HEX) | (wordLength < NOT_HEX ? wordLength : 0)] as number;
      wordLength = 0;
      wordFlags = 0;
    }
    this.end = at;
    allFlags |= wordFlags;
    if ((allFlags & FOREIGN_BIT) !== 0) return ANYTHING;
    hexWords += HEX_WORDS[(wordFlags & NOT_HEX) | (wordLength < NOT_HEX ? wordLength : 0)] as number;
    // Words that begin among the last four letters: zeros follow them.
    starts = (starts << 1) | 1;
    for (let late = starts & LATE; late !== 0; late = (late << 1) & LATE, starts <<= 1) {
      letters = (letters << CLASS_BITS) & FIVE_LETTERS;
      if ((late & FIFTH) === 0) continue;
      const place = gateOf(letters >>> (2 * CLASS_BITS));
      if ((((gate[place >>> 5] as number) >>> place) & 1) !== 0 && this.#begins(letters, starts)) return ANYTHING;
    }
    const mayHideAny = at - from >= GROUP || isPrefixed;
    const address = mayHideAny || hexWords % GROUP >= PAIRS || hexWords >= 2 * GROUP ? ADDRESS : NOTHING;
    return address | ((allFlags & IS_SIGN) === 0 ? 0 : SIGN);
  }

  /** Whether a pattern begins with five letters; `starts`: a bit for each that begins a word, as the first does. */
  #begins(letters: number, starts: number): boolean {
    const pair = letters >>> (3 * CLASS_BITS);
    if (this.#waiting[pair] !== undefined) this.#enterAll(pair);
    const bits = this.#fours[placeOf(letters >>> CLASS_BITS)] as number;
    if (bits === 0) return false;
    const joined = bits | (bits >> JOINED);
    if ((((starts & 0b1110) !== 0 ? bits : joined) & DECIDES) !== 0) return true;
    const withFifth = ((starts & 0b1111) !== 0 ? bits : joined) & WITH_FIFTH;
    return withFifth !== 0 && this.#fives[placeOf(letters)] === 1;
  }

  #enterAll(pair: number): void {
    for (const pattern of this.#waiting[pair] ?? []) {
      if (this.#entered.has(pattern)) continue;
      this.#entered.add(pattern);
      for (const beginning of waysOf(pattern, MOST_LETTERS)) this.#enter(beginning);
    }
    this.#waiting[pair] = undefined;
  }

  #enter({ classes, gaps }: Beginning): void {
    const count = classes.length;
    const [first = ANY, second = ANY, third = ANY, fourth = ANY, fifth = ANY] = classes;
    const ways = first.length * second.length * third.length * fourth.length * fifth.length;
    const hasFifth = count >= MOST_LETTERS && ways <= MOST_WAYS;
    const isJoined = count >= (hasFifth ? MOST_LETTERS : 4) && (gaps & (hasFifth ? 0b11110 : 0b1110)) === 0;
    const bits = (hasFifth ? WITH_FIFTH : DECIDES) << (isJoined ? JOINED : 0);
    for (const a of first)
      for (const b of second)
        for (const c of third)
          for (const d of fourth) {
            const letters = (((((a << CLASS_BITS) | b) << CLASS_BITS) | c) << CLASS_BITS) | d;
            const four = placeOf(letters);
            this.#fours[four] = (this.#fours[four] as number) | bits;
            if (!hasFifth) continue;
            for (const e of fifth) this.#fives[placeOf((letters << CLASS_BITS) | e)] = 1;
          }
  }
}

/** The ways in which the matches of a pattern begin, in at most `letters` letters; none for a pattern beyond ASCII. */
function waysOf(text: string, letters: number): readonly Beginning[] {
  if (BEYOND_ASCII.test(text)) return [];
  const fixed = PLAIN.exec(text)?.[0] ?? '';
  const isEnough = fixed === text || fixed.replace(NO_LETTER, '').length >= letters;
  // Most masks begin with letters and need no parsing here: to parse all takes a tenth of a run of 1,000 rows.
  const items = isEnough ? Array.from(fixed.slice(0, PLAIN_LETTERS), fixedSign) : trustedMask(text).items;
  // A word begins after a required separator too, and its letters say more than an `@`, which is any letter.
  const afterSeparator = text.startsWith('@') ? items.findIndex((item) => mustSeparate(item)) + 1 : 0;
  return waysThrough(items.slice(afterSeparator), { classes: [], gaps: 0 }, letters);
}

const BEYOND_ASCII = /[^\0-\x7f]/;
/** The characters at the beginning of a mask or text that stand for themselves. */
const PLAIN = /^[^#@?*~ ([{\\]*/;
const NO_LETTER = /[^A-Za-z0-9]/g;
/** So many characters of a plain pattern are looked at; five letters or digits are among them. */
const PLAIN_LETTERS = 16;

function fixedSign(sign: string): SignsItem {
  return { is: 'signs', characters: sign, least: 1, most: 1 };
}

type SignsItem = Omit<Extract<Item, { is: 'signs' }>, 'set'>;

function mustSeparate(item: Item | SignsItem): boolean {
  return item.is === 'gap'
    ? item.must
    : item.is === 'signs' && item.least > 0 && classesOf(item.characters).length === 0;
}

/** The classes of the first letters of a match. `gaps`: a bit for each letter that separators may precede. */
interface Beginning {
  readonly classes: readonly (readonly number[])[];
  readonly gaps: number;
}

/** The ways in which `items` from `at` on continue `begun`. */
function waysThrough(
  items: readonly (Item | SignsItem)[],
  begun: Beginning,
  letters: number,
  at = 0,
): readonly Beginning[] {
  const { classes, gaps } = begun;
  const item = items[at];
  if (item === undefined || classes.length >= letters) return [begun];
  if (item.is === 'choice')
    return item.options.flatMap((option) => waysThrough([...option, ...items.slice(at + 1)], begun, letters));
  const set = item.is === 'gap' ? [] : classesOf(item.characters);
  // Separators are skipped.
  if (item.is === 'gap' || set.length === 0)
    return waysThrough(items, { classes, gaps: gaps | (1 << classes.length) }, letters, at + 1);
  const least = Math.min(item.least, letters);
  const counts = Array.from({ length: Math.min(item.most, letters) - least + 1 }, (_, extra) => least + extra);
  return counts.flatMap((count) =>
    waysThrough(items, { classes: [...classes, ...Array<typeof set>(count).fill(set)], gaps }, letters, at + 1),
  );
}

/** The classes of characters that may stand at one place; none where all of them separate words. */
const classesOf = remembering((characters): readonly number[] => {
  const all = Array.from(characters, (sign) => (CLASSES[sign.charCodeAt(0)] as number) & CLASS_MASK);
  return [...new Set(all)].filter((one) => one > 0 && one < CLASS_COUNT);
});

function placeOf(letters: number): number {
  return Math.imul(letters, 0x9e37_79b1) >>> (32 - PLACE_BITS);
}

function gateOf(three: number): number {
  return Math.imul(three, 0x9e37_79b1) >>> (32 - GATE_BITS);
}
