/*
 * Bytes within a text: each beyond ASCII a lone surrogate U+DC80 to U+DCFF, which no decoded text holds (the way of
 * PEP 383), so that cells are split before they are read.
 */

import { joined } from '../../runtime/bytes.ts';

const utf8 = new TextEncoder();
const LONE = /[\udc80-\udcff]/u;
const BEYOND_ASCII = /[\x80-\xff]/g;

/** A text that keeps the bytes of another, which has one character a byte. */
export function escapeBytes(bytes: string): string {
  return bytes.replace(BEYOND_ASCII, (byte) => String.fromCharCode(0xdc00 + byte.charCodeAt(0)));
}

/** True when a text keeps bytes. */
export function holdsEscapes(text: string): boolean {
  return LONE.test(text);
}

/** The bytes that a text keeps, and those of its other characters in UTF-8. */
export function toBytes(text: string): Uint8Array {
  const parts = text.split(/([\udc80-\udcff])/u);
  return joined(parts.map((part, i) => (i % 2 === 1 ? Uint8Array.of(part.charCodeAt(0) & 0xff) : utf8.encode(part))));
}
