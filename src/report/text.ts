import { answer, isCalm, rowsOf } from './answer.ts';
import { AssetGroups, atTheEnd, STATES, STATE_NAMES, type Asset, type Collected, type State } from './collected.ts';
import { groupsOf } from '../core/groups.ts';
import { ASSET, cellText, documentOf, MOST_LISTS, sourceName } from './document.ts';
import type { Cell, Section, Table } from './document.ts';
import { codeEscape, logText, shellWord, visible } from './escape.ts';
import type { Law } from './law.ts';
import { asWords, findingSentence, grouped, optionText, placeName, plural } from './phrases.ts';
import type { ReportFormat, ReportOptions } from './reporter.ts';
import { displayWidth, fit, fitPlace, pad, wrap } from './width.ts';

/** How many are shown: assets of a site (there may be 1,000 sites), of another group or table, things of a kind. */
const mostOf = ({ verbose }: ReportOptions) =>
  verbose ? { site: 100, other: 1_000, ofKind: 1_000 } : { site: 20, other: 20, ofKind: 5 };

const moreIn = ({ verbose }: ReportOptions): string => (verbose ? '--format ndjson has them' : '-v lists them');

/**
 * The report for a person at a terminal. It is written at the end, because the answer comes first; until then it holds
 * counts and the strongest few assets of every group. Outside a terminal no value is cut and no line is broken.
 */
export async function loadText(isColoured: boolean): Promise<ReportFormat> {
  const colours = await coloursOf(isColoured);
  return atTheEnd({ assets: groupsShown }, (held) => render(pageOf(held.options, colours), held));
}

function groupsShown(options: ReportOptions, law: Law): AssetGroups {
  const { groupBy } = options;
  const titles: Readonly<Record<typeof groupBy, (asset: Asset) => readonly string[]>> = {
    vendor: ([{ vendor, category }]) => [vendor?.name ?? category?.name ?? ''],
    site: ([{ asset }]) => [asset.site ?? 'no site given'],
    list: (asset) => listsOf(asset).map((list) => law.list(list).title),
    none: () => [''],
  };
  const titlesOf = (asset: Asset, state: State) => titles[state === 'fails' ? groupBy : 'none'](asset);
  const most = mostOf(options)[groupBy === 'site' ? 'site' : 'other'];
  return new AssetGroups(most, titlesOf);
}

function render(page: Page, held: Collected): string {
  const { summary } = held;
  const paint = summary.exit.code === 0 ? page.chalk.bold : page.chalk.red.bold;
  const lines = documentOf(held, !page.options.verbose).flatMap((section) => sectionLines(page, held, section));
  // The last two lines are never broken: the command is copied, and `tail -1` gives the answer on any terminal.
  return [...lines.slice(1), ...explainHint(page, held), paint(page.show(answer(summary))), ''].join('\n');
}

const UNTITLED_LOOKS = 2;

/** The lines of a section, behind an empty line; a short one without a title stands right below the one before. */
function sectionLines(page: Page, held: Collected, { id, title, notes, tables }: Section): string[] {
  const { chalk, marks, options, paragraph } = page;
  if (id === 'answer') return ['', ...headLines(page, held, notes)];
  if (id === 'assets') return assetLines(page, held);
  const texts = [...tables.flatMap((table) => rowTexts(table, options)), ...notes];
  if (id === 'gate') return ['', ...texts.flatMap((text) => paragraph(`${marks.warn} ${text}`, 0, chalk.yellow.bold))];
  if (id === 'attention' && texts.length <= UNTITLED_LOOKS)
    return texts.flatMap((text) => paragraph(`${title}: ${text}`));
  if (id === 'checked' && !options.verbose) return texts.flatMap((text) => paragraph(text));
  return ['', chalk.bold(title), ...texts.flatMap((text) => paragraph(text, 2))];
}

