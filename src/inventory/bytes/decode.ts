import { fromLatin1, isUtf8, latin1 } from '#runtime';
import { lazily } from '../../core/text.ts';
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
const utf8 = new TextDecoder();

const LOST = '\ufffd';
/** A broken cell that may still be a listed name is reported when rows are judged, for every format. */
const BROKEN: Doubt = {
  ...{ against: 'encoding', code: 'encoding', severity: ['warning', 'error'], hint: 'is --encoding right?' },
  says: (places) => `${places.subject('are')} not valid in the encoding of the file`,
};

/**
 * Turns the bytes of an input into text: in the encoding that was named or that its first bytes show; else as UTF-8,
 * or in an encoding that is guessed once bytes are not UTF-8.
 */
export class Decoder {
  /** What separates cells, once it is known: in a file that is mostly UTF-8 it is in no longer character. */
  delimiter = '\n';
  /** Null for an encoding that was named. */
  readonly #guess: GuessedEncoding | null;
  readonly #encoding: ReturnType<typeof detectEncoding>;
  readonly #namedDecoder = lazily(() => decoderOf(this.#encoding.label));
  readonly #doubts: Doubts;
  #held = new Uint8Array();
  /** Letters beyond ASCII while all bytes are UTF-8 and another encoding was named; else -Infinity. */
  #letters: number;
  /** Where in `#held` the first cell begins that is not UTF-8; null as long as there is none. */
  #firstNotUtf8: number | null = null;
  #sawUtf8 = false;

  constructor(encoding: ReturnType<typeof detectEncoding>, guess: GuessedEncoding | null, doubts: Doubts) {
    this.#guess = guess;
    this.#encoding = encoding;
    this.#doubts = doubts;
    const mayBeUtf8 = encoding.isRequested && encoding.mark === null && encoding.label !== 'utf-8';
    this.#letters = mayBeUtf8 ? 0 : -Infinity;
  }

