import type { Transform } from 'node:stream';

/** A stream of zlib. It ends with the first member that is followed by something else than a member. */
export type Unpack = Transform & { readonly bytesWritten: number };

/** Packed bytes of one member after the other. */
export class Packed {
  readonly #rest: AsyncIterator<Uint8Array>;
  /** What was given to the member being unpacked, without what it has taken for sure. */
  #given: Uint8Array[] = [];
  /** Bytes given and then dropped from `#given`. */
  #dropped = 0;
  /** What comes before `#rest`. */
  #next: Uint8Array | null = null;
  #giving: Promise<Uint8Array | null> = Promise.resolve(null);
  #magic: readonly (number | undefined)[] | null = null;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#rest = bytes[Symbol.asyncIterator]();
  }

  /** The bytes from the beginning of the next member on; `taken` tells how many of them were used. */
  async *member(taken: () => number): AsyncGenerator<Uint8Array> {
    this.#given = [];
    this.#dropped = 0;
    for (;;) {
      this.#giving = this.#give();
      const chunk = await this.#giving;
      if (chunk === null) return;
      yield chunk;
      this.#drop(taken());
    }
  }

  async #give(): Promise<Uint8Array | null> {
    const chunk = await this.#read();
    if (chunk === null) return null;
    this.#magic ??= [chunk[0], chunk[1]];
    this.#given.push(chunk);
    return chunk;
  }

  /** What follows the member of which `taken` bytes were used: another one, nothing but zeros, or something else. */
  async afterMember(taken: number): Promise<'member' | 'nothing' | 'other'> {
    // A stream reads ahead: what it has asked for is given to it, and taken back.
    await this.#giving;
    this.#drop(taken);
    const [first, ...more] = this.#given;
    const left = first === undefined ? [] : [first.subarray(taken - this.#dropped), ...more];
    this.#next = left.length === 0 ? null : Buffer.concat(left);
    for (let chunk = await this.#read(); chunk !== null; chunk = await this.#read()) {
      const start = chunk.findIndex((byte) => byte !== 0);
      if (start === -1) continue;
      const second = chunk[start + 1] === undefined ? await this.#read() : null;
      this.#next = second === null ? chunk.subarray(start) : Buffer.concat([chunk.subarray(start), second]);
      return this.#next[0] === this.#magic?.[0] && this.#next[1] === this.#magic?.[1] ? 'member' : 'other';
    }
    return 'nothing';
  }

  #drop(taken: number): void {
    for (let [first] = this.#given; first !== undefined; [first] = this.#given) {
      if (this.#dropped + first.length > taken) return;
      this.#dropped += first.length;
      this.#given.shift();
    }
  }

  async #read(): Promise<Uint8Array | null> {
    const next = this.#next;
    this.#next = null;
    if (next !== null) return next;
    const result = await this.#rest.next();
    return result.done === true ? null : result.value;
  }
}