/** The rows of a table, one paragraph each: `Lobby: assets failing 1; assets found 2`. */
function rowTexts({ columns, rows, title }: Table, options: ReportOptions): readonly string[] {
  const { other, ofKind } = mostOf(options);
  const textOf = ([first, ...facts]: readonly string[]): string =>
    [first, facts.filter(Boolean).join('; ')].filter(Boolean).join(': ');
  const cellsOf = (cells: readonly Cell[]): readonly string[] =>
    cells.flatMap((cell, at) => {
      const { kind, label } = columns[at] ?? { label: '' };
      if (kind === 'hash' || kind === 'link' || kind === 'note') return [];
      const text = cellText(cell);
      return kind === 'count' || kind === 'day' ? `${label.toLowerCase()} ${text}` : text;
    });
  const groups = [...groupsOf(rows.map(cellsOf), ([first = '']) => first)];
  const most = title === 'Gate' ? Infinity : ofKind;
  const left = groups.length - other;
  const how = moreIn(options);
  return [
    ...groups.slice(0, other).flatMap(([first, same]) => {
      const more = same.length - most;
      return [...same.slice(0, most).map(textOf), ...(more > 0 ? [`${first}: ${grouped(more)} more; ${how}`] : [])];
    }),
    ...(left > 0 ? [`${grouped(left)} more; ${how}`] : []),
  ];
}

/** What was checked, then the answer: a person who reads five lines has it. */
function headLines(page: Page, { run, inputs, summary, assets, law }: Collected, notes: readonly string[]): string[] {
  const { dot, fails, passes, warn } = page.marks;
  const file = inputs.length === 1 ? sourceName(inputs[0]?.source ?? '') : plural(inputs.length, 'input');
  const about = [`netvet ${run.netvet}`, file, plural(rowsOf(summary, 'rows'), 'row'), `as of ${run.asOf}`];
  const lists = [...new Set(assets.all().flatMap(({ state, asset }) => (state === 'fails' ? listsOf(asset) : [])))];
  const byLists =
    lists.length > MOST_LISTS ? plural(lists.length, 'list') : asWords(lists.map((list) => law.list(list).short));
  const { chalk } = page;
  const notCalm = summary.exit.code === 1 ? ([fails, chalk.red.bold] as const) : ([warn, chalk.yellow.bold] as const);
  const [mark, paint] = isCalm(summary) ? ([passes, chalk.green.bold] as const) : notCalm;
  const [first = '', ...others] = notes;
  return [
    ...page.paragraph(about.join(dot)),
    ...page.paragraph(`${mark} ${first}${byLists === '' ? '' : `: ${byLists}`}`, 0, paint),
    ...others.flatMap((text) => page.paragraph(text, 2)),
  ];
}

/** Whether each asset of a state has a line of its own: failing, banned and upcoming ones do, with `-v` all. */
function isListed(state: State, { verbose }: ReportOptions): boolean {
  return verbose || state === 'fails' || state === 'banned' || state === 'upcoming';
}

const UNTITLED = 20;

/** Failing assets in their groups, then a line for each other state, with lines for its assets where `isListed`. */
function assetLines(page: Page, { assets, law, inputs }: Collected): string[] {
  const { chalk, marks, options, paragraph } = page;
  const { groupBy, verbose } = options;
  const shown = assets.all().flatMap(({ state, asset }) => (isListed(state, options) ? [asset] : []));
  const table = assetTable(page, shown, (list) => law.list(list).short);
  const isTitled = groupBy !== 'none' && (assets.count('fails') > UNTITLED || groupBy !== 'vendor');
  const sources = inputs.map(({ source }) => source);
  const placeOf = ([{ source }]: Asset): number => sources.indexOf(source);
  const inOrder = (a: Asset, b: Asset): number => placeOf(a) - placeOf(b) || a[0].row - b[0].row;
  const linesOf = (state: State): string[] =>
    assets.groups(state).flatMap(([title, { items, more, total }]) => {
      const name = fit(page.show(`${title} (${grouped(total)})`), page.width, marks.more);
      return [
        ...(state === 'fails' && isTitled ? [chalk.bold(name)] : []),
        // Ungrouped assets stand in the order of the inventory.
        ...(groupBy === 'none' ? items.toSorted(inOrder) : items).flatMap(table.lines),
        ...paragraph(more === 0 ? '' : `${marks.more} and ${grouped(more)} more; ${moreIn(options)}`, 2, chalk.dim),
      ];
    });
  const extra = assets.count('fails') === 0 ? 0 : assets.repeats;
  const repeated = `${plural(extra, 'more row')} ${extra === 1 ? 'is' : 'are'} of the same assets; -f csv has each row`;
  // Possible and undetermined assets are among the things to look at.
  const lines = STATE_NAMES.filter((state) => assets.count(state) > 0)
    .filter((state) => verbose || (state !== 'possible' && state !== 'undetermined'))
    .flatMap((state) => {
      const how = isListed(state, options) || state === 'known' ? '' : ' (-v lists them)';
      const line = `${grouped(assets.count(state))} ${state}: ${STATES[state]}${how}`;
      return [
        ...(state === 'fails' ? [] : paragraph(line, 0, chalk.yellow)),
        ...(isListed(state, options) ? linesOf(state) : []),
      ];
    });
  const rest = paragraph(extra === 0 ? '' : repeated, 2, chalk.dim);
  const all = [...(shown.length === 0 ? [] : [table.header]), ...lines, ...rest];
  return all.length === 0 ? [] : ['', ...all];
}

