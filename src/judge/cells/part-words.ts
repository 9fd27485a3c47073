import type { NetworkPart } from '../../core/network.ts';
import { fold, words } from '../../core/text.ts';
import type { CategoryWords } from '../../core/words/tables.ts';

/** Tells what category cells say of the part of a network that a device belongs to (data/words/categories.yaml). */
export class PartWords {
  readonly #categories: readonly {
    readonly part: NetworkPart | null;
    readonly is: RegExp;
    readonly not: RegExp | null;
  }[];

  constructor(tables: readonly CategoryWords[]) {
    this.#categories = tables.map(({ part, whole, not }) => ({
      part,
      is: new RegExp(whole === '' ? '(?!)' : whole),
      not: not === '' ? null : new RegExp(not),
    }));
  }

  /** The part that each piece of a cell means, null for one that is not known or may be several. */
  of(cell: string): readonly (NetworkPart | null)[] {
    const pieces = fold(cell).split(/[/,;|&+>]/).map((piece) => words(piece).join(' ')); // prettier-ignore
    return pieces.filter((piece) => piece !== '').map((piece) => this.#partOf(piece));
  }

  #partOf(piece: string): NetworkPart | null {
    const met = this.#categories.filter(({ is, not }) => is.test(piece) && not?.test(piece) !== true);
    const parts = new Set(met.map(({ part }) => part));
    const [part = null] = parts;
    return parts.size === 1 ? part : null;
  }
}
