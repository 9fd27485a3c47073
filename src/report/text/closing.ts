import type { DesignationEvent, SummaryEvent } from '../../core/events.ts';
import { isIdentity } from '../../core/fields.ts';
import { rowsOf } from '../answer.ts';
import { failedGuesses, filesOf, optionTexts, setAsideCounts, unreadColumns, waiverFacts } from '../document.ts';
import { lawFacts } from '../law-text.ts';
import { boundBy, firstOf, grouped, headerPlace, listingText, plural, assumedBy, ruleText } from '../phrases.ts';
import type { Collected, UsedEntry } from './collect.ts';
import type { Page } from './page.ts';

const MOST_COLUMNS = 12;
const MOST_LISTS = 4;

/** What a reader must know of the run besides what was found: a line each, more of it with `-v`. */
export function closingLines(page: Page, collected: Collected, summary: SummaryEvent): string[] {
  const { verbose } = page.options;
  const told: readonly (readonly [string, readonly string[]])[] = [
    ['Read', verbose || nothingFound(summary) ? readAs(collected, summary) : []],
    ['Not judged', notJudged(collected, summary, verbose)],
    ['Not read', notRead(collected)],
    ['Set aside', setAside(collected, summary, verbose)],
    ['Warnings', [...collected.problems.warnings, ...guesses(summary)]],
    ['Waivers', waivers(summary)],
    ['Baseline', baseline(collected, summary)],
    ['Options', options(collected)],
    ['Lists as known on', [listDays(collected, verbose)]],
  ];
  return [
    ...told.flatMap(([label, texts]) => labelled(page, label, texts)),
    ...page.paragraph(
      `No other list was checked.${nothingFound(summary) ? '' : ' Assets without a finding are not thereby cleared.'}`,
    ),
  ];
}

/** One text beside its label, several below it. */
function labelled(page: Page, label: string, texts: readonly string[]): string[] {
  const [first, ...more] = texts.filter((text) => text !== '').map((text) => page.show(text));
  if (first === undefined) return [];
  if (more.length === 0) return page.paragraph(`${label}: ${first}`);
  return [`${label}:`, ...[first, ...more].flatMap((text) => page.paragraph(text, 2))];
}

function nothingFound({ assets }: SummaryEvent): boolean {
  return assets.found === 0;
}

/** How each input was understood, and the columns that could tell a vendor. */
function readAs({ inputs }: Collected, summary: SummaryEvent): string[] {
  // A source comes more than once where results were put together: several parts are named `-`.
  const counts = new Map<string, number[]>();
  for (const { source, rows } of summary.inputs) counts.set(source, [...(counts.get(source) ?? []), rows]);
  return inputs.slice(0, 10).map((input) => {
    const identity = new Set(input.columns.filter(({ field }) => isIdentity(field)).map(({ column }) => column));
    const named = [...identity].slice(0, MOST_COLUMNS).join(', ');
    const by = input.format === 'text' && named === '' ? 'lines of plain text' : named;
    const rows = plural(counts.get(input.source)?.shift() ?? 0, 'row');
    const how = [input.format, input.encoding, headerPlace(input), rows].filter((part) => part !== null).join(', ');
    return `${input.source} (${how}): ${by === '' ? 'no column identifies a vendor' : `looked at ${by}`}`;
  });
}

function notJudged({ nothingToJudge }: Collected, summary: SummaryEvent, verbose: boolean): string[] {
  const rejected = rowsOf(summary, 'rejected');
  const rest = rowsOf(summary, 'notJudged') - [...nothingToJudge.values()].reduce((all, { count }) => all + count, 0);
  const lines = [...nothingToJudge].map(([reason, { count, places }]) => {
    const more = count - places.length;
    const others = more === 0 ? '' : ` and ${grouped(more)} more; -o flagged=FILE marks them all`;
    const where = `: ${places.join(', ')}${others}`;
    return `${plural(count, 'row')}: ${reason}${verbose ? where : ' (-v says which)'}`;
  });
  return [
    ...lines,
    ...(rest > 0 ? [`${plural(rest, 'row')}: no vendor, model or MAC`] : []),
    ...(rejected > 0 ? [`${plural(rejected, 'row')}: could not be read`] : []),
  ];
}

