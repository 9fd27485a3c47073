import type { Day } from '../core/dates.ts';
import { fold, words } from '../core/text.ts';
import type { LegalForms } from '../core/words/legal-forms.ts';
import type { BanList, Exemption, ListEntry } from '../knowledge/ban-list.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import type { Effect } from './acts.ts';
import { effectOn } from './acts.ts';
import type { Pattern } from './cells/cells.ts';
import { compilePatterns, padded } from './cells/cells.ts';

export interface PreparedExemption {
  readonly exemption: Exemption;
  readonly models: readonly Pattern[];
  /** How a maker cell may begin, as words; null: any maker. */
  readonly makers: readonly string[] | null;
}

/** An entry with all that does not depend on the row: patterns compiled, names as words, its effect by day. */
export interface PreparedEntry {
  readonly list: BanList;
  readonly entry: ListEntry;
  readonly effectOn: (day: Day) => Effect;
  readonly models: readonly Pattern[];
  readonly exemptions: readonly PreparedExemption[];
  /** The words of each purpose. */
  readonly purposes: readonly (readonly string[])[];
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
    effectOn: remembered((day) => effectOn(list, entry, day)),
    models: compilePatterns(entry.models, list),
    exemptions: entry.exemptions.map((exemption) => prepareExemption(exemption, list, vendors)),
    purposes: entry.purposes.map((purpose) => words(fold(purpose))),
    companies: entry.whichCompany && {
      listed: companyNames(entry.whichCompany.listed),
      notListed: companyNames(entry.whichCompany.notListed),
    },
    printed: [entry.listedAs, ...entry.names].map(padded),
    named,
  };
}

/** Rows share their days: one as-of day, or the acquisition days of an inventory, at most those from 1970 to 2069. */
function remembered(effect: (day: Day) => Effect): (day: Day) => Effect {
  const known = new Map<Day, Effect>();
  return (day) => {
    const found = known.get(day) ?? effect(day);
    known.set(day, found);
    return found;
  };
}

/** Makers of exempt products are mostly not banned vendors, so that a vendor file may be missing: the id is a name too. */
function prepareExemption(
  exemption: Exemption,
  list: BanList,
  vendors: ReadonlyMap<string, Vendor>,
): PreparedExemption {
  const models = compilePatterns(exemption.models, list);
  if (exemption.vendor === null) return { exemption, models, makers: null };
  const vendor = vendors.get(exemption.vendor);
  const names = vendor === undefined ? [] : [vendor.name, ...vendor.names.map(({ name }) => name)];
  return { exemption, models, makers: [...new Set([exemption.vendor, ...names].map(padded))] };
}

/** Without the legal form at the end of a name of more than three words: of a shorter one it tells companies apart. */
function companyName(name: string, legalForms: LegalForms): CompanyName {
  const parts = words(fold(name));
  while (parts.length > 3 && legalForms.has(parts.at(-1) ?? '')) parts.pop();
  return { name, words: ` ${parts.join(' ')} ` };
}
