import { daysBetween, within, type Day } from '../core/dates.ts';
import { UserError } from '../core/errors.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import type { Profile } from '../knowledge/list-shape.ts';
import { VendorNames } from '../knowledge/vendor-names.ts';
import { vendorOf } from '../knowledge/vendor.ts';
import { chooseLists, DEFAULT_LISTS, unknownName } from './choose-lists.ts';
import { isOutdated } from './exit.ts';
import type { Host } from './host.ts';

/** The shipped lists and profiles. */
export async function listLists(host: Host) {
  const { lists, profiles } = await host.knowledge();
  return {
    profiles,
    lists: lists.map(({ id, title, jurisdiction, binds, rules, entries, checked, pace, approvals }) => ({
      ...{ id, title, jurisdiction, binds, rules: rules.length, entries: entries.length, checked },
      age: checked === null ? null : daysBetween(checked, host.today),
      pace,
      old: [{ checked, pace }, ...approvals].some((file) => isOutdated(file, host.today)),
      default: DEFAULT_LISTS.some((name) => name === id),
    })),
  };
}

/** A list by its id or file, and all vendors, also those that the list describes. Throws UserError. */
export async function findList(name: string, listSource: readonly string[], host: Host) {
  const { lists, vendors } = await chooseLists({ list: [name], profile: [], listSource }, host);
  const [list, second] = lists;
  if (list === undefined || second !== undefined) throw new UserError(`'${name}' is more than one list`, 'name one');
  return { list, vendors };
}

/** A list, and the day as of which it is shown (null: with its history); or a profile. */
export type Shown = { readonly list: BanList; readonly asOf: Day | null } | { readonly profile: Profile };

/** A list, as it stood on `asOf` if that is given, or a profile. Throws UserError when there is none of that name. */
export async function showList(name: string, asOf: Day | null, sources: readonly string[], host: Host): Promise<Shown> {
  const profile = (await host.knowledge()).profiles.find(({ id }) => id === name);
  if (profile !== undefined) return { profile };
  const { list } = await findList(name, sources, host);
  return { asOf, list: asOf === null ? list : listOn(list, asOf) };
}

function listOn(list: BanList, day: Day): BanList {
  return {
    ...list,
    rules: list.rules.filter(({ announced, until }) => within(day, announced, until)),
    entries: list.entries.filter(({ announced, until }) => within(day, announced, until)),
    approvals: list.approvals.map((file) => {
      const held = Object.entries(file.approvals).map(([thing, all]) => {
        return [thing, all?.filter(({ from }) => from === null || from <= day) ?? []] as const;
      });
      return { ...file, approvals: Object.fromEntries(held) };
    }),
  };
}

/** The address and the sources of a list and its approvals. Throws UserError for a profile, which has none. */
export function sourcesOf(shown: Shown): readonly string[] {
  if ('profile' in shown) throw new UserError(`${shown.profile.id} is a profile`, 'name one of its lists');
  const { url, sources, approvals } = shown.list;
  return [...new Set([...(url === null ? [] : [url]), ...sources, ...approvals.flatMap((file) => file.sources)])];
}

/** All vendors, each with the lists that name it or an affiliate of it. */
export async function listVendors(host: Host) {
  const { vendors, lists } = await host.knowledge();
  return vendors.map(({ id, name, country, affiliates }) => {
    const naming = designationsOf(id, lists).map(({ list }) => list);
    return { id, name, country, affiliates: affiliates.length, lists: [...new Set(naming)] };
  });
}

/** A vendor by its id or a name of it, or the vendor of an affiliate. Throws UserError when there is none. */
export async function showVendor(id: string, host: Host) {
  const knowledge = await host.knowledge();
  const names = new VendorNames(knowledge.words, knowledge.vendors, knowledge.lists);
  const vendorId = vendorOf(names.find(id) ?? id);
  const vendor =
    knowledge.vendors.find((candidate) => candidate.id === vendorId) ??
    knowledge.vendors.find(({ affiliates }) => affiliates.some((affiliate) => affiliate.id === vendorId));
  if (vendor === undefined) throw new UserError([unknownName('vendor', id, knowledge)]);
  return { vendor, designations: designationsOf(vendor.id, knowledge.lists) };
}

/** The entries that name a vendor or one of its affiliates, in the order of the lists. */
export function designationsOf(vendorId: string, lists: readonly BanList[]) {
  return lists.flatMap(({ id, entries }) => {
    const naming = entries.filter(({ vendor }) => vendor !== null && vendorOf(vendor) === vendorId);
    return naming.map((entry) => ({ list: id, entry: entry.id, as: entry.as }));
  });
}
