/** `#REF!`, `#NAME?`, in any language (`#BEZUG!`, `#¡REF!`). */
const ERROR_VALUE = /^#(?:[^\s#!?]{2,20}[!?]|GETTING_DATA)$/i;

/** Whether a cell holds an error value of a spreadsheet. `#N/A` is not one: it says that there is no value. */
export function isErrorValue(cell: string): boolean {
  return cell.includes('#') && ERROR_VALUE.test(cell.trim());
}

/** Recognises cells without a value. `words`, in lower case, mean "no value". */
export function noValueOf(words: readonly string[]) {
  const all = new Set(words);
  /** By ASCII character, the length of the longest word that begins with it: few cells are as short as that. */
  const longestWith = new Uint16Array(128);
  for (const word of [...words, ...words.map((one) => one.toUpperCase())])
    longestWith[word.charCodeAt(0)] = Math.max(longestWith[word.charCodeAt(0)] ?? 0, word.length);
  return {
    /** True when a cell is missing or empty, or holds one of the words or an error value. */
    isEmpty(cell = ''): boolean {
      const text = cell.trim();
      if (text === '') return true;
      const isShort = text.length <= (longestWith[text.charCodeAt(0)] ?? Infinity);
      return (isShort && all.has(text.toLowerCase())) || isErrorValue(text);
    },
  };
}
export type NoValue = ReturnType<typeof noValueOf>;
