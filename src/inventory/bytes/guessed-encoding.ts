import { fromLatin1, isUtf8, latin1 } from '#runtime';
import { remembering } from '../../core/cache.ts';
import type { Doubt, Doubts, Places } from '../doubts.ts';
import type { WordTables } from '../../words/tables.ts';
import type { Words } from '../../words/words.ts';
import type { ReadOptions } from '../inventory.ts';
import { decodeAs, labelOf } from './encoding.ts';

/** No character, a control character, or one of private use. */
const NO_TEXT = /[\ufffd\u0080-\u009f\ue000-\uf8ff]/u;
/** Lines drawn with a repeated character, and dots. */
const REPEATED = /(.)\1{2,}/gu;
/** An expression with \p{L} takes long to compile. */
const expressionOf = remembering((source) => new RegExp(source, 'u'));

/** Whether a text that was decoded by a guess reads like words of a language that uses this encoding. */
export function isPlausible(text: string, label: string, { odd }: WordTables['encodings']): boolean {
  if (NO_TEXT.test(text)) return false;
  const words = text.replace(REPEATED, ' ');
  return !odd.some(({ of, holds }) => expressionOf(`^(?:${of})`).test(label) && expressionOf(holds).test(words));
}

/** Whether a text is of another script, or has letters without accents side by side: `şÎťę` is not `site`. */
const hasOwnLetters = (text: string): boolean => /[a-z]{2}/i.test(text) || !expressionOf('\\p{sc=Latin}').test(text);

/** Cells by which an encoding is chosen, at most. */
const SAMPLE_CELLS = 2000;
/** Encodings that the detector knows and in which no single cell beyond ASCII can be. */
const NOT_OF_ONE_CELL = /^(?:utf-|iso-2022-)/i;

/**
 * The encoding in which cells beyond ASCII (one character a byte) read best: by how many more are known words (headers,
 * vendors) than are implausible (Nîmes, read wrongly, is NÓmes, a word for names without its accent), by the statistics
 * of chardet, by how common it is. Of ten cells of unknown words in Japanese, Korean or KOI8-R, none were recognised
 * without chardet; with it all were.
 */
async function chooseEncoding(given: readonly string[], isKnown: (cell: string) => boolean, { tables }: Words) {
  const { encodings } = tables;
  const cells = [...new Set(given)].slice(0, SAMPLE_CELLS);
  const { analyse } = (await import('chardet')).default;
  /** By encoding, how likely the detector finds it, out of 100. */
  const likely = new Map<string, number>(encodings.candidates.map((label) => [label, 0]));
  for (const { name, confidence } of analyse(fromLatin1(cells.join('\n')))) {
    // The detector's ISO-8859-2 is windows-1250 here.
    const label = /^iso-8859-2$/i.test(name) ? 'windows-1250' : NOT_OF_ONE_CELL.test(name) ? null : labelOf(name);
    if (label !== null) likely.set(label, Math.max(confidence, likely.get(label) ?? 0));
  }
  const sample = cells.map((cell) => fromLatin1(cell));
  const fits = Array.from(likely, ([label, chance]) => {
    const texts = sample.map((cell) => decodeAs(label, cell));
    const plausible = texts.filter((text) => isPlausible(text, label, encodings));
    const known = plausible.filter((text) => hasOwnLetters(text) && isKnown(text.trim()));
    return { label, odd: texts.length - plausible.length - known.length, chance };
  });
  fits.sort((one, other) => one.odd - other.odd || other.chance - one.chance);
  return fits[0]?.label ?? 'windows-1252';
}

/** Characters that end a cell of a text of any format; in no encoding are they part of a longer character. */
export const CELL_ENDS = '\t\n\r",:;<=>';
export const CELLS = new RegExp(`[^${CELL_ENDS}]+`, 'g');
export const BEYOND_ASCII = /[\x80-\xff]/;
const isNotUtf8 = (cell: string): boolean => !isUtf8(fromLatin1(cell));

/** UTF-8 beyond ASCII, one character a byte: few words have three or four such bytes by chance. */
const SURE_UTF8 = /[\xc3-\xdf][\x80-\xbf][\s\S]*?[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}/;

/** The text of a UTF-8 cell in which one character was cut, as in a field of limited bytes; null for any other cell. */
function cutUtf8(cell: string): string | null {
  if (!SURE_UTF8.test(cell)) return null;
  const text = decodeAs('utf-8', fromLatin1(cell));
  return text.split('\ufffd').length === 2 ? text : null;
}

/** Where the first cell begins that is not UTF-8; the end of the bytes if there is none. */
export function firstNotUtf8(bytes: Uint8Array): number {
  for (const { 0: cell, index } of latin1(bytes).matchAll(CELLS))
    if (BEYOND_ASCII.test(cell) && isNotUtf8(cell)) return index;
  return bytes.length;
}

const HINT = 'name the encoding of the file with --encoding';

/**
 * The encoding of an input for which none was named: chosen at the first bytes that are not UTF-8, and checked against
 * every cell after them. Bytes are passed as a text of one character a byte.
 */
