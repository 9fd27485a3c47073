import type { Day } from '../core/dates.ts';
import { addDays } from '../core/dates.ts';
import type { VendorRef } from '../core/finding.ts';
import type { Vendor } from '../knowledge/vendor.ts';
import type { PreparedEntry } from './prepare.ts';

interface Span {
  readonly from: Day | null;
  readonly until: Day | null;
}

/**
 * The days on which an entry may begin to mean something else for a company: what begins, and the day after what ends.
 */
export function changeDaysOf(
  { entry }: PreparedEntry,
  met: VendorRef | null,
  vendors: ReadonlyMap<string, Vendor>,
): readonly Day[] {
  const affiliates = met === null || met.affiliate === null ? [] : (vendors.get(met.id)?.affiliates ?? []);
  const spans: readonly Span[] = [
    ...entry.periods,
    ...entry.prohibits,
    ...entry.exemptions,
    ...affiliates.filter(({ id }) => id === met?.affiliate?.id),
  ];
  return spans.flatMap(({ from, until }) => [
    ...(from === null ? [] : [from]),
    ...(until === null ? [] : [addDays(until, 1)]),
  ]);
}
