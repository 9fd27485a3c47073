/** Damerau-Levenshtein distance of normalised texts, at most `limit`: anything farther is `limit + 1`. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(value);
      if (value < best) best = value;
    }
    if (best > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] ?? 0, limit + 1);
}

/** A word with the set of its letters, which rules out most other words before they are compared. */
export interface Spelling {
  readonly joined: string;
  /** A bit for each letter that it holds; all other characters share five bits. */
  readonly letters: number;
}

export function spellingOf(joined: string): Spelling {
  let letters = 0;
  for (let at = 0; at < joined.length; at += 1) {
    const code = joined.charCodeAt(at);
    letters |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 5));
  }
  return { joined, letters };
}

/** The distance of two words; `limit + 1` at once where too many letters differ: one edit changes two at most. */
export function apart(a: Spelling, b: Spelling, limit: number): number {
  let differing = a.letters ^ b.letters;
  for (let allowed = 2 * limit; differing !== 0; allowed -= 1) {
    if (allowed === 0) return limit + 1;
    differing &= differing - 1;
  }
  return distance(a.joined, b.joined, limit);
}

/** The known word nearest to `word` if it is near enough to have been meant, else null. */
export function nearest(word: string, known: Iterable<string>): string | null {
  const lower = word.toLowerCase();
  const limit = Math.max(1, Math.min(3, Math.floor(word.length / 3)));
  const measured = Array.from(known, (name) => ({ name, edits: distance(lower, name.toLowerCase(), limit) }));
  const [found] = measured.filter(({ edits }) => edits <= limit).sort((a, b) => a.edits - b.edits);
  return found?.name ?? null;
}

/** If more known words contain what was written, none of them is suggested. */
const MOST_MEANT = 3;

/** The known words that were likely meant: the nearest, else the few that contain `word` (889, uk). */
export function meantBy(word: string, known: readonly string[]): readonly string[] {
  const near = nearest(word, known);
  if (near !== null) return [near];
  const lower = word.toLowerCase();
  const holding = lower.length < 2 ? [] : known.filter((candidate) => candidate.toLowerCase().includes(lower));
  return holding.length > MOST_MEANT ? [] : holding;
}

/** `did you mean x?`, or the choices when nothing is near. */
export function suggest(word: string, known: readonly string[]): string {
  const meant = meantBy(word, known);
  return meant.length === 0 ? `expected one of: ${known.join(', ')}` : `did you mean ${meant.join(' or ')}?`;
}
