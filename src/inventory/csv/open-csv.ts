import { isAscii } from 'node:buffer';
import type { InputEvent } from '../../core/events.ts';
import type { Problem } from '../../core/problem.ts';
import type { Column } from '../../core/layout.ts';
import { problem } from '../../core/problem.ts';
import { BatchBuilder, inputEvent } from '../batch.ts';
import { refuseBinary } from '../bytes/binary.ts';
import { detectEncoding } from '../bytes/encoding.ts';
import { GuessedEncoding } from '../bytes/guessed-encoding.ts';
import type { Batch, Inventory, OutsideText, ReadOptions } from '../inventory.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import { settleHead } from '../bytes/settle.ts';
import { CellDecoder } from './cell-decoder.ts';
import { LineDropper } from './drop-lines.ts';
import { OTHER_TABLE_HINT, otherTable } from './header-row.ts';
import { readTable } from './delimited-table.ts';
import type { DelimitedTable } from './delimited-table.ts';
import { pieces } from './pieces.ts';
import { RecordReader } from './reader.ts';
import type { SplitRecord } from './reader.ts';
import { RowSink } from './row-sink.ts';
import { Skimmer } from './skimmer.ts';
import { TextReader } from './text-reader.ts';

/** Longest line that is read, in characters: beyond it, it is no row of an inventory. */
const MAX_LINE = 16 * 1024 * 1024;

/** What a test may change. */
export interface CsvInternals {
  readonly fast?: boolean;
  readonly maxLine?: number;
  /** Records before lines are skimmed. */
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
    batches: () => read(source, lines, decoder, table, skimmerOf(table, options, internals), internals),
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
  skimmer: Skimmer | null,
  internals: CsvInternals,
): AsyncGenerator<Batch> {
  const maxLine = internals.maxLine ?? MAX_LINE;
  const columns = table.layout.columns.length;
  const { text } = decoder;
  const builder = new BatchBuilder(source.name);
  const sink = new RowSink(builder, table.layout, table.needed, decoder, maxLine);
  const reader = new RecordReader({
    delimiter: table.delimiter,
    expected: table.headerLine === null ? null : columns,
    line: table.dataLine,
    maxLine,
    fast: internals.fast ?? true,
  });
  for (const found of problemsOf(source.name, table)) builder.addProblem(found);
  for (const text of outsideOf(head, table.headerLine)) builder.addOutside(text);
  const dropper = new LineDropper(table.dataLine - 1);
  let slow: SplitRecord | null = null;
  async function* readOn(piece: string, last: boolean): AsyncGenerator<Batch> {
    sink.read(piece);
    reader.push(dropper.push(piece), last);
    for (let state = reader.run(sink, slow); state !== 'more'; state = reader.run(sink, slow)) {
      if (state === 'slow') slow = (await import('./slow.ts')).splitRecord;
      else yield builder.take();
    }
  }
  for await (const { parts, skimmed } of pieces(source, text, skimmer)) {
    const before = builder.rows;
    let passed = 0;
    for (const part of parts) {
      if (part.lines > 0 && reader.skip(part.lines, columns)) {
        builder.pass(part.lines);
        passed += part.lines;
      } else yield* readOn(part.text(), false);
    }
    skimmer?.count(passed, builder.rows - before - passed, skimmed);
    if (!builder.empty) yield builder.take();
  }
  yield* readOn(text.end(), true);
  sink.end();
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

function skimmerOf(
  { layout, delimiter }: DelimitedTable,
  { screen }: ReadOptions,
  { maxLine = MAX_LINE, readFirst }: CsvInternals,
): Skimmer | null {
  if (screen === undefined || delimiter === null || !isAscii(Buffer.from(delimiter)) || layout.columns.length < 2)
    return null;
  return new Skimmer({ delimiter, maxLine }, () => screen(layout), readFirst);
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
