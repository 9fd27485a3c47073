import { CELL_LIMIT } from '../../core/text.ts';
import { UserError } from '../../core/errors.ts';
import { IDENTITY_FIELDS, type Field } from '../../core/fields.ts';
import type { Column, Layout } from '../../core/layout.ts';
import { isRuler, SAMPLE_ROWS } from '../headers/cells.ts';
import { understandColumns } from '../headers/columns.ts';
import { findHeader, isOtherHeader, mayBeRow } from '../headers/find-header.ts';
import { CellNature, Misplaced } from '../headers/misplaced.ts';
import { Table } from '../headers/table.ts';
import { Tables, type TableRow } from '../headers/tables.ts';
import { Doubts } from '../doubts.ts';
import type { ColumnOverride, FoundTable, ReadOptions } from '../inventory.ts';
import type { Item, Row } from '../rows.ts';
import { outside, trouble } from '../rows.ts';
import { layOut, MergedCells } from './merged.ts';
import type { SheetReader, SheetRow } from './sheet.ts';
import { columnName, placeOf } from './rich-text.ts';

/** One sheet as a table: its columns, found in its first rows, and its records. */
export class SheetTable {
  readonly isEmpty: boolean;
  /** Overrides of headers that this sheet does not have. */
  readonly foreign: ColumnOverride[] = [];
  readonly #wantsHeader: boolean;
  readonly #reader: SheetReader;
  readonly #name: string;
  readonly #first: Table;
  readonly #sample: readonly SheetRow[];
  /** Titles, and last the header; nothing without one. */
  readonly #above: readonly SheetRow[];
  readonly #rest: AsyncIterator<SheetRow>;
  readonly #merged: MergedCells;
  readonly #tables: Tables<TableRow & { readonly row: SheetRow }>;
  #items: Item[] = [];
  readonly #doubts: Doubts;
  #isPicked = false;

  private constructor(
    reader: SheetReader,
    sample: readonly SheetRow[],
    rest: AsyncIterator<SheetRow>,
    merged: MergedCells,
    options: ReadOptions,
    doubts: Doubts,
  ) {
    const { name } = reader;
    this.#reader = reader;
    this.#name = name;
    this.#doubts = sample.length === 0 ? new Doubts(doubts.source) : doubts.ofSheet((row) => placeOf(name, 0, row));
    this.#rest = rest;
    this.#merged = merged;
    this.isEmpty = sample.length === 0;
    this.#wantsHeader = !options.noHeader;
    const nature = new CellNature(options);
    const { headers: words } = options.words;
    const header = options.noHeader ? null : findHeader(sample, options);
    const headerRow = header === null ? null : (sample[header] ?? null);
    const mayBe = headerRow !== null && mayBeRow(headerRow.cells, nature, words);
    this.#sample = header === null ? sample : sample.slice(mayBe ? header : header + 1);
    this.#above = header === null ? [] : sample.slice(0, header + 1);
    const below = header === null ? sample : sample.slice(header + 1);
    const end = below.findIndex(({ cells }) => isOtherHeader(cells, nature, words));
    const data = (end < 0 ? below : below.slice(0, end)).map(({ cells }) => cells);
    const width = Math.max(0, ...data.map(({ length }) => length));
    const headers = headerRow?.cells ?? Array.from({ length: width }, () => null);
    const named = understandColumns(doubts.source, headers, data, {
      ...options,
      columns: this.#ownOverrides(headers, options),
    }).map((column, index) => (header === null ? { ...column, name: columnName(index) } : column));
    this.#first = new Table(
      named,
      { header: headerRow?.number ?? null, from: this.#sample[0]?.number ?? 1, needed: 0 },
      new Misplaced(named, data, nature),
    );
    this.#tables = new Tables(
      this.#first,
      headerRow?.cells ?? null,
      { doubts: this.#doubts, options, nature, isSheet: true },
      {
        row: ({ row, cells }, table, misplaced) => {
          if (this.#isPicked) {
            this.#items.push({ ...this.#toRow(row, cells ?? [], table.aside), aside: true });
            return;
          }
          const given = cells ?? [];
          // A row ends early where its last cells are empty, or where its first are missing.
          const isShifted = given.length < table.layout.columns.length && table.misplaced.mayBeShifted(given);
          const read = isShifted ? table.unaligned(given) : { layout: table.without(misplaced), cells: given };
          this.#items.push(...this.#toItems(row, read.cells, table, read.layout));
        },
        header: ({ row, cells }, table) => {
          this.#items.push({ ...this.#toRow(row, cells ?? [], table.aside), aside: true });
        },
        other: () => undefined,
      },
    );
  }

  /** The columns of its first table. */
  get columns(): readonly Column[] {
    const { aside, layout } = this.#first;
    return this.#isPicked ? aside.columns.map((column) => ({ ...column, why: 'pick list' })) : layout.columns;
  }

