/** Beyond any text; a whole number, which V8 keeps apart from others. */
export const NOWHERE = 0x3fffffff;

/** The next place of one character in a text, remembered, so that asking along a text costs one search a place. */
class NextPlace {
  readonly #text: string;
  readonly #character: string;
  #asked = 0;
  #place = -1;

  constructor(text: string, character: string) {
    this.#text = text;
    this.#character = character;
  }

  /** The first place at or after `from`, NOWHERE when there is none. */
  after(from: number): number {
    if (from < this.#asked || from > this.#place) {
      const place = this.#text.indexOf(this.#character, from);
      this.#place = place === -1 ? NOWHERE : place;
    }
    this.#asked = from;
    return this.#place;
  }
}

/** What separates cells: a character, or null where every line is one cell. */
export type Delimiter = string | null;

/** A stretch of text with the places that decide where records end. */
export class Places {
  readonly text: string;
  /** True when nothing follows the text. */
  readonly eof: boolean;
  readonly quotes: NextPlace;
  readonly #delimiter: Delimiter;
  readonly #delimiters: NextPlace | null;
  readonly #lf: NextPlace;
  readonly #cr: NextPlace;

  constructor(text: string, eof: boolean, delimiter: Delimiter) {
    this.text = text;
    this.eof = eof;
    this.quotes = new NextPlace(text, '"');
    this.#delimiter = delimiter;
    this.#delimiters = delimiter === null ? null : new NextPlace(text, delimiter);
    this.#lf = new NextPlace(text, '\n');
    this.#cr = new NextPlace(text, '\r');
  }

  delimiter(from: number): number {
    return this.#delimiters === null ? NOWHERE : this.#delimiters.after(from);
  }

  /** Whether a delimiter or a line end stands there. */
  endsCell(at: number): boolean {
    const character = this.text[at];
    return character === this.#delimiter || character === '\n' || character === '\r';
  }

  /** Where the line ends: the place of LF, CRLF or CR, or NOWHERE. */
  lineEnd(from: number): number {
    return Math.min(this.#lf.after(from), this.#cr.after(from));
  }

  /** Where the line ends, at the end of the text if need be. */
  lineStop(from: number): number {
    return Math.min(this.lineEnd(from), this.text.length);
  }

  /** The place after a line end, or null when more text must say whether a CR has its LF. */
  afterLineEnd(end: number): number | null {
    if (end >= this.text.length) return this.eof ? this.text.length : null;
    if (this.text[end] !== '\r') return end + 1;
    if (end + 1 >= this.text.length) return this.eof ? end + 1 : null;
    return this.text[end + 1] === '\n' ? end + 2 : end + 1;
  }
}
