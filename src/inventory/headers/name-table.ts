/** Names without separators, folded, with the number of the list each stands in: worked out by the build. */
export type Names = Readonly<Record<string, number>>;

/** Values by the names of lists. */
export class NameTable<T> {
  readonly #names: Names;
  readonly #values: readonly T[];

  /** `values`: of each list in turn. */
  constructor(names: Names, values: readonly T[]) {
    this.#names = names;
    this.#values = values;
  }

  /** The value of a folded name without separators. */
  get(key: string): T | undefined {
    return this.has(key) ? this.#values[this.#names[key] ?? -1] : undefined;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#names, key);
  }

  /** Whether a name of the table stands anywhere in a folded name. */
  isPartOf(key: string): boolean {
    for (const part in this.#names) if (key.includes(part)) return true;
    return false;
  }
}
