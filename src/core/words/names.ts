import type { Names } from './tables.ts';

/** Names of the compiled tables as a set; keys are folded and have no separators. */
export class NameSet {
  readonly #names: Names;

  constructor(names: Names) {
    this.#names = names;
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#names, key);
  }

  /** The number of a name; undefined for one that is not known. */
  numberOf(key: string): number | undefined {
    return this.has(key) ? this.#names[key] : undefined;
  }
}
