import type { ListRef } from '../core/events.ts';
import { isIdentity } from '../core/fields.ts';
import { groupsOf } from '../core/groups.ts';
import { ATTENTION_LABELS, answer, isCalm, looks, notHeld, placesText, rowsOf, type Look } from './answer.ts';
import { AssetGroups, atTheEnd, countedInputs, STATES, STATE_NAMES } from './collected.ts';
import type { Asset, Collected, Group, State } from './collected.ts';
import { cellText, closing, howRead, whereTables } from './document.ts';
import type { Law } from './law.ts';
import { asWords, elsewhereTexts, filesOf, firstOf, grouped, optionText } from './phrases.ts';
import { optionTexts, placeName, plural } from './phrases.ts';
import type { ReportFormat, ReportOptions } from './reporter.ts';
import { coloursOf, listsOf, pageOf, tableOf, type Page } from './text/page.ts';
import { fit, fitPlace } from './width.ts';

/** Assets of a group in the table, and of another state; with `-v`, where sites may be a thousand. */
const SHOWN = { table: 20, other: 10 };
const SHOWN_WITH_V = { site: 100, other: 1_000 };

/**
 * The report for a person at a terminal. Written at the end, because the answer comes first; until then it holds counts
 * and the strongest few assets of every group. Where it is no terminal, no value is cut and no line is broken.
 */
export async function loadText(depth: ReportOptions['color']): Promise<ReportFormat> {
  const colours = await coloursOf(depth);
  return atTheEnd({ assets: groupsShown }, (held, options) => render(pageOf(options, colours), held));
}

function groupsShown({ verbose, groupBy }: ReportOptions, law: Law): AssetGroups {
  const most = (state: State) =>
    verbose ? SHOWN_WITH_V[groupBy === 'site' ? 'site' : 'other'] : SHOWN[state === 'fails' ? 'table' : 'other'];
  const titles = (asset: Asset, state: State): readonly string[] => {
    const [{ vendor, category, asset: cells }] = asset;
    const by = state === 'fails' ? groupBy : 'none';
    if (by === 'vendor') return [vendor?.name ?? category?.name ?? ''];
    if (by === 'site') return [cells.site ?? 'no site given'];
    return by === 'list' ? listsOf(asset).map((list) => law.title(list)) : [''];
  };
  // Ungrouped, they stand in the order of the inventory.
  return groupBy === 'none' ? new AssetGroups(most, titles, () => 0) : new AssetGroups(most, titles);
}

