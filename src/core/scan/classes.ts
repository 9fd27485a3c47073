/** Classes 0 to 35: digits and letters, upper case as lower. */
export const ALPHABET = 36;
export const BLANK = 36;
/** Punctuation that stands in models and addresses has a class for each. */
const PUNCTUATION = '-_./:';
/** All other punctuation. */
export const OTHER = 42;
/** Read once after the last character of a cell. */
export const END = 43;
/** From here on nothing is a character of a cell. */
export const STRUCTURE = 44;
/** What ends a cell. */
export const STOP = 44;
/** What no table of single bytes can judge: other scripts, control characters, what may not stand inside a cell. */
export const FOREIGN = 45;
/** A byte of UTF-8 beyond ASCII, where its text may be compared with others. */
export const BEYOND = 46;
/** Room for the classes of a state: a power of two. */
export const CLASS_BITS = 6;

/** The class of every byte. `stops` end a cell, and `foreign` may not stand inside one. */
export function byteClasses(stops = '', foreign = ''): Uint8Array {
  const classes = new Uint8Array(256).fill(FOREIGN);
  classes.fill(OTHER, 0x21, 0x7f);
  classes.fill(BLANK, 9, 14)[0x20] = BLANK;
  for (let digit = 0; digit < 10; digit += 1) classes[48 + digit] = digit;
  for (let letter = 0; letter < 26; letter += 1)
    classes.fill(10 + letter, 65 + letter, 66 + letter)[97 + letter] = 10 + letter;
  for (const [place, sign] of Array.from(PUNCTUATION).entries()) classes[sign.charCodeAt(0)] = 37 + place;
  for (const sign of stops) classes[sign.charCodeAt(0)] = STOP;
  for (const sign of foreign) classes[sign.charCodeAt(0)] = FOREIGN;
  return classes;
}
