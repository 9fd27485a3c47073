import { keyOf } from './pairs.ts';
import type { PrintedRow, PrintedTable } from './printed-table.ts';
import type { Printed } from './printed.ts';

/**
 * Tables with the same headers are one. So are tables about the same rows: their first columns have the same headers,
 * and no other values.
 */
export function joinTables(tables: readonly PrintedTable[], printed: Printed): PrintedTable[] {
  const same = new Map<string, PrintedTable & { readonly rows: PrintedRow[] }>();
  for (const table of tables) {
    const key = table.names.join('\n');
    const known = same.get(key);
    if (known === undefined) same.set(key, { ...table, rows: [...table.rows] });
    else for (const row of table.rows) known.rows.push(row);
  }
  const joined: PrintedTable[] = [];
  for (const table of same.values()) {
    const into = joined.findIndex((one) => isMoreOf(one, table, printed));
    const one = joined[into];
    if (one === undefined) joined.push(table);
    else joined[into] = withColumns(one, table);
  }
  return joined;
}

function isMoreOf(one: PrintedTable, table: PrintedTable, printed: Printed): boolean {
  const shared = sharedColumns(one, table);
  if (shared === 0 || shared === table.names.length || printed.fields(one.names[0] ?? '').includes('ip')) return false;
  const keys = new Set(one.rows.map(({ cells }) => keyOfRow(cells, shared)));
  return keys.size === one.rows.length && table.rows.every(({ cells }) => keys.has(keyOfRow(cells, shared)));
}

/** How many first columns of two tables have the same headers. */
function sharedColumns(one: PrintedTable, table: PrintedTable): number {
  const differs = table.names.findIndex((name, at) => keyOf(name) !== keyOf(one.names[at] ?? ''));
  return differs < 0 ? table.names.length : differs;
}

const keyOfRow = (cells: readonly string[], shared: number): string =>
  cells.slice(0, shared).join('\n').trim().toLowerCase();

function withColumns(one: PrintedTable, table: PrintedTable): PrintedTable {
  const shared = sharedColumns(one, table);
  const width = one.names.length + 1;
  const more = new Map(table.rows.map(({ cells }) => [keyOfRow(cells, shared), cells.slice(shared)] as const));
  return {
    ...one,
    names: [...one.names, 'more', ...table.names.slice(shared)],
    headers: [...one.headers, 'more', ...table.headers.slice(shared)],
    rows: one.rows.map(({ cells, line }) => ({
      line,
      cells: [
        ...Array.from({ length: width }, (_, at) => cells[at] ?? ''),
        ...(more.get(keyOfRow(cells, shared)) ?? []),
      ],
    })),
  };
}
