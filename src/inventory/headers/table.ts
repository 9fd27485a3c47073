import { isIdentity } from '../../core/fields.ts';
import { isSecret, layoutOf, meant, type Column, type Layout, type Meaning } from '../../core/layout.ts';
import { groupsOf } from '../../core/groups.ts';
import type { ProblemCode } from '../../core/problem.ts';
import { listed, remark, type Doubts } from '../doubts.ts';
import { countLineEnds } from '../bytes/lines.ts';
import type { FoundTable, ReadOptions } from '../inventory.ts';
import type { Item } from '../rows.ts';
import { isHeaderRule, isRuler, type Rows } from './cells.ts';
import { understandColumns } from './columns.ts';
import { findHeader, isOtherHeader, isSameRow, mayBeRow, unitsIn } from './find-header.ts';
import { headingsOf, vendorAbove, type Heading, type ReadRow } from './headings.ts';
import { HARDLY_NAMES, loneCellsOf, Misplaced, type LoneCells } from './misplaced.ts';

/** What the first rows show of a table. Places are lines of its text or rows of its sheet. */
interface TableSigns extends Pick<FoundTable, 'header' | 'from'> {
  /** The cells of the header, one more than columns where a mark stands before them (Zeek: `#fields`). */
  readonly labels: readonly string[] | null;
  /** Fewest cells of a row that is not short: as many as there are up to the last header with a name. */
  readonly needed: number;
  /** The heading that a row is; null for any other row. */
  readonly headingOf: ReturnType<typeof headingsOf>;
  /** Whether a rule stands below the header, as in Markdown. */
  readonly isRuled?: boolean;
  /** What the titles say of the rows. */
  readonly above?: Heading | null;
  /** The place of the last line of units below the header; 0 without one. */
  readonly units: number;
}

/** Meanings of columns whose cells may belong to another column, and of lines that are not rows. */
const UNSURE = meant('text', 'may belong to another column');
const HIDDEN = meant('withheld', 'may be a secret', 'licence');
const NO_ROW = meant('text', 'no row', 'mention');

/** A table of an input: where it begins, its columns, and how rows that do not fit them are read. */
export type Table = ReturnType<typeof tableOf>;

/** A table by its columns and signs; `rows`: its first rows. */
export function tableOf(columns: readonly Column[], signs: TableSigns, rows: Rows, loneCells: LoneCells) {
  const layout = layoutOf(columns);
  const misplaced = new Misplaced(layout, rows, loneCells);
  const changedLayout = (meaningOf: (column: Column, index: number) => Meaning): Layout =>
    layoutOf(columns.map((column, at) => ({ name: column.name, ...meaningOf(column, at) })));
  return {
    ...signs,
    layout,
    loneCells,
    misplaced,
    /** Reads a line that is not a row: a title, another header. */
    noRow: (cells: readonly string[]): ReadRow => ({ layout: changedLayout(() => NO_ROW), cells }),
    /** The layout for a row with misplaced cells: those that are certain (`isCertain`) are read as free text. */
    layoutWithout: (found: readonly number[]): Layout => {
      const certain = found.filter((index) => misplaced.isCertain(index));
      if (certain.length === 0) return layout;
      return changedLayout((column, index) => (certain.includes(index) ? UNSURE : column));
    },
    /** Reads a row whose cells may be in wrong columns, or all in one; any may be a secret if a column is secret. */
    unaligned: (given: readonly string[]): ReadRow => {
      const cells = misplaced.unpack(given) ?? given;
      const makers = columns.some(isSecret) ? columns.map((_, index) => loneCells.isMaker(cells[index] ?? '')) : null;
      const meaningOf = (column: Column, index: number): Meaning => {
        // What says in words who made a thing counts whatever column it should have stood in.
        if (column.fields.some((field) => isIdentity(field) && !HARDLY_NAMES.includes(field))) return column;
        return makers?.[index] === false ? HIDDEN : UNSURE;
      };
      return { layout: changedLayout(meaningOf), cells };
    },
  };
}

/** A row of a table as it was found, before its cells are aligned with columns. */
export interface TableRow {
  readonly cells: readonly string[];
  /** Its line, or row of its sheet. */
  readonly line: number;
  /** The record as it stands in a text. */
  readonly text?: string;
  /** An item that stands between rows and keeps its place; the row then has no cells. */
  readonly item?: Item;
}

/** Understands a table by its headers (null: a column without one) and its first rows, about 200. */
export function readTable(
  headers: readonly (string | null)[],
  below: readonly TableRow[],
  place: Pick<TableSigns, 'header' | 'labels' | 'from' | 'isRuled' | 'above'>,
  { options, doubts }: TableHints,
): Table {
  const loneCells = loneCellsOf(options);
  const given = below.map(({ cells }) => cells);
  const unitLines = place.labels === null ? 0 : unitsIn(given, options);
  const rows = given.slice(unitLines);
  const columns = understandColumns(headers, rows, options, doubts.unit === 'row');
  const needed = headers.findLastIndex((name) => name === null || name.trim() !== '') + 1;
  const headingOf = headingsOf(columns, rows, loneCells);
  return tableOf(columns, { ...place, needed, headingOf, units: below[unitLines - 1]?.line ?? 0 }, rows, loneCells);
}

