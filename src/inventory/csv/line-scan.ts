import { isUtf8 } from 'node:buffer';
import { CELL_LIMIT, isDamaged } from '../../core/text.ts';
import { headBefore, pairsBefore } from '../../core/mac.ts';
import type { Characters } from '../../core/text.ts';
import { BEYOND, byteClasses, CLASS_BITS, END, STOP, STRUCTURE } from '../../core/scan/classes.ts';
import type { RowScreen } from '../../core/scan/row-screen.ts';
import { holdsNumber, NO_HEADER } from '../headers/misplaced.ts';
import type { Table } from '../headers/table.ts';
import { ADDRESS, FINE, FOUND, NOTHING, UNKNOWN } from '../../core/scan/scanner.ts';

const QUOTE = 0x22;
const HASH = 0x23;
const LF = 0x0a;
const CR = 0x0d;

/** A row that has something to judge and can become no finding. */
export const CLEAN = 0;
/** A row to be looked at, whose cells are known. */
export const ROW = 1;
/** A line whose cells a reader must tell: it is no UTF-8, or its quotes or its width say something else. */
export const OTHER_LINE = 2;
type LineKind = typeof CLEAN | typeof ROW | typeof OTHER_LINE;

/**
 * Reads lines of delimited text where they stand in one go over their bytes: where cells end, and whether anything may
 * be found in them. Only lines beyond doubt: as many cells as columns, each plain or quoted without a quote in it,
 * ended by LF or CRLF. None is clean with a cell beyond ASCII that did not come to nothing before, with one that is
 * misplaced, or with so few numbers that it may be the header of another table.
 */
export class LineScan {
  /** The table whose rows it tells. */
  readonly table: Table;
  readonly #screen: RowScreen;
  readonly #delimiter: number;
  readonly #longest: number;
  readonly #plain: Uint8Array;
  readonly #quoted = utf8Classes('"', '\r\n');
  readonly #begins: Uint16Array;
  readonly #columns: readonly number[];
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  #bytes: Buffer = Buffer.alloc(0);
  #text: Characters = '';
  /** Where the line ends that was read last, and where the next one begins. */
  #end = 0;
  #generation = 0;
  #next = 0;
  #mayBeUtf8 = false;
  /** Whether the last line holds more than ASCII. */
  #beyond = false;

  constructor(screen: RowScreen, table: Table, delimiter: string, maxLine: number) {
    this.table = table;
    this.#screen = screen;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#longest = Math.min(maxLine, CELL_LIMIT);
    this.#plain = utf8Classes(`${delimiter}"\r\n`);
    const { length } = screen.kinds;
    this.#columns = Array.from({ length }, (_, column) => column);
    this.#begins = new Uint16Array(length);
    this.#starts = new Int32Array(length);
    this.#ends = new Int32Array(length);
  }

