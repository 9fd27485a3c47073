import type { Reading } from '../yaml/read.ts';

interface Span {
  readonly from: string | null;
  readonly until: string | null;
}

interface Listing {
  readonly since: string | null;
  readonly until: string | null;
}

/** An end before its beginning. Both days are inclusive, so one day is a span. */
export function checkSpan(span: Span, reading: Reading): void {
  if (span.from !== null && span.until !== null && span.until < span.from) {
    reading.complain(reading.at(span, 'until'), `until ${span.until} is before from ${span.from}`);
  }
}

/** The same of a listing. */
export function checkListing(listing: Listing, reading: Reading): void {
  const { since, until } = listing;
  if (since === null || until === null || until >= since) return;
  reading.complain(reading.at(listing, 'until'), `until ${until} is before since ${since}`);
}

/** Periods in order, none overlapping, only the last one open. */
export function checkPeriods(periods: readonly Span[], reading: Reading): void {
  periods.forEach((period, index) => {
    checkSpan(period, reading);
    const before = periods[index - 1];
    if (before === undefined) return;
    if (before.until === null || period.from === null || period.from <= before.until) {
      const end = before.until === null ? 'has no end' : `lasts until ${before.until}`;
      reading.complain(reading.at(period), `overlaps the period before it, which ${end}`, 'periods must be in order');
    }
  });
}
