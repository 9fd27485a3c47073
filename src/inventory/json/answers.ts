import { heldUnder } from '../../core/groups.ts';
import { problem, type Problem } from '../../core/problem.ts';
import type { WordTables } from '../../words/tables.ts';
import type { Words } from '../../words/words.ts';
import { remark, type Doubts } from '../doubts.ts';
import { keysOf, type Keys } from './keys.ts';
import { isIndex, JsonList, JsonMap, membersOf, type Json } from './tree.ts';

/** Most characters of a page's first record by which pages are compared. */
const MOST_COMPARED = 1000;
/** Most pages of a run, and most marks of a page, that are kept. */
const MOST_KEPT = 10_000;
/** Deepest nesting in which the records and marks of an answer are looked for. */
const MOST_DEPTH = 6;
/** Values of keys such as `next` and `hasMore` where no page follows, and of `error` where nothing failed. */
const SAYS_NO = /^(?:0|false|null|none|no|ok|success)?$/i;

/** The pages of API answers in all inputs of a run: together they are the inventory, or a part of it is missing. */
export class PageSet {
  readonly #pages: Page[] = [];

  /** Begins an input: `take` takes its values in order, `end` is called after the last value of each document. */
  open(doubts: Doubts, words: Words) {
    const keys = keysOf(words);
    let answer = new Answer(keys);
    const end = (): void => {
      this.#add(answer.page(doubts, words.tables.pages));
      answer = new Answer(keys);
    };
    const take = (node: Json, path: readonly string[]): void => {
      const isElement = isIndex(path[0] ?? '');
      if (isElement && path.length > 1) return;
      // Answers may have been put into one list (`jq -s`).
      const isAnswer = isElement && isOfAnswers(node, keys);
      if (isAnswer) end();
      const last = path.length === 0 && isEmptyPage(node) ? this.#pages.at(-1) : undefined;
      if (last !== undefined) last.hasEmptyNext = true;
      answer.take(node, isAnswer ? [] : path);
      if (isAnswer) end();
    };
    return { take, end };
  }

  /** Takes the rows of a table as a page, where a line beside them says that they are `part` of a list. */
  addTable(doubts: Doubts, records: number, part: Pick<Page, 'first' | 'total'>): void {
    const unstated = { next: undefined, previous: undefined, address: null, product: null, pageCount: 0 };
    this.#add({ doubts, records, ...part, ...unstated, hasEmptyNext: false });
  }

  #add(page: Page | null): void {
    if (page === null || this.#pages.length >= MOST_KEPT) return;
    const { next, previous, total, records, product, pageCount } = page;
    const isOnlyPage = next === previous && (next === null || (next === undefined && total !== null));
    if (isOnlyPage && (total ?? 0) <= records) return;
    if (next === undefined && previous === undefined && total === null && product === null && pageCount < 2) return;
    page.doubts.assume('pages', total === null ? 'all of the answer' : `all ${total} records`);
    this.#pages.push(page);
  }

  /** Notes what is missing, once all inputs were read: a problem per list of pages, of the input with its last page. */
  settle(): readonly Problem[] {
    const lists = new Map<string, Page[]>();
    for (const page of this.#pages.toSorted((one, other) => Number(!one.address) - Number(!other.address))) {
      // A last page may have no address: it belongs to the first list that has no last page yet.
      const isOpen = ([, others]: readonly [string, readonly Page[]]): boolean =>
        !others.some(isLastPage) && (page.total === null || others[0]?.total === page.total);
      const open = page.address === null ? [...lists].find(isOpen)?.[0] : undefined;
      const { address, next, product, total, pageCount } = page;
      // Pages are of one list if they have the same address or product, or else the same total or number of pages.
      const named = next === undefined && total === null ? product?.of : address;
      const key = open ?? named ?? (total === null ? `${pageCount} pages` : `total ${total}`);
      lists.set(key, [...(lists.get(key) ?? []), page]);
    }
    return Array.from(lists.values()).flatMap((pages): readonly Problem[] => {
      const message = missingMessage(pages);
      const doubts = pages.at(-1)?.doubts;
      if (message === null || doubts === undefined) return [];
      const hint = 'fetch every page: put them into one file, or check all of them in one run';
      doubts.note({ ...remark('truncated', 'error', message, hint), against: 'pages' }, { line: null });
      return [problem(doubts.source, { code: 'truncated', severity: 'error', message, hint })];
    });
  }
}

