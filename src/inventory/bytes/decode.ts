import { isUtf8 } from 'node:buffer';
import { detectEncoding } from './encoding.ts';
import type { PeekedSource } from './peek.ts';

/** Text of an input, in pieces, and what was found on the way. */
export interface DecodedText {
  /** A WHATWG label, as the `input` event shows it. */
  readonly encoding: string;
  readonly pieces: AsyncIterable<string>;
  /** True, once it was read, when lines were not UTF-8 although the input began so; they were read as Windows-1252. */
  readonly mixed: () => boolean;
}

/** Longest stretch without a line end that is kept back to be decoded as one. */
const MAX_PENDING = 1024 * 1024;
const NEWLINE = 0x0a;

/** Decodes an input by `detectEncoding`; in UTF-8, lines that are not UTF-8 are read as Windows-1252. */
export function decode(source: PeekedSource, asked: string | null): DecodedText {
  const { label, skip } = detectEncoding(source.head, asked);
  if (label !== 'utf-8') {
    return { encoding: label, pieces: decodePlain(afterMark(source.bytes, skip), label), mixed: () => false };
  }
  const state = { mixed: false };
  return { encoding: label, pieces: decodeUtf8(afterMark(source.bytes, skip), state), mixed: () => state.mixed };
}

async function* afterMark(bytes: AsyncIterable<Uint8Array>, skip: number): AsyncGenerator<Uint8Array> {
  let left = skip;
  for await (const chunk of bytes) {
    yield left > 0 ? chunk.subarray(left) : chunk;
    left = Math.max(0, left - chunk.length);
  }
}

async function* decodePlain(bytes: AsyncIterable<Uint8Array>, label: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function* decodeUtf8(bytes: AsyncIterable<Uint8Array>, state: { mixed: boolean }): AsyncGenerator<string> {
  let pending: Uint8Array = new Uint8Array(0);
  for await (const chunk of bytes) {
    const block = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    const end = block.lastIndexOf(NEWLINE) + 1;
    const cut = end > 0 ? end : block.length > MAX_PENDING ? lastCharacter(block) : 0;
    if (cut > 0) yield decodeBlock(block.subarray(0, cut), state);
    pending = block.subarray(cut);
  }
  if (pending.length > 0) yield decodeBlock(pending, state);
}

/** The place of the last lead byte, so that no character is cut. */
function lastCharacter(block: Uint8Array): number {
  let at = block.length - 1;
  while (at > block.length - 4 && ((block[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const windows1252 = new TextDecoder('windows-1252');

function decodeBlock(block: Uint8Array, state: { mixed: boolean }): string {
  if (isUtf8(block)) return utf8.decode(block);
  state.mixed = true;
  let text = '';
  for (let from = 0; from < block.length;) {
    const end = block.indexOf(NEWLINE, from) + 1;
    const line = block.subarray(from, end === 0 ? block.length : end);
    text += isUtf8(line) ? utf8.decode(line) : windows1252.decode(line);
    from += line.length;
  }
  return text;
}
