import type { Cell } from './cell.ts';

const GRAM = 3;
const PLAIN = /^[\x00-\x7f]*$/;
const SEPARATORS = /[^a-z0-9]+/g;

/** Which patterns could be met in a cell, told by the first letters of the literals they cannot do without. */
export class PatternIndex {
  readonly #byGram = new Map<string, number[]>();
  /** Patterns that no literal tells. */
  readonly #always: number[] = [];
  readonly #count: number;

  /** `literals`: of each pattern in turn. */
  constructor(literals: readonly (readonly string[])[]) {
    this.#count = literals.length;
    literals.forEach((own, index) => {
      if (own.includes('')) this.#always.push(index);
      else for (const gram of new Set(own.map((literal) => literal.slice(0, GRAM)))) this.#add(gram, index);
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
    const squeezed = folded.replace(SEPARATORS, '');
    const found = new Set(this.#always);
    for (let at = 0; at < squeezed.length; at += 1) {
      for (let length = 2; length <= GRAM; length += 1) {
        const known = this.#byGram.get(squeezed.slice(at, at + length));
        if (known !== undefined) for (const index of known) found.add(index);
      }
    }
    return found.size === 0 ? [] : [...found].sort((a, b) => a - b);
  }
}