/** Keys of numbers that count what a record holds: `ports`, `port_count`, `numInterfaces`. */
const COUNTS = /[^su]s$|(?:^|_)(?:count|num|total)(?:_|$)|[cC]ount$|^num[A-Z]/;

/**
 * One answer: its lists, and its marks (`next`, `count`) around the largest list or in an envelope. `count` and `total`
 * say in any API how many records all pages hold together, unless they are the sum of what the records of this hold.
 */
class Answer {
  readonly #keys: Keys;
  /** The lists by path; `sums`: the quantities, other counts and lengths of lists in all their records, by key. */
  readonly #lists = new Map<
    string,
    { readonly path: readonly string[]; readonly first: Json; records: number; readonly sums: Map<string, number> }
  >();
  readonly #marks: { readonly around: readonly string[]; readonly key: string; readonly value: string }[] = [];

  constructor(keys: Keys) {
    this.#keys = keys;
  }

  take(node: Json, path: readonly string[]): void {
    const list = path.slice(0, -1);
    if (isIndex(path.at(-1) ?? '')) {
      if (!list.some(isIndex)) this.#takeRecord(node, list);
    } else if (typeof node === 'string') this.#takeMark(node, path);
    else if (node instanceof JsonMap && (path.length >= MOST_DEPTH || this.#isThing(node))) return;
    else if (node instanceof JsonMap || node.items.some((item) => typeof item !== 'string')) {
      // Names of devices, VLANs and ports may be numbers: a map is a list of devices only if it has no other keys.
      const isDevice = (value: Json): boolean => value instanceof JsonMap && this.#keys.isIdentified(value, false);
      const isList = node instanceof JsonList || (node.keys.every(isIndex) && node.values.some(isDevice));
      for (const [key, value] of membersOf(node)) if (isList || !isIndex(key)) this.take(value, [...path, key]);
      // A last page may be empty: `{next: null, results: []}`.
      const hasList = path.length === 0 && node instanceof JsonMap && node.some(this.#keys.is.lists);
      if (hasList && isEmptyPage(node)) this.#lists.set('', { path: [], first: '', records: 0, sums: new Map() });
    }
  }

  /** Whether a map is a thing, not an answer; a serial number may be that of the device that answers. */
  #isThing(map: JsonMap): boolean {
    const isOfThing = (key: string): boolean => this.#keys.describesThing(key) && !/^serial/i.test(key);
    return map.some((key, value) => typeof value === 'string' && isOfThing(key));
  }

  #takeMark(value: string, path: readonly string[]): void {
    const { is } = this.#keys;
    // `next: {href: ...}`, `next: {after: ...}`, `total: {value: 250}`
    const at = path.length > 1 && /^(?:href|value|after)$/.test(path.at(-1) ?? '') ? path.slice(0, -1) : path;
    const key = at.at(-1) ?? '';
    // Elasticsearch counts to 10,000 and then says `total: {value: 10000, relation: 'gte'}`: more records follow.
    if (key === 'relation' && value === 'gte') this.#marks.push({ around: at.slice(0, -2), key: 'next', value });
    const isMark = [is.nexts, is.previouses, is.counts, is.pageCounts].some((isOne) => isOne(key));
    if (isMark && this.#marks.length < MOST_KEPT) this.#marks.push({ around: at.slice(0, -1), key, value });
  }

  #takeRecord(node: Json, path: readonly string[]): void {
    const list = heldUnder(this.#lists, path.join('/'), () => {
      const isCount = (key: string, value: Json): boolean =>
        value instanceof JsonList || COUNTS.test(key) || this.#keys.feeds(key, 'quantity');
      const counted = node instanceof JsonMap ? node.filter(isCount).keys : [];
      return { path, first: node, records: 0, sums: new Map(counted.map((key) => [key, 0])) };
    });
    list.records += 1;
    for (const [key, sum] of list.sums) {
      const value = node instanceof JsonMap ? node.get(key) : undefined;
      list.sums.set(key, sum + (value instanceof JsonList ? value.items.length : Number(value ?? 0) || 0));
    }
  }

