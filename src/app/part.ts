import type { PartSums } from '../core/events.ts';
import type { PartReading } from '../inventory/inventory.ts';

/** `--part 2/4`: the second of four. */
export interface PartOption {
  readonly number: number;
  readonly of: number;
}

/**
 * One part of a file: the rows that are read between two borders of its bytes. It is read from its start, so that what
 * a row means is what it means in the whole; rows before the stretch are only counted.
 */
export class PartOfInput implements PartReading {
  readonly option: PartOption;
  /** Where each part ends, in bytes; the last at the end of the file. */
  readonly borders: readonly number[];
  atBorder = false;
  readonly #size: number;
  /** The part that what is read now belongs to, from 1 on. */
  #now = 1;
  #rowsBefore = 0;
  #rows = 0;

  constructor(option: PartOption, size: number) {
    this.option = option;
    this.#size = size;
    this.borders = Array.from({ length: option.of }, (_, index) => Math.floor((size * (index + 1)) / option.of));
  }

  async *cut(bytes: AsyncIterable<Uint8Array>, room: number): AsyncGenerator<Uint8Array> {
    let at = 0;
    for await (const chunk of bytes) {
      for (let from = 0; from < chunk.length;) {
        this.#pass(at + from);
        const border = this.#now === this.option.of ? Infinity : (this.borders[this.#now - 1] ?? Infinity);
        const to = Math.min(chunk.length, border - at);
        this.atBorder = at + to === border;
        // Half a chunk is in memory of its own: what is given back is read into again.
        yield to - from === chunk.length ? chunk : copied(chunk.subarray(from, to), room);
        from = to;
      }
      at += chunk.length;
    }
    this.#pass(at);
  }

  #pass(at: number): void {
    while (this.#now < this.option.of && (this.borders[this.#now - 1] ?? Infinity) <= at) this.#now += 1;
  }

  get isBefore(): boolean {
    return this.#now < this.option.number;
  }

  /** Whether what comes now is another part's. */
  get isOver(): boolean {
    return this.#now > this.option.number;
  }

  get isLast(): boolean {
    return this.option.number === this.option.of;
  }

  addRows(count: number): void {
    if (this.isBefore) this.#rowsBefore += count;
    else this.#rows += count;
  }

  /** Whether the file ended too early for it. */
  get isCut(): boolean {
    return this.isBefore || (!this.isLast && !this.isOver);
  }

  /** `digests`: the sha256 before each border. */
  sums(digests: readonly string[], found: Pick<PartSums, 'names' | 'errorValues'>): Omit<PartSums, 'missingPages'> {
    const { number, of } = this.option;
    const borders = digests.slice(0, number);
    return { number, of, size: this.#size, borders, rowsBefore: this.#rowsBefore, rows: this.#rows, ...found };
  }
}

function copied(bytes: Uint8Array, room: number): Uint8Array {
  const copy = new Uint8Array(new ArrayBuffer(room + bytes.length), room);
  copy.set(bytes);
  return copy;
}
