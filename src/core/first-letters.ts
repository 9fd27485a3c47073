/** What begins at the start of a word of every text that a kind of evidence could find something in. */
interface Pattern {
  /** A mask that was checked before; letters and digits alone are themselves. */
  readonly text: string;
  /** Whether what separates words may stand between any of its letters: D.J.I., Hik-Vision. */
  readonly isLoose?: true;
  /** Whether what it finds may be designated. */
  readonly wanted: boolean;
}

/** Makes the patterns of one kind of evidence in some columns: once, when the first text is looked at for them. */
export type Patterns = () => Iterable<Pattern>;

/** What a text may hold: nothing, something known, something designated as well. */
export const NOTHING = 0;
export const KNOWN = 1;
export const WANTED = 3;
/** Besides: an address that its separators tell, or one without any. */
export const ADDRESS = 4;
export const BARE_ADDRESS = 8;
/** Besides: characters that may stand for others, `?` for a lost one, or the first of an error value. */
export const SIGN = 16;
/** What is said of a text that is not looked at any further: it may hold everything. */
export const ANYTHING = WANTED | SIGN;

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
/** What is beyond ASCII or does not show is no matter of a table; no other letter or digit has the bit of a sign. */
const FOREIGN = 255;

/** By character of ASCII. */
const CLASSES = new Uint8Array(128);
for (let letter = 0; letter < 26; letter += 1) {
  const one = (letter + 1) | (letter < 6 ? 0 : NO_HEX);
  CLASSES.fill(one, 65 + letter, 66 + letter).fill(one, 97 + letter, 98 + letter);
}
for (let digit = 0; digit < 10; digit += 1) CLASSES[48 + digit] = 27 + digit;
for (const sign of `${ENCODING_SIGNS}?#`) CLASSES[sign.charCodeAt(0)] = IS_SIGN;
CLASSES.fill(FOREIGN, 0, 9).fill(FOREIGN, 14, 32)[127] = FOREIGN;

/** Classes that may stand at one place. */
type Classes = readonly number[];
const SINGLE = Array.from({ length: CLASS_COUNT }, (_, one): Classes => [one]);
const ALPHABET = Array.from({ length: 26 }, (_, letter) => letter + 1);
const DIGITS = Array.from({ length: 10 }, (_, digit) => digit + 27);
const CLASS_SIGNS = new Map<string, Classes>([
  ['#', DIGITS],
  ['@', ALPHABET],
]);
const ANY: Classes = [0, ...ALPHABET, ...DIGITS];

/** Words of an address: pairs of hex digits, or fours and sixes of them, or all twelve. */
const PAIRS = 5;
const GROUPS = 2;
const WHOLE = 12;

/** Letters and digits that decide: four, and a fifth where a pattern says which. */
const LETTERS = 5;
/** Of a pattern that begins in more ways than this the fifth letter is left open. */
const MOST_WAYS = 512;
/** Places of a table: few texts begin like any pattern, so few are taken. */
const PLACE_BITS = 17;
const PLACES = 1 << PLACE_BITS;
/** What a place of four letters holds, two bits each: what they decide, and what they do with a fifth. */
const DECIDES = 0;
const WITH_FIFTH = 2;
/** Besides: the same where nothing separates the letters. */
const JOINED = 4;

/** Patterns by the first two letters of what they match: few texts of a run begin like any of them. */
export type ByTwo = readonly (readonly Pattern[] | undefined)[];

/** Puts patterns where texts that begin like them find them. */
export function byTwoLetters(patterns: Patterns): ByTwo {
  const places: Pattern[][] = [];
  for (const pattern of patterns()) {
    const add = (place: number): void => {
      const known = (places[place] ??= []);
      if (known.at(-1) !== pattern) known.push(pattern);
    };
    readBeginnings(pattern.text, 2, (classes, count) => {
      for (const first of count > 0 ? (classes[0] as Classes) : ANY)
        for (const second of count > 1 ? (classes[1] as Classes) : ANY) add((first << CLASS_BITS) | second);
    });
  }
  return places;
}

/**
 * A table of the first letters of words of all that some kinds of evidence look for: tells in nanoseconds that a text
 * holds nothing, which is so of nearly all serial numbers, host names and addresses. What separates words is passed
 * over, so that D.J.I. begins as DJI does.
 */
export class FirstLetters {
  readonly #fours = new Uint8Array(PLACES);
  readonly #fives = new Uint8Array(PLACES);
  /** By the first two letters: 1 where a pattern begins so. */
  readonly #begins = new Uint8Array(PAIR_COUNT);
  /** By the first two letters: what is put in when a text first begins so. */
  readonly #waiting: (Pattern[] | undefined)[] = Array.from({ length: PAIR_COUNT });
  readonly #added = new Set<Pattern>();

