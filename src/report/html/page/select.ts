import type { PageData, PageRow } from '../page-data.ts';

/** What the table can be sorted by; `rank` is the order of the report, the strongest first. */
export type SortKey = 'rank' | 'status' | 'vendor' | 'asset' | 'site' | 'lists' | 'confidence' | 'place';

export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** Empty means every value. `text` is split at spaces; all words must occur somewhere in the finding. */
export interface Filters {
  readonly text: string;
  readonly vendor: string;
  readonly site: string;
  readonly list: string;
  readonly confidence: string;
  readonly status: string;
}

export type FilterName = Exclude<keyof Filters, 'text'>;
export const FILTER_NAMES: readonly FilterName[] = ['status', 'confidence', 'vendor', 'site', 'list'];
export const NO_SITE = 'no site given';

const STATUSES = ['banned', 'undetermined', 'upcoming', 'waived', 'exempt', 'listed'];
const CONFIDENCES = ['confirmed', 'probable', 'possible'];

/** A finding with what filtering and sorting need of it, worked out once. */
export interface Entry {
  readonly row: PageRow;
  readonly index: number;
  readonly lists: readonly string[];
  readonly words: string;
}

/** The values of a finding by which one filter keeps it. */
export function valuesOf(entry: Entry, name: FilterName): readonly string[] {
  if (name === 'list') return entry.lists;
  if (name === 'site') return [entry.row.site === '' ? NO_SITE : entry.row.site];
  return [entry.row[name]];
}

/** The rows with the words that a search looks in. */
export function entriesOf({ rows, laws }: PageData): Entry[] {
  return rows.map((row, index) => {
    const used = row.says.map(({ law }) => laws[law]).filter((law) => law !== undefined);
    const lists = [...new Set(used.map(({ short }) => short))];
    const words = [
      ...[row.status, row.confidence, row.vendor, row.who, row.place, row.id, row.conflict ?? ''],
      ...row.asset.map(([, value]) => value),
      ...row.evidence.map(({ seen, meaning }) => `${seen} ${meaning}`),
      ...row.says.map(({ remark, waiver }) => `${remark ?? ''} ${waiver ?? ''}`),
      ...used.map(({ list, title, citation }) => `${list} ${title} ${citation ?? ''}`),
    ];
    return { row, index, lists, words: words.join('\n').toLowerCase() };
  });
}

/** Rows of which every filter holds and that have every word. */
export function filtered(entries: readonly Entry[], filters: Filters): Entry[] {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = FILTER_NAMES.filter((name) => filters[name] !== '');
  return entries.filter(
    (entry) =>
      chosen.every((name) => valuesOf(entry, name).includes(filters[name])) &&
      words.every((word) => entry.words.includes(word)),
  );
}

/** Sorted; equals stay in the order of the report. Empty texts come last either way. */
export function sorted(entries: readonly Entry[], { key, descending }: Sort): Entry[] {
  const sign = descending ? -1 : 1;
  if (key === 'rank') return [...entries].sort((a, b) => sign * (a.index - b.index));
  if (key === 'status' || key === 'confidence') {
    const order = key === 'status' ? STATUSES : CONFIDENCES;
    const rank = (entry: Entry) => order.indexOf(entry.row[key]);
    return [...entries].sort((a, b) => sign * (rank(a) - rank(b)) || a.index - b.index);
  }
  const { compare } = new Intl.Collator('en', { numeric: true });
  const textOf = TEXT_OF[key];
  return entries
    .map((entry) => ({ entry, text: textOf(entry) }))
    .sort((a, b) => emptyLast(a.text, b.text) || sign * compare(a.text, b.text) || a.entry.index - b.entry.index)
    .map(({ entry }) => entry);
}

const TEXT_OF: Readonly<Record<Exclude<SortKey, 'rank' | 'status' | 'confidence'>, (entry: Entry) => string>> = {
  vendor: ({ row }) => row.who,
  asset: ({ row }) => row.name || row.model || row.serial,
  site: ({ row }) => row.site,
  lists: ({ lists }) => lists.join(' '),
  place: ({ row }) => row.place,
};

function emptyLast(a: string, b: string): number {
  return Number(a === '') - Number(b === '');
}