  /** The answer as a page; null for one that lists nothing. */
  page(doubts: Doubts, products: WordTables['pages']) {
    const lists = [...this.#lists.values()];
    const list = lists.toSorted((a, b) => b.records - a.records)[0];
    if (list === undefined) return null;
    const { records, path, sums } = list;
    const first = list.first instanceof JsonMap ? list.first : new JsonMap([], [], 0);
    const { is } = this.#keys;
    const isAround = (around: readonly string[]): boolean => around.every((key, index) => key === path[index]);
    const marks = this.#marks.filter(({ around }) => isAround(around) || is.pageEnvelopes(around.at(-1) ?? ''));
    const markOf = (isKey: (key: string) => boolean): string | null | undefined => {
      const values = marks.filter(({ key }) => isKey(key)).map(({ value }) => value);
      return values.length === 0 ? undefined : (values.find((value) => !SAYS_NO.test(value)) ?? null);
    };
    const numbersOf = (isKey: (key: string) => boolean): readonly number[] =>
      marks.flatMap(({ key, value }) => (isKey(key) && /^\d{1,9}$/.test(value) ? Number(value) : []));
    const counts = numbersOf(is.counts);
    const total = Math.max(...counts);
    const sumsHeld = [lists.reduce((sum, each) => sum + each.records, 0), ...sums.values()];
    const texts = Array.from(membersOf(first), ([key, value]) => (typeof value === 'string' ? `${key} ${value}` : key));
    const [next, previous] = [markOf(is.nexts), markOf(is.previouses)];
    return {
      doubts,
      records,
      /** How many records all pages hold together; null: not stated. */
      total: counts.length === 0 || (total > records && sumsHeld.includes(total)) ? null : total,
      /** How many pages there are; 0: not stated. */
      pageCount: Math.max(0, ...numbersOf(is.pageCounts)),
      /** The address or mark of the next page, and of the previous one; null: there is none; undefined: not stated. */
      next,
      previous,
      /** The address of the next or the previous page, up to its question mark; null: not stated. */
      address: [next, previous].find((mark) => mark?.includes('/') === true)?.split('?', 1)[0] ?? null,
      /** The texts of the first record, by which a repeated page is recognised. */
      first: texts.join('\n').slice(0, MOST_COMPARED),
      /** The product, known by keys of its records, whose answers do not say that they are pages; null: any other. */
      product: products.find(({ keys }) => keys.every((key) => first.keys.includes(key))) ?? null,
      /** Whether an empty page came after it. */
      hasEmptyNext: false,
    };
  }
}

/** One answer of an API as a page: its records, and its place among other pages. */
type Page = NonNullable<ReturnType<Answer['page']>>;

/** Whether a node has a list, and texts that are about an answer alone. */
function isOfAnswers(node: Json, keys: Keys): boolean {
  if (!(node instanceof JsonMap) || !node.values.some((value) => value instanceof JsonList)) return false;
  return !node.some((key, value) => typeof value === 'string' && !keys.isOfAnswer(key));
}

/** Whether an answer lists nothing: `[]`, `{"response": []}`. */
function isEmptyPage(node: Json): boolean {
  if (node instanceof JsonList) return node.items.length === 0;
  const lists = node instanceof JsonMap ? node.values.filter((value) => value instanceof JsonList) : [];
  return lists.length > 0 && lists.every(isEmptyPage);
}

function isLastPage({ next, total, pageCount }: Page): boolean {
  return next === null || (next === undefined && (total !== null || pageCount > 0));
}

function missingMessage(pages: readonly Page[]): string | null {
  const most = (of: (page: Page) => number): number => Math.max(...pages.map(of));
  const [product, pageCount] = [pages[0]?.product ?? null, most((page) => page.pageCount)];
  if (pageCount === 0 && pages.every(({ next, total }) => next === undefined && total === null)) {
    // The answers of a product do not say whether more pages follow: only a page that is not full is the last.
    if (product === null || pages.some((page) => page.hasEmptyNext || page.records !== product.size)) return null;
    return `exactly ${product.size} records, as many as a page of ${product.of} holds: more may follow`;
  }
  const records = pages.reduce((sum, page) => sum + page.records, 0);
  const total = most((page) => page.total ?? 0);
  if (pages.every(({ previous }) => previous !== null && previous !== undefined))
    return 'not the first page: the answers before it are missing';
  if (!pages.some(isLastPage)) return 'one page of several: the answer says that more records follow';
  const firsts = pages.flatMap(({ first }) => first || []);
  if (new Set(firsts).size < firsts.length) return 'a page is there twice: one of the others may be missing';
  if (total === 0 && pages.length < pageCount) return `${pages.length} of ${pageCount} pages of the answer`;
  if (records < total) return `${records} of ${total} records: pages are missing`;
  // The address of a previous page counts more pages or records before it than there are.
  const size = most((page) => page.records);
  const isGap = pages.some(({ previous }) => {
    const [, name, place = 0] = /[?&](offset|page|skip|start)=(\d+)/.exec(previous ?? '') ?? [];
    return name !== undefined && Number(place) >= (name === 'page' ? pages.length : (pages.length - 1) * size);
  });
  return isGap ? 'pages are missing between the first and the last' : null;
}

/** Values that are the state of a device, where a record of a list has them: `"failed": true`, `"errors": 12`. */
const OF_DEVICE = /^(?:[\d.]+|true|yes)$/i;

/**
 * The error that an answer reports (a whole one, an element of a list of them, a member of one too large to be parsed),
 * or null. A map of texts with a message is an error, too: `{"detail": "Invalid token."}`.
 */
export function errorOf(node: Json, path: readonly string[], keys: Keys): string | null {
  const [key, ...deeper] = path;
  const isMember = key !== undefined && !isIndex(key);
  const answer = isMember ? new JsonMap([key], [node], 0) : node;
  if (deeper.length > 0 || !(answer instanceof JsonMap)) return null;
  // An element of a list may be a device whose status is "failed".
  const isRecord = !isMember && key !== undefined && answer.some((name) => !keys.isOfAnswer(name));
  const isWholeAnswer = !isMember && !isRecord;
  const isState = (value: Json): boolean => isRecord && typeof value === 'string' && OF_DEVICE.test(value.trim());
  const failed = answer.filter((name, value) => {
    if (keys.is.errors(name)) return textsIn(value).some((text) => !SAYS_NO.test(text.trim())) && !isState(value);
    return isWholeAnswer && typeof value === 'string' && keys.saysFailed(name, value);
  });
  const messages = [...failed.values, ...answer.filter(keys.is.messages).values].flatMap(textsIn);
  const message = messages.find((text) => /\p{L}{2}/u.test(text) && !/^(?:true|false)$/.test(text));
  if (failed.keys.length > 0) return message ?? failed.keys.join();
  const hasOnlyTexts = isWholeAnswer && answer.values.every((value) => typeof value === 'string');
  return hasOnlyTexts ? (message ?? null) : null;
}

function textsIn(node: Json): readonly string[] {
  return typeof node === 'string' ? [node] : Array.from(membersOf(node)).flatMap(([, value]) => textsIn(value));
}