  constructor(all: readonly ByTwo[]) {
    for (const places of all)
      places.forEach((patterns = [], place) => {
        this.#begins[place] = 1;
        const waiting = this.#waiting[place];
        if (waiting === undefined) this.#waiting[place] = patterns.slice();
        else waiting.push(...patterns);
      });
  }

  /**
   * Of a text by the codes of its characters: WANTED with SIGN, also where it is not plain ASCII; or NOTHING or KNOWN
   * with the others.
   */
  of(codes: Uint16Array, from: number, to: number): number {
    const begins = this.#begins;
    let found = NOTHING;
    let signs = 0;
    let pairs = 0;
    let groups = 0;
    let bare = 0;
    for (let at = from; at < to; at += 1) {
      let one = classOf(codes[at] as number);
      if ((one & IN_CLASS) === 0) {
        signs |= one;
        continue;
      }
      const begun = at;
      /** Whether the word has other characters than hex digits. */
      let other = 0;
      let letters = 0;
      do {
        other |= one;
        if (at - begun < LETTERS) letters = (letters << CLASS_BITS) | (one & IN_CLASS);
        at += 1;
        one = at < to ? classOf(codes[at] as number) : 0;
      } while ((one & IN_CLASS) !== 0);
      if ((other & IS_SIGN) !== 0) return ANYTHING;
      signs |= one;
      const length = at - begun;
      if ((other & NO_HEX) === 0) {
        if (length <= 2) pairs += 1;
        else if (length === 4 || length === 6) groups += 1;
        else if (length === WHOLE) bare = BARE_ADDRESS;
      } else if (isPrefixed(codes, begun)) {
        groups = GROUPS;
        bare = BARE_ADDRESS;
      }
      if (length < LETTERS) letters = lettersFrom(codes, begun, to, LETTERS);
      if (begins[letters >>> (3 * CLASS_BITS)] === 0) continue;
      found |= this.#read(letters, length);
      if (found === WANTED) return ANYTHING;
    }
    const address = pairs >= PAIRS || groups >= GROUPS ? ADDRESS : NOTHING;
    return found | bare | address | ((signs & IS_SIGN) === 0 ? 0 : SIGN);
  }

