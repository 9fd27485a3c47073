import type { WordTables } from '../../words/tables.ts';
import { emptyPage, isEmptyPage, pageOf, takeMark, takeRecord, takeTotal } from './page.ts';
import type { Page } from './page.ts';
import type { JsonNode } from './tree.ts';

/** What is wrong with the pages of a run, and the input that shows it. */
interface PageGap {
  readonly source: string;
  readonly message: string;
}

interface Seen extends Page {
  readonly source: string;
}

export const PAGES_HINT = 'fetch every page: put them into one file, or check all of them in one run';
/** Pages of a run that are compared; of more only what each says is missing. */
const MOST_PAGES = 10_000;

/**
 * The pages of an API's answers in all inputs of a run: together they are the inventory, or a part of it is missing.
 */
export class PageSet {
  readonly #products: WordTables['pages'];
  readonly #pages: Seen[] = [];

  constructor(products: WordTables['pages']) {
    this.#products = products;
  }

  /** Returns what looks at the parts of one input, in order; `end` is called after the last. */
  open(source: string): {
    saw(node: JsonNode, path: readonly string[]): void;
    end(): void;
  } {
    let open: { readonly page: Page; readonly key: string; readonly marks: Set<string> } | null = null;
    const end = (): void => {
      if (open !== null) this.#add(source, open.page);
      open = null;
    };
    /** A document that is too large to be parsed as one: its members come one by one. */
    const part = (key: string): { readonly page: Page; readonly marks: Set<string> } => {
      if (open !== null && open.key !== key) end();
      return (open ??= { page: emptyPage(), key, marks: new Set() });
    };
    return {
      end,
      saw: (node, path) => {
        const [key, index, ...deeper] = path;
        if (deeper.length > 0) return;
        if (key === undefined && isEmptyPage(node)) {
          end();
          const last = this.#pages.at(-1);
          if (last !== undefined) last.ended = true;
          return;
        }
        const isOutermost = key === undefined || (isIndex(key) && index === undefined);
        const whole = node.kind === 'map' && isOutermost ? pageOf(node, this.#products) : null;
        if (whole !== null && (key === undefined || whole.next !== undefined || whole.total !== null)) {
          end();
          this.#add(source, whole);
        } else if (key !== undefined && isIndex(key)) {
          if (key === '0') end();
          takeRecord(part('').page, node, this.#products);
        } else if (key !== undefined) {
          const { page, marks } = part('{}');
          if (marks.has(path.join('/'))) {
            end();
            return void part('{}');
          }
          if (index === undefined || index === '0') marks.add(path.join('/'));
          if (index !== undefined) takeRecord(page, node, this.#products);
          else {
            takeMark(page, key, node, 2);
            takeTotal(page, { kind: 'map', entries: [[key, node]], at: 0, repeated: null }, 'rows');
          }
        }
      },
    };
  }

  #add(source: string, page: Page): void {
    if (page.next === null && page.previous === null && (page.total ?? 0) <= page.records) return;
    const isPage = page.next !== undefined || page.previous !== undefined || page.total !== null;
    if (!isPage && page.product === null) return;
    if (this.#pages.length < MOST_PAGES) this.#pages.push({ ...page, source });
  }

  /** What is missing, one a set of pages. */
  *gaps(): Generator<PageGap> {
    const collections = new Map<string, Seen[]>();
    const named = this.#pages.map((page) => [collectionOf(page), page] as const);
    for (const [key, page] of named.toSorted(([a], [b]) => Number(a === '') - Number(b === ''))) {
      // A last page may name no other: it ends the list that has no end yet.
      const open = key === '' ? [...collections].find(([, pages]) => !pages.some(isLast))?.[0] : key;
      collections.set(open ?? key, [...(collections.get(open ?? key) ?? []), page]);
    }
    for (const pages of collections.values()) {
      const message = pages.every(({ next, total }) => next === undefined && total === null)
        ? fullPages(pages)
        : missing(pages);
      const last = pages.at(-1);
      if (message !== null && last !== undefined) yield { source: last.source, message };
    }
  }
}

function isIndex(key: string): boolean {
  return /^\d+$/.test(key);
}

/** Pages of one list: those whose addresses agree up to their question mark, or that speak of one total. */
function collectionOf({ next, previous, total, product }: Seen): string {
  const address = [next, previous].find((mark) => mark?.includes('/') === true)?.split('?', 1)[0];
  if (address !== undefined) return address;
  if (next === undefined && total === null) return product?.of ?? '';
  return total === null ? '' : `total ${total}`;
}

/** A product's answers that do not say whether they go on: the last page of a list is not full. */
function fullPages(pages: readonly Seen[]): string | null {
  const { product } = pages[0] ?? {};
  if (product === undefined || product === null || pages.some(({ ended }) => ended)) return null;
  if (!pages.every(({ records }) => records === product.size)) return null;
  return `exactly ${product.size} records, as many as a page of ${product.of} holds: more may follow`;
}

function isLast({ next, total }: Seen): boolean {
  return next === null || (next === undefined && total !== null);
}

function missing(pages: readonly Seen[]): string | null {
  const records = pages.reduce((sum, page) => sum + page.records, 0);
  const total = Math.max(...pages.map((page) => page.total ?? 0));
  if (pages.every(({ previous }) => previous !== null && previous !== undefined)) {
    return 'not the first page: the answers before it are missing';
  }
  if (!pages.some(isLast)) return 'one page of several: the answer says that more records follow';
  const twice = repeated(pages.map(({ first }) => first)) ?? repeated(pages.map(({ next }) => next ?? ''));
  if (twice !== null) return 'a page is there twice: one of the others may be missing';
  if (records < total) return `${records} of ${total} records: pages are missing`;
  return gapIn(pages) ? 'pages are missing between the first and the last' : null;
}

function repeated(texts: readonly string[]): string | null {
  const known = texts.filter((text) => text !== '' && text !== 'true');
  return known.find((text, index) => known.indexOf(text) !== index) ?? null;
}

/** Whether the page that one is followed by is not there, where the addresses tell it by offset or number. */
function gapIn(pages: readonly Seen[]): boolean {
  const before = new Set(pages.map(({ previous }) => placeIn(previous)));
  return pages.some((page) => {
    const own = ownPlace(page);
    return own !== null && page.next !== null && page.next !== undefined && !before.has(own);
  });
}

function placeIn(mark: string | null | undefined): string | null {
  if (mark === null || mark === undefined) return null;
  const found = /[?&](offset|page|skip|start)=(\d+)/.exec(mark);
  if (found === null) return 'first';
  const [, name = '', place = ''] = found;
  return Number(place) <= (name === 'page' ? 1 : 0) ? 'first' : `${name} ${place}`;
}

/** Where a page stands, as the page after it calls the one before. */
function ownPlace({ next, previous, records }: Seen): string | null {
  const found = /[?&](offset|page|skip|start)=(\d+)/.exec(next ?? '');
  if (previous === undefined || found === null) return null;
  const at = Number(found[2]) - (found[1] === 'page' ? 1 : records);
  if (at <= (found[1] === 'page' ? 1 : 0)) return 'first';
  return `${found[1] ?? ''} ${at}`;
}