/** Options of a run that `explain` must be given too, to see the same. */
const EXPLAINED_WITH = [
  ...['columns', 'delimiter', 'encoding', 'skip-lines', 'no-header', 'input-format', 'sheet'],
  ...['list', 'list-source', 'profile', 'data'],
];

/** The command that explains the first listed asset; none without its file, or if its name is not safe to print. */
function explainHint(page: Page, { run, assets }: Collected): string[] {
  const first = assets.all().find(({ state }) => isListed(state, page.options))?.asset[0];
  // With --input-name the name is that of standard input, which cannot be read again.
  const cannotBeRead = run.results.length > 0 || 'input-name' in run.options;
  if (first === undefined || first.source === '-' || cannotBeRead) return [];
  const options = EXPLAINED_WITH.flatMap((name) => (name in run.options ? [optionText(name, run.options[name])] : []));
  const hint = `Details: ${['netvet explain', ...options, shellWord(placeName(first))].join(' ')}`;
  return page.show(hint) === hint ? [hint] : [];
}

/** The colours of the report, combined as in chalk: `red.bold`. */
type Colours = ((text: string) => string) & { readonly [C in 'bold' | 'dim' | 'red' | 'yellow' | 'green']: Colours };

/** The 16 colours that every terminal has. Without colours, chalk is not loaded: loading ES modules takes 7 ms. */
async function coloursOf(isWanted: boolean): Promise<Colours> {
  const same = ((text) => text) as Colours;
  if (!isWanted) return Object.assign(same, { bold: same, dim: same, red: same, yellow: same, green: same });
  // chalk is an ES module, which a CommonJS program can only load by import().
  const { Chalk } = await import('chalk');
  return new Chalk({ level: 1 });
}

const MARKS = {
  unicode: { dot: ' · ', more: '…', fails: '✗', passes: '✓', warn: '▲' },
  ascii: { dot: ' - ', more: '...', fails: 'x', passes: 'ok', warn: '!' },
};

const NARROWEST = 40;
const WIDEST = 200;

/** Punctuation of legal texts that has a plain form; other characters beyond ASCII are shown by their code. */
const PLAIN = new Map(
  Object.entries({ '–': '-', '—': '-', '‘': "'", '’': "'", '“': '"', '”': '"', '…': '...', '§': 's.', '\u00a0': ' ' }),
);

/** What all parts of the text report share: width, marks, colours, and how text from outside is shown. */
type Page = ReturnType<typeof pageOf>;