  /** What five letters say, the first `joined` of which nothing separates. */
  #read(letters: number, joined: number): number {
    const two = letters >>> (3 * CLASS_BITS);
    if (this.#waiting[two] !== undefined) this.#putIn(two);
    const what = this.#fours[placeOf(letters >>> CLASS_BITS)] as number;
    if (what === 0) return NOTHING;
    const decides = joined < 4 ? what : what | (what >> JOINED);
    const withFifth = ((joined < LETTERS ? what : what | (what >> JOINED)) >> WITH_FIFTH) & WANTED;
    return (decides | (withFifth & (this.#fives[placeOf(letters)] as number))) & WANTED;
  }

  #putIn(two: number): void {
    for (const pattern of this.#waiting[two] ?? []) {
      if (this.#added.has(pattern)) continue;
      this.#added.add(pattern);
      const level = pattern.wanted ? WANTED : KNOWN;
      readBeginnings(pattern.text, LETTERS, (classes, count, gaps) => {
        this.#put(classes, count, pattern.isLoose === true ? -1 : gaps, level);
      });
    }
    this.#waiting[two] = undefined;
  }

  /** `gaps`: a bit for each letter before which something may separate it. */
  #put(classes: readonly Classes[], count: number, gaps: number, level: number): void {
    const at = (place: number): Classes => (place < count ? (classes[place] as Classes) : ANY);
    const [first, second, third, fourth, fifth] = [at(0), at(1), at(2), at(3), at(4)];
    const ways = first.length * second.length * third.length * fourth.length * fifth.length;
    const hasFifth = count >= LETTERS && ways <= MOST_WAYS;
    const isJoined = count >= (hasFifth ? LETTERS : 4) && (gaps & (hasFifth ? 0b11110 : 0b1110)) === 0;
    const bits = level << ((hasFifth ? WITH_FIFTH : DECIDES) + (isJoined ? JOINED : 0));
    for (const a of first)
      for (const b of second)
        for (const c of third)
          for (const d of fourth) {
            const letters = (((((a << CLASS_BITS) | b) << CLASS_BITS) | c) << CLASS_BITS) | d;
            const four = placeOf(letters);
            this.#fours[four] = (this.#fours[four] as number) | bits;
            if (!hasFifth) continue;
            for (const e of fifth) {
              const five = placeOf((letters << CLASS_BITS) | e);
              this.#fives[five] = (this.#fives[five] as number) | level;
            }
          }
  }
}

/** Receives the classes of the first letters, as many as are known, and by bits before which something may separate. */
type Receiver = (classes: readonly Classes[], count: number, gaps: number) => void;

interface KnownLetters {
  readonly classes: Classes[];
  readonly count: number;
  readonly gaps: number;
}

/** How what a mask matches begins, in at most so many letters. Not at all where only a text beyond ASCII does. */
function readBeginnings(mask: string, letters: number, receive: Receiver): void {
  // What stands behind a separator that must be there begins a word as well, and says more than any three letters.
  const part = mask.startsWith('@') ? (mask.split(MUST_SEPARATE)[1] ?? mask) : mask;
  readFrom(part, { classes: [], count: 0, gaps: 0 }, letters, receive);
}

/** The same of what follows `count` letters, whose classes may be overwritten beyond them. */
function readFrom(mask: string, known: KnownLetters, letters: number, receive: Receiver): void {
  const { classes } = known;
  let { count, gaps } = known;
  for (let at = 0; at < mask.length && count < letters; at += 1) {
    const sign = mask.charAt(at);
    if (sign === '(') {
      const end = closingOf(mask, at);
      for (const option of mask.slice(at + 1, end).split('|'))
        readFrom(option + mask.slice(end + 1), { classes, count, gaps }, letters, receive);
      return;
    }
    if (sign === '*') break;
    const isSet = sign === '[';
    const end = isSet ? mask.indexOf(']', at) : sign === '\\' ? at + 1 : at;
    const own = isSet
      ? setOf(mask.slice(at + 1, end))
      : sign === '\\'
        ? plainOf(mask.charCodeAt(end))
        : (CLASS_SIGNS.get(sign) ?? (sign === '?' ? ANY : plainOf(sign.charCodeAt(0))));
    // Only a text beyond ASCII holds it.
    if (own === null) return;
    at = end;
    // Whatever separates words is passed over.
    if (own.length === 0) {
      gaps |= 1 << count;
      continue;
    }
    const times = mask.charAt(at + 1) === '{' ? mask.slice(at + 2, mask.indexOf('}', at)) : '';
    if (times === '') classes[count++] = own;
    else {
      const [least = '', most = least] = times.split(',');
      at += times.length + 2;
      for (let time = 0; time < Number(least) && count < letters; time += 1) classes[count++] = own;
      for (let time = Number(least); time < Number(most) && count < letters; time += 1) {
        readFrom(mask.slice(at + 1), { classes, count, gaps }, letters, receive);
        classes[count++] = own;
      }
    }
  }
  receive(classes, count, gaps);
}

/** A separator that must stand in a mask, outside of groups. */
const MUST_SEPARATE = /(?:~|\\[^a-z0-9()])(?![^(]*\))/i;

/** Where a group of a mask ends. */
function closingOf(mask: string, open: number): number {
  let at = open + 1;
  while (mask.charAt(at) !== ')') at += mask.charAt(at) === '\\' ? 2 : 1;
  return at;
}

const NONE: Classes = [];

/** Of a character of a mask that is itself; null beyond ASCII. */
function plainOf(code: number): Classes | null {
  if (code > 127) return null;
  const one = (CLASSES[code] as number) & IN_CLASS;
  return CLASSES[code] === FOREIGN || one === 0 ? NONE : (SINGLE[one] as Classes);
}

function setOf(inside: string): Classes {
  const classes = new Set<number>();
  for (let at = 0; at < inside.length; at += 1) {
    const from = inside.charCodeAt(at);
    const isRange = inside.charAt(at + 1) === '-';
    for (let code = from; code <= (isRange ? inside.charCodeAt(at + 2) : from); code += 1)
      classes.add((CLASSES[code] as number) & IN_CLASS);
    if (isRange) at += 2;
  }
  return [...classes];
}

/** So many letters from a place on as a number; separators are passed over, and where the text ends they are 0. */
function lettersFrom(codes: Uint16Array, from: number, to: number, letters: number): number {
  let said = 0;
  let count = 0;
  for (let at = from; count < letters; at += 1) {
    const one = at < to ? classOf(codes[at] as number) & IN_CLASS : 0;
    if (one === 0 && at < to) continue;
    said = (said << CLASS_BITS) | one;
    count += 1;
  }
  return said;
}

function classOf(code: number): number {
  return code < 128 ? (CLASSES[code] as number) : FOREIGN;
}

/** Where some letters have their place: what they say together stands at the top of a product. */
function placeOf(letters: number): number {
  return Math.imul(letters, 0x9e37_79b1) >>> (32 - PLACE_BITS);
}

/** `0x`, as programs write before an address. */
function isPrefixed(codes: Uint16Array, at: number): boolean {
  return codes[at] === 0x30 && ((codes[at + 1] as number) | 0x20) === 0x78;
}
