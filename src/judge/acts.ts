import type { Day } from '../core/dates.ts';
import { daysBetween, within } from '../core/dates.ts';
import type { Act, BanList, ListEntry, Period } from '../knowledge/ban-list.ts';
import { BANNING_KINDS } from '../knowledge/ban-list.ts';
import { nearestPeriod, periodOn, periodsOf } from './period.ts';

/** What an entry does on a day, before anything is asked of the row. */
export type Effect =
  | { readonly kind: 'bars' }
  | { readonly kind: 'later'; readonly daysLeft: number; readonly because: string }
  | { readonly kind: 'listed'; readonly because: string }
  /** Not yet named by a list that bars nothing. */
  | { readonly kind: 'silent' };

interface Window {
  readonly act: Act | null;
  readonly from: Day | null;
  readonly until: Day | null;
}

/**
 * A prohibition holds where it overlaps a listing period. An entry without prohibitions under a kind that can ban
 * bars for as long as it is listed.
 */
export function effectOn(list: BanList, entry: ListEntry, day: Day): Effect {
  if (!BANNING_KINDS.includes(list.kind)) return withoutForce(list, entry, day);
  const windows = windowsOf(entry);
  if (windows.some((window) => within(day, window.from, window.until))) return { kind: 'bars' };
  const next = windows
    .map(({ from }) => from ?? '')
    .filter((from) => from > day)
    .toSorted()[0];
  if (next === undefined) return { kind: 'listed', because: endedText(entry, day, windows) };
  return { kind: 'later', daysLeft: daysBetween(day, next), because: laterText(entry, day, next, windows) };
}

function windowsOf(entry: ListEntry): Window[] {
  const rules: readonly Window[] =
    entry.prohibits.length === 0 ? [{ act: null, from: null, until: null }] : entry.prohibits;
  return periodsOf(entry).flatMap((period) => rules.flatMap((rule) => overlap(rule, period)));
}

function overlap(rule: Window, period: Period): Window[] {
  const from =
    [rule.from, period.from]
      .filter((day) => day !== null)
      .toSorted()
      .at(-1) ?? null;
  const until = [rule.until, period.until].filter((day) => day !== null).toSorted()[0] ?? null;
  return from !== null && until !== null && from > until ? [] : [{ act: rule.act, from, until }];
}

function withoutForce(list: BanList, entry: ListEntry, day: Day): Effect {
  if (periodOn(entry, day) !== null) return { kind: 'listed', because: FORCE[list.kind] };
  const ended = periodsOf(entry).findLast(({ until }) => until !== null && until < day);
  return ended === undefined
    ? { kind: 'silent' }
    : { kind: 'listed', because: `the listing ended on ${ended.until ?? day}` };
}

const FORCE: Record<BanList['kind'], string> = {
  order: 'an order',
  statute: 'a statute',
  policy: 'a policy',
  contract: 'a contract',
  advisory: 'the list is advisory: it bars nothing',
  proposal: 'the list is a proposal: it bars nothing',
  informational: 'the list is informational: it does not bar having or using the equipment',
  criteria: 'the list gives criteria and names nobody officially: it bars nothing by name',
  'allow-list': 'the list says who is approved: it bars nothing by name',
};

function endedText(entry: ListEntry, day: Day, windows: readonly Window[]): string {
  if (periodOn(entry, day) === null) return `the listing ended on ${nearestPeriod(entry, day).until ?? day}`;
  const last =
    windows
      .map(({ until }) => until ?? '')
      .toSorted()
      .at(-1) ?? '';
  return last === '' ? 'what it bars begins only after the listing ended' : `its last rule ended on ${last}`;
}

function laterText(entry: ListEntry, day: Day, next: Day, windows: readonly Window[]): string {
  const acts = new Set(windows.filter(({ from }) => from === next).flatMap(({ act }) => act ?? []));
  const what = acts.size === 0 ? '' : ` (${[...acts].join(', ')})`;
  return `${periodOn(entry, day) === null ? 'not listed on this day: ' : ''}bars from ${next}${what}`;
}
