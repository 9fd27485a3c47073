import type { VendorRef } from '../core/finding.ts';
import type { Designated } from '../identify/designated.ts';
import type { BanList } from '../knowledge/ban-list.ts';

/** Tells the vendors and affiliates that entries of the lists name; holders of exemptions are not among them. */
export function namesVendor(lists: readonly BanList[]): (vendor: VendorRef) => boolean {
  const named = new Set(lists.flatMap(({ entries }) => entries.flatMap(({ vendor }) => vendor ?? [])));
  return ({ id, affiliate }) => named.has(id) || (affiliate !== null && named.has(`${id}/${affiliate.id}`));
}

/** What the entries of the lists name. */
export function designatedBy(lists: readonly BanList[]): Designated {
  const entries = lists.flatMap((list) => list.entries);
  return {
    vendors: new Set(entries.flatMap(({ vendor }) => (vendor === null ? [] : vendor.replace(/\/.*$/, '')))),
    categories: new Set(entries.flatMap(({ category }) => category ?? [])),
  };
}
