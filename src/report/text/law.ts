import { daysBetween } from '../../core/dates.ts';
import type { DesignationEvent, DesignationRule } from '../../core/events.ts';
import type { Status } from '../../core/finding.ts';
import { days, designationLine, grouped } from '../phrases.ts';
import type { Collected } from './collect.ts';
import type { Group, Saying } from './group.ts';
import type { Page, Paint } from './page.ts';

/** With more lists than this, a group tells each in one line; -v tells all. */
const IN_FULL = 3;

/** What each list says of a group: status, since when, citation, condition, what is barred, what is still allowed. */
export function lawLines(page: Page, collected: Collected, group: Group): string[] {
  const full = page.options.verbose || group.sayings.size <= IN_FULL;
  const lines = [...group.sayings.values()].flatMap((saying) => entryLines(page, collected, group, saying, full));
  if (full) return lines;
  return [...lines, ...page.paragraph('-v says what exactly each list bars, and when', 2, page.chalk.dim)];
}

function entryLines(page: Page, collected: Collected, group: Group, saying: Saying, full: boolean): string[] {
  const event = collected.designations.get(`${saying.list} ${saying.entry}`);
  const list = collected.lists.find(({ id }) => id === saying.list);
  const facts = [
    `${collected.listTitle(saying.list)} (${saying.list})`,
    event === undefined || event.since === null ? null : `since ${event.since}`,
    event === undefined || event.until === null ? null : `until ${event.until}`,
    event?.citation ?? null,
    list === undefined || list.checked === null ? null : `checked ${list.checked}`,
  ].filter((fact) => fact !== null);
  const status = statusWords(saying);
  const [first = '', ...rest] = page.paragraph(page.show(`${status}: ${facts.join(', ')}`), 2);
  const painted = first.replace(status, statusPaint(page, group.usual(saying)?.status)(status));
  const asOf = collected.run?.asOf ?? null;
  const details = event === undefined ? [] : detailLines(event, asOf, full);
  const remark = usualRemark(group, saying);
  const all = remark === null ? details : [remark, ...details];
  return [painted, ...rest, ...all.flatMap((text) => page.paragraph(page.show(text), 4, page.chalk.dim))];
}

/** `banned`, or `banned 4, waived 1` when the list says different things of the group's rows. */
function statusWords({ statuses }: Saying): string {
  const [only, ...others] = statuses.keys();
  if (others.length === 0) return only ?? '';
  return [...statuses].map(([status, count]) => `${status} ${grouped(count)}`).join(', ');
}

/** Red for a ban, yellow for what wants a look, dim for the rest. */
export function statusPaint(page: Page, status: Status | undefined): Paint {
  if (status === 'banned') return page.chalk.red.bold;
  return status === 'undetermined' || status === 'upcoming' ? page.chalk.yellow : page.chalk.dim;
}

/** The remark that most rows share, without the list's name. */
function usualRemark(group: Group, saying: Saying): string | null {
  const usual = group.usual(saying);
  if (usual === null || saying.statuses.size > 1) return null;
  const plain = `${usual.list}: ${usual.status}`;
  const remark = designationLine(usual).slice(plain.length).replace(/^, /, '');
  return remark === '' ? null : remark;
}

function detailLines(event: DesignationEvent, asOf: string | null, full: boolean): string[] {
  const unverified = event.verified ? [] : ['not verified: not read in a primary or dated secondary source'];
  const due = event.deadlines.map(({ what, by }) => `${what} by ${by}${timeLeft(asOf, by)}`);
  const deadlines = due.length === 0 ? [] : [`deadline: ${due.join('; ')}`];
  if (!full) return [...deadlines, ...unverified];
  return [
    `as: ${event.listedAs}`,
    ...(event.condition === null ? [] : [`only: ${event.condition}`]),
    ...(event.prohibits.length === 0 ? [] : [`bars: ${barred(event.prohibits, asOf)}`]),
    ...(event.continuedUse === null ? [] : [`still allowed: ${event.continuedUse}`]),
    ...deadlines,
    ...unverified,
  ];
}

/** ` (37 days left)`, ` (past)`. */
export function timeLeft(asOf: string | null, by: string): string {
  if (asOf === null) return '';
  const left = daysBetween(asOf, by);
  return left < 0 ? ' (past)' : ` (${days(left)} left)`;
}

/** `subsidy since 2021-05-11; import, market since 2026-07-16`: acts by their day, each once. */
function barred(rules: readonly DesignationRule[], asOf: string | null): string {
  const byDay = new Map<string, Set<string>>();
  const seen = new Set<string>();
  for (const { act, from } of rules) {
    if (seen.has(act)) continue;
    seen.add(act);
    const acts = byDay.get(from ?? '') ?? new Set();
    byDay.set(from ?? '', acts.add(act));
  }
  return [...byDay]
    .map(([day, acts]) => {
      const when = day === '' ? '' : asOf !== null && day > asOf ? ` from ${day}` : ` since ${day}`;
      return `${[...acts].join(', ')}${when}`;
    })
    .join('; ');
}
