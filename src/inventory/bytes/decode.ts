import { fromLatin1, isUtf8, latin1 } from '#runtime';
import { isIdentity } from '../../core/fields.ts';
import { NO_TRAITS, type Layout } from '../../core/layout.ts';
import { joined } from '../../runtime/bytes.ts';
import { Doubts, type Doubt } from '../doubts.ts';
import type { ReadOptions } from '../inventory.ts';
import { withoutControls } from './controls.ts';
import { againstNamed, decodeAs, detectEncoding } from './encoding.ts';
import { BEYOND_ASCII, cellsOf, firstOther, GuessedEncoding } from './guessed-encoding.ts';
import { countLineEnds } from './lines.ts';
import type { PeekedSource } from './peek.ts';

/** Longest stretch without a line end that is kept back to be decoded as one. */
const MAX_PENDING = 1024 * 1024;
/** Bytes from the first cell that is no UTF-8 on by which an encoding is chosen, however they come in pieces. */
const SAMPLE = 64 * 1024;
const LONE = /[\udc80-\udcff]/u;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** A cell that may be a listed name all the same is a matter of every format, and said when rows are judged. */
const BROKEN: Doubt = {
  ...{ against: 'encoding', code: 'encoding', severity: ['warning', 'error'], hint: 'is --encoding right?' },
  says: (places) => `${places.subject('are')} not valid in the encoding of the file`,
};

/** Whether a vendor may be named in a column: beyond the last one, by what tells devices, or in a text. */
function canName({ columns }: Layout, index: number): boolean {
  const { fields = ['text'], traits = NO_TRAITS } = columns[index] ?? {};
  return fields.some((field) => isIdentity(field) || (field === 'text' && !traits.includes('mention')));
}

/**
 * Turns the bytes of an input into text: in the encoding that was named, or that its first bytes show; else as UTF-8,
 * or, where bytes are none, in the encoding that was guessed for all of it. A cell of which something is to be said
 * keeps its bytes as lone surrogates (`keepBytes`): it is read once its column and line are known.
 */
export class Decoder {
  /** Null for an encoding that was named. */
  readonly guess: GuessedEncoding | null;
  readonly #encoding: ReturnType<typeof detectEncoding>;
  readonly #named: InstanceType<typeof TextDecoder>;
  readonly #doubts: Doubts;
  #skip: number;
  #held = new Uint8Array();
  /** Letters beyond ASCII, while all bytes are UTF-8 and another encoding was named; else less than any number. */
  #letters: number;
  /** Where in what is held the first cell is that is no UTF-8; null as long as there is none. */
  #firstOther: number | null = null;
  #metUtf8: boolean;

  constructor(encoding: ReturnType<typeof detectEncoding>, guess: GuessedEncoding | null, doubts: Doubts) {
    this.guess = guess;
    this.#encoding = encoding;
    this.#named = new TextDecoder(encoding.label);
    this.#doubts = doubts;
    this.#skip = encoding.skip;
    this.#metUtf8 = encoding.skip > 0;
    this.#letters = encoding.mark === encoding.label && encoding.label !== 'utf-8' ? 0 : -Infinity;
  }

  /** A WHATWG label, as the `input` event shows it. */
  get label(): string {
    return (this.guess?.coversAll === true ? this.guess.label : null) ?? this.#encoding.label;
  }

