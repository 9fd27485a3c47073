import { remembering } from '../cache.ts';
import { DIGITS, LETTERS, setOf } from './signs.ts';

/** One part of a mask. */
export type Item =
  /** From `least` to `most` characters of a set; `characters` are those of the set, in lower case. */
  | {
      readonly is: 'signs';
      readonly set: Uint8Array;
      readonly characters: string;
      readonly least: number;
      readonly most: number;
    }
  /** One separator, or blanks where `blanks` lets them stand; `must`: it cannot be absent. */
  | { readonly is: 'gap'; readonly blanks: boolean; readonly must: boolean }
  | { readonly is: 'choice'; readonly options: readonly (readonly Item[])[] };

/** A model range as a data sheet writes it (docs/masks.md). */
export type Mask = Readonly<ReturnType<typeof read>>;

/** A mask that is not parsed yet, with its exceptions. */
export interface MaskText {
  readonly mask: string;
  /** Masks. Where one of them matches from the same beginning, the mask does not match. */
  readonly except: readonly string[];
}

/** The largest count, and the most characters that a mask reaches over. A group cannot be repeated. */
const MOST_COUNT = 20;
export const MOST_POSITIONS = 64;
/** What every match of a mask must have: so many fixed characters, or fewer of them and so many of classes. */
const FIXED = 3;
const FIXED_WITH_CLASSES = 2;
const CLASSES = 4;

/** Why a text is not a valid mask. */
export class Refusal extends Error {
  /** 0-based place in the text of the mask. */
  readonly at: number;
  readonly hint: string | null;

  constructor(at: number, message: string, hint: string | null = null) {
    super(message);
    this.at = at;
    this.hint = hint;
  }
}

/** Parses a mask, or returns why it is wrong. `isOfKnown`: the vendor is known, so fewer fixed characters do. */
export function parseMask(text: string, isOfKnown = false): Mask | Refusal {
  try {
    const mask = read(text);
    checkMask(mask.items, isOfKnown);
    return mask;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const asMask = FROM_REGEX.reduce((rewritten, [from, to]) => rewritten.replace(from, to), text);
    if (asMask === text || parseMask(asMask, isOfKnown) instanceof Refusal) return error;
    const message = 'looks like a regular expression, and a model is written as a mask';
    return new Refusal(error.at, message, `write ${asMask}`);
  }
}

/** The most parsed masks in the cache; sets for cells, lines, all vendors and designated ones have masks in common. */
const MOST_PARSED = 100_000;

/** Parses a mask that was checked before; throws a Refusal for one that is not valid. */
export const trustedMask = remembering(read, MOST_PARSED);

function read(text: string) {
  const [, before = text, star = ''] = /^((?:\\.|[^\\])*?)(\*?)$/s.exec(text) ?? [];
  const items: readonly Item[] = itemsOf(before, 0);
  return {
    items,
    /** The mask ends in `*`, which matches the rest of the word. */
    open: star !== '',
    /** `*` may match a digit after a digit: the mask has fixed characters and gaps alone (`S57*`). */
    digitsGoOn: items.every((item) => item.is === 'gap' || (item.is === 'signs' && item.characters.length === 1)),
  };
}

