import { ATTENTION_LABELS, type Guess, type InputEvent, type RunEvent, type SummaryEvent } from '../core/events.ts';
import { isIdentity } from '../core/fields.ts';
import type { Finding } from '../core/finding.ts';
import { groupsOf } from '../core/groups.ts';
import { answer, notHeld, placesText, rowsOf, thingsToLookAt } from './answer.ts';
import { leftOut, stateOf, type Asset, type Collected } from './collected.ts';
import { webAddress } from './escape.ts';
import * as say from './phrases.ts';

/** A text, which may be a day, a number, or nothing. */
export type Cell = string | number | null;

export interface Column {
  readonly label: string;
  /** In characters, where a format has fixed widths. */
  readonly width: number;
  /** `sheet`: shown only where the table is a sheet to filter; `note`: a text of several sentences. */
  readonly kind?: 'count' | 'day' | 'hash' | 'link' | 'note' | 'sheet';
}

/** The answer to one question, one fact per row. */
export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** `notes`: what no table says, such as how many rows are left out. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly notes: readonly string[];
  readonly tables: readonly Table[];
}

/** Columns by label: the width, the function that makes the cell of an item, and the kind. */
type Columns<T> = Readonly<
  Record<string, readonly [width: number, cellOf: (item: T) => Cell | undefined, kind?: Column['kind']]>
>;

/** A table with a row for each item. */
export function tableOf<T>(title: string, items: readonly T[], columns: Columns<T>): Table {
  const headings = Object.entries(columns).map(([label, [width, , kind]]) => ({ label, width, ...(kind && { kind }) }));
  const cells = Object.values(columns);
  return { title, columns: headings, rows: items.map((item) => cells.map(([, cellOf]) => cellOf(item) ?? null)) };
}

/** A cell as text. */
export const cellText = (cell: Cell): string => (typeof cell === 'number' ? say.grouped(cell) : (cell ?? ''));

/** The sections of a report that are not empty. `isBrief`: the short form for a terminal. */
export function documentOf(held: Collected, isBrief = false): readonly Section[] {
  const { run, summary, assets } = held;
  const shown = assets.all().map(({ asset }) => asset);
  const inputs = isBrief && summary.assets.found > 0 ? [] : [inputTable(held)];
  const lists = isBrief ? 'What the lists say (-v: in full)' : 'What the lists say';
  const looks = groupsOf(thingsToLookAt(held), ({ kind }) => (kind === 'gate' ? 'Gate' : 'To look at'));
  const looksAt = (title: 'Gate' | 'To look at') => [attentionTable(title, looks.get(title) ?? [], isBrief)];
  const checked = [...inputs, ...(isBrief ? [] : [listTable(run)]), runTable(held, isBrief)];
  const uncleared = summary.assets.found === 0 ? '' : ' Assets without a finding are not thereby cleared.';
  const end = `${isBrief ? `lists: ${listDays(run)}. ` : ''}No other list was checked.${uncleared}`;
  const sections: readonly Section[] = [
    { id: 'gate', title: 'Looser than the default', notes: [], tables: looksAt('Gate') },
    { id: 'answer', title: 'Answer', notes: [answer(summary), ...say.elsewhereTexts(summary)], tables: [] },
    { id: 'attention', title: 'To look at', notes: notHeld(held), tables: looksAt('To look at') },
    { id: 'assets', title: 'Assets', notes: leftOut(assets, 'lines'), tables: [tableOf('Assets', shown, ASSET)] },
    { id: 'where', title: 'By file and site', notes: [], tables: whereTables(summary) },
    { id: 'law', title: lists, notes: [], tables: lawTables(held, isBrief) },
    { id: 'checked', title: 'What was checked, and what was not', notes: [end], tables: checked },
  ];
  return sections
    .map((section) => ({ ...section, tables: section.tables.filter(({ rows }) => rows.length > 0) }))
    .filter(({ notes, tables }) => notes.length + tables.length > 0);
}

const MOST_PLACES = 10;

type Look = ReturnType<typeof thingsToLookAt>[number];

function attentionTable(title: string, looks: readonly Look[], isBrief: boolean): Table {
  return tableOf(title, looks, {
    What: [22, ({ kind }) => ATTENTION_LABELS[kind]],
    Where: [30, ({ places }) => placesText(places, isBrief ? MOST_PLACES : undefined)],
    Asset: [30, ({ assets }) => (assets.length > 3 ? say.plural(assets.length, 'asset') : assets.join('; '))],
    Why: [60, ({ why }) => why],
    'What to do': [50, (look) => look.do],
  });
}

