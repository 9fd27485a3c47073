import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { Encoding } from '../bytes/encoding.ts';
import { cutOff, sequenceLength } from '../bytes/encoding.ts';
import { decodeAs } from '../bytes/candidates.ts';
import type { GuessedEncoding } from '../bytes/guessed-encoding.ts';

/**
 * Turns bytes into text piece by piece. In an encoding that was named, by decoding them. Else as UTF-8, where a byte
 * that is none becomes a lone surrogate U+DC80 to U+DCFF, which valid UTF-8 never gives (the way of PEP 383); once the
 * guess is another encoding, as one character a byte: so cells are split before they are read.
 */
export class TextReader {
  /** How cells beyond ASCII are read; null for an encoding that was named. */
  readonly guess: GuessedEncoding | null;
  readonly #decoder: TextDecoder | null;
  /** Whether the cells of the last text are read as they stand. */
  isPlain = true;
  #skip: number;
  #held = Buffer.alloc(0);

  constructor({ label, skip }: Encoding, guess: GuessedEncoding | null) {
    this.guess = guess;
    this.#skip = skip;
    this.#decoder = guess === null ? new TextDecoder(label, { ignoreBOM: true }) : null;
  }

  /** The text of the next bytes; a character cut off at their end is kept for the next call. */
  decode(chunk: Uint8Array): string {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#skip > 0) {
      const dropped = Math.min(this.#skip, bytes.length);
      this.#skip -= dropped;
      bytes = bytes.subarray(dropped);
    }
    if (this.#decoder !== null) return this.#named(this.#decoder.decode(bytes, { stream: true }));
    if (this.#held.length > 0) bytes = Buffer.concat([this.#held, bytes]);
    const whole = this.guess?.whole === true ? bytes.length : bytes.length - cutOff(bytes);
    this.#held = Buffer.from(bytes.subarray(whole));
    return this.#textOf(bytes.subarray(0, whole));
  }

  /** The text of what was kept. */
  end(): string {
    if (this.#decoder !== null) return this.#named(this.#decoder.decode());
    const rest = this.#held;
    this.#held = Buffer.alloc(0);
    return this.#textOf(rest);
  }

  #named(text: string): string {
    this.isPlain = !text.includes('\ufffd');
    return text;
  }

  #textOf(bytes: Buffer): string {
    const ascii = isAscii(bytes);
    const isWhole = this.guess?.whole === true;
    this.isPlain = ascii || (!isWhole && isUtf8(bytes));
    return ascii || isWhole ? bytes.toString('latin1') : this.isPlain ? bytes.toString('utf8') : readBytes(bytes);
  }

  /** Whether a text, as this reader gives it, holds cells that are in the guessed encoding. */
  isGuessed(text: string): boolean {
    if (this.guess === null || this.guess.label === null) return false;
    return this.guess.whole ? BEYOND_ASCII.test(text) : hasEscapes(text);
  }

  /** A text as people read it, without a look at what it says. */
  plain(text: string): string {
    if (!this.isGuessed(text)) return text;
    const label = this.guess?.label ?? 'utf-8';
    if (this.guess?.whole === true) return decodeAs(label, Buffer.from(text, 'latin1'));
    return text.replace(ESCAPED_CELLS, (cell) => (hasEscapes(cell) ? decodeAs(label, toBytes(cell)) : cell));
  }

  /** A cell of it as one character a byte. */
  bytesOf(cell: string): string {
    return this.guess?.whole === true ? cell : toBytes(cell).toString('latin1');
  }
}

/** Text of bytes, those that are no UTF-8 escaped. */
export function readBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  let from = 0;
  for (let i = 0; i < bytes.length;) {
    const size = sequenceLength(bytes, i);
    if (size === 0) {
      text += bytes.toString('utf8', from, i) + String.fromCharCode(0xdc00 + (bytes[i] ?? 0));
      from = i + 1;
    }
    i += Math.max(size, 1);
  }
  return text + bytes.toString('utf8', from);
}

const BEYOND_ASCII = /[^\0-\x7f]/;
const LONE = /[\udc80-\udcff]/u;
const ESCAPED_CELLS = /[^,;\t|"\r\n]+/g;

/** True when a text holds bytes that were no UTF-8. */
export function hasEscapes(text: string): boolean {
  return LONE.test(text);
}

/** The bytes that an escaped text was read from. */
export function toBytes(text: string): Buffer {
  const parts = text.split(/([\udc80-\udcff])/u);
  return Buffer.concat(
    parts.map((part, i) => (i % 2 === 1 ? Buffer.of(part.charCodeAt(0) & 0xff) : Buffer.from(part))),
  );
}
