import type { Day } from '../core/dates.ts';
import { addDays } from '../core/dates.ts';
import type { FindingDesignation, Status } from '../core/finding.ts';
import { STATUSES } from '../core/finding.ts';
import { possibleDays } from './cells/cell-dates.ts';
import type { Row } from './row.ts';

/**
 * When a row was bought: the cells that say it, and every span of days that they may mean (none when they are no day).
 */
export interface Acquisition {
  readonly seen: string | null;
  readonly spans: readonly { readonly first: Day; readonly last: Day }[];
}

/** The day that clocks and programs begin with: it stands where nothing was known. */
const EPOCH = '1970-01-01';

/**
 * The dates of the purchase, order, invoice and delivery cells of a row. They may differ, and all count; a day that is
 * still to come is as good as today, since nothing was bought on it yet.
 */
export function acquisition(row: Row, asOf: Day): Acquisition {
  const cells = row.purchaseDays;
  const dated = cells.map((seen) => ({ seen, days: possibleDays(seen) }));
  const known = dated.filter(({ days }) => days.length > 0 && !days.includes(EPOCH) && (days[0] ?? '') <= asOf);
  const spans = known.flatMap(({ days }) => spansOf(days));
  const clamp = (day: Day): Day => (day > asOf ? asOf : day);
  return {
    seen: known.length === 0 ? (cells[0] ?? null) : known.map(({ seen }) => seen).join(', '),
    spans: spans.map(({ first, last }) => ({ first: clamp(first), last: clamp(last) })),
  };
}

/** A month, a quarter or a year is one span; the days of `03/04/2020` are two. */
function spansOf(days: readonly Day[]): Acquisition['spans'] {
  const [first = '', last = '', ...others] = days;
  const isSpan = others.length === 0 && last !== '' && first.endsWith('-01') && addDays(last, 1).endsWith('-01');
  return isSpan ? [{ first, last }] : days.map((day) => ({ first: day, last: day }));
}

/** How a row is judged by its own day: each asks for one day. */
export interface ByDay {
  readonly asOf: Day;
  /** Days on which the entry may change. */
  readonly changeDays: () => readonly Day[];
  /** By acts that bar having a thing. */
  readonly held: () => FindingDesignation | null;
  /** By all other acts. */
  readonly got: (day: Day) => FindingDesignation | null;
  /** The first day on which getting it is barred. */
  readonly barredFrom: () => Day | null;
  /** True: an exemption that holds today counts, whenever the thing was bought. */
  readonly exemptNow: boolean;
}

/**
 * Acts that bar having a thing are judged as of the run's day, all others on every day that the row may have been
 * bought: one reading that is barred is enough. What was bought on no barred day is `listed`.
 */
export function judgeByDay({ seen, spans }: Acquisition, by: ByDay): FindingDesignation | null {
  const remark = acquiredText(seen, spans);
  const now = by.got(by.asOf);
  if (by.exemptNow && now?.status === 'exempt') return stronger(by.held(), now);
  const results = daysIn(spans, by.changeDays).map((day) => ({ day, result: by.got(day) }));
  const barred = results.filter(({ result }) => result !== null && isOpen(result.status));
  const worst = barred.map(({ result }) => result).reduce(stronger, null);
  if (worst !== null) {
    const doubt = barred.length < results.length ? `${remark} may be ${barred[0]?.day ?? ''}` : remark;
    return stronger(by.held(), withRemark(worst, doubt));
  }
  const exempt = results.find(({ result }) => result?.status === 'exempt')?.result ?? null;
  if (exempt !== null && results.every(({ result }) => result?.status === 'exempt')) {
    return stronger(by.held(), withRemark(exempt, remark));
  }
  if (now === null || !isOpen(now.status)) return stronger(by.held(), withRemark(now, remark));
  const from = by.barredFrom();
  const because = `${remark}, before ${from ?? 'it was forbidden'}`;
  return stronger(by.held(), { ...now, status: 'listed', because, needs: [], daysLeft: null, exemption: null });
}

/** The first of two by the order of statuses. */
export function stronger(a: FindingDesignation | null, b: FindingDesignation | null): FindingDesignation | null {
  if (a === null || b === null) return a ?? b;
  return STATUSES.indexOf(b.status) < STATUSES.indexOf(a.status) ? b : a;
}

export function withRemark(designation: FindingDesignation | null, remark: string): FindingDesignation | null {
  if (designation === null) return null;
  return { ...designation, because: designation.because === null ? remark : `${designation.because}; ${remark}` };
}

function isOpen(status: Status): boolean {
  return status === 'banned' || status === 'undetermined';
}

function daysIn(spans: Acquisition['spans'], changeDays: () => readonly Day[]): readonly Day[] {
  const days = spans.flatMap(({ first, last }) =>
    first === last ? [first] : [first, ...changeDays().filter((day) => first < day && day < last), last],
  );
  return [...new Set(days)].toSorted();
}

function acquiredText(seen: string | null, spans: Acquisition['spans']): string {
  const [only] = spans;
  const plain = spans.length === 1 && only !== undefined && only.first === only.last;
  return plain ? `acquired ${only.first}` : `acquired "${(seen ?? '').slice(0, 40)}"`;
}
