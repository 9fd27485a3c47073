import type { Day } from '../core/dates.ts';
import { addDays } from '../core/dates.ts';
import { possibleDays } from './cells/cell-dates.ts';

/** What day cells say: as they stand, and every span of days that they may mean (none when they are no day). */
export interface Days {
  readonly seen: string | null;
  readonly spans: readonly { readonly first: Day; readonly last: Day }[];
}

/** Days that clocks, programs and people put where nothing is known. */
const NO_DAYS: ReadonlySet<string> = new Set(['1970-01-01', '1980-01-01', '1900-01-01', '9999-12-31']);

/** The days that cells may mean. They may differ, and all count; a day that is still to come is no day. */
export function daysIn(cells: readonly string[], asOf: Day): Days {
  const dated = cells.map((seen) => ({ seen, days: possibleDays(seen) }));
  const known = dated.filter(
    ({ days }) => days.length > 0 && !days.some((day) => NO_DAYS.has(day)) && (days[0] ?? '') <= asOf,
  );
  const clamp = (day: Day): Day => (day > asOf ? asOf : day);
  return {
    seen: known.length === 0 ? (cells[0] ?? null) : known.map(({ seen }) => seen).join(', '),
    spans: known
      .flatMap(({ days }) => spansOf(days))
      .map(({ first, last }) => ({ first: clamp(first), last: clamp(last) })),
  };
}

/** A month, a quarter or a year is one span; the days of `03/04/2020` are two. */
function spansOf(days: readonly Day[]): Days['spans'] {
  const [first = '', last = '', ...others] = days;
  const isSpan = others.length === 0 && last !== '' && first.endsWith('-01') && addDays(last, 1).endsWith('-01');
  return isSpan ? [{ first, last }] : days.map((day) => ({ first: day, last: day }));
}

/** Every reading is before the day. */
export function allBefore({ spans }: Days, day: Day | null): boolean {
  return day !== null && spans.length > 0 && spans.every(({ last }) => last < day);
}

/** There is a reading, and each is the day or later; null: any day. */
export function allSince({ spans }: Days, day: Day | null): boolean {
  return spans.length > 0 && spans.every(({ first }) => day === null || day <= first);
}

/** Every reading is after the day. */
export function allAfter({ spans }: Days, day: Day | null): boolean {
  return day !== null && spans.length > 0 && spans.every(({ first }) => first > day);
}

/** Every reading is within these days, both inclusive. */
export function allWithin({ spans }: Days, from: Day | null, until: Day | null): boolean {
  return (
    spans.length > 0 &&
    spans.every(({ first, last }) => (from === null || from <= first) && (until === null || last <= until))
  );
}

/** As a person reads it: the day, else the cell. */
export function dayText({ seen, spans }: Days): string {
  const [only] = spans;
  const isPlain = spans.length === 1 && only !== undefined && only.first === only.last;
  return isPlain ? only.first : `"${(seen ?? '').slice(0, 40)}"`;
}
