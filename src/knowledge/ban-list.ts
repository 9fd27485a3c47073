import type { MaskText } from '../core/mask/mask.ts';
import type { CategoryId } from '../core/fields.ts';
import type { Adoption, Approval, ExemptionFile, RawEntry, RawList, RawRule } from './list-shape.ts';

/** What may not be, of whom, since when. `verified` and `binds` as the list says, unless it says its own. */
export type Rule = Omit<RawRule, 'verified'> & { readonly verified: boolean };

/** Kinds of things that an entry or a rule is about; null: does not say. Only, or all but. */
export interface Scope {
  readonly things: readonly string[] | null;
  readonly except: readonly string[] | null;
}

/** Who is named: a vendor, a kind of thing, or every vendor of some countries. What it does not say its list says. */
export interface ListEntry extends Pick<
  RawEntry,
  'thing' | 'makerFrom' | 'madeIn' | 'madeOutside' | 'also' | 'models' | 'which' | 'reason' | 'citation' | 'note'
> {
  /** Vendor, kind of thing or `makers-cn`, with a number when it stands before. Unique in its list. */
  readonly id: string;
  /** The list that it was adopted from; null: the list's own. */
  readonly adoptedFrom: string | null;
  readonly vendor: string | null;
  readonly thing: CategoryId | null;
  readonly models: readonly MaskText[];
  readonly as: string;
  readonly affiliates: 'included' | 'excluded' | 'named';
  readonly announced: string | null;
  readonly since: string | null;
  readonly until: string | null;
  /** All of them must reach a thing: those of the list it comes from, those of the list that it is in. */
  readonly scopes: readonly Scope[];
  /** Ids of the rules that hold for it; null: all of its list. */
  readonly rules: readonly string[] | null;
  readonly assumes: string | null;
  readonly verified: boolean;
}

export interface BanList
  extends
    Scope,
    Pick<
      RawList,
      | 'id'
      | 'title'
      | 'short'
      | 'publisher'
      | 'jurisdiction'
      | 'binds'
      | 'url'
      | 'checked'
      | 'pace'
      | 'note'
      | 'sources'
    > {
  readonly rules: readonly Rule[];
  /** Its own, then those of the lists that it adopts. */
  readonly entries: readonly ListEntry[];
  readonly adopts: readonly Adoption[];
  /** Of the list and of those that it adopts: approvals change more often than a list. */
  readonly approvals: readonly ExemptionFile[];
  /** Path of the file it came from. */
  readonly file: string | null;
  /** Over what the file says (not its layout or comments), vendors described in place included. */
  readonly sha256: string;
}

/** The approvals of a list for one kind of thing. */
export function approvalsFor({ approvals }: BanList, thing: CategoryId): readonly Approval[] {
  return approvals.flatMap((file) => file.approvals[thing] ?? []);
}

/** `sites!`: holds, and a row need not tell; `-buy`: does not hold; `use`: holds. */
export function ruleChosen(text: string): { readonly id: string; readonly is: 'holds' | 'sure' | 'refused' } {
  if (text.startsWith('-')) return { id: text.slice(1), is: 'refused' };
  return text.endsWith('!') ? { id: text.slice(0, -1), is: 'sure' } : { id: text, is: 'holds' };
}
