import { CR, endsCell } from './row-text.ts';
import { unshared } from './text.ts';

/** A map of at most `limit` entries. A full one drops them all, which costs less than tracking the order of use. */
export class Cache<K, V> extends Map<K, V> {
  readonly #limit: number;

  constructor(limit: number) {
    super();
    this.#limit = limit;
  }

  /** Pass a key that may be a slice of the input through `unshared` first: it would keep the whole input in memory. */
  override set(key: K, value: V): this {
    if (this.size >= this.#limit && !this.has(key)) this.clear();
    return super.set(key, value);
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

/** The most texts of a cache, and the most characters of all of them together. */
const MOST_TEXTS = 20_000;
const MOST_CODES = 512 * 1024;

/** A cache by texts that are given as character codes, so that a lookup makes no string. A full one drops them all. */
export class TextCache<V> {
  /** By the hash of the text. Of two texts with one hash the later is kept: the other is only made again. */
  readonly #entries = new Map<number, { readonly codes: Uint16Array; readonly value: V }>();
  #codeCount = 0;
  /** Where the text that was read last ends. */
  end = 0;

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
    return hash;
  }

  get(hash: number, codes: Uint16Array, from: number, to: number): V | undefined {
    const entry = this.#entries.get(hash);
    if (entry === undefined) return undefined;
    const text = entry.codes;
    if (text.length !== to - from) return undefined;
    let at = from;
    while (at < to && codes[at] === text[at - from]) at += 1;
    return at === to ? entry.value : undefined;
  }

  set(hash: number, codes: Uint16Array, value: V): void {
    const { length } = codes;
    if (length >= MOST_CODES) return;
    if (this.#entries.size === MOST_TEXTS || this.#codeCount + length > MOST_CODES) {
      this.#entries.clear();
      this.#codeCount = 0;
    }
    this.#entries.set(hash, { codes, value });
    this.#codeCount += length;
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