  /** Takes bytes that end with a line feed. `mayBeUtf8`: UTF-8 among them is read as such. */
  take(bytes: Uint8Array, mayBeUtf8: boolean): void {
    this.#mayBeUtf8 = mayBeUtf8;
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#bytes = all;
    this.#text = {
      charCodeAt: (at) => all[at] ?? NaN,
      slice: (from, to) => all.toString('latin1', from, to),
    };
    const { scanner } = this.#screen;
    if (scanner.full) scanner.clear();
    this.#begin();
  }

  #begin(): void {
    const { scanner, kinds } = this.#screen;
    this.#generation = scanner.generation;
    this.#begins.set(kinds.map((kind) => scanner.begin(kind)));
  }

  /** Where the line after the last one begins. */
  get next(): number {
    return this.#next;
  }

  /** The text of the last line, its cells, and whether it is a row of the table beyond doubt. */
  row(from: number): { readonly text: string; readonly cells: string[]; readonly fits: boolean } {
    const bytes = this.#bytes;
    const [starts, ends] = [this.#starts, this.#ends];
    const text = bytes.toString(this.#beyond ? 'utf8' : 'latin1', from, this.#end);
    const cells = this.#columns.map((column) => {
      const [start, end] = [starts[column] as number, ends[column] as number];
      return this.#beyond ? bytes.toString('utf8', start, end) : text.slice(start - from, end - from);
    });
    return { text, cells, fits: this.#isPlain() };
  }

  /** Reads the line at `from`. */
  read(from: number): LineKind {
    const kind = this.#read(from);
    return kind === OTHER_LINE ? this.pass(from) : kind;
  }

  /** Passes over the line at `from` without a look at it. */
  pass(from: number): LineKind {
    this.#next = this.#bytes.indexOf(LF, from) + 1;
    return OTHER_LINE;
  }

  #read(from: number): LineKind {
    const codes: Uint8Array = this.#bytes;
    const { scanner, clean, searched } = this.#screen;
    // Rows are judged between lines, by the same scanner.
    if (scanner.generation !== this.#generation) this.#begin();
    const [starts, ends, begins] = [this.#starts, this.#ends, this.#begins];
    const last = starts.length - 1;
    let next = scanner.next;
    let found = false;
    let beyond = false;
    let at = from;
    for (let column = 0; ; column += 1) {
      const quoted = codes[at] === QUOTE;
      const classes = quoted ? this.#quoted : this.#plain;
      if (quoted) at += 1;
      const start = at;
      let here = false;
      let state = found ? NOTHING : (begins[column] as number);
      let by = 0;
      while (!found) {
        // Without a call in it: 1.5 times as fast.
        let to = 0;
        while ((to = next[(state << CLASS_BITS) | (by = classes[codes[at] as number] as number)] as number) > ADDRESS) {
          state = to;
          at += 1;
        }
        // No state leads anywhere by what ends a cell.
        if (by >= STRUCTURE) break;
        state = this.#decide(state, by, at);
        if (state === FOUND) {
          here = true;
          state = NOTHING;
        }
        ({ next } = scanner);
        at += 1;
      }
      // Once something is found, only the ends of cells count; a cell beyond ASCII is looked up as it is.
      if (found || by === BEYOND) {
        for (; (by = classes[codes[at] as number] as number) < STRUCTURE || by === BEYOND; at += 1) {
          if (by === BEYOND) beyond = here = true;
        }
      }
      if (by !== STOP) return OTHER_LINE;
      if (!found) {
        here ||= next[(state << CLASS_BITS) | END] !== FINE && this.#decide(state, END, at) === FOUND;
        if (here || searched[column] === true) found = at > start && clean[column]?.has(codes, start, at) !== true;
      }
      starts[column] = start;
      ends[column] = at;
      if (quoted) at += 1;
      if (column === last) break;
      if (codes[at] !== this.#delimiter) return OTHER_LINE;
      at += 1;
    }
    const ended = codes[at] === LF ? at + 1 : codes[at] === CR && codes[at + 1] === LF ? at + 2 : 0;
    if (ended === 0 || at - from > this.#longest) return OTHER_LINE;
    this.#end = at;
    this.#next = ended;
    this.#beyond = beyond;
    if (beyond && !(this.#mayBeUtf8 && isUtf8(codes.subarray(from, at)))) return OTHER_LINE;
    return !found && this.#isJudged() && this.#isPlain() ? CLEAN : ROW;
  }

  #isPlain(): boolean {
    const [bytes, starts, ends] = [this.#bytes, this.#starts, this.#ends];
    let numbers = 0;
    for (let column = 0; column < starts.length && numbers < NO_HEADER; column += 1) {
      if (holdsNumber(bytes, starts[column] as number, ends[column] as number)) numbers += column === 0 ? NO_HEADER : 1;
    }
    if (numbers < NO_HEADER && (numbers === 0 || this.#beginsAsHeader())) return false;
    return !this.table.misplaced.mayStandIn(bytes, starts, ends);
  }

  #beginsAsHeader(): boolean {
    const first = this.#bytes.toString('utf8', this.#starts[0], this.#ends[0]);
    return this.table.misplaced.nature.isHeader(first);
  }

  /** Where a class leads that the table of states says nothing of yet. */
  #decide(state: number, by: number, at: number): number {
    const { scanner, knownHeads } = this.#screen;
    let to = scanner.next[(state << CLASS_BITS) | by] as number;
    if (to === UNKNOWN) to = scanner.make(state, by);
    if (to !== ADDRESS) return to;
    let head = pairsBefore(this.#bytes, at);
    if (head === -1) head = headBefore(this.#text, at);
    return knownHeads.has(head) ? FOUND : scanner.past(state, by);
  }

  /** False also where an identity cell may be an error value, or damaged: those are counted. */
  #isJudged(): boolean {
    let judged = false;
    for (const [column, usable] of this.#screen.identity) {
      const from = this.#starts[column] as number;
      const to = this.#ends[column] as number;
      if (to === from) continue;
      if (this.#bytes[from] === HASH) return false;
      if (this.#beyond) {
        const text = this.#bytes.toString('utf8', from, to);
        if (isDamaged(text)) return false;
        judged ||= usable(text, 0, text.length);
      } else judged ||= usable(this.#text, from, to);
    }
    return judged;
  }
}

function utf8Classes(stops: string, foreign = ''): Uint8Array {
  return byteClasses(stops, foreign).fill(BEYOND, 0x80);
}