function render(page: Page, held: Collected): string {
  const { summary, law } = held;
  const shown = held.assets.all().flatMap(({ state, asset }) => (isListed(state, page.options) ? [asset] : []));
  const table = tableOf(page, shown, (list) => law.short(list));
  const paint = summary.exit.code === 0 ? page.chalk.bold : page.chalk.red.bold;
  const blocks = [
    gateLines(page, held),
    [...headLines(page, held), ...attentionLines(page, held, true)],
    attentionLines(page, held, false),
    failingLines(page, held, table),
    otherLines(page, held, table),
    whereLines(page, held),
    [
      ...lawLines(page, held),
      ...closingLines(page, held),
      // The last two are never broken: a command is copied, and `tail -1` is the answer, however narrow the terminal.
      ...explainHint(page, held, shown[0]),
      paint(page.show(answer(summary))),
    ],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/** Whether assets of a state have a line each: those that fail or are going to, and with `-v` all. */
function isListed(state: State, { verbose }: ReportOptions): boolean {
  return verbose || state === 'fails' || state === 'upcoming';
}

const MOST_LISTS = 4;

/** What was checked, then the answer: a person who reads five lines has it. */
function headLines(page: Page, { run, inputs, summary, assets, law }: Collected): string[] {
  const { dot, more, fails, passes, warn } = page.marks;
  const about = [`netvet ${run.netvet}`, plural(rowsOf(summary, 'rows'), 'row'), `as of ${run.asOf}`];
  const file = inputs.length === 1 ? (inputs[0]?.source ?? '') : plural(inputs.length, 'input');
  const room = page.width - 2 - about.join(dot).length - dot.length;
  const title = about.toSpliced(1, 0, fitPlace(page.show(file), Math.max(12, room), more)).join(dot);
  const failing = assets.groups('fails').flatMap(({ held: { items } }) => items.map(({ findings }) => findings));
  const lists = [...new Set(failing.flatMap(listsOf))];
  const by = lists.length > MOST_LISTS ? plural(lists.length, 'list') : asWords(lists.map((list) => law.short(list)));
  const { chalk } = page;
  const open = summary.exit.code === 1 ? ([fails, chalk.red.bold] as const) : ([warn, chalk.yellow.bold] as const);
  const [mark, paint] = isCalm(summary) ? ([passes, chalk.green.bold] as const) : open;
  return [
    ...page.paragraph(title),
    ...page.paragraph(`${mark} ${answer(summary)}${by === '' ? '' : `: ${by}`}`, 0, paint),
    ...elsewhereTexts(summary).flatMap((text) => page.paragraph(text, 2)),
  ];
}

function gateLines(page: Page, held: Collected): string[] {
  const gate = looks(held).filter(({ kind }) => kind === 'gate');
  const { chalk, marks } = page;
  return gate.flatMap((look) => page.paragraph(`${marks.warn} ${lookText(look, true)}`, 0, chalk.yellow.bold));
}

/** Things of one kind that are listed without `-v`, and places of each. */
const MOST_OF_KIND = 5;
const MOST_PLACES = 10;
const MOST_WITH_V = 1_000;

/** So few things to look at stand below the answer, without a title. */
const UNTITLED_LOOKS = 2;

function attentionLines(page: Page, held: Collected, isBelowAnswer: boolean): string[] {
  const { verbose } = page.options;
  const shown = [...groupsOf(looks(held), ({ kind }) => kind)].flatMap(([kind, all]) => {
    if (kind === 'gate') return [];
    const first = all.slice(0, verbose ? MOST_WITH_V : MOST_OF_KIND);
    const more = `${grouped(all.length - first.length)} more; ${verbose ? '--format ndjson' : '-v'} says which`;
    const rest = all.length === first.length ? [] : [`${ATTENTION_LABELS[kind]}: ${more}`];
    return [...first.map((look) => lookText(look, verbose)), ...rest];
  });
  const texts = [...shown, ...notHeld(held)];
  if (texts.length === 0 || texts.length <= UNTITLED_LOOKS !== isBelowAnswer) return [];
  if (isBelowAnswer) return texts.flatMap((text) => page.paragraph(`To look at: ${text}`));
  return [page.chalk.bold('To look at'), ...texts.flatMap((text) => page.paragraph(text, 2))];
}

/** `conflict: the Manufacturer column says Swann; check the device (site.csv:17, cam-yard-04)`. */
function lookText({ kind, why, do: advice, places, assets }: Look, verbose: boolean): string {
  const where = placesText(places, verbose ? MOST_WITH_V : MOST_PLACES);
  const [only] = assets;
  const about = [where, ...(places.length === 1 && only !== undefined ? [only] : [])].filter((part) => part !== '');
  const text = `${ATTENTION_LABELS[kind]}: ${why}${advice === null ? '' : `; ${advice}`}`;
  return `${text}${about.length === 0 ? '' : ` (${about.join(', ')})`}`;
}

const UNTITLED = 20;

function failingLines(page: Page, { assets }: Collected, table: ReturnType<typeof tableOf>): string[] {
  const groups = assets.groups('fails');
  if (groups.length === 0) return [];
  const { chalk, options, marks } = page;
  const { groupBy } = options;
  const isTitled = groupBy !== 'none' && (assets.count('fails') > UNTITLED || groupBy !== 'vendor');
  const titleOf = ({ title, held }: Group) =>
    fit(page.show(`${title} (${grouped(held.total)})`), page.width, marks.more);
  const { again } = assets;
  const of = `${plural(again, 'more row')} ${again === 1 ? 'is' : 'are'} of the same assets; -f csv has each row`;
  const titled = (group: Group) => (isTitled ? [chalk.bold(titleOf(group))] : []);
  const lines = groups.flatMap((group) => [...titled(group), ...groupLines(page, group, table)]);
  return [table.header(), ...lines, ...(again === 0 ? [] : page.paragraph(of, 2, chalk.dim))];
}

function groupLines(page: Page, { held: { items, more, total } }: Group, table: ReturnType<typeof tableOf>): string[] {
  const how = page.options.verbose || total > 1_000 ? '-f csv lists all' : '-v lists them';
  const rest = more === 0 ? '' : `${page.marks.more} and ${grouped(more)} more; ${how}`;
  return [...items.flatMap(({ findings }) => table.lines(findings)), ...page.paragraph(rest, 2, page.chalk.dim)];
}

/** What does not fail: a line a state; of what is going to fail, and with `-v` of all, a line an asset too. */
function otherLines(page: Page, { assets }: Collected, table: ReturnType<typeof tableOf>): string[] {
  const states = STATE_NAMES.filter((state) => state !== 'fails' && assets.count(state) > 0);
  // What is possible or undetermined is among what is to be looked at.
  const wanted = states.filter((state) => page.options.verbose || (state !== 'possible' && state !== 'undetermined'));
  return wanted.flatMap((state) => {
    const listed = isListed(state, page.options);
    const how = listed || state === 'known' ? '' : ' (-v lists them)';
    return [
      ...page.paragraph(`${grouped(assets.count(state))} ${state}: ${STATES[state]}${how}`, 0, page.chalk.yellow),
      ...(listed ? assets.groups(state).flatMap((group) => groupLines(page, group, table)) : []),
    ];
  });
}

function whereLines(page: Page, { summary }: Collected): string[] {
  const most = page.options.verbose ? MOST_WITH_V : SHOWN.table;
  return whereTables(summary).flatMap(({ title, columns, rows }) => {
    const more = rows.length - most;
    const lines = rows.slice(0, most).map(([name = null, ...counts]) => {
      const texts = counts.map((count, at) => `${columns[at + 1]?.label.toLowerCase() ?? ''} ${cellText(count)}`);
      return `${cellText(name)}: ${texts.join(', ')}`;
    });
    const rest = more > 0 ? [`${page.marks.more} and ${grouped(more)} more`] : [];
    return [page.chalk.bold(title), ...[...lines, ...rest].flatMap((line) => page.paragraph(line, 2))];
  });
}

/** What the lists say of what is or may come to be banned, a paragraph each; with `-v` all that they say. */
function lawLines(page: Page, { law }: Collected): string[] {
  const { verbose } = page.options;
  const rules = law.rules(!verbose).map(([list, text, names]) => [list, `${names} ${text}`] as const);
  const namedText = ([list, name, listed, notes]: ReturnType<typeof law.named>[number]) =>
    [list, `${name}: ${listed}${notes === '' ? '' : `; ${notes}`}`] as const;
  const named = verbose ? law.named().map(namedText) : [];
  const byList = [...groupsOf([...rules, ...named], ([list]) => list)];
  if (byList.length === 0) return [];
  return [
    ...page.paragraph(`What the lists say${verbose ? '' : ' (-v: in full)'}`, 0, page.chalk.bold),
    ...byList.flatMap(([list, of]) => {
      const title = law.titleAndBinds(list);
      if (!verbose) return page.paragraph(`${title}: ${of.map(([, text]) => text).join('; ')}`, 2);
      return [...page.paragraph(title, 2), ...of.flatMap(([, text]) => page.paragraph(text, 4, page.chalk.dim))];
    }),
  ];
}

const MOST_COLUMNS = 12;

/** What a reader must know of the run besides what was found: a line each, more of it with `-v`. */
function closingLines(page: Page, held: Collected): string[] {
  const { verbose } = page.options;
  const { summary, inputs, run } = held;
  const secret = [...new Set(inputs.flatMap(({ unread }) => unread.map(({ column, why }) => `${column} (${why})`)))];
  const { dismissed } = summary.waivers;
  const options = optionTexts(run).filter((text) => !/^--(?:waivers|baseline) /.test(text));
  const lines: readonly (readonly [string, string])[] = [
    ...(verbose || summary.assets.found === 0 ? readAs(held).map((text) => ['Read', text] as const) : []),
    ['Not read', secret.slice(0, MOST_COLUMNS).join(', ')],
    ['Waivers', dismissed === 0 ? '' : `${plural(dismissed, 'finding')} dismissed as not of this vendor`],
    ['Baseline', baselineLine(held)],
    ['Options', [...filesOf(run).map(([what, path]) => `${what} ${path}`), ...options].join(' ')],
    ['Lists', `${listDays(held, verbose)}. ${closing(summary)}`],
  ];
  return lines.flatMap(([name, text]) => (text === '' ? [] : page.paragraph(`${name}: ${text}`)));
}

function baselineLine({ run, summary: { resolved, notRead }, assets }: Collected): string {
  if (run.baseline === null && resolved.length + notRead.length === 0) return '';
  const sources = [...new Set(notRead.flatMap((one) => one.sources))];
  return [
    `${plural(assets.count('known'), 'asset')} known from ${run.baseline?.path ?? 'it'}`,
    ...(resolved.length === 0 ? [] : [`${plural(resolved.length, 'finding')} of it no longer found`]),
    ...(notRead.length === 0 ? [] : [`${grouped(notRead.length)} not looked for: ${firstOf(sources)} not read`]),
  ].join('; ');
}

function readAs(held: Collected): string[] {
  return countedInputs(held)
    .slice(0, 10)
    .flatMap(({ input, count: { rows } }) => {
      if (input === undefined) return [];
      const identity = new Set(input.columns.flatMap(({ column, field }) => (isIdentity(field) ? column : [])));
      const unnamed = input.format === 'text' ? 'searched plain text' : 'no column identifies a vendor';
      const named = `searched the columns ${[...identity].slice(0, MOST_COLUMNS).join(', ')}`;
      return `${input.source} (${howRead(input)}, ${plural(rows, 'row')}): ${identity.size === 0 ? unnamed : named}`;
    });
}

/** The lists of the run, by the day on which each was last checked; many are counted. */
function listDays({ run: { lists } }: Collected, verbose: boolean): string {
  const days = [...groupsOf(lists, ({ checked }) => checked ?? '')].toSorted(([a], [b]) => (a < b ? 1 : -1));
  if (lists.length > MOST_LISTS && !verbose) {
    const [newest, oldest] = [days[0]?.[0] ?? '', days.findLast(([day]) => day !== '')?.[0] ?? ''];
    return `${lists.length}, as known on ${newest === oldest ? newest : `${oldest} to ${newest}`} (-v: each)`;
  }
  const nameOf = ({ id, short }: ListRef) => (verbose ? id : (short ?? id));
  const texts = days.map(([day, some]) => `${some.map(nameOf).join(', ')}${day === '' ? '' : `, as known on ${day}`}`);
  return texts.join('; ');
}

/** Options of a run that explain takes too, and needs to see the same. */
const EXPLAINED_WITH = [
  ...['columns', 'delimiter', 'encoding', 'skip-lines', 'no-header', 'input-format', 'sheet'],
  ...['list', 'list-source', 'profile', 'data'],
];

/** The command that says more of the first asset; none without its file, or where a name is not safe to print. */
function explainHint(page: Page, { run, inputs }: Collected, asset: Asset | undefined): string[] {
  const source = asset?.[0].source ?? '-';
  if (asset === undefined || source === '-' || run.results.length > 0) return [];
  if (!inputs.some((input) => input.source === source)) return [];
  const options = EXPLAINED_WITH.flatMap((name) => (name in run.options ? [optionText(name, run.options[name])] : []));
  const place = placeName(asset[0]);
  const shown = /^[\w./:#-]+$/.test(place) ? place : `'${place.replaceAll("'", "'\\''")}'`;
  const hint = `Details: ${['netvet explain', ...options, shown].join(' ')}`;
  return page.show(hint) === hint ? [hint] : [];
}