/** A letter or digit; a separator; a class or set, with a count; a sign after `\`; a group that holds no group. */
const ITEM =
  /([a-z\d])|([- ~])|([#@?]|\[([^\]]+)\])(?:\{(\d+)(?:,(\d+))?})?|\\([!-/:-@[-`{-~])|\((?!\|*\))((?:\\.|[^()\\])*)\)/iy;
const OPTION = /((?:\\.|[^|\\])*)\|/g;
const CLASS_SIGNS: Readonly<Record<string, string>> = { '#': DIGITS, '@': LETTERS, '?': DIGITS + LETTERS };

/** The items of a mask or of an option of a group, which stands in the mask at `offset`. */
function itemsOf(text: string, offset: number): Item[] {
  const items: Item[] = [];
  for (let at = 0; at < text.length;) {
    ITEM.lastIndex = at;
    const found = ITEM.exec(text);
    const place = offset + at;
    if (found === null) throw refusal(text.slice(at), place);
    // No array pattern: for 60 masks its iterator takes 1 ms.
    const { 1: plain, 2: gap, 3: classSign, 4: set, 5: first = '1', 6: second = first, 7: escaped, 8: group } = found;
    if (gap !== undefined) items.push({ is: 'gap', blanks: gap !== '-', must: gap === '~' });
    else if (group !== undefined) {
      const options = Array.from(`${group}|`.matchAll(OPTION), ({ 1: option = '', index }) =>
        itemsOf(option, place + 1 + index),
      );
      items.push({ is: 'choice', options });
    } else {
      const [least, most] = [Number(first), Number(second)];
      const hint = `at most ${MOST_COUNT}, the smaller number first`;
      if (most > MOST_COUNT || most === 0 || least > most)
        throw new Refusal(place + (classSign ?? '').length, 'not a count', hint);
      const classes = set === undefined ? CLASS_SIGNS[classSign ?? ''] : charactersOf(set.toLowerCase(), place);
      const characters = classes ?? (plain ?? escaped ?? '').toLowerCase();
      items.push({ is: 'signs', set: setOf(characters), characters, least, most });
    }
    at += found[0].length;
  }
  return items;
}

const SET_HINT = 'write [237] or [A-F]';
/** For a text that is no item: where it is wrong, the message, and a hint. `…` stands for its first character. */
const REFUSALS: readonly (readonly [RegExp, string, string])[] = [
  [/^\*/, '* is only allowed at the end of the mask', 'write ?{0,4} for up to four letters or digits'],
  [/\((?<=^\((?:\\.|[^()\\])*\()/, 'a group in a group', 'write two masks'],
  [/^\(/, 'the group is empty or not closed', 'write (a|b)'],
  [/^\[/, 'the [ ] is empty or not closed', SET_HINT],
  [/^\{/, 'not a count', 'write {3} or {2,4} behind # @ ? or [...]'],
  [/^/, '… is not a sign of a mask', 'write \\… for the sign itself'],
];

function refusal(rest: string, at: number): Refusal {
  const [wrong, ...texts] = REFUSALS.find(([pattern]) => pattern.test(rest)) ?? [/^/];
  const [message = '', hint = ''] = texts.map((text) => text.replace('…', rest.charAt(0)));
  return new Refusal(at + rest.search(wrong), message, hint);
}

function charactersOf(inside: string, at: number): string {
  const ranges = Array.from(inside.matchAll(/(.)(?:-(.?))?/gs), ({ 1: from = '', 2: to, index }) => {
    const sequence = [DIGITS, LETTERS].find((characters) => characters.includes(from)) ?? '';
    const range = sequence.slice(sequence.indexOf(from), sequence.indexOf(to ?? from) + 1);
    if (range === '' || to === '')
      throw new Refusal(at + 1 + index, `[${inside}] holds more than letters, digits and ranges`, SET_HINT);
    return range;
  });
  return [...new Set(ranges.join(''))].sort().join('');
}

function checkMask(items: readonly Item[], isOfKnown: boolean): void {
  const longest = measure(items, mostSigns, Math.max);
  if (items[0] === undefined) throw new Refusal(0, 'an empty mask');
  if (items[0].is === 'gap') throw new Refusal(0, 'a mask begins with a letter, a digit or a class');
  if (longest > MOST_POSITIONS) {
    const hint = 'write * where the rest does not matter';
    throw new Refusal(0, `the mask reaches over ${longest} characters, and may over ${MOST_POSITIONS}`, hint);
  }
  const fixed = measure(items, leastFixed, Math.min);
  const isEnough = isOfKnown || measure(items, leastWeight, Math.min) >= FIXED * CLASSES;
  if (fixed >= FIXED_WITH_CLASSES && isEnough) return;
  const has = fixed === 1 ? 'one fixed character' : `${fixed || 'no'} fixed characters`;
  const hint = isOfKnown ? 'at least two are needed' : 'at least three are needed, or two beside four classes';
  throw new Refusal(0, `the mask can match with ${has}, too few to recognise a model`, hint);
}

/** Parts of regular expressions that no mask has, and what a mask has instead. */
const FROM_REGEX: readonly (readonly [RegExp, string])[] = [
  [/\(\?<?[!=][^()]*\)/g, ''],
  [/\(\?:/g, '('],
  [/\\[bB]|^\^|\$$/g, ''],
  [/(?:\.[*+]\??|\[A-Z(?:a-z)?0-9_?-\][*+]|\\w[*+])$/i, '*'],
  [/\\d|\[0-9\]/g, '#'],
  [/\[A-Z\]|\[a-z\]|\[A-Za-z\]/g, '@'],
  [/\[A-Z0-9\]|\[0-9A-Z\]|\[A-Za-z0-9\]|\\w/g, '?'],
  [/\[(?=[^\]]* )[ _./\\-]*\]\??|\\s[?*+]?|(?<=[A-Za-z0-9)\]#@]) \?/g, ' '],
  [/\[[_./\\-]+\]\??|(?<=[A-Za-z0-9)\]#@])-\?|\\\.|\\-/g, '-'],
  [/(?<=[#@?\]])\+/g, '{1,9}'],
  [/\)\?/g, '|)'],
  [/([A-Za-z0-9#@])\?(?=$|[^{])/g, '($1|)'],
  [/\./g, '?'],
];

/** The fixed characters that every match of a mask has: of two masks that match as much, the one with more counts. */
export function fixedIn({ items }: Mask): number {
  return measure(items, leastFixed, Math.min);
}

/** How many positions `items` have with groups and counts written out: what it costs to match them. */
export function positionsOf(items: readonly Item[]): number {
  return measure(items, mostSigns, (...options) => options.reduce((sum, one) => sum + one, 0));
}

type Single = Exclude<Item, { is: 'choice' }>;

/** How many characters an item reaches over; how many fixed ones a match has at the least; what its least weighs. */
const mostSigns = (item: Single): number => (item.is === 'gap' ? 1 : item.most);
const leastFixed = (item: Single): number => (item.is === 'gap' || item.characters.length > 1 ? 0 : item.least);
/** Four classes with two fixed characters are as much as three of these: a fixed character weighs as four classes. */
const leastWeight = (item: Single): number => leastFixed(item) * CLASSES || (item.is === 'gap' ? 0 : item.least);

/** The sum of a measure over `items`, without `*`; `ofGroup` combines those of the options of a group. */
function measure(
  items: readonly Item[],
  ofItem: (item: Single) => number,
  ofGroup: (...options: number[]) => number,
): number {
  return items.reduce((sum, item) => {
    if (item.is !== 'choice') return sum + ofItem(item);
    return sum + ofGroup(...item.options.map((option) => measure(option, ofItem, ofGroup)));
  }, 0);
}
