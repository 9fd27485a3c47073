import { ATTENTION_KINDS, ATTENTION_LABELS, type AttentionKind } from '../core/events.ts';
import type { InputEvent, RunEvent, SummaryEvent } from '../core/events.ts';
import { isIdentity } from '../core/fields.ts';
import type { Finding } from '../core/finding.ts';
import { groupsOf } from '../core/groups.ts';
import { answer, looks, notHeld, placesText, rowsOf } from './answer.ts';
import { STATE_NAMES, stateOf, type Asset, type Collected, type State } from './collected.ts';
import { webAddress } from './escape.ts';
import { saysText } from './law.ts';
import * as say from './phrases.ts';
import { grouped, joinParts, plural, thingName } from './phrases.ts';

/** A text, a number, a day (`2026-11-28`), or nothing. */
export type Cell = string | number | { readonly day: string } | null;

export interface Column {
  readonly label: string;
  /** In characters, where a format has fixed widths. */
  readonly width: number;
  /** `sheet`: only where a table is a sheet to filter; `note`: of several sentences. */
  readonly kind?: 'count' | 'day' | 'hash' | 'link' | 'note' | 'sheet';
}

/** One question and its answer, a row each fact. */
export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  readonly more?: string | null;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly notes: readonly string[];
  readonly tables: readonly Table[];
}

/** Columns by their labels, each with its width and, where it has one, its kind. */
function columnsOf(columns: Readonly<Record<string, number | readonly [number, Column['kind']]>>): readonly Column[] {
  return Object.entries(columns).map(([label, of]) => {
    const [width, kind] = typeof of === 'number' ? [of] : of;
    return { label, width, ...(kind && { kind }) };
  });
}

const HASH = [68, 'hash'] as const;

/** A cell as text. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return grouped(cell);
  return typeof cell === 'string' ? cell : cell.day;
}

/** The whole document, or what of it stands on a screen; sections without anything are left out. */
export function documentOf(held: Collected, isBrief = false): readonly Section[] {
  const { run, summary } = held;
  const inputs = isBrief && summary.assets.found > 0 ? [] : [inputTable(held)];
  const lists = isBrief ? 'What the lists say (-v: in full)' : 'What the lists say';
  const gate = [attentionTable(held, 'Gate', ['gate'], isBrief)];
  const attention = [attentionTable(held, 'To look at', LOOKED_AT, isBrief)];
  const checked = [...inputs, ...(isBrief ? [] : [listTable(run)]), runTable(held, isBrief)];
  const uncleared = summary.assets.found === 0 ? '' : ' Assets without a finding are not thereby cleared.';
  const end = `${isBrief ? `lists: ${listDays(run)}. ` : ''}No other list was checked.${uncleared}`;
  const sections: readonly Section[] = [
    { id: 'gate', title: 'Looser than the default', notes: [], tables: gate },
    { id: 'answer', title: 'Answer', notes: [answer(summary), ...say.elsewhereTexts(summary)], tables: [] },
    { id: 'attention', title: 'To look at', notes: [], tables: attention },
    { id: 'assets', title: 'Assets', notes: [], tables: [assetTable(held)] },
    { id: 'where', title: 'By file and site', notes: [], tables: whereTables(summary) },
    { id: 'law', title: lists, notes: [], tables: lawTables(held, isBrief) },
    { id: 'checked', title: 'What was checked, and what was not', notes: [end], tables: checked },
  ];
  return sections
    .map((section) => ({ ...section, tables: section.tables.filter(({ rows }) => rows.length > 0) }))
    .filter(({ notes, tables }) => notes.length + tables.length > 0);
}

/** What loosened the gate stands before the answer. */
const LOOKED_AT = ATTENTION_KINDS.filter((kind) => kind !== 'gate');

const MOST_PLACES = 10;

function attentionTable(held: Collected, title: string, kinds: readonly AttentionKind[], isBrief: boolean): Table {
  const more = kinds === LOOKED_AT ? notHeld(held) : [];
  return {
    title,
    columns: columnsOf({ What: 22, Where: 30, Asset: 30, Why: 60, 'What to do': 50 }),
    rows: looks(held)
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ kind, why, do: advice, places, assets }) => {
        const named = assets.length > 3 ? plural(assets.length, 'asset') : assets.join('; ');
        const where = isBrief ? placesText(places, MOST_PLACES) : placesText(places);
        return [ATTENTION_LABELS[kind], where, named, why, advice];
      }),
    more: more.length === 0 ? null : `${more.join('; ')}; -o flagged=FILE marks each row`,
  };
}

type AssetColumn = Column & { readonly of: (asset: Asset, state: State) => Cell | undefined };

