import { START } from '../knowledge/pattern-literals.ts';
import type { Cell } from './cell.ts';

const PLAIN = /^[\x00-\x7f]*$/;
const SEPARATORS = /[^a-z0-9]+/g;

/** Which patterns could be met in a cell, told by the first letters of the literals they cannot do without. */
export class PatternIndex {
  readonly #byGram = new Map<string, number[]>();
  /** Patterns that no literal tells. */
  readonly #always: number[] = [];
  readonly #count: number;

  /** `starts`: the first letters of the literals of each pattern in turn. */
  constructor(starts: readonly (readonly string[])[]) {
    this.#count = starts.length;
    starts.forEach((own, index) => {
      if (own.includes('')) this.#always.push(index);
      else for (const start of own) this.#add(start, index);
    });
  }

  #add(gram: string, index: number): void {
    const known = this.#byGram.get(gram);
    if (known === undefined) this.#byGram.set(gram, [index]);
    else known.push(index);
  }

  /** Indexes of patterns in ascending order: the strong ones stay before the weak ones. */
  candidates({ folded }: Cell): readonly number[] {
    if (!PLAIN.test(folded)) return Array.from({ length: this.#count }, (_, index) => index);
    const squeezed = squeezePlain(folded);
    const found = new Set(this.#always);
    for (let at = 0; at < squeezed.length; at += 1) {
      for (let length = 2; length <= START; length += 1) {
        const known = this.#byGram.get(squeezed.slice(at, at + length));
        if (known !== undefined) for (const index of known) found.add(index);
      }
    }
    return found.size === 0 ? [] : [...found].sort((a, b) => a - b);
  }
}

/** True for a text that holds one of a pattern's literals, and for every text that is not plain ASCII. */
export function mayHold({ folded }: Cell, literals: readonly string[]): boolean {
  if (!PLAIN.test(folded)) return true;
  const squeezed = squeezePlain(folded);
  return literals.some((literal) => squeezed.includes(literal));
}

function squeezePlain(folded: string): string {
  return folded.replace(SEPARATORS, '');
}
