import { unshared } from './text.ts';

/** The items in groups by key, in the order of the first item of each group. */
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

/** The value of `held` under a text; a missing one is made and kept. Beyond `most` texts all others share one value. */
export function heldUnder<T>(held: Map<string, T>, text: string, make: () => T, most = Infinity): T {
  const found = held.get(text) ?? (held.size < most ? undefined : held.get(OTHER));
  if (found !== undefined) return found;
  const made = make();
  held.set(held.size < most ? unshared(text) : OTHER, made);
  return made;
}
