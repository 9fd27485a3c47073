import { fold } from '../../core/text.ts';

const BEYOND_ASCII = /[^\0-\x7f]/;
const FOREIGN_NAME = /[^|]*[^\0-\x7f][^|]*/g;
const SEPARATORS = /[\s'./-]+/g;
const SPACE = /\s+/g;

/**
 * Values by the names of lists, without separators. Names in Latin letters stand in the lists as they fold, without
 * accents, and are taken list by list (1 ms for 2,500 of them, against 4 one by one); those in other scripts are folded
 * when the first such name is asked for, which most runs never do (6 ms).
 */
export class NameTable<T> {
  readonly #values = new Map<string, T>();
  #foreign: (readonly [list: string, value: T])[] = [];

  /** Adds the names of a list, separated by `|`; a name that is there keeps its value. */
  add(list: string, value: T): this {
    const latin = list.replace(FOREIGN_NAME, '');
    if (latin.length < list.length) this.#foreign.push([list, value]);
    for (const name of latin.replace(SPACE, '').split('|')) if (name !== '') this.#put(name, value);
    return this;
  }

  /** The value of a folded name without separators. */
  get(key: string): T | undefined {
    if (BEYOND_ASCII.test(key)) this.#foldForeign();
    return this.#values.get(key);
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  /** Whether a name of the table stands anywhere in a folded name. */
  isPartOf(key: string): boolean {
    if (BEYOND_ASCII.test(key)) this.#foldForeign();
    for (const part of this.#values.keys()) if (key.includes(part)) return true;
    return false;
  }

  /** All names, folded. */
  keys(): string[] {
    this.#foldForeign();
    return [...this.#values.keys()];
  }

  #put(key: string, value: T): void {
    if (!this.#values.has(key)) this.#values.set(key, value);
  }

  #foldForeign(): void {
    if (this.#foreign.length === 0) return;
    for (const [list, value] of this.#foreign) {
      for (const name of list.match(FOREIGN_NAME) ?? []) this.#put(fold(name).replace(SEPARATORS, ''), value);
    }
    this.#foreign = [];
  }
}
