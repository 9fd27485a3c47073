import type { Field } from '../../src/core/fields.ts';
import type { Identification } from '../../src/core/finding.ts';
import { Layout, type Column } from '../../src/core/layout.ts';
import type { InventoryRecord } from '../../src/core/record.ts';

/**
 * A record from cells by field; `?` is a column nobody claimed, `!` one that is about something other than the maker.
 */
export function row(
  cells: Record<string, string>,
  { wholeLines = false, ...extra }: Partial<InventoryRecord> & { readonly wholeLines?: boolean } = {},
): InventoryRecord {
  const columns = Object.keys(cells).map((key): Column => ({
    name: key,
    fields: key.startsWith('?') || key.startsWith('!') ? ['text'] : (key.split('+') as Field[]),
    why: 'test',
    traits: key.startsWith('!') ? ['mention'] : [],
  }));
  return {
    source: 'test.csv',
    row: 1,
    line: 2,
    cell: null,
    layout: new Layout(columns, wholeLines),
    cells: Object.values(cells),
    part: 'device',
    ...extra,
  };
}

/** `vendor confidence` of each identification, for tables. */
export function brief(found: readonly Identification[]): string[] {
  return found.map(({ vendor, category, confidence }) => {
    const name =
      vendor === null
        ? (category?.id ?? '')
        : vendor.affiliate === null
          ? vendor.id
          : `${vendor.id}/${vendor.affiliate.id}`;
    return `${name} ${confidence}`;
  });
}
