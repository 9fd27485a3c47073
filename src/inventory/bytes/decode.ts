import { fromLatin1, isUtf8, latin1 } from '#runtime';
import { MENTION, widened, type Layout } from '../../core/layout.ts';
import { joined } from '../../runtime/bytes.ts';
import { Doubts, type Doubt } from '../doubts.ts';
import type { ReadOptions } from '../inventory.ts';
import { cellsOf, decodeAs, replaceBeyondAscii } from './candidates.ts';
import { mayHoldControls, withoutControls } from './controls.ts';
import { detectEncoding, heldTo, type Encoding } from './encoding.ts';
import { escapeBytes, holdsEscapes, toBytes } from './escapes.ts';
import { GuessedEncoding } from './guessed-encoding.ts';
import type { PeekedSource } from './peek.ts';
import { settled, settleHead } from './settle.ts';

/** Longest stretch without a line end that is kept back to be decoded as one. */
const MAX_PENDING = 1024 * 1024;
const NEWLINE = 0x0a;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** A cell that may be a listed name all the same is a matter of every format, and said when rows are judged. */
const BROKEN: Doubt = {
  ...{ against: 'encoding', code: 'encoding', severity: ['warning', 'error'], hint: 'is --encoding right?' },
  says: (places) => `${places.subject('are')} not valid in the encoding of the file`,
};

const NAMING = new Set(['vendor', 'model', 'partNumber', 'platform', 'sysDescr', 'cpe', 'category']);

/** Whether a vendor may be named in a column; beyond the last one anything may stand. */
function canName({ columns }: Layout, index: number): boolean {
  const column = columns[index];
  if (column === undefined) return true;
  return column.fields.some((field) => NAMING.has(field) || (field === 'text' && !column.traits.includes('mention')));
}

/**
 * Turns the bytes of an input into text: in the encoding that was named, or that its first bytes show; else as UTF-8,
 * or, where bytes are none, in the encoding that was guessed for all of it. A cell of which something is to be said
 * keeps its bytes as lone surrogates, which no text holds: it is read once its column and line are known.
 */
export class Decoder {
  /** A WHATWG label, as the `input` event shows it. */
  readonly label: string;
  /** Null for an encoding that was named. */
  readonly guess: GuessedEncoding | null;
  readonly #named: InstanceType<typeof TextDecoder> | null;
  readonly #doubts: Doubts;
  #skip: number;
  #held = new Uint8Array();
  #heldText = '';

  constructor({ label, skip }: Encoding, guess: GuessedEncoding | null, doubts: Doubts) {
    this.label = guess?.whole === true ? (guess.label ?? label) : label;
    this.guess = guess;
    this.#named = guess === null ? new TextDecoder(label, { ignoreBOM: true }) : null;
    this.#doubts = doubts;
    this.#skip = skip;
  }

  /** The text of the next bytes; a line whose end has not come is kept for the next call. */
  decode(chunk: Uint8Array): string {
    let bytes = chunk;
    if (this.#skip > 0) {
      const dropped = Math.min(this.#skip, bytes.length);
      this.#skip -= dropped;
      bytes = bytes.subarray(dropped);
    }
    if (this.#named !== null) return this.#wholeLines(this.#named.decode(bytes, { stream: true }), false);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    const block = this.#held.length === 0 ? bytes : joined([this.#held, bytes]);
    const cut = end > 0 ? block.length - bytes.length + end : block.length > MAX_PENDING ? lastCharacter(block) : 0;
    this.#held = block.slice(cut);
    return this.#textOf(block.subarray(0, cut));
  }

  /** The text of what was kept. */
  end(): string {
    if (this.#named !== null) return this.#wholeLines(this.#named.decode(), true);
    const rest = this.#held;
    this.#held = new Uint8Array();
    return this.#textOf(rest);
  }

  #textOf(block: Uint8Array): string {
    const { guess } = this;
    const isWhole = guess?.whole === true;
    if (!isWhole && isUtf8(block)) return withoutControls(utf8.decode(block));
    const text = replaceBeyondAscii(latin1(block), (cell) => {
      if (isWhole) return guess.sure(cell) ?? escapeBytes(cell);
      const bytes = fromLatin1(cell);
      return isUtf8(bytes) ? utf8.decode(bytes) : escapeBytes(cell);
    });
    return withoutControls(text);
  }

  /** Of an encoding that was named: a line is kept whole where a terminal would not print all of it. */
  #wholeLines(text: string, isLast: boolean): string {
    if (this.#heldText === '' && !mayHoldControls(text)) return text;
    const all = this.#heldText + text;
    const end = isLast || all.length > MAX_PENDING ? all.length : all.lastIndexOf('\n') + 1;
    this.#heldText = all.slice(end);
    return withoutControls(all.slice(0, end));
  }

  /** Whether something is to be said of a cell of a text, as `decode` gives it. */
  isOdd(text: string): boolean {
    return this.guess === null ? text.includes('\ufffd') : this.guess.label !== null && holdsEscapes(text);
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
      const place = { line: line + lineEnds(text, at), column: null };
      return guess.read(latin1(bytes), place, true).text;
    });
  }

