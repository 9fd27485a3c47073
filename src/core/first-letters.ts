import { remembering } from './cache.ts';
import { trustedMask, type Item } from './mask/mask.ts';
import { CR, endOfCell, LF, NO_STOP } from './row-text.ts';

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

/** Classes of characters: 0 separates words, then letters, then digits, then three that are none of these. */
const LETTER_COUNT = 37;
const FIRST_DIGIT = 27;
const LETTER_F = 6;
const LETTER_X = 24;
/** A separator that may stand for another character, or for a lost one. */
const SIGN_CLASS = LETTER_COUNT;
/** A character beyond ASCII, or one that does not show: no table clears a text with it. */
const FOREIGN = LETTER_COUNT + 1;
const END = LETTER_COUNT + 2;
const CLASS_COUNT = LETTER_COUNT + 3;
/** Every text with letters that a program encoded holds one of these. */
export const ENCODING_SIGNS = '&\\%=<';

const CLASSES = new Uint8Array(1 << 16).fill(FOREIGN, 128);
for (let letter = 0; letter < 26; letter += 1) CLASSES[65 + letter] = CLASSES[97 + letter] = letter + 1;
for (let digit = 0; digit < 10; digit += 1) CLASSES[48 + digit] = FIRST_DIGIT + digit;
for (const sign of `${ENCODING_SIGNS}?#`) CLASSES[sign.charCodeAt(0)] = SIGN_CLASS;
CLASSES.fill(FOREIGN, 0, 9).fill(FOREIGN, 14, 32)[127] = FOREIGN;

const isLetter = (one: number): boolean => one > 0 && one < LETTER_COUNT;

/** Whether a character separates words. Only before such a character can a table find the end of a text. */
export function separates(code: number): boolean {
  return CLASSES[code] === 0 || CLASSES[code] === SIGN_CLASS;
}

/** The classes of characters in a text that ends before `stop`, by the number behind it. */
const classesBefore: Uint8Array[] = [];

function classesTo(stop: number): Uint8Array {
  const classes = CLASSES.slice();
  if (stop !== NO_STOP) classes[stop] = classes[LF] = classes[CR] = END;
  return classes;
}

/**
 * One number counts the words of hex digits that an address may have: pairs in its low bits, fours and sixes above
 * (GROUP). Five pairs, two groups or one word of twelve, or of the sixteen of an EUI-64, may be an address; so may what
 * follows the `0x` that programs write before one.
 */
const PAIRS = 5;
const GROUP = 16;
const MAY_BE_ADDRESS = 2 * GROUP;
/** A word so far: its length if all are hex digits; `0`; what begins with `0x`; any other. And what each adds. */
const NO_WORD = 0;
const LONGEST_HEX = 16;
const ZERO_WORD = 17;
const PREFIXED_WORD = 18;
const OTHER_WORD = 19;
const HEX_WORDS = new Uint8Array(OTHER_WORD + 1).fill(1, 1, 3).fill(GROUP, 4, 5).fill(GROUP, 6, 7);
[HEX_WORDS[12], HEX_WORDS[16], HEX_WORDS[ZERO_WORD], HEX_WORDS[PREFIXED_WORD]] = [PAIRS, PAIRS, 1, MAY_BE_ADDRESS];

function wordAfter(word: number, letter: number): number {
  if (word === NO_WORD && letter === FIRST_DIGIT) return ZERO_WORD;
  if (word === PREFIXED_WORD || (word === ZERO_WORD && letter === LETTER_X)) return PREFIXED_WORD;
  const length = word === ZERO_WORD ? 1 : word;
  return (letter <= LETTER_F || letter >= FIRST_DIGIT) && length < LONGEST_HEX ? length + 1 : OTHER_WORD;
}

/** The letters and digits of a pattern that are compared. */
const MOST_LETTERS = 5;
const ANY: readonly number[] = Array.from({ length: LETTER_COUNT }, (_, one) => one);

/** The patterns by the first two letters of what they match. */
export function beginningsOf(all: Patterns): readonly (readonly string[] | undefined)[] {
  const byPair: (string[] | undefined)[] = [];
  for (const pattern of all())
    for (const { classes } of waysOf(pattern, 2))
      for (const first of classes[0] ?? ANY)
        for (const second of classes[1] ?? ANY) {
          const ofPair = (byPair[first * LETTER_COUNT + second] ??= []);
          if (ofPair.at(-1) !== pattern) ofPair.push(pattern);
        }
  return byPair;
}

/** What words of a text may have begun. */
interface Begun {
  readonly id: number;
  /** The ways that agree with the letters so far, and how many letters these are. */
  readonly ways: readonly Beginning[];
  readonly depth: number;
  /** By the class of the next character. */
  readonly next: Begun[];
}

const NONE: Begun = { id: 0, ways: [], depth: 0, next: [] };
const FOUND: Begun = { ...NONE };

