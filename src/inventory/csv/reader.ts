import { countLineEnds, readExtent } from './extent.ts';
import type { Extent } from './extent.ts';
import { Places } from './places.ts';
import type { Delimiter } from './places.ts';
import { splitLiterally, splitQuotedLine, splitRecord, unwrapSpaced } from './split.ts';

/** Receives what a record reader reads. Places are in the current text and valid during the call. */
export interface RecordSink {
  /** A record: its cells, the physical line it begins on, its text, whether it is a row of the table beyond doubt. */
  row(cells: string[], line: number, text: string, fits?: boolean): void;
  /** The next record is a line that was read again with its quotes as plain text; `isOpen`: the input ends in one. */
  stray(line: number, isOpen: boolean): void;
  /** The record before holds lines that look like rows: the first and last of them. */
  rowsInCell(line: number, first: number, last: number): void;
  /** A line longer than the cap was left out. */
  tooLong(line: number): void;
  /** True when it is time to stop for a while. */
  readonly full: boolean;
}

interface ReaderOptions {
  readonly delimiter: Delimiter;
  /** Cells of the header of the table; null without one: then the commonest number so far counts. */
  readonly expected: () => number | null;
  /** Physical line of the first character. */
  readonly line: number;
  /** Longest line that is read, in characters. */
  readonly maxLine: number;
  /** False: csv-parse splits every record. For the test that holds both ways to the same result. */
  readonly fast: boolean;
}

/**
 * Reads records from text that comes in pieces. Lines beyond doubt are split here; where other quotes stand,
 * `readExtent` finds the end of the record, and csv-parse splits it, so that it sees no quote that could swallow what
 * follows. After a quote that is not believed, reading goes on with the next line.
 */