  /** The text of the next bytes, null at their end; a line whose end has not come is kept for the next call. */
  async decode(chunk: Uint8Array | null): Promise<string> {
    const { guess } = this;
    const isLast = chunk === null;
    const block = joined([this.#held, chunk ?? new Uint8Array()]);
    const end = isLast ? block.length : endOfLines(block, this.#encoding.label === 'utf-16le' ? 1 : 0);
    const isShort = end === 0 && !isLast;
    if (isShort || (guess?.label === null && !(await this.#isChosen(guess, block.subarray(0, end), isLast)))) {
      this.#held = block;
      return '';
    }
    this.#held = block.slice(end);
    const from = this.#skip;
    this.#skip = 0;
    const lines = block.subarray(from, end);
    return withoutControls(guess === null ? this.#textOfNamed(lines, isLast) : this.#textOf(guess, lines));
  }

  /** Whether the encoding of a block is known: bytes that are no UTF-8 wait for those by which one is chosen. */
  async #isChosen(guess: GuessedEncoding, block: Uint8Array, isLast: boolean): Promise<boolean> {
    if (this.#firstOther === null && isUtf8(block)) return true;
    const from = (this.#firstOther ??= firstOther(block));
    if (!isLast && block.length < from + SAMPLE) return false;
    const isMixed = this.#metUtf8 || block.subarray(0, from).some((byte) => byte > 0x7f);
    await guess.decide(block.subarray(from, from + SAMPLE), isMixed);
    return true;
  }

  #textOf(guess: GuessedEncoding, block: Uint8Array): string {
    if (guess.label === null || (!guess.coversAll && isUtf8(block))) {
      const text = utf8.decode(block);
      this.#metUtf8 ||= text.length < block.length;
      return text;
    }
    return latin1(block).replace(cellsOf, (cell) => {
      if (!BEYOND_ASCII.test(cell)) return cell;
      if (guess.coversAll) return guess.sure(cell) ?? keepBytes(cell);
      const bytes = fromLatin1(cell);
      return isUtf8(bytes) ? utf8.decode(bytes) : keepBytes(cell);
    });
  }

  /** In an encoding that was named; what speaks against it, by the mark of another or as UTF-8, is noted at the end. */
  #textOfNamed(block: Uint8Array, isLast: boolean): string {
    if (this.#letters >= 0)
      this.#letters += isUtf8(block) ? (utf8.decode(block).match(/(?=\p{L})[^\x00-\x7f]/gu)?.length ?? 0) : -Infinity;
    const against = isLast ? againstNamed(this.#encoding, this.#letters) : null;
    if (against !== null) this.#doubts.note(against, { line: null });
    return this.#named.decode(block, { stream: !isLast });
  }

  /** Whether something is to be said of a cell of a text, as `decode` gives it. */
  isOdd(text: string): boolean {
    return this.guess === null ? text.includes('\ufffd') : this.guess.label !== null && keepsBytes(text);
  }

  /** A text as people read it, without a look at what it says. */
  plain(text: string): string {
    if (this.guess === null || !this.isOdd(text)) return text;
    return this.#readOdd(text, (bytes) => decodeAs(this.guess?.label ?? 'utf-8', bytes));
  }

  /** A text of an input that has no columns, from a line on. */
  readText(text: string, line: number): string {
    const { guess } = this;
    if (guess === null || !this.isOdd(text)) return text;
    return this.#readOdd(text, (bytes, at) => {
      const place = { line: line + countLineEnds(text.slice(0, at)), column: null };
      return guess.read(latin1(bytes), place, true);
    });
  }

  /** The cells of a row, now that their columns and line are known. */
  readRow(given: readonly string[], layout: Layout, line: number): readonly string[] {
    const { guess } = this;
    return given.map((cell, index) => {
      if (!this.isOdd(cell)) return cell;
      const column = layout.columns[index]?.name ?? `#${index + 1}`;
      if (guess === null) {
        this.#doubts.note(BROKEN, { line, column });
        return cell;
      }
      if (layout.withholds(index)) return this.plain(cell);
      return this.#readOdd(cell, (bytes) => guess.read(latin1(bytes), { line, column }, canName(layout, index)));
    });
  }

  /** A text with the cells that keep their bytes read; what is UTF-8 on its own after all is no matter. */
  #readOdd(text: string, read: (bytes: Uint8Array, at: number) => string): string {
    return text.replace(cellsOf, (cell, at: number) => {
      if (!keepsBytes(cell)) return cell;
      const bytes = toBytes(cell);
      return this.guess?.coversAll === false && isUtf8(bytes) ? utf8.decode(bytes) : read(bytes, at);
    });
  }
}

/**
 * Tells the encoding of an input. `isMarked`: it begins with a byte order mark; `start`: the text of its first bytes,
 * which `decoder` still has before it.
 */
export async function openBytes(source: PeekedSource, options: ReadOptions) {
  const { head, complete, name } = source;
  const doubts = new Doubts(name);
  const encoding = detectEncoding(head, options.encoding);
  const guess = encoding.named ? null : new GuessedEncoding(options, doubts);
  const first = new Decoder(encoding, guess, new Doubts(name));
  let start = await first.decode(head);
  if (complete) start += await first.decode(null);
  // What waits for a line end, or for more by which an encoding is chosen.
  if (start === '') start = withoutControls(decodeAs(first.label, head.subarray(encoding.skip)));
  const decoder = new Decoder(encoding, guess, doubts);
  return { isMarked: encoding.skip > 0, start: decoder.plain(start), bytes: source.bytes, decoder, doubts };
}

/** Decodes an input without columns: its text in pieces. */
export async function decode(source: PeekedSource, options: ReadOptions) {
  const { bytes, doubts, decoder } = await openBytes(source, options);
  async function* pieces(): AsyncGenerator<string> {
    let line = 1;
    const read = async (chunk: Uint8Array | null): Promise<string> => {
      const text = await decoder.decode(chunk);
      const from = line;
      line += countLineEnds(text);
      return decoder.readText(text, from);
    };
    for await (const chunk of bytes) yield read(chunk);
    yield read(null);
  }
  return { encoding: decoder.label, pieces: pieces(), doubts };
}
/** Text of an input, and what is to be said of its encoding and of all else that is assumed of it. */
export type DecodedText = Awaited<ReturnType<typeof decode>>;

/** Where the last whole line ends; of a very long one, its last character. `more`: bytes of a line end after LF. */
function endOfLines(bytes: Uint8Array, more: 0 | 1): number {
  let end = bytes.lastIndexOf(0x0a, bytes.length - 1 - more) + 1;
  if (end > 0) return end + (bytes[end] === 0 ? more : 0);
  if (bytes.length <= MAX_PENDING) return 0;
  for (end = bytes.length - 1; end > bytes.length - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80;) end -= 1;
  return end;
}

/**
 * A text of one character a byte with each beyond ASCII as a lone surrogate U+DC80 to U+DCFF, which no decoded text
 * holds (the way of PEP 383), so that cells are split before they are read.
 */
function keepBytes(bytes: string): string {
  return bytes.replace(/[\x80-\xff]/g, (byte) => String.fromCharCode(0xdc00 + byte.charCodeAt(0)));
}

/** True when a text keeps bytes. */
export function keepsBytes(text: string): boolean {
  return LONE.test(text);
}

/** The bytes that a text keeps, and those of its other characters in UTF-8. */
function toBytes(text: string): Uint8Array {
  const parts = text.split(/([\udc80-\udcff])/u);
  const bytes = parts.map((part, i) => (i % 2 === 1 ? Uint8Array.of(part.charCodeAt(0) & 0xff) : encoder.encode(part)));
  return joined(bytes);
}
