import { remembering } from './cache.ts';
import { trustedMask, type Item } from './mask/mask.ts';
import { endOfCell, endsCell } from './row-text.ts';

/** What begins at the start of a word of every text that a kind of evidence could find something in. */
interface Pattern {
  /** A mask that was checked before; letters and digits alone are themselves. */
  readonly text: string;
  /** Whether what separates words may stand between any of its letters: D.J.I., Hik-Vision. */
  readonly isLoose?: true;
}

/** Makes the patterns of one kind of evidence in some columns: once, when the first text is looked at for them. */
export type Patterns = () => Iterable<Pattern>;

/** What a text may hold: nothing, or something known. */
export const NOTHING = 0;
export const KNOWN = 1;
/** Besides: an address. */
export const ADDRESS = 2;
/** Besides: characters that may stand for others, `?` for a lost one, or the first of an error value. */
export const SIGN = 4;
/** What is said of a text that is not looked at any further: it may hold everything. */
export const ANYTHING = KNOWN | SIGN;

/** Classes of characters: 0 separates words, then letters, then digits. */
const CLASS_COUNT = 37;
/** Bits of a class; letters one behind another are a number. */
const CLASS_BITS = 6;
const IN_CLASS = 63;
const PAIR_COUNT = 1 << (2 * CLASS_BITS);
/** Of a class: no hex digit. */
const NO_HEX = 64;
/** Of what separates words: one of the signs that may stand for another character, or for a lost one. */
const IS_SIGN = 128;
/** One of these stands in all that is written as programs encode letters. */
export const ENCODING_SIGNS = '&\\%=<';
/** What is beyond ASCII or does not show is no matter of a table. */
const FOREIGN_BIT = 256;
const FOREIGN = FOREIGN_BIT | NO_HEX | IN_CLASS;

const CLASSES = new Uint16Array(128);
for (let letter = 0; letter < 26; letter += 1) {
  const one = (letter + 1) | (letter < 6 ? 0 : NO_HEX);
  CLASSES.fill(one, 65 + letter, 66 + letter).fill(one, 97 + letter, 98 + letter);
}
for (let digit = 0; digit < 10; digit += 1) CLASSES[48 + digit] = 27 + digit;
for (const sign of `${ENCODING_SIGNS}?#`) CLASSES[sign.charCodeAt(0)] = IS_SIGN;
CLASSES.fill(FOREIGN, 0, 9).fill(FOREIGN, 14, 32)[127] = FOREIGN;

/** `0x`, as programs write before an address, and what makes a capital letter small. */
const ZERO = 0x30;
const X = 0x78;
const IN_LOWER = 0x20;

/** Whether a character separates words, so that a table finds where a text ends before it. */
export function separates(code: number): boolean {
  return code < 128 && ((CLASSES[code] as number) & IN_CLASS) === 0;
}

const ANY: readonly number[] = Array.from({ length: CLASS_COUNT }, (_, one) => one);

/**
 * Words of an address are counted in one number: five pairs of hex digits, two fours or sixes of them, or all twelve,
 * or sixteen of an EUI-64. In a text of more characters than one of these counts can hold any may stand.
 */
const PAIRS = 5;
const GROUP = 1 << 10;
/** By the letters of a word of hex digits; none of any other word. */
const GROUPS_OF = new Int32Array(2 * NO_HEX);
GROUPS_OF.fill(1, 1, 3).fill(GROUP, 4, 5).fill(GROUP, 6, 7)[12] = GROUPS_OF[16] = PAIRS;

/** Letters and digits that decide: four, and a fifth where a pattern says which. */
const LETTERS = 5;
const FIVE_LETTERS = (1 << (LETTERS * CLASS_BITS)) - 1;
const FIFTH = 1 << (LETTERS - 1);
/** Bits of `starts`: words that began one to four letters ago, of which the fifth is still to come at the end. */
const BEGUN = FIFTH | 0b1110;
/** Of a pattern that begins in more ways than this the fifth letter is left open. */
const MOST_WAYS = 512;
/** Places of a table: few texts begin like any pattern, so few are taken. */
const PLACE_BITS = 17;
const PLACES = 1 << PLACE_BITS;
/** What a place of four letters holds: whether they decide, or do with a fifth. */
const DECIDES = 1;
const WITH_FIFTH = 2;
/** By how many bits higher: the same where nothing separates the letters. */
const JOINED = 2;

/** A bit for each hash of three letters: few texts of a run begin like any pattern, and most are told by this alone. */
const GATE_BITS = 16;
const GATE_WORDS = 1 << (GATE_BITS - 5);