/** The facts of an asset, one per column. */
export const ASSET = {
  State: [13, ([first]) => stateOf(first)],
  Where: [26, ([first]) => say.placeName(first)],
  Asset: [30, assetText],
  Vendor: [20, vendorsOf],
  Confidence: [12, ([{ confidence }]) => confidence],
  'What the lists say': [44, (asset) => perFinding(asset, ({ designations }) => say.statusText(designations))],
  Because: [60, (asset) => perFinding(asset, say.reasonsOf)],
  Model: [20, ([{ asset }]) => asset.model ?? asset.partNumber, 'sheet'],
  Serial: [20, ([{ asset }]) => asset.serial ?? asset.gponSerial, 'sheet'],
  Site: [20, ([{ asset }]) => asset.site, 'sheet'],
  'Asset ID': [20, ([{ assetId }]) => assetId, 'sheet'],
  Quantity: [9, (findings) => Math.max(...findings.map(({ quantity }) => quantity)), 'sheet'],
} as const satisfies Columns<Asset>;

function assetText([first]: Asset): string {
  const { asset, quantity } = first;
  const parts = [say.assetName(first), asset.site ?? '', quantity === 1 ? '' : say.plural(quantity, 'piece')];
  return parts.filter((part) => part.trim() !== '').join(', ');
}

function vendorsOf(asset: Asset): string {
  const sameState = asset.filter((finding) => stateOf(finding) === stateOf(asset[0]));
  return [...new Set(sameState.map(say.thingName))].join(', ');
}

function perFinding(asset: Asset, textOf: (finding: Finding) => string): string {
  const texts = asset.map((finding) => [say.thingName(finding), textOf(finding)] as const);
  return texts.length === 1 ? (texts[0]?.[1] ?? '') : texts.map(([name, text]) => `${name}: ${text}`).join(' | ');
}

/** No tables for a single file with at most one named site. */
function whereTables({ inputs, sites }: SummaryEvent): readonly Table[] {
  const counts: Columns<SummaryEvent['sites'][string] & { readonly rejected?: number }> = {
    'Assets failing': [12, ({ failing }) => failing, 'count'],
    'Assets found': [12, ({ found }) => found, 'count'],
    'Rows not judged': [12, ({ notJudged, rejected = 0 }) => notJudged + rejected, 'count'],
  };
  const files = tableOf('Files', inputs, {
    File: [40, ({ source }) => sourceName(source)],
    Rows: [12, ({ rows }) => rows, 'count'],
    ...counts,
  });
  const named = Object.entries(sites).map(([site, of]) => ({ site, ...of }));
  const bySite = tableOf('Sites', named, { Site: [40, ({ site }) => site], ...counts });
  return [...(inputs.length > 1 || named.length > 1 ? [files] : []), ...(named.length > 1 ? [bySite] : [])];
}

/** What each list forbids, every rule once with all the vendors it names, and since when it names them. */
function lawTables({ law }: Collected, isBrief: boolean): readonly Table[] {
  if (isBrief) {
    const byList = [...groupsOf(law.ruleRows(true), ([id]) => id)];
    const columns: Columns<(typeof byList)[number]> = {
      List: [40, ([id]) => law.list(id).titleAndBinds],
      It: [80, ([, rules]) => rules.map(([, text, names]) => `${names} ${text}`).join('; ')],
    };
    return [tableOf('In brief', byList, columns)];
  }
  const titleOf = ([id]: readonly [list: string, ...unknown[]]): string => law.list(id).title;
  return [
    tableOf('Law', law.ruleRows(), {
      List: [40, titleOf],
      Names: [40, ([, , names]) => names],
      It: [80, ([, text]) => text],
    }),
    tableOf('Listed', law.entryRows(), {
      List: [40, titleOf],
      'Listed as': [40, ([, names]) => names],
      Since: [30, ([, , listed]) => listed],
      Note: [60, ([, , , notes]) => notes || null],
    }),
  ];
}

