import { daysBetween } from '../../core/dates.ts';
import type { DesignationEvent } from '../../core/events.ts';
import { boundBy, days, listingText, ruleLine } from '../phrases.ts';
import type { Collected, UsedEntry } from './collect.ts';
import type { Page } from './page.ts';

/** What each list forbids and whom it binds, once at the end: entries that say the same of several vendors together. */
export function lawLines(page: Page, collected: Collected, label: (list: string) => string): string[] {
  const binds = boundBy(collected.run);
  const { verbose } = page.options;
  const lines = collected.lists.flatMap(({ id, title, note }) => {
    const used = [...collected.entries.values()].filter(
      ({ event, matters }) => event.list === id && (matters || verbose),
    );
    if (used.length === 0) return [];
    const name = label(id) === title ? title : `${label(id)}: ${title}`;
    const texts = byText(used, (event) => entryTexts(page, collected, event).join('\n'));
    return [
      ...page.paragraph(page.show([name, binds(id)].filter((part) => part !== null).join(', ')), 2),
      ...[...texts].flatMap(([text, things]) => {
        const [first = '', ...more] = text.split('\n');
        const said = [`${[...things].join(', ')}: ${first}`, ...more];
        return said.flatMap((part, index) => page.paragraph(page.show(part), index === 0 ? 4 : 6, page.chalk.dim));
      }),
      ...(verbose && note !== null ? page.paragraph(page.show(`note: ${note}`), 4, page.chalk.dim) : []),
    ];
  });
  if (lines.length === 0) return [];
  const title = `What the lists say${verbose ? '' : ' (-v: in full, and what stays allowed)'}`;
  return [...page.paragraph(title, 0, page.chalk.bold), ...lines];
}

function byText(used: readonly UsedEntry[], textOf: (event: DesignationEvent) => string): Map<string, Set<string>> {
  const texts = new Map<string, Set<string>>();
  for (const { event, things } of used) {
    const text = textOf(event);
    texts.set(text, new Set([...(texts.get(text) ?? []), ...things]));
  }
  return texts;
}

/** A line on what it forbids, then deadlines to come; with `-v` the whole entry. */
function entryTexts(page: Page, { run }: Collected, event: DesignationEvent): readonly string[] {
  const { verbose } = page.options;
  const { listedAs, reason, citation, condition, prohibits, continuedUse, note, url, deadlines, verified } = event;
  const asOf = run?.asOf ?? null;
  const listing = listingText(event, asOf);
  const due = deadlines.filter(({ by }) => verbose || asOf === null || by >= asOf);
  const ahead = due.map(({ what, by }) => `deadline ${by}${timeLeft(asOf, by)}: ${what}`);
  const given = reason === null ? [] : [`reason: ${reason}`];
  const doubt = verified ? [] : ['not verified: not read in a primary or dated secondary source'];
  if (!verbose) return [listing ?? 'listed', ...given, ...ahead, ...doubt];
  return [
    [`as ${listedAs}`, listing, citation].filter((part) => part !== null).join(', '),
    ...given,
    ...ahead,
    ...doubt,
    ...(condition === null ? [] : [`covers ${condition}`]),
    ...prohibits.map((rule) => `forbids ${ruleLine(rule)}`),
    ...(continuedUse === null ? [] : [`still allowed: ${continuedUse}`]),
    ...(note === null ? [] : [`note: ${note}`]),
    ...(url === null ? [] : [`see ${url}`]),
  ];
}

/** ` (37 days left)`, ` (past)`. */
function timeLeft(asOf: string | null, by: string): string {
  if (asOf === null) return '';
  const left = daysBetween(asOf, by);
  return left < 0 ? ' (past)' : ` (${days(left)} left)`;
}
