import type { Counts } from '../core/events.ts';
import { unshared } from '../core/text.ts';

/** How often each name occurs. */
export class Counter {
  readonly #counts = new Map<string, { count: number }>();

  add(name: string, count = 1): void {
    let counted = this.#counts.get(name);
    if (counted === undefined) this.#counts.set(unshared(name), (counted = { count: 0 }));
    counted.count += count;
  }

  /** Every name in a fixed order, including those that never occurred. */
  inOrder(names: readonly string[]): Counts {
    return Object.fromEntries(names.map((name) => [name, this.#counts.get(name)?.count ?? 0]));
  }

  /** Largest first, then by name. Own properties only, so that a site called `__proto__` is a site. */
  sorted(): Counts {
    const entries = Array.from(this.#counts, ([name, { count }]) => [name, count] as const);
    return Object.fromEntries(entries.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
  }
}

/**
 * What results say was left over of a file that they were made with: waivers that covered nothing, findings of a
 * baseline that were not found, with the inputs of theirs that were not read. Of one file only what was left over in
 * every result is; different files have nothing to do with each other.
 */
export class Leftovers {
  readonly #byFile = new Map<string, ReadonlyMap<string, readonly string[]>>();

  /** `file`: what distinguishes one file from another. */
  add(file: string, ids: ReadonlyMap<string, readonly string[]>): void {
    const known = this.#byFile.get(file);
    const both = Array.from(known ?? [], ([id, sources]) => {
      const unread = ids.get(id);
      return unread === undefined ? [] : [[id, sources.filter((source) => unread.includes(source))] as const];
    });
    this.#byFile.set(file, known === undefined ? ids : new Map(both.flat()));
  }

  all(): ReadonlyMap<string, readonly string[]> {
    return new Map([...this.#byFile.values()].flatMap((ids) => [...ids]));
  }
}
