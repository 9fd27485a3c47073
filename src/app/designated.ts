import type { VendorRef } from '../core/finding.ts';
import type { Designated } from '../identify/designated.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import { countryOf } from '../judge/entry.ts';

/** Tells the vendors and affiliates that entries of the lists name; holders of exemptions are not among them. */
export function namesVendor(lists: readonly BanList[], vendors: readonly Vendor[]): (vendor: VendorRef) => boolean {
  const entries = lists.flatMap((list) => list.entries);
  const named = new Set(entries.flatMap(({ vendor }) => vendor ?? []));
  const countries = entries.flatMap(({ makerFrom }) => makerFrom ?? []);
  const byId = new Map(countries.length === 0 ? [] : vendors.map((vendor) => [vendor.id, vendor]));
  const isFromThere = (vendor: VendorRef): boolean =>
    countries.length > 0 && countries.includes(countryOf(vendor, byId.get(vendor.id)) ?? countries[0] ?? '');
  return (vendor) => {
    const { id, affiliate } = vendor;
    return named.has(id) || (affiliate !== null && named.has(`${id}/${affiliate.id}`)) || isFromThere(vendor);
  };
}

/** What the entries of the lists name. */
export function designatedBy(lists: readonly BanList[], vendors: readonly Vendor[]): Designated {
  const entries = lists.flatMap((list) => list.entries);
  const isNamed = namesVendor(lists, vendors);
  const affiliates = (vendor: Vendor) => [
    null,
    ...vendor.affiliates.map(({ id, name, relation }) => ({ id, name, relation })),
  ];
  const named = vendors.filter((vendor) =>
    affiliates(vendor).some((affiliate) => isNamed({ id: vendor.id, name: vendor.name, affiliate })),
  );
  return {
    vendors: new Set(named.map(({ id }) => id)),
    categories: new Set(entries.flatMap(({ thing }) => thing ?? [])),
  };
}
