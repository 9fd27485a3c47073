import { weaker, type Confidence, type EvidenceKind, type FamilySays } from '../../core/finding.ts';
import type { CategoryId, Field } from '../../core/fields.ts';
import type { Column } from '../../core/layout.ts';
import type { EvidencePart } from '../../core/record.ts';
import type { Patterns } from '../../core/first-letters.ts';
import type { SetAsideReason } from '../../core/finding.ts';
import type { Certainty } from '../../knowledge/vendor.ts';
import type { Cell } from '../cell.ts';
import type { MakerEntry } from '../names/makers.ts';
import type { Role } from '../role.ts';

/** One cell that points at one vendor or category, before it is graded together with the rest of the row. */
export interface Hit {
  readonly kind: EvidenceKind;
  /** Exactly one of maker and category is non-null. */
  readonly maker: MakerEntry | null;
  readonly category: CategoryId | null;
  /** For a category known from a model family: the vendor (position) whose family it is. */
  readonly familyOf: number | null;
  readonly field: Field;
  /** The value seen, in the cell's own spelling. */
  readonly seen: string;
  readonly matched: string;
  readonly confidence: Confidence;
  /** True when it would be more if the name or identifier, or whose the maker is, were certain. */
  readonly capped: boolean;
  /** False for what is said about something else (a location, a negated name): two of these never add up. */
  readonly aboutMaker: boolean;
  /** True when the cell is a vendor cell that names this vendor: other cells conflict with it, not it with them. */
  readonly namesMaker: boolean;
  readonly part: EvidencePart | null;
  /** A word that the row's sysDescr must hold for the hit to count. */
  readonly when: string | null;
  /** A weak hit: dropped when the vendor cell names another vendor. */
  readonly weak: boolean;
  /** Why it is no evidence, and the word that says so: a name that was read and set aside. */
  readonly setAside: { readonly reason: SetAsideReason; readonly by: string | null } | null;
  /** For a model: what its family says the device is, or null; `sure`: the cell is there to name the model. */
  readonly family: FamilySays | null;
  /** Of a model: true when a word beside it says that something else is meant. */
  readonly lowered: boolean;
  /** Of a model: another maker's name right before it, as the cell spells it; null without one. */
  readonly otherMaker: string | null;
  /** Unmistakable: no other maker's name in the maker cell makes it doubtful. */
  readonly sure: boolean;
  /** One object for all hits that differ only in what was seen: the grade of a row depends on it, not on them. */
  readonly gradeKey: object | null;
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

/**
 * A hit in a column whose header speaks of something that the device holds, which says little of who made it, or of
 * another device: its grade then depends on that, so no other hit is graded alike.
 */
export function hitOf({ traits }: Pick<Column, 'traits'>, hit: Hit): Hit {
  if (traits.includes('component')) return { ...hit, part: 'component', confidence: 'possible', aboutMaker: false };
  if (traits.includes('other-device'))
    return { ...hit, confidence: 'possible', capped: false, part: 'other-device', gradeKey: null };
  return hit;
}

/** The best grade of what is so certain. */
const BEST_GRADE: Readonly<Record<Certainty, Confidence>> = { high: 'confirmed', medium: 'probable', low: 'possible' };

/**
 * A hit with defaults for what it does not state. `certainty`: how sure the name or identifier is; it caps the grade,
 * and so does how sure it is that the maker is one of the vendor's companies. Written key by key, since MAC columns
 * make one for every row.
 */
export function hit(
  given: Pick<Hit, 'kind' | 'field' | 'seen' | 'matched' | 'confidence'> &
    Partial<Hit> & { readonly certainty?: Certainty },
): Hit {
  const { kind, field, seen, matched, certainty = 'high' } = given;
  const maker = given.maker ?? null;
  const confidence = weaker(weaker(given.confidence, BEST_GRADE[certainty]), BEST_GRADE[maker?.certainty ?? 'high']);
  return {
    kind,
    maker,
    category: given.category ?? null,
    familyOf: given.familyOf ?? null,
    field,
    seen,
    matched,
    confidence,
    capped: confidence !== given.confidence,
    aboutMaker: given.aboutMaker ?? true,
    namesMaker: given.namesMaker ?? false,
    part: given.part ?? null,
    when: given.when ?? null,
    weak: given.weak ?? false,
    setAside: given.setAside ?? null,
    family: given.family ?? null,
    lowered: given.lowered ?? false,
    otherMaker: given.otherMaker ?? null,
    sure: given.sure ?? false,
    gradeKey: given.gradeKey ?? null,
  };
}
