import { isIdentity } from '../../core/fields.ts';
import { isOpen } from '../../core/problem.ts';
import { closing, filesOf, howRead, openItems, optionTexts, waiverFacts, type Open } from '../document.ts';
import { firstOf, grouped, plural } from '../phrases.ts';
import type { TextCollected } from './collect.ts';
import type { Page } from './page.ts';

const MOST_COLUMNS = 12;
const MOST_LISTS = 4;

/** What a reader must know of the run besides what was found: a line each, more of it with `-v`. */
export function closingLines(page: Page, collected: TextCollected): string[] {
  const { verbose } = page.options;
  const { summary } = collected;
  const items = openItems(collected);
  const open = (...kinds: readonly Open['what'][]) => items.filter(({ what }) => kinds.includes(what));
  const columns = [...new Set(open('column').map(({ why }) => why))];
  const told: readonly (readonly [string, readonly string[]])[] = [
    ['Read', verbose || summary.assets.found === 0 ? readAs(collected) : []],
    ['Not judged', open('row', 'lost').map((item) => notJudged(collected, item, verbose))],
    ['Not read', columns.length === 0 ? [] : [`${firstOf(columns)} (secret)`]],
    ['Set aside', setAside(collected, open('aside'), verbose)],
    ['Warnings', [...collected.problems.lines((one) => !isOpen(one), verbose), ...open('guess').map(guess)]],
    ['Waivers', waivers(collected)],
    ['Baseline', baseline(collected)],
    ['Options', options(collected)],
    ['Lists as known on', [listDays(collected, verbose)]],
  ];
  return [...told.flatMap(([label, texts]) => labelled(page, label, texts)), ...page.paragraph(closing(summary))];
}

/** One text beside its label, several below it. */
function labelled(page: Page, label: string, texts: readonly string[]): string[] {
  const [first, ...more] = texts.filter((text) => text !== '').map((text) => page.show(text));
  if (first === undefined) return [];
  if (more.length === 0) return page.paragraph(`${label}: ${first}`);
  return [`${label}:`, ...[first, ...more].flatMap((text) => page.paragraph(text, 2))];
}

/** How each input was understood, and the columns that could tell a vendor. */
function readAs({ inputs, summary }: TextCollected): string[] {
  // A source comes more than once where results were put together: several parts are named `-`.
  const counts = new Map<string, number[]>();
  for (const { source, rows } of summary.inputs) counts.set(source, [...(counts.get(source) ?? []), rows]);
  return inputs.slice(0, 10).map((input) => {
    const identity = new Set(input.columns.filter(({ field }) => isIdentity(field)).map(({ column }) => column));
    const named = [...identity].slice(0, MOST_COLUMNS).join(', ');
    const by = input.format === 'text' && named === '' ? 'lines of plain text' : named;
    const how = `${howRead(input)}, ${plural(counts.get(input.source)?.shift() ?? 0, 'row')}`;
    return `${input.source} (${how}): ${by === '' ? 'no column identifies a vendor' : `looked at ${by}`}`;
  });
}

/** Rows of one reason; with `-v` the places of the first. */
const MOST_PLACES = 1_000;

function notJudged(collected: TextCollected, { count, places, why }: Open, verbose: boolean): string {
  const line = `${plural(count, 'row')}: ${why}`;
  if (places.length === 0) return line;
  if (!verbose) return `${line} (-v says which)`;
  const shown = places.slice(0, MOST_PLACES).map((at) => collected.place(at));
  const more = count - shown.length;
  const others = more === 0 ? '' : ` and ${grouped(more)} more; -o flagged=FILE marks them all`;
  return `${line}: ${shown.join(', ')}${others}`;
}

/** Names of designated vendors that are no evidence: how many, and with `-v` each. */
function setAside(collected: TextCollected, items: readonly Open[], verbose: boolean): string[] {
  const all = items.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return [];
  const reasons = items.map(({ why, count }) => (items.length === 1 ? why : `${why} (${grouped(count)})`)).join(', ');
  const names = all === 1 ? '1 name of a listed vendor' : `${grouped(all)} names of listed vendors`;
  const line = `${names}, read and not counted: ${reasons}`;
  const more = all - collected.setAside.length;
  if (!verbose) return [`${line} (-v lists ${all === 1 ? 'it' : 'them'})`];
  return [line, ...collected.setAside, ...(more > 0 ? [`and ${grouped(more)} more`] : [])];
}

