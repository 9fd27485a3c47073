import { writeCodes } from '#runtime';
import { separates } from '../../core/first-letters.ts';
import type { RowLook } from '../../core/record.ts';
import { splitRecord } from '#csv-record';
import { CR, endOfCell, endsCell, LF, RowText } from '../../core/row-text.ts';
import { countLineEnds, LINE_ENDS } from '../bytes/lines.ts';
import { foundProblem, type FoundProblem } from '../rows.ts';
import { cellsOf, splitEscaped, unwrapSpaced, type Delimiter } from './split.ts';

const QUOTE = 0x22;
/** Result for a line whose quotes are in doubt. */
const NOWHERE = -1;
/** Most lines and characters of a cell that holds lines like rows and is still believed to be one cell. */
const MOST_ROW_LINES = 50;
const MOST_ROW_LENGTH = 64 * 1024;

/** Receives rows and problems in the order in which they are read. */
export interface RowSink {
  /** `rows` stands at a record: its cells and text are valid only until this call returns. */
  row(rows: CsvRows): void;
  /** A problem of the last row, or of a record that was lost. */
  problem?(problem: FoundProblem): void;
  /**
   * What rows look like, to tell rows inside a cell from prose: how many cells they have (null: not known), and whether
   * cells say something in the columns by which rows are judged.
   */
  form(): { readonly width: number | null; readonly identifies: (cells: readonly string[]) => boolean };
  /** True when no more rows are wanted. */
  readonly full?: boolean;
  /** Looks at the cells of the next row as they are found. */
  readonly look?: RowLook | null;
}

interface RowsOptions {
  readonly delimiter: Delimiter;
  /** Physical line of the first character; `skip`: how many lines are left out from there. */
  readonly line: number;
  readonly skip?: number;
  /** Longest line or record that is read, in characters. */
  readonly maxLine: number;
  /** False: csv-parse splits every record, for the test that compares both ways. */
  readonly fast: boolean;
}

/**
 * Reads records from text that comes in pieces. Lines beyond doubt are split here. Where quotes are in doubt, the end
 * of the record is found first and csv-parse splits no more than the record, so that no quote can swallow what follows.
 * A quote that closes is believed unless it would swallow rows; after any other, reading goes on with the next line.
 */
export class CsvRows {
  /** The cells of the record that is handed on; `line`: the physical line on which it begins. */
  readonly cells = new RowText();
  line: number;
  readonly #options: RowsOptions;
  /** The code of its character; LF where every line is one cell. */
  readonly #delimiter: number;
  /** The text that is being read, and the codes of its characters with an LF behind them. */
  #text = '';
  #codes = new Uint16Array(0);
  #eof = false;
  /** Where the last complete line ends: what follows is split once its end has come. */
  #lastEnd = 0;
  /** Where the record begins, and where it ends; its line end is not part of it. */
  #at = 0;
  #end = 0;
  #linesToLeaveOut: number;
  /** Text that came after `#text` and is not joined to it yet (`push`). */
  #pending = '';
  /** Whether `#text` ends within a record: it is read again only once more is joined, or each piece would cost all. */
  #isShort = false;

  constructor(options: RowsOptions) {
    this.#options = options;
    this.#delimiter = options.delimiter?.charCodeAt(0) ?? LF;
    this.line = options.line;
    this.#linesToLeaveOut = options.skip ?? 0;
  }

  /** The record as it stands in the text; `length`: its characters. */
  get text(): string {
    return this.#text.slice(this.#at, this.#end);
  }

  get length(): number {
    return this.#end - this.#at;
  }

