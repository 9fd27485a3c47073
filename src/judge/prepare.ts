import type { Day } from '../core/dates.ts';
import { MaskSet } from '../core/mask/mask-set.ts';
import { fold, words } from '../core/text.ts';
import type { LegalForms } from '../words/words.ts';
import type { BanList, Exemption, ListEntry } from '../knowledge/ban-list.ts';
import type { Covered } from '../core/network.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import type { Effect, Reach } from './acts.ts';
import { effectOn } from './acts.ts';
import { padded } from './cells/cells.ts';

export interface PreparedExemption {
  readonly exemption: Exemption;
  readonly models: MaskSet;
  /** How a maker cell may begin, as words; null: any maker. */
  readonly makers: readonly string[] | null;
}

/** An entry with all that does not depend on the row: patterns compiled, names as words, its effect by day. */
export interface PreparedEntry {
  readonly list: BanList;
  readonly entry: ListEntry;
  readonly effectOn: (day: Day, reach: Reach) => Effect;
  /** Whether what a row is, or its part of a network, changes anything. */
  readonly asksKind: boolean;
  /** Whether its part of a network does. */
  readonly asksPart: boolean;
  /** What the entry or one of its rules is about. */
  readonly covered: ReadonlySet<Covered>;
  readonly models: MaskSet;
  readonly exemptions: readonly PreparedExemption[];
  /** The names of `whichCompany`, as printed and as words. */
  readonly companies: { readonly listed: readonly CompanyName[]; readonly notListed: readonly CompanyName[] } | null;
  /** The names printed on the list, as words. */
  readonly printed: readonly string[];
  /** `vendor/affiliate` ids that have an entry of their own in the same list. */
  readonly named: ReadonlySet<string>;
}

export interface CompanyName {
  readonly name: string;
  readonly words: string;
}

/** `vendor/affiliate` ids that have an entry of their own in a list. */
export function namedAffiliates(list: BanList): ReadonlySet<string> {
  return new Set(list.entries.flatMap(({ vendor }) => (vendor?.includes('/') === true ? [vendor] : [])));
}

/** `named`: of its list, see `namedAffiliates`. */
export function prepareEntry(
  list: BanList,
  entry: ListEntry,
  named: ReadonlySet<string>,
  vendors: ReadonlyMap<string, Vendor>,
  legalForms: LegalForms,
): PreparedEntry {
  const companyNames = (names: readonly string[]) => names.map((name) => companyName(name, legalForms));
  return {
    list,
    entry,
    effectOn: remembered((day, reach) => effectOn(list, entry, day, reach)),
    asksKind: asksKind(entry),
    asksPart: asksPart(entry),
    covered: coveredBy(entry),
    models: new MaskSet(entry.models),
    exemptions: entry.exemptions.map((exemption) => prepareExemption(exemption, list, vendors)),
    companies: entry.whichCompany && {
      listed: companyNames(entry.whichCompany.listed),
      notListed: companyNames(entry.whichCompany.notListed),
    },
    printed: [entry.listedAs, ...entry.names].map(padded),
    named,
  };
}

function asksKind(entry: ListEntry): boolean {
  const { covers, prohibits } = entry;
  const everything = (['equipment', 'software', 'service'] as const).every((kind) => covers.includes(kind));
  return !everything || asksPart(entry) || prohibits.some((rule) => rule.covers.length > 0);
}

function asksPart({ prohibits }: ListEntry): boolean {
  return prohibits.some(({ parts, unclear }) => parts.length + unclear.length > 0);
}

/** Where nothing is said of components, one is equipment like any other. */
function coveredBy({ covers, prohibits }: ListEntry): ReadonlySet<Covered> {
  const all = new Set([...covers, ...prohibits.flatMap((rule) => rule.covers)]);
  if (all.has('equipment')) all.add('component');
  return all;
}

/** Rows share their days: one as-of day, or the purchase days of an inventory, at most those from 1970 to 2069. */
function remembered(effect: (day: Day, reach: Reach) => Effect): (day: Day, reach: Reach) => Effect {
  const known = new Map<string, Effect>();
  return (day, reach) => {
    const key = `${day} ${reach.kind} ${reach.part ?? ''} ${reach.acts}`;
    const found = known.get(key) ?? effect(day, reach);
    known.set(key, found);
    return found;
  };
}

/**
 * Makers of exempt products are mostly not banned vendors, so that a vendor file may be missing: the id is a name too.
 */
function prepareExemption(
  exemption: Exemption,
  list: BanList,
  vendors: ReadonlyMap<string, Vendor>,
): PreparedExemption {
  const models = new MaskSet(exemption.models);
  if (exemption.vendor === null && exemption.holder === null) return { exemption, models, makers: null };
  const vendor = exemption.vendor === null ? undefined : vendors.get(exemption.vendor);
  const names = vendor === undefined ? [] : [vendor.name, ...vendor.names.map(({ name }) => name)];
  const all = [exemption.vendor, exemption.holder, ...exemption.names, ...names].filter((name) => name !== null);
  return { exemption, models, makers: [...new Set(all.map(padded))] };
}

/** Without the legal form at the end of a name of more than three words: of a shorter one it tells companies apart. */
function companyName(name: string, legalForms: LegalForms): CompanyName {
  const parts = words(fold(name));
  while (parts.length > 3 && legalForms.has(parts.at(-1) ?? '')) parts.pop();
  return { name, words: ` ${parts.join(' ')} ` };
}
