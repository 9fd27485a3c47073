import { DIGITS, LETTERS, setOf, type SignSet } from './signs.ts';

/** What a mask is made of, in its order. */
export type Item =
  /** From `least` to `most` characters of a set; `characters` are those of the set, in lower case. */
  | {
      readonly is: 'signs';
      readonly set: SignSet;
      readonly characters: string;
      readonly least: number;
      readonly most: number;
    }
  /** One separator, or blanks where they may stand; `must`: not nothing. */
  | { readonly is: 'gap'; readonly blanks: boolean; readonly must: boolean }
  | { readonly is: 'choice'; readonly options: readonly (readonly Item[])[] };

/** A model range as a data sheet writes it (docs/masks.md). */
export interface Mask {
  readonly text: string;
  readonly items: readonly Item[];
  /** Ends in `*`: matches whatever the word goes on with. */
  readonly open: boolean;
  /**
   * What `*` goes on with may begin with a digit after a digit: the mask says no more than how a model begins (`S57*`).
   */
  readonly digitsGoOn: boolean;
  /** Letters and digits that every match has: of two masks that match as much, the one with more counts. */
  readonly fixed: number;
}

/** A mask, not read yet, with what it leaves out. */
export interface MaskText {
  readonly mask: string;
  /** What these match from the same beginning is not matched. */
  readonly except: readonly string[];
}

/** Why a text is no mask. */
interface MaskProblem {
  /** 0-based place in the text of the mask. */
  readonly at: number;
  readonly message: string;
  readonly hint: string | null;
}

/** A group repeats nothing, a count is at most this, and a mask reaches over at most so many characters. */
const MOST_COUNT = 20;
const MOST_POSITIONS = 64;
/** What every match of a mask must have of its own: fixed characters, or two of them and some classes. */
const FIXED = 3;
const FIXED_WITH_CLASSES = 2;
const CLASSES = 4;

const PLAIN = /[A-Za-z0-9]/;
const CLASS_SIGNS: ReadonlyMap<string, string> = new Map([
  ['#', DIGITS],
  ['@', LETTERS],
  ['?', DIGITS + LETTERS],
]);

class Refusal extends Error {
  readonly problem: MaskProblem;

  constructor(at: number, message: string, hint: string | null = null) {
    super(message);
    this.problem = { at, message, hint };
  }
}

/** `known: true`: a mask that is tried only once the vendor is known, and needs less that is its own. */
export interface MaskOptions {
  readonly known?: boolean;
}

/** Reads a mask, or says what is wrong with it and where. */
export function parseMask(text: string, { known = false }: MaskOptions = {}): Mask | MaskProblem {
  const at = expressionAt(text);
  if (at !== -1) {
    const instead = maskInsteadOf(text);
    const can = expressionAt(instead) === -1 && !isProblem(read(instead, known));
    const hint = can
      ? `write ${instead}`
      : 'write # for a digit, @ for a letter, ? for either, * at the end for the rest';
    return { at, message: 'looks like a regular expression, and a model is written as a mask', hint };
  }
  return read(text, known);
}

