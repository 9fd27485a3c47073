import type { Confidence } from '../../core/finding.ts';
import type { SetAsideReason } from '../../core/set-aside.ts';
import type { Cell } from '../cell.ts';
import type { Guard } from './guard.ts';
import type { KnownName, NameIndex } from './name-index.ts';
import type { NameMet } from './name-scan.ts';

/**
 * What a name in a cell is: said of the thing itself (`name`, with a grade), a `mention`, set aside for a reason, or
 * nothing (a name that others share, where it does not count). Every distinctive name is one of the first three.
 */
export type Standing =
  | { readonly as: 'name'; readonly grade: Confidence; readonly taken: string | null }
  | { readonly as: 'mention' }
  | { readonly as: 'aside'; readonly reason: SetAsideReason; readonly by: string | null }
  | { readonly as: 'nothing' };

const NOTHING: Standing = { as: 'nothing' };
const MENTION: Standing = { as: 'mention' };

/** What words say of a name or around it, by the words of a run. */
export class Standings {
  readonly #guard: Guard;
  readonly #labels: ReadonlySet<string>;
  readonly #index: NameIndex;

  /** `labels`: words that introduce a vendor in free text ("Vendor:"). */
  constructor(guard: Guard, labels: ReadonlySet<string>, index: NameIndex) {
    this.#guard = guard;
    this.#labels = labels;
    this.#index = index;
  }

  /**
   * What takes a name down, which a whole cell has none of: the word that governs it, or the stranger that begins the
   * maker cell, of whose name what follows is a part ("Emerson Network Power (Huawei Base)").
   */
  taken(cell: Cell, { first, last, whole }: NameMet): string | null {
    if (whole) return null;
    return this.#leadingStranger(cell) ?? this.#guard.negation(cell.tokens, first, last);
  }

  #leadingStranger(cell: Cell): string | null {
    if (cell.role !== 'maker') return null;
    const [leading] = cell.names(this.#index);
    return leading?.name.kind === 'look-alike' && leading.first === 0 ? leading.name.display : null;
  }

  of(cell: Cell, met: NameMet): Standing {
    const { kind, distinctive } = met.name;
    if (kind === 'look-alike') return NOTHING;
    const taken = this.taken(cell, met);
    if (kind === 'relabel')
      return cell.role === 'maker' && met.first === 0 ? { as: 'name', grade: 'possible', taken } : NOTHING;
    if (cell.role === 'maker' && met.whole) return { as: 'name', grade: 'confirmed', taken };
    if (cell.role === 'maker' || (cell.role === 'product' && distinctive))
      return { as: 'name', grade: taken === null ? 'probable' : 'possible', taken };
    if (!distinctive) return NOTHING;
    if (cell.role === 'person') return { as: 'aside', reason: 'person', by: null };
    if (taken !== null)
      return { as: 'aside', reason: this.#guard.isFitting(taken) ? 'compatible' : 'negated', by: taken };
    const isAbout = cell.role === 'line' || (cell.role === 'open' && this.#leads(cell, met));
    return isAbout ? { as: 'name', grade: 'probable', taken } : MENTION;
  }

  /** True when a name in a cell nobody claimed is what the cell is about: it begins it, or follows a label. */
  #leads(cell: Cell, met: NameMet): boolean {
    return met.first === 0 || this.#labels.has(cell.tokens[met.first - 1]?.text ?? '');
  }
}

/** Distinctive names of others within a longer known name: `Huawei` of `Huawei-3Com`. */
export function coveredBy(index: NameIndex, cell: Cell, met: NameMet): readonly KnownName[] {
  if (met.whole ? cell.tokens.length < 2 : met.first === met.last) return [];
  const found: KnownName[] = [];
  for (let at = met.first; at <= met.last; at += 1) {
    for (const name of index.byFirstWord.get(cell.tokens[at]?.text ?? '') ?? []) {
      if (name.kind !== 'name' || !name.distinctive || name.maker === null) continue;
      if (name.maker.vendor === met.name.maker?.vendor || at + name.words.length - 1 > met.last) continue;
      if (name.words.every((word, offset) => cell.tokens[at + offset]?.text === word)) found.push(name);
    }
  }
  return found;
}
