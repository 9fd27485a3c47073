import { later, within } from '../core/dates.ts';
import { sha256 } from '#runtime';
import type { Adoption, ExemptionFile, RawEntry, RawList, RawRule } from './list-shape.ts';

/** What is forbidden, to whom, since when. What it leaves out (`verified`, `binds` ...) is filled in from its list. */
export type Rule = Omit<RawRule, 'verified'> & { readonly verified: boolean };

/** Kinds of things that an entry or a rule is about: only `things`, or all but `except`; null: not stated. */
export type Scope = Pick<RawRule, 'things' | 'except'>;

/** A vendor, a kind of thing, or every vendor of some countries. What it leaves out is filled in from its list. */
export interface ListEntry extends Omit<
  RawEntry,
  'vendor' | 'exact' | 'as' | 'affiliates' | 'things' | 'except' | 'verified'
> {
  /** The vendor, the kind of thing or `makers-cn`, numbered if repeated (`huawei-2`). Unique in its list. */
  readonly id: string;
  /** The list that it was adopted from; null: the list's own. */
  readonly adoptedFrom: string | null;
  readonly vendor: string | null;
  readonly as: string;
  readonly affiliates: NonNullable<RawEntry['affiliates']>;
  /** All of these must reach a thing: the entry's own or else its list's, and that of the list that adopts it. */
  readonly scopes: readonly Scope[];
  readonly verified: boolean;
}

/** Keys of a list that are taken over as they are written. */
export const ABOUT = [
  ...(['id', 'title', 'short', 'publisher', 'jurisdiction', 'binds', 'url', 'checked', 'pace', 'note'] as const),
  ...(['sources', 'things', 'except'] as const),
];

export type About = Pick<RawList, (typeof ABOUT)[number]>;

export interface BanList extends About {
  readonly rules: readonly Rule[];
  /** Its own, then those of the lists that it adopts. */
  readonly entries: readonly ListEntry[];
  readonly adopts: readonly Adoption[];
  /** Those of the list and of the lists that it adopts. Approvals change more often than a list. */
  readonly approvals: readonly ExemptionFile[];
  /** Path of the file it came from. */
  readonly file: string | null;
  /** Over what the file says (not its layout or comments), vendors described in place included. */
  readonly sha256: string;
}

/** `use`: the rule holds; `sites!`: it holds even where a row cannot settle it; `-buy`: it does not hold. */
export function ruleChosen(text: string): { readonly id: string; readonly is: 'holds' | 'sure' | 'refused' } {
  if (text.startsWith('-')) return { id: text.slice(1), is: 'refused' };
  return text.endsWith('!') ? { id: text.slice(0, -1), is: 'sure' } : { id: text, is: 'holds' };
}

/** The list with the entries that it adopts behind its own. `others` hold what it adopts; they have been checked. */
export function withAdopted(list: BanList, others: readonly BanList[]): BanList {
  if (list.adopts.length === 0) return list;
  const adopted = list.adopts.flatMap(({ list: id }) => others.filter((other) => other.id === id));
  return {
    ...list,
    approvals: [...list.approvals, ...adopted.flatMap(({ approvals }) => approvals)],
    entries: [...list.entries, ...adoptedEntries(list, others)],
    sha256: sha256(JSON.stringify([list.sha256, adopted.map((one) => one.sha256)])),
  };
}

/**
 * The entries that a list adopts from others. Who and what exactly is named comes from the adopted entry; the rules,
 * and whom they bind, from the adopting list. An entry begins on the later of both days. In a frozen edition (`asOf`)
 * it is as it stood on that day.
 */
function adoptedEntries({ adopts, things, except }: BanList, others: readonly BanList[]): readonly ListEntry[] {
  const narrowing = things === null && except === null ? [] : [{ things, except }];
  return adopts.flatMap(({ list, asOf, only, since, affiliates, rules }) => {
    const { entries = [] } = others.find(({ id }) => id === list) ?? {};
    const named = entries.filter(
      (entry) =>
        (only.length === 0 || only.includes(entry.id)) && (asOf === null || within(asOf, entry.since, entry.until)),
    );
    return named.map((entry) => {
      const first = later(entry.since, since);
      return {
        ...entry,
        id: `${list}/${entry.id}`,
        adoptedFrom: list,
        affiliates: affiliates ?? entry.affiliates,
        scopes: [...entry.scopes, ...narrowing],
        announced: first,
        since: first,
        until: asOf === null ? entry.until : null,
        rules,
        citation: entry.citation === null ? null : `${list}: ${entry.citation}`,
      };
    });
  });
}