  /** A WHATWG label, as the `input` event shows it. */
  get label(): string {
    return (this.#guess?.coversAll === true ? this.#guess.label : null) ?? this.#encoding.label;
  }

  /**
   * The text of the next bytes (null: there are no more). A line whose end has not come is kept for the next call.
   * `lineOf`: on which line the text begins, called where a cell is in doubt; null: no doubt is noted.
   */
  async decode(chunk: Uint8Array | null, lineOf: (() => number) | null): Promise<string> {
    const guess = this.#guess;
    const isLast = chunk === null;
    const block = joined([this.#held, chunk ?? new Uint8Array()]);
    const end = isLast ? block.length : endOfLines(block, this.#encoding.label === 'utf-16le' ? 1 : 0);
    const isShort = end === 0 && !isLast;
    if (isShort || (guess?.label === null && !(await this.#mayDecode(guess, block.subarray(0, end), isLast)))) {
      this.#held = new Uint8Array(block);
      return '';
    }
    this.#held = new Uint8Array(block.subarray(end));
    const lines = block.subarray(0, end);
    const text = guess === null ? this.#textOfNamed(lines, isLast, lineOf) : this.#textOf(guess, lines, lineOf);
    const shown = withoutControls(text);
    return isLast && shown.endsWith(END_MARK) ? shown.slice(0, -1) : shown;
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

  #textOf(guess: GuessedEncoding, block: Uint8Array, lineOf: (() => number) | null): string {
    if (guess.label === null || (!guess.coversAll && isUtf8(block))) {
      const text = utf8.decode(block);
      this.#sawUtf8 ||= text.length < block.length;
      return text;
    }
    const text = latin1(block);
    const lineAt = lineOf && lineFinder(text, lineOf);
    return text.replace(CELLS, (cell, at: number) => {
      if (!BEYOND_ASCII.test(cell)) return cell;
      const sure = guess.coversAll ? guess.sureText(cell) : null;
      if (sure !== null) return sure;
      const place = lineAt && (() => lineAt(at));
      // One of several cells that is in doubt must not change how the others are read.
      const parts = cell.split(this.delimiter).map((part) => {
        const bytes = fromLatin1(part);
        const isSame = guess.coversAll ? !BEYOND_ASCII.test(part) : isUtf8(bytes);
        return isSame ? utf8.decode(bytes) : guess.read(part, place);
      });
      return parts.join(this.delimiter);
    });
  }

  /** Decodes as the named encoding; at the end it is noted if another byte order mark or valid UTF-8 contradicts it. */
  #textOfNamed(block: Uint8Array, isLast: boolean, lineOf: (() => number) | null): string {
    if (this.#letters >= 0)
      this.#letters += isUtf8(block) ? (utf8.decode(block).match(/(?=\p{L})[^\x00-\x7f]/gu)?.length ?? 0) : -Infinity;
    const text = this.#namedDecoder().decode(block, { stream: !isLast });
    if (lineOf === null) return text;
    const lineAt = lineFinder(text, lineOf);
    for (const { 0: cell, index } of text.includes(LOST) ? text.matchAll(CELLS) : [])
      if (cell.includes(LOST)) this.#doubts.note(BROKEN, { line: lineAt(index) });
    const doubt = isLast ? doubtAboutNamed(this.#encoding, this.#letters) : null;
    if (doubt !== null) this.#doubts.note(doubt, { line: null });
    return text;
  }
}

/** Detects the encoding. `isMarked`: by a byte order mark; `start`: text that `decoder` has yet to decode. */
export async function openBytes(source: PeekedSource, options: ReadOptions) {
  const { head, complete, name } = source;
  const doubts = new Doubts(name);
  const encoding = detectEncoding(head, options.encoding);
  const guess = encoding.named ? null : new GuessedEncoding(options, doubts);
  const trial = new Decoder(encoding, guess, doubts);
  let start = await trial.decode(head, null);
  if (complete) start += await trial.decode(null, null);
  // All waits for a line end, or for more bytes by which an encoding is chosen.
  if (start === '') start = withoutControls(decodeAs(trial.label, head));
  const decoder = new Decoder(encoding, guess, doubts);
  return { isMarked: encoding.mark === encoding.label, start, bytes: source.bytes, decoder, doubts };
}

/** Decodes an input without columns: its text in pieces. */
export async function decode(source: PeekedSource, options: ReadOptions) {
  const { bytes, doubts, decoder } = await openBytes(source, options);
  async function* pieces(): AsyncGenerator<string> {
    let line = 1;
    const read = async (chunk: Uint8Array | null): Promise<string> => {
      const text = await decoder.decode(chunk, () => line);
      line += countLineEnds(text);
      return text;
    };
    for await (const chunk of bytes) yield read(chunk);
    yield read(null);
  }
  return { encoding: decoder.label, pieces: pieces(), doubts };
}
/** The text of an input, its encoding, and the doubts about whatever is assumed of it. */
export type DecodedText = Awaited<ReturnType<typeof decode>>;

/** Where the last complete line ends; in a very long line its last cell. `more`: bytes after LF. */
function endOfLines(bytes: Uint8Array, more: 0 | 1): number {
  const end = bytes.lastIndexOf(0x0a, bytes.length - 1 - more) + 1;
  if (end > 0) return end + (bytes[end] === 0 ? more : 0);
  if (bytes.length <= MAX_PENDING) return 0;
  return bytes.findLastIndex((byte) => CELL_ENDS.includes(String.fromCharCode(byte))) + 1 || bytes.length;
}

/** Returns a function that says on which line a place in a text is, for one place after the other. */
function lineFinder(text: string, lineOf: () => number): (at: number) => number {
  let from = 0;
  let line: number | null = null;
  return (at) => {
    line = (line ?? lineOf()) + countLineEnds(text.slice(from, at));
    from = at;
    return line;
  };
}
