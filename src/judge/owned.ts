import type { VendorRef } from '../core/finding.ts';
import { padded } from '../core/text.ts';
import type { ListEntry } from '../knowledge/ban-list.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import { allAfter, allBefore, allSince, allWithin, dayText, type Days } from './days.ts';

/** Whether an entry names a row. `maybe`: a fact is missing that decides it. `listed`: named, and not reached. */
export type Named =
  | { readonly is: 'yes' }
  | { readonly is: 'no' }
  | { readonly is: 'listed'; readonly because: string }
  | { readonly is: 'maybe'; readonly because: string; readonly needs: string };

export const YES: Named = { is: 'yes' };
export const NO: Named = { is: 'no' };

/** The missing facts of a row, as people read them. */
export const PURCHASE_DAY = 'day of purchase';
export const GRANT_DAY = 'day of its FCC grant';

/** A brand is not another company, and a company that was renamed is the same one. */
const SAME_COMPANY: ReadonlySet<string> = new Set(['brand', 'renamed', 'formerly']);

/**
 * Whose the company was when it made the thing: the day of production, else of purchase. An affiliate named by an entry
 * of its own is reached by that entry whoever owns it. `printed`: the names that the list prints of an entry, as words;
 * `apart`: the affiliates with an entry of their own in it.
 */
export function owned(
  named: { readonly entry: ListEntry; readonly printed: readonly string[]; readonly apart: ReadonlySet<string> },
  { id, name: owner, affiliate: met }: VendorRef,
  vendor: Vendor | undefined,
  days: Days,
): Named {
  const { entry, printed, apart } = named;
  if (met === null || entry.vendor === `${id}/${met.id}`) return YES;
  if (entry.makerFrom !== null && apart.has(`${id}/${met.id}`)) return NO;
  const { name, relation } = met;
  const affiliate = vendor?.affiliates.find((one) => one.id === met.id);
  const { from = null, until = null, stillSupplies = false } = affiliate ?? {};
  if (allBefore(days, from)) return { is: 'listed', because: `${name} belongs to ${owner} only from ${from ?? ''}` };
  const sold = until === null ? '' : `${name} was ${owner}'s until ${until}${relation === 'sold' ? ', then sold' : ''}`;
  const isOpen = days.spans.length === 0;
  const bought = isOpen ? 'no day of purchase' : `bought ${dayText(days)}`;
  if (from !== null && !isOpen && !allSince(days, from))
    return { is: 'maybe', because: `${name} belongs to ${owner} only from ${from}; ${bought}`, needs: PURCHASE_DAY };
  if (until !== null && !allWithin(days, null, until)) {
    if (!allAfter(days, until)) return { is: 'maybe', because: `${sold}; ${bought}`, needs: PURCHASE_DAY };
    if (!stillSupplies) return { is: 'listed', because: `${sold}; ${bought}` };
    return { is: 'maybe', because: `${sold}; ${owner} is said to supply it still`, needs: 'who made it' };
  }
  if (entry.affiliates === 'included' || SAME_COMPANY.has(relation)) return YES;
  if (apart.has(`${id}/${met.id}`)) return NO;
  if (entry.affiliates === 'excluded')
    return { is: 'listed', because: `affiliates are not included, and ${name} is one of ${owner}'s` };
  const names = [name, ...(affiliate?.names.map((one) => one.name) ?? [])].map(padded);
  if (names.some((one) => printed.some((text) => text.includes(one)))) return YES;
  return { is: 'listed', because: `the list names affiliates one by one, and ${name} is not among those in this file` };
}
