import { CELL_LIMIT } from '../../core/bounds.ts';
import { UserError } from '../../core/errors.ts';
import type { Field } from '../../core/fields.ts';
import { IDENTITY_FIELDS } from '../../core/fields.ts';
import { Layout } from '../../core/layout.ts';
import { findHeader, OTHER_TABLE_HINT, otherHeader, otherTable } from '../csv/header-row.ts';
import { SAMPLE_ROWS } from '../headers/cells.ts';
import { understandColumns } from '../headers/columns.ts';
import type { ColumnOverride, ReadOptions } from '../inventory.ts';
import type { Item } from '../rows.ts';
import { outside, trouble } from '../rows.ts';
import type { Merge, SheetRow } from './sheet.ts';
import { columnName, placeOf } from './rich-text.ts';

/** What a merged area says of all its rows; a quantity or a serial number in one is of the first. */
const FILLED: ReadonlySet<Field> = new Set<Field>([
  ...IDENTITY_FIELDS,
  'hostname',
  'site',
  'category',
  'country',
  'purpose',
]);

const FILLED_IDENTITY: ReadonlySet<Field> = new Set<Field>([...IDENTITY_FIELDS, 'serial']);
const PICKED = { fields: ['text'], why: 'pick list', notMaker: true } as const;

/** One sheet as a table: its columns, found in its first rows, and its records. */
export class SheetTable {
  layout: Layout;
  readonly headerRow: number | null;
  readonly otherHeader: number | null;
  readonly isEmpty: boolean;
  /** Overrides of headers that this sheet does not have. */
  readonly foreign: ColumnOverride[] = [];
  readonly #wantsHeader: boolean;
  #isPicked = false;
  readonly #name: string;
  readonly #sample: readonly SheetRow[];
  /** Titles, and last the header; nothing without one. */
  readonly #above: readonly SheetRow[];
  readonly #rest: AsyncIterator<SheetRow>;
  readonly #merges: ReadonlyMap<number, readonly Merge[]>;
  /** Merged areas that reach the current row, by column, with the text of their first cell. */
  readonly #open = new Map<number, { readonly last: number; readonly text: string }>();

