import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { Encoding } from '../bytes/encoding.ts';
import { sequenceLength } from '../bytes/encoding.ts';

/** Not UTF-16, nor the encodings of East Asia whose second bytes may be letters. */
const ASCII_IS_PLAIN = /^(?:utf-8|windows-125\d|iso-8859-.*|macintosh|x-mac-cyrillic|koi8-[ru]|ibm866)$/;

/**
 * Decodes bytes piece by piece. A byte that is no UTF-8 becomes a lone surrogate U+DC80 to U+DCFF, which valid UTF-8
 * never gives (the way of PEP 383), so that the cell it stands in can be decoded again as what it is.
 */
export class TextReader {
  readonly #encoding: Encoding;
  readonly #decoder: TextDecoder | null;
  #skip: number;
  #held = Buffer.alloc(0);
  /** True once a byte was met that is no UTF-8. */
  escaped = false;

  constructor(encoding: Encoding) {
    this.#encoding = encoding;
    this.#skip = encoding.skip;
    this.#decoder = encoding.label === 'utf-8' ? null : new TextDecoder(encoding.label, { ignoreBOM: true });
  }

  /** Whether bytes below 128 are always ASCII, and a line feed ends every character before it. */
  get asciiIsPlain(): boolean {
    return ASCII_IS_PLAIN.test(this.#encoding.label);
  }

  /** The text of the next bytes; a character cut off at their end is kept for the next call. */
  decode(chunk: Uint8Array): string {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#skip > 0) {
      const dropped = Math.min(this.#skip, bytes.length);
      this.#skip -= dropped;
      bytes = bytes.subarray(dropped);
    }
    if (this.#decoder !== null) return this.#decoder.decode(bytes, { stream: true });
    if (this.#held.length > 0) bytes = Buffer.concat([this.#held, bytes]);
    const whole = bytes.length - cutOff(bytes);
    this.#held = Buffer.from(bytes.subarray(whole));
    return this.#utf8(bytes.subarray(0, whole));
  }

  /** The text of what was kept. */
  end(): string {
    if (this.#decoder !== null) return this.#decoder.decode();
    const rest = this.#held;
    this.#held = Buffer.alloc(0);
    return this.#utf8(rest);
  }

  #utf8(bytes: Buffer): string {
    if (isAscii(bytes)) return bytes.toString('latin1');
    this.escaped ||= !isUtf8(bytes);
    return readBytes(bytes);
  }
}

/** Bytes at the end that begin a UTF-8 character and do not finish it. */
function cutOff(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
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

const LONE = /[\udc80-\udcff]/u;
const WINDOWS = new TextDecoder('windows-1252');

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

/** A cell with such bytes, all of it decoded as Windows-1252. */
export function repair(cell: string): string {
  return WINDOWS.decode(toBytes(cell));
}
