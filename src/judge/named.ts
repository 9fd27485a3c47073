import type { Day } from '../core/dates.ts';
import type { VendorRef } from '../core/finding.ts';
import type { MaskSet } from '../core/mask/mask-set.ts';
import { padded } from '../core/text.ts';
import type { ListEntry } from '../knowledge/ban-list.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import { allBefore, allWithin, everySpan, dayText, purchaseText } from './days.ts';
import type { Kinds, RowKinds } from './kinds.ts';
import type { Row } from './row.ts';

/** What an entry is applied to: one identification in one row, on the day of the run. */
export interface Case {
  readonly asOf: Day;
  /** The vendor of the identification; null: it is of a kind of thing. */
  readonly maker: VendorRef | null;
  /** The vendors of the row that are more than possible. */
  readonly makers: readonly VendorRef[];
  readonly row: Row;
  readonly kindsOfRow: () => RowKinds;
  readonly kinds: Kinds;
  readonly vendor: Vendor | undefined;
  readonly vendorCountries: () => readonly string[];
}

/** The part of a prepared entry that says whom it names. */
interface Naming {
  readonly entry: ListEntry;
  readonly models: MaskSet;
  /** `vendor/affiliate` ids that have an entry of their own in the same list. */
  readonly ownEntries: ReadonlySet<string>;
}

/** A missing fact: what is open without it, and its name for people; null: no cell of a row could hold it. */
export type Open = readonly [because: string, fact: string | null];

/** How an entry names a row: not at all (null), as only listed and why, or so that its rules apply, as far as known. */
export type Named = string | readonly Open[] | null;

const YES: readonly Open[] = [];
const maybe = (because: string, fact: string | null): Named => [[because, fact]];

/** Missing facts of a row, as people read them. */
export const PURCHASE_DAY = 'day of purchase';
const MADE_IN = 'country of production';

/** A brand is not another company, and a company that was renamed is the same one. */
const SAME_COMPANY: ReadonlySet<string> = new Set(['brand', 'renamed', 'formerly']);

/** Whether the entry names the row: its vendor, model, country of production. */
export function named(prepared: Naming, subject: Case): Named {
  const { entry, models } = prepared;
  const { row, maker, vendor } = subject;
  if (models.size > 0 && ![...row.products(), ...row.descriptions()].some((cell) => models.matches(cell))) {
    const longer = row.products().find((cell) => goesOn(cell, models));
    if (longer !== undefined)
      return maybe(`"${longer.slice(0, 40)}" is more than a listed model of ${entry.as}: add * to mean it`, null);
    if (row.products().some((cell) => holdsModel(cell, models, subject))) return null;
    return maybe(`only some products are listed (${entry.as}), and the row has no model`, 'model');
  }
  if (entry.thing !== null) return madeThere(entry, row, subject.vendorCountries);
  if (maker === null) return null;
  if (entry.makerFrom !== null && countryOf(maker, vendor) === null)
    return maybe(`where ${maker.name} has its seat is not known`, 'country of the vendor');
  const company = entry.which === null ? YES : whichCompany(entry.which, subject);
  return company === YES ? owned(prepared, maker, subject) : company;
}

/** Whether a model cell has more behind a listed model and a sign: the list may mean C9300-48P by C9300, or not. */
function goesOn(cell: string, models: MaskSet): boolean {
  return Array.from(cell.matchAll(/[-/_.]/g)).some(({ index }) => models.matches(cell.slice(0, index)));
}

/** Whether a model cell holds a model: not a kind of device, a vendor's name or the beginning of a listed model. */
function holdsModel(cell: string, models: MaskSet, { kinds, vendor, maker }: Case): boolean {
  const names = [maker?.name ?? '', ...(vendor?.names.map(({ name }) => name) ?? [])];
  return !kinds.isKind(cell) && !names.some((name) => padded(name) === padded(cell)) && !models.begins(cell);
}

/** The country of a vendor or affiliate; of an affiliate without one that of its parent; null: not known. */
export function countryOf({ affiliate }: VendorRef, vendor: Vendor | undefined): string | null {
  return vendor?.affiliates.find(({ id }) => id === affiliate?.id)?.country ?? vendor?.country ?? null;
}