/** Patterns by the first two letters of what they match, and of all the first three. */
export function beginningsOf(all: Patterns) {
  const patterns: (Pattern[] | undefined)[] = [];
  const gate = new Int32Array(GATE_WORDS);
  for (const pattern of all()) {
    for (const { classes } of waysOf(pattern.text, 3))
      for (const first of classes[0] ?? ANY)
        for (const second of classes[1] ?? ANY) {
          const two = (first << CLASS_BITS) | second;
          const known = (patterns[two] ??= []);
          if (known.at(-1) !== pattern) known.push(pattern);
          for (const third of classes[2] ?? ANY) {
            const place = gateOf((two << CLASS_BITS) | third);
            gate[place >>> 5] = (gate[place >>> 5] as number) | (1 << place);
          }
        }
  }
  return { patterns, gate };
}

/**
 * A table of the first letters of words of all that some kinds of evidence look for: tells in nanoseconds that a text
 * holds nothing, which is so of nearly all serial numbers, host names and addresses. What separates words is passed
 * over, so that D.J.I. begins as DJI does.
 */
export class FirstLetters {
  readonly #fours = new Uint8Array(PLACES);
  readonly #fives = new Uint8Array(PLACES);
  readonly #gate = new Int32Array(GATE_WORDS);
  /** By the first two letters: what is put in when a text first begins so. */
  readonly #waiting: (Pattern[] | undefined)[] = Array.from({ length: PAIR_COUNT });
  readonly #added = new Set<Pattern>();

