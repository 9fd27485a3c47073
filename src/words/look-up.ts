import { oncePer } from '../core/cache.ts';
import type { wholeCell } from './forms.ts';
import type { WordTables } from './tables.ts';

/** The words of a compiled list as a set, made when it is first needed. */
export const setOf = oncePer((list: readonly string[]): ReadonlySet<string> => new Set(list));

/** A regular expression for texts that one of these patterns matches as a whole. */
export function wholly(patterns: readonly string[]): RegExp {
  return new RegExp(`^(?:${patterns.join('|') || '(?!)'})$`);
}

/** By word, the one of these keys of a compiled table that it stands under. */
export function keysByWord<K extends string>(
  table: Readonly<Record<K, readonly string[]>>,
  keys: readonly K[],
): ReadonlyMap<string, K> {
  return new Map(keys.flatMap((key) => table[key].map((word) => [word, key] as const)));
}

/**
 * Looks for phrases of a table. Their expression is compiled when a text first holds the beginning of one: those of all
 * categories take 20 ms, and a small inventory needs few.
 */
export function phrasesOf({ begins, source }: ReturnType<typeof wholeCell.compile>) {
  let compiled: RegExp | null = null;
  /** The first phrase in a folded text; null without one. */
  const find = (folded: string): string | null => {
    if (compiled === null && !begins.some((letters) => folded.includes(letters))) return null;
    compiled ??= new RegExp(source);
    return compiled.exec(folded)?.[0] ?? null;
  };
  return { begins, in: find, areIn: (folded: string): boolean => find(folded) !== null };
}

/** The kinds of things of data/words/categories.yaml, with the look-ups of their phrases, which all users share. */
export function kindsOfThings(categories: WordTables['categories']) {
  return categories.map(({ words, not, notWhole, unclear, ...about }) => ({
    ...about,
    whole: phrasesOf(words.whole),
    anywhere: phrasesOf(words.anywhere),
    not: phrasesOf(not),
    notWhole: phrasesOf(notWhole),
    unclear: phrasesOf(unclear),
  }));
}
export type KindOfThing = ReturnType<typeof kindsOfThings>[number];
