import type { MaskId, MaskMachine } from './machine.ts';
import { SIGNS } from './signs.ts';

/** No mask can go on. */
export const DEAD = 0;

/** At most so many states are kept, and so many positions in them all: then they are made anew (1 MB and 4 MB). */
const MOST_STATES = 2_000;
const MOST_POSITIONS = 1_000_000;
const UNKNOWN = -1;
const NONE: readonly MaskId[] = [];

/** States of a machine's positions taken together, each made when a text first comes to it. */
export class States {
  readonly #machine: MaskMachine;
  #next = new Int32Array(8 * SIGNS);
  #positions: (readonly number[])[] = [];
  #complete: (readonly MaskId[])[] = [];
  readonly #byKey = new Map<string, number>();
  /** By position the state that is this one alone. */
  readonly #begins = new Map<number, number>();
  #held = 0;

  constructor(machine: MaskMachine) {
    this.#machine = machine;
    this.#clear();
  }

  /** The state at a position that reads nothing. */
  begin(position: number): number {
    const known = this.#begins.get(position);
    if (known !== undefined) return known;
    const state = this.#add([position], String(position));
    this.#begins.set(position, state);
    return state;
  }

  /** The masks that are complete in a state, in the order in which they were put in. */
  complete(state: number): readonly MaskId[] {
    return this.#complete[state] ?? NONE;
  }

  /** The state after `state` has read a sign. A state is good for this alone once the next one is made. */
  after(state: number, sign: number): number {
    const known = this.#next[state * SIGNS + sign] as number;
    return known === UNKNOWN ? this.#make(state, sign) : known;
  }

  #clear(): void {
    this.#byKey.clear();
    this.#begins.clear();
    this.#positions = [[]];
    this.#complete = [NONE];
    this.#next.fill(UNKNOWN).fill(DEAD, 0, SIGNS);
    this.#held = 0;
  }

  #make(from: number, sign: number): number {
    const { sets, after } = this.#machine;
    const reached = new Set<number>();
    for (const before of this.#positions[from] ?? []) {
      for (const position of after[before] ?? []) if (sets[position]?.[sign] === 1) reached.add(position);
    }
    const positions = [...reached].sort((a, b) => a - b);
    const key = positions.join(' ');
    let state = positions.length === 0 ? DEAD : this.#byKey.get(key);
    if (state === undefined) {
      if (this.#positions.length >= MOST_STATES || this.#held + positions.length > MOST_POSITIONS) {
        this.#clear();
        from = UNKNOWN;
      }
      state = this.#add(positions, key);
    }
    if (from !== UNKNOWN) this.#next[from * SIGNS + sign] = state;
    return state;
  }

  #add(positions: readonly number[], key: string): number {
    const state = this.#positions.length;
    if ((state + 1) * SIGNS > this.#next.length) {
      const longer = new Int32Array(this.#next.length * 2).fill(UNKNOWN);
      longer.set(this.#next);
      this.#next = longer;
    }
    const { completes } = this.#machine;
    const masks = positions.map((position) => completes[position] ?? -1).filter((mask) => mask !== -1);
    this.#positions.push(positions);
    this.#complete.push(masks.length === 0 ? NONE : [...new Set(masks)].sort((a, b) => a - b));
    this.#byKey.set(key, state);
    this.#held += positions.length;
    return state;
  }
}
