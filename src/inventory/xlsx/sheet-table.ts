import { groupsOf } from '../../core/groups.ts';
import { columnName, fold, words } from '../../core/text.ts';
import { DEVICE_FIELDS, IDENTITY_FIELDS, type Field } from '../../core/fields.ts';
import { feedsAny, meant, type Column, type Layout, type Meaning } from '../../core/layout.ts';
import { isRuler, SAMPLE_ROWS } from '../headers/cells.ts';
import { isOtherHeader } from '../headers/find-header.ts';
import { makerTitle, type ReadRow } from '../headers/headings.ts';
import { loneCellsOf, type LoneCells } from '../headers/misplaced.ts';
import { firstTable, type TableRow, type Table } from '../headers/table.ts';
import { Tables, type PlacedRows } from '../headers/tables.ts';
import type { Doubts } from '../doubts.ts';
import type { FoundTable, Inventory, ReadOptions } from '../inventory.ts';
import { distinctColumns, foundProblem, hasText, inventoryOf, outside, requireColumns, type Item } from '../rows.ts';

/** `Sheet1!B12`, quoted as a spreadsheet does where the name is no plain word. */
export function placeOf(sheet: string, column: number, row: number): string {
  const name = /^[\p{L}\p{N}_.]+$/u.test(sheet) && !/^\d/.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`;
  return `${name}!${columnName(column)}${row}`;
}

/** Fields that a merged area states for all its rows; a quantity or a serial number is that of its first row only. */
const FILLED: ReadonlySet<Field> = new Set([...IDENTITY_FIELDS, 'hostname', 'site', 'category', 'country', 'purpose']);

/** What columns of choices are about, side by side: anything else tells one device from another. */
const CHOSEN: readonly Field[] = ['vendor', 'category', 'site', 'country', 'purpose', 'platform', 'text'];

/** Whether the cells of a column are choices: filled from the top without a gap, each once. */
function areChoices(cells: readonly string[]): boolean {
  const filled = cells.filter(Boolean);
  return filled.length > 0 && cells.slice(0, filled.length).every(Boolean) && new Set(filled).size === filled.length;
}

/** A merged area of several rows: its first column (0-based), empty below the first row, and its first and last row. */
export type Merge = Readonly<Record<'column' | 'first' | 'last', number>>;

/** Returns what fills the rows of a sheet, in order: empty cells of a merged area get the text of its first row. */
function fillingOf(merges: readonly Merge[]) {
  const byFirstRow = groupsOf(merges, ({ first }) => first);
  /** Areas that reach the current row, by column, with the text of their first cell. */
  const open = new Map<number, { readonly last: number; readonly text: string }>();
  return (number: number, cells: readonly string[], columns: readonly Column[]): readonly string[] => {
    const filled = [...cells];
    for (const [column, { last, text }] of open) {
      if (number > last) open.delete(column);
      else if ((filled[column] ?? '').trim() === '' && columns[column]?.fields.some((field) => FILLED.has(field))) {
        while (filled.length < column) filled.push('');
        filled[column] = text;
      }
    }
    for (const { column, last } of byFirstRow.get(number) ?? []) open.set(column, { last, text: cells[column] ?? '' });
    return filled;
  };
}

/** A sheet of any format, and where its rows come from. */
export interface Sheet {
  readonly name: string;
  /** The title above it; by default its name. */
  readonly title?: string;
  /** Whether the workbook hides it. */
  readonly isHidden?: boolean;
  readonly merges: readonly Merge[];
  /** The rows that have a cell, in order; read once. A formula without a stored result is its own text: `=A2`. */
  readonly rows: AsyncIterator<TableRow> | Iterator<TableRow>;
  /** Where a row begins, if it is not one of the sheet. */
  readonly placeIn?: (line: number) => string;
}

/** One sheet as a table: its columns, found in its first rows, and its records. */
class SheetTable implements PlacedRows {
  readonly sheet: Sheet;
  /** Its first rows, with titles and header. */
  readonly #sample: readonly TableRow[];
  /** The table that its first rows were understood as; more may follow in the sheet. */
  readonly first: Table;
  readonly tables: Tables;
  readonly #doubts: Doubts;
  readonly #fill: ReturnType<typeof fillingOf>;
  readonly #items: Item[] = [];
  /** Why its rows are no rows and names in them are mentions; null: they are rows. */
  noRow: string | null = null;
  /** Whether its lines are text for people, and no rows. */
  isText = false;

  constructor(sheet: Sheet, sample: readonly TableRow[], options: ReadOptions, doubts: Doubts) {
    this.sheet = sheet;
    this.#sample = sample;
    this.#fill = fillingOf(sheet.merges);
    this.#doubts = doubts.ofSheet((row) => this.#place(0, row));
    const hints = { doubts: this.#doubts, options };
    this.first = firstTable(sample, options.skipLines + 1, hints);
    const above = this.isInventory ? makerTitle(sheet.title ?? sheet.name, this.first.loneCells) : null;
    this.tables = new Tables(this.first, { ...hints, above }, this);
  }

  get columns(): readonly Column[] {
    const why = this.noRow;
    const { columns } = this.first.layout;
    return why === null ? columns : columns.map(({ name }) => ({ name, ...meant('text', why, 'mention') }));
  }

  /** Whether its rows, or those of a table below, identify devices: there may be a line above the header. */
  get isInventory(): boolean {
    const tells = (meaning: Meaning | null): boolean => feedsAny(meaning, DEVICE_FIELDS);
    const { loneCells } = this.first;
    const isOther = ({ cells }: TableRow): boolean =>
      isOtherHeader(cells, loneCells) && cells.some((cell) => tells(loneCells.words.headers.read(cell)));
    return this.#data.length > 0 && (this.columns.some(tells) || this.#data.some(isOther));
  }

  /**
   * Whether it is a list of choices for cells of other sheets: vendors, each once, in a column or row; such columns
   * side by side, two or more apart in length; or hidden, without a header and a column that identifies devices.
   */
  get isPickList(): boolean {
    if (this.sheet.isHidden === true && this.first.header === null && !this.isInventory) return true;
    const { columns, first } = this;
    const rows = this.#data.map(({ cells }) => cells.map((cell) => cell.trim().toLowerCase()));
    const vendors = columns.filter(({ fields }) => fields.includes('vendor')).length;
    const mayBeChosen = columns.every(({ fields }) => fields.every((field) => CHOSEN.includes(field)));
    if (vendors === 0 || !mayBeChosen || rows.length >= SAMPLE_ROWS) return false;
    const isRow = first.header === null && rows.length === 1 && vendors > 1;
    const choices = isRow
      ? [rows.flat().filter(Boolean)]
      : columns.map((_, at) => rows.map((cells) => cells[at] ?? ''));
    const sizes = choices.map((cells) => cells.filter(Boolean).length);
    if (!choices.every(areChoices)) return false;
    if (sizes.length === 1) return (sizes[0] ?? 0) > 1;
    return first.header !== null && Math.max(...sizes) - Math.min(...sizes) > 1;
  }

  /** Whether it is a text for people: one column of texts, half of whose lines are sentences. */
  get isProse(): boolean {
    const texts = this.#data.map(({ cells }) => words(fold(cells.join(' '))));
    const sentences = texts.filter((text) => this.first.loneCells.words.lines.isProse(text)).length;
    const [column, ...others] = this.columns;
    const isOfText = others.length === 0 && column?.fields.join() === 'text';
    return isOfText && sentences > 0 && sentences * 2 >= texts.length;
  }

  async *items(): AsyncGenerator<Item> {
    const { name, rows } = this.sheet;
    yield outside('sheet', name, { cell: name });
    for (const row of this.#sample) yield* this.#read(row);
    for (let next = await rows.next(); next.done !== true; next = await rows.next()) yield* this.#read(next.value);
    this.tables.end();
    yield* this.#items.splice(0);
  }

  get #data(): readonly TableRow[] {
    return this.#sample.filter(({ line }) => line >= this.first.from);
  }

  #place(column: number, row: number): string {
    return this.sheet.placeIn?.(row) ?? placeOf(this.sheet.name, column, row);
  }

  *#read(row: TableRow): Generator<Item> {
    const { line } = row;
    const { from, header } = this.first;
    const kind = line === header ? 'header' : line < from ? 'title' : null;
    if (kind !== null) yield outside(kind, row.cells.join('\t'), { cell: this.#place(0, line) });
    if (line < from) return;
    const cells = this.#fill(line, row.cells, this.tables.table.layout.columns);
    if (!hasText(row.cells) || isRuler(row.cells)) return;
    this.#doubts.rows += 1;
    this.tables.push({ ...row, cells });
    yield* this.#items.splice(0);
  }

  title({ cells, line }: TableRow): void {
    this.#items.push(outside('title', cells.join(' ').trim(), { cell: this.#place(0, line) }));
  }

  align({ cells, line }: TableRow, table: Table, under: Layout): ReadRow | null {
    if (this.noRow !== null) return null;
    const { columns } = table.layout;
    const isIdentity = (column: number): boolean => feedsAny(columns[column], DEVICE_FIELDS);
    const unknown = cells.findIndex((cell, column) => /^=(?!")/.test(cell) && isIdentity(column));
    if (unknown >= 0) {
      const message = 'a formula without a stored result: what it says is not known';
      const hint = 'open the workbook in a spreadsheet program and save it';
      this.#items.push(foundProblem('malformed', message, { cell: this.#place(unknown, line), hint }));
    }
    // A row ends early because its last cells are empty, or because its first cells are missing.
    const isShifted = cells.length < columns.length && table.misplaced.mayBeShifted(cells);
    return isShifted ? table.unaligned(cells) : { layout: under, cells };
  }

  add({ line }: TableRow, { layout, cells }: ReadRow, table: Table | null): void {
    // The text of a heading stands in a column after those of the sheet.
    const [ofSheet, more] = [layout.inInput, layout.columns.length - layout.inInput];
    const cellAt = (index: number): string =>
      this.#place(index < ofSheet ? index : Math.max(ofSheet, index - more), line);
    const where = { line: null, cell: this.#place(0, line), cellAt };
    this.#items.push({ kind: 'row', layout, cells, part: 'device', ...where, noRow: table === null || this.isText });
  }
}

async function sampleOf({ rows }: Sheet, { skipLines }: ReadOptions): Promise<readonly TableRow[]> {
  const sample: TableRow[] = [];
  while (sample.length <= SAMPLE_ROWS) {
    const next = await rows.next();
    if (next.done === true) break;
    if (next.value.line > skipLines && hasText(next.value.cells)) sample.push(next.value);
  }
  return sample;
}

/**
 * A sheet of forms by its columns: labels stand in its first column and devices beside them (`Vendor | Huawei`), no row
 * is a header, few texts but notes are sentences. A form ends where its first label comes again. Null: it is no form.
 */
function turned(sheet: Sheet, rows: readonly TableRow[], loneCells: LoneCells): Sheet | null {
  const labels = rows.map(({ cells }) => (cells[0] ?? '').trim());
  const areHeaders = (cells: readonly string[]): boolean => isOtherHeader(cells, loneCells);
  if (rows.length > SAMPLE_ROWS || !areHeaders(labels) || rows.some(({ cells }) => areHeaders(cells))) return null;
  const { headers, lines } = loneCells.words;
  const beside = rows.filter((_, at) => !feedsAny(headers.read(labels[at] ?? ''), ['text']));
  const ofProse = beside.filter(({ cells }) => lines.isProse(words(fold(cells.slice(1).join(' ')))));
  if (ofProse.length * 2 >= beside.length) return null;
  const starts = labels.flatMap((label, at) => (label === labels[0] ? [at] : []));
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const devices = starts.flatMap((start, at) => {
    const form = rows.slice(start, starts[at + 1]);
    const cellsIn = (column: number): string[] => form.map(({ cells }) => cells[column] ?? '');
    return Array.from({ length: width }, (_, column) => ({ column, line: form[0]?.line ?? 1, cells: cellsIn(column) }));
  });
  const placeIn = (line: number): string =>
    placeOf(sheet.name, devices[line - 1]?.column ?? 0, devices[line - 1]?.line ?? 1);
  return { ...sheet, merges: [], rows: devices.map(({ cells }, at) => ({ cells, line: at + 1 })).values(), placeIn };
}

/** Opens the sheets that are not empty as one inventory: the format passes `items` to it, with items of its own. */
export async function openTables(
  format: string,
  sheets: readonly Sheet[],
  options: ReadOptions,
  opened: { readonly encoding: string | null; readonly doubts: Doubts },
) {
  const { doubts } = opened;
  const tables: SheetTable[] = [];
  for (const given of sheets) {
    const rows = await sampleOf(given, options);
    const sheet =
      (options.skipLines > 0 || options.noHeader ? null : turned(given, rows, loneCellsOf(options))) ?? given;
    const sample = sheet === given ? rows : await sampleOf(sheet, options);
    if (sample.length > 0) tables.push(new SheetTable(sheet, sample, options, doubts));
  }
  const picked = tables.filter((table) => table.isPickList);
  if (tables.some((table) => table.isInventory && !picked.includes(table))) {
    for (const table of picked) table.noRow = 'pick list';
    for (const table of tables) table.isText = !table.isInventory && table.isProse;
  }
  const columns = distinctColumns(tables.flatMap((table) => table.columns));
  const names = tables.map((table) => table.columns.map(({ name }) => name));
  requireColumns(doubts.source, names, options.columns);
  const headerLine = tables.find(({ first }) => first.header !== null)?.first.header ?? null;
  const found = (): readonly FoundTable[] =>
    tables.flatMap(({ sheet, tables: all }) => all.found.map((table) => ({ ...table, sheet: sheet.name })));
  async function* items(): AsyncGenerator<Item> {
    for (const table of tables) yield* table.items();
  }
  const inventory = (all: AsyncIterable<Item>): Inventory =>
    inventoryOf({ ...opened, format, headerLine, columns, items: all, tables: found, pages: options.pages });
  return { tables, items, inventory };
}