function guess({ places, why }: Open): string {
  const lines = places.flatMap(({ line }) => line ?? []);
  const at = lines.length === 0 ? '' : ` (${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')})`;
  return `${places[0]?.source ?? '-'}: ${why}${at}`;
}

function waivers({ summary }: TextCollected): string[] {
  const { dismissed } = summary.waivers;
  const all = waiverFacts(summary).map(([what, ids]) => `${what}: ${ids.join(', ')}`);
  if (dismissed > 0) all.push(`${plural(dismissed, 'finding')} dismissed as not of this vendor`);
  return [all.join('; ')];
}

function baseline(collected: TextCollected): string[] {
  const { resolved, notRead } = collected.summary;
  const ref = collected.run.baseline;
  if (ref === null && resolved.length + notRead.length === 0) return [];
  const count = collected.count('known') + collected.count('known?');
  const gone = resolved.length === 0 ? '' : `; ${plural(resolved.length, 'finding')} of it no longer found`;
  const sources = [...new Set(notRead.flatMap((one) => one.sources))];
  const open = notRead.length === 0 ? '' : `; ${grouped(notRead.length)} not looked for: ${firstOf(sources)} not read`;
  const failing = count > 0 ? 'not failing' : 'none failing';
  return [`${plural(count, 'asset')} known from ${ref?.path ?? 'it'}, ${failing}${gone}${open}`];
}

/** What the run was given besides its inputs: files, and options that differ from their defaults. */
function options({ run }: TextCollected): string[] {
  const files = filesOf(run).flatMap(([what, path]) => (what === 'baseline' ? [] : [`${what} ${path}`]));
  const given = optionTexts(run).filter((text) => !/^--(?:waivers|baseline) /.test(text));
  return [[...files, given.join(' ')].filter((part) => part !== '').join('; ')];
}

/** The day each list was last checked; of many lists by day. */
function listDays(collected: TextCollected, verbose: boolean): string {
  const byDay = new Map<string, string[]>();
  for (const { id, checked } of collected.run.lists) {
    if (checked !== null)
      byDay.set(checked, [...(byDay.get(checked) ?? []), verbose ? id : collected.listLabel(id, false)]);
  }
  return [...byDay]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([day, ids]) => `${ids.length > MOST_LISTS && !verbose ? plural(ids.length, 'list') : ids.join(', ')} ${day}`)
    .join('; ');
}

/** What each list forbids and whom it binds, each text once; with `-v` in full, also what stays allowed. */
export function lawLines(page: Page, { law, entries }: TextCollected, label: (list: string) => string): string[] {
  const { verbose } = page.options;
  const things = new Map([...entries.values()].map(({ event, things: used }) => [event, [...used]]));
  const used = [...entries.values()].filter(({ matters }) => matters || verbose).map(({ event }) => event);
  const namesOf = (event: (typeof used)[number]) => {
    const names = things.get(event) ?? [];
    return verbose ? [`${names.join(', ')} (as ${event.as})`] : names;
  };
  const lines = law.byList(used, verbose).flatMap(({ id, texts }) => {
    const title = law.title(id);
    const name = label(id) === title ? title : `${label(id)}: ${title}`;
    const note = law.list(id)?.note ?? null;
    return [
      [2, [name, law.binds(id)].filter((part) => part !== null).join(', ')] as const,
      ...texts.flatMap(({ entries: of, lines: said }) => [
        ...law.named(of, verbose, namesOf).map((text) => [4, text] as const),
        ...said.map((text) => [6, text] as const),
      ]),
      ...(verbose && note !== null ? [[4, `note: ${note}`] as const] : []),
    ];
  });
  if (lines.length === 0) return [];
  const title = `What the lists say${verbose ? '' : ' (-v: in full, and what stays allowed)'}`;
  const dim = page.chalk.dim;
  return [
    ...page.paragraph(title, 0, page.chalk.bold),
    ...lines.flatMap(([indent, text]) => page.paragraph(page.show(text), indent, indent === 2 ? undefined : dim)),
  ];
}
