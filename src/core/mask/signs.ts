import { latin1 } from '#runtime';
import { remembering } from '../cache.ts';
import { ASCII as PRINTABLE, lazily } from '../text.ts';

const BREAK = 0;
/** A letter or digit beyond ASCII: part of a word, and matched by `*` alone. */
const FOREIGN = 1;
/** The number of different signs. */
export const SIGNS = 128;
export const BLANK = 32;

const DASHES = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]/;
/** Scripts without blanks between words: never part of a word with Latin letters (交换机S5720). */
const UNSPACED =
  /[\u0e01-\u0e4e\u2e80-\u2fff\u3005-\u30ff\u3130-\u318f\u31f0-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff]/;
const WORD = lazily(() => /[\p{L}\p{N}\p{M}]/u);
const SPACE = /\s/;

const ASCII = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  ASCII[code] = code <= 32 || code === 127 ? BLANK : code >= 65 && code <= 90 ? code + 32 : code;
}

function signBeyond(code: number): number {
  if (code >= 0xff01 && code <= 0xff5e && code !== 0xff0d) return ASCII[code - 0xfee0] as number;
  const char = String.fromCharCode(code);
  if (DASHES.test(char)) return 45;
  if (SPACE.test(char)) return BLANK;
  if (UNSPACED.test(char)) return BREAK;
  // Half of a surrogate pair: ideographs and symbols, hardly ever letters.
  return (code & 0xf800) !== 0xd800 && WORD().test(char) ? FOREIGN : BREAK;
}

/** The sign of each UTF-16 unit of a text. */
export function signsOf(text: string): Uint8Array {
  const signs = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    signs[at] = code < 128 ? (ASCII[code] as number) : signBeyond(code);
  }
  return signs;
}

const WORD_SIGNS = new Uint8Array(SIGNS);
WORD_SIGNS.fill(1, 48, 58).fill(1, 97, 123)[FOREIGN] = 1;

/** True for a letter or digit; false for undefined, which is beyond the text. */
export function isWord(sign: number | undefined): boolean {
  return sign !== undefined && WORD_SIGNS[sign] === 1;
}

/** True for `-` `_` `.`, which join two words to one name. */
export function isJoining(sign: number | undefined): boolean {
  return sign === 45 || sign === 95 || sign === 46;
}

/** A sign that no character has: it stands for whatever may follow where a text was broken off. */
export const ANY = 127;

/** A table with 1 for ANY and for each sign of some characters. */
export const setOf = remembering((characters) => {
  const set = new Uint8Array(SIGNS);
  set[ANY] = 1;
  for (const sign of signsOf(characters)) set[sign] = 1;
  return set;
});

export const DIGITS = '0123456789';
export const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
export const SEPARATORS = '-_./';

/** A text as signs, and where its words begin and end. */
export class Signs {
  readonly signs: Uint8Array;
  /** The signs as a text: letters in lower case, full-width characters as plain ones. */
  readonly plain: string;
  #wordFrom = -1;
  #wordEnd = -1;

  constructor(text: string) {
    this.signs = signsOf(text);
    this.plain = PRINTABLE.test(text) ? text.toLowerCase() : latin1(this.signs);
  }

  /** Whether a word begins here, or a part of a name after `-` `_` or `.`. */
  begins(at: number): boolean {
    return isWord(this.signs[at]) && !isWord(this.signs[at - 1]);
  }

  /** Whether `-` `_` or `.` joins what begins here to a word before. */
  isJoined(at: number): boolean {
    return isJoining(this.signs[at - 1]) && isWord(this.signs[at - 2]);
  }

  /** Whether a word ends here: no letter or digit follows, nor one after `-` `_` or `.`. */
  ends(at: number): boolean {
    return !isWord(this.signs[at]) && !(isJoining(this.signs[at]) && isWord(this.signs[at + 1]));
  }

  /** Where the word at `at` ends, with all that is joined to it. */
  wordEnd(at: number): number {
    if (at >= this.#wordFrom && at <= this.#wordEnd) return this.#wordEnd;
    let end = at;
    while (!this.ends(end)) end += 1;
    this.#wordFrom = at;
    this.#wordEnd = end;
    return end;
  }
}
