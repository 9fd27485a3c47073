import type { Confidence, SetAsideReason } from '../../core/finding.ts';
import type { EvidencePart } from '../../core/record.ts';
import type { Cell } from '../cell.ts';
import type { Beside, Describing } from './describing.ts';
import type { Guard } from './guard.ts';
import type { MakerEntry } from './makers.ts';
import type { KnownName, NameIndex } from './name-index.ts';
import type { NameMet } from './name-scan.ts';
import { textOf } from './token.ts';

/**
 * What a name in a cell is: said of the thing itself (`name`, with a grade), a `mention`, set aside for a reason, or
 * nothing (a name that others share, where it does not count). Every distinctive name is one of the first three.
 */
type Standing =
  | {
      readonly as: 'name';
      readonly grade: Confidence;
      readonly taken: string | null;
      readonly part?: EvidencePart | null;
    }
  | { readonly as: 'mention' }
  | { readonly as: 'aside'; readonly reason: SetAsideReason; readonly by: string | null }
  | { readonly as: 'nothing' };

const NOTHING: Standing = { as: 'nothing' };
const MENTION: Standing = { as: 'mention' };

/** What words say of a name or around it, by the words of a run. */
export class Standings {
  readonly #guard: Guard;
  readonly #describing: Describing;
  readonly #labels: ReadonlySet<string>;
  readonly #index: NameIndex;

  /** `labels`: words that introduce a vendor in free text ("Vendor:"). */
  constructor(guard: Guard, describing: Describing, labels: ReadonlySet<string>, index: NameIndex) {
    this.#guard = guard;
    this.#describing = describing;
    this.#labels = labels;
    this.#index = index;
  }

  /**
   * What takes a name down, which a whole cell has none of: the word that governs it, or the stranger that begins the
   * maker cell, of whose name what follows is a part ("Emerson Network Power (Huawei Base)").
   */
  taken(cell: Cell, { first, last, whole, name }: NameMet): string | null {
    if (whole) return null;
    const taken = this.#leadingStranger(cell) ?? this.#guard.negation(cell, first, last);
    return taken !== null && name.maker?.makesSoftware === true && this.#describing.isAccessory(taken) ? null : taken;
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
    if (cell.role === 'maker') return { as: 'name', grade: taken === null ? 'probable' : 'possible', taken };
    if (!distinctive && !(met.name.leads && met.first === 0 && this.#saysWhatItIs(cell))) return NOTHING;
    if (cell.role === 'person' || (cell.role !== 'product' && this.#describing.isPerson(cell, met)))
      return { as: 'aside', reason: 'person', by: null };
    if (taken !== null && cell.role !== 'product')
      return { as: 'aside', reason: this.#guard.isFitting(taken) ? 'compatible' : 'negated', by: taken };
    const isModel = met.whole && cell.fields.includes('model');
    const leads = cell.role === 'open' && this.#leads(cell, met);
    if (cell.role !== 'product' && !isModel && !leads && !this.describes(cell))
      return cell.role === 'line' ? { as: 'name', grade: 'probable', taken } : MENTION;
    const beside = taken === null && !met.whole ? this.#beside(cell, met) : null;
    const word = taken ?? beside?.word ?? null;
    const part = beside?.is === 'part' ? 'component' : null;
    return { as: 'name', grade: word === null ? 'probable' : 'possible', taken: word, part };
  }

  #beside(cell: Cell, met: NameMet): Beside | null {
    const beside = this.#describing.beside(cell, met);
    return beside?.is === 'accessory' && met.name.maker?.makesSoftware === true ? null : beside;
  }

  #saysWhatItIs(cell: Cell): boolean {
    return cell.role === 'product' || cell.role === 'line' || (cell.role !== 'aside' && this.describes(cell));
  }

  /** Whether a cell says what its thing is, so that a name in it is its maker's wherever it stands. */
  describes(cell: Cell): boolean {
    return this.#describing.describes(cell);
  }

  /** The accessory or licence that a cell is about where it names a vendor, and so a model of theirs in it; or null. */
  accessory(cell: Cell, vendor: number): string | null {
    const named = this.#namesOf(cell, vendor).flatMap((met) => this.#describing.beside(cell, met) ?? []);
    return named.find((beside) => beside.is === 'accessory')?.word ?? null;
  }

  /** Whether a vendor is named in a cell, and nothing says that it is not the maker. */
  isNamed(cell: Cell, vendor: number): boolean {
    return this.#namesOf(cell, vendor).some((met) => this.taken(cell, met) === null);
  }

  #namesOf(cell: Cell, vendor: number): readonly NameMet[] {
    return cell.names(this.#index).filter(({ name }) => name.kind === 'name' && name.maker?.vendor === vendor);
  }

  /** True when a name in a cell nobody claimed is what the cell is about: it begins it, or follows a label. */
  #leads(cell: Cell, met: NameMet): boolean {
    return met.first === 0 || this.#labels.has(textOf(cell.tokens, met.first - 1));
  }
}

/** Distinctive names of others within a longer known name: `Huawei` of `Huawei-3Com`. */
export function coveredBy(index: NameIndex, cell: Cell, met: NameMet): readonly KnownName[] {
  return namesWithin(index, cell, met).filter(({ maker }) => maker?.vendor !== met.name.maker?.vendor);
}

/** The vendor whose name that of a company it has sold holds, and whose the thing is too: Huawei in `Huawei Honor`. */
export function parentIn(index: NameIndex, cell: Cell, met: NameMet): MakerEntry | null {
  const { kind, certainty, maker: affiliate } = met.name;
  if (kind !== 'name' || affiliate?.ref.affiliate?.relation !== 'sold') return null;
  if (certainty === 'low' || affiliate.certainty === 'low') return null;
  const own = namesWithin(index, cell, met).find(
    ({ maker }) => maker?.vendor === affiliate.vendor && maker.ref.affiliate === null,
  );
  return own?.maker ?? null;
}

function namesWithin(index: NameIndex, cell: Cell, met: NameMet): readonly KnownName[] {
  if (met.whole ? cell.tokens.length < 2 : met.first === met.last) return [];
  const found: KnownName[] = [];
  for (let at = met.first; at <= met.last; at += 1) {
    for (const name of index.byFirstWord.get(textOf(cell.tokens, at)) ?? []) {
      if (name.kind !== 'name' || !name.distinctive || name.maker === null) continue;
      if (at + name.words.length - 1 > met.last) continue;
      if (name.words.every((word, offset) => cell.tokens[at + offset]?.text === word)) found.push(name);
    }
  }
  return found;
}