function inputTable({ inputs, summary }: Collected): Table {
  const rows = summary.inputs.map((count, at) => ({ ...count, input: inputs[at] as InputEvent }));
  return tableOf('Inputs', rows, {
    Input: [40, ({ source }) => sourceName(source)],
    'Understood as': [60, ({ input, guessed }) => [understood(input), ...guessed.flatMap(wrongGuess)].join('; ')],
    'Not read': [30, ({ input }) => notRead(input).join(', ') || null],
    Rows: [9, ({ rows }) => rows, 'count'],
    Judged: [9, ({ judged }) => judged, 'count'],
    sha256: [68, ({ sha256 }) => sha256 ?? 'not read to its end', 'hash'],
  });
}

const wrongGuess = ({ what, assumed, held }: Guess): readonly string[] =>
  held ? [] : [`${what} was taken for ${assumed}, which does not hold`];

const notRead = ({ unread }: InputEvent): readonly string[] => unread.map(({ column, why }) => `${column} (${why})`);

/** `site.csv`; `-` is standard input. */
export const sourceName = (source: string): string => (source === '-' ? 'standard input' : source);

/** `csv, utf-8, header on line 1; Manufacturer = vendor`. */
function understood(input: InputEvent): string {
  const { format, encoding, columns } = input;
  const used = columns.flatMap(({ column, field }) => (field === 'text' ? [] : [`${column} = ${field}`]));
  const blind = format === 'text' ? 'searched plain text' : 'no column identifies a vendor';
  return say.joinParts(
    [
      say.joinParts([format, encoding, say.headerPlace(input)]),
      used.join(', ') || null,
      columns.some(({ field }) => isIdentity(field)) ? null : blind,
    ],
    '; ',
  );
}

function listTable({ lists }: RunEvent): Table {
  return tableOf('Lists', lists, {
    List: [50, ({ title }) => title],
    Id: [18, ({ id }) => id],
    Binds: [40, ({ binds }) => binds ?? 'whom it binds is not stated'],
    'As known on': [12, ({ checked }) => checked ?? 'no stated day', 'day'],
    Note: [50, ({ note }) => note, 'note'],
    Address: [40, ({ url }) => webAddress(url), 'link'],
    sha256: [68, ({ sha256 }) => sha256, 'hash'],
  });
}

/** More lists are only counted where there is one line for them. */
export const MOST_LISTS = 4;

/** The lists of the run by the day on which each was last checked. */
function listDays({ lists }: RunEvent): string {
  const asKnownOn = (day: string): string => (day === '' ? '' : `, as known on ${day}`);
  const days = lists.flatMap(({ checked }) => checked ?? []).sort();
  const [oldest = '', newest = ''] = [days[0], days.at(-1)];
  if (lists.length > MOST_LISTS)
    return `${lists.length}${asKnownOn(oldest === newest ? newest : `${oldest} to ${newest}`)} (-v: each)`;
  const byDay = [...groupsOf(lists, ({ checked }) => checked ?? '')].toSorted(([a], [b]) => (a < b ? 1 : -1));
  return byDay.map(([day, some]) => some.map(({ id, short }) => short ?? id).join(', ') + asKnownOn(day)).join('; ');
}

function runTable({ run, inputs, summary }: Collected, isBrief: boolean): Table {
  const unread = inputs.flatMap(notRead);
  const elsewhere = say.firstOf([...new Set(summary.notRead.flatMap(({ sources }) => sources))]);
  type Fact = readonly [item: string, value: Cell, sha256?: string];
  const full: readonly Fact[] = [
    ['as of', run.asOf],
    ['tool', `netvet ${run.netvet}, result schema ${run.schemaVersion}`],
    ['vendors and identifiers', `as of ${run.data.day}`, run.knowledge],
  ];
  const facts: readonly Fact[] = [
    ...(isBrief ? [['not read', say.firstOf([...new Set(unread)])] as const] : full),
    ['options', say.optionTexts(run).join(' ')],
    ...say.filesOf(run),
    ['rows with nothing to judge', rowsOf(summary, 'notJudged')],
    ['rows that could not be read', rowsOf(summary, 'rejected')],
    ['findings dismissed by a waiver', summary.waivers.dismissed],
    ['baseline findings that are gone', summary.resolved.length],
    [`baseline findings in inputs not read (${elsewhere})`, summary.notRead.length],
  ];
  const known = facts.filter(([, value]) => value !== '' && value !== 0);
  return tableOf('Run', known, {
    Item: [30, ([item]) => item],
    Value: [80, ([, value]) => value],
    sha256: [68, ([, , sha256]) => sha256, 'hash'],
  });
}
