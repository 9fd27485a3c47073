import type { WordTables } from '../../words/tables.ts';
import type { JsonMap, JsonNode } from './tree.ts';

/** What one answer of an API says of itself: its records, and where it stands among others. */
export interface Page {
  records: number;
  /** Of all pages together; null: not said. */
  total: number | null;
  /** The address or mark of the page after it and before it; null: there is none; undefined: not said. */
  next: string | null | undefined;
  previous: string | null | undefined;
  /** The first record, by which a page that came before is recognised. */
  first: string;
  /** The product whose answer does not say that it is a page. */
  product: WordTables['pages'][number] | null;
  /** An empty page came after it. */
  ended: boolean;
}

/**
 * Keys under which an API gives the address or the mark of the page that follows (NetBox, Microsoft Graph, Laravel,
 * JSON:API).
 */
const NEXT = new Set(['next', 'nextlink', 'nextpage', 'nextpageurl', 'nextpagetoken', 'nexttoken', 'odatanextlink']);
const PREVIOUS = new Set(['previous', 'prev', 'prevlink', 'previouslink', 'prevpage', 'previouspage', 'prevpageurl']);
/** The same as a yes or no. */
const MORE = new Set(['hasmore', 'hasnextpage', 'hasnext']);
/** Where an API keeps them, when not beside its records. */
const ENVELOPES = new Set([
  'links',
  'meta',
  'pagination',
  'paging',
  'pageinfo',
  'metadata',
  'next',
  'prev',
  'previous',
]);

/** Characters of a first record that are compared. */
const MOST_COMPARED = 1000;

/** A page of which nothing was read yet. */
export function emptyPage(): Page {
  return { records: 0, total: null, next: undefined, previous: undefined, first: '', product: null, ended: false };
}

/** A whole answer: a map that holds a list of maps, or an empty one beside a mark; null for any other. */
export function pageOf(map: JsonMap, products: WordTables['pages']): Page | null {
  const lists = map.entries.filter(([, value]) => isRecords(value));
  const page = emptyPage();
  for (const [key, value] of map.entries) takeMark(page, key, value, 2);
  const [list] = lists.toSorted(([, a], [, b]) => sizeOf(b) - sizeOf(a));
  if (list === undefined) return null;
  for (const item of list[1].kind === 'list' ? list[1].items : []) takeRecord(page, item, products);
  takeTotal(page, map, list[0]);
  return page;
}

/** Counts a record. */
export function takeRecord(page: Page, node: JsonNode, products: WordTables['pages']): void {
  page.records += 1;
  if (page.records > 1 || node.kind !== 'map') return;
  const texts = node.entries.flatMap(([key, value]) => (value.kind === 'text' ? [`${key} ${value.text}`] : []));
  page.first = texts.join('\n').slice(0, MOST_COMPARED);
  const keys = new Set(node.entries.map(([key]) => key));
  page.product = products.find((product) => product.keys.every((key) => keys.has(key))) ?? null;
}

/** Takes what a member beside the records says of other pages. */
export function takeMark(page: Page, key: string, value: JsonNode, depth: number): void {
  const name = plain(key);
  if (value.kind === 'text') {
    const mark = value.text === '' || value.text === 'false' ? null : value.text;
    if (MORE.has(name)) page.next ??= value.text === 'true' ? 'true' : null;
    else if (NEXT.has(name)) page.next = page.next ?? mark;
    else if (PREVIOUS.has(name)) page.previous = mark;
  } else if (value.kind === 'map' && depth > 0 && ENVELOPES.has(name)) {
    const href = value.entries.find(([inner]) => inner === 'href')?.[1];
    if (href !== undefined && (NEXT.has(name) || PREVIOUS.has(name))) takeMark(page, key, href, 0);
    else for (const [inner, each] of value.entries) takeMark(page, inner, each, depth - 1);
  }
}

/**
 * Snipe-IT gives `total` beside `rows`; others the `count` of this page beside the `total`; NetBox the `count` of all
 * beside the addresses of other pages.
 */
export function takeTotal(page: Page, map: JsonMap, list: string): void {
  const numberOf = (name: string): number | null => {
    const found = map.entries.find(([key]) => key === name)?.[1];
    return found?.kind === 'text' && /^\d{1,9}$/.test(found.text) ? Number(found.text) : null;
  };
  const [total, count] = [numberOf('total'), numberOf('count')];
  const isPaged = page.next !== undefined || page.previous !== undefined;
  if (total !== null && (list === 'rows' || page.records === count || isPaged)) page.total = total;
  else if (total === null && isPaged) page.total = count;
}

/** An answer that lists nothing: `[]`, `{"response": []}`. */
export function isEmptyPage(node: JsonNode): boolean {
  if (node.kind === 'list') return node.items.length === 0;
  const lists = node.kind === 'map' ? node.entries.flatMap(([, value]) => (value.kind === 'list' ? [value] : [])) : [];
  return lists.length > 0 && lists.every(isEmptyPage);
}

function isRecords(node: JsonNode): boolean {
  return node.kind === 'list' && node.items.some(({ kind }) => kind === 'map');
}

function sizeOf(node: JsonNode): number {
  return node.kind === 'list' ? node.items.length : 0;
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z]/g, '');
}
