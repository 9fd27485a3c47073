/** `#REF!`, `#NAME?`, in any language (`#BEZUG!`, `#¡REF!`). */
const ERROR_VALUE = /^#(?:[^\s#!?]{2,20}[!?]|GETTING_DATA)$/i;

/** Whether a cell holds an error value of a spreadsheet. `#N/A` is not one: it says that there is no value. */
export function isErrorValue(cell: string): boolean {
  return cell.includes('#') && ERROR_VALUE.test(cell.trim());
}

/** Recognises cells without a value. `words`, in lower case, mean "no value". */
export function noValueOf(words: readonly string[]) {
  const all = new Set(words);
  const longest = Math.max(0, ...words.map(({ length }) => length));
  return {
    /** True when a cell is missing or empty, or holds one of the words or an error value. */
    isEmpty(cell = ''): boolean {
      const text = cell.trim();
      return text === '' || (text.length <= longest && all.has(text.toLowerCase())) || isErrorValue(text);
    },
  };
}
export type NoValue = ReturnType<typeof noValueOf>;