  get isInventory(): boolean {
    return isInventory(this.columns, this.#sample);
  }

  get isPickList(): boolean {
    return isPickList(this.columns, this.#sample, this.headerRow !== null);
  }

  /** What stands in a pick list is there to be chosen: its names are mentions. */
  asPickList(): void {
    this.#isPicked = true;
  }

  /** The row of its first header. */
  get headerRow(): number | null {
    return this.#first.header;
  }

  /** See Inventory. */
  tables(): readonly FoundTable[] {
    return this.#tables.found.map(({ layout, header, from }) => ({ layout, header, from, sheet: this.#name }));
  }

  /** Reads the first rows of a sheet. */
  static async open(reader: SheetReader, options: ReadOptions, doubts: Doubts): Promise<SheetTable> {
    const merged = await reader.merges();
    const rows = reader.rows();
    const sample: SheetRow[] = [];
    while (sample.length <= SAMPLE_ROWS) {
      const next = await rows.next();
      if (next.done === true) break;
      if (next.value.number > options.skipLines && hasText(next.value.cells)) sample.push(next.value);
    }
    return new SheetTable(reader, sample, rows, merged, options, doubts);
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

  /** All of it; of an empty sheet what was not read. */
  async *items(): AsyncGenerator<Item> {
    if (!this.isEmpty) yield* this.#rowsAndTexts();
    yield* this.#reader.troubles();
    yield* this.#merged.troubles(this.#name);
  }

  async *#rowsAndTexts(): AsyncGenerator<Item> {
    yield outside('sheet', this.#name, { cell: this.#name });
    for (const [index, { cells, number }] of this.#above.entries()) {
      const isHeader = this.headerRow !== null && index === this.#above.length - 1;
      yield outside(isHeader ? 'header' : 'title', cells.join('\t'), { cell: placeOf(this.#name, 0, number) });
    }
    yield* this.#headerProblems();
    for (const row of this.#sample) yield* this.#read(row);
    for (let next = await this.#rest.next(); next.done !== true; next = await this.#rest.next()) {
      yield* this.#read(next.value);
    }
    this.#tables.end();
    yield* this.#take();
  }

  #read(row: SheetRow): readonly Item[] {
    const cells = this.#merged.fill(row.number, row.cells, this.#tables.table.layout.columns);
    if (!hasText(row.cells) || isRuler(row.cells)) return [];
    this.#doubts.rows += 1;
    this.#tables.push({ row, cells, line: row.number });
    return this.#take();
  }

  #take(): readonly Item[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  *#headerProblems(): Generator<Item> {
    const cell = placeOf(this.#name, 0, this.headerRow ?? 1);
    const names = this.columns.map(({ name }) => name);
    const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].slice(0, 10);
    if (twice.length > 0) {
      const hint = 'each is read; name one by its place, as #3';
      yield trouble('duplicate-header', `duplicate column header: ${twice.join(', ')}`, {
        severity: 'warning',
        cell,
        hint,
      });
    }
    if (this.headerRow !== null && this.#sample[0]?.number === this.headerRow) {
      const message = `row ${this.headerRow} was taken for the header, and read as a row too: it names a vendor`;
      yield trouble('no-header', message, { severity: 'warning', cell });
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

  #toRow(row: SheetRow, cells: readonly string[], layout: Layout): Row {
    const at = layOut(cells, layout.columns.length);
    const cellAt = (column: number): string => placeOf(this.#name, at.columns[column] ?? column, row.number);
    return { kind: 'row', layout, cells: at.cells, line: null, cell: cellAt(0), part: 'device', cellAt };
  }

  *#toItems(row: SheetRow, given: readonly string[], { layout: { columns } }: Table, layout: Layout): Generator<Item> {
    const at = this.#toRow(row, given, layout);
    const place = at.cellAt ?? (() => '');
    const cells = at.cells.map((cell) => cell.slice(0, CELL_LIMIT));
    for (const [index, cell] of at.cells.entries()) {
      if (cell.length <= CELL_LIMIT) continue;
      yield trouble('too-large', `cell of ${cell.length} characters: only the first ${CELL_LIMIT} were read`, {
        cell: place(index),
      });
    }
    const unknown = row.uncomputed.filter((column) => column < columns.length);
    if (unknown.length > 0) {
      yield trouble('malformed', 'a formula without a stored result: its cell is empty here', {
        cell: placeOf(this.#name, unknown[0] ?? 0, row.number),
        hint: 'open the workbook in a spreadsheet program and save it',
      });
    }
    yield { ...at, cells };
  }
}

function hasText(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '');
}

const OF_DEVICE: ReadonlySet<Field> = new Set<Field>([...IDENTITY_FIELDS, 'serial']);

/** Whether the rows of a sheet say what devices are. */
function isInventory(columns: readonly Column[], rows: readonly SheetRow[]): boolean {
  return rows.length > 0 && columns.some(({ fields }) => fields.some((field) => OF_DEVICE.has(field)));
}

/** Whether a sheet is nothing but vendors, each once, in a column or row: cells of other sheets are picked from it. */
function isPickList(columns: readonly Column[], rows: readonly SheetRow[], hasHeader: boolean): boolean {
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
