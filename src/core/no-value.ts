/** `#REF!`, `#NAME?`, in any language (`#BEZUG!`, `#¡REF!`). */
const ERROR_VALUE = /^#(?:[^\s#!?]{2,20}[!?]|GETTING_DATA)$/i;

/** Whether a cell holds what a spreadsheet writes where it could not find a value; `#N/A` says that there is none. */
export function isErrorValue(cell: string): boolean {
  return cell.includes('#') && ERROR_VALUE.test(cell.trim());
}

/** Cells that hold no value although they hold text: the words people and exports write for "no value". */
export class NoValue {
  readonly #words: ReadonlySet<string>;
  readonly #longest: number;

  /** `words`: in lower case. */
  constructor(words: readonly string[]) {
    this.#words = new Set(words);
    this.#longest = Math.max(0, ...words.map((word) => word.length));
  }

  /** True when a cell is none, is empty, holds one of the words or an error value. */
  isEmpty(cell = ''): boolean {
    const text = cell.trim();
    return text === '' || (text.length <= this.#longest && this.#words.has(text.toLowerCase())) || isErrorValue(text);
  }
}
