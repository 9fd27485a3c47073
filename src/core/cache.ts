/** A cache of at most `limit` entries. A full one forgets all, which costs less than knowing what was used last. */
export class Cache<K, V> {
  readonly #limit: number;
  readonly #values = new Map<K, V>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: K): V | undefined {
    return this.#values.get(key);
  }

  /** A text that may be a slice of the input must be `unshared` first: its key would keep the whole input in memory. */
  set(key: K, value: V): void {
    if (this.#values.size >= this.#limit && !this.#values.has(key)) this.#values.clear();
    this.#values.set(key, value);
  }
}

class Step<V> {
  readonly next = new Map<object, Step<V>>();
  value: V | undefined;
}

/** A cache by sequences: two are the same when their items have the same keys, one by one. */
export class SequenceCache<T, V> {
  readonly #limit: number;
  readonly #keyOf: (item: T) => object | null;
  #first = new Step<V>();
  #steps = 0;

  /** `limit`: steps of all sequences together. `keyOf`: the key of an item; null: no sequence with it is remembered. */
  constructor(limit: number, keyOf: (item: T) => object | null) {
    this.#limit = limit;
    this.#keyOf = keyOf;
  }

  get(items: readonly T[]): V | undefined {
    let step: Step<V> | undefined = this.#first;
    for (const item of items) {
      const key = this.#keyOf(item);
      step = key === null ? undefined : step.next.get(key);
      if (step === undefined) return undefined;
    }
    return step.value;
  }

  set(items: readonly T[], value: V): void {
    const keys = items.map(this.#keyOf);
    if (this.#steps + keys.length > this.#limit) {
      this.#first = new Step();
      this.#steps = 0;
    }
    let step = this.#first;
    for (const key of keys) {
      if (key === null) return;
      let next = step.next.get(key);
      if (next === undefined) {
        step.next.set(key, (next = new Step()));
        this.#steps += 1;
      }
      step = next;
    }
    step.value = value;
  }
}
