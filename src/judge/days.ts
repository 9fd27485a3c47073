import { oncePer } from '../core/cache.ts';
import { addDays, isDay, type Day } from '../core/dates.ts';
import { fold, lazily } from '../core/text.ts';
import type { WordTables } from '../words/tables.ts';

/** The days of some cells: their text, and every span of days that they may mean (none when they hold no day). */
export interface Days {
  readonly seen: string | null;
  readonly spans: readonly { readonly first: Day; readonly last: Day }[];
}

/** Days that clocks, programs and people write where nothing is known. */
const isNoDay = (day: Day): boolean => ['1970-01-01', '1980-01-01', '1900-01-01', '9999-12-31'].includes(day);

/** The days up to `farthest` that `cells` may mean. Cells may differ, and all count but those after `asOf`. */
export function daysIn(cells: readonly string[], asOf: Day, farthest: Day, words: WordTables['days']): Days {
  const dated = cells.map((seen) => ({ seen, days: possibleDays(seen, words).filter((day) => day <= farthest) }));
  const valid = dated.filter(({ days: [first = '9999', ...more] }) => first <= asOf && ![first, ...more].some(isNoDay));
  return {
    seen: valid.length === 0 ? (cells[0] ?? null) : valid.map(({ seen }) => seen).join(', '),
    spans: valid.flatMap(({ days }) => spansOf(days)),
  };
}

/** A month, a quarter or a year is one span; the days of `03/04/2020` are two. */
function spansOf(days: readonly Day[]): Days['spans'] {
  const [first = '', last = '', ...others] = days;
  const isSpan = others.length === 0 && last !== '' && first.endsWith('-01') && addDays(last, 1).endsWith('-01');
  return isSpan ? [{ first, last }] : days.map((day) => ({ first: day, last: day }));
}

/** Whether there are spans, and all of them pass `holds`. */
export function everySpan({ spans }: Days, holds: (span: Days['spans'][number]) => boolean): boolean {
  return spans.length > 0 && spans.every(holds);
}

/** Whether there are spans, and each is before `day`; false where `day` is null. */
export function allBefore(days: Days, day: Day | null): boolean {
  return day !== null && everySpan(days, ({ last }) => last < day);
}

/** Whether there are spans, and each is within `from` and `until`, both inclusive; null: open. */
export function allWithin(days: Days, from: Day | null, until: Day | null = null): boolean {
  return everySpan(days, ({ first, last }) => (from === null || from <= first) && (until === null || last <= until));
}

/** The day as a person reads it; where it is not a single day, the text of the cell. */
export function dayText({ seen, spans }: Days): string {
  const [only] = spans;
  const isPlain = spans.length === 1 && only !== undefined && only.first === only.last;
  return isPlain ? only.first : `"${(seen ?? '').slice(0, 40)}"`;
}

/** The day of purchase as a person reads it, or why it is not known. */
export function purchaseText(bought: Days): string {
  if (bought.spans.length > 0) return `bought ${dayText(bought)}`;
  return bought.seen === null ? 'no day of purchase' : `"${bought.seen.slice(0, 40)}" is not a usable day of purchase`;
}

/** Day 0 of spreadsheets, whose calendar has a 1900-02-29; right for every serial from 61 (1900-03-01) on. */
const SERIAL_ZERO = '1899-12-30';
/** 1980-01-01 to 2064-04-08: five digits in an acquisition column are a spreadsheet serial, not a year or a day. */
const SERIALS = { from: 29_221, to: 59_999 };

/**
 * Forms of dates, in which `<3>` is March. A text that has several of them may mean the day of each. Times of day and
 * zones are cut off first, and never move a date.
 */
