/** As many as an array has that is allocated with its object. */
const FIRST_CELLS = 16;
const NO_CODES = new Uint16Array(0);

/**
 * The cells of a row by where they stand in a text, whose characters are numbers here: nearly all rows say nothing, and
 * no cell of them becomes a string. One object serves row after row.
 */
export class RowText {
  codes = NO_CODES;
  /** Where each cell begins, and where it ends. */
  from = new Int32Array(FIRST_CELLS);
  to = new Int32Array(FIRST_CELLS);
  /** How many cells there are. */
  length = 0;
  #text = '';
  #held: readonly string[] | null = null;
  #ofHeld = NO_CODES;

  /** A row of a text begins, whose characters are `codes`: its cells follow by `add`. */
  begin(text: string, codes: Uint16Array<ArrayBuffer>): void {
    this.codes = codes;
    this.length = 0;
    this.#text = text;
    this.#held = null;
  }

  add(from: number, to: number): void {
    const index = this.length;
    if (index === this.from.length) this.#makeRoom(index + 1);
    this.from[index] = from;
    this.to[index] = to;
    this.length = index + 1;
  }

  /** Takes cells that stand in no text as they are. */
  hold(cells: readonly string[]): this {
    this.#held = cells;
    this.length = cells.length;
    if (cells.length > this.from.length) this.#makeRoom(cells.length);
    let end = 0;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index] as string;
      const start = end;
      end += cell.length;
      if (end > this.#ofHeld.length) this.#ofHeld = lengthened(this.#ofHeld, new Uint16Array(end * 2));
      for (let at = start; at < end; at += 1) this.#ofHeld[at] = cell.charCodeAt(at - start);
      this.from[index] = start;
      this.to[index] = end;
    }
    this.codes = this.#ofHeld;
    return this;
  }

  /** The text of a cell. */
  cell(index: number): string {
    if (index >= this.length) return '';
    return this.#held === null ? this.#text.slice(this.from[index], this.to[index]) : (this.#held[index] as string);
  }

  /** The texts of all cells. */
  cells(): readonly string[] {
    if (this.#held !== null) return this.#held;
    const cells: string[] = [];
    for (let index = 0; index < this.length; index += 1) cells.push(this.cell(index));
    return cells;
  }

  isEmpty(index: number): boolean {
    return index >= this.length || this.from[index] === this.to[index];
  }

  #makeRoom(cells: number): void {
    this.from = lengthened(this.from, new Int32Array(cells * 2));
    this.to = lengthened(this.to, new Int32Array(cells * 2));
  }
}

function lengthened<T extends Int32Array | Uint16Array>(before: T, after: T): T {
  after.set(before);
  return after;
}
