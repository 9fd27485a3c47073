import { writeCodes } from '#runtime';
import { separates } from '../../core/first-letters.ts';
import type { RowLook } from '../../core/look.ts';
import { splitRecord } from '#csv-record';
import { endOfCell, endsCell, RowText } from '../../core/row-text.ts';
import { splitLiterally, unwrapSpaced, type Delimiter } from './split.ts';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
/** What a line splits to whose quotes are in doubt. */
const NOWHERE = -1;
/** Bounds within which a cell that holds lines like rows is still one cell. */
const MOST_ROW_LINES = 50;
const MOST_ROW_LENGTH = 64 * 1024;

/** Receives what is read. */
export interface RowSink {
  /**
   * A record: its cells, which are only lent, the physical line it begins on, and where it stands in a text. `isPlain`:
   * its cells are read as they stand.
   */
  row(row: RowText, line: number, text: string, from: number, to: number, isPlain: boolean): void;
  /** The next record is a line that was read again with its quotes as plain text; `isOpen`: the input ends in one. */
  stray?(line: number, isOpen: boolean): void;
  /** The record before holds lines that look like rows: the first and last of them. */
  rowsInCell?(line: number, first: number, last: number): void;
  /** A line longer than the cap was left out. */
  tooLong?(line: number): void;
  /** True when no more rows are wanted. */
  readonly full?: boolean;
  /** Looks at the cells of the next row as they are found. */
  readonly look?: RowLook | null;
}

/** What the rows of a table look like: how lines inside a cell are told from prose. */
interface RowForm {
  /** Cells of the header; null without one: then the commonest number so far counts. */
  readonly width: number | null;
  /** Whether the cells of a line say something in the columns by which rows are judged. */
  readonly says: (cells: readonly string[]) => boolean;
}

interface RowsOptions {
  readonly delimiter: Delimiter;
  readonly form: () => RowForm;
  /** Physical line of the first character, and how many lines are left out. */
  readonly line: number;
  readonly skip?: number;
  /** Longest line or record that is read, in characters. */
  readonly maxLine: number;
  /** False: csv-parse splits every record. For the test that holds both ways to the same result. */
  readonly fast: boolean;
}

/** A record whose quotes are believed. */
interface Believed {
  /** Where its text ends, without the line end, and where the next record begins. */
  readonly end: number;
  readonly next: number;
  /** Whether a cell of it has several lines. */
  readonly isLong: boolean;
  /** The first and last line inside its cells that look like rows; null when none does. */
  readonly inside: readonly [number, number] | null;
}

/**
 * Reads records from text that comes in pieces. Lines beyond doubt are split here; where other quotes stand, the end of
 * the record is looked for, and csv-parse splits it, so that it sees no quote that could swallow what follows. Quotes
 * that close are believed, unless they would swallow rows. After one that is not, reading goes on with the next line.
 */
export class CsvRows {
  readonly #options: RowsOptions;
  /** As it stands in the codes; a line end where every line is one cell. */
  readonly #delimiter: number;
  readonly #commonest = new CommonestCount();
  readonly #row = new RowText();
  /** What is read of, and its characters as numbers, with a line end behind them. */
  #text = '';
  #codes = new Uint16Array(0);
  #eof = false;
  /** Where the last line ends: what follows is split once its end has come. */
  #lastEnd = 0;
  #at = 0;
  #line: number;
  #skip: number;
  /** Text that came after `#text` was found too short; joined when it is worth it. */
  #pending: string[] = [];
  #pendingLength = 0;
  /** Whether `#text` ends within a record: looked at again when joined with more, or each piece would cost all. */
  #isShort = false;
  #isPlain = true;
  #pendingIsPlain = true;
  /** Inside a line that is too long. */
  #dropping = false;

  constructor(options: RowsOptions) {
    this.#options = options;
    this.#delimiter = options.delimiter?.charCodeAt(0) ?? LF;
    this.#line = options.line;
    this.#skip = options.skip ?? 0;
  }

