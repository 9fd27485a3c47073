/** Written apart from the rule it tests: code points that a terminal obeys or shows as nothing. */
const RANGES: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xfffe, 0xffff],
  [0xe0000, 0xe0fff],
];

/** The unseen characters of an output as `U+202E`, the line feeds between its lines aside. */
export function unseenIn(output: string, allowed = ''): string[] {
  return Array.from(output)
    .filter((character) => !allowed.includes(character))
    .map((character) => character.codePointAt(0) ?? 0)
    .filter((code) => RANGES.some(([from, to]) => code >= from && code <= to))
    .map((code) => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`);
}