const FORMS = lazily((): readonly RegExp[] => [
  /^(?<y>\d{4}|\d\d)(?<sign>[-/.])\s?(?<m>\d{1,2})\k<sign>\s?(?<d>\d{1,2})$/,
  /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  /^(?<y>\d{4})\s*[年년]\s*(?<m>\d{1,2})\s*[月월]\s*(?:(?<d>\d{1,2})\s*[日일号號]?)?$/,
  /^(?<d>\d{1,2})(?<sign>[-/.])\s?(?<m>\d{1,2})\k<sign>\s?(?<y>\d{4}|\d{2})$/,
  /^(?<m>\d{1,2})(?<sign>[-/])\s?(?<d>\d{1,2})\k<sign>\s?(?<y>\d{4}|\d{2})$/,
  /^(?<d>\d{1,2})[\s\-/.]+<(?<m>\d+)>[\s\-/.,]+(?<y>\d{4}|\d{2})$/,
  /^<(?<m>\d+)>(?:[\s\-/.]*(?<d>\d{1,2})(?=[\s\-/.,]))?[\s\-/.,]*(?<y>\d{4})$/,
  /^(?<y>\d{4})[\s\-/.]+<(?<m>\d+)>(?:[\s\-/.]+(?<d>\d{1,2}))?$/,
  /^(?<y>\d{4})[-/.](?<m>\d{1,2})$/,
  /^(?<m>\d{1,2})[-/.](?<y>\d{4})$/,
  /^q(?<q>[1-4])[\s\-/]*(?<y>\d{4})$/,
  /^(?<y>\d{4})[\s\-/]*q(?<q>[1-4])$/,
  /^(?<y>(?:19|20)\d{2})$/,
  /^(?<serial>\d{5})(?:\.\d+)?$/,
]);

/** A time of day. The end of `2020. 5.12` is not one. */
const CLOCK = /\d{1,2}(?:[:h]|(?<!\.\s*\d{1,2})\.)\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?/.source;
const TIME = new RegExp(String.raw`[t\s,]+${CLOCK}\s*(?:z|utc|[a-z]{2,3}t|[+-]\d{2}:?\d{2})?$`);

/** What replaces the words of a date: a month becomes `<3>`; what says no more than the numbers beside it goes. */
const meaningsOf = oncePer(
  ({ months, besides }: WordTables['days']): ReadonlyMap<string, string> =>
    new Map([
      ...besides.map((word) => [word, ' '] as const),
      ...months.flatMap(({ month, names }) => names.map((name) => [name, `<${month}>`] as const)),
    ]),
);

/**
 * The days a date cell may mean, in order: one for a clear date, two for `03/04/2020`, up to three for `04-03-20`,
 * first and last for a month, quarter or year, none for what is no date. Two-digit years are 2000 to 2069, then 1970 to
 * 1999.
 */
export function possibleDays(cell: string, words: WordTables['days']): readonly Day[] {
  if (cell.length > 64 || cell.includes('<')) return [];
  const meanings = meaningsOf(words);
  const whole = fold(cell).trim();
  const dated = whole.replace(TIME, '');
  const inNumbers = dated.replace(/\p{L}+(?:-\p{L}+)*/gu, (word) => meanings.get(word) ?? word);
  const text = inNumbers.replace(/^[\s.,]+|[\s.,]+$/g, '');
  const read = FORMS().map((form) => form.exec(text)?.groups ?? {});
  // Only a day has a time: `05.24` of `03.2018, 05.24` is another month. R 35000 is a price.
  const dates = read.filter(({ d, serial }) => (serial === undefined ? (d ?? dated === whole) : text === dated));
  return [...new Set(dates.flatMap(daysOf))].toSorted();
}

/** The days that parts of a date mean: one, or the first and last of a month, quarter or year; none: no such day. */
function daysOf({ y, m, d, q, serial }: Readonly<Partial<Record<string, string>>>): readonly Day[] {
  const count = Number(serial);
  if (count >= SERIALS.from && count <= SERIALS.to) return [addDays(SERIAL_ZERO, count)];
  const quarterEnd = Number(q) * 3;
  const [first, last] = q === undefined ? [m ?? '1', m ?? '12'] : [String(quarterEnd - 2), String(quarterEnd)];
  const [begin, end] = [day(y, first, d ?? '1'), day(y, last, d ?? '1')];
  if (begin === null || end === null) return [];
  return d === undefined ? [begin, addDays(`${addDays(end, 31).slice(0, 7)}-01`, -1)] : [begin];
}

function day(year?: string, month?: string, date?: string): Day | null {
  const number = Number(year);
  const full = year?.length === 2 ? String(number < 70 ? 2000 + number : 1900 + number) : year;
  const text = `${full ?? ''}-${(month ?? '').padStart(2, '0')}-${(date ?? '').padStart(2, '0')}`;
  return isDay(text) && text >= '1970-01-01' && text <= '2069-12-31' ? text : null;
}
