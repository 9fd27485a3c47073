import type { Trouble } from '../rows.ts';
import { trouble } from '../rows.ts';
import type { JsonMap, JsonNode } from './tree.ts';

/** Keys under which an API gives the address or the mark of the page that follows (NetBox, Microsoft Graph, Laravel, JSON:API). */
const NEXT = new Set(['next', 'nextlink', 'nextpage', 'nextpageurl', 'nextpagetoken', 'nexttoken', 'odatanextlink']);
/** The same as a yes or no. */
const MORE = new Set(['hasmore', 'hasnextpage', 'hasnext']);
/** Where an API keeps them, when not beside its records. */
const ENVELOPES = new Set(['links', 'meta', 'pagination', 'paging', 'pageinfo', 'metadata', 'next']);

/** Whether the last answer of an input says that there is more of it: what was read is then not the inventory. */
export class Pages {
  #more = false;

  /** Looks at a parsed part of a document. */
  saw(node: JsonNode, path: readonly string[]): void {
    const [key, ...others] = path;
    if (others.length > 0) return;
    if (key !== undefined && !/^\d+$/.test(key)) this.#more ||= memberSaysMore(key, node, 2);
    else if (node.kind === 'map' && holdsRecords(node)) this.#more = saysMore(node, 2) || holdsFewer(node);
  }

  *troubles(): Generator<Trouble> {
    if (!this.#more) return;
    yield trouble('truncated', 'one page of several: the answer says that more records follow', {
      hint: 'ask for all at once (limit=0), or put all pages into one file, the last one last',
    });
  }
}

function holdsRecords(map: JsonMap): boolean {
  return map.entries.some(([, value]) => value.kind === 'list' && value.items.some(({ kind }) => kind === 'map'));
}

function saysMore(map: JsonMap, depth: number): boolean {
  return map.entries.some(([key, value]) => memberSaysMore(key, value, depth));
}

function memberSaysMore(key: string, value: JsonNode, depth: number): boolean {
  const name = plain(key);
  if (value.kind === 'text') {
    if (MORE.has(name)) return value.text === 'true';
    return NEXT.has(name) && value.text !== '' && value.text !== 'false';
  }
  if (value.kind !== 'map' || depth === 0 || !ENVELOPES.has(name)) return false;
  return name === 'next' ? value.entries.some(([inner]) => inner === 'href') : saysMore(value, depth - 1);
}

/** Snipe-IT gives `total` beside `rows`; others the `count` of this page beside the `total`. */
function holdsFewer(map: JsonMap): boolean {
  const numberOf = (name: string): number | null => {
    const found = map.entries.find(([key]) => key === name)?.[1];
    return found?.kind === 'text' && /^\d{1,9}$/.test(found.text) ? Number(found.text) : null;
  };
  const total = numberOf('total');
  if (total === null) return false;
  const count = numberOf('count');
  return map.entries.some(
    ([key, value]) =>
      value.kind === 'list' &&
      value.items.length < total &&
      value.items.some(({ kind }) => kind === 'map') &&
      (key === 'rows' || value.items.length === count),
  );
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z]/g, '');
}
