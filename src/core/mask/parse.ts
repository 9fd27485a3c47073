import type { Item, Mask, MaskProblem } from './mask.ts';
import { expressionAt, maskInsteadOf } from './expression.ts';
import { isPlain, leastFixed, reach, waysThrough } from './measures.ts';
import { DIGITS, LETTERS, setOf } from './signs.ts';

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
