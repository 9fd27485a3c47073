/** So many letters or digits a text must share with a mask before the mask is read. */
export const BEGINNING = 3;

const LETTERS = /^[a-z0-9]*/i;
const GROUP = /^\(((?:[^()\\]|\\.)*)\)/;

/** How a text begins that a mask matches, in lower case, and the mask of what follows. */
export type Begun = readonly [beginning: string, rest: string];

/**
 * All beginnings of a mask, of at most three letters or digits: as far as it is plain letters and digits, or groups of
 * them.
 */
export function beginningsOf(mask: string, before = ''): readonly Begun[] {
  const letters = (LETTERS.exec(mask)?.[0] ?? '').slice(0, BEGINNING - before.length);
  const begun = before + letters.toLowerCase();
  const rest = mask.slice(letters.length);
  const group = begun.length < BEGINNING ? GROUP.exec(rest) : null;
  if (group === null) return [[begun, rest]];
  const after = rest.slice(group[0].length);
  return (group[1] ?? '').split('|').flatMap((option) => beginningsOf(option + after, begun));
}