  /**
   * Adds text; `isPlain`: its cells are read as they stand. Joining waits until the new text is as long as what is
   * left, so that a long record costs linear time.
   */
  push(text: string, eof: boolean, isPlain = true): void {
    this.#pending.push(text);
    this.#pendingLength += text.length;
    this.#pendingIsPlain &&= isPlain;
    const left = this.#text.length - this.#at;
    if (eof || this.#pendingLength >= left || left > this.#options.maxLine) this.#join(eof);
  }

  #join(eof: boolean): void {
    const left = this.#text.slice(this.#at);
    const text = left + this.#pending.join('');
    this.#text = text;
    this.#isShort = false;
    this.#eof = eof;
    this.#codes = codesOf(text, this.#codes);
    this.#lastEnd = eof ? text.length : Math.max(text.lastIndexOf('\n'), 0);
    this.#isPlain = this.#pendingIsPlain && (left === '' || this.#isPlain);
    this.#pending = [];
    this.#pendingLength = 0;
    this.#pendingIsPlain = true;
    this.#at = 0;
  }

  /** Reads on until the text is used up, or the sink is full. */
  async run(sink: RowSink): Promise<void> {
    if (this.#isShort) return;
    for (; this.#skip > 0 && this.#at < this.#text.length; this.#skip -= 1) if (!this.#drop()) return;
    for (;;) {
      if (this.#dropping && !this.#drop()) return;
      if (this.#options.fast) this.#fastLines(sink);
      if (sink.full === true) return;
      const next = this.#nextRecord(sink);
      this.#isShort = next === 'more';
      if (next === 'more') return;
      if (next !== 'read') await this.#believed(sink, next);
    }
  }

  /** Reads lines as long as there is no doubt about any of their quotes. */
  #fastLines(sink: RowSink): void {
    const text = this.#text;
    const row = this.#row;
    while (sink.full !== true && this.#at < this.#lastEnd) {
      const start = this.#at;
      const end = this.#split(start, sink.look ?? null);
      if (end === NOWHERE || end - start > this.#options.maxLine) return;
      const next = this.#codes[end] === LF && end < text.length ? end + 1 : this.#afterLineEnd(end);
      if (next === null) return;
      if (end > start) {
        this.#commonest.add(row.length);
        sink.row(row, this.#line, text, start, end, this.#isPlain);
      }
      this.#at = next;
      this.#line += 1;
    }
  }

  /**
   * Finds the cells of a line, and where it ends; NOWHERE where a cell that begins with a quote does not end with one,
   * right before a delimiter or the end.
   */
  #split(start: number, given: RowLook | null): number {
    const codes = this.#codes;
    const row = this.#row;
    const delimiter = this.#delimiter;
    const look = separates(delimiter) ? given : null;
    let isWritten = true;
    row.begin(this.#text, codes);
    for (let at = start; ; at += 1) {
      const isQuoted = codes[at] === QUOTE;
      const from = isQuoted ? at + 1 : at;
      const stop = isQuoted ? QUOTE : delimiter;
      at = look === null ? endOfCell(codes, from, codes.length, stop) : look.next(row, from, stop);
      if (!isQuoted && codes[at - 1] === QUOTE && at > from) isWritten = false;
      for (; isQuoted && codes[at] === QUOTE && codes[at + 1] === QUOTE; isWritten = false)
        at = endOfCell(codes, at + 2, codes.length, QUOTE);
      row.add(from, at);
      if (isQuoted && codes[at++] !== QUOTE) return NOWHERE;
      const code = codes[at];
      if (code === delimiter && code !== LF) continue;
      if (code !== LF && code !== CR) return NOWHERE;
      row.isLooked = look !== null;
      if (!isWritten) row.hold(unquoted(row));
      return at;
    }
  }

  /** Looks for the end of the next record, and reads it where its quotes are not believed. */
  #nextRecord(sink: RowSink): Believed | 'read' | 'more' {
    const start = this.#at;
    if (start >= this.#text.length) return 'more';
    const end = this.#lineStop(start);
    if (end - start > this.#options.maxLine) {
      sink.tooLong?.(this.#line);
      this.#dropping = true;
      return 'read';
    }
    const next = this.#afterLineEnd(end);
    if (next === null) return 'more';
    const found = this.#readRecord(start);
    const isLong = (typeof found === 'string' ? this.#text.length - 1 : found.end) - start > this.#options.maxLine;
    if (found === 'stray' || found === 'open' || isLong)
      return this.#literalLine(sink, start, end, next, found === 'open' && !isLong && next >= this.#text.length);
    return found;
  }

  /** Where a line ends: the place of LF, CRLF or CR, or the end of the text. */
  #lineStop(from: number): number {
    return endOfCell(this.#codes, from, this.#text.length, LF);
  }

  /** The place after a line end, or null when more text must say whether a CR has its LF. */
  #afterLineEnd(end: number): number | null {
    const { length } = this.#text;
    if (end >= length) return this.#eof ? length : null;
    if (this.#codes[end] !== CR) return end + 1;
    if (end + 1 >= length) return this.#eof ? end + 1 : null;
    return this.#codes[end + 1] === LF ? end + 2 : end + 1;
  }

  /**
   * The record that begins at `start`: each closing quote is followed by a delimiter or a line end. `stray`: a quote is
   * not believed. `open`: the input ends within it. `more`: what follows must say.
   */
  #readRecord(start: number): Believed | 'stray' | 'open' | 'more' {
    const codes = this.#codes;
    const { length } = this.#text;
    const long: (readonly [number, number])[] = [];
    for (let at = start, cells = 1; ; cells += 1) {
      if (at < length && codes[at] === QUOTE) {
        const close = this.#closingQuote(at);
        if (typeof close !== 'number') return close;
        if (endOfCell(codes, at, close, LF) < close) long.push([at + 1, close]);
        at = close + 1;
      }
      const end = endOfCell(codes, at, length, this.#delimiter);
      if (end < length && codes[end] === this.#delimiter && this.#delimiter !== LF) {
        at = end + 1;
        continue;
      }
      if (end === length && !this.#eof) return 'more';
      const next = this.#afterLineEnd(end);
      if (next === null) return 'more';
      if (this.#mayQuoteOthers(long, this.#isAsWide(cells) ? 2 : 1)) return 'stray';
      const inside = this.#rowsIn(start, long);
      if (inside !== null && (!this.#isAsWide(cells) || this.#isVast(long))) return 'stray';
      return { end, next, isLong: long.length > 0, inside };
    }
  }

  /** The closing quote of the cell that opens at `open`. */
  #closingQuote(open: number): number | 'stray' | 'open' | 'more' {
    const text = this.#text;
    let close = text.indexOf('"', open + 1);
    while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
    if (close === -1) return this.#eof ? 'open' : text.length - open > this.#options.maxLine ? 'stray' : 'more';
    if (close + 1 >= text.length) return this.#eof ? close : 'more';
    return endsCell(this.#codes[close + 1] as number, this.#delimiter) ? close : 'stray';
  }

  #isAsWide(cells: number): boolean {
    return cells === (this.#options.form().width ?? this.#commonest.commonest ?? cells);
  }

  /** Whether so many quotes of a cell of several lines may as well be the last or the first of another one. */
  #mayQuoteOthers(cells: readonly (readonly [number, number])[], many: number): boolean {
    const codes = this.#codes;
    return cells.some(
      ([from, to]) => [codes[from], codes[to - 1]].filter((sign) => sign === this.#delimiter).length >= many,
    );
  }

  #isVast(cells: readonly (readonly [number, number])[]): boolean {
    return cells.some(
      ([from, to]) => to - from > MOST_ROW_LENGTH || countLineEnds(this.#text.slice(from, to)) >= MOST_ROW_LINES,
    );
  }

  /** The first and last line inside cells that hold as many delimiters as the header, and say what is judged. */
  #rowsIn(start: number, cells: readonly (readonly [number, number])[]): readonly [number, number] | null {
    const { delimiter } = this.#options;
    if (cells.length === 0 || delimiter === null) return null;
    const { width, says } = this.#options.form();
    const delimiters = (width ?? this.#commonest.commonest ?? 1) - 1;
    if (delimiters < 1) return null;
    const text = this.#text;
    let first = 0;
    let last = 0;
    for (const [from, to] of cells) {
      const line = this.#line + countLineEnds(text.slice(start, from));
      for (const [i, inner] of text.slice(from, to).split(LINE_ENDS).entries()) {
        const row = i === 0 ? [] : inner.split(delimiter);
        if (row.length <= delimiters || !says(row)) continue;
        if (first === 0) first = line + i;
        last = line + i;
      }
    }
    return first === 0 ? null : [first, last];
  }

  /** Reads a record whose quotes are believed. */
  async #believed(sink: RowSink, { end, next, isLong, inside }: Believed): Promise<void> {
    const text = this.#text;
    const start = this.#at;
    const record = text.slice(start, end);
    if (record !== '') {
      const cells = await splitRecord(record, this.#options.delimiter);
      this.#commonest.add(cells.length);
      sink.row(this.#row.hold(cells.map(unwrapSpaced)), this.#line, text, start, end, this.#isPlain);
      if (inside !== null) sink.rowsInCell?.(this.#line, ...inside);
    }
    this.#line += 1 + (isLong ? countLineEnds(record) : 0);
    this.#at = next;
  }

  #literalLine(sink: RowSink, start: number, end: number, next: number, isOpen: boolean): 'read' {
    const text = this.#text;
    const cells = splitLiterally(text.slice(start, end), this.#options.delimiter);
    this.#commonest.add(cells.length);
    sink.stray?.(this.#line, isOpen);
    sink.row(this.#row.hold(cells), this.#line, text, start, end, this.#isPlain);
    this.#line += 1;
    this.#at = next;
    return 'read';
  }

  /** Leaves out the rest of a line; false when its end has not come yet. */
  #drop(): boolean {
    const end = this.#lineStop(this.#at);
    const next = this.#afterLineEnd(end);
    if (next === null) {
      this.#at = end;
      return false;
    }
    this.#at = next;
    this.#line += 1;
    this.#dropping = false;
    return true;
  }
}

/** The characters of a text as numbers and a line end: in the room of those before, or in one for longer texts too. */
function codesOf(text: string, room: Uint16Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  const codes = text.length < room.length ? room : new Uint16Array(text.length + (text.length >> 3) + 1);
  writeCodes(text, codes);
  codes[text.length] = LF;
  return codes;
}

/** Cells some of which are not what stands there. */
function unquoted(row: RowText): string[] {
  return Array.from({ length: row.length }, (_, index) => {
    const cell = row.cell(index);
    return unwrapSpaced(row.codes[(row.from[index] as number) - 1] === QUOTE ? cell.replaceAll('""', '"') : cell);
  });
}

const LINE_ENDS = /\r\n|\n|\r/g;

/** The line ends in a stretch of text. */
export function countLineEnds(text: string): number {
  return text.match(LINE_ENDS)?.length ?? 0;
}

/** The commonest number of cells of the records so far; of several the one that was so first. */
class CommonestCount {
  readonly #others = new Map<number, number>();
  #most = 0;
  commonest: number | null = null;

  add(cells: number): void {
    if (cells === this.commonest) {
      this.#most += 1;
      return;
    }
    const count = (this.#others.get(cells) ?? 0) + 1;
    this.#others.set(cells, count);
    if (count <= this.#most) return;
    if (this.commonest !== null) this.#others.set(this.commonest, this.#most);
    this.#most = count;
    this.commonest = cells;
  }
}
