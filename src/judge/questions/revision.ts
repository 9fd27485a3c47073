import type { Day } from '../../core/dates.ts';
import { within } from '../../core/dates.ts';
import type { DesignationEvent } from '../../core/events.ts';
import type { BanList, ListEntry } from '../../knowledge/ban-list.ts';
import { BANNING_KINDS } from '../../knowledge/ban-list.ts';
import { firstDay } from '../acts.ts';
import { nearestPeriod } from '../period.ts';

/** The legal text of an entry as it stood on a day: later revisions are not yet in it, ended rules no longer. */
export function designationOn(list: BanList, entry: ListEntry, day: Day): DesignationEvent {
  const period = nearestPeriod(entry, day);
  const text = {
    listedAs: entry.listedAs,
    condition: entry.condition,
    citation: period.citation ?? entry.citation,
    note: entry.note,
  };
  for (const revision of entry.revisions.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (revision.from > day) break;
    text.listedAs = revision.listedAs ?? text.listedAs;
    text.condition = revision.condition ?? text.condition;
    text.citation = revision.citation ?? text.citation;
    text.note = revision.note ?? text.note;
  }
  return {
    type: 'designation',
    list: list.id,
    entry: entry.id,
    listedAs: text.listedAs,
    since: period.from,
    until: period.until,
    inForce: BANNING_KINDS.includes(list.kind) ? firstDay(entry) : null,
    prohibits: entry.prohibits
      .filter(({ announced, until }) => within(day, announced, until))
      .map(({ act, from, citation, note, verified }) => ({ act, from, citation, note, verified })),
    condition: text.condition,
    reason: entry.reason,
    deadlines: entry.deadlines.map(({ what, by }) => ({ what, by })),
    continuedUse: entry.continuedUse,
    note: text.note,
    citation: text.citation,
    url: entry.url ?? list.url,
    verified: entry.verified,
  };
}
