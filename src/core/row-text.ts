import { unshared } from './text.ts';

export const LF = 0x0a;
export const CR = 0x0d;

/** As `stop`: no character ends the cell, whose end is known. */
export const NO_STOP = -1;

/** Whether a character ends a cell: `stop`, which is a delimiter or quote, or the end of a line. */
export function endsCell(code: number, stop: number): boolean {
  return code === stop || (stop !== NO_STOP && (code === LF || code === CR));
}

/** Where the cell that begins at `from` ends: before `stop` or a line end, or at `to`. */
export function endOfCell(codes: Uint16Array, from: number, to: number, stop: number): number {
  if (stop === NO_STOP) return to;
  /** Most characters have a higher code than any that ends a cell. */
  const highest = stop > CR ? stop : CR;
  for (let at = from; at < to; at += 1) {
    const code = codes[at] as number;
    if (code <= highest && (code === stop || code === LF || code === CR)) return at;
  }
  return to;
}

/** The cells of a row as ranges of a text: in nearly all rows none becomes a string. One object serves them all. */
export class RowText {
  codes = new Uint16Array(0);
  readonly from: number[] = [];
  readonly to: number[] = [];
  length = 0;
  /** Where the cell that was looked at last ends. */
  end = 0;
  /** Whether the cells were looked at as they were found, by `RowLook.next`. */
  isLooked = false;
  #text = '';
  #cells: readonly string[] | null = null;
  #ownCodes = new Uint16Array(0);

  /** Begins a row of a text with the characters `codes`; `add` adds its cells. */
  begin(text: string, codes: Uint16Array<ArrayBuffer>): void {
    this.codes = codes;
    this.length = 0;
    this.isLooked = false;
    this.#text = text;
    this.#cells = null;
  }

  add(from: number, to: number): void {
    const index = this.length;
    this.from[index] = from;
    this.to[index] = to;
    this.length = index + 1;
  }

  /** Makes a row of cells that are strings already. */
  hold(cells: readonly string[]): this {
    const text = cells.length === 1 ? (cells[0] as string) : cells.join('');
    if (text.length > this.#ownCodes.length) this.#ownCodes = new Uint16Array(text.length * 2);
    for (let at = 0; at < text.length; at += 1) this.#ownCodes[at] = text.charCodeAt(at);
    this.begin(text, this.#ownCodes);
    let end = 0;
    for (const { length } of cells) this.add(end, (end += length));
    this.#cells = cells;
    return this;
  }

  slice(from: number, to: number): string {
    return this.#text.slice(from, to);
  }

  cell(index: number): string {
    if (index >= this.length) return '';
    return this.#cells === null ? this.#text.slice(this.from[index], this.to[index]) : (this.#cells[index] as string);
  }

  /** `looks`: what was seen in the cells. Equal cells that share a look are one string, whose hash is known. */
  cells(looks: readonly { text: string | null }[] = []): readonly string[] {
    if (this.#cells !== null) return this.#cells;
    const cells: string[] = [];
    for (let index = 0; index < this.length; index += 1) {
      const look = looks[index];
      cells.push(look?.text == null ? this.cell(index) : (look.text ||= unshared(this.cell(index))));
    }
    return (this.#cells = cells);
  }

  isEmpty(index: number): boolean {
    return index >= this.length || this.from[index] === this.to[index];
  }

  /** Whether a cell holds two digits or more, as no name does and as a rule no header. */
  hasTwoDigits(index: number): boolean {
    const { codes } = this;
    const end = this.to[index] as number;
    let digits = 0;
    for (let at = this.from[index] as number; at < end; at += 1) {
      const code = codes[at] as number;
      if (code <= NINE && code >= ZERO && (digits += 1) === 2) return true;
    }
    return false;
  }
}

const ZERO = 0x30;
const NINE = 0x39;
