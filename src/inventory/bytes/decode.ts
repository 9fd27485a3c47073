import { fromLatin1, isUtf8, latin1 } from '#runtime';
import { isIdentity } from '../../core/fields.ts';
import { NO_TRAITS, type Layout } from '../../core/layout.ts';
import { joined } from '../../runtime/bytes.ts';
import { Doubts, type Doubt } from '../doubts.ts';
import type { ReadOptions } from '../inventory.ts';
import { withoutControls } from './controls.ts';
import { decodeAs, decoderOf, detectEncoding, doubtAboutNamed } from './encoding.ts';
import { BEYOND_ASCII, CELL_ENDS, CELLS, firstNotUtf8, GuessedEncoding } from './guessed-encoding.ts';
import { countLineEnds } from './lines.ts';
import type { PeekedSource } from './peek.ts';

/** Most bytes without a line end that are kept back to be decoded together. */
const MAX_PENDING = 1024 * 1024;
/** Bytes by which an encoding is chosen, from the first cell that is not UTF-8 on, however large chunks are. */
const SAMPLE = 64 * 1024;
/** The end-of-file mark of DOS (Ctrl-Z), which old systems and the Consolidated Screening List still write. */
const END_MARK = '\x1a';
const LONE_SURROGATE = /[\udc80-\udcff]/u;
const utf8 = new TextDecoder();
const encoder = new TextEncoder();

/** A broken cell that may still be a listed name is reported when rows are judged, for every format. */
const BROKEN: Doubt = {
  ...{ against: 'encoding', code: 'encoding', severity: ['warning', 'error'], hint: 'is --encoding right?' },
  says: (places) => `${places.subject('are')} not valid in the encoding of the file`,
};

/** Whether a column may name a vendor: it identifies devices or holds free text, as cells beyond the last column do. */
function canName({ columns }: Layout, index: number): boolean {
  const { fields = ['text'], traits = NO_TRAITS } = columns[index] ?? {};
  return fields.some((field) => isIdentity(field) || (field === 'text' && !traits.includes('mention')));
}

/**
 * Turns the bytes of an input into text: in the encoding that was named or that its first bytes show; else as UTF-8,
 * or in an encoding that is guessed once bytes are not UTF-8. A cell that may need a problem keeps its bytes as lone
 * surrogates (`keepBytes`) until its column and line are known.
 */
export class Decoder {
  /** Null for an encoding that was named. */
  readonly guess: GuessedEncoding | null;
  readonly #encoding: ReturnType<typeof detectEncoding>;
  readonly #namedDecoder: ReturnType<typeof decoderOf>;
  readonly #doubts: Doubts;
  #held = new Uint8Array();
  /** Letters beyond ASCII while all bytes are UTF-8 and another encoding was named; else -Infinity. */
  #letters: number;
  /** Where in `#held` the first cell begins that is not UTF-8; null as long as there is none. */
  #firstNotUtf8: number | null = null;
  #sawUtf8 = false;

  constructor(encoding: ReturnType<typeof detectEncoding>, guess: GuessedEncoding | null, doubts: Doubts) {
    this.guess = guess;
    this.#encoding = encoding;
    this.#namedDecoder = decoderOf(encoding.label);
    this.#doubts = doubts;
    this.#letters = encoding.mark === encoding.label && encoding.label !== 'utf-8' ? 0 : -Infinity;
  }

  /** A WHATWG label, as the `input` event shows it. */
  get label(): string {
    return (this.guess?.coversAll === true ? this.guess.label : null) ?? this.#encoding.label;
  }

