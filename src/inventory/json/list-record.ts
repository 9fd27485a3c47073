import type { Context, FlatRecord } from './flatten.ts';
import { KeyPath } from './key-path.ts';
import type { ListRow } from './list-rows.ts';

/** A row that is a list, unless it is the header of its table. */
export function* recordOfList(row: ListRow, pointer: readonly string[], context: Context): Generator<FlatRecord> {
  const headers = context.rows.headersOf(row, pointer);
  if (headers === null) return;
  const places = row.items.map((_, index) => {
    const name = headers[index] ?? '';
    return { path: KeyPath.of(name === '' ? `#${index + 1}` : name), steps: 0 };
  });
  const values = row.items.map(({ text }) => text);
  yield { part: 'device', pointer, line: context.lineOf(row), places, values, inside: [] };
}