  constructor(all: readonly ReturnType<typeof beginningsOf>[]) {
    for (const { patterns: places, gate } of all) {
      gate.forEach((bits, at) => (this.#gate[at] = (this.#gate[at] as number) | bits));
      places.forEach((patterns = [], two) => (this.#waiting[two] ??= []).push(...patterns));
    }
  }

  end = 0;

  /**
   * Of the text that begins at `from` and ends before `stop` or a line end, or at `to`: ANYTHING, also where it is not
   * plain ASCII; or NOTHING with the others.
   */
  read(codes: Uint16Array, from: number, to: number, stop: number): number {
    const gate = this.#gate;
    /** The last five letters, and by bits which of them begin a word. */
    let letters = 0;
    let starts = 0;
    /** Letters of the word so far; all that was seen of it, and of all of them. */
    let length = 0;
    let word = 0;
    let seen = 0;
    let groups = 0;
    let isPrefixed = false;
    let at = from;
    for (; at < to; at += 1) {
      const code = codes[at] as number;
      const one = code < 128 ? (CLASSES[code] as number) : FOREIGN;
      if ((one & IN_CLASS) !== 0) {
        const isZero = length === 0 && code === ZERO;
        if (isZero && at + 1 < to && ((codes[at + 1] as number) | IN_LOWER) === X) isPrefixed = true;
        starts = (starts << 1) | (length === 0 ? 1 : 0);
        letters = ((letters << CLASS_BITS) | (one & IN_CLASS)) & FIVE_LETTERS;
        length += 1;
        word |= one;
        if ((starts & FIFTH) === 0) continue;
        const place = gateOf(letters >>> (2 * CLASS_BITS));
        if ((((gate[place >>> 5] as number) >>> place) & 1) === 0) continue;
        if (!this.#begins(letters, starts)) continue;
        this.end = endOfCell(codes, at, to, stop);
        return ANYTHING;
      }
      if (endsCell(code, stop)) break;
      seen |= word | one;
      groups += GROUPS_OF[(word & NO_HEX) | (length < NO_HEX ? length : 0)] as number;
      length = 0;
      word = 0;
    }
    this.end = at;
    seen |= word;
    if ((seen & FOREIGN_BIT) !== 0) return ANYTHING;
    groups += GROUPS_OF[(word & NO_HEX) | (length < NO_HEX ? length : 0)] as number;
    // Words that begin among the last letters: behind them nothing stands.
    starts = (starts << 1) | 1;
    for (let begun = starts & BEGUN; begun !== 0; begun = (begun << 1) & BEGUN, starts <<= 1) {
      letters = (letters << CLASS_BITS) & FIVE_LETTERS;
      if ((begun & FIFTH) === 0) continue;
      const place = gateOf(letters >>> (2 * CLASS_BITS));
      if ((((gate[place >>> 5] as number) >>> place) & 1) !== 0 && this.#begins(letters, starts)) return ANYTHING;
    }
    const isOpen = at - from >= GROUP || isPrefixed;
    const address = isOpen || groups % GROUP >= PAIRS || groups >= 2 * GROUP ? ADDRESS : NOTHING;
    return address | ((seen & IS_SIGN) === 0 ? 0 : SIGN);
  }

  /** Whether a pattern begins with five letters; `starts`: which of them begin a word, the first among them. */
  #begins(letters: number, starts: number): boolean {
    const two = letters >>> (3 * CLASS_BITS);
    if (this.#waiting[two] !== undefined) this.#putIn(two);
    const what = this.#fours[placeOf(letters >>> CLASS_BITS)] as number;
    if (what === 0) return false;
    const joined = what | (what >> JOINED);
    if ((((starts & 0b1110) !== 0 ? what : joined) & DECIDES) !== 0) return true;
    const withFifth = ((starts & 0b1111) !== 0 ? what : joined) & WITH_FIFTH;
    return withFifth !== 0 && this.#fives[placeOf(letters)] === 1;
  }

  #putIn(two: number): void {
    for (const pattern of this.#waiting[two] ?? []) {
      if (this.#added.has(pattern)) continue;
      this.#added.add(pattern);
      for (const { classes, gaps } of waysOf(pattern.text, LETTERS))
        this.#put(classes, pattern.isLoose === true ? -1 : gaps);
    }
    this.#waiting[two] = undefined;
  }

  /** `gaps`: a bit for each letter before which something may separate it. */
  #put(classes: readonly (readonly number[])[], gaps: number): void {
    const count = classes.length;
    const [first = ANY, second = ANY, third = ANY, fourth = ANY, fifth = ANY] = classes;
    const ways = first.length * second.length * third.length * fourth.length * fifth.length;
    const hasFifth = count >= LETTERS && ways <= MOST_WAYS;
    const isJoined = count >= (hasFifth ? LETTERS : 4) && (gaps & (hasFifth ? 0b11110 : 0b1110)) === 0;
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

/** How what a pattern matches begins, in at most so many letters. Not at all where only a text beyond ASCII does. */
function waysOf(text: string, letters: number): ReturnType<typeof waysThrough> {
  if (BEYOND_ASCII.test(text)) return [];
  const plain = PLAIN.exec(text)?.[0] ?? '';
  const isEnough = plain === text || plain.replace(NO_LETTER, '').length >= letters;
  // A mask is not read for the letters that it mostly begins with: reading all takes a tenth of a run of 1,000 rows.
  const items = isEnough ? Array.from(plain.slice(0, PLAIN_LETTERS), itself) : trustedMask(text).items;
  // What stands behind a separator that must be there begins a word as well, and says more than any three letters.
  const behind = text.startsWith('@') ? items.findIndex((item) => mustSeparate(item)) + 1 : 0;
  return waysThrough(items.slice(behind), { classes: [], gaps: 0 }, letters);
}

const BEYOND_ASCII = /[^\0-\x7f]/;
/** What stands for itself at the beginning of a text, be it a mask. */
const PLAIN = /^[^#@?*~ ([{\\]*/;
const NO_LETTER = /[^A-Za-z0-9]/g;
/** Sets of characters whose classes are remembered. */
const MOST_SETS = 4_096;
/** Of a pattern that is no mask so many characters are looked at, five letters or digits among them. */
const PLAIN_LETTERS = 16;

function itself(sign: string): Signs {
  return { is: 'signs', characters: sign, least: 1, most: 1 };
}

type Signs = Omit<Extract<Item, { is: 'signs' }>, 'set'>;

function mustSeparate(item: Item | Signs): boolean {
  return item.is === 'gap'
    ? item.must
    : item.is === 'signs' && item.least > 0 && classesOf(item.characters).length === 0;
}

/** The same of items behind a beginning; `gaps`: by bits before which of its letters something may separate. */
function waysThrough(
  items: readonly (Item | Signs)[],
  begun: { readonly classes: readonly (readonly number[])[]; readonly gaps: number },
  letters: number,
  at = 0,
): readonly (typeof begun)[] {
  const { classes, gaps } = begun;
  const item = items[at];
  if (item === undefined || classes.length >= letters) return [begun];
  if (item.is === 'choice')
    return item.options.flatMap((option) => waysThrough([...option, ...items.slice(at + 1)], begun, letters));
  const here = item.is === 'gap' ? [] : classesOf(item.characters);
  // Whatever separates words is passed over.
  if (item.is === 'gap' || here.length === 0)
    return waysThrough(items, { classes, gaps: gaps | (1 << classes.length) }, letters, at + 1);
  const { least, most } = item;
  if (least === 1 && most === 1) return waysThrough(items, { classes: [...classes, here], gaps }, letters, at + 1);
  const counts = Array.from(
    { length: Math.min(most, letters) - Math.min(least, letters) + 1 },
    (_, more) => least + more,
  );
  return counts.flatMap((count) =>
    waysThrough(items, { classes: [...classes, ...Array<typeof here>(count).fill(here)], gaps }, letters, at + 1),
  );
}

/** Of characters that may stand at one place; none where they separate words. */
const classesOf = remembering(MOST_SETS, (characters): readonly number[] => {
  const all = Array.from(characters, (sign) => (CLASSES[sign.charCodeAt(0)] as number) & IN_CLASS);
  return [...new Set(all)].filter((one) => one > 0 && one < CLASS_COUNT);
});

function placeOf(letters: number): number {
  return Math.imul(letters, 0x9e37_79b1) >>> (32 - PLACE_BITS);
}

function gateOf(three: number): number {
  return Math.imul(three, 0x9e37_79b1) >>> (32 - GATE_BITS);
}
