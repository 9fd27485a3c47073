import { characterClasses } from '../../core/characters.ts';
import type { Characters } from '../../core/characters.ts';
import { holdsNumber, type Misplaced } from '../headers/misplaced.ts';
import type { CellScreen, RowScreen, Lines } from '../screen.ts';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const HASH = 0x23;

/** How lines of delimited text are screened. */
export interface LineForm {
  readonly delimiter: string;
  /** Longest line, in characters. */
  readonly maxLine: number;
}

/**
 * Passes lines that hold no evidence, their cells screened where they stand. Only lines beyond doubt: as many cells as
 * columns, each plain or quoted without a quote in it, all ASCII, ended by LF or CRLF; none of them misplaced, and a
 * number among them, which no header of another table has.
 */
export class LineScreen {
  readonly #screen: RowScreen;
  readonly #misplaced: Misplaced;
  readonly #delimiter: number;
  readonly #maxLine: number;
  readonly #plain: Uint8Array;
  readonly #quoted = characterClasses('"', '\r\n');
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;

  constructor({ delimiter, maxLine }: LineForm, screen: RowScreen, misplaced: Misplaced) {
    this.#screen = screen;
    this.#misplaced = misplaced;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#maxLine = maxLine;
    this.#plain = characterClasses(`${delimiter}"\r\n`);
    this.#starts = new Int32Array(screen.cells.length);
    this.#ends = new Int32Array(screen.cells.length);
  }

  /** Cells of a line that passes. */
  get columns(): number {
    return this.#starts.length;
  }

  /** The place after the line at `from`, or -1 when the line must be read. */
  pass(lines: Lines, from: number): number {
    const { codes } = lines;
    const { cells } = this.#screen;
    const last = this.#starts.length - 1;
    let end = from - 1;
    for (let column = 0; column <= last; column += 1) {
      const quoted = codes[end + 1] === QUOTE;
      const start = quoted ? end + 2 : end + 1;
      end = (cells[column] as CellScreen).pass(lines, start, quoted ? this.#quoted : this.#plain);
      if (end < 0) return -1;
      this.#starts[column] = start;
      this.#ends[column] = end;
      if (quoted) end += 1;
      if (column < last && codes[end] !== this.#delimiter) return -1;
    }
    if (end - from > this.#maxLine) return -1;
    const next = codes[end] === LF ? end + 1 : codes[end] === CR && codes[end + 1] === LF ? end + 2 : -1;
    if (next < 0 || !this.#isJudged(lines) || !this.#isNoHeader(lines)) return -1;
    return this.#misplaced.mayStandIn(lines.text, this.#starts, this.#ends) ? -1 : next;
  }

  #isNoHeader({ text }: Lines): boolean {
    for (let column = 0; column < this.#starts.length; column += 1)
      if (holdsNumber(text, this.#starts[column] as number, this.#ends[column] as number)) return true;
    return false;
  }

  /** False also where an identity cell may be an error value: those are counted. */
  #isJudged({ text, codes }: Lines): boolean {
    let judged = false;
    for (const [column, usable] of this.#screen.identity) {
      const from = this.#starts[column] as number;
      const to = this.#ends[column] as number;
      if (codes[from] === HASH) return false;
      judged ||= to > from && usable(text, from, to);
    }
    return judged;
  }
}

/**
 * The lines that pass, as runs, three numbers each: where the run begins and ends, and its lines. `codes` ends with a
 * line.
 */
export function skimLines(screen: LineScreen, codes: Uint8Array): Int32Array {
  const bytes = Buffer.from(codes.buffer, codes.byteOffset, codes.length);
  const text: Characters = {
    charCodeAt: (at) => codes[at] ?? NaN,
    slice: (from, to) => bytes.toString('latin1', from, to),
  };
  const lines = { text, codes };
  const runs: number[] = [];
  for (let at = 0; at < codes.length;) {
    const start = at;
    let passed = 0;
    for (let next = screen.pass(lines, at); next >= 0; next = at < codes.length ? screen.pass(lines, at) : -1) {
      at = next;
      passed += 1;
    }
    if (passed > 0) runs.push(start, at, passed);
    if (at < codes.length) at = bytes.indexOf(LF, at) + 1;
  }
  return Int32Array.from(runs);
}
