import type { Counts, SummaryEvent } from '../../core/events.ts';
import { isIdentity } from './collect.ts';
import { CONFIDENCES, STATUSES } from '../../core/finding.ts';
import { daysBetween } from '../../core/dates.ts';
import { evidenceLine, grouped, plural } from '../phrases.ts';
import { findingsOf, rowsOf } from '../answer.ts';
import { fit } from '../width.ts';
import type { Collected, Told } from './collect.ts';
import { timeLeft } from './law.ts';
import type { Page } from './page.ts';

const MOST_COLUMNS = 12;
const MOST_TITLES = 4;

/** Everything after the groups: what is only possible, what was not judged, problems, deadlines, lists, totals. */
export function closingLines(page: Page, collected: Collected, summary: SummaryEvent): string[] {
  const { chalk } = page;
  const sections: readonly (readonly [string, readonly string[], ((line: string) => string)?])[] = [
    ['Possible', possible(page, collected), chalk.yellow],
    ['Undetermined', unanswered(collected), chalk.yellow],
    ['Deadlines', deadlines(collected)],
    ['Not judged', notJudged(collected, summary), chalk.yellow],
    ['Problems', collected.problems.lines(), chalk.yellow],
    ['Waivers', waivers(summary), chalk.yellow],
    ['Baseline', summary.resolved.length === 0 ? [] : [`${plural(summary.resolved.length, 'finding')} of it gone`]],
    ['Looked at', lookedAt(collected, summary)],
    ['Checked by', checkedBy(collected)],
    ['Totals', totals(summary)],
  ];
  return sections.flatMap(([label, paragraphs, paint]) =>
    page.labelled(
      label,
      paragraphs.map((text) => page.show(text)),
      paint,
    ),
  );
}

/** The lists and the day each was checked; many of them by their ids, day by day. */
function checkedBy({ lists }: Collected): string[] {
  if (lists.length <= MOST_TITLES) {
    return lists.map(({ id, title, checked }) => `${title} (${id})${checked === null ? '' : `, checked ${checked}`}`);
  }
  const byDay = new Map<string, string[]>();
  for (const { id, checked } of lists) byDay.set(checked ?? '', [...(byDay.get(checked ?? '') ?? []), id]);
  return [...byDay]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([day, ids]) => `${ids.join(', ')}${day === '' ? '' : `, checked ${day}`}`);
}

function byCount(told: ReadonlyMap<string, Told>): Told[] {
  return [...told.values()].toSorted((a, b) => b.count - a.count || (a.title < b.title ? -1 : 1));
}

function possible(page: Page, collected: Collected): string[] {
  const lines = byCount(collected.possible).map(({ title, count, example }) => {
    const [first] = example.evidence;
    const seen =
      first === undefined ? '' : `: ${evidenceLine({ ...first, seen: fit(first.seen, 32, page.marks.more) }, example)}`;
    return `${grouped(count)} ${title}, ${count === 1 ? '' : 'e.g. '}${collected.place(example)}${seen}`;
  });
  return lines.length === 0 ? lines : [...lines, '-v lists them all'];
}

/** How a missing fact reads after `have` or `has`. */
const MISSING = new Map([
  ['country', 'no country of production'],
  ['model', 'no model'],
  ['category', 'no category'],
  ['which company', 'nothing that tells which company'],
]);

function unanswered(collected: Collected): string[] {
  return byCount(collected.unanswered).map(({ title, count, example }) => {
    const needs = new Set(example.designations.flatMap((designation) => designation.needs));
    const missing = [...needs].map((need) => MISSING.get(need) ?? `no ${need}`).join(' and ') || 'a fact missing';
    const rows = `${plural(count, title.toLowerCase())} ${count === 1 ? 'has' : 'have'} ${missing}`;
    return `${rows}, and banned or not hangs on it: ${count === 1 ? '' : 'e.g. '}${collected.place(example)}`;
  });
}

/** Coming deadlines of the designations that findings use, the nearest first. */
function deadlines({ designations, run }: Collected): string[] {
  const asOf = run?.asOf ?? null;
  if (asOf === null) return [];
  const coming = [...designations.values()].flatMap((event) =>
    event.deadlines
      .filter(({ by }) => daysBetween(asOf, by) >= 0)
      .map(({ what, by }) => ({ by, text: `${by}${timeLeft(asOf, by)} ${event.list}, ${event.listedAs}: ${what}` })),
  );
  return coming.toSorted((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0)).map(({ text }) => text);
}

function notJudged({ nothingToJudge }: Collected, summary: SummaryEvent): string[] {
  const rejected = rowsOf(summary, 'rejected');
  const rest = rowsOf(summary, 'notJudged') - [...nothingToJudge.values()].reduce((all, count) => all + count, 0);
  return [
    ...[...nothingToJudge].map(([reason, count]) => `${plural(count, 'row')}: ${reason}`),
    ...(rest > 0 ? [`${plural(rest, 'row')}: nothing to judge`] : []),
    ...(rejected > 0 ? [`${plural(rejected, 'row')}: could not be read, see Problems`] : []),
  ];
}

/** Without a finding a person must see what there was to find anything in. */
function lookedAt({ inputs, lists }: Collected, summary: SummaryEvent): string[] {
  if (findingsOf(summary) > 0) return [];
  const columns = new Map<string, string>();
  for (const input of inputs)
    for (const { column, field } of input.columns) if (isIdentity(field)) columns.set(column, field);
  const named = [...columns].slice(0, MOST_COLUMNS).map(([column, field]) => `${column} (${field})`);
  const by = named.length === 0 ? 'no column that tells a maker' : named.join(', ');
  const others = lists.length === 0 ? '' : '; other lists and other makers were not asked about';
  return [`${plural(rowsOf(summary, 'judged'), 'row')} by ${by}${others}`];
}

function waivers({ waivers: { unused, expired, expiring } }: SummaryEvent): string[] {
  const named = (label: string, ids: readonly string[]) => (ids.length === 0 ? [] : [`${label}: ${ids.join(', ')}`]);
  return [...named('expired', expired), ...named('expire soon', expiring), ...named('unused', unused)];
}

function totals(summary: SummaryEvent): string[] {
  const { status, confidence } = summary.findings;
  const all = findingsOf(summary);
  const rows = `${plural(rowsOf(summary, 'rows'), 'row')}: ${grouped(rowsOf(summary, 'judged'))} judged, ${grouped(rowsOf(summary, 'notJudged'))} not judged, ${grouped(rowsOf(summary, 'rejected'))} rejected`;
  if (all === 0) return [rows];
  const assets = plural(summary.units, 'asset');
  return [
    rows,
    `${plural(all, 'finding')} on ${assets}: ${counted(STATUSES, status)} (${counted(CONFIDENCES, confidence)})`,
  ];
}

function counted(order: readonly string[], counts: Counts): string {
  return order
    .filter((key) => (counts[key] ?? 0) > 0)
    .map((key) => `${grouped(counts[key] ?? 0)} ${key}`)
    .join(', ');
}
