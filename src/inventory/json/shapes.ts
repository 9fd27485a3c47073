import { findHeader } from '../headers/find-header.ts';
import type { ReadOptions } from '../inventory.ts';
import type { Keys } from './keys.ts';
import { JsonList, JsonMap, type Json } from './tree.ts';

/**
 * What tools wrap around their values is taken off: Junos puts each in a list (`[{"data": "x"}]`);
 * `lldpcli -f json` names a neighbour's chassis by a key (`chassis: {sw1: {descr: ...}}`), `-f json0` puts every value
 * in a list of one; both become `chassis: {name, id, descr}`. Anything else is given back as it is.
 */
export function unwrapped(map: JsonMap): JsonMap {
  if (map.values.some((value) => dataOf(value) !== null)) return map.map((value) => dataOf(value) ?? value);
  if (!map.keys.includes('chassis') || !map.keys.includes('port')) return map;
  return map.map((value, key) => (key === 'chassis' ? chassis(single(value)) : single(value)));
}

/** The value that Junos writes as a list of one `{data, attributes}`. */
function dataOf(node: Json): string | null {
  const only = node instanceof JsonList && node.items.length === 1 ? node.items[0] : null;
  const data = only instanceof JsonMap ? only.get('data') : null;
  const isWrapper = only instanceof JsonMap && only.keys.every((key) => key === 'data' || key === 'attributes');
  return isWrapper && typeof data === 'string' ? data : null;
}

const CHASSIS_KEYS = new Set(['id', 'name', 'descr', 'mgmt-ip', 'capability', 'mgmt-iface']);

function chassis(node: Json): Json {
  if (!(node instanceof JsonMap) || node.keys.length !== 1) return node;
  const [[name = ''], [inner]] = [node.keys, node.values];
  if (CHASSIS_KEYS.has(name) || !(inner instanceof JsonMap)) return node;
  return new JsonMap(['name', ...inner.keys], [name, ...inner.values], inner.line);
}

/** A list of one element is that element, and `{value: 'x'}` of json0 is `x`, at every depth. */
function single(node: Json): Json {
  if (typeof node === 'string') return node;
  if (node instanceof JsonList) {
    const [only, ...others] = node.items;
    return only !== undefined && others.length === 0 ? single(only) : new JsonList(node.items.map(single), node.line);
  }
  const value = node.keys.length === 1 ? node.get('value') : undefined;
  return value ?? node.map(single);
}

/** The cells of a list of nothing but values, as a row of a table is written where keys are not repeated. */
export function cellsOf(node: Json): readonly string[] | null {
  if (!(node instanceof JsonList) || node.items.length === 0) return null;
  return node.items.every((item) => typeof item === 'string') ? node.items : null;
}

/** A map that holds a table whose rows are lists. */
export interface ListTable {
  readonly key: string;
  readonly rows: readonly Json[];
  /** What its columns are called, where that stands beside the rows; null: perhaps in the first of them. */
  readonly header: readonly string[] | null;
  /** What stands beside both. */
  readonly rest: JsonMap;
}

/**
 * The table of a map: `{range, values}` of Google Sheets, `{columns, data}` of pandas, `{columns: [{name}], rows}` of
 * databases. Null for a map that tells of itself, or that holds anything else but values.
 */
export function listTableOf(map: JsonMap, keys: Keys): ListTable | null {
  const [table, ...others] = map.filter((key, value) => keys.is.lists(key) && isTable(value)).values;
  if (!(table instanceof JsonList) || others.length > 0) return null;
  const width = table.items.reduce((most, row) => Math.max(most, cellsOf(row)?.length ?? 0), 0);
  const named = map.values.find((value) => value !== table && namesOf(value)?.length === width);
  const rest = map.filter((_, value) => value !== table && value !== named);
  const isOther = (key: string, value: Json): boolean =>
    value instanceof JsonMap || (typeof value === 'string' && keys.tellsOfItself(key));
  if (rest.some(isOther)) return null;
  const key = map.keys[map.values.indexOf(table)] ?? '';
  return { key, rows: table.items, header: named === undefined ? null : namesOf(named), rest };
}

function isTable(node: Json): boolean {
  return node instanceof JsonList && node.items.length > 0 && node.items.every((item) => cellsOf(item) !== null);
}

/** Names of columns: texts, or maps with a name. */
function namesOf(node: Json): string[] | null {
  if (!(node instanceof JsonList)) return null;
  const names = node.items.flatMap((item) => {
    const key = item instanceof JsonMap ? item.keys.find((each) => /^(?:name|title|label)$/i.test(each)) : undefined;
    const name = item instanceof JsonMap ? item.get(key ?? '') : item;
    return typeof name === 'string' ? [name] : [];
  });
  return names.length === node.items.length ? names : null;
}

/** Rows that are lists, in the order in which they come: what the columns are called is known from the first on. */
export class ListRows {
  readonly #options: ReadOptions;
  #table: string | null = null;
  #header: readonly string[] = [];

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  /** Begins the table at a place, whose header stands beside it, or may be its first row. */
  begin(pointer: readonly string[], header: readonly string[] | null): void {
    this.#table = header === null ? null : pointer.join('/');
    this.#header = header ?? [];
  }

  /** The headers of the table that a row at this place is of; null for a first row that is the header. */
  headersOf(cells: readonly string[], pointer: readonly string[]): readonly string[] | null {
    const table = pointer.slice(0, -1).join('/');
    if (this.#table === table) return this.#header;
    const isHeader = !this.#options.noHeader && findHeader([cells], this.#options) === 0;
    this.#table = table;
    this.#header = isHeader ? cells : [];
    return isHeader ? null : this.#header;
  }
}
