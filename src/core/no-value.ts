/** `#REF!`, `#NAME?`, in any language (`#BEZUG!`, `#¡REF!`). */
const ERROR_VALUE = /^#(?:[^\s#!?]{2,20}[!?]|GETTING_DATA)$/i;

/** Whether a cell holds what a spreadsheet writes where it could not find a value; `#N/A` says that there is none. */
export function isErrorValue(cell: string): boolean {
  return cell.includes('#') && ERROR_VALUE.test(cell.trim());
}

/** Tells cells that hold no value although they hold text, by the words (in lower case) that say so. */
export function noValueOf(words: readonly string[]) {
  const all = new Set(words);
  const longest = Math.max(0, ...words.map(({ length }) => length));
  return {
    /** True when a cell is none, is empty, holds one of the words or an error value. */
    isEmpty(cell = ''): boolean {
      const text = cell.trim();
      return text === '' || (text.length <= longest && all.has(text.toLowerCase())) || isErrorValue(text);
    },
  };
}
export type NoValue = ReturnType<typeof noValueOf>;
