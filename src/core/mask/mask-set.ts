import { Cache } from '../cache.ts';
import { heldUnder } from '../groups.ts';
import { MOST_POSITIONS, trustedMask, type Item, type Mask, type MaskText } from './mask.ts';
import { ANY, BLANK, DIGITS, isWord, SEPARATORS, setOf, Signs, SIGNS } from './signs.ts';

/** The masks that match from one place in a text: the index of each in the set, and where its match ends. */
export type Completed = readonly { readonly mask: number; readonly end: number }[];

type Candidates = readonly (readonly [index: number, mask: Mask])[];
const NOTHING: Completed = [];

/**
 * Masks that are searched for together, by how their matches begin. A mask is parsed when a word first begins like it:
 * to parse all masks of the knowledge takes 60 ms, and a small inventory needs few.
 */
export class MaskSet {
  readonly #masks: readonly MaskText[];
  readonly size: number;
  /** Indexes of masks by the beginnings of their matches, of at most BEGINNING letters and digits, else by classes. */
  readonly #byBeginning = new Map<string, number[]>();
  /** The classes with which some masks begin: they are tried once for all of these. */
  readonly #classes: readonly string[];
  /** The masks that may match, with their indexes, by the first signs of a text. */
  readonly #bySigns = new Cache<number, Candidates>(20_000);

  constructor(masks: readonly MaskText[]) {
    this.#masks = masks;
    this.size = masks.length;
    masks.forEach(({ mask }, index) => {
      for (const beginning of beginningsOf(mask.toLowerCase(), BEGINNING, LETTERS))
        heldUnder(this.#byBeginning, beginning || classesOf(mask), (): number[] => []).push(index);
    });
    this.#classes = Array.from(this.#byBeginning.keys()).filter((beginning) => !isWord(beginning.charCodeAt(0)));
  }

  /** Whether any mask matches in a text, wherever a word or a part of one begins. */
  matches(text: string): boolean {
    const signs = new Signs(text);
    for (let at = 0; at < text.length; at += 1) if (signs.begins(at) && this.from(at, signs).length > 0) return true;
    return false;
  }

  /** Whether all of a text, of at least five letters and digits, is the beginning of something that a mask matches. */
  begins(text: string): boolean {
    const begun = new Signs(text.trim());
    const { signs } = begun;
    if (signs.filter(isWord).length < LEAST_BEGUN) return false;
    const continued = continuedAnyhow(signs);
    return this.#candidates(0, signs).some(
      ([index, { items }]) =>
        endsOf(items, continued, [0]).some((end) => end >= signs.length) &&
        !this.#exceptions(index).some((mask) => mask.open && endOf(mask, 0, begun) !== -1),
    );
  }

  /** All masks that match from the beginning at `at`, each as far as it can. */
  from(at: number, text: Signs): Completed {
    let found: Completed[number][] | null = null;
    for (const [index, mask] of this.#candidates(at, text.signs)) {
      const end = endOf(mask, at, text);
      if (end === -1 || this.#exceptions(index).some((one) => endOf(one, at, text) !== -1)) continue;
      (found ??= []).push({ mask: index, end });
    }
    return found ?? NOTHING;
  }

  #exceptions(index: number): readonly Mask[] {
    return this.#masks[index]?.except.map(trustedMask) ?? [];
  }

