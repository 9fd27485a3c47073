import type { Evidence, EvidenceKind, Identification, SetAsideReason } from '../../core/finding.ts';
import type { CategoryId, Field } from '../../core/fields.ts';
import type { Patterns } from '../../core/first-letters.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Certainty } from '../../knowledge/vendor.ts';
import type { Cell } from '../cell.ts';
import { KnownMakers, type MakerBefore } from '../names/known-makers.ts';
import { indexNames, knownNames, makersOf, type MakerEntry } from '../names/name-index.ts';
import type { Role } from '../role.ts';
import { lessCertain, type Sign } from '../strengths.ts';

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
  /** Its line in the table of strengths. */
  readonly sign: Sign;
  /** How sure the name or identifier is, and that the maker is one of the vendor's companies. */
  readonly certainty: Certainty;
  readonly part: Evidence['part'] | null;
  /** Why it is no evidence, and the word that says so: a name that was read and set aside. */
  readonly setAside: { readonly reason: SetAsideReason; readonly by: string | null } | null;
  /** For a model: what its family says the device is; `sure`: the cell is there to name the model. */
  readonly family: (Identification['families'][number] & { readonly name: string }) | null;
  /** Of a model: who stands before it in its own text as its maker; null for nobody. */
  readonly before: MakerBefore | null;
  /** One object for all hits that differ only in what was seen: the grade of a row depends on it, not on them. */
  readonly gradeKey: object | null;
}

/** What an identifier is compiled from: the vendors of a run, and what is known besides. */
export type IdentifierParts = Pick<Knowledge, 'vendors' | 'macPrefixes' | 'words'>;

/** What kinds of evidence are compiled from. */
export type FinderInput = ReturnType<typeof finderInputOf>;

/** What the entries of the chosen lists name: only a row that points at one of these becomes a finding. */
export interface Designated {
  /** Ids of vendors; an entry about an affiliate names its vendor. */
  readonly vendors: ReadonlySet<string>;
  readonly categories: ReadonlySet<CategoryId>;
}

/** All that the kinds of evidence are compiled from; `named`: the ids of the vendors that lists name, null: of all. */
export function finderInputOf({ vendors, macPrefixes, words }: IdentifierParts, named: ReadonlySet<string> | null) {
  const makers = makersOf(vendors, (id) => named?.has(id) ?? true);
  const names = knownNames(makers, words.legalForms);
  const index = indexNames(names, words);
  return {
    /** Those with an identifier: names are on their own, and a long list of them has no others. */
    makers: makers.filter(({ maker }) => Object.values(maker.identifiers).some(({ length }) => length > 0)),
    names,
    index,
    macPrefixes,
    words,
    /** What stands beside a name or a model, and who else it says made the thing. */
    beside: new KnownMakers(words, index),
  };
}

/** Something a kind of evidence looked at and did not take, for `explain`. */
export interface NearMiss {
  readonly kind: EvidenceKind;
  readonly text: string;
}

/**
 * One kind of evidence: looks at a cell, never at the row around it, so that what it says of a repeated cell can be
 * remembered.
 */
export interface Finder {
  readonly kinds: readonly EvidenceKind[];
  /**
   * Patterns, one of which stands in every cell of such a column that this kind could find something in, which lets
   * most cells be passed over at once; `all` when each cell has to be searched; null when none can hold it at all.
   */
  seeks(role: Role, fields: readonly Field[]): readonly Patterns[] | 'all' | null;
  /**
   * Of the kind that looks for addresses, which no first letters tell: whether one that is evidence may begin with some
   * 24 bits, and whether such are in a text; in a column of them (`ofAddresses`) they need no separators.
   */
  readonly addresses?: { begin(head: number): boolean; areIn(text: string, ofAddresses: boolean): boolean };
  find(cell: Cell, hits: Hit[]): void;
  /** What nearly matched in the cell, and why it does not count. */
  nearMisses?(cell: Cell): readonly NearMiss[];
}

/** A hit with defaults for what it does not state. Of one spread over the other, V8 makes a dictionary: 6 us a hit. */
export function hit(given: Pick<Hit, 'kind' | 'field' | 'seen' | 'matched' | 'sign'> & Partial<Hit>): Hit {
  const { kind, field, seen, matched, sign, maker = null, category = null, certainty = 'high', part = null } = given;
  const { setAside = null, family = null, before = null, gradeKey = null } = given;
  // prettier-ignore
  return {
    kind, maker, category, field, seen, matched, sign, part, setAside, family, before, gradeKey,
    certainty: lessCertain(maker?.certainty ?? 'high', certainty),
  };
}
