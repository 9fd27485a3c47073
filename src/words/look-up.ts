import type { whole } from './forms.ts';

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** The words of a compiled list as a set, made when it is first asked for. */
export function setOf(list: readonly string[]): ReadonlySet<string> {
  let set = sets.get(list);
  if (set === undefined) sets.set(list, (set = new Set(list)));
  return set;
}

/** A regular expression for texts that one of these patterns matches as a whole. */
export function wholly(patterns: readonly string[]): RegExp {
  return new RegExp(`^(?:${patterns.join('|') || '(?!)'})$`);
}

/** Under which of these keys of a compiled table each word stands. */
export function keysByWord<K extends string>(
  table: Readonly<Record<K, readonly string[]>>,
  keys: readonly K[],
): ReadonlyMap<string, K> {
  const found = new Map<string, K>();
  for (const key of keys) for (const word of table[key]) found.set(word, key);
  return found;
}

/**
 * Phrases of a table. Their expression is compiled when a text first holds how one of them begins: those of all
 * categories take 20 ms, and a small inventory meets few.
 */
export class Phrases {
  readonly #table: ReturnType<typeof whole.compile>;
  #compiled: RegExp | null = null;

  constructor(table: ReturnType<typeof whole.compile>) {
    this.#table = table;
  }

  /** What a folded text says of them; null for nothing. */
  in(folded: string): string | null {
    const { begins, source } = this.#table;
    if (this.#compiled === null) {
      if (!begins.some((letters) => folded.includes(letters))) return null;
      this.#compiled = new RegExp(source);
    }
    return this.#compiled.exec(folded)?.[0] ?? null;
  }

  /** Whether a folded text says one of them. */
  areIn(folded: string): boolean {
    return this.in(folded) !== null;
  }
}