/** The facts of an asset, a column each. */
export const ASSET = {
  state: { label: 'State', width: 13, of: (_, state) => state },
  where: { label: 'Where', width: 26, of: ([first]) => say.placeName(first) },
  name: { label: 'Asset', width: 30, of: assetText },
  vendor: { label: 'Vendor', width: 20, of: vendorsOf },
  confidence: { label: 'Confidence', width: 12, of: ([{ confidence }]) => confidence },
  says: {
    ...{ label: 'What the lists say', width: 44 },
    of: (asset) => eachOf(asset, ({ designations }) => saysText(designations)),
  },
  because: { label: 'Because', width: 60, of: (asset) => eachOf(asset, (one) => say.reasonsOf(one).join('; ')) },
  model: { label: 'Model', width: 20, kind: 'sheet', of: ([{ asset }]) => asset.model ?? asset.partNumber },
  serial: { label: 'Serial', width: 20, kind: 'sheet', of: ([{ asset }]) => asset.serial ?? asset.gponSerial },
  site: { label: 'Site', width: 20, kind: 'sheet', of: ([{ asset }]) => asset.site },
  id: { label: 'Asset ID', width: 20, kind: 'sheet', of: ([{ assetId }]) => assetId },
  pieces: { label: 'Quantity', width: 9, kind: 'sheet', of: (all) => Math.max(...all.map(({ quantity }) => quantity)) },
} as const satisfies Readonly<Record<string, AssetColumn>>;

function assetText([first]: Asset): string {
  const { asset, quantity } = first;
  const parts = [say.assetName(first), asset.site ?? '', quantity === 1 ? '' : plural(quantity, 'piece')];
  return parts.filter((part) => part.trim() !== '').join(', ');
}

function vendorsOf(asset: Asset): string {
  const alike = asset.filter((finding) => stateOf(finding) === stateOf(asset[0]));
  return [...new Set(alike.map(thingName))].join(', ');
}

function eachOf(asset: Asset, of: (finding: Finding) => string): string {
  const texts = asset.map((finding) => [thingName(finding), of(finding)] as const);
  return texts.length === 1 ? (texts[0]?.[1] ?? '') : texts.map(([name, text]) => `${name}: ${text}`).join(' | ');
}

function assetTable({ assets, summary }: Collected): Table {
  const all = assets.all();
  const columns: readonly AssetColumn[] = Object.values(ASSET);
  const more = STATE_NAMES.reduce((sum, state) => sum + assets.count(state), 0) - all.length;
  const left = `${grouped(more)} of ${plural(summary.assets.found, 'asset')} are left out`;
  return {
    title: 'Assets',
    columns,
    rows: all.map(({ state, asset }) => columns.map(({ of }) => of(asset, state) ?? null)),
    more: more > 0 ? `${left}; --format ndjson has them all` : null,
  };
}

const MOST_ROWS = 200;

/** Of one file without sites there is none. */
function whereTables({ inputs, sites }: SummaryEvent): readonly Table[] {
  const count = [12, 'count'] as const;
  const counts = { 'Assets failing': count, 'Assets found': count };
  const files: Table = {
    title: 'Files',
    columns: columnsOf({ File: 40, Rows: count, ...counts, 'Rows not judged': count }),
    rows: inputs.map(({ source, rows, failing, found, notJudged, rejected }) => [
      sourceName(source),
      ...[rows, failing, found, notJudged + rejected],
    ]),
  };
  const names = Object.entries(sites);
  const bySite: Table = {
    title: 'Sites',
    columns: columnsOf({ Site: 40, ...counts }),
    rows: names.slice(0, MOST_ROWS).map(([site, { failing, found }]) => [site, failing, found]),
    more:
      names.length > MOST_ROWS ? `${plural(names.length - MOST_ROWS, 'more site')}: --format ndjson has them` : null,
  };
  return [...(inputs.length > 1 || names.length > 1 ? [files] : []), ...(names.length > 1 ? [bySite] : [])];
}

/** What each list forbids, every rule once with all whom it names, and whom it names since when. */
function lawTables({ law }: Collected, isBrief: boolean): readonly Table[] {
  if (isBrief) {
    const byList = groupsOf(law.rules(true), ([id]) => id);
    const rows = Array.from(byList, ([id, rules]) => {
      return [law.list(id).titleAndBinds, rules.map(([, text, names]) => `${names} ${text}`).join('; ')];
    });
    return [{ title: 'In brief', columns: columnsOf({ List: 40, It: 80 }), rows }];
  }
  return [
    {
      title: 'Law',
      columns: columnsOf({ List: 40, It: 80, Names: 40 }),
      rows: law.rules().map(([id, text, names]) => [law.list(id).title, text, names]),
    },
    {
      title: 'Listed',
      columns: columnsOf({ List: 40, 'Listed as': 40, Since: 30, Note: 60 }),
      rows: law.named().map(([id, name, listed, notes]) => [law.list(id).title, name, listed, notes || null]),
    },
  ];
}

