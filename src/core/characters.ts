/** A string, or bytes that can be read like one. */
export type Characters = Pick<string, 'charCodeAt' | 'slice'>;

/** Classes 0 to 35: digits and letters, upper case as lower. */
export const ALPHABET = 36;
/** The rest of ASCII, which squeezing a text drops. */
export const SEPARATOR = 36;
/** What ends a cell. */
export const STOP = 37;
/**
 * What no table of single characters can judge: other scripts, control characters, and what may not be inside a cell.
 */
const FOREIGN = 38;

/** The class of every byte, beyond ASCII FOREIGN. */
export function characterClasses(stops = '', foreign = ''): Uint8Array {
  const classes = new Uint8Array(256).fill(FOREIGN);
  classes.fill(SEPARATOR, 9, 14);
  classes.fill(SEPARATOR, 0x1c, 0x7f);
  for (let digit = 0; digit < 10; digit += 1) classes[48 + digit] = digit;
  for (let letter = 0; letter < 26; letter += 1) {
    classes[65 + letter] = 10 + letter;
    classes[97 + letter] = 10 + letter;
  }
  for (const character of stops) classes[character.charCodeAt(0)] = STOP;
  for (const character of foreign) classes[character.charCodeAt(0)] = FOREIGN;
  return classes;
}