  /** The text of the next bytes (null: there are no more). A line whose end has not come is kept for the next call. */
  async decode(chunk: Uint8Array | null): Promise<string> {
    const { guess } = this;
    const isLast = chunk === null;
    const block = joined([this.#held, chunk ?? new Uint8Array()]);
    const end = isLast ? block.length : endOfLines(block, this.#encoding.label === 'utf-16le' ? 1 : 0);
    const isShort = end === 0 && !isLast;
    if (isShort || (guess?.label === null && !(await this.#mayDecode(guess, block.subarray(0, end), isLast)))) {
      this.#held = block;
      return '';
    }
    this.#held = block.slice(end);
    const lines = block.subarray(0, end);
    const text = withoutControls(guess === null ? this.#textOfNamed(lines, isLast) : this.#textOf(guess, lines));
    return isLast && text.endsWith(END_MARK) ? text.slice(0, -1) : text;
  }

  /** Whether a block can be decoded: it is UTF-8, or an encoding was chosen by enough bytes that are not. */
  async #mayDecode(guess: GuessedEncoding, block: Uint8Array, isLast: boolean): Promise<boolean> {
    if (this.#firstNotUtf8 === null && isUtf8(block)) return true;
    const from = (this.#firstNotUtf8 ??= firstNotUtf8(block));
    if (!isLast && block.length < from + SAMPLE) return false;
    const isMixed = this.#sawUtf8 || block.subarray(0, from).some((byte) => byte > 0x7f);
    await guess.decide(block.subarray(from, from + SAMPLE), isMixed);
    return true;
  }

  #textOf(guess: GuessedEncoding, block: Uint8Array): string {
    if (guess.label === null || (!guess.coversAll && isUtf8(block))) {
      const text = utf8.decode(block);
      this.#sawUtf8 ||= text.length < block.length;
      return text;
    }
    return latin1(block).replace(CELLS, (cell) => {
      if (!BEYOND_ASCII.test(cell)) return cell;
      if (guess.coversAll) return guess.sureText(cell) ?? keepBytes(cell);
      const bytes = fromLatin1(cell);
      return isUtf8(bytes) ? utf8.decode(bytes) : keepBytes(cell);
    });
  }

  /** Decodes as the named encoding; at the end it is noted if another byte order mark or valid UTF-8 contradicts it. */
  #textOfNamed(block: Uint8Array, isLast: boolean): string {
    if (this.#letters >= 0)
      this.#letters += isUtf8(block) ? (utf8.decode(block).match(/(?=\p{L})[^\x00-\x7f]/gu)?.length ?? 0) : -Infinity;
    const doubt = isLast ? doubtAboutNamed(this.#encoding, this.#letters) : null;
    if (doubt !== null) this.#doubts.note(doubt, { line: null });
    return this.#namedDecoder.decode(block, { stream: !isLast });
  }

  /** Whether a cell of a text from `decode` may need a problem. */
  isOdd(text: string): boolean {
    return this.guess === null ? text.includes('\ufffd') : this.guess.label !== null && keepsBytes(text);
  }

  /** A text as people read it; no problem is noted. */
  plain(text: string): string {
    return this.#readOdd(text, ({ label }, bytes) => decodeAs(label ?? 'utf-8', bytes));
  }

  /** Reads a text of an input without columns that begins on a line, and notes its problems. */
  readText(text: string, line: number): string {
    return this.#readOdd(text, (guess, bytes, at) => {
      const place = { line: line + countLineEnds(text.slice(0, at)), column: null };
      return guess.read(latin1(bytes), place, true);
    });
  }

  /** Reads the cells of a row, and notes their problems with column and line. */
  readRow(given: readonly string[], layout: Layout, line: number): readonly string[] {
    return given.map((cell, index) => {
      if (!this.isOdd(cell)) return cell;
      const place = { line, column: layout.columns[index]?.name ?? `#${index + 1}` };
      if (this.guess === null) this.#doubts.note(BROKEN, place);
      if (layout.withholds(index)) return this.plain(cell);
      return this.#readOdd(cell, (guess, bytes) => guess.read(latin1(bytes), place, canName(layout, index)));
    });
  }

  /** Reads the cells of a text that keep their bytes; one that is UTF-8 on its own after all needs no problem. */
  #readOdd(text: string, read: (guess: GuessedEncoding, bytes: Uint8Array, at: number) => string): string {
    const { guess } = this;
    if (guess === null || !this.isOdd(text)) return text;
    return text.replace(CELLS, (cell, at: number) => {
      if (!keepsBytes(cell)) return cell;
      const bytes = toBytes(cell);
      return !guess.coversAll && isUtf8(bytes) ? utf8.decode(bytes) : read(guess, bytes, at);
    });
  }
}

/** Detects the encoding. `isMarked`: by a byte order mark; `start`: text that `decoder` has yet to decode. */
export async function openBytes(source: PeekedSource, options: ReadOptions) {
  const { head, complete, name } = source;
  const doubts = new Doubts(name);
  const encoding = detectEncoding(head, options.encoding);
  const guess = encoding.named ? null : new GuessedEncoding(options, doubts);
  const trial = new Decoder(encoding, guess, new Doubts(name));
  let start = await trial.decode(head);
  if (complete) start += await trial.decode(null);
  // All waits for a line end, or for more bytes by which an encoding is chosen.
  if (start === '') start = withoutControls(decodeAs(trial.label, head));
  const decoder = new Decoder(encoding, guess, doubts);
  return { isMarked: encoding.isMarked, start: decoder.plain(start), bytes: source.bytes, decoder, doubts };
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
/** The text of an input, its encoding, and the doubts about whatever is assumed of it. */
export type DecodedText = Awaited<ReturnType<typeof decode>>;

/** Where the last complete line ends; in a very long line its last cell, else character. `more`: bytes after LF. */
function endOfLines(bytes: Uint8Array, more: 0 | 1): number {
  let end = bytes.lastIndexOf(0x0a, bytes.length - 1 - more) + 1;
  if (end > 0) return end + (bytes[end] === 0 ? more : 0);
  if (bytes.length <= MAX_PENDING) return 0;
  end = bytes.findLastIndex((byte) => CELL_ENDS.includes(String.fromCharCode(byte))) + 1;
  if (end > 0) return end;
  for (end = bytes.length - 1; end > bytes.length - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80;) end -= 1;
  return end;
}

/**
 * A text of one character a byte in which each byte beyond ASCII is a lone surrogate U+DC80 to U+DCFF, which no decoded
 * text holds (as in PEP 383), so that cells can be split before they are decoded.
 */
function keepBytes(bytes: string): string {
  return bytes.replace(/[\x80-\xff]/g, (byte) => String.fromCharCode(0xdc00 + byte.charCodeAt(0)));
}

/** Whether a text has bytes as `keepBytes` keeps them. */
export function keepsBytes(text: string): boolean {
  return LONE_SURROGATE.test(text);
}

/** The bytes that a text keeps, and those of its other characters in UTF-8. */
function toBytes(text: string): Uint8Array {
  const parts = text.split(/([\udc80-\udcff])/u);
  const bytes = parts.map((part, i) => (i % 2 === 1 ? Uint8Array.of(part.charCodeAt(0) & 0xff) : encoder.encode(part)));
  return joined(bytes);
}
