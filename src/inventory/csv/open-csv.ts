import { isAscii } from 'node:buffer';
import type { InputEvent } from '../../core/events.ts';
import type { Problem } from '../../core/problem.ts';
import type { Column } from '../../core/layout.ts';
import { problem } from '../../core/problem.ts';
import type { ScreenRows } from '../../core/scan/row-screen.ts';
import { BatchBuilder, inputEvent } from '../batch.ts';
import { refuseBinary } from '../bytes/binary.ts';
import { detectEncoding } from '../bytes/encoding.ts';
import { GuessedEncoding } from '../bytes/guessed-encoding.ts';
import type { Batch, Inventory, OutsideText, ReadOptions } from '../inventory.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import { settled, settleHead } from '../bytes/settle.ts';
import { CellDecoder } from './cell-decoder.ts';
import { LineDropper } from './drop-lines.ts';
import { OTHER_TABLE_HINT, otherTable } from './header-row.ts';
import { readTable } from './delimited-table.ts';
import type { DelimitedTable } from './delimited-table.ts';
import { LineScan } from './line-scan.ts';
import { stretches } from './stretches.ts';
import { TableReader } from './table-reader.ts';
import { TextReader } from './text-reader.ts';

/** Longest line that is read, in characters: beyond it, it is no row of an inventory. */
const MAX_LINE = 16 * 1024 * 1024;

/**
 * Records before the first line is scanned: the header is over, what cells repeat is known, and a small inventory is
 * done.
 */
const READ_FIRST = 400;

/** What a test may change. */
export interface CsvInternals {
  readonly fast?: boolean;
  readonly maxLine?: number;
  /** Records before lines are scanned. */
  readonly readFirst?: number;
}

/** Opens delimited text. Throws UserError for binary content, an unknown encoding, a column that does not exist. */
export async function openCsv(
  source: PeekedSource,
  options: ReadOptions,
  internals: CsvInternals = {},
): Promise<Inventory> {
  refuseBinary(source.head, source.name);
  const encoding = detectEncoding(source.head, options.encoding);
  const guess = encoding.named ? null : new GuessedEncoding(options);
  if (guess !== null) await settleHead(source.head, source.complete, guess);
  const start = readStart(source, new TextReader(encoding, guess));
  const table = await readTable(source.name, start, source.complete, options);
  const info: InputEvent = inputEvent(source.name, 'csv', table.layout.columns, {
    encoding: guess?.whole === true ? guess.label : encoding.label,
    delimiter: table.delimiter,
    headerLine: table.headerLine,
  });
  const decoder = new CellDecoder(new TextReader(encoding, guess), table.layout);
  const lines = headOf(start, table.dataLine - 1, encoding.skip > 0);
  return {
    info,
    columns: table.layout.columns,
    head: lines,
    batches: () => read(source, lines, decoder, table, screenOf(table, decoder.text, options), internals),
    guesses: () => decoder.guesses(),
  };
}

/** The text of the first bytes. */
function readStart({ head, complete }: PeekedSource, reader: TextReader): string {
  return reader.plain(reader.decode(head) + (complete ? reader.end() : ''));
}

/** The first lines of a text. */
function headOf(start: string, lines: number, marked: boolean): string {
  const head = start.slice(0, start.length - new LineDropper(lines).push(start).length);
  return (marked ? '\ufeff' : '') + head;
}

async function* read(
  source: PeekedSource,
  head: string,
  decoder: CellDecoder,
  table: DelimitedTable,
  screenRows: ScreenRows | null,
  internals: CsvInternals,
): AsyncGenerator<Batch> {
  const maxLine = internals.maxLine ?? MAX_LINE;
  const { text } = decoder;
  const builder = new BatchBuilder(source.name);
  const rows = new TableReader(builder, table, decoder, maxLine, internals.fast ?? true);
  for (const found of problemsOf(source.name, table)) builder.addProblem(found);
  for (const text of outsideOf(head, table.headerLine)) builder.addOutside(text);
  const given = text.guess === null ? source.bytes : settled(source.bytes, text.guess);
  const { readFirst = READ_FIRST } = internals;
  let scan: LineScan | null = null;
  for await (const { bytes, wholeLines, chunk } of stretches(given, source.room)) {
    if (screenRows !== null && wholeLines && builder.rows >= readFirst) {
      scan ??= new LineScan(screenRows(table.layout), table.delimiter ?? '', maxLine);
      yield* rows.scan(bytes, scan);
    } else yield* rows.read(bytes);
    if (chunk !== null) source.recycle?.(chunk);
    if (!builder.empty) yield builder.take();
  }
  yield* rows.end();
  yield builder.finish();
}

/** The lines above the first row: titles, lines that were to be skipped, and the header. */
function outsideOf(head: string, headerLine: number | null): OutsideText[] {
  return head.split(/\r\n|\n|\r/).flatMap((text, index): OutsideText[] => {
    const line = index + 1;
    const kind = headerLine !== null && line >= headerLine ? 'header' : 'title';
    return text.trim() === '' ? [] : [{ kind, text, line, cell: null }];
  });
}

function screenOf({ layout, delimiter }: DelimitedTable, text: TextReader, { screen }: ReadOptions): ScreenRows | null {
  const can = text.asciiIsPlain && delimiter !== null && isAscii(Buffer.from(delimiter)) && layout.columns.length > 1;
  return can ? (screen ?? null) : null;
}

function problemsOf(source: string, table: DelimitedTable): Problem[] {
  const problems: Problem[] = [];
  const where = { line: table.headerLine };
  const twice = duplicates(table.layout.columns);
  if (twice.length > 0) {
    problems.push(
      problem(
        source,
        'duplicate-header',
        'warning',
        `header met more than once: ${twice.join(', ')}`,
        'each is read; name one by its place, as #3',
        where,
      ),
    );
  }
  if (table.headerMissed) {
    problems.push(
      problem(
        source,
        'no-header',
        'warning',
        'no header line: columns were understood by their cells',
        'name them with --columns, or say --no-header',
        where,
      ),
    );
  }
  if (table.otherHeader !== null) {
    const at = { line: table.otherHeader };
    problems.push(problem(source, 'malformed', 'error', otherTable(table.otherHeader), OTHER_TABLE_HINT, at));
  }
  return problems;
}

function duplicates(columns: readonly Column[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of columns) (seen.has(name) ? twice : seen).add(name);
  return [...twice].slice(0, 10);
}
