import { unshared } from './text.ts';

/** Items by a key, in the order in which the first of each came. */
export function groupsOf<T, K>(items: Iterable<T>, keyOf: (item: T) => K): ReadonlyMap<K, readonly [T, ...T[]]> {
  const groups = new Map<K, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

const OTHER = 'other';

/** What is held under a text, made when there is nothing; beyond `most` texts the rest is held together. */
export function heldUnder<T>(held: Map<string, T>, text: string, make: () => T, most = Infinity): T {
  const found = held.get(text) ?? (held.size < most ? undefined : held.get(OTHER));
  if (found !== undefined) return found;
  const made = make();
  held.set(held.size < most ? unshared(text) : OTHER, made);
  return made;
}
