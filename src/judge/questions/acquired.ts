import type { Day } from '../../core/dates.ts';
import { addDays, daysBetween } from '../../core/dates.ts';
import type { FindingDesignation } from '../../core/finding.ts';
import { possibleDays } from '../cells/cell-dates.ts';
import type { Row } from '../row.ts';

/** When a row says it was acquired: the cell, and the days it may mean (none when it is no date). */
export interface Acquisition {
  readonly seen: string | null;
  readonly days: readonly Day[];
}

/** The dates of the row's acquisition cells: ordered, delivered and installed may be different days, and all count. */
export function acquisition(row: Row): Acquisition {
  const cells = row.cells('acquired');
  const dates = cells.map((seen) => ({ seen, days: possibleDays(seen) })).filter(({ days }) => days.length > 0);
  const days = [...new Set(dates.flatMap((date) => date.days))].toSorted();
  return { seen: days.length === 0 ? (cells[0] ?? null) : dates.map(({ seen }) => seen).join(', '), days };
}

/**
 * Judges on each day the acquisition date may mean; of a month, a quarter or a year on its first and its last day, and on
 * those of `changeDays` between them, on which the entry may change. Where they come to different statuses nobody can tell,
 * and the date is what is missing. A row without a date is judged as of the run's day, and says so.
 */
export function mergeDays(
  { seen, days }: Acquisition,
  asOf: Day,
  changeDays: () => readonly Day[],
  judgeOn: (day: Day) => FindingDesignation | null,
): FindingDesignation | null {
  if (days.length === 0) {
    const reason = seen === null ? 'no acquisition date' : `acquired "${seen.slice(0, 40)}" is not a date`;
    return withRemark(judgeOn(asOf), `${reason}: judged as of ${asOf}`);
  }
  const asked = isSpan(days) ? withChangeDays(days, changeDays()) : days;
  const results = asked.map((day) => countedFrom(asOf, day, judgeOn(day)));
  const [first] = results;
  const remark = days.length === 1 ? `acquired ${days[0] ?? ''}` : `acquired "${(seen ?? '').slice(0, 40)}"`;
  if (results.every((result) => result?.status === first?.status)) return withRemark(first ?? null, remark);
  const known = results.find((result) => result !== null);
  if (known === undefined) return null;
  const told = asked.map((day, index) => ({ day, status: results[index]?.status ?? 'not designated' }));
  const each = told.filter(({ status }, index) => asked === days || status !== told[index - 1]?.status);
  const because = `${remark} may mean several days (${each.map(({ day, status }) => `${day}: ${status}`).join(', ')})`;
  return { ...known, status: 'undetermined', because, needs: ['acquisition date'], daysLeft: null, exemption: null };
}

/** From the first day of a month to the last of one: the days of `03/04/2020` never are. */
function isSpan([first = '', last = '', ...others]: readonly Day[]): boolean {
  return others.length === 0 && last !== '' && first.endsWith('-01') && addDays(last, 1).endsWith('-01');
}

function withChangeDays(days: readonly Day[], changeDays: readonly Day[]): readonly Day[] {
  const [first = '', last = ''] = days;
  return [...new Set([...days, ...changeDays.filter((day) => first < day && day < last)])].toSorted();
}

/** Days left are days from the run's day, on whichever day a row was judged; none where the rule has begun since. */
function countedFrom(asOf: Day, day: Day, designation: FindingDesignation | null): FindingDesignation | null {
  if (designation === null || designation.daysLeft === null) return designation;
  const left = daysBetween(asOf, addDays(day, designation.daysLeft));
  return { ...designation, daysLeft: left > 0 ? left : null };
}

function withRemark(designation: FindingDesignation | null, remark: string): FindingDesignation | null {
  if (designation === null) return null;
  return { ...designation, because: designation.because === null ? remark : `${designation.because}; ${remark}` };
}