function read(text: string, known: boolean): Mask | MaskProblem {
  try {
    const { items, open } = new Parser(text).mask();
    return measured(text, items, open, known);
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
}

/** Masks that were read: models are looked for in cells and in lines, of all vendors and of designated ones. */
const known = new Map<string, Mask>();

/** Reads a mask that was checked before; throws for one that cannot be read. */
export function trustedMask(text: string): Mask {
  let mask = known.get(text);
  if (mask === undefined) {
    const { items, open } = new Parser(text).mask();
    mask = { text, items, open, digitsGoOn: isPlain(items), fixed: leastFixed(items) };
    known.set(text, mask);
  }
  return mask;
}

/** Whether reading a mask came to a problem. */
export function isProblem(parsed: Mask | MaskProblem): parsed is MaskProblem {
  return 'message' in parsed;
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  mask(): { items: readonly Item[]; open: boolean } {
    const items: Item[] = [];
    while (this.#at < this.#text.length) {
      const start = this.#at;
      if (this.#take('*')) {
        if (this.#at < this.#text.length)
          throw new Refusal(start, '* is only allowed at the end of the mask', OPEN_HINT);
        return { items, open: true };
      }
      items.push(this.#take('(') ? this.#choice(start) : this.#item());
    }
    return { items, open: false };
  }

  #choice(start: number): Item {
    const options: Item[][] = [[]];
    while (!this.#take(')')) {
      if (this.#at >= this.#text.length) throw new Refusal(start, 'the group is not closed', 'write ( … | … )');
      if (this.#take('|')) options.push([]);
      else if (this.#text[this.#at] === '(') throw new Refusal(this.#at, 'a group in a group', 'write two masks');
      else if (this.#text[this.#at] === '*') throw new Refusal(this.#at, '* is not allowed in a group', OPEN_HINT);
      else options.at(-1)?.push(this.#item());
    }
    if (options.every((option) => option.length === 0)) throw new Refusal(start, 'an empty group', 'write ( … | … )');
    return { is: 'choice', options };
  }

  #item(): Item {
    const start = this.#at;
    const char = this.#text[start] ?? '';
    this.#at += 1;
    if (char === '-') return { is: 'gap', blanks: false, must: false };
    if (char === ' ') return { is: 'gap', blanks: true, must: false };
    if (char === '~') return { is: 'gap', blanks: true, must: true };
    if (char === '[') return this.#counted(this.#set(start));
    const characters = CLASS_SIGNS.get(char);
    if (characters !== undefined) return this.#counted(characters);
    if (char === '{') throw new Refusal(start, 'a count after nothing to count', 'a count must follow # @ ? or [...]');
    if (char === '\\') return this.#escaped(start);
    if (!PLAIN.test(char))
      throw new Refusal(start, `${char} is not a sign of a mask`, `write \\${char} for the sign itself`);
    return one(char);
  }

  #escaped(start: number): Item {
    const char = this.#text[this.#at] ?? '';
    this.#at += 1;
    if (!/[!-~]/.test(char)) throw new Refusal(start, '\\ has no sign after it', 'write \\@ for an @ itself');
    return one(char);
  }

  /** The characters of `[237]` or `[A-F]`, the bracket being open. */
  #set(start: number): string {
    const end = this.#text.indexOf(']', this.#at);
    if (end === -1) throw new Refusal(start, 'the [ is not closed', 'write [237] or [A-F]');
    const inside = this.#text.slice(this.#at, end).toLowerCase();
    let characters = '';
    for (let at = 0; at < inside.length; at += 1) {
      const [from, to] = inside[at + 1] === '-' ? [inside[at] ?? '', inside[at + 2] ?? ''] : [inside[at] ?? '', null];
      const range = to === null ? from : rangeOf(from, to);
      if (range === null || !/^[a-z0-9]+$/.test(range)) {
        throw new Refusal(
          this.#at + at,
          `[${inside}] holds more than letters, digits and ranges`,
          'write [237] or [A-F]',
        );
      }
      characters += range;
      if (to !== null) at += 2;
    }
    if (characters === '') throw new Refusal(start, 'an empty [ ]', 'write [237] or [A-F]');
    this.#at = end + 1;
    return Array.from(new Set(characters)).sort().join('');
  }

  #counted(characters: string): Item {
    const found = /^\{(\d+)(?:,(\d+))?\}/.exec(this.#text.slice(this.#at, this.#at + 12));
    const start = this.#at;
    if (found === null) {
      if (this.#text[start] === '{') throw new Refusal(start, 'not a count', 'write {3} or {2,4}');
      return signs(characters, 1, 1);
    }
    this.#at += found[0].length;
    const least = Number(found[1]);
    const most = found[2] === undefined ? least : Number(found[2]);
    if (most > MOST_COUNT || most === 0 || least > most) {
      throw new Refusal(start, `${found[0]} is not a count`, `at most ${MOST_COUNT}, the smaller number first`);
    }
    return signs(characters, least, most);
  }

  #take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }
}

const OPEN_HINT = '* goes at the end; write ?{0,4} for up to four letters or digits';

function signs(characters: string, least: number, most: number): Item {
  return { is: 'signs', set: setOf(characters), characters, least, most };
}

function one(char: string): Item {
  return signs(char.toLowerCase(), 1, 1);
}

function rangeOf(from: string, to: string): string | null {
  const inOne = [DIGITS, LETTERS].find((all) => all.includes(from) && to !== '' && all.includes(to));
  if (inOne === undefined || from > to) return null;
  return inOne.slice(inOne.indexOf(from), inOne.indexOf(to) + 1);
}

function measured(text: string, items: readonly Item[], open: boolean, known: boolean): Mask | MaskProblem {
  const longest = reach(items);
  const first = items[0];
  if (first === undefined) return { at: 0, message: 'an empty mask', hint: null };
  if (first.is === 'gap') return { at: 0, message: 'a mask begins with a letter, a digit or a class', hint: null };
  if (longest > MOST_POSITIONS) {
    const hint = 'write * where the rest does not matter';
    return { at: 0, message: `the mask reaches over ${longest} characters, and may over ${MOST_POSITIONS}`, hint };
  }
  const ways = waysThrough(items);
  const poor = ways.find(
    ({ fixed, classes }) => fixed < FIXED && (fixed < FIXED_WITH_CLASSES || (!known && classes < CLASSES)),
  );
  if (poor !== undefined) {
    const has = poor.fixed === 1 ? 'one fixed character' : `${poor.fixed || 'no'} fixed characters`;
    const hint = known ? 'at least two are needed' : 'at least three are needed, or two beside four classes';
    return { at: 0, message: `the mask can match with ${has}, too few to recognise a model`, hint };
  }
  return { text, items, open, digitsGoOn: isPlain(items), fixed: leastFixed(items) };
}

/** What stands in regular expressions and in no mask. */
const SIGNS_OF_ONE = new RegExp(
  [
    /\\[bBdDwWsS]|\(\?|\[\^|[\])]\+|[\])]\*(?!$)|[A-Za-z0-9\])?]\+|\.\*|\.\+|\.\?|^\^|\$$/,
    /\{\d*,\}|\{,|\[[^\]]*\\|\[[ _./-]{1,3}\]/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** In the order in which they are replaced. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/\(\?<?[!=][^()]*\)/g, ''],
  [/\(\?:/g, '('],
  [/\\[bB]|^\^|\$$/g, ''],
  [/(?:\.[*+]\??|\[A-Z(?:a-z)?0-9_?-\][*+]|\\w[*+])$/i, '*'],
  [/\\d|\[0-9\]/g, '#'],
  [/\[A-Z\]|\[a-z\]|\[A-Za-z\]/g, '@'],
  [/\[A-Z0-9\]|\[0-9A-Z\]|\[A-Za-z0-9\]|\\w/g, '?'],
  [/\[(?=[^\]]* )[ _./\\-]*\]\??|\\s[?*+]?|(?<=[A-Za-z0-9)\]#@]) \?/g, ' '],
  [/\[[_./\\-]*\]\??|(?<=[A-Za-z0-9)\]#@])-\?|\\\.|\\-/g, '-'],
  [/(?<=[#@?\]])\+/g, '{1,9}'],
  [/(?<=[#@\]])\*(?!$)/g, '{0,9}'],
  [/\{(\d+),\}/g, '{$1,9}'],
  [/\{,(\d+)\}/g, '{0,$1}'],
  [/\)\?/g, '|)'],
  [/([A-Za-z0-9#@])\?(?=$|[^{])/g, '($1|)'],
  [/\.(?:\+|\*)/g, '?{0,9}'],
  [/\./g, '?'],
];

/** Where a text stops looking like a mask and looks like a regular expression; -1: nowhere. */
function expressionAt(text: string): number {
  return SIGNS_OF_ONE.exec(text)?.index ?? -1;
}

/** The mask that says about what a regular expression says; not always one that can be read. */
function maskInsteadOf(text: string): string {
  return INSTEAD.reduce((so, [from, to]) => so.replace(from, to), text);
}

/**
 * What a way through a mask has of its own, at the least: letters, digits and escaped signs, and characters of a class.
 */
export interface Own {
  readonly fixed: number;
  readonly classes: number;
}

/** Every way through the items: the ways of each group beside those of the others, alike ones once. */
function waysThrough(items: readonly Item[]): readonly Own[] {
  let ways: readonly Own[] = [{ fixed: 0, classes: 0 }];
  for (const item of items) {
    if (item.is === 'gap') continue;
    if (item.is === 'signs') {
      const [fixed, classes] = item.characters.length > 1 ? [0, item.least] : [item.least, 0];
      ways = ways.map((way) => ({ fixed: way.fixed + fixed, classes: way.classes + classes }));
      continue;
    }
    const options = item.options.flatMap(waysThrough);
    const all = ways.flatMap((way) =>
      options.map((own) => ({ fixed: way.fixed + own.fixed, classes: way.classes + own.classes })),
    );
    ways = [...new Map(all.map((own) => [own.fixed * 100 + own.classes, own])).values()];
  }
  return ways;
}

/** Letters, digits and escaped signs that every match has. */
function leastFixed(items: readonly Item[]): number {
  return items.reduce((sum, item) => {
    if (item.is === 'choice') return sum + Math.min(...item.options.map(leastFixed));
    return sum + (item.is === 'signs' && item.characters.length === 1 ? item.least : 0);
  }, 0);
}

/** Fixed characters and gaps alone: what such a mask says is how a model begins. */
export function isPlain(items: readonly Item[]): boolean {
  return items.every((item) => item.is === 'gap' || (item.is === 'signs' && item.characters.length === 1));
}

/** Of how many characters the longest match is, without what `*` takes. */
export function reach(items: readonly Item[]): number {
  return items.reduce((sum, item) => {
    if (item.is === 'choice') return sum + Math.max(...item.options.map(reach));
    return sum + (item.is === 'gap' ? 1 : item.most);
  }, 0);
}

/** How many positions items have once groups and counts are written out: what it costs to match them. */
export function positionsOf(items: readonly Item[]): number {
  return items.reduce((sum, item) => {
    if (item.is === 'choice') return sum + item.options.reduce((all, option) => all + positionsOf(option), 0);
    return sum + (item.is === 'gap' ? 1 : item.most);
  }, 0);
}
