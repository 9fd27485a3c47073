import type { MaskId, MaskMachine } from './machine.ts';
import { isDigit, isJoining, isWord } from './signs.ts';
import { DEAD, type States } from './states.ts';

/** A mask that matches from some beginning, and where what it matches ends. */
export interface Completed {
  readonly mask: MaskId;
  /** Where it has read all of its signs, and where the word ends that its `*` goes on with. */
  readonly at: number;
  readonly end: number;
}

/** A text as signs, and where its words end: what all beginnings in it have in common. */
export class Signs {
  readonly signs: Uint8Array;
  #plain: string | null = null;
  #wordFrom = -1;
  #wordEnd = -1;

  constructor(signs: Uint8Array) {
    this.signs = signs;
  }

  /** The signs as a text: letters in lower case, full-width ones as plain ones. */
  get plain(): string {
    return (this.#plain ??= Buffer.from(this.signs).toString('latin1'));
  }

  /** A word begins here, or the part of a name after `-` `_` or `.`. */
  begins(at: number): boolean {
    return isWord(this.signs[at]) && !isWord(this.signs[at - 1]);
  }

  /** The beginning here is joined to the word before. */
  isJoined(at: number): boolean {
    return isJoining(this.signs[at - 1]) && isWord(this.signs[at - 2]);
  }

  /** A word ends here: no letter or digit goes on with it, nor one behind a `-` `_` or `.`. */
  ends(at: number): boolean {
    return !isWord(this.signs[at]) && !(isJoining(this.signs[at]) && isWord(this.signs[at + 1]));
  }

  /** Where the word that goes on here ends, with all that is joined to it. */
  wordEnd(at: number): number {
    if (at >= this.#wordFrom && at <= this.#wordEnd) return this.#wordEnd;
    let end = at;
    while (!this.ends(end)) end += 1;
    this.#wordFrom = at;
    this.#wordEnd = end;
    return end;
  }
}

const NOTHING: readonly Completed[] = [];

/**
 * All masks that match from one beginning, each as far as it can; `begin`: the position of the machine before them.
 * Time: as many steps as the longest mask has characters, and blanks.
 */
export function completedFrom(
  from: number,
  text: Signs,
  machine: MaskMachine,
  states: States,
  begin: number,
): readonly Completed[] {
  const { signs } = text;
  let completed: Map<MaskId, Completed> | null = null;
  let state = states.begin(begin);
  for (let at = from; at < signs.length;) {
    state = states.after(state, signs[at] as number);
    if (state === DEAD) break;
    at += 1;
    for (const mask of states.complete(state)) {
      const end = endOf(mask, at, text, machine);
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
