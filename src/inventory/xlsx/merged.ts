import { IDENTITY_FIELDS, type Field } from '../../core/fields.ts';
import type { Column } from '../../core/layout.ts';
import { groupsOf } from '../../core/groups.ts';
import { Broken } from '../xml.ts';

/** Column (0-based) and row (1-based) of `B12`, null for anything else. */
export function parseReference(reference: string): { readonly column: number; readonly row: number } | null {
  const found = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference);
  if (found === null) return null;
  let column = 0;
  for (const letter of found[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column > 16_384 ? null : { column: column - 1, row: Number(found[2]) };
}

/** `B` for 1. */
export function columnName(column: number): string {
  let name = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  }
  return name;
}

/** `Sheet1!B12`, quoted as a spreadsheet does where the name is no plain word. */
export function placeOf(sheet: string, column: number, row: number): string {
  const name = /^[\p{L}\p{N}_.]+$/u.test(sheet) && !/^\d/.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`;
  return `${name}!${columnName(column)}${row}`;
}

/** What a merged area says of all its rows; a quantity or a serial number in one is of the first. */
const FILLED: ReadonlySet<Field> = new Set<Field>([
  ...IDENTITY_FIELDS,
  ...(['hostname', 'site', 'category', 'country', 'purpose'] as const),
]);

/** A merged area that goes over several rows: the column whose cells below the first are empty, and the rows. */
export interface Merge {
  readonly column: number;
  readonly first: number;
  readonly last: number;
}

const MERGE = /mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"/g;
const MAX_MERGES = 200_000;

/** Fills the rows of a sheet from the first cells of its merged areas. */
export class MergedCells {
  /** By their first row. */
  readonly #merges: ReadonlyMap<number, readonly Merge[]>;
  /** Those that reach the current row, by column, with the text of their first cell. */
  readonly #open = new Map<number, { readonly last: number; readonly text: string }>();

  constructor(merges: readonly Merge[]) {
    this.#merges = groupsOf(merges, ({ first }) => first);
  }

  /** The next row with empty cells of merged areas filled from the area's first row. */
  fill(number: number, cells: readonly string[], columns: readonly Column[]): readonly string[] {
    const filled = [...cells];
    for (const [column, { last, text }] of this.#open) {
      if (number > last) this.#open.delete(column);
      else if ((filled[column] ?? '').trim() === '' && columns[column]?.fields.some((field) => FILLED.has(field))) {
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

/** The merged areas of a sheet's part. Throws Broken where they are more than are read. */
export async function mergesIn(pieces: AsyncIterable<string>): Promise<readonly Merge[]> {
  const merges: Merge[] = [];
  let held = '';
  for await (const piece of pieces) {
    const text = held + piece;
    let end = 0;
    for (const found of text.matchAll(MERGE)) {
      end = found.index + found[0].length;
      const from = parseReference(found[1] ?? '');
      const to = parseReference(found[2] ?? '');
      if (from !== null && to !== null && to.row > from.row)
        merges.push({ column: from.column, first: from.row, last: to.row });
    }
    if (merges.length > MAX_MERGES) throw new Broken(`more than ${MAX_MERGES} merged areas in a sheet`, 'too-large');
    held = text.slice(Math.max(end, text.length - 256));
  }
  return merges;
}