export class GuessedEncoding {
  /** Null as long as all was UTF-8. */
  label: string | null = null;
  /** True when every cell beyond ASCII is in it, false when only cells that are not UTF-8 are. */
  coversAll = false;
  readonly #options: Pick<ReadOptions, 'namesDesignated' | 'lostName' | 'words'>;
  readonly #doubts: Doubts;
  /** Other encodings that every cell so far can be in. */
  readonly #possible = new Set<string>();
  readonly #readCell = remembering((bytes) => this.#decodeCell(bytes));
  readonly #odd = doubtOf('encoding', ['warning', 'warning'], (places) => {
    return `${places.subject('are')} not valid UTF-8: read as ${this.label ?? 'utf-8'}, or as UTF-8 that was cut`;
  });
  readonly #strange = doubtOf('encoding-unsure', ['warning', 'error'], (places) => this.#noWords(places));
  readonly #strangeName = doubtOf('encoding-unsure', ['error', 'error'], (places) => {
    return `${this.#noWords(places)}, and may name a listed vendor`;
  });
  readonly #otherName = doubtOf('encoding-unsure', ['error', 'error'], (places) => {
    return `read as ${this.label ?? 'utf-8'}, but ${places.subject('name')} ${places.value}`;
  });

  constructor(options: Pick<ReadOptions, 'namesDesignated' | 'lostName' | 'words'>, doubts: Doubts) {
    this.#options = options;
    this.#doubts = doubts;
    doubts.assume('encoding', 'utf-8');
  }

  /** Chooses by bytes that begin with a cell that is not UTF-8. `sawUtf8`: UTF-8 beyond ASCII stands before them. */
  async decide(bytes: Uint8Array, sawUtf8: boolean): Promise<void> {
    const { words, namesDesignated } = this.#options;
    const cells = (latin1(bytes).match(CELLS) ?? []).filter((cell) => BEYOND_ASCII.test(cell));
    const odd = cells.filter((cell) => isNotUtf8(cell) && cutUtf8(cell) === null);
    this.coversAll = !sawUtf8 && odd.length * 2 >= cells.length;
    const isKnown = (cell: string): boolean => words.headers.isKnown(cell) || namesDesignated(cell).length > 0;
    this.label = await chooseEncoding(this.coversAll ? cells : odd, isKnown, words);
    for (const other of words.tables.encodings.candidates) if (other !== this.label) this.#possible.add(other);
    if (this.coversAll) this.#doubts.assume('encoding', this.label);
  }

  /** The text of a cell, if nothing is in doubt about it; else null. */
  sureText(bytes: string): string | null {
    const { text, doubt, others } = this.#readCell(bytes);
    return doubt === null && others.length === 0 ? text : null;
  }

  /** The text of a cell. `lineOf`: its line, called where a doubt is noted; null: it may be a line of several cells. */
  read(bytes: string, lineOf: (() => number) | null): string {
    if (lineOf === null) return decodeAs(this.label ?? 'utf-8', fromLatin1(bytes));
    const { text, doubt, others } = this.#readCell(bytes);
    if (doubt === null && others.length === 0) return text;
    const line = lineOf();
    if (others.length > 0) this.#doubts.note(this.#otherName, { line, value: others.join(', ') });
    if (doubt !== null) this.#doubts.note(doubt, { line });
    return text;
  }

  #noWords(places: Places): string {
    return `${places.subject('make')} no words when read as ${this.label ?? 'utf-8'}`;
  }

  /** The text of a cell beyond ASCII, the doubt about it, and designated vendors that it names in other encodings. */
  #decodeCell(cell: string) {
    const { namesDesignated, lostName, words } = this.#options;
    const { encodings } = words.tables;
    const bytes = fromLatin1(cell);
    const label = this.label ?? 'utf-8';
    const decoded = decodeAs(label, bytes);
    const cut = this.coversAll ? null : cutUtf8(cell);
    const namesVendor = (read: string): boolean => namesDesignated(read).length > 0;
    if (cut !== null && (namesVendor(cut) || !namesVendor(decoded))) return { text: cut, doubt: this.#odd, others: [] };
    // Read as windows-1252: a cell with bytes that the encoding lacks, or an odd cell that makes no words in it.
    const isPlain = isPlausible(decoded, label, encodings);
    const text = isPlain || (this.coversAll && !decoded.includes('\ufffd')) ? decoded : decodeAs('windows-1252', bytes);
    const plausible = isPlain || (!this.coversAll && text !== decoded && isPlausible(text, 'windows-1252', encodings));
    const named = new Set(namesDesignated(text));
    const others: string[] = [];
    for (const other of this.#possible) {
      const read = decodeAs(other, bytes);
      if (read.includes('\ufffd')) this.#possible.delete(other);
      else if (read !== text && isPlausible(read, other, encodings))
        for (const vendor of namesDesignated(read)) if (!named.has(vendor)) others.push(`${vendor} (in ${other})`);
    }
    if (plausible) return { text, doubt: this.coversAll || others.length > 0 ? null : this.#odd, others };
    // The letters that are left may be those of a listed name.
    const mayBeName = lostName(cell.replace(/[^\0-\x7f]/g, '\ufffd')) !== null;
    return { text, doubt: mayBeName ? this.#strangeName : this.#strange, others };
  }
}

function doubtOf(code: 'encoding' | 'encoding-unsure', severity: Doubt['severity'], says: Doubt['says']): Doubt {
  const before = code === 'encoding' ? '' : 'the encoding is not sure: ';
  return { against: 'encoding', code, severity, hint: HINT, says: (places) => before + says(places) };
}
