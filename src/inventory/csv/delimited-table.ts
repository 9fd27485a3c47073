import { UserError } from '../../core/errors.ts';
import { Layout } from '../../core/layout.ts';
import type { HeaderWords } from '../../core/words/words.ts';
import { SAMPLE_ROWS } from '../headers/cells.ts';
import { understandColumns } from '../headers/columns.ts';
import type { ReadOptions } from '../inventory.ts';
import { detectDialect, namedDelimiter } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import { LineDropper } from './drop-lines.ts';
import { findHeader, otherHeader } from './header-row.ts';
import type { Delimiter } from './places.ts';
import { commonestWidth, sampleRows } from './sample.ts';

/** Where in a delimited text the table is, and what its columns are. */
export interface DelimitedTable {
  readonly delimiter: Delimiter;
  /** 1-based physical line of the header, null without one. */
  readonly headerLine: number | null;
  /** True when a header was looked for and not found. */
  readonly headerMissed: boolean;
  /** 1-based physical line of another header among the first rows, null without one. */
  readonly otherHeader: number | null;
  /** 1-based physical line of the first data. */
  readonly dataLine: number;
  readonly layout: Layout;
  /** Cells a row needs not to be short. */
  readonly needed: number;
}

/** Understands the beginning of a text; `eof` when it is all of it. */
export async function readTable(
  source: string,
  text: string,
  eof: boolean,
  options: ReadOptions,
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
  const header = options.noHeader ? null : findHeader(rows, options);
  const headerRow = header === null ? undefined : rows[header];
  const below = header === null ? rows : rows.slice(header + 1);
  const headers = headerRow?.cells ?? Array.from({ length: commonestWidth(rows) }, () => null);
  return {
    delimiter,
    headerLine: headerRow?.line ?? null,
    headerMissed: !options.noHeader && headerRow === undefined && rows.length > 0,
    otherHeader: headerRow === undefined ? null : otherHeader(headerRow, below, words),
    dataLine: headerRow?.nextLine ?? firstLine,
    layout: new Layout(
      understandColumns(
        source,
        headers,
        below.map((row) => row.cells),
        options,
      ),
    ),
    needed: headers.findLastIndex((name) => name === null || name.trim() !== '') + 1,
  };
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
