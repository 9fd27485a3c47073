import type { Unit } from './units.ts';

/** Lines by place in a unit; places come in rising order but for a few. */
export class LineCounter {
  readonly #text: string;
  readonly #first: number;
  #line = 0;
  /** Where the current line ends. */
  #end = -1;
  #start = 0;

  constructor({ text, line }: Unit) {
    this.#text = text;
    this.#first = line;
    this.#restart();
  }

  at(place: number): number {
    if (place < this.#start) this.#restart();
    while (this.#end < place) {
      this.#line += 1;
      this.#start = this.#end + 1;
      this.#end = this.#endFrom(this.#start);
    }
    return this.#line;
  }

  #restart(): void {
    this.#line = this.#first;
    this.#start = 0;
    this.#end = this.#endFrom(0);
  }

  #endFrom(start: number): number {
    const end = this.#text.indexOf('\n', start);
    return end < 0 ? Infinity : end;
  }
}
