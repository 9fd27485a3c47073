import { suggest } from '../core/distance.ts';
import { UserError } from '../core/errors.ts';
import type { Field } from '../core/fields.ts';
import { Layout, oncePerLayout, type Column } from '../core/layout.ts';
import type { ColumnOverride } from './inventory.ts';
import type { Item, Opened } from './rows.ts';

/**
 * What `--columns` changes in a format whose columns are fixed. `#3` is the third of `opened.columns`. Throws UserError
 * for a column that the format does not have.
 */
export function override(opened: Opened, overrides: readonly ColumnOverride[]): Opened {
  if (overrides.length === 0) return opened;
  const said = new Map<string, Field[]>();
  for (const { field, header } of overrides) {
    const name = nameOf(header, opened);
    said.set(name, [...(said.get(name) ?? []), field]);
  }
  const change = (columns: readonly Column[]): readonly Column[] =>
    columns.map((column) => {
      const fields = said.get(column.name);
      return fields === undefined ? column : { ...column, fields, why: 'override', notMaker: false };
    });
  const changed = oncePerLayout(({ columns, wholeLines }) => new Layout(change(columns), wholeLines));
  return { ...opened, columns: change(opened.columns), items: withLayouts(opened.items, changed) };
}

async function* withLayouts(
  items: Opened['items'],
  changed: (layout: Layout) => Layout,
): AsyncGenerator<Iterable<Item>> {
  for await (const some of items) {
    yield Array.from(Symbol.iterator in some ? some : [some], (item) =>
      item.kind === 'row' ? { ...item, layout: changed(item.layout) } : item,
    );
  }
}

function nameOf(header: string, { source, columns }: Opened): string {
  const wanted = header.trim();
  const position = /^#(\d{1,6})$/.exec(wanted)?.[1];
  const found =
    columns.find(({ name }) => name.toLowerCase() === wanted.toLowerCase()) ??
    (position === undefined ? undefined : columns[Number(position) - 1]);
  if (found !== undefined) return found.name;
  throw noColumn(source, header, columns);
}

/** Columns that are named to choose from; a file may have thousands. */
const MOST_NAMED = 200;

/** `--columns` names a header that an input does not have. */
export function noColumn(source: string, header: string, columns: readonly Pick<Column, 'name'>[]): UserError {
  const names = columns.slice(0, MOST_NAMED).map(({ name }) => name);
  return new UserError(`${source}: no column '${header}'`, suggest(header.trim(), names));
}
