import type { SetAsideReason } from '../../core/finding.ts';
import type { EvidencePart } from '../../core/record.ts';
import type { Cell } from '../cell.ts';
import type { Beside, Describing } from './describing.ts';
import type { Guard } from './guard.ts';
import type { MakerEntry } from './makers.ts';
import type { KnownName, NameIndex } from './name-index.ts';
import type { NameMet } from './name-scan.ts';
import { STRENGTHS, type Strength } from '../strengths.ts';
import { textOf } from './token.ts';

/**
 * What a name in a cell is: said of the thing itself (`name`), a `mention`, set aside for a reason, or nothing (a name
 * that others share, where it does not count). Every distinctive name is one of the first three.
 */
type Standing =
  | {
      readonly as: 'name' | 'mention';
      readonly strength: Strength;
      readonly taken: string | null;
      readonly part?: EvidencePart | null;
    }
  | { readonly as: 'aside'; readonly reason: SetAsideReason; readonly by: string | null }
  | { readonly as: 'nothing' };

const NOTHING: Standing = { as: 'nothing' };
/** Names of so many makers in one cell say of none that it made the thing: Samsung Huawei Xiaomi strap. */
const CROWD = 3;

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
    const taken =
      this.#leadingStranger(cell) ??
      (name.unspaced
        ? this.#guard.unspaced(cell.folded, name.joined, ['before', 'without', 'for', 'compatible', 'after'])
        : this.#guard.negation(cell, first, last));
    return taken !== null && name.maker?.makesSoftware === true && this.#describing.isAccessory(taken) ? null : taken;
  }

  /** The word by which a thing has to do with what is named: connected to it, recording it. */
  #relation(cell: Cell, { first, name }: NameMet): string | null {
    return name.unspaced
      ? this.#guard.unspaced(cell.folded, name.joined, ['related'])
      : this.#guard.relation(cell, first);
  }

  #isOrigin(cell: Cell, { first, name }: NameMet): boolean {
    const word = name.unspaced
      ? this.#guard.unspaced(cell.folded, name.joined, ['origin'])
      : this.#guard.origin(cell, first);
    return word !== null;
  }

  #leadingStranger(cell: Cell): string | null {
    if (cell.role !== 'maker') return null;
    const [leading] = cell.names(this.#index);
    return leading?.name.kind === 'look-alike' && leading.first === 0 ? leading.name.display : null;
  }

  of(cell: Cell, met: NameMet): Standing {
    const { kind, distinctive, brand } = met.name;
    const { role } = cell;
    if (kind === 'look-alike') return NOTHING;
    const taken = this.taken(cell, met);
    if (role === 'maker') return inVendorCell(met, taken);
    if (kind === 'relabel') return NOTHING;
    if (!distinctive && !(met.name.leads && met.first === 0 && this.#saysWhatItIs(cell))) return NOTHING;
    if (role === 'person' || (role !== 'product' && this.#describing.isPerson(cell, met)))
      return { as: 'aside', reason: 'person', by: null };
    const advisory = advisoryAround(cell, met);
    if (advisory !== null) return { as: 'aside', reason: 'longer-name', by: advisory };
    const isOrigin = this.#isOrigin(cell, met);
    if (taken !== null && role !== 'product' && !isOrigin)
      return { as: 'aside', reason: this.#guard.isFitting(taken) ? 'compatible' : 'negated', by: taken };
    const isInName = role === 'naming' || role === 'device' || role === 'none';
    const mention = met.whole
      ? STRENGTHS.wholeMention
      : isInName || isOrigin
        ? STRENGTHS.mentionInName
        : STRENGTHS.mention;
    const isModel = met.whole && cell.fields.includes('model');
    const leads = role === 'open' && this.#leads(cell, met);
    const relation = isOrigin ? null : this.#relation(cell, met);
    if (role === 'line')
      return { as: 'name', strength: relation === null ? STRENGTHS.line : STRENGTHS.governedInText, taken: relation };
    if (role !== 'product' && !isModel && !leads && !this.describes(cell))
      return { as: 'mention', strength: mention, taken: null };
    if (isOrigin) return { as: 'name', strength: STRENGTHS.origin, taken: null };
    const beside = taken === null && !met.whole ? this.#beside(cell, met) : null;
    const word = taken ?? relation ?? (this.#isCrowd(cell) ? 'several vendors' : null) ?? beside?.word;
    if (word !== undefined) {
      const part = beside?.is === 'part' ? 'component' : null;
      const isInText = role !== 'product' && part === null;
      return { as: 'name', strength: isInText ? STRENGTHS.governedInText : STRENGTHS.governed, taken: word, part };
    }
    const inText = met.whole ? STRENGTHS.wholeCell : STRENGTHS.described;
    const strength = brand ? STRENGTHS.brand : role === 'product' ? STRENGTHS.name : inText;
    return { as: 'name', strength, taken: null };
  }

  /** Whether makers are listed in a cell, and no model says whose the thing is. */
  #isCrowd(cell: Cell): boolean {
    return !this.#describing.holdsModel(cell) && this.#describing.makersIn(cell, cell.names(this.#index)) >= CROWD;
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

  /**
   * The word that says of a cell which names a vendor that something else is meant, and so by a model of theirs in it:
   * what it is connected to or replaces, the accessory or licence that it is; or null.
   */
  besideModel(cell: Cell, vendor: number): string | null {
    for (const met of this.#namesOf(cell, vendor)) {
      if (this.#isOrigin(cell, met)) return null;
      const word = met.whole ? null : this.#relation(cell, met);
      if (word !== null) return word;
      const beside = this.#describing.beside(cell, met);
      if (beside?.is === 'accessory') return beside.word;
    }
    return null;
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

/** A name in a vendor cell; a brand that relabels only where it begins one. */
function inVendorCell({ name: { kind }, first, whole }: NameMet, taken: string | null): Standing {
  if (kind === 'relabel' && first > 0) return NOTHING;
  if (taken !== null) return { as: 'name', strength: STRENGTHS.governed, taken };
  if (kind === 'relabel') return { as: 'name', strength: STRENGTHS.relabel, taken };
  return { as: 'name', strength: whole ? STRENGTHS.vendorCell : STRENGTHS.inVendorCell, taken };
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

/** The number of an advisory (cve.org), as tools that look for flaws write it into the names of what they try. */
const ADVISORY = /cve-\d{4}-\d{4,}/;

/** The id of what looks for a flaw, where a name is a piece of it: `HUAWEI-EULEROS-2_0_SP3-CVE-2018-15473`. */
function advisoryAround({ folded, tokens }: Cell, { first, last }: NameMet): string | null {
  const from = folded.slice(0, tokens[first]?.start).search(/\S*$/);
  const [id = ''] = /^\S*/.exec(folded.slice(from)) ?? [];
  return id.length > (tokens[last]?.end ?? 0) - from ? (ADVISORY.exec(id)?.[0] ?? null) : null;
}
