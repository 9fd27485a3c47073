import type { Doubt, Doubts } from '../doubts.ts';
import type { LoneCells } from '../headers/misplaced.ts';
import type { Table } from '../headers/table.ts';
import type { Delimiter } from './split.ts';
import { DELIMITERS } from './dialect.ts';

const HINT = 'is a delimiter inside a cell that should be quoted?';
const SHORT: Doubt = {
  against: null,
  code: 'short-row',
  severity: ['warning', 'warning'],
  says: (places) => `${places.subject('have', 'row')} fewer cells than the header: the last ones were taken for empty`,
  hint: null,
};
const LONG: Doubt = {
  against: null,
  code: 'long-row',
  severity: ['warning', 'warning'],
  says: (places) =>
    `${places.subject('have', 'row')} more cells than the header: the rest was read as part of the last`,
  hint: HINT,
};
const [UNALIGNED_SHORT, UNALIGNED_LONG] = (['short-row', 'long-row'] as const).map((code): Doubt => ({
  ...{ against: 'width', code, severity: ['warning', 'error'], hint: HINT },
  says: (places) =>
    `${places.subject('have', 'row')} another number of cells than the header, so their columns are unknown: ` +
    'they were read as free text',
})) as [Doubt, Doubt];

/**
 * A row that has more or fewer cells than the header, as its cells stand under the headers: where they can in one way
 * only, what is missing was at the end, or what is too much belongs to the text in the last column. Any other is read
 * as free text. Null: a line that is no row, as titles and footers are.
 */
export function alignRow(
  { cells, line }: { readonly cells: readonly string[]; readonly line: number },
  table: Table,
  delimiter: Delimiter,
  doubts: Doubts,
): ReturnType<Table['unaligned']> | null {
  const { layout, signs, misplaced } = table;
  const width = layout.columns.length;
  if (cells.length >= signs.needed && cells.length <= width) return { layout, cells };
  if (cells.length > width && cells.slice(width).every((cell) => cell.trim() === '')) return { layout, cells };
  if (cells.length === 1 && width > 2 && isTitle(cells[0] ?? '', misplaced.loneCells)) return null;
  const aligned = cells.length < width ? filledUp(cells, table) : joinedUp(cells, table, delimiter);
  const [unsure, sure] = cells.length > width ? [UNALIGNED_LONG, LONG] : [UNALIGNED_SHORT, SHORT];
  doubts.note(aligned === null ? unsure : sure, { line });
  return aligned === null ? table.unaligned(cells) : { layout, cells: aligned };
}

function filledUp(cells: readonly string[], { layout, misplaced }: Table): readonly string[] | null {
  const [only = ''] = cells;
  // A line may be delimited otherwise than the rest.
  const others = cells.length > 1 ? [] : DELIMITERS.map((delimiter) => only.split(delimiter));
  const other = others.find((row) => row.length === layout.columns.length);
  if (other !== undefined && !misplaced.standsAmiss(other)) return other;
  return misplaced.standsAmiss(cells) || misplaced.unpack(cells) !== null ? null : cells;
}

function joinedUp(
  cells: readonly string[],
  { layout: { columns }, misplaced }: Table,
  delimiter: Delimiter,
): readonly string[] | null {
  const rest = cells.slice(columns.length - 1);
  const isText = columns.at(-1)?.fields.every((field) => field === 'text') === true;
  if (!isText || delimiter === null || rest.some((cell) => misplaced.loneCells.isMaker(cell))) return null;
  const joined = [...cells.slice(0, columns.length - 1), rest.join(delimiter)];
  return misplaced.standsAmiss(joined) ? null : joined;
}

/** Several words and numbers, and no maker or model among them. */
function isTitle(line: string, loneCells: LoneCells): boolean {
  const words = line.trim().split(/\s+/);
  return (
    words.length > 1 &&
    !words.some((word) => /[a-z][\w-]*\d|\d[\w-]*[a-z]|:..:/i.test(word)) &&
    !DELIMITERS.some((delimiter) => line.includes(delimiter)) &&
    !loneCells.namesMaker(line)
  );
}