/** All that the characters before a place of a text mean for what follows. */
interface State {
  readonly begun: readonly Begun[];
  /** The first letter of a word of which no more was read, else 0. What it begins, the second letter tells. */
  readonly first: number;
  readonly word: number;
  readonly hexWords: number;
  readonly hasSign: boolean;
}

/** Most columns need some hundred states, random words 12,000. A full table clears no text that needs another. */
const MOST_STATES = 1 << 14;
/** In the table of steps: one that was not made yet, and the place of the state before any character. */
const UNKNOWN = 0;
const START = CLASS_COUNT;

/**
 * Tells in nanoseconds that a text holds nothing that some kinds of evidence look for, like nearly all serial numbers,
 * host names and addresses, by first letters. Separators are skipped: D.J.I. begins like DJI. An automaton: its states
 * are made when a text first leads to them, and then a character costs two look-ups.
 */
export class FirstLetters {
  readonly #beginnings: readonly ReturnType<typeof beginningsOf>[];
  /** By two letters, and whether a separator stands between them. */
  readonly #pairs: Begun[] = [];
  #begunCount = 0;
  readonly #states: State[] = [];
  readonly #places = new Map<string, number>();
  /** By the place of a state and the class of a character, the place of the next state, or ~ what the text holds. */
  readonly #steps = new Int32Array(MOST_STATES * CLASS_COUNT);
  /** The place of the state at `end`. */
  #place = START;
  /** Where the text that was read last ends. */
  end = 0;

  constructor(beginnings: readonly ReturnType<typeof beginningsOf>[]) {
    this.#beginnings = beginnings;
    this.#placeOf({ begun: [], first: 0, word: NO_WORD, hexWords: 0, hasSign: false });
  }

  /**
   * Reads the text that begins at `from` and ends before `stop` or a line end, or at `to`. Returns ANYTHING, also where
   * it is not plain ASCII, else NOTHING or the bits ADDRESS and SIGN. Sets `end`.
   */
  read(codes: Uint16Array, from: number, to: number, stop: number): number {
    const classes = (classesBefore[stop + 1] ??= classesTo(stop));
    this.#place = START;
    this.end = from;
    let step = this.#walk(codes, to, classes);
    while (step === UNKNOWN) step = this.#walkOn(codes, to, classes);
    if (step === ~ANYTHING) this.end = endOfCell(codes, this.end, to, stop);
    return ~step;
  }