export class RecordReader {
  readonly #options: ReaderOptions;
  readonly #delimiter: Delimiter;
  readonly #commonest = new CommonestCount();
  #places: Places;
  #at = 0;
  #line: number;
  /** Text that came after `#places` was found too short; joined when it is worth it. */
  #pending: string[] = [];
  #pendingLength = 0;
  /** Inside a line that is too long. */
  #dropping = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#delimiter = options.delimiter;
    this.#line = options.line;
    this.#places = new Places('', false, options.delimiter);
  }

  /**
   * Adds text. Joining waits until the new text is as long as what is left, so that a long record costs linear time.
   */
  push(text: string, eof: boolean): void {
    this.#pending.push(text);
    this.#pendingLength += text.length;
    const left = this.#places.text.length - this.#at;
    if (eof || this.#pendingLength >= left || left > this.#options.maxLine) this.#join(eof);
  }

  /** Joins what was added. */
  #join(eof: boolean): void {
    this.#places = new Places(this.#places.text.slice(this.#at) + this.#pending.join(''), eof, this.#delimiter);
    this.#pending = [];
    this.#pendingLength = 0;
    this.#at = 0;
  }

  /** Whether no record has begun, to which the next line may belong. */
  get idle(): boolean {
    return this.#at >= this.#places.text.length && this.#pendingLength === 0 && !this.#dropping;
  }

  /** Leaves out records that need no reading, one a line. Only when idle. */
  skip(records: number, cells: number): void {
    this.#commonest.add(cells, records);
    this.#line += records;
  }

  /** Hands on a record of one line whose cells are known. Only when idle. */
  take(sink: RecordSink, cells: string[], text: string, fits: boolean): void {
    this.#commonest.add(cells.length);
    sink.row(cells, this.#line, text, fits);
    this.#line += 1;
  }

  /** Reads on until the text is used up (`more`), or the sink is full. */
  async run(sink: RecordSink): Promise<'more' | 'full'> {
    for (;;) {
      if (this.#dropping && !this.#drop()) return 'more';
      if (this.#options.fast) this.#fastLines(sink);
      if (sink.full) return 'full';
      const next = this.#nextRecord(sink);
      if (next === 'more') return 'more';
      if (next !== 'read') await this.#believed(sink, next);
    }
  }

  /** Reads lines as long as there is no doubt about any of their quotes. */
  #fastLines(sink: RecordSink): void {
    const { text, eof, quotes } = this.#places;
    const delimiter = this.#delimiter;
    while (!sink.full) {
      const start = this.#at;
      const end = eof ? this.#places.lineStop(start) : this.#places.lineEnd(start);
      if (end === Infinity || start >= text.length || end - start > this.#options.maxLine) return;
      const next = this.#places.afterLineEnd(end);
      if (next === null) return;
      if (end > start) {
        const line = text.slice(start, end);
        const cells =
          quotes.after(start) > end
            ? delimiter === null
              ? [line]
              : line.split(delimiter)
            : splitQuotedLine(line, delimiter);
        if (cells === null) return;
        this.#commonest.add(cells.length);
        sink.row(cells, this.#line, line);
      }
      this.#at = next;
      this.#line += 1;
    }
  }

  /** Looks for the end of the next record, and reads it where its quotes are not believed. */
  #nextRecord(sink: RecordSink): Extent | 'read' | 'more' {
    const { text } = this.#places;
    const start = this.#at;
    if (start >= text.length) return 'more';
    const end = this.#places.lineStop(start);
    if (end - start > this.#options.maxLine) {
      sink.tooLong(this.#line);
      this.#dropping = true;
      return 'read';
    }
    const next = this.#places.afterLineEnd(end);
    if (next === null) return 'more';
    const extent = readExtent(this.#places, start, this.#expected);
    const reached = typeof extent === 'string' ? text.length - 1 : extent.end;
    const isLong = reached - start > this.#options.maxLine;
    if (extent === 'stray' || extent === 'open' || isLong)
      return this.#literalLine(sink, start, end, next, extent === 'open' && !isLong && next >= text.length);
    return extent;
  }

  /** Reads a record whose quotes are believed. */
  async #believed(sink: RecordSink, extent: Extent): Promise<void> {
    const start = this.#at;
    const record = this.#places.text.slice(start, extent.end);
    if (record !== '') {
      const expected = this.#expected;
      const cells = await splitRecord(record, this.#delimiter);
      this.#commonest.add(cells.length);
      sink.row(cells.map(unwrapSpaced), this.#line, record);
      if (extent.multiline.length > 0) this.#rowsInCell(sink, extent, start, expected);
    }
    this.#line += 1 + (extent.multiline.length === 0 ? 0 : countLineEnds(record));
    this.#at = extent.next;
  }

  get #expected(): number | null {
    return this.#options.expected() ?? this.#commonest.commonest;
  }

  #literalLine(sink: RecordSink, start: number, end: number, next: number, isOpen: boolean): 'read' {
    const line = this.#places.text.slice(start, end);
    const cells = splitLiterally(line, this.#delimiter);
    this.#commonest.add(cells.length);
    sink.stray(this.#line, isOpen);
    sink.row(cells, this.#line, line);
    this.#line += 1;
    this.#at = next;
    return 'read';
  }

  /** Names the inner lines of believed cells that hold as many delimiters as the header. */
  #rowsInCell(sink: RecordSink, extent: Extent, start: number, expected: number | null): void {
    const delimiters = (expected ?? 1) - 1;
    if (this.#delimiter === null || delimiters < 1) return;
    const { text } = this.#places;
    let first = 0;
    let last = 0;
    for (const [from, to] of extent.multiline) {
      const line = this.#line + countLineEnds(text.slice(start, from));
      const lines = text.slice(from, to).split(/\r\n|\n|\r/);
      for (const [i, inner] of lines.entries()) {
        if (i === 0 || inner.split(this.#delimiter).length - 1 < delimiters) continue;
        if (first === 0) first = line + i;
        last = line + i;
      }
    }
    if (first > 0) sink.rowsInCell(this.#line, first, last);
  }

  /** Leaves out the rest of a line; false when its end has not come yet. */
  #drop(): boolean {
    const end = this.#places.lineStop(this.#at);
    const next = this.#places.afterLineEnd(end);
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

/** The commonest number of cells of the records so far; of several the one that was so first. */
class CommonestCount {
  readonly #counts = new Map<number, number>();
  #most = 0;
  commonest: number | null = null;

  add(cells: number, records = 1): void {
    const count = (this.#counts.get(cells) ?? 0) + records;
    this.#counts.set(cells, count);
    if (count > this.#most) {
      this.#most = count;
      this.commonest = cells;
    }
  }
}
