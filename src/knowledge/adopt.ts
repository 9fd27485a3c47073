import { later, within } from '../core/dates.ts';
import { sha256 } from '#runtime';
import type { BanList, ListEntry } from './ban-list.ts';
import type { Adoption } from './list-shape.ts';

/** The list with the entries that it adopts behind its own. `others` hold what it adopts; they have been checked. */
export function withAdopted(list: BanList, others: readonly BanList[]): BanList {
  if (list.adopts.length === 0) return list;
  const adopted = list.adopts.flatMap(({ list: id }) => others.filter((other) => other.id === id));
  return {
    ...list,
    approvals: [...list.approvals, ...approvalsOf(list, others)],
    entries: [...list.entries, ...adoptedEntries(list, others)],
    sha256: sha256(JSON.stringify([list.sha256, adopted.map((one) => one.sha256)])),
  };
}

/** The approvals of the lists that a list adopts. */
export function approvalsOf({ adopts }: Pick<BanList, 'adopts'>, others: readonly BanList[]): BanList['approvals'] {
  return adopts.flatMap(({ list }) => others.find(({ id }) => id === list)?.approvals ?? []);
}

/** The entries of other lists as those of the list that adopts them. */
export function adoptedEntries(
  { adopts, things, except }: Pick<BanList, 'adopts' | 'things' | 'except'>,
  others: readonly BanList[],
): readonly ListEntry[] {
  const own = things === null && except === null ? [] : [{ things, except }];
  return adopts.flatMap((adoption) => {
    const adopted = others.find(({ id }) => id === adoption.list);
    return (adopted?.entries ?? []).flatMap((entry) =>
      adopt(adoption, { ...entry, scopes: [...entry.scopes, ...own] }),
    );
  });
}

/**
 * Who is named and what exactly come from the adopted entry; rules, and whom they bind, from the adopting law. It is
 * named there from the later of both days on. Of a frozen edition the entry is as it stood on its day.
 */
function adopt({ list, asOf, only, since, affiliates, rules }: Adoption, entry: ListEntry): readonly ListEntry[] {
  if (only.length > 0 && !only.includes(entry.id)) return [];
  if (asOf !== null && !within(asOf, entry.since, entry.until)) return [];
  const first = later(entry.since, since);
  return [
    {
      ...entry,
      id: `${list}/${entry.id}`,
      adoptedFrom: list,
      affiliates: affiliates ?? entry.affiliates,
      announced: first,
      since: first,
      until: asOf === null ? entry.until : null,
      rules,
      citation: entry.citation === null ? null : `${list}: ${entry.citation}`,
    },
  ];
}
