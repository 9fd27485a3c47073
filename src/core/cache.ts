import { endsCell } from './row-text.ts';
import { unshared } from './text.ts';

const CR = 0x0d;

/** A cache of at most `limit` entries. A full one drops them all, which costs less than tracking the order of use. */
export class Cache<K, V> {
  readonly #limit: number;
  readonly #values = new Map<K, V>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: K): V | undefined {
    return this.#values.get(key);
  }

  /** Pass a key that may be a slice of the input through `unshared` first: it would keep the whole input in memory. */
  set(key: K, value: V): void {
    if (this.#values.size >= this.#limit && !this.#values.has(key)) this.#values.clear();
    this.#values.set(key, value);
  }
}

/** `make` with a cache of its results for at most `limit` texts: a table has the same texts again and again. */
export function remembering<T>(limit: number, make: (text: string) => T): (text: string) => T {
  const known = new Cache<string, T>(limit);
  return (text) => {
    let made = known.get(text);
    if (made === undefined) {
      const kept = unshared(text);
      known.set(kept, (made = make(kept)));
    }
    return made;
  };
}

/** `make` with a cache: it runs once for each object. */
export function oncePer<K extends object, T extends object | boolean | string>(make: (key: K) => T): (key: K) => T {
  const made = new WeakMap<K, T>();
  let last: K | null = null;
  let ofLast: T | null = null;
  return (key) => {
    // Nearly every record has the layout of the record before.
    if (key === last && ofLast !== null) return ofLast;
    let found = made.get(key);
    if (found === undefined) made.set(key, (found = make(key)));
    last = key;
    ofLast = found;
    return found;
  };
}

/** `make` with a cache of its last result for each object, which holds as long as the other arguments are the same. */
export function lastPer<K extends object, A extends readonly unknown[], T>(make: (key: K, ...beside: A) => T) {
  const made = new WeakMap<K, { readonly beside: A; readonly value: T }>();
  return (key: K, ...beside: A): T => {
    let last = made.get(key);
    if (last?.beside.every((one, at) => one === beside[at]) !== true)
      made.set(key, (last = { beside, value: make(key, ...beside) }));
    return last.value;
  };
}

/** Characters that all texts of a cache may have together. */
const MOST_CODES = 512 * 1024;
const FIRST_PLACES = 128;
/** Places that are tried for a text. The bound keeps a lookup short even where texts were chosen to collide. */
const TRIES = 16;

interface Remembered<V> {
  readonly hash: number;
  readonly codes: Uint16Array;
  readonly value: V;
}

/** A cache by texts that are given as character codes, so that a lookup makes no string. */
export class TextCache<V> {
  readonly #limit: number;
  /** The hash of the text at each place, 0 where there is none. It rules out nearly all texts without a comparison. */
  #hashes = new Int32Array(FIRST_PLACES);
  #texts: (Remembered<V> | undefined)[] = Array.from({ length: FIRST_PLACES });
  #length = 0;
  #count = 0;
  /** Where the text that was read last ends. */
  end = 0;

  /** `limit`: the most texts that are kept; a full cache drops them all. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Hashes the text that begins at `from` and ends before `stop` or a line end, or at `to`. Sets `end`. */
  read(codes: Uint16Array, from: number, to: number, stop: number): number {
    const highest = stop > CR ? stop : CR;
    let hash = 0;
    let at = from;
    for (; at < to; at += 1) {
      const code = codes[at] as number;
      if (code <= highest && endsCell(code, stop)) break;
      hash = Math.imul(hash ^ code, 0x9e37_79b1);
      hash ^= hash >>> 15;
    }
    this.end = at;
    return hash === 0 ? 1 : hash;
  }

  get(hash: number, codes: Uint16Array, from: number, to: number): V | undefined {
    const hashes = this.#hashes;
    const last = hashes.length - 1;
    for (let tried = 0; tried < TRIES; tried += 1) {
      const place = (hash + tried) & last;
      if (hashes[place] === 0) return undefined;
      if (hashes[place] !== hash) continue;
      const known = this.#texts[place] as Remembered<V>;
      const text = known.codes;
      if (text.length !== to - from) continue;
      let at = from;
      while (at < to && codes[at] === text[at - from]) at += 1;
      if (at === to) return known.value;
    }
    return undefined;
  }

  set(hash: number, codes: Uint16Array, value: V): void {
    const { length } = codes;
    if (length >= MOST_CODES) return;
    if (this.#count === this.#limit || this.#length + length > MOST_CODES) this.#restart([], this.#texts.length);
    if (this.#count * 2 > this.#texts.length) this.#restart(this.#texts, this.#texts.length * 2);
    this.#put({ hash, codes, value });
  }

  #put(one: Remembered<V>): void {
    const last = this.#hashes.length - 1;
    let tried = 0;
    while (tried < TRIES && this.#hashes[(one.hash + tried) & last] !== 0) tried += 1;
    const place = (one.hash + (tried % TRIES)) & last;
    this.#hashes[place] = one.hash;
    this.#texts[place] = one;
    this.#count += 1;
    this.#length += one.codes.length;
  }

  #restart(kept: readonly (Remembered<V> | undefined)[], places: number): void {
    this.#hashes = new Int32Array(places);
    this.#texts = Array.from({ length: places });
    [this.#count, this.#length] = [0, 0];
    for (const one of kept) if (one !== undefined) this.#put(one);
  }
}

interface Step<V> {
  readonly next: Map<object, Step<V>>;
  value?: V;
}

/** Steps of all sequences together; one inventory has some hundreds of sequences. */
const MOST_STEPS = 20_000;

/** A cache by sequences of keys. */
export class SequenceCache<V> {
  #first: Step<V> = { next: new Map() };
  #steps = 0;

  /** The entry of a sequence, whose `value` the caller sets. A sequence with a null in it is not remembered. */
  at(keys: readonly (object | null)[]): { value?: V } {
    if (this.#steps > MOST_STEPS) [this.#first, this.#steps] = [{ next: new Map() }, 0];
    let step = this.#first;
    for (const key of keys) {
      if (key === null) return {};
      let next = step.next.get(key);
      if (next === undefined) {
        step.next.set(key, (next = { next: new Map() }));
        this.#steps += 1;
      }
      step = next;
    }
    return step;
  }
}