/** What tables are recognised with. */
export interface TableHints {
  readonly doubts: Doubts;
  readonly options: ReadOptions;
  /** A heading for the rows of all tables: the title of the sheet. */
  readonly above?: Heading | null;
}

const NAME_THEM = 'name them with --columns, or say --no-header';

/** The first table of an input, by a header among its first rows, else by their cells. `from`: their first line. */
export function firstTable(given: readonly TableRow[], from: number, hints: TableHints): Table {
  const rows = given.filter(({ cells }) => !isRuler(cells));
  const { doubts, options } = hints;
  const loneCells = loneCellsOf(options);
  const isRuledAt = ({ cells }: TableRow, at: number): boolean => isHeaderRule(given[at + 1]?.cells ?? [], cells);
  const ruled = rows.length < given.length ? given.filter(isRuledAt) : [];
  const isBelow = ({ line }: TableRow): boolean => given.some((row) => row.line === line - 1 && row.cells.length > 1);
  const ruledHeaders = ruled.filter((row) => !isBelow(row));
  const best = findHeader(rows.map(({ cells }) => cells), options); // prettier-ignore
  const at = options.noHeader ? -1 : rows.findIndex((row, index) => index === best || ruledHeaders.includes(row));
  const header = rows[at];
  const labels = header?.cells ?? null;
  // The same header may come again, as where files were joined.
  const below = rows.slice(at + 1).filter(({ cells }) => !isSameRow(cells, labels));
  const end = below.findIndex((row) => ruledHeaders.includes(row) || isOtherHeader(row.cells, loneCells));
  const rowsOfTable = end < 0 ? below : below.slice(0, end);
  const isMarked = /^#\w*:?$/.test(labels?.[0] ?? '') && commonestWidth(rowsOfTable) === (labels?.length ?? 0) - 1;
  const data = isMarked ? rowsOfTable.filter(({ cells: [first = ''] }) => !first.startsWith('#')) : rowsOfTable;
  // Rows of sheets end early where their last cells are empty.
  const width = doubts.unit === 'row' ? Math.max(0, ...data.map(({ cells }) => cells.length)) : commonestWidth(data);
  const asWide = (): number => data.filter(({ cells }) => cells.length === width).length;
  const isNarrow = labels !== null && labels.length < width && asWide() * 10 >= data.length * 9;
  const columnLabels = labels?.slice(Number(isMarked)) ?? [];
  const length = labels === null || isNarrow ? width : columnLabels.length;
  const headers = Array.from({ length }, (_, index) => columnLabels[index] ?? null);
  const isRow = labels !== null && mayBeRow(labels, data.map(({ cells }) => cells), loneCells); // prettier-ignore
  const line = header?.line ?? null;
  const begin = header === undefined ? from : isRow ? header.line : header.line + 1 + countLineEnds(header.text ?? '');
  const titles = rows.slice(0, Math.max(at, 0)).map(({ cells }) => cells);
  const isRuled = header !== undefined && ruled.includes(header);
  const place = { header: line, labels, from: begin, isRuled, above: vendorAbove(titles, loneCells) };
  const table = readTable(headers, data, place, hints);
  const byName = Array.from(groupsOf(table.layout.columns, ({ name }) => name));
  const duplicates = byName.filter(([, same]) => same.length > 1).map(([name]) => name);
  const note = (code: ProblemCode, message: string, hint = NAME_THEM): void => {
    doubts.note(remark(code, 'warning', message, hint), { line });
  };
  const byPlace = 'each is read; name one by its place, as #3';
  if (duplicates.length > 0) note('duplicate-header', `duplicate column header: ${listed(duplicates)}`, byPlace);
  if (labels === null && !options.noHeader && rows.length > 0)
    note('no-header', `no header ${doubts.unit}: columns were understood by their cells`);
  if (isRow)
    note('no-header', `${doubts.unit} ${line ?? 0} was taken for the header, and read as a row too: it names a vendor`);
  if (isNarrow)
    note('long-row', `the header has ${labels.length} cells and its rows ${width}: the others have no header`);
  return table;
}

/** The number of cells that most rows have; of several such numbers the first; 0 without rows. */
export function commonestWidth(rows: readonly TableRow[]): number {
  const byWidth = groupsOf(rows, ({ cells }) => cells.length);
  return [...byWidth].sort(([, some], [, others]) => others.length - some.length)[0]?.[0] ?? 0;
}
