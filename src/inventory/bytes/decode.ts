import { isUtf8 } from 'node:buffer';
import type { Guess } from '../../core/events.ts';
import type { ReadOptions } from '../inventory.ts';
import type { Trouble } from '../rows.ts';
import { replaceBeyondAscii } from './candidates.ts';
import { detectEncoding } from './encoding.ts';
import { GuessedEncoding } from './guessed-encoding.ts';
import type { PeekedSource } from './peek.ts';
import { settled, settleHead } from './settle.ts';

/** Text of an input, in pieces, and what was found on the way. */
export interface DecodedText {
  /** A WHATWG label, as the `input` event shows it. */
  readonly encoding: string;
  readonly pieces: AsyncIterable<string>;
  /** What is to be said of the encoding once the text was read. */
  readonly troubles: () => readonly Trouble[];
  readonly guesses: () => readonly Guess[];
}

/** Longest stretch without a line end that is kept back to be decoded as one. */
const MAX_PENDING = 1024 * 1024;
const NEWLINE = 0x0a;

/** Decodes an input of lines by `detectEncoding`, and by a GuessedEncoding what is then not UTF-8. */
export async function decode(
  source: PeekedSource,
  options: Pick<ReadOptions, 'encoding' | 'namesDesignated' | 'words'>,
): Promise<DecodedText> {
  const { label, skip, named } = detectEncoding(source.head, options.encoding);
  const bytes = afterMark(source.bytes, skip);
  if (named) {
    return { encoding: label, pieces: decodePlain(bytes, label), troubles: () => [], guesses: () => [] };
  }
  const lines = new GuessedLines(new GuessedEncoding(options));
  await settleHead(source.head, source.complete, lines.guess);
  return {
    encoding: lines.guess.whole ? (lines.guess.label ?? label) : label,
    pieces: lines.decode(settled(bytes, lines.guess)),
    troubles: () => (lines.guess.label === null ? [] : lines.guess.problems()),
    guesses: () => lines.guess.guesses(),
  };
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

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Lines that are UTF-8 as long as nothing speaks against it. */
class GuessedLines {
  readonly guess: GuessedEncoding;
  #line = 1;

  constructor(guess: GuessedEncoding) {
    this.guess = guess;
  }

  async *decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
    let pending: Uint8Array = new Uint8Array(0);
    for await (const chunk of bytes) {
      const block = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const end = block.lastIndexOf(NEWLINE) + 1;
      const cut = end > 0 ? end : block.length > MAX_PENDING ? lastCharacter(block) : 0;
      if (cut > 0) yield this.#block(block.subarray(0, cut));
      pending = block.subarray(cut);
    }
    if (pending.length > 0) yield this.#block(pending);
  }

  #block(block: Uint8Array): string {
    if (!this.guess.whole && isUtf8(block)) {
      this.#line += lineEnds(block, 0, block.length);
      return utf8.decode(block);
    }
    let counted = 0;
    const count = (to: number): number => {
      this.#line += lineEnds(block, counted, to);
      counted = to;
      return this.#line;
    };
    const text = replaceBeyondAscii(latin1(block), (cell, at) => {
      const bytes = Buffer.from(cell, 'latin1');
      if (!this.guess.whole && isUtf8(bytes)) return utf8.decode(bytes);
      return this.guess.read(cell, count(at), null, true).text;
    });
    count(block.length);
    return text;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function lineEnds(block: Uint8Array, from: number, before: number): number {
  let count = 0;
  for (let at = block.indexOf(NEWLINE, from); at !== -1 && at < before; at = block.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}

/** The place of the last lead byte, so that no character is cut. */
function lastCharacter(block: Uint8Array): number {
  let at = block.length - 1;
  while (at > block.length - 4 && ((block[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}
