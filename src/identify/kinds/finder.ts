import { weaker, type Confidence, type EvidenceKind, type FamilySays } from '../../core/finding.ts';
import type { CategoryId, Field } from '../../core/fields.ts';
import type { Column } from '../../core/layout.ts';
import type { EvidencePart } from '../../core/record.ts';
import type { Patterns } from '../../core/first-letters.ts';
import type { SetAsideReason } from '../../core/finding.ts';
import type { Certainty } from '../../knowledge/vendor.ts';
import type { Cell } from '../cell.ts';
import type { MakerEntry } from '../names/makers.ts';
import { STRENGTHS, type Strength } from '../strengths.ts';
import type { Role } from '../role.ts';

/** One cell that points at one vendor or category, before it is weighed together with the rest of the row. */
export interface Hit {
  readonly kind: EvidenceKind;
  /** Exactly one of maker and category is non-null. */
  readonly maker: MakerEntry | null;
  readonly category: CategoryId | null;
  readonly field: Field;
  /** The value seen, in the cell's own spelling. */
  readonly seen: string;
  readonly matched: string;
  /** What it is by the table of strengths. */
  readonly strength: Strength;
  /** How sure the name or identifier is, and that the maker is one of the vendor's companies. */
  readonly certainty: Certainty;
  readonly part: EvidencePart | null;
  /** A word that the row's sysDescr must hold for the hit to count. */
  readonly when: string | null;
  /** Why it is no evidence, and the word that says so: a name that was read and set aside. */
  readonly setAside: { readonly reason: SetAsideReason; readonly by: string | null } | null;
  /** For a model: what its family says the device is; `sure`: the cell is there to name the model. */
  readonly family: (FamilySays & { readonly name: string }) | null;
  /** Of a model: who stands before it in its own text as its maker; null for nobody. */
  readonly before: MakerBefore | null;
  /** One object for all hits that differ only in what was seen: the grade of a row depends on it, not on them. */
  readonly gradeKey: object | null;
}

/** Another maker's name before a model, as the cell spells it. */
export interface MakerBefore {
  readonly text: string;
  readonly isKnown: boolean;
}

/** Something a kind of evidence looked at and did not take, for `explain`. */
export interface NearMiss {
  readonly kind: EvidenceKind;
  readonly text: string;
}

/** Tells of addresses whether they are evidence: KNOWN or WANTED as first letters are, else NOTHING. */
export interface KnownAddresses {
  /** Of the first 24 bits of one. */
  ofHead(head: number): number;
  /** Of all in a text; `ofAddresses`: in a column of them, where they need no separators. */
  of(text: string, ofAddresses: boolean): number;
}

/**
 * One kind of evidence: looks at a cell, never at the row around it, so that what it says of a repeated cell can be
 * remembered.
 */
export interface Finder {
  /** Whether cells of such a column can hold this kind of evidence at all. */
  looksAt(role: Role, fields: readonly Field[]): boolean;
  /**
   * Patterns, one of which stands in every cell of such a column that this kind could find something in; null when the
   * cell has to be searched. Lets most cells be passed over at once.
   */
  readonly patterns: ((role: Role, fields: readonly Field[]) => readonly Patterns[]) | null;
  /** Of the kind that looks for addresses, which no first letters tell. */
  readonly addresses?: KnownAddresses;
  /** True for what accounts for names: it also looks at the rest of a long cell, and at texts outside records. */
  readonly readsNames?: true;
  find(cell: Cell, hits: Hit[]): void;
  /** What nearly matched in the cell, and why it does not count. */
  nearMisses?(cell: Cell): readonly NearMiss[];
}

/** A hit in a column whose header speaks of something that the device holds, or of another device. */
export function hitOf({ traits }: Pick<Column, 'traits'>, hit: Hit): Hit {
  if (traits.includes('component')) return { ...hit, part: 'component', strength: STRENGTHS.component };
  if (traits.includes('other-device'))
    return { ...hit, strength: STRENGTHS.otherDevice, part: 'other-device', gradeKey: null };
  return hit;
}

/** The best grade of what is so certain, from the surest. */
const BEST_GRADE: Readonly<Record<Certainty, Confidence>> = { high: 'confirmed', medium: 'probable', low: 'possible' };
const CERTAINTIES = Object.keys(BEST_GRADE) as readonly Certainty[];

/** The grade of a hit by itself. */
export function gradeOf({ strength, certainty }: Pick<Hit, 'strength' | 'certainty'>): Confidence {
  return weaker(strength.grade, BEST_GRADE[certainty]);
}

/** A hit with defaults for what it does not state. Written key by key, since MAC columns make one for every row. */
export function hit(given: Pick<Hit, 'kind' | 'field' | 'seen' | 'matched' | 'strength'> & Partial<Hit>): Hit {
  const { kind, field, seen, matched, strength, certainty = 'high' } = given;
  const maker = given.maker ?? null;
  const ofMaker = maker?.certainty ?? 'high';
  return {
    kind,
    maker,
    category: given.category ?? null,
    field,
    seen,
    matched,
    strength,
    certainty: CERTAINTIES.indexOf(ofMaker) > CERTAINTIES.indexOf(certainty) ? ofMaker : certainty,
    part: given.part ?? null,
    when: given.when ?? null,
    setAside: given.setAside ?? null,
    family: given.family ?? null,
    before: given.before ?? null,
    gradeKey: given.gradeKey ?? null,
  };
}
