import type { Confidence, Evidence, EvidenceKind, Identification, SetAside } from '../../core/finding.ts';
import type { CategoryId, Field } from '../../core/fields.ts';
import type { Patterns } from '../../core/first-letters.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Certainty } from '../../knowledge/vendor.ts';
import type { Cell } from '../cell.ts';
import { NameContext, type OtherMaker } from '../names/name-context.ts';
import { indexNames, knownNames, makersOf, type MakerEntry } from '../names/name-index.ts';
import type { Role } from '../role.ts';
import { BEST_GRADE, weaker, type Sign } from '../strengths.ts';

/** One cell that points at one vendor or category, before it is weighed together with the rest of the row. */
export interface Hit extends Pick<Evidence, 'kind' | 'field' | 'seen' | 'matched'> {
  /** Exactly one of maker and category is non-null. */
  readonly maker: MakerEntry | null;
  readonly category: CategoryId | null;
  /** Its line in the table of strengths. */
  readonly sign: Sign;
  /** Its best grade: how sure the name or identifier is, and that the maker is one of the vendor's companies. */
  readonly atBest: Confidence;
  /** Of a name that is set aside and no evidence: why, and the word that says so. */
  readonly setAside: Pick<SetAside, 'reason' | 'by'> | null;
  /** For a model: what its family says the device is; `sure`: the cell is there to name the model. */
  readonly family: (Identification['families'][number] & { readonly name: string }) | null;
  /** Of a model: the maker named before it in its own cell; null for none. */
  readonly before: OtherMaker | null;
  /** The same object for all hits that differ in `seen` alone, on which no grade depends. */
  readonly gradeKey: object | null;
}

/** What an identifier is compiled from. */
export type IdentifierParts = Pick<Knowledge, 'vendors' | 'macPrefixes' | 'words'>;

/** What kinds of evidence are compiled from. */
export type FinderInput = ReturnType<typeof finderInputOf>;

/** What the entries of the chosen lists name: only a row that points at one of these becomes a finding. */
export interface Designated {
  /** Ids of vendors; an entry about an affiliate names its vendor. */
  readonly vendors: ReadonlySet<string>;
  readonly categories: ReadonlySet<CategoryId>;
}

/** All that the kinds of evidence are compiled from; `named`: the ids of the vendors that lists name, null: all. */
export function finderInputOf({ vendors, macPrefixes, words }: IdentifierParts, listed: ReadonlySet<string> | null) {
  const makers = makersOf(vendors, (id) => listed?.has(id) ?? true);
  const names = knownNames(makers, words.legalForms);
  const index = indexNames(names, words);
  return {
    /** The makers with an identifier. Names are in `names`: most vendors of a long list have nothing else. */
    makers: makers.filter(({ facts }) => Object.values(facts.identifiers).some(({ length }) => length > 0)),
    names,
    index,
    macPrefixes,
    words,
    /** Reads the words beside a name or a model, and the makers that they name. */
    context: new NameContext(index),
  };
}

/** One kind of evidence: looks at a cell, never at the row around it, so that its result can be cached by text. */
export interface Finder {
  /** Its kinds; near misses are of the first. */
  readonly kinds: readonly EvidenceKind[];
  /**
   * Patterns for the cells of such a column: one of them begins a word of every cell in which this kind finds
   * something, so that most cells are skipped. `all`: every cell has to be searched; null: no cell is evidence of this
   * kind, whatever it holds, so `find` is never called.
   */
  seeks(role: Role, fields: readonly Field[]): readonly Patterns[] | 'all' | null;
  /**
   * For addresses, which first letters do not tell: whether an address that is evidence may begin with these 24 bits,
   * and whether a text holds one; in a column of addresses (`ofAddresses`) they need no separators.
   */
  readonly addresses?: { mayBegin(head: number): boolean; areIn(text: string, ofAddresses: boolean): boolean };
  find(cell: Cell, hits: Hit[]): void;
  /** For `explain`: what nearly matched in the cell, and why it does not count. */
  nearMisses?(cell: Cell): readonly string[];
}

/**
 * A hit by a fact that is so certain, with defaults for what is not given. An object spread over another is a
 * dictionary to V8: 6 us a hit.
 */
export function hit(
  certainty: Certainty,
  given: Pick<Hit, 'kind' | 'field' | 'seen' | 'matched' | 'sign'> & Partial<Omit<Hit, 'atBest'>>,
): Hit {
  const { kind, field, seen, matched, sign, maker = null, category = null } = given;
  const { setAside = null, family = null, before = null, gradeKey = null } = given;
  // prettier-ignore
  return {
    kind, maker, category, field, seen, matched, sign, setAside, family, before, gradeKey,
    atBest: weaker(BEST_GRADE[maker?.certainty ?? 'high'], BEST_GRADE[certainty]),
  };
}