  /**
   * The cells of a row, and its layout: with a column for each cell in which another encoding finds a name that the
   * chosen one does not.
   */
  readRow(given: readonly string[], layout: Layout, line: number): ReturnType<typeof widened> {
    const others: { readonly name: string; readonly text: string }[] = [];
    const { guess } = this;
    const cells = given.map((cell, index) => {
      if (!this.isOdd(cell)) return cell;
      const column = layout.columns[index]?.name ?? `#${index + 1}`;
      if (guess === null) {
        this.#doubts.note(BROKEN, { line, column });
        return cell;
      }
      if (layout.withholds(index)) return this.plain(cell);
      return this.#readOdd(cell, (bytes) => {
        const reading = guess.read(latin1(bytes), { line, column }, canName(layout, index));
        for (const { label, text } of reading.others) others.push({ name: `${column} (read as ${label})`, text });
        return reading.text;
      });
    });
    const more = others.map((one) => ({ ...one, fields: ['text'], why: 'other encoding', traits: MENTION }) as const);
    return widened({ layout, cells }, more);
  }

  /** A text with the cells that keep their bytes read; what is UTF-8 on its own after all is no matter. */
  #readOdd(text: string, read: (bytes: Uint8Array, at: number) => string): string {
    return text.replace(cellsOf, (cell, at: number) => {
      if (!holdsEscapes(cell)) return cell;
      const bytes = toBytes(cell);
      return this.guess?.whole === false && isUtf8(bytes) ? utf8.decode(bytes) : read(bytes, at);
    });
  }
}

/** The bytes of an input once its encoding is known, and what makes text of them. */
interface DecodedBytes {
  /** Whether they begin with a byte order mark. */
  readonly isMarked: boolean;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly doubts: Doubts;
  /** A decoder that begins with the first byte. */
  readonly makeDecoder: () => Decoder;
}

/** Tells the encoding of an input. */
export async function openBytes(
  source: PeekedSource,
  options: Pick<ReadOptions, 'encoding' | 'namesDesignated' | 'lostName' | 'words'>,
): Promise<DecodedBytes> {
  const doubts = new Doubts(source.name);
  const encoding = detectEncoding(source.head, options.encoding);
  const guess = encoding.named ? null : new GuessedEncoding(options, doubts);
  if (guess !== null) await settleHead(source.head, source.complete, guess);
  const { bytes: all, head } = source;
  const isAsked = options.encoding !== null;
  const bytes = guess !== null ? settled(all, guess) : isAsked ? heldTo(encoding.label, all, head, doubts) : all;
  const makeDecoder = (): Decoder => new Decoder(encoding, guess, doubts);
  return { isMarked: encoding.skip > 0, bytes, doubts, makeDecoder };
}

/** Text of an input, in pieces. */
export interface DecodedText {
  /** A WHATWG label, as the `input` event shows it. */
  readonly encoding: string;
  readonly pieces: AsyncIterable<string>;
  /** What is to be said of the encoding, and of all else that is assumed of the input. */
  readonly doubts: Doubts;
}

/** Decodes an input without columns. */
export async function decode(
  source: PeekedSource,
  options: Pick<ReadOptions, 'encoding' | 'namesDesignated' | 'lostName' | 'words'>,
): Promise<DecodedText> {
  const { bytes, doubts, makeDecoder } = await openBytes(source, options);
  const decoder = makeDecoder();
  async function* pieces(): AsyncGenerator<string> {
    let line = 1;
    const read = (text: string): string => {
      const from = line;
      line += lineEnds(text, text.length);
      return decoder.readText(text, from);
    };
    for await (const chunk of bytes) {
      const text = decoder.decode(chunk);
      if (text !== '') yield read(text);
    }
    const rest = decoder.end();
    if (rest !== '') yield read(rest);
  }
  return { encoding: decoder.label, pieces: pieces(), doubts };
}

function lineEnds(text: string, before: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < before; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** The place of the last lead byte, so that no character is cut. */
function lastCharacter(block: Uint8Array): number {
  let at = block.length - 1;
  while (at > block.length - 4 && ((block[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}
