import { UserError } from '../../core/errors.ts';
import type { HeaderWords } from '../../words/header-words.ts';
import { SAMPLE_ROWS } from '../headers/cells.ts';
import { findHeader, isOtherHeader, mayBeRow } from '../headers/find-header.ts';
import type { CellNature } from '../headers/misplaced.ts';
import { readTable, type Table } from '../headers/table.ts';
import type { ReadOptions } from '../inventory.ts';
import { detectDialect, namedDelimiter } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import { LineDropper } from './drop-lines.ts';
import type { Delimiter } from './places.ts';
import { commonestWidth, sampleRows } from './sample.ts';

/** Where in a delimited text the first table is, and what its columns are. */
export interface DelimitedTable {
  readonly delimiter: Delimiter;
  /** True when a header was looked for and not found. */
  readonly headerMissed: boolean;
  /** Cells of the header, null without one. */
  readonly header: readonly string[] | null;
  /** Cells of the header where its rows have more. */
  readonly narrow: number | null;
  /** 1-based physical line of the first data: also that of a header that may be a row. */
  readonly dataLine: number;
  readonly table: Table;
}

/** Understands the beginning of a text; `eof` when it is all of it. */
export async function readStart(
  source: string,
  text: string,
  eof: boolean,
  options: ReadOptions,
  nature: CellNature,
): Promise<DelimitedTable> {
  const words = options.words.headers;
  let firstLine = options.skipLines + 1;
  let start = new LineDropper(options.skipLines).push(text);
  const named = namedDelimiter(start);
  if (named !== null) {
    firstLine += 1;
    start = new LineDropper(1).push(start);
  }
  const { delimiter, rows } = await readRows(start, eof, firstLine, options.delimiter ?? named, words);
  const found = options.noHeader ? null : findHeader(rows, options);
  const headerRow = found === null ? undefined : rows[found];
  const below = found === null ? rows : rows.slice(found + 1);
  const end = below.findIndex(({ cells }) => isOtherHeader(cells, nature, words));
  const ownRows = end < 0 ? below : below.slice(0, end);
  const own = ownRows.map(({ cells }) => cells);
  const width = commonestWidth(ownRows);
  const isRow = headerRow !== undefined && mayBeRow(headerRow.cells, nature, words);
  const dataLine = (isRow ? headerRow.line : headerRow?.nextLine) ?? firstLine;
  const narrow = headerRow !== undefined && isNarrow(headerRow.cells, own, width) ? headerRow.cells.length : null;
  const headers: (string | null)[] = [...(headerRow?.cells ?? [])];
  while ((headerRow === undefined || narrow !== null) && headers.length < width) headers.push(null);
  return {
    delimiter,
    headerMissed: !options.noHeader && headerRow === undefined && rows.length > 0,
    header: headerRow?.cells ?? null,
    narrow,
    dataLine,
    table: readTable(source, { header: headerRow?.line ?? null, from: dataLine, headers, rows: own }, options, nature),
  };
}

/** Whether nearly all rows have the same number of cells, and the header fewer. */
function isNarrow(header: readonly string[], rows: readonly (readonly string[])[], width: number): boolean {
  return header.length < width && rows.filter((cells) => cells.length === width).length * 10 >= rows.length * 9;
}

/** The first records. Of a first line that goes on past the text only the delimiter can be told. */
async function readRows(
  text: string,
  eof: boolean,
  line: number,
  delimiter: string | null,
  words: HeaderWords,
): Promise<Dialect> {
  if (delimiter !== null && (delimiter.length !== 1 || /["\r\n]/.test(delimiter))) {
    throw new UserError(`'${delimiter}' cannot be a delimiter`, 'expected one character, such as , ; | or tab');
  }
  const endless = !eof && !/[\r\n]/.test(text);
  const dialect =
    delimiter === null
      ? await detectDialect(text, eof || endless, line, SAMPLE_ROWS, words)
      : { delimiter, rows: await sampleRows(text, eof, delimiter, line, SAMPLE_ROWS) };
  return endless ? { delimiter: dialect.delimiter, rows: [] } : dialect;
}