  /** The line on which text begins that is pushed next. */
  get nextLine(): number {
    return this.line + countLineEnds(this.#text.slice(this.#at) + this.#pending);
  }

  /** Adds text. It is joined only once it is as long as the unread rest, so that a long record costs linear time. */
  push(text: string, eof: boolean): void {
    this.#pending += text;
    const left = this.#text.length - this.#at;
    if (!eof && this.#pending.length < left && left <= this.#options.maxLine) return;
    this.#text = this.#text.slice(this.#at) + this.#pending;
    this.#pending = '';
    this.#isShort = false;
    this.#at = 0;
    this.#eof = eof;
    this.#codes = codesOf(this.#text, this.#codes);
    this.#lastEnd = eof ? this.#text.length : Math.max(this.#text.lastIndexOf('\n'), 0);
  }

  /** Reads on until the text is used up, or the sink is full. */
  async run(sink: RowSink): Promise<void> {
    while (!this.#isShort) {
      while (this.#linesToLeaveOut > 0) if (!this.#leaveOut()) return;
      if (this.#options.fast) this.#fastLines(sink);
      if (sink.full === true) return;
      this.#isShort = !(await this.#slowRecord(sink));
    }
  }

  #fastLines(sink: RowSink): void {
    const { length } = this.#text;
    while (sink.full !== true && this.#at < this.#lastEnd) {
      const end = this.#split(this.#at, sink.look ?? null);
      if (end === NOWHERE || end - this.#at > this.#options.maxLine) return;
      const next = this.#codes[end] === LF && end < length ? end + 1 : this.#afterLineEnd(end);
      if (next === null) return;
      this.#end = end;
      if (end > this.#at) sink.row(this);
      this.#at = next;
      this.line += 1;
    }
  }

  /** Finds the cells of a line. Returns its end, or NOWHERE if a quote does not close right before a delimiter. */
  #split(start: number, sinkLook: RowLook | null): number {
    const codes = this.#codes;
    const row = this.cells;
    const delimiter = this.#delimiter;
    const look = separates(delimiter) ? sinkLook : null;
    let isVerbatim = true;
    row.begin(this.#text, codes);
    for (let at = start; ; at += 1) {
      const isQuoted = codes[at] === QUOTE;
      const from = isQuoted ? at + 1 : at;
      const stop = isQuoted ? QUOTE : delimiter;
      at = look === null ? endOfCell(codes, from, codes.length, stop) : look.next(row, from, stop);
      if (!isQuoted && codes[at - 1] === QUOTE) isVerbatim = false;
      for (; isQuoted && codes[at] === QUOTE && codes[at + 1] === QUOTE; isVerbatim = false)
        at = endOfCell(codes, at + 2, codes.length, QUOTE);
      row.add(from, at);
      if (isQuoted && codes[at++] !== QUOTE) return NOWHERE;
      const code = codes[at];
      if (code === delimiter && code !== LF) continue;
      if (code !== LF && code !== CR) return NOWHERE;
      row.isLooked = look !== null;
      if (!isVerbatim) row.hold(unquoted(row));
      return at;
    }
  }

  /** Reads the next record, whose quotes are in doubt; false: only more text can show where it ends. */
  async #slowRecord(sink: RowSink): Promise<boolean> {
    const text = this.#text;
    const start = this.#at;
    const { maxLine, delimiter } = this.#options;
    if (start >= text.length) return false;
    const lineEnd = endOfCell(this.#codes, start, text.length, LF);
    if (lineEnd - start > maxLine) {
      const message = `line ${this.line} is longer than ${maxLine} characters: it was left out`;
      const hint = 'is this a table? check its line ends and its encoding';
      sink.problem?.(foundProblem('long-line', message, { hint, line: this.line, about: 'lost row' }));
      this.#linesToLeaveOut = 1;
      return true;
    }
    if (this.#afterLineEnd(lineEnd) === null) return false;
    const found = this.#endOfRecord(start);
    const isLong = (typeof found === 'string' ? text.length - 1 : found) - start > maxLine;
    if (found === 'more' && !isLong) return false;
    const { line } = this;
    const read = typeof found === 'string' || isLong ? null : await this.#splitRecord(text.slice(start, found), sink);
    if (read === null) {
      const literal = text.slice(start, lineEnd);
      const escaped = splitEscaped(literal, delimiter);
      this.#handOn(sink, escaped ?? cellsOf(literal, delimiter).map(unwrapSpaced), lineEnd);
      if (escaped === null) sink.problem?.(strayQuote(line));
    } else {
      this.#handOn(sink, read.cells.map(unwrapSpaced), found as number);
      if (read.inside.length > 0) sink.problem?.(rowsInCell(line, read.inside));
    }
    return true;
  }

  /** Hands on the record that ends at `end`, unless it is empty, and moves to the next one. */
  #handOn(sink: RowSink, cells: readonly string[], end: number): void {
    this.#end = end;
    this.cells.hold(cells);
    const lines = 1 + countLineEnds(this.text);
    if (this.length > 0) sink.row(this);
    this.line += lines;
    this.#at = this.#afterLineEnd(end) ?? end;
  }

  /** The place after a line end; null when only more text can show whether an LF follows. */
  #afterLineEnd(end: number): number | null {
    const { length } = this.#text;
    const isCr = this.#codes[end] === CR;
    if (end + Number(isCr) >= length) return this.#eof ? length : null;
    return isCr && this.#codes[end + 1] === LF ? end + 2 : end + 1;
  }

  /**
   * Where the record that begins at `start` ends. A closing quote must be followed by a delimiter or a line end.
   * `stray`: a quote is not believed. `more`: more text is needed.
   */
  #endOfRecord(start: number): number | 'stray' | 'more' {
    const codes = this.#codes;
    const { length } = this.#text;
    for (let at = start; ; at += 1) {
      if (at < length && codes[at] === QUOTE) {
        const close = this.#closingQuote(at);
        if (typeof close !== 'number') return close;
        at = close + 1;
      }
      at = endOfCell(codes, at, length, this.#delimiter);
      if (at < length && codes[at] === this.#delimiter && this.#delimiter !== LF) continue;
      return this.#afterLineEnd(at) === null ? 'more' : at;
    }
  }

  /** The closing quote of the cell that opens at `open`. */
  #closingQuote(open: number): number | 'stray' | 'more' {
    const text = this.#text;
    let close = text.indexOf('"', open + 1);
    while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
    if (close === -1) return this.#eof ? 'stray' : 'more';
    if (close + 1 >= text.length) return this.#eof ? close : 'more';
    return endsCell(this.#codes[close + 1] as number, this.#delimiter) ? close : 'stray';
  }

  /** The cells of a record, and the lines inside them that look like rows; null where its quotes are not believed. */
  async #splitRecord(record: string, sink: RowSink) {
    const { delimiter } = this.#options;
    const cells = record === '' ? [] : await splitRecord(record, delimiter);
    const multiline = cells.filter((cell) => /[\r\n]/.test(cell));
    if (multiline.length === 0) return { cells, inside: [] };
    const { width, identifies } = sink.form();
    const isAsWide = cells.length === (width ?? cells.length);
    // A quote beside a delimiter inside the cell may as well close or open another cell. Without a partner for each
    // quote of the record one such place is enough, and a line end is one too.
    const arePaired = record.split('"').length % 2 === 1;
    const signs = arePaired ? [delimiter ?? '\n'] : [delimiter, '\n', '\r'];
    const limit = isAsWide && arePaired ? 2 : 1;
    const mayBeOthers = (cell: string): boolean =>
      [cell.charAt(0), cell.slice(-1)].filter((sign) => signs.includes(sign)).length >= limit;
    if (multiline.some(mayBeOthers)) return null;
    if (delimiter === null || width === null || width < 2) return { cells, inside: [] };
    const rows = multiline.flatMap((cell) => cell.split(LINE_ENDS).slice(1)).map((text) => text.split(delimiter));
    const inside = rows.flatMap((row, at) => (row.length >= width && identifies(row) ? [this.line + at + 1] : []));
    const isVast = multiline.some((cell) => cell.length > MOST_ROW_LENGTH || countLineEnds(cell) >= MOST_ROW_LINES);
    return inside.length === 0 || (isAsWide && !isVast) ? { cells, inside } : null;
  }

  /** Leaves out the rest of a line; false when its end has not come yet. */
  #leaveOut(): boolean {
    const end = endOfCell(this.#codes, this.#at, this.#text.length, LF);
    const next = this.#afterLineEnd(end);
    this.#at = next ?? end;
    if (next === null) return false;
    this.line += 1;
    this.#linesToLeaveOut -= 1;
    return true;
  }
}

/** The codes of a text with an LF behind them, written into `room`, or into a larger array where that is too small. */
function codesOf(text: string, room: Uint16Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  const codes = text.length < room.length ? room : new Uint16Array(text.length + (text.length >> 3) + 1);
  writeCodes(text, codes);
  codes[text.length] = LF;
  return codes;
}

function unquoted(row: RowText): string[] {
  return Array.from({ length: row.length }, (_, index) => {
    const cell = row.cell(index);
    return unwrapSpaced(row.codes[(row.from[index] as number) - 1] === QUOTE ? cell.replaceAll('""', '"') : cell);
  });
}

function strayQuote(line: number): FoundProblem {
  const message = `unterminated quote on line ${line}: the line was read with its quotes as plain text`;
  const closed = 'double a quote inside a quoted cell, and close the cell right before the delimiter';
  const hint = `${closed}; if the file ends here, is it complete?`;
  return foundProblem('stray-quote', message, { hint, line, about: 'last row' });
}

function rowsInCell(line: number, inside: readonly number[]): FoundProblem {
  const [first, last] = [inside[0], inside.at(-1)];
  const lines = first === last ? `line ${first}` : `lines ${first} to ${last}`;
  const cell = `a quoted cell of the record on line ${line} holds ${lines}`;
  const message = `${cell}, with as many delimiters as the header: these may be rows of their own`;
  const hint = 'look for a missing quote; without one, the file is right and nothing was lost';
  return foundProblem('rows-in-a-cell', message, { hint, line, about: 'last row' });
}
