/** Random choices that are the same in every run (mulberry32). */
export interface Seeded {
  /** In [0, 1). */
  readonly next: () => number;
  /** A whole number in [0, below). */
  readonly int: (below: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
}

export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return { next, int, pick: (from) => from[int(from.length)] as (typeof from)[number] };
}

/**
 * How many of its seeded inputs a suite tries: all of them, or a tenth in `npm test`. NETVET_PROPERTY_RUNS says another
 * number, or `all`.
 */
export function runsOf(all: number): number {
  const { SEEDS = 1 } = globalThis as { readonly SEEDS?: number };
  const asked = process.env['NETVET_PROPERTY_RUNS'] ?? Math.ceil(all * SEEDS);
  return asked === 'all' ? all : Number(asked);
}

/** The cases of a long table that a suite tries: as many as `runsOf` says, from the whole of the table. */
export function someOf<T>(all: readonly T[]): readonly T[] {
  const step = all.length / runsOf(all.length);
  return all.filter((_, at) => at % step < 1);
}
