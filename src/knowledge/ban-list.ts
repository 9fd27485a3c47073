import { later, within } from '../core/dates.ts';
import { sha256 } from '#runtime';
import { CATEGORY_NAMES } from '../core/fields.ts';
import { numbering } from '../core/text.ts';
import { defaultsOf } from '../yaml/shape.ts';
import { ruleShape } from './list-shape.ts';
import type { Adoption, ExemptionFile, RawEntry, RawList, RawRule } from './list-shape.ts';
import { vendorIdOf } from './vendor.ts';

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

/** The hash of what was read from data files. Keys without a value are left out: a new optional key changes no hash. */
export const hashOf = (read: unknown): string =>
  sha256(JSON.stringify(read, (_, value: unknown) => value ?? undefined));

/** What a user's list without rules forbids. */
export const NOT_HERE: Rule = {
  ...defaultsOf(ruleShape),
  ...{ id: 'use', effect: 'must-go', mayNot: 'be used here', verified: true },
};

/**
 * Makes a list with its own entries, and with its files of approvals out of `exemptions`. `nameOf`: the name to print
 * for a vendor where the entry does not say it.
 */
export function toList(
  list: RawList,
  file: string,
  exemptions: readonly ExemptionFile[],
  nameOf: (vendor: string) => string | null,
): BanList {
  const about = Object.fromEntries(ABOUT.map((key) => [key, list[key]])) as unknown as About;
  const adopts = list.adopts.map((adoption) => ({ ...adoption, since: adoption.since ?? list.since }));
  const rules = list.rules.map((rule) => ({
    ...rule,
    binds: rule.binds ?? list.binds,
    until: rule.until ?? list.until,
    citation: rule.citation ?? list.citation,
    verified: rule.verified ?? list.verified ?? true,
  }));
  const numbered = numbering('-');
  const isOfLaw = isShipped(file);
  const entries = list.entries.map((raw): ListEntry => {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- how a name was meant is settled by now
    const { vendor: writtenVendor, exact, things, except, ...rest } = raw;
    const vendor = writtenVendor === null ? null : vendorIdOf(writtenVendor);
    const since = raw.since ?? list.since;
    const ownScopes = scopesOf(raw);
    const name = vendor === null ? nameWithoutVendor(raw) : (writtenVendor?.name ?? nameOf(vendor) ?? vendor);
    return {
      ...rest,
      id: numbered(vendor ?? raw.thing ?? `makers-${(raw.makerFrom ?? []).join('-').toLowerCase()}`),
      adoptedFrom: null,
      vendor,
      as: raw.as ?? name,
      affiliates: raw.affiliates ?? list.affiliates ?? 'included',
      // Nobody knew of a law before it was published; a company knows its own rules.
      announced: raw.announced ?? (raw.since === null ? list.announced : null) ?? (isOfLaw ? since : null),
      since,
      until: raw.until ?? list.until,
      reason: raw.reason ?? list.reason,
      scopes: ownScopes.length > 0 || raw.thing !== null ? ownScopes : scopesOf(list),
      citation: raw.citation ?? list.citation,
      verified: raw.verified ?? list.verified ?? true,
    };
  });
  const allRules = rules.length === 0 && !isOfLaw ? [NOT_HERE] : rules;
  const approvals = exemptions.filter(({ of }) => of === list.id);
  const hash = hashOf(list);
  const sha256 = approvals.length === 0 ? hash : hashOf([hash, approvals]);
  return { ...about, rules: allRules, entries, adopts, approvals, file, sha256 };
}

const scopesOf = ({ things, except }: Scope): readonly Scope[] =>
  things === null && except === null ? [] : [{ things, except }];

const nameWithoutVendor = ({ thing, makerFrom }: RawEntry): string =>
  thing === null ? `vendors from ${(makerFrom ?? []).join(', ')}` : CATEGORY_NAMES[thing];

/** Whether a path is a list of a checkout's data/. */
export const isShipped = (path: string): boolean => /(?:^|[/\\])data[/\\]lists[/\\][^/\\]+\.yaml$/.test(path);

/** The list with the entries that it adopts behind its own. `others` hold what it adopts; they have been checked. */
export function withAdopted(list: BanList, others: readonly BanList[]): BanList {
  if (list.adopts.length === 0) return list;
  const adopted = list.adopts.flatMap(({ list: id }) => others.filter((other) => other.id === id));
  return {
    ...list,
    approvals: [...list.approvals, ...adopted.flatMap(({ approvals }) => approvals)],
    entries: [...list.entries, ...adoptedEntries(list, others)],
    sha256: hashOf([list.sha256, adopted.map((one) => one.sha256)]),
  };
}

/**
 * The entries that a list adopts from others. Who and what exactly is named comes from the adopted entry; the rules,
 * and whom they bind, from the adopting list. An entry begins on the later of both days. In a frozen edition (`asOf`)
 * it is as it stood on that day.
 */
function adoptedEntries(adopting: BanList, others: readonly BanList[]): readonly ListEntry[] {
  return adopting.adopts.flatMap(({ list, asOf, only, since, affiliates, rules }) => {
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
        scopes: [...entry.scopes, ...scopesOf(adopting)],
        announced: first,
        since: first,
        until: asOf === null ? entry.until : null,
        rules,
        citation: entry.citation === null ? null : `${list}: ${entry.citation}`,
      };
    });
  });
}
