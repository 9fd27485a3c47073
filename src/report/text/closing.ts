import type { Counts, SummaryEvent } from '../../core/events.ts';
import { CONFIDENCES, STATUSES } from '../../core/finding.ts';
import { daysBetween } from '../../core/dates.ts';
import { evidenceLine, grouped, placeName, plural } from '../phrases.ts';
import { findingsOf, rowsOf } from '../answer.ts';
import { fit } from '../width.ts';
import type { Collected, Told } from './collect.ts';
import { timeLeft } from './law.ts';
import type { Page } from './page.ts';

/** Everything after the groups: what is only possible, what was not judged, problems, deadlines, lists, totals. */
export function closingLines(page: Page, collected: Collected, summary: SummaryEvent): string[] {
  const { chalk } = page;
  const lists = collected.lists.map(
    ({ id, title, checked }) => `${title} (${id})${checked === null ? '' : `, checked ${checked}`}`,
  );
  const sections: readonly (readonly [string, readonly string[], ((line: string) => string)?])[] = [
    ['Possible', possible(page, collected), chalk.yellow],
    ['Undetermined', unanswered(collected), chalk.yellow],
    ['Deadlines', deadlines(collected)],
    ['Not judged', notJudged(collected, summary), chalk.yellow],
    ['Problems', collected.problems.lines(), chalk.yellow],
    ['Waivers', waivers(summary), chalk.yellow],
    ['Baseline', summary.resolved.length === 0 ? [] : [`${plural(summary.resolved.length, 'finding')} of it gone`]],
    ['Checked by', lists],
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

function byCount(told: ReadonlyMap<string, Told>): Told[] {
  return [...told.values()].toSorted((a, b) => b.count - a.count || (a.title < b.title ? -1 : 1));
}

function possible(page: Page, { possible: told }: Collected): string[] {
  return byCount(told).map(({ title, count, example }) => {
    const [first] = example.evidence;
    const seen =
      first === undefined ? '' : `: ${evidenceLine({ ...first, seen: fit(first.seen, 32, page.marks.more) }, example)}`;
    return `${grouped(count)} ${title}, ${count === 1 ? '' : 'e.g. '}${placeName(example)}${seen}`;
  });
}

function unanswered({ unanswered: told }: Collected): string[] {
  return byCount(told).map(({ title, count, example }) => {
    const needs = [...new Set(example.designations.flatMap((designation) => designation.needs))];
    const missing = needs.length === 0 ? 'wanting a fact' : `without ${needs.join(', ')}`;
    return `${plural(count, title.toLowerCase())} ${missing}, e.g. ${placeName(example)}: banned or not hangs on it`;
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

function waivers({ waivers: { unused, expired, expiring } }: SummaryEvent): string[] {
  const named = (label: string, ids: readonly string[]) => (ids.length === 0 ? [] : [`${label}: ${ids.join(', ')}`]);
  return [...named('expired', expired), ...named('expire soon', expiring), ...named('unused', unused)];
}

function totals(summary: SummaryEvent): string[] {
  const { status, confidence } = summary.findings;
  const all = findingsOf(summary);
  const rows = `${plural(rowsOf(summary, 'rows'), 'row')}: ${grouped(rowsOf(summary, 'judged'))} judged, ${grouped(rowsOf(summary, 'notJudged'))} not, ${grouped(rowsOf(summary, 'rejected'))} rejected`;
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
