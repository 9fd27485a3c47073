import type { Item } from './mask.ts';

/**
 * What a way through a mask has of its own, at the least: letters, digits and escaped signs, and characters of a class.
 */
export interface Own {
  readonly fixed: number;
  readonly classes: number;
}

/** Every way through the items: the ways of each group beside those of the others, alike ones once. */
export function waysThrough(items: readonly Item[]): readonly Own[] {
  let ways: readonly Own[] = [{ fixed: 0, classes: 0 }];
  for (const item of items) {
    if (item.is === 'gap') continue;
    if (item.is === 'signs') {
      const [fixed, classes] = item.characters.length > 1 ? [0, item.least] : [item.least, 0];
      ways = ways.map((way) => ({ fixed: way.fixed + fixed, classes: way.classes + classes }));
      continue;
    }
    const options = item.options.flatMap(waysThrough);
    const all = ways.flatMap((way) =>
      options.map((own) => ({ fixed: way.fixed + own.fixed, classes: way.classes + own.classes })),
    );
    ways = [...new Map(all.map((own) => [own.fixed * 100 + own.classes, own])).values()];
  }
  return ways;
}

/** Letters, digits and escaped signs that every match has. */
export function leastFixed(items: readonly Item[]): number {
  return items.reduce((sum, item) => {
    if (item.is === 'choice') return sum + Math.min(...item.options.map(leastFixed));
    return sum + (item.is === 'signs' && item.characters.length === 1 ? item.least : 0);
  }, 0);
}

/** Fixed characters and gaps alone: what such a mask says is how a model begins. */
export function isPlain(items: readonly Item[]): boolean {
  return items.every((item) => item.is === 'gap' || (item.is === 'signs' && item.characters.length === 1));
}

/** Of how many characters the longest match is, without what `*` takes. */
export function reach(items: readonly Item[]): number {
  return items.reduce((sum, item) => {
    if (item.is === 'choice') return sum + Math.max(...item.options.map(reach));
    return sum + (item.is === 'gap' ? 1 : item.most);
  }, 0);
}

/** How many positions items have once groups and counts are written out: what it costs to match them. */
export function positionsOf(items: readonly Item[]): number {
  return items.reduce((sum, item) => {
    if (item.is === 'choice') return sum + item.options.reduce((all, option) => all + positionsOf(option), 0);
    return sum + (item.is === 'gap' ? 1 : item.most);
  }, 0);
}
