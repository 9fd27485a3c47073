import { IDENTITY_FIELDS, type Field } from '../../core/fields.ts';
import type { Column } from '../../core/layout.ts';
import { SAMPLE_ROWS } from '../headers/cells.ts';
import type { SheetRow } from './sheet.ts';

const OF_DEVICE: ReadonlySet<Field> = new Set<Field>([...IDENTITY_FIELDS, 'serial']);

/** Whether the rows of a sheet say what devices are. */
export function isInventory(columns: readonly Column[], rows: readonly SheetRow[]): boolean {
  return rows.length > 0 && columns.some(({ fields }) => fields.some((field) => OF_DEVICE.has(field)));
}

/** Whether a sheet is nothing but vendors, each once, in a column or row: cells of other sheets are picked from it. */
export function isPickList(columns: readonly Column[], rows: readonly SheetRow[], hasHeader: boolean): boolean {
  const cells = rows.flatMap((row) => row.cells.filter((cell) => cell.trim() !== ''));
  const distinct = new Set(cells.map((cell) => cell.trim().toLowerCase())).size;
  if (cells.length < 2 || distinct < cells.length || rows.length >= SAMPLE_ROWS) return false;
  const vendors = columns.filter(({ fields }) => fields.includes('vendor')).length;
  if (columns.length === 1) return vendors === 1;
  const isRow = !hasHeader && rows.length === 1;
  return (
    isRow &&
    vendors > 1 &&
    columns.every(({ fields }) => fields.some((field) => field === 'vendor' || field === 'text'))
  );
}
