import { daysBetween } from '../../core/dates.ts';
import type { DesignationEvent } from '../../core/events.ts';
import type { Status } from '../../core/finding.ts';
import { boundBy, days, designationLine, grouped, listingText } from '../phrases.ts';
import type { Collected } from './collect.ts';
import type { Group, Saying } from './group.ts';
import type { Notes } from './notes.ts';
import type { Page, Paint } from './page.ts';

/** What each list says of a group, a line a list entry; the legal text, shared by many, stands in the notes. */
export function lawLines(page: Page, collected: Collected, group: Group, notes: Notes): string[] {
  const order = collected.lists.map(({ id }) => id);
  return [...group.sayings.values()]
    .toSorted((a, b) => order.indexOf(a.list) - order.indexOf(b.list))
    .flatMap((saying) => entryLines(page, collected, group, saying, notes));
}

function entryLines(page: Page, collected: Collected, group: Group, saying: Saying, notes: Notes): string[] {
  const event = collected.designations.get(`${saying.list} ${saying.entry}`);
  const status = statusWords(saying);
  const [first = '', ...rest] = page.paragraph(
    page.show(`${status} ${entryFacts(collected, saying, event, notes)}`),
    2,
  );
  const painted = first.replace(status, statusPaint(page, group.usual(saying)?.status)(status));
  const remarks = [
    usualRemark(group, saying),
    boundBy(collected.run)(saying.list),
    ...(event === undefined ? [] : detailLines(page, collected, event)),
  ];
  return [
    painted,
    ...rest,
    ...remarks.filter((text) => text !== null).flatMap((text) => page.paragraph(page.show(text), 4, page.chalk.dim)),
  ];
}

/** `by FCC Covered List, as Dahua Technology Company, listed 2021-03-12, in force since 2021-05-11, DA 21-309 [1]`. */
function entryFacts(collected: Collected, saying: Saying, event: DesignationEvent | undefined, notes: Notes): string {
  const title = collected.listTitle(saying.list);
  if (event === undefined) return `by ${title} (${saying.list})`;
  const { listedAs, citation } = event;
  const note = notes.add(saying.list, event);
  const facts = [`by ${title}`, `as ${listedAs}`, listingText(event, collected.run?.asOf ?? null), citation].filter(
    (fact) => fact !== null,
  );
  return `${facts.join(', ')}${note === null ? '' : ` [${note}]`}`;
}

/** `banned`, or `banned 4, waived 1` when the list says different things of the group's rows. */
function statusWords({ statuses }: Saying): string {
  const [only, ...others] = statuses.keys();
  if (others.length === 0) return only ?? '';
  return [...statuses].map(([status, count]) => `${status} ${grouped(count)}`).join(', ');
}

/** Red for a ban, yellow for what wants a look, dim for the rest. */
function statusPaint(page: Page, status: Status | undefined): Paint {
  if (status === 'banned') return page.chalk.red;
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

/** Deadlines to come (with -v past ones too), and the warning that an entry is not verified. */
function detailLines(page: Page, { run }: Collected, { deadlines, verified }: DesignationEvent): string[] {
  const asOf = run?.asOf ?? null;
  const due = deadlines.filter(({ by }) => page.options.verbose || asOf === null || by >= asOf);
  return [
    ...due.map(({ what, by }) => `deadline ${by}${timeLeft(asOf, by)}: ${what}`),
    ...(verified ? [] : ['not verified: not read in a primary or dated secondary source']),
  ];
}

/** ` (37 days left)`, ` (past)`. */
export function timeLeft(asOf: string | null, by: string): string {
  if (asOf === null) return '';
  const left = daysBetween(asOf, by);
  return left < 0 ? ' (past)' : ` (${days(left)} left)`;
}
