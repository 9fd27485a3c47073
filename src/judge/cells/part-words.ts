import type { FamilySays } from '../../core/finding.ts';
import type { NetworkPart } from '../../core/network.ts';
import { fold, words } from '../../core/text.ts';
import { Phrases } from '../../words/look-up.ts';
import type { Category as Words } from '../../words/tables.ts';

/** What a row is said to be. */
export interface PartSaid {
  /** Its part of a network; null: unknown, several, or what is said of it does not agree. */
  readonly part: NetworkPart | null;
  /** The cell that says what the family of the model cannot be, and what that is. */
  readonly conflict: { readonly cell: string; readonly family: string } | null;
}

interface Category {
  readonly words: Words;
  readonly isCell: Phrases;
  readonly isNot: Phrases;
}

const UNKNOWN: PartSaid = { part: null, conflict: null };

/**
 * Tells what category cells and families of models say of the part of a network that a device belongs to
 * (data/words/categories.yaml).
 */
export class PartWords {
  readonly #table: readonly Words[];
  readonly #categories: readonly Category[];

  constructor(table: readonly Words[]) {
    this.#table = table;
    this.#categories = table.map((words) => ({
      words,
      isCell: new Phrases(words.words.whole),
      isNot: new Phrases(words.not),
    }));
  }

  /** A family of equipment, or one that says nothing of what it is. */
  isEquipment({ is }: FamilySays): boolean {
    return is === null || this.#named(is)?.makes !== 'software';
  }

  /** The one part that all of every cell and every family means; where no cell says anything, a strong family does. */
  of(cells: readonly string[], families: readonly FamilySays[]): PartSaid {
    const told = families.flatMap(({ is }) => this.#named(is) ?? []).filter(({ makes }) => makes === 'equipment');
    const ofFamily = families.some(({ sure }) => sure) ? onlyPart(told.map(({ part }) => part)) : null;
    const pieces = cells.flatMap((cell) => this.#pieces(cell).map((piece) => ({ cell, met: this.#meant(piece) })));
    if (pieces.every(({ met }) => met.length === 0)) return { part: ofFamily, conflict: null };
    for (const { cell, met } of pieces) {
      const other = told.find((family) => met.length > 0 && !met.some((one) => agree(one, family)));
      if (other !== undefined) return { part: null, conflict: { cell: cell.slice(0, 40), family: other.id } };
    }
    const parts = pieces.map(({ met }) => onlyPart(met.map(({ part }) => part)) ?? (met.length > 0 ? ofFamily : null));
    return { ...UNKNOWN, part: onlyPart(parts) };
  }

  #named(id: string | null): Words | undefined {
    return this.#table.find((category) => category.id === id);
  }

  #pieces(cell: string): readonly string[] {
    const pieces = fold(cell).split(/[/,;|&+>]/).map((piece) => words(piece).join(' ')); // prettier-ignore
    return pieces.filter((piece) => piece !== '');
  }

  /** The categories that a piece of a cell may mean. */
  #meant(piece: string): readonly Words[] {
    return this.#categories.flatMap(({ words, isCell, isNot }) =>
      isCell.areIn(piece) && !isNot.areIn(piece) ? [words] : [],
    );
  }
}

function onlyPart(parts: readonly (NetworkPart | null)[]): NetworkPart | null {
  return new Set(parts).size === 1 ? (parts[0] ?? null) : null;
}

/** The same thing, one of its kind, or things of one part: a campus switch is a switch, a recorder no laptop. */
function agree(a: Words, b: Words): boolean {
  return a.id === b.id || a.of.includes(b.id) || b.of.includes(a.id) || (a.part !== null && a.part === b.part);
}
