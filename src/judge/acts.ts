import type { Day } from '../core/dates.ts';
import { daysBetween, within } from '../core/dates.ts';
import { actText, BANNING_KINDS } from '../knowledge/ban-list.ts';
import type { NetworkPart, Covered } from '../core/network.ts';
import { networkPartName } from '../core/network.ts';
import type { Act, BanList, ListEntry, Period, Prohibition } from '../knowledge/ban-list.ts';
import { nearestPeriod, periodOn, periodsOf } from './period.ts';

/** What an act does: how a thing is got, whether it is authorised, who pays, or that one has it. */
export type ActGroup = 'acquiring' | 'authorising' | 'paying' | 'holding';

const GROUPS: Record<Act, ActGroup> = {
  procure: 'acquiring',
  import: 'acquiring',
  market: 'acquiring',
  install: 'acquiring',
  grant: 'acquiring',
  authorise: 'authorising',
  subsidy: 'paying',
  use: 'holding',
  connect: 'holding',
  contract: 'holding',
  export: 'holding',
};

/** An entry that states no act bars its vendor as such: having the thing is barred too. */
export function groupOf(act: Act | null): ActGroup {
  return act === null ? 'holding' : GROUPS[act];
}

/**
 * Which acts count for a row: what the row is, its part of a network (null: unknown), and on which day it is judged.
 */
export interface Reach {
  readonly kind: Covered;
  readonly part: NetworkPart | null;
  /** `held`: acts that bar having a thing; `got`: all others. */
  readonly acts: 'all' | 'held' | 'got';
}

/** What an entry does on a day to a row of that reach, before anything else is asked of the row. */
export type Effect =
  | { readonly kind: 'bars'; readonly groups: readonly ActGroup[] }
  | { readonly kind: 'later'; readonly daysLeft: number; readonly because: string }
  | { readonly kind: 'listed'; readonly because: string }
  /** Nobody knew of it yet, or no act counts. */
  | { readonly kind: 'silent' };

interface Window {
  readonly act: Act | null;
  readonly announced: Day | null;
  readonly from: Day | null;
  readonly until: Day | null;
}

const SILENT: Effect = { kind: 'silent' };

/**
 * A rule holds where it overlaps a listing period. Before it was announced it says nothing, then it is to come. An
 * entry without rules under a kind that can ban bars for as long as it is listed.
 */
export function effectOn(list: BanList, entry: ListEntry, day: Day, reach: Reach): Effect {
  if (entry.announced !== null && day < entry.announced) return SILENT;
  if (!BANNING_KINDS.includes(list.kind)) return withoutForce(list, entry, day);
  const about = rulesAbout(entry, reach.kind);
  if (about.length === 0) return { kind: 'listed', because: 'none of its rules is about such a thing' };
  const counted = about.filter(({ act }) => isOf(act, reach.acts));
  if (counted.length === 0) return SILENT;
  const reached = counted.filter((rule) => isReached(rule, reach.part));
  const windows = windowsOf(entry, reached).filter(({ announced }) => announced === null || announced <= day);
  const open = windows.filter((window) => within(day, window.from, window.until));
  if (open.length > 0) return { kind: 'bars', groups: [...new Set(open.map(({ act }) => groupOf(act)))] };
  const next = windows
    .map(({ from }) => from ?? '')
    .filter((from) => from > day)
    .toSorted()[0];
  if (next !== undefined) return { kind: 'later', daysLeft: daysBetween(day, next), because: laterText(next, windows) };
  if (windows.length > 0) return { kind: 'listed', because: endedText(entry, day, windows) };
  if (reached.length < counted.length) return { kind: 'listed', because: elsewhereText(counted, reach.part) };
  if (periodOn(entry, day) !== null) return { kind: 'listed', because: 'it forbids nothing yet' };
  return hasEnded(entry, day) ? { kind: 'listed', because: wasListed(entry, day) } : SILENT;
}

/** The first day on which an entry bars any of these acts; null: always has, or never will. */
export function firstBarred(entry: ListEntry, reach: Reach): Day | null {
  const rules = rulesAbout(entry, reach.kind).filter(({ act }) => isOf(act, reach.acts));
  return firstOf(
    entry,
    rules.filter((rule) => isReached(rule, reach.part)),
  );
}

/** The first day on which an entry bars anything of anybody; null: always has, or never will. */
export function firstDay(entry: ListEntry): Day | null {
  return firstOf(entry, entry.prohibits.length === 0 ? [WHOLE] : entry.prohibits);
}