function notRead({ inputs }: Collected): string[] {
  const columns = unreadColumns(inputs);
  return columns.length === 0 ? [] : [`${firstOf(columns)} (secret)`];
}

/** Names of designated vendors that are no evidence: how many, and with `-v` each. */
function setAside(collected: Collected, summary: SummaryEvent, verbose: boolean): string[] {
  const counts = setAsideCounts(summary);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  if (all === 0) return [];
  const why = counts.map(([text, count]) => (counts.length === 1 ? text : `${text} (${grouped(count)})`)).join(', ');
  const names = all === 1 ? '1 name of a listed vendor' : `${grouped(all)} names of listed vendors`;
  const line = `${names}, read and not counted: ${why}`;
  const more = all - collected.setAside.length;
  if (!verbose) return [`${line} (-v lists ${all === 1 ? 'it' : 'them'})`];
  return [line, ...collected.setAside, ...(more > 0 ? [`and ${grouped(more)} more`] : [])];
}

function guesses(summary: SummaryEvent): string[] {
  return failedGuesses(summary).map(({ source, what, assumed, lines }) => {
    const at = lines.length === 0 ? '' : ` (${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')})`;
    return `${source}: ${what} was taken for ${assumed}, which does not hold${at}`;
  });
}

function waivers(summary: SummaryEvent): string[] {
  const { dismissed } = summary.waivers;
  const all = waiverFacts(summary).map(([what, ids]) => `${what}: ${ids.join(', ')}`);
  if (dismissed > 0) all.push(`${plural(dismissed, 'finding')} dismissed as not of this vendor`);
  return [all.join('; ')];
}

function baseline(collected: Collected, { resolved }: SummaryEvent): string[] {
  const ref = collected.run?.baseline ?? null;
  if (ref === null && resolved.length === 0) return [];
  const count = collected.count('known') + collected.count('known?');
  const known = plural(count, 'asset');
  const gone = resolved.length === 0 ? '' : `; ${plural(resolved.length, 'finding')} of it no longer found`;
  const failing = count > 0 ? 'not failing' : 'none failing';
  return [`${known} known from ${ref?.path ?? 'it'}, ${failing}${gone}`];
}

/** What the run was given besides its inputs: files, and options that differ from their defaults. */
function options({ run }: Collected): string[] {
  if (run === null) return [];
  const files = filesOf(run).flatMap(([what, { path }]) => (what === 'baseline' ? [] : [`${what} ${path}`]));
  const given = optionTexts(run).filter((text) => !/^--(?:waivers|baseline) /.test(text));
  return [[...files, given.join(' ')].filter((part) => part !== '').join('; ')];
}

/** The day each list was last checked; of many lists by day. */
function listDays(collected: Collected, verbose: boolean): string {
  const byDay = new Map<string, string[]>();
  for (const { id, checked } of collected.lists) {
    if (checked !== null)
      byDay.set(checked, [...(byDay.get(checked) ?? []), verbose ? id : collected.listLabel(id, false)]);
  }
  return [...byDay]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([day, ids]) => `${ids.length > MOST_LISTS && !verbose ? plural(ids.length, 'list') : ids.join(', ')} ${day}`)
    .join('; ');
}

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
  const listBinds = run?.lists.find(({ id }) => id === event.list)?.binds ?? null;
  return [
    rules.length === 0 ? `${listing}; it forbids nothing` : listing,
    ...(reason === null ? [] : [`reason: ${reason}`]),
    ...(own.length > 0 ? own : rules).map((rule) => ruleText(rule, asOf, listBinds)),
    ...assumedBy(event).map((text) => `assumed: ${text}`),
    ...(verified ? [] : ['not verified: not read in a primary or dated secondary source']),
  ];
}