  #candidates(at: number, signs: Uint8Array): Candidates {
    let key = 0;
    for (let place = at; place < at + BEGINNING; place += 1) key = key * SIGNS + (signs[place] ?? 0);
    const known = this.#bySigns.get(key);
    if (known !== undefined) return known;
    const begun = signs.slice(at, at + BEGINNING);
    const text = String.fromCharCode(...begun);
    const continued = continuedAnyhow(begun);
    const found: Candidates[number][] = [];
    const mayBegin = ({ items }: Mask): boolean => endsOf(items, continued, [0]).length > 0;
    const beginnings = this.#classes.filter((classes) => mayBegin(trustedMask(classes)));
    for (let end = 1; end <= text.length; end += 1) beginnings.push(text.slice(0, end));
    for (const index of new Set(beginnings.flatMap((beginning) => this.#byBeginning.get(beginning) ?? []))) {
      const mask = trustedMask(this.#masks[index]?.mask ?? '');
      if (mayBegin(mask)) found.push([index, mask]);
    }
    this.#bySigns.set(key, found);
    return found;
  }
}

/** The first signs of a text, with which a match must begin before the mask is tried. */
const BEGINNING = 4;
const LEAST_BEGUN = 5;

/** Signs with whatever may follow them. */
function continuedAnyhow(signs: Uint8Array): Uint8Array {
  const continued = new Uint8Array(signs.length + MOST_POSITIONS).fill(ANY);
  continued.set(signs);
  return continued;
}

const LETTERS = /^[a-z0-9]*/;
/** The classes and signs, with their counts, that a mask begins with. */
const classesOf = (mask: string): string => /^(?:[#@? ~-]|\[[^\]]*\]|\\.|\{[^}]*\})*/.exec(mask)?.[0] ?? '';
const GROUP = /^\(((?:[^()\\]|\\.)*)\)/;

/** How the matches of a pattern begin, in at most `most` characters, as far as it is letters or groups of them. */
export function beginningsOf(pattern: string, most: number, letters: RegExp, before = ''): readonly string[] {
  const leading = letters.exec(pattern)?.[0] ?? '';
  const begun = before + leading;
  const rest = pattern.slice(leading.length);
  const group = begun.length < most ? GROUP.exec(rest) : null;
  if (group === null) return [begun.slice(0, most)];
  const after = rest.slice(group[0].length);
  return (group[1] ?? '').split('|').flatMap((option) => beginningsOf(option + after, most, letters, begun));
}

function endOf({ items, open, digitsGoOn }: Mask, from: number, text: Signs): number {
  const { signs } = text;
  let longest = -1;
  for (const at of endsOf(items, signs, [from])) {
    const goesOn = open && !digitsGoOn && DIGIT[signs[at - 1] as number] === 1 && DIGIT[signs[at] as number] === 1;
    if (goesOn || !(open || text.ends(at))) continue;
    longest = Math.max(longest, open ? text.wordEnd(at) : at);
  }
  return longest;
}

const SEPARATOR = setOf(SEPARATORS);
const DIGIT = setOf(DIGITS);
const NOWHERE: readonly number[] = [];

/**
 * The places, each once, that a match of `items` from any of the places `from` can end at. Takes as many steps as the
 * items have positions, times the characters that they reach over.
 */
function endsOf(items: readonly Item[], signs: Uint8Array, from: readonly number[]): readonly number[] {
  let places = from;
  for (const item of items) {
    const only = places[0] ?? 0;
    if (item.is !== 'signs' || item.least !== 1 || item.most !== 1) places = [...readFrom(item, signs, places)];
    else if (places.length > 1) places = places.flatMap((at) => (item.set[signs[at] as number] === 1 ? at + 1 : []));
    else places = item.set[signs[only] as number] === 1 ? [only + 1] : NOWHERE;
    if (places.length === 0) return NOWHERE;
  }
  return places;
}

function readFrom(item: Item, signs: Uint8Array, places: readonly number[]): ReadonlySet<number> {
  if (item.is === 'choice') return new Set(item.options.flatMap((option) => endsOf(option, signs, places)));
  const read = new Set<number>();
  for (const from of places) {
    if (item.is === 'gap') {
      if (!item.must) read.add(from);
      if (SEPARATOR[signs[from] as number] === 1) read.add(from + 1);
      for (let at = from; item.blanks && signs[at] === BLANK && !read.has(at + 1); at += 1) read.add(at + 1);
      continue;
    }
    if (item.least === 0) read.add(from);
    for (let count = 1; count <= item.most && item.set[signs[from + count - 1] as number] === 1; count += 1)
      if (count >= item.least) read.add(from + count);
  }
  return read;
}
