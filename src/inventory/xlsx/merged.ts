import { IDENTITY_FIELDS, type Field } from '../../core/fields.ts';
import type { Column } from '../../core/layout.ts';
import type { Merge, SheetRow } from './sheet.ts';

/** What a merged area says of all its rows; a quantity or a serial number in one is of the first. */
const FILLED: ReadonlySet<Field> = new Set<Field>([
  ...IDENTITY_FIELDS,
  'hostname',
  'site',
  'category',
  'country',
  'purpose',
]);

/** Fills the rows of a sheet from the first cells of its merged areas. */
export class MergedCells {
  readonly #merges: ReadonlyMap<number, readonly Merge[]>;
  /** Merged areas that reach the current row, by column, with the text of their first cell. */
  readonly #open = new Map<number, { readonly last: number; readonly text: string }>();

  constructor(merges: ReadonlyMap<number, readonly Merge[]>) {
    this.#merges = merges;
  }

  /** The next row with empty cells of merged areas filled from the area's first row. */
  fill({ number, cells }: SheetRow, columns: readonly Column[]): readonly string[] {
    const filled = [...cells];
    for (const [column, { last, text }] of this.#open) {
      if (number > last) this.#open.delete(column);
      else if ((filled[column] ?? '').trim() === '' && mayFill(columns[column])) {
        while (filled.length < column) filled.push('');
        filled[column] = text;
      }
    }
    for (const { column, last } of this.#merges.get(number) ?? []) {
      this.#open.set(column, { last, text: cells[column] ?? '' });
    }
    return filled;
  }
}

function mayFill(column: Column | undefined): boolean {
  return column?.fields.some((field) => FILLED.has(field)) === true;
}

/** Cells under the columns; those beyond the last header stand close together, however far out they are. */
export function layOut(
  cells: readonly string[],
  width: number,
): { readonly cells: readonly string[]; readonly columns: readonly number[] } {
  if (cells.length <= width) return { cells, columns: [] };
  const columns = Array.from({ length: width }, (_, index) => index);
  const kept = cells.slice(0, width);
  for (let column = width; column < cells.length; column += 1) {
    if (cells[column]?.trim() === '') continue;
    kept.push(cells[column] ?? '');
    columns.push(column);
  }
  return { cells: kept, columns };
}
