/** Leaves out the first physical lines of a text that comes in pieces. */
export class LineDropper {
  #left: number;
  #afterCr = false;

  constructor(lines: number) {
    this.#left = lines;
  }

  /** The part of the next piece that is not left out. */
  push(piece: string): string {
    let at = 0;
    if (this.#afterCr && piece !== '') {
      this.#afterCr = false;
      if (piece.startsWith('\n')) at = 1;
    }
    const ends = /\r\n|\n|\r/g;
    while (this.#left > 0) {
      ends.lastIndex = at;
      const end = ends.exec(piece);
      if (end === null) return '';
      this.#left -= 1;
      at = ends.lastIndex;
      this.#afterCr = end[0] === '\r' && at === piece.length;
    }
    return at === 0 ? piece : piece.slice(at);
  }
}
