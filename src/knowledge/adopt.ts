import { within } from '../core/dates.ts';
import { sha256 } from '../core/fingerprint.ts';
import type { Adoption, BanList, ListEntry, Period } from './ban-list.ts';

/** The list with the entries that it adopts behind its own. `others` hold what it adopts; they have been checked. */
export function withAdopted(list: BanList, others: readonly BanList[]): BanList {
  if (list.adopts.length === 0) return list;
  const adopted = list.adopts.flatMap(({ list: id }) => others.filter((other) => other.id === id));
  const isLiving = (id: string): boolean =>
    list.adopts.some((adoption) => adoption.list === id && adoption.asOf === null);
  return {
    ...list,
    approvals: adopted.filter(({ id }) => isLiving(id)).flatMap(({ approvals }) => approvals),
    entries: [...list.entries, ...adoptedEntries(list.adopts, others)],
    sha256: sha256(JSON.stringify([list.sha256, adopted.map((one) => one.sha256)])),
  };
}

/** The entries of other lists as those of the list that adopts them. */
export function adoptedEntries(adopts: readonly Adoption[], others: readonly BanList[]): readonly ListEntry[] {
  return adopts.flatMap((adoption) => {
    const adopted = others.find(({ id }) => id === adoption.list);
    return (adopted?.entries ?? []).flatMap((entry) => adopt(adoption, entry));
  });
}

/**
 * Who is named and what exactly come from the adopted entry; acts and days, and whom they bind, from the adopting law.
 * A living adoption follows every change. Of a frozen one the entry is as it stood on the day, whatever came later.
 */
function adopt(adoption: Adoption, entry: ListEntry): readonly ListEntry[] {
  const { list, asOf, only, since, until } = adoption;
  if (only.length > 0 && !only.includes(entry.id)) return [];
  if (asOf !== null && !stoodOn(entry, asOf)) return [];
  const own: Period = { from: since, until, citation: null };
  const periods = asOf === null ? entry.periods.flatMap((period) => overlap(period, own)) : [own];
  if (periods.length === 0) return [];
  const known = (day: string | null): boolean => asOf === null || day === null || day <= asOf;
  const cited = (citation: string | null): string | null =>
    citation === null ? adoption.citation : joined(adoption.citation, `${list}: ${citation}`);
  // An act cannot reach somebody before the adopted list does.
  const first = periods[0]?.from ?? null;
  const condition = (text: string | null): string | null => joined(adoption.condition, text);
  return [
    {
      ...entry,
      id: `${list}/${entry.id}`,
      adoptedFrom: list,
      affiliates: adoption.affiliates ?? entry.affiliates,
      announced: later(entry.announced, adoption.announced),
      periods: periods.map((period) => ({
        ...period,
        citation: period.citation === null ? null : cited(period.citation),
      })),
      prohibits: adoption.prohibits.map((rule) => ({
        ...rule,
        announced: later(rule.announced, entry.announced),
        from: later(rule.from, first),
      })),
      deadlines: adoption.deadlines,
      condition: condition(entry.condition),
      revisions: entry.revisions
        .filter(({ from }) => known(from))
        .map((revision) => ({
          ...revision,
          condition: revision.condition === null ? null : condition(revision.condition),
          citation: revision.citation === null ? null : cited(revision.citation),
        })),
      exemptions: entry.exemptions.filter(({ from }) => known(from)),
      continuedUse: adoption.continuedUse,
      citation: cited(entry.citation),
      url: null,
      note: joined(adoption.note, entry.note),
      verified: adoption.verified && entry.verified,
      examples: { match: [], noMatch: [] },
    },
  ];
}

function stoodOn({ announced, periods }: ListEntry, day: string): boolean {
  return (announced === null || announced <= day) && periods.some(({ from, until }) => within(day, from, until));
}

function overlap(period: Period, own: Period): readonly Period[] {
  const from = later(period.from, own.from);
  const until = period.until === null || (own.until !== null && own.until < period.until) ? own.until : period.until;
  return from !== null && until !== null && from > until ? [] : [{ from, until, citation: period.citation }];
}

function later(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a;
}

function joined(own: string | null, adopted: string | null): string | null {
  return own === null || adopted === null ? (own ?? adopted) : `${own}; ${adopted}`;
}
