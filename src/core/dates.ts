/** A calendar day as `YYYY-MM-DD`. Days compare as strings; no time zone is involved. */
export type Day = string;

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;
export const MS_PER_DAY = 86_400_000;
/** A waiver that runs out within this many days is named. */
export const EXPIRING_DAYS = 30;

/** True for a day that exists, leap days included. */
export function isDay(text: string): text is Day {
  const time = SHAPE.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && dayOf(new Date(time)) === text;
}

/** Days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_PER_DAY);
}

/** The day `count` days after `day`. */
export function addDays(day: Day, count: number): Day {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + count * MS_PER_DAY));
}

/** The UTC day of an instant. */
export function dayOf(instant: Date): Day {
  return instant.toISOString().slice(0, 10);
}

/** The later of two days, null meaning none. */
export function later(a: Day | null, b: Day | null): Day | null {
  return a === null || (b !== null && b > a) ? b : a;
}

/** Whether `day` lies in `[from, until]`, both inclusive, null meaning open. */
export function within(day: Day, from: Day | null, until: Day | null): boolean {
  return (from === null || from <= day) && (until === null || day <= until);
}