  private constructor(
    name: string,
    sample: readonly SheetRow[],
    rest: AsyncIterator<SheetRow>,
    merges: ReadonlyMap<number, readonly Merge[]>,
    options: ReadOptions,
    source: string,
  ) {
    this.#name = name;
    this.#rest = rest;
    this.#merges = merges;
    this.isEmpty = sample.length === 0;
    this.#wantsHeader = !options.noHeader;
    const lines = sample.map(({ cells, number }) => ({ cells, line: number, nextLine: number + 1 }));
    const header = options.noHeader ? null : findHeader(lines, options);
    this.headerRow = header === null ? null : (sample[header]?.number ?? null);
    this.#sample = header === null ? sample : sample.slice(header + 1);
    this.#above = header === null ? [] : sample.slice(0, header + 1);
    const headerLine = header === null ? undefined : lines[header];
    this.otherHeader =
      headerLine === undefined ? null : otherHeader(headerLine, lines.slice((header ?? 0) + 1), options.words.headers);
    const width = Math.max(0, ...this.#sample.map(({ cells }) => cells.length));
    const headers = header === null ? Array.from({ length: width }, () => null) : (sample[header]?.cells ?? []);
    const data = this.#sample.map(({ cells }) => cells);
    const named = understandColumns(source, headers, data, {
      ...options,
      columns: this.#ownOverrides(headers, options),
    });
    this.layout = new Layout(
      named.map((column, index) => (header === null ? { ...column, name: columnName(index) } : column)),
    );
  }

  /** Whether its rows say what devices are. */
  get isInventory(): boolean {
    const fields = this.layout.columns.flatMap((column) => column.fields);
    return this.#sample.length > 0 && fields.some((field) => FILLED_IDENTITY.has(field));
  }

  /** Whether it is nothing but vendors, each once, in one column or one row: cells of other sheets are picked from it. */
  get isPickList(): boolean {
    const { columns } = this.layout;
    const cells = this.#sample.flatMap((row) => row.cells.filter((cell) => cell.trim() !== ''));
    const distinct = new Set(cells.map((cell) => cell.trim().toLowerCase())).size;
    if (cells.length < 2 || distinct < cells.length || this.#sample.length >= SAMPLE_ROWS) return false;
    const vendors = columns.filter(({ fields }) => fields.includes('vendor')).length;
    if (columns.length === 1) return vendors === 1;
    const isRow = this.headerRow === null && this.#sample.length === 1;
    return (
      isRow &&
      vendors > 1 &&
      columns.every(({ fields }) => fields.some((field) => field === 'vendor' || field === 'text'))
    );
  }

  /** What stands in a pick list is there to be chosen: its names are mentions. */
  asPickList(): void {
    const columns = this.layout.columns.map(({ name }) => ({ ...PICKED, name }));
    this.layout = new Layout(columns);
    this.#isPicked = true;
  }

  /** Reads the first rows of a sheet. */
  static async open(
    name: string,
    rows: AsyncIterator<SheetRow>,
    merges: ReadonlyMap<number, readonly Merge[]>,
    options: ReadOptions,
    source: string,
  ): Promise<SheetTable> {
    const sample: SheetRow[] = [];
    while (sample.length <= SAMPLE_ROWS) {
      const next = await rows.next();
      if (next.done === true) break;
      if (next.value.number > options.skipLines && hasText(next.value.cells)) sample.push(next.value);
    }
    return new SheetTable(name, sample, rows, merges, options, source);
  }

  /** Of several sheets each takes the overrides of headers that it has. */
  #ownOverrides(headers: readonly (string | null)[], options: ReadOptions): readonly ColumnOverride[] {
    return options.columns.filter((override) => {
      try {
        understandColumns('', headers, [], { ...options, columns: [override] });
        return true;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        this.foreign.push(override);
        return false;
      }
    });
  }

  async *items(): AsyncGenerator<Item> {
    yield outside('sheet', this.#name, { cell: this.#name });
    for (const [index, { cells, number }] of this.#above.entries()) {
      const isHeader = this.headerRow !== null && index === this.#above.length - 1;
      yield outside(isHeader ? 'header' : 'title', cells.join('\t'), { cell: placeOf(this.#name, 0, number) });
    }
    yield* this.#headerProblems();
    for (const row of this.#sample) yield* this.#toItems(row);
    for (let next = await this.#rest.next(); next.done !== true; next = await this.#rest.next()) {
      yield* this.#toItems(next.value);
    }
  }

  *#headerProblems(): Generator<Item> {
    const cell = placeOf(this.#name, 0, this.headerRow ?? 1);
    const names = this.layout.columns.map(({ name }) => name);
    const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].slice(0, 10);
    if (twice.length > 0) {
      const hint = 'each is read; name one by its place, as #3';
      yield trouble('duplicate-header', `header met more than once: ${twice.join(', ')}`, {
        severity: 'warning',
        cell,
        hint,
      });
    }
    if (this.otherHeader !== null) {
      const at = placeOf(this.#name, 0, this.otherHeader);
      yield trouble('malformed', otherTable(this.otherHeader), { cell: at, hint: OTHER_TABLE_HINT });
    }
    if (this.headerRow === null && this.#wantsHeader && !this.#isPicked) {
      const hint = 'name them with --columns, or say --no-header';
      yield trouble('no-header', 'no header row: columns were understood by their cells', {
        severity: 'warning',
        cell,
        hint,
      });
    }
  }

  *#toItems(row: SheetRow): Generator<Item> {
    const filled = this.#fill(row);
    if (!hasText(row.cells)) return;
    const at = this.#layOut(filled);
    const place = (column: number): string => placeOf(this.#name, at.columns[column] ?? column, row.number);
    for (const [index, cell] of at.cells.entries()) {
      if (cell.length <= CELL_LIMIT) continue;
      at.cells[index] = cell.slice(0, CELL_LIMIT);
      yield trouble('too-large', `cell of ${cell.length} characters: only the first ${CELL_LIMIT} were read`, {
        cell: place(index),
      });
    }
    const unknown = row.uncomputed.filter((column) => column < this.layout.columns.length);
    if (unknown.length > 0) {
      yield trouble('malformed', 'a formula without a stored result: its cell is empty here', {
        cell: placeOf(this.#name, unknown[0] ?? 0, row.number),
        hint: 'open the workbook in a spreadsheet program and save it',
      });
    }
    yield {
      kind: 'row',
      layout: this.layout,
      cells: at.cells,
      line: null,
      cell: place(0),
      part: 'device',
      cellAt: place,
      ...(this.#isPicked && { aside: true as const }),
    };
  }

  /** Cells under the columns; those beyond the last header stand close together, however far out they are. */
  #layOut(cells: readonly string[]): { readonly cells: string[]; readonly columns: readonly number[] } {
    const width = this.layout.columns.length;
    if (cells.length <= width) return { cells: [...cells], columns: [] };
    const columns = Array.from({ length: width }, (_, index) => index);
    const kept = cells.slice(0, width);
    for (let column = width; column < cells.length; column += 1) {
      if (cells[column]?.trim() === '') continue;
      kept.push(cells[column] ?? '');
      columns.push(column);
    }
    return { cells: kept, columns };
  }

  /** The row with empty cells of merged areas filled from the area's first row. */
  #fill({ number, cells }: SheetRow): readonly string[] {
    const filled = [...cells];
    for (const [column, { last, text }] of this.#open) {
      if (number > last) this.#open.delete(column);
      else if ((filled[column] ?? '').trim() === '' && this.#mayFill(column)) {
        while (filled.length < column) filled.push('');
        filled[column] = text;
      }
    }
    for (const { column, last } of this.#merges.get(number) ?? []) {
      this.#open.set(column, { last, text: cells[column] ?? '' });
    }
    return filled;
  }

  #mayFill(column: number): boolean {
    return this.layout.columns[column]?.fields.some((field) => FILLED.has(field)) === true;
  }
}

function hasText(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '');
}
