import { CR, endsCell } from './row-text.ts';
import { unshared } from './text.ts';

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
export function remembering<T>(make: (text: string) => T, limit = 4_096): (text: string) => T {
  const cache = new Cache<string, T>(limit);
  return (text) => {
    let result = cache.get(text);
    if (result === undefined) {
      const kept = unshared(text);
      cache.set(kept, (result = make(kept)));
    }
    return result;
  };
}

/** `make` with a cache: it runs once for each object. */
export function oncePer<K extends object, T extends object | boolean | string>(make: (key: K) => T): (key: K) => T {
  const results = new WeakMap<K, T>();
  let lastKey: K | null = null;
  let lastResult: T | null = null;
  return (key) => {
    // Nearly every record has the layout of the record before.
    if (key === lastKey && lastResult !== null) return lastResult;
    let result = results.get(key);
    if (result === undefined) results.set(key, (result = make(key)));
    lastKey = key;
    lastResult = result;
    return result;
  };
}

/** `make` with a cache of its last result for each object, which holds as long as the other arguments are the same. */
export function lastPer<K extends object, A extends readonly unknown[], T>(make: (key: K, ...others: A) => T) {
  const results = new WeakMap<K, { readonly others: A; readonly value: T }>();
  return (key: K, ...others: A): T => {
    let last = results.get(key);
    if (last?.others.every((one, at) => one === others[at]) !== true)
      results.set(key, (last = { others, value: make(key, ...others) }));
    return last.value;
  };
}

/** Characters that all texts of a cache may have together. */
const MOST_CODES = 512 * 1024;
const FIRST_PLACES = 128;
/** Places that are tried for a text. The bound keeps a lookup short even where texts were chosen to collide. */
const TRIES = 16;

interface TextEntry<V> {
  readonly hash: number;
  readonly codes: Uint16Array;
  readonly value: V;
}

/** A cache by texts that are given as character codes, so that a lookup makes no string. */
export class TextCache<V> {
  readonly #limit: number;
  /** The hash of the text at each place, 0 where there is none. It rules out nearly all texts without a comparison. */
  #hashes = new Int32Array(FIRST_PLACES);
  #entries: (TextEntry<V> | undefined)[] = Array.from({ length: FIRST_PLACES });
  #codeCount = 0;
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
    const mask = hashes.length - 1;
    for (let tried = 0; tried < TRIES; tried += 1) {
      const place = (hash + tried) & mask;
      if (hashes[place] === 0) return undefined;
      if (hashes[place] !== hash) continue;
      const entry = this.#entries[place] as TextEntry<V>;
      const text = entry.codes;
      if (text.length !== to - from) continue;
      let at = from;
      while (at < to && codes[at] === text[at - from]) at += 1;
      if (at === to) return entry.value;
    }
    return undefined;
  }

  set(hash: number, codes: Uint16Array, value: V): void {
    const { length } = codes;
    if (length >= MOST_CODES) return;
    if (this.#count === this.#limit || this.#codeCount + length > MOST_CODES) this.#restart([], this.#entries.length);
    if (this.#count * 2 > this.#entries.length) this.#restart(this.#entries, this.#entries.length * 2);
    this.#put({ hash, codes, value });
  }

  #put(entry: TextEntry<V>): void {
    const mask = this.#hashes.length - 1;
    let tried = 0;
    while (tried < TRIES && this.#hashes[(entry.hash + tried) & mask] !== 0) tried += 1;
    const place = (entry.hash + (tried % TRIES)) & mask;
    this.#hashes[place] = entry.hash;
    this.#entries[place] = entry;
    this.#count += 1;
    this.#codeCount += entry.codes.length;
  }

  #restart(kept: readonly (TextEntry<V> | undefined)[], places: number): void {
    this.#hashes = new Int32Array(places);
    this.#entries = Array.from({ length: places });
    [this.#count, this.#codeCount] = [0, 0];
    for (const entry of kept) if (entry !== undefined) this.#put(entry);
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
