import { daysBetween } from '../../core/dates.ts';
import type { DesignationEvent } from '../../core/events.ts';
import { lawFacts } from '../law-text.ts';
import { boundBy, days, listingText } from '../phrases.ts';
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
    const texts = byText(used, (event) => entryTexts(page, collected, event).join('\n'), verbose);
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

function byText(
  used: readonly UsedEntry[],
  textOf: (event: DesignationEvent) => string,
  verbose: boolean,
): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const { event, things } of used) {
    const text = textOf(event);
    const names = verbose ? [`${[...things].join(', ')} (as ${event.listedAs})`] : [...things];
    texts.set(text, [...new Set([...(texts.get(text) ?? []), ...names])]);
  }
  return texts;
}

/** A line on what it forbids, then the reason, and deadlines to come; with `-v` the whole entry. */
function entryTexts(page: Page, { run }: Collected, event: DesignationEvent): readonly string[] {
  const { reason, citation, url, deadlines, verified } = event;
  const asOf = run?.asOf ?? null;
  const listing = listingText(event, asOf) ?? 'listed';
  if (page.options.verbose) {
    const facts = lawFacts(event).flatMap(([label, lines]) => lines.map((line) => `${label.toLowerCase()}: ${line}`));
    return [citation === null ? listing : `${listing}, ${citation}`, ...facts, ...(url === null ? [] : [`see ${url}`])];
  }
  const due = deadlines.filter(({ by }) => asOf === null || by >= asOf);
  return [
    listing,
    ...(reason === null ? [] : [`reason: ${reason}`]),
    ...due.map(({ what, by }) => `deadline ${by}${timeLeft(asOf, by)}: ${what}`),
    ...(verified ? [] : ['not verified: not read in a primary or dated secondary source']),
  ];
}

/** ` (37 days left)`; only days to come are shown so. */
function timeLeft(asOf: string | null, by: string): string {
  return asOf === null ? '' : ` (${days(daysBetween(asOf, by))} left)`;
}
