import type { Characters } from './text.ts';

const SPACE = 0x20;
const ASCII = 0x7f;
const HASH = 0x23;
/** `#REF!`, `#NAME?`, in any language (`#BEZUG!`, `#¡REF!`). */
const ERROR_VALUE = /^#(?:[^\s#!?]{2,20}[!?]|GETTING_DATA)$/i;

/** Whether a cell holds what a spreadsheet writes where it could not find a value; `#N/A` says that there is none. */
export function isErrorValue(cell: string): boolean {
  const first = cell.charCodeAt(0);
  if (first !== HASH && first > SPACE && first <= ASCII) return false;
  const text = cell.trim();
  return text.charCodeAt(0) === HASH && ERROR_VALUE.test(text);
}

/** Cells that hold no value although they hold text: the words people and exports write for "no value". */
export class NoValue {
  /** Lower case; another instance can be made from these. */
  readonly words: readonly string[];
  readonly #words: ReadonlySet<string>;
  readonly #longest: number;
  /** Lengths of the words by their first character, one bit each: these two alone rule out nearly every cell. */
  readonly #lengths = new Map<number, number>();
  readonly #asciiLengths: Int32Array;
  /** First and last character and length of the words in ASCII. */
  readonly #shapes: ReadonlySet<number>;

  constructor(words: readonly string[]) {
    this.words = words;
    this.#words = new Set(words);
    this.#longest = Math.max(0, ...words.map((word) => word.length));
    for (const word of words) {
      for (const first of [word, word.toUpperCase()].map((form) => form.charCodeAt(0))) {
        this.#lengths.set(first, (this.#lengths.get(first) ?? 0) | (1 << word.length));
      }
    }
    this.#asciiLengths = Int32Array.from({ length: 128 }, (_, first) => this.#lengths.get(first) ?? 0);
    this.#shapes = new Set(words.map((word) => shapeOf(word, 0, word.length)));
  }

  /** True when a cell is empty, holds one of the words or an error value. */
  isEmpty(cell: string): boolean {
    if (this.isSurelyValue(cell, 0, cell.length)) return false;
    const text = cell.trim();
    if (text === '' || isErrorValue(text)) return true;
    if (text.length > this.#longest) return false;
    const first = text.charCodeAt(0);
    const lengths = (first < 128 ? this.#asciiLengths[first] : this.#lengths.get(first)) ?? 0;
    return (lengths & (1 << text.length)) !== 0 && this.#words.has(text.toLowerCase());
  }

  /** True for nearly all cells that hold a value, told by the first and last character and the length alone. */
  isSurelyValue(text: Characters, from: number, to: number): boolean {
    const first = text.charCodeAt(from);
    const last = text.charCodeAt(to - 1);
    if (to <= from || first <= SPACE || first === HASH || first > ASCII || last <= SPACE || last > ASCII) return false;
    if (to - from > this.#longest || ((this.#asciiLengths[first] ?? 0) & (1 << (to - from))) === 0) return true;
    return !this.#shapes.has(shapeOf(text, from, to));
  }
}

function shapeOf(text: Characters, from: number, to: number): number {
  return (lower(text.charCodeAt(from)) << 14) | (lower(text.charCodeAt(to - 1)) << 7) | (to - from);
}

function lower(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}
