import type { Item, Mask } from './mask.ts';
import { BLANK, isDigit, SEPARATORS, setOf, SIGNS } from './signs.ts';
import type { Signs, SignSet } from './signs.ts';

/** What a completed mask means to whoever put it in. */
type MaskId = number;

/** Positions from which the next sign may be read; `start`: the mask has read nothing yet. */
interface Front {
  readonly positions: readonly number[];
  readonly start: boolean;
}

const NO_SIGNS = setOf('');
const SEPARATOR = setOf(SEPARATORS);
const BLANKS = setOf(String.fromCharCode(BLANK));

/**
 * All masks of a run as one machine of positions (Glushkov's automaton): a position reads one sign of its set and says
 * which positions may read the next. There is no other state, so any text can be run through it, a byte at a time.
 */
export class MaskMachine {
  /** The signs that each position reads, and the positions after it. */
  readonly sets: SignSet[] = [];
  readonly after: number[][] = [];
  /** The positions that read a first sign, in order. */
  readonly starts: number[] = [];
  /** The mask that is complete at a position, -1: none; and whether it is at its `*`. */
  readonly completes: MaskId[] = [];
  readonly masks: Mask[] = [];
  readonly openMask: boolean[] = [];

  /**
   * Puts a mask in, to be read from its beginning or after a position; what is found later is told by the number that
   * this returns, which counts from 0.
   */
  add(mask: Mask, after: number | null = null): MaskId {
    const id = this.masks.length;
    this.masks.push(mask);
    const front = this.#run(mask.items, { positions: after === null ? [] : [after], start: after === null });
    for (const position of front.positions) this.completes[position] = id;
    this.openMask.push(mask.open);
    return id;
  }

  /** A position that reads nothing, before these: where texts begin that only some of the masks begin like. */
  before(starts: readonly number[]): number {
    this.completes.push(-1);
    this.after.push([...starts]);
    return this.sets.push(NO_SIGNS) - 1;
  }

  /** A position after another. */
  step(before: number, set: SignSet): number {
    return this.#place(set, { positions: [before], start: false });
  }

  #run(items: readonly Item[], before: Front): Front {
    return items.reduce((front, item) => this.#step(item, front), before);
  }

  #step(item: Item, front: Front): Front {
    if (item.is === 'choice') return united(item.options.map((option) => this.#run(option, front)));
    if (item.is === 'gap') {
      const read = [this.#place(SEPARATOR, front)];
      if (item.blanks) {
        const blank = this.#place(BLANKS, front);
        this.after[blank]?.push(blank);
        read.push(blank);
      }
      const past = { positions: read, start: false };
      return item.must ? past : united([front, past]);
    }
    let at = front;
    const ways: Front[] = [];
    for (let count = 0; count < item.most; count += 1) {
      if (count >= item.least) ways.push(at);
      at = { positions: [this.#place(item.set, at)], start: false };
    }
    return ways.length === 0 ? at : united([...ways, at]);
  }

  #place(set: SignSet, { positions, start }: Front): number {
    const place = this.sets.length;
    this.sets.push(set);
    this.after.push([]);
    this.completes.push(-1);
    for (const before of positions) this.after[before]?.push(place);
    if (start) this.starts.push(place);
    return place;
  }
}

function united(fronts: readonly Front[]): Front {
  return {
    positions: [...new Set(fronts.flatMap(({ positions }) => positions))],
    start: fronts.some(({ start }) => start),
  };
}

/** No mask can go on. */
const DEAD = 0;

/** At most so many states are kept, and so many positions in them all: then they are made anew (1 MB and 4 MB). */
const MOST_STATES = 2_000;
const MOST_POSITIONS = 1_000_000;
const UNKNOWN = -1;
const NONE: readonly MaskId[] = [];

/** States of a machine's positions taken together, each made when a text first comes to it. */
export class States {
  readonly machine: MaskMachine;
  #next = new Int32Array(8 * SIGNS);
  #positions: (readonly number[])[] = [];
  #complete: (readonly MaskId[])[] = [];
  readonly #byKey = new Map<string, number>();
  /** By position the state that is this one alone. */
  readonly #begins = new Map<number, number>();
  #held = 0;

  constructor(machine: MaskMachine) {
    this.machine = machine;
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

  /** Whether a mask reads all of these signs from a position on, and is complete or goes on. */
  goesOn(position: number, signs: Uint8Array): boolean {
    let state = this.begin(position);
    for (const sign of signs) {
      state = this.after(state, sign);
      if (state === DEAD) return false;
    }
    return true;
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
    const { sets, after } = this.machine;
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
    const { completes } = this.machine;
    const masks = positions.map((position) => completes[position] ?? -1).filter((mask) => mask !== -1);
    this.#positions.push(positions);
    this.#complete.push(masks.length === 0 ? NONE : [...new Set(masks)].sort((a, b) => a - b));
    this.#byKey.set(key, state);
    this.#held += positions.length;
    return state;
  }
}

/** A mask that matches from some beginning, and where what it matches ends. */
export interface Completed {
  readonly mask: MaskId;
  /** Where it has read all of its signs, and where the word ends that its `*` goes on with. */
  readonly at: number;
  readonly end: number;
}

const NOTHING: readonly Completed[] = [];

/**
 * All masks that match from one beginning, each as far as it can; `begin`: the position of the machine before them.
 * Time: as many steps as the longest mask has characters, and blanks.
 */
export function completedFrom(from: number, text: Signs, states: States, begin: number): readonly Completed[] {
  const { signs } = text;
  let completed: Map<MaskId, Completed> | null = null;
  let state = states.begin(begin);
  for (let at = from; at < signs.length;) {
    state = states.after(state, signs[at] as number);
    if (state === DEAD) break;
    at += 1;
    for (const mask of states.complete(state)) {
      const end = endOf(mask, at, text, states.machine);
      if (end !== null && end >= ((completed ??= new Map<MaskId, Completed>()).get(mask)?.end ?? 0))
        completed.set(mask, { mask, at, end });
    }
  }
  return completed === null ? NOTHING : [...completed.values()];
}

/** Where a mask ends that is complete at `at`; null when the word goes on as it may not. */
function endOf(mask: MaskId, at: number, text: Signs, { masks, openMask }: MaskMachine): number | null {
  if (openMask[mask] !== true) return text.ends(at) ? at : null;
  const { signs } = text;
  const goesOn = isDigit(signs[at - 1]) && isDigit(signs[at]) && masks[mask]?.digitsGoOn !== true;
  return goesOn ? null : text.wordEnd(at);
}