function pageOf(options: ReportOptions, chalk: Colours) {
  /** Infinity outside a terminal: no line is broken, and nothing cut. */
  const width = options.width === null ? Infinity : Math.min(WIDEST, Math.max(NARROWEST, options.width));
  const marks = options.unicode ? MARKS.unicode : MARKS.ascii;
  /** Text from outside, safe to print; ASCII alone for a terminal that is not UTF-8: UTF-8 bytes hold C1 controls. */
  const show = (text: string): string => {
    const safe = logText(visible(text));
    if (options.unicode) return safe;
    return safe.replace(/[^\x20-\x7e]/gu, (character) => PLAIN.get(character) ?? codeEscape(character, 0));
  };
  /** A text broken into indented lines, later ones two columns deeper; no line for an empty text. */
  const paragraph = (text: string, indent = 0, paint: (line: string) => string = (line) => line): string[] => {
    if (text === '') return [];
    const indented = (line: string, at: number): string => ' '.repeat(indent + (at === 0 ? 0 : 2)) + paint(line);
    return wrap(show(text), width - indent - 2).map(indented);
  };
  return { options, chalk, width, marks, show, paragraph };
}

const GAP = 2;
const NARROWEST_COLUMN = 6;

function assetTable(page: Page, assets: readonly Asset[], shortOf: (list: string) => string) {
  const { width: room, options, show, marks, chalk, paragraph } = page;
  const [, listsSay] = ASSET['What the lists say'];
  /** On a narrow terminal only what an asset is called first, since its place matters more. */
  const nameOf = (asset: Asset): string => {
    const text = ASSET.Asset[1](asset);
    return room < 140 ? text.replace(/,[^]*/, '') : text;
  };
  /** The evidence; before it, what the lists say of an asset that is not banned. */
  const reasons = (asset: Asset): string =>
    [...(asset[0].status === 'banned' ? [] : [listsSay(asset)]), ASSET.Because[1](asset)].join('; ');
  /** `minWidth`: the width of a terminal that has room for the column. */
  const columns: readonly (readonly [label: string, minWidth: number, text: (asset: Asset) => string])[] = [
    ['Where', 0, ASSET.Where[1]],
    ['Asset', 0, nameOf],
    ['Vendor', 0, ASSET.Vendor[1]],
    ['Confidence', 0, ASSET.Confidence[1]],
    ['Lists', 100, (asset) => listsOf(asset).map(shortOf).join(', ')],
    ['Because', 60, reasons],
  ];
  const sized = columns.flatMap(([label, minWidth, cellOf]) => {
    const textOf = (asset: Asset): string => show(cellOf(asset));
    const widest = assets.reduce((most, asset) => Math.max(most, displayWidth(textOf(asset))), 0);
    if (widest === 0 || room < minWidth) return [];
    return [{ title: label.toUpperCase(), textOf, width: Math.max(label.length, widest) }];
  });
  // The widest columns shrink until a row fits into a line.
  const needed = sized.reduce((sum, { width }) => sum + width + GAP, -GAP);
  for (let over = needed - room; over > 0; over -= 1) {
    const widest = sized.reduce((a, b) => (b.width < a.width ? a : b));
    if (widest.width <= NARROWEST_COLUMN) break;
    widest.width -= 1;
  }
  const titles = sized.map(({ title, width }) => pad(fit(title, width, ''), width));
  return {
    header: chalk.bold(titles.join('  ').trimEnd()),
    /** One line; with `-v` all that is known of the asset below it. */
    lines: (asset: Asset): readonly string[] => {
      const grade = asset[0].fails ? chalk.red : chalk.yellow;
      const cells = sized.map(({ textOf, width, title }, index) => {
        const text = pad((index === 0 ? fitPlace : fit)(textOf(asset), width, marks.more), width);
        return title === 'CONFIDENCE' ? grade(text) : title === 'ASSET' ? chalk.bold(text) : text;
      });
      const more = options.verbose ? asset.map((finding) => findingSentence(finding)) : [];
      return [cells.join('  ').trimEnd(), ...more.flatMap((text) => paragraph(text, 6, chalk.dim))];
    },
  };
}

function listsOf(asset: Asset): readonly string[] {
  const [{ status }] = asset;
  const deciding = asset.flatMap(({ designations }) => designations.filter((one) => one.status === status));
  return [...new Set(deciding.map(({ list }) => list))];
}