  /** Goes on from `end` as far as steps are known. On its own, without a call, it takes half the time. */
  #walk(codes: Uint16Array, to: number, classes: Uint8Array): number {
    const steps = this.#steps;
    let place = this.#place;
    let step = UNKNOWN;
    let at = this.end;
    for (; at < to; at += 1) {
      step = steps[place + (classes[codes[at] as number] as number)] as number;
      if (step <= 0) break;
      place = step;
    }
    this.#place = place;
    this.end = at;
    return at < to ? step : (steps[place + END] as number);
  }

  /** Makes the step that is not known at `end`, and goes on. */
  #walkOn(codes: Uint16Array, to: number, classes: Uint8Array): number {
    if (this.#states.length === MOST_STATES - 1) return ~ANYTHING;
    const sign = this.end < to ? (classes[codes[this.end] as number] as number) : END;
    const after = this.#after(this.#states[this.#place / CLASS_COUNT - 1] as State, sign);
    const step = typeof after === 'number' ? ~after : this.#placeOf(after);
    this.#steps[this.#place + sign] = step;
    if (step < 0) return step;
    this.#place = step;
    this.end += 1;
    return this.#walk(codes, to, classes);
  }

  #placeOf(state: State): number {
    const { begun, first, word, hexWords, hasSign } = state;
    const key = `${begun.map(({ id }) => id).join()} ${first} ${word} ${hexWords} ${hasSign}`;
    let place = this.#places.get(key);
    if (place === undefined) this.#places.set(key, (place = this.#states.push(state) * CLASS_COUNT));
    return place;
  }

  /** The state behind a character, or what the text holds. */
  #after({ begun, first, word, hexWords, hasSign }: State, sign: number): State | number {
    const next = begun.map((one) => (one.next[sign] ??= this.#next(one, sign)));
    if (first !== 0 && (isLetter(sign) || sign === END))
      next.push(this.#pair(first, sign === END ? 0 : sign, word === NO_WORD));
    if (sign === FOREIGN || next.includes(FOUND)) return ANYTHING;
    const open = next.filter((one) => one !== NONE);
    const begins = word === NO_WORD ? sign : 0;
    if (isLetter(sign)) return { begun: open, first: begins, word: wordAfter(word, sign), hexWords, hasSign };
    const count = hexWords + (HEX_WORDS[word] as number);
    const counted = count % GROUP >= PAIRS || count >= MAY_BE_ADDRESS ? MAY_BE_ADDRESS : count;
    if (sign === END) return (counted === MAY_BE_ADDRESS ? ADDRESS : NOTHING) | (hasSign ? SIGN : NOTHING);
    return { begun: open, first, word: NO_WORD, hexWords: counted, hasSign: hasSign || sign === SIGN_CLASS };
  }

  /** What two letters have begun; `isApart`: a separator stands between them. */
  #pair(first: number, second: number, isApart: boolean): Begun {
    const pair = first * LETTER_COUNT + second;
    const agrees = ({ classes, isJoined }: Beginning): boolean =>
      (classes[0] ?? ANY).includes(first) &&
      (classes[1] ?? ANY).includes(second) &&
      !(isApart && isJoined && classes.length > 1);
    const waysOfPair = () =>
      this.#beginnings.flatMap((byPair) => byPair[pair] ?? []).flatMap((one) => beginningsIn(one).filter(agrees));
    return (this.#pairs[2 * pair + Number(isApart)] ??= this.#begun([...new Set(waysOfPair())], 2, []));
  }

  #next({ ways, depth, next }: Begun, sign: number): Begun {
    const goesOn = ({ classes, isJoined }: Beginning): boolean =>
      isLetter(sign) ? classes[depth]?.includes(sign) === true : !isJoined;
    return this.#begun(ways.filter(goesOn), depth + Number(isLetter(sign)), next);
  }

  /** `siblings`: of those with the same ways one is kept. */
  #begun(ways: readonly Beginning[], depth: number, siblings: readonly (Begun | undefined)[]): Begun {
    if (ways.length === 0) return NONE;
    if (depth === MOST_LETTERS || ways.some(({ classes }) => classes.length <= depth)) return FOUND;
    const isAlike = (one?: Begun): boolean =>
      one?.depth === depth && one.ways.length === ways.length && one.ways.every((way, at) => way === ways[at]);
    return siblings.find(isAlike) ?? { id: (this.#begunCount += 1), ways, depth, next: [] };
  }
}

/** The classes of the first letters of a match. `isJoined`: no separator may stand between them. */
interface Beginning {
  readonly classes: readonly (readonly number[])[];
  readonly isJoined: boolean;
}

/** All letters that are compared; tables have most patterns in common. */
const beginningsIn = remembering((pattern) => waysOf(pattern, MOST_LETTERS));

/** The ways in which the matches of a pattern begin, in `letters` letters; none for a pattern beyond ASCII. */
function waysOf(text: string, letters: number): readonly Beginning[] {
  if (BEYOND_ASCII.test(text)) return [];
  // Most masks begin with letters and need no parsing here: to parse all takes a tenth of a run of 1,000 rows.
  let [begun, at] = [NO_LETTERS, 0];
  for (; begun.classes.length < letters && at < text.length && !MASK_SIGNS.includes(text.charAt(at)); at += 1)
    begun = goneOn(begun, classesOf(text.charAt(at)));
  if (begun.classes.length === letters || at === text.length) return [begun];
  const { items } = trustedMask(text);
  // A word begins after a required separator too, and its letters say more than an `@`, which is any letter.
  const afterSeparator = text.startsWith('@') ? items.findIndex(mustSeparate) + 1 : 0;
  return waysThrough(items.slice(afterSeparator), NO_LETTERS, letters);
}

const BEYOND_ASCII = /[^\0-\x7f]/;
const NO_LETTERS: Beginning = { classes: [], isJoined: true };
/** The characters of masks that do not stand for themselves. */
const MASK_SIGNS = '#@?*~ ([{\\';

const mustSeparate = (item: Item): boolean =>
  item.is === 'gap' ? item.must : item.is === 'signs' && item.least > 0 && classesOf(item.characters).length === 0;

/** `begun` and one more letter of a set. An empty set separates: between letters, it is skipped. */
function goneOn({ classes, isJoined }: Beginning, set: readonly number[]): Beginning {
  if (set.length === 0) return { classes, isJoined: classes.length === 0 && isJoined };
  return { classes: [...classes, set], isJoined };
}

/** The ways in which `items` from `at` on continue `begun`. */
function waysThrough(items: readonly Item[], begun: Beginning, letters: number, at = 0): readonly Beginning[] {
  const item = items[at];
  if (item === undefined || begun.classes.length >= letters) return [begun];
  if (item.is === 'choice')
    return item.options.flatMap((option) => waysThrough([...option, ...items.slice(at + 1)], begun, letters));
  const set = item.is === 'gap' ? [] : classesOf(item.characters);
  if (item.is === 'gap' || set.length === 0) return waysThrough(items, goneOn(begun, set), letters, at + 1);
  const ways: Beginning[] = [];
  let longer = begun;
  for (let count = 0; count <= item.most && longer.classes.length <= letters; count += 1, longer = goneOn(longer, set))
    if (count >= item.least || longer.classes.length === letters)
      ways.push(...waysThrough(items, longer, letters, at + 1));
  return ways;
}

/** The classes of characters that may stand at one place; none where all of them separate words. */
const classesOf = remembering((characters): readonly number[] => {
  const all = Array.from(characters, (sign) => CLASSES[sign.charCodeAt(0)] as number);
  return [...new Set(all)].filter(isLetter);
});
