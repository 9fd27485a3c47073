import type { Counts, SummaryEvent } from '../../core/events.ts';
import { isIdentity } from './collect.ts';
import { CONFIDENCES, STATUSES } from '../../core/finding.ts';
import { SET_ASIDE_REASONS, SET_ASIDE_TEXTS } from '../../core/set-aside.ts';
import { daysBetween } from '../../core/dates.ts';
import { evidenceLine, grouped, optionText, plural } from '../phrases.ts';
import { assetCounts, findingsOf, rowsOf } from '../answer.ts';
import { fit } from '../width.ts';
import type { Collected, Told, Unjudged } from './collect.ts';
import { timeLeft } from './law.ts';
import type { Page } from './page.ts';

const MOST_COLUMNS = 12;
const MOST_TITLES = 4;

/** Everything after the groups: what is only possible, what was not judged, problems, deadlines, lists, totals. */
export function closingLines(page: Page, collected: Collected, summary: SummaryEvent): string[] {
  const { chalk } = page;
  const sections: readonly (readonly [string, readonly string[], ((line: string) => string)?])[] = [
    ['Possible', possible(page, collected), chalk.yellow],
    ['Undetermined', [...unanswered(collected), ...unclear(collected, summary)], chalk.yellow],
    ['Deadlines', deadlines(collected)],
    ['Not judged', notJudged(page, collected, summary), chalk.yellow],
    ['Set aside', setAside(page, collected, summary)],
    ['Not read', notRead(collected)],
    ['Problems', collected.problems.lines(), chalk.yellow],
    ['Guesses', guesses(summary), chalk.yellow],
    ['Waivers', waivers(summary), chalk.yellow],
    ['Baseline', baseline(collected, summary)],
    ['Looked at', lookedAt(collected, summary)],
    ['Checked by', [...checkedBy(collected), ...leftOpen(page, collected)]],
    ['Used', used(collected)],
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

/** What was assumed of an input and did not hold. */
function guesses({ inputs }: SummaryEvent): string[] {
  return inputs.flatMap(({ source, guessed }) =>
    guessed
      .filter(({ held }) => !held)
      .map(({ what, assumed, lines }) => {
        const at = lines.length === 0 ? '' : ` (${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')})`;
        return `${source}: ${what} taken for ${assumed}, which does not hold${at}`;
      }),
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

/** What lists say of themselves: secret orders, names that were not found. They are long: only `-v` prints them. */
function leftOpen(page: Page, { lists }: Collected): string[] {
  const notes = lists.flatMap(({ id, note }) => (note === null ? [] : [`${id}: ${note}`]));
  return page.options.verbose || notes.length === 0 ? notes : ['-v says what these lists hold and leave out'];
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
  ['grant day', 'no grant day of an FCC ID'],
  ['subsidy', 'nothing on federal subsidy'],
  ['current approvals', 'no current approvals'],
]);

function unanswered(collected: Collected): string[] {
  const lines = byCount(collected.unanswered).map(({ title, count, example }) => {
    const needs = new Set(example.designations.flatMap((designation) => designation.needs));
    const missing = [...needs].map((need) => MISSING.get(need) ?? `no ${need}`);
    const facts = asList(missing) || 'a fact missing';
    const rows = `${plural(count, title.toLowerCase())} ${count === 1 ? 'has' : 'have'} ${facts}`;
    return `${rows}, which ${missing.length > 1 ? 'decide' : 'decides'} whether ${count === 1 ? 'it is' : 'they are'} banned: ${count === 1 ? '' : 'e.g. '}${collected.place(example)}`;
  });
  return lines.length === 0 ? lines : [...lines, '-v lists each'];
}

/** `a`, `a and b`, `a, b and c`. */
function asList(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** Rows whose category is too vague for a category that a list names: a number, no findings. */
function unclear({ lists }: Collected, summary: SummaryEvent): string[] {
  const count = summary.unclear['consumer-router'] ?? 0;
  if (count === 0 || lists.length === 0) return [];
  const says = count === 1 ? '1 row says' : `${grouped(count)} rows say`;
  return [`${says} only "router": each may be a consumer router, which a list names`];
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

function notJudged(page: Page, { nothingToJudge }: Collected, summary: SummaryEvent): string[] {
  const rejected = rowsOf(summary, 'rejected');
  const rest = rowsOf(summary, 'notJudged') - [...nothingToJudge.values()].reduce((all, { count }) => all + count, 0);
  const where = ({ count, places }: Unjudged): string => {
    if (!page.options.verbose) return '';
    const more = count - places.length;
    return `: ${places.join(', ')}${more === 0 ? '' : ` and ${grouped(more)} more; -o flagged=FILE marks them all`}`;
  };
  const lines = [...nothingToJudge].map(([reason, rows]) => `${plural(rows.count, 'row')}: ${reason}${where(rows)}`);
  return [
    ...lines,
    ...(lines.length === 0 || page.options.verbose ? [] : ['-v says which']),
    ...(rest > 0 ? [`${plural(rest, 'row')}: nothing to judge`] : []),
    ...(rejected > 0 ? [`${plural(rejected, 'row')}: could not be read, see Problems`] : []),
  ];
}

/** Names of designated vendors that are no evidence: how many, and with -v each. */
function setAside(page: Page, collected: Collected, { setAside: counts }: SummaryEvent): string[] {
  const told = SET_ASIDE_REASONS.filter((reason) => counts[reason] > 0);
  const all = told.reduce((sum, reason) => sum + counts[reason], 0);
  if (all === 0) return [];
  const reasons = told.map((reason) => `${grouped(counts[reason])} ${SET_ASIDE_TEXTS[reason]}`).join(', ');
  const line = `${all === 1 ? '1 name' : `${grouped(all)} names`} of listed vendors read and set aside: ${reasons}`;
  const more = all - collected.setAside.length;
  if (!page.options.verbose) return [`${line}; -v lists ${all === 1 ? 'it' : 'them'}`];
  return [line, ...collected.setAside, ...(more > 0 ? [`and ${grouped(more)} more`] : [])];
}

/** Columns that were not read, in one line. */
function notRead({ inputs }: Collected): string[] {
  const columns = [...new Set(inputs.flatMap(({ unread }) => unread.map(({ column }) => column)))];
  if (columns.length === 0) return [];
  const shown = columns.slice(0, MOST_COLUMNS).join(', ');
  const more = columns.length - MOST_COLUMNS;
  return [`${plural(columns.length, 'column')} of secrets: ${shown}${more > 0 ? ` and ${grouped(more)} more` : ''}`];
}

/** Without a finding a person must see what there was to find anything in. */
function lookedAt({ inputs, lists }: Collected, summary: SummaryEvent): string[] {
  if (findingsOf(summary) > 0) return [];
  const columns = new Map<string, string>();
  for (const input of inputs)
    for (const { column, field } of input.columns) if (isIdentity(field)) columns.set(column, field);
  const named = [...columns].slice(0, MOST_COLUMNS).map(([column, field]) => `${column} (${field})`);
  if (inputs.some(({ format }) => format === 'text')) named.push('whole lines of text');
  const by = named.length === 0 ? 'no column that tells a maker' : named.join(', ');
  const others = lists.length === 0 ? '' : '; other lists and other makers were not asked about';
  return [`${plural(rowsOf(summary, 'judged'), 'row')} by ${by}${others}`];
}

function waivers({ waivers: { unused, expired, expiring, dismissed } }: SummaryEvent): string[] {
  const named = (label: string, ids: readonly string[]) => (ids.length === 0 ? [] : [`${label}: ${ids.join(', ')}`]);
  return [
    ...named('expired', expired),
    ...named('expire soon', expiring),
    ...named('unused', unused),
    ...(dismissed === 0 ? [] : [`${plural(dismissed, 'finding')} dismissed as not of this vendor`]),
  ];
}

function baseline({ run, known }: Collected, { resolved }: SummaryEvent): string[] {
  if ((run?.baseline ?? null) === null && resolved.length === 0) return [];
  const inIt = `${plural(known, 'finding')} ${known === 1 ? 'is' : 'are'} in it and ${known === 1 ? 'does' : 'do'} not fail`;
  return [
    inIt,
    ...(resolved.length === 0 ? [] : [`${plural(resolved.length, 'finding')} of it resolved: not met any more`]),
  ];
}

/** What the run was given besides its inputs: files, and options that differ from their defaults. */
function used({ run }: Collected): string[] {
  if (run === null) return [];
  const files = (['config', 'waivers', 'baseline'] as const).flatMap((key) => {
    const ref = run[key];
    return ref === null ? [] : [`${key} ${ref.path}`];
  });
  const options = Object.entries(run.options)
    .filter(([name]) => name !== 'waivers' && name !== 'baseline')
    .map(([name, value]) => optionText(name, value));
  return [...files, ...(options.length === 0 ? [] : [options.join(' ')])];
}

function totals(summary: SummaryEvent): string[] {
  const { status, confidence } = summary.findings;
  const all = findingsOf(summary);
  const rows = `${plural(rowsOf(summary, 'rows'), 'row')}: ${grouped(rowsOf(summary, 'judged'))} judged, ${grouped(rowsOf(summary, 'notJudged'))} not judged, ${grouped(rowsOf(summary, 'rejected'))} rejected`;
  if (all === 0) return [rows];
  return [rows, `${assetCounts(summary)}: ${counted(STATUSES, status)} (${counted(CONFIDENCES, confidence)})`];
}

function counted(order: readonly string[], counts: Counts): string {
  return order
    .filter((key) => (counts[key] ?? 0) > 0)
    .map((key) => `${grouped(counts[key] ?? 0)} ${key}`)
    .join(', ');
}