function firstOf(entry: ListEntry, rules: readonly Rule[]): Day | null {
  const days = windowsOf(entry, rules).map(({ from }) => from);
  return days.includes(null) ? null : (days.toSorted()[0] ?? null);
}

type Rule = Pick<Prohibition, 'announced' | 'from' | 'until' | 'parts' | 'unclear'> & { readonly act: Act | null };

const WHOLE: Rule = { act: null, announced: null, from: null, until: null, parts: [], unclear: [] };

function rulesAbout(entry: ListEntry, kind: Covered): readonly Rule[] {
  return entry.prohibits.length === 0 ? [WHOLE] : entry.prohibits.filter((rule) => covers(entry, rule, kind));
}

/** Where no rule of an entry speaks of components, one is equipment like any other. */
function covers(entry: ListEntry, rule: Prohibition, kind: Covered): boolean {
  const own = rule.covers.length > 0 ? rule.covers : entry.covers;
  if (kind !== 'component') return own.includes(kind);
  return own.includes('component') || (!saysComponent(entry) && own.includes('equipment'));
}

function saysComponent({ covers: own, prohibits }: ListEntry): boolean {
  return own.includes('component') || prohibits.some((rule) => rule.covers.includes('component'));
}

function isOf(act: Act | null, acts: Reach['acts']): boolean {
  return acts === 'all' || (groupOf(act) === 'holding') === (acts === 'held');
}

function isReached({ parts, unclear }: Rule, part: NetworkPart | null): boolean {
  return part === null || parts.length + unclear.length === 0 || parts.includes(part) || unclear.includes(part);
}

function windowsOf(entry: ListEntry, rules: readonly Rule[]): Window[] {
  return periodsOf(entry).flatMap((period) => rules.flatMap((rule) => overlap(rule, period)));
}

function overlap(rule: Rule, period: Period): Window[] {
  const from =
    [rule.from, period.from]
      .filter((day) => day !== null)
      .toSorted()
      .at(-1) ?? null;
  const until = [rule.until, period.until].filter((day) => day !== null).toSorted()[0] ?? null;
  return from !== null && until !== null && from > until
    ? []
    : [{ act: rule.act, announced: rule.announced, from, until }];
}

function withoutForce(list: BanList, entry: ListEntry, day: Day): Effect {
  if (periodOn(entry, day) !== null) return { kind: 'listed', because: FORCE[list.kind] };
  return hasEnded(entry, day) ? { kind: 'listed', because: wasListed(entry, day) } : SILENT;
}

const FORCE: Record<BanList['kind'], string> = {
  order: 'an order',
  statute: 'a statute',
  policy: 'a policy',
  contract: 'a contract',
  advisory: 'the list is advisory: it forbids nothing',
  proposal: 'the list is a proposal: it forbids nothing',
  informational: 'the list is informational: it does not forbid having or using the equipment',
  criteria: 'the list gives criteria and names nobody officially: it forbids nothing by name',
  'allow-list': 'the list says who is approved: it forbids nothing by name',
  mechanism: 'the law lets an authority forbid, and has named nobody',
};

function hasEnded(entry: ListEntry, day: Day): boolean {
  return periodsOf(entry).some(({ until }) => until !== null && until < day);
}

function wasListed(entry: ListEntry, day: Day): string {
  const { from, until } = nearestPeriod(entry, day);
  return `was listed${from === null ? '' : ` from ${from}`} until ${until ?? day}`;
}

function endedText(entry: ListEntry, day: Day, windows: readonly Window[]): string {
  if (periodOn(entry, day) === null) return wasListed(entry, day);
  const last = windows.map(({ until }) => until ?? '').toSorted().at(-1) ?? ''; // prettier-ignore
  return last === '' ? 'what it forbids begins only after the listing ended' : `its last rule ended on ${last}`;
}

function laterText(next: Day, windows: readonly Window[]): string {
  const acts = new Set(windows.filter(({ from }) => from === next).flatMap(({ act }) => act ?? []));
  return acts.size === 0 ? `in force from ${next}` : `forbids ${[...acts].map(actText).join(', ')} from ${next}`;
}

/** Another part of a network than those that the rules speak of. */
function elsewhereText(rules: readonly Rule[], part: NetworkPart | null): string {
  const reached = [...new Set(rules.flatMap(({ parts, unclear }) => [...parts, ...unclear]))];
  const what = part === null ? 'this' : networkPartName(part);
  return `another part of the network: it reaches ${reached.map(networkPartName).join(', ')}, not ${what}`;
}
