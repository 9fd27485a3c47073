import { findHeader } from '../headers/find-header.ts';
import type { ReadOptions } from '../inventory.ts';
import type { KnownKeys } from './known-keys.ts';
import type { JsonList, JsonMap, JsonNode } from './tree.ts';

/** A list of values, as a row of a table is written where keys are not repeated. */
export interface ListRow extends JsonList {
  readonly items: readonly { readonly kind: 'text'; readonly text: string }[];
}

/** Whether a node is a list of nothing but values. */
export function isListRow(node: JsonNode): node is ListRow {
  return node.kind === 'list' && node.items.length > 0 && node.items.every(({ kind }) => kind === 'text');
}

/** A map that holds a table whose rows are lists. */
export interface ListTable {
  readonly key: string;
  readonly rows: readonly JsonNode[];
  /** What its columns are called, where that stands beside the rows; null: perhaps in the first of them. */
  readonly header: readonly string[] | null;
  /** What stands beside both. */
  readonly rest: JsonMap;
}

/**
 * The table of a map: `{range, values}` of Google Sheets, `{columns, data}` of pandas, `{columns: [{name}], rows}` of
 * databases. Null for a map that tells of itself, or that holds anything else but values.
 */
export function listTableOf(map: JsonMap, known: KnownKeys, tells: (key: string) => boolean): ListTable | null {
  const found = map.entries.filter(([key, value]) => known.isList(key) && isTable(value));
  const [table, ...others] = found;
  if (table?.[1].kind !== 'list' || others.length > 0) return null;
  const [key, { items: rows }] = table;
  const width = Math.max(...rows.map((row) => (row.kind === 'list' ? row.items.length : 0)));
  const named = map.entries.find(([, value]) => value !== table[1] && namesOf(value)?.length === width);
  const entries = map.entries.filter((entry) => entry !== table && entry !== named);
  if (entries.some(([name, value]) => value.kind === 'map' || (value.kind === 'text' && tells(name)))) return null;
  return { key, rows, header: named === undefined ? null : namesOf(named[1]), rest: { ...map, entries } };
}

function isTable(node: JsonNode): boolean {
  return node.kind === 'list' && node.items.length > 0 && node.items.every(isListRow);
}

/** Names of columns: texts, or maps with a name. */
function namesOf(node: JsonNode): string[] | null {
  if (node.kind !== 'list') return null;
  const names = node.items.flatMap((item) => {
    const name = item.kind === 'map' ? item.entries.find(([key]) => /^(?:name|title|label)$/i.test(key))?.[1] : item;
    return name?.kind === 'text' ? [name.text] : [];
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
  headersOf({ items }: ListRow, pointer: readonly string[]): readonly string[] | null {
    const table = pointer.slice(0, -1).join('/');
    if (this.#table === table) return this.#header;
    const cells = items.map(({ text }) => text);
    const isHeader = !this.#options.noHeader && findHeader([{ cells }], this.#options) === 0;
    this.#table = table;
    this.#header = isHeader ? cells : [];
    return isHeader ? null : this.#header;
  }
}
