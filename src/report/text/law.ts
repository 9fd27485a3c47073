import type { DesignationEvent } from '../../core/events.ts';
import { lawFacts } from '../law-text.ts';
import { assumedBy, boundBy, listingText, ruleText } from '../phrases.ts';
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
    const names = verbose ? [`${[...things].join(', ')} (as ${event.as})`] : [...things];
    texts.set(text, [...new Set([...(texts.get(text) ?? []), ...names])]);
  }
  return texts;
}

/** When it was listed, what it may not since when, whom that binds, what is assumed; with `-v` the whole entry. */
function entryTexts(page: Page, { run }: Collected, event: DesignationEvent): readonly string[] {
  const { reason, citation, rules, verified } = event;
  const asOf = run?.asOf ?? null;
  const listing = listingText(event, asOf) ?? 'listed';
  if (page.options.verbose) {
    const facts = lawFacts(event, asOf).flatMap(([label, lines]) =>
      lines.map((line) => (label === 'It' ? `it ${line}` : `${label.toLowerCase()}: ${line}`)),
    );
    return [citation === null ? listing : `${listing}, ${citation}`, ...facts];
  }
  const own = rules.filter(({ effect }) => effect !== 'about-others');
  return [
    rules.length === 0 ? `${listing}; it forbids nothing` : listing,
    ...(reason === null ? [] : [`reason: ${reason}`]),
    ...(own.length > 0 ? own : rules).map((rule) => ruleText(rule, asOf)),
    ...assumedBy(event).map((text) => `assumed: ${text}`),
    ...(verified ? [] : ['not verified: not read in a primary or dated secondary source']),
  ];
}
