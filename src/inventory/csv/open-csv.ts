import { isAscii } from 'node:buffer';
import type { InputEvent } from '../../core/events.ts';
import type { Problem } from '../../core/problem.ts';
import type { Column } from '../../core/layout.ts';
import { problem } from '../../core/problem.ts';
import { BatchBuilder, inputEvent } from '../rows.ts';
import { refuseBinary } from '../bytes/binary.ts';
import { openBytes, type Decoder } from '../bytes/decode.ts';
import { CellNature } from '../headers/misplaced.ts';
import type { Batch, Inventory, OutsideText, ReadOptions } from '../inventory.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import { LineDropper } from './drop-lines.ts';
import { readStart } from './delimited-table.ts';
import type { DelimitedTable } from './delimited-table.ts';
import { LineScan } from './line-scan.ts';
import { RowSink } from './row-sink.ts';
import { stretches } from './stretches.ts';
import { TableReader } from './table-reader.ts';

/** Longest line that is read, in characters: beyond it, it is no row of an inventory. */
const MAX_LINE = 16 * 1024 * 1024;

/**
 * Records before the first line is scanned: the header is over, what cells repeat is known, and a small inventory is
 * done.
 */
const READ_FIRST = 400;

/** What a test may change. */
interface CsvInternals {
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
  const { isMarked, bytes, doubts, makeDecoder } = await openBytes(source, options);
  const text = makeDecoder();
  const start = textOf(source, makeDecoder());
  const nature = new CellNature(options, (cell) => text.plain(cell));
  const first = await readStart(source.name, start, source.complete, options, nature);
  const { columns } = first.table.layout;
  const info: InputEvent = inputEvent(source.name, 'csv', columns, {
    encoding: text.label,
    delimiter: first.delimiter,
    headerLine: first.table.header,
  });
  const lines = headOf(start, first.dataLine - 1, isMarked);
  const builder = new BatchBuilder(doubts);
  const maxLine = internals.maxLine ?? MAX_LINE;
  const sink = new RowSink(builder, first, text, { doubts, options, nature }, maxLine);
  return {
    info,
    columns,
    head: lines,
    batches() {
      for (const found of problemsOf(source.name, first)) builder.addProblem(found);
      for (const outside of outsideOf(lines, first.table.header)) builder.addOutside(outside);
      const screen = canScan(first, text) ? options.screen : undefined;
      return read(bytes, text, first, sink, builder, screen, internals);
    },
    guesses: () => doubts.guesses(),
    tables: () => sink.tables.found,
  };
}

/** The text of the first bytes. */
function textOf({ head, complete }: PeekedSource, decoder: Decoder): string {
  const lines = decoder.decode(head);
  return decoder.plain(complete || lines === '' ? lines + decoder.end() : lines);
}

/** The first lines of a text. */
function headOf(start: string, lines: number, marked: boolean): string {
  const head = start.slice(0, start.length - new LineDropper(lines).push(start).length);
  return (marked ? '\ufeff' : '') + head;
}

async function* read(
  given: AsyncIterable<Uint8Array>,
  text: Decoder,
  { delimiter, dataLine }: DelimitedTable,
  sink: RowSink,
  builder: BatchBuilder,
  screenRows: ReadOptions['screen'],
  { maxLine = MAX_LINE, fast = true, readFirst = READ_FIRST }: CsvInternals,
): AsyncGenerator<Batch> {
  const rows = new TableReader(builder, sink, text, { delimiter, dataLine, maxLine, fast });
  let scan = null as LineScan | null;
  for await (const { bytes, wholeLines } of stretches(given)) {
    const { table } = sink.tables;
    if (screenRows !== undefined && wholeLines && builder.rows >= readFirst && table.layout.columns.length > 1) {
      const ready: LineScan =
        scan?.table === table ? scan : new LineScan(screenRows(table.layout), table, delimiter ?? '', maxLine);
      scan = ready;
      yield* rows.scan(bytes, ready);
    } else yield* rows.read(bytes);
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

function canScan({ delimiter }: DelimitedTable, text: Decoder): boolean {
  return text.asciiIsPlain && delimiter !== null && isAscii(Buffer.from(delimiter));
}

function problemsOf(source: string, { table, headerMissed, narrow, dataLine }: DelimitedTable): Problem[] {
  const line = table.header;
  const problems: Problem[] = [];
  const warn = (code: Problem['code'], message: string, hint: string): void => {
    problems.push(problem(source, code, 'warning', message, hint, { line }));
  };
  const named = 'name them with --columns, or say --no-header';
  const twice = duplicates(table.layout.columns);
  if (twice.length > 0)
    warn(
      'duplicate-header',
      `duplicate column header: ${twice.join(', ')}`,
      'each is read; name one by its place, as #3',
    );
  if (headerMissed) warn('no-header', 'no header line: columns were understood by their cells', named);
  if (line !== null && line === dataLine)
    warn('no-header', `line ${line} was taken for the header, and read as a row too: it names a vendor`, named);
  if (narrow !== null)
    warn(
      'long-row',
      `the header has ${narrow} cells and its rows ${table.layout.columns.length}: the others have no header`,
      named,
    );
  return problems;
}

function duplicates(columns: readonly Column[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of columns) (seen.has(name) ? twice : seen).add(name);
  return [...twice].slice(0, 10);
}
