import { suggest } from '../core/distance.ts';
import { UserError } from '../core/errors.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { prefixesOf } from '../knowledge/knowledge.ts';
import { VendorNames } from '../knowledge/vendor-names.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import type { Host } from './host.ts';

/** All vendors, each with the lists that name it or an affiliate of it. */
export async function listVendors(host: Host) {
  const knowledge = await host.knowledge();
  return knowledge.vendors.map((vendor) => ({
    id: vendor.id,
    name: vendor.name,
    country: vendor.country,
    affiliates: vendor.affiliates.length,
    macPrefixes: countPrefixes(vendor, knowledge),
    lists: [...new Set(designationsOf(vendor.id, knowledge.lists).map(({ list }) => list))],
  }));
}

/** A vendor by its id or a name of it, or the vendor of an affiliate. Throws UserError when there is none. */
export async function showVendor(id: string, host: Host) {
  const knowledge = await host.knowledge();
  const isOf = (own: string): Vendor | undefined =>
    knowledge.vendors.find((candidate) => candidate.id === own) ??
    knowledge.vendors.find(({ affiliates }) => affiliates.some((affiliate) => affiliate.id === own));
  const named = new VendorNames(knowledge.words, knowledge.vendors, knowledge.lists);
  const vendor = isOf(id.split('/')[0] ?? '') ?? isOf(named.find(id)?.split('/')[0] ?? '');
  if (vendor === undefined) {
    const known = knowledge.vendors.flatMap((one) => [one, ...one.affiliates]).map((one) => one.id);
    const near = suggest(id, known);
    throw new UserError(`no vendor '${id}'`, near.startsWith('did you mean') ? near : 'netvet vendors shows them');
  }
  return {
    vendor,
    macPrefixes: countPrefixes(vendor, knowledge),
    designations: designationsOf(vendor.id, knowledge.lists),
  };
}

/** The entries that name a vendor or one of its affiliates, in the order of the lists. */
export function designationsOf(vendorId: string, lists: readonly BanList[]) {
  return lists.flatMap(({ id, entries }) => {
    const own = entries.filter(({ vendor }) => vendor?.split('/')[0] === vendorId);
    return own.map((entry) => ({ list: id, entry: entry.id, as: entry.as }));
  });
}

function countPrefixes(vendor: Vendor, { macPrefixes }: Knowledge): number {
  const makers = [vendor, ...vendor.affiliates];
  const registrants = new Set(makers.flatMap((maker) => maker.identifiers.macRegistrants.map(({ value }) => value)));
  const own = makers.reduce((sum, { identifiers }) => sum + identifiers.macPrefixes.length, 0);
  return [...registrants].reduce((sum, registrant) => sum + prefixesOf(macPrefixes, registrant).length, own);
}
