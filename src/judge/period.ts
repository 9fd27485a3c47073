import type { Day } from '../core/dates.ts';
import { within } from '../core/dates.ts';
import type { ListEntry, Period } from '../knowledge/ban-list.ts';

const ALWAYS: Period = { from: null, until: null, citation: null };

/** The listing periods of an entry in order of time; an entry that states none is listed always. */
export function periodsOf(entry: ListEntry): readonly Period[] {
  if (entry.periods.length === 0) return [ALWAYS];
  return entry.periods.toSorted((a, b) => compare(a.from ?? '', b.from ?? ''));
}

/** The period an entry is listed in on a day, or null. */
export function periodOn(entry: ListEntry, day: Day): Period | null {
  return periodsOf(entry).find((period) => within(day, period.from, period.until)) ?? null;
}

/** The period a reader of that day wants to see: the current one, else the next, else the last. */
export function nearestPeriod(entry: ListEntry, day: Day): Period {
  const periods = periodsOf(entry);
  return periodOn(entry, day) ?? periods.find(({ from }) => from !== null && from > day) ?? periods.at(-1) ?? ALWAYS;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