function inputTable({ inputs, summary }: Collected): Table {
  const few = [9, 'count'] as const;
  return {
    title: 'Inputs',
    columns: columnsOf({ Input: 40, 'Understood as': 60, 'Not read': 30, Rows: few, Judged: few, sha256: HASH }),
    rows: summary.inputs.map(({ source, sha256, rows, judged, guessed }, at) => {
      const input = inputs[at] as InputEvent;
      const unread = input.unread.map(({ column, why }) => `${column} (${why})`);
      const wrong = guessed.flatMap(({ what, assumed, held }) =>
        held ? [] : [`${what} was taken for ${assumed}, which does not hold`],
      );
      const how = [understood(input), ...wrong].join('; ');
      const hash = sha256 ?? 'not read to its end';
      return [sourceName(source), how, unread.join(', ') || null, rows, judged, hash];
    }),
  };
}

/** `site.csv`; `-` is standard input. */
export const sourceName = (source: string): string => (source === '-' ? 'standard input' : source);

/** `csv, utf-8, header on line 1; Manufacturer = vendor`. */
function understood(input: InputEvent): string {
  const { format, encoding, columns } = input;
  const used = columns.flatMap(({ column, field }) => (field === 'text' ? [] : [`${column} = ${field}`]));
  const blind = format === 'text' ? 'searched plain text' : 'no column identifies a vendor';
  return joinParts(
    [
      joinParts([format, encoding, say.headerPlace(input)]),
      used.join(', ') || null,
      columns.some(({ field }) => isIdentity(field)) ? null : blind,
    ],
    '; ',
  );
}

function listTable({ lists }: RunEvent): Table {
  return {
    title: 'Lists',
    columns: columnsOf({
      ...{ List: 50, Id: 18, Binds: 40, 'As known on': [12, 'day'], Note: [50, 'note'], Address: [40, 'link'] },
      sha256: HASH,
    }),
    rows: lists.map(({ id, title, binds, checked, note, url, sha256 }) => {
      const day = checked === null ? 'no stated day' : { day: checked };
      return [title, id, binds ?? 'whom it binds is not stated', day, note, webAddress(url), sha256];
    }),
  };
}

const MOST_LISTS = 4;

/** The lists of the run, by the day on which each was last checked; many are counted. */
function listDays({ lists }: RunEvent): string {
  const known = (day: string): string => (day === '' ? '' : `, as known on ${day}`);
  const days = lists.flatMap(({ checked }) => checked ?? []).sort();
  const [oldest = '', newest = ''] = [days[0], days.at(-1)];
  if (lists.length > MOST_LISTS)
    return `${lists.length}${known(oldest === newest ? newest : `${oldest} to ${newest}`)} (-v: each)`;
  const byDay = [...groupsOf(lists, ({ checked }) => checked ?? '')].toSorted(([a], [b]) => (a < b ? 1 : -1));
  return byDay.map(([day, some]) => some.map(({ id, short }) => short ?? id).join(', ') + known(day)).join('; ');
}

function runTable({ run, inputs, summary }: Collected, isBrief: boolean): Table {
  const unread = inputs.flatMap((input) => input.unread.map(({ column, why }) => `${column} (${why})`));
  const elsewhere = say.firstOf([...new Set(summary.notRead.flatMap(({ sources }) => sources))]);
  const counts = [
    ['rows with nothing to judge', rowsOf(summary, 'notJudged')],
    ['rows that could not be read', rowsOf(summary, 'rejected')],
    ['findings dismissed by a waiver', summary.waivers.dismissed],
    ['baseline findings that are gone', summary.resolved.length],
    [`baseline findings in inputs not read (${elsewhere})`, summary.notRead.length],
  ] as const;
  const options = say.optionTexts(run).join(' ');
  const full: Table['rows'] = [
    ['as of', { day: run.asOf }, null],
    ['tool', `netvet ${run.netvet}, result schema ${run.schemaVersion}`, null],
    ['vendors and identifiers', `as of ${run.data.day}`, run.knowledge],
  ];
  return {
    title: 'Run',
    columns: columnsOf({ Item: 30, Value: 80, sha256: HASH }),
    rows: [
      ...(isBrief ? [] : full),
      ...(isBrief && unread.length > 0 ? [['not read', say.firstOf([...new Set(unread)]), null]] : []),
      ...(isBrief && options === '' ? [] : [['options', options || 'all at their default', null]]),
      ...say.filesOf(run).map(([what, path, sha256]) => [what, path, sha256]),
      ...counts.filter(([, count], at) => count > 0 || (at === 0 && !isBrief)).map((row) => [...row, null]),
    ],
  };
}