/** Whether a thing was made in a country that the entry names: any stage counts ("any major stage of production"). */
function madeThere({ madeIn, madeOutside }: ListEntry, row: Row, vendorCountries: () => readonly string[]): Named {
  if (madeIn === null && madeOutside === null) return YES;
  const origin = row.origin();
  const isNamed = (country: string): boolean =>
    madeOutside?.includes(country) === false || madeIn?.includes(country) === true;
  if (origin !== null && origin.countries.some(isNamed)) return YES;
  if (origin?.complete === true) {
    const other = row.describedOrigins.find(isNamed);
    return other === undefined ? null : maybe(`"${origin.text}" beside "made in ${other}" clears nothing`, MADE_IN);
  }
  if (origin !== null) return maybe(`"${origin.text}" does not say a country of production`, MADE_IN);
  if (madeIn !== null && !vendorCountries().some(isNamed)) return null;
  return maybe(`no ${MADE_IN}`, MADE_IN);
}

/** For a brand that a listed company shares with one that is not listed: the row has to say which of them it means. */
function whichCompany({ listed, notListed }: NonNullable<ListEntry['which']>, { row, maker }: Case): Named {
  // An affiliate matched by its own identifiers (a MAC registrant) shows the company as well as a cell does.
  const affiliate = maker?.affiliate?.name;
  const byEvidence = affiliate === undefined ? [] : [padded(affiliate)];
  const firstNamed = (names: readonly string[], cells: readonly string[]): string | undefined =>
    names.find((name) => cells.concat(byEvidence).some((cell) => cell.includes(padded(name))));
  if (firstNamed(listed, row.readable()) !== undefined) return YES;
  // Free text clears nothing: only a vendor cell can say that it is the company that is not listed.
  const other = firstNamed(notListed, row.vendorCells());
  if (other !== undefined) return `${other} is not the listed company`;
  const brand = maker?.name ?? 'the brand';
  const either = (names: readonly string[]): string => names.join(' or ') || 'another company';
  return maybe(`${brand} may be ${either(listed)} (listed) or ${either(notListed)} (not listed)`, 'which company');
}

/**
 * Whether an affiliate belonged to the listed vendor when it made the thing: on the day of production, else purchase.
 * An affiliate with an entry of its own is named by that entry, whoever owns it.
 */
function owned({ entry, ownEntries }: Naming, { id, name: owner, affiliate: ref }: VendorRef, { vendor, row }: Case) {
  if (ref === null || entry.vendor === `${id}/${ref.id}`) return YES;
  const hasOwnEntry = ownEntries.has(`${id}/${ref.id}`);
  if (entry.makerFrom !== null && hasOwnEntry) return null;
  const { name, relation } = ref;
  const days = row.made();
  const affiliate = vendor?.affiliates.find((one) => one.id === ref.id);
  const { from = null, until = null, stillSupplies = false } = affiliate ?? {};
  if (allBefore(days, from)) return `${name} belongs to ${owner} only from ${from ?? ''}`;
  const sold = until === null ? '' : `${name} was ${owner}'s until ${until}${relation === 'sold' ? ', then sold' : ''}`;
  const when = days === row.bought() ? purchaseText(days) : `made ${dayText(days)}`;
  if (from !== null && days.spans.length > 0 && !allWithin(days, from))
    return maybe(`${name} belongs to ${owner} only from ${from}; ${when}`, PURCHASE_DAY);
  if (until !== null && !allWithin(days, null, until)) {
    if (!everySpan(days, ({ first }) => first > until)) return maybe(`${sold}; ${when}`, PURCHASE_DAY);
    if (!stillSupplies) return `${sold}; ${when}`;
    return maybe(`${sold}; ${owner} is said to supply it still`, 'who made it');
  }
  if (entry.affiliates === 'included' || SAME_COMPANY.has(relation)) return YES;
  if (hasOwnEntry) return null;
  if (entry.affiliates === 'excluded') return `affiliates are not included, and ${name} is one of ${owner}'s`;
  const names = [name, ...(affiliate?.names.map((one) => one.name) ?? [])].map(padded);
  if ([entry.as, ...entry.also].some((text) => names.some((one) => padded(text).includes(one)))) return YES;
  return `the list names affiliates one by one, and ${name} is not among those in this file`;
}
