import { isAscii } from 'node:buffer';
import type { InputEvent } from '../../core/events.ts';
import type { Problem } from '../../core/problem.ts';
import type { Column } from '../../core/layout.ts';
import { problem } from '../../core/problem.ts';
import { BatchBuilder, inputEvent } from '../batch.ts';
import { refuseBinary } from '../bytes/binary.ts';
import { detectEncoding } from '../bytes/encoding.ts';
import { GuessedEncoding } from '../bytes/guessed-encoding.ts';
import { CellNature } from '../headers/misplaced.ts';
import type { Table } from '../headers/table.ts';
import type { Batch, Inventory, OutsideText, ReadOptions } from '../inventory.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import { settleHead } from '../bytes/settle.ts';
import { CellDecoder } from './cell-decoder.ts';
import { LineDropper } from './drop-lines.ts';
import { readStart } from './delimited-table.ts';
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
  const text = new TextReader(encoding, guess);
  const start = textOf(source, new TextReader(encoding, guess));
  const nature = new CellNature(options, (cell) => text.plain(cell));
  const first = await readStart(source.name, start, source.complete, options, nature);
  const { columns } = first.table.layout;
  const info: InputEvent = inputEvent(source.name, 'csv', columns, {
    encoding: guess?.whole === true ? guess.label : encoding.label,
    delimiter: first.delimiter,
    headerLine: first.table.header,
  });
  const lines = headOf(start, first.dataLine - 1, encoding.skip > 0);
  const builder = new BatchBuilder(source.name);
  const maxLine = internals.maxLine ?? MAX_LINE;
  const sink = new RowSink(builder, first, new CellDecoder(text), { source: source.name, options, nature }, maxLine);
  return {
    info,
    columns,
    head: lines,
    batches() {
      for (const found of problemsOf(source.name, first)) builder.addProblem(found);
      for (const outside of outsideOf(lines, first.table.header)) builder.addOutside(outside);
      return read(source, text, first, sink, builder, skimmerOf(first, options, internals), internals);
    },
    guesses: () => sink.guesses(),
    tables: () => sink.tables.assumed.tables,
  };
}

/** The text of the first bytes. */
function textOf({ head, complete }: PeekedSource, reader: TextReader): string {
  return reader.plain(reader.decode(head) + (complete ? reader.end() : ''));
}

/** The first lines of a text. */
function headOf(start: string, lines: number, marked: boolean): string {
  const head = start.slice(0, start.length - new LineDropper(lines).push(start).length);
  return (marked ? '\ufeff' : '') + head;
}

async function* read(
  source: PeekedSource,
  text: TextReader,
  { delimiter, dataLine }: DelimitedTable,
  sink: RowSink,
  builder: BatchBuilder,
  skimmer: Skimmer | null,
  { maxLine = MAX_LINE, fast = true }: CsvInternals,
): AsyncGenerator<Batch> {
  const { tables } = sink;
  const widthOf = ({ header, layout }: Table): number | null => (header === null ? null : layout.columns.length);
  const reader = new RecordReader({ delimiter, expected: () => widthOf(tables.table), line: dataLine, maxLine, fast });
  const dropper = new LineDropper(dataLine - 1);
  let slow: SplitRecord | null = null;
  async function* readOn(piece: string, last: boolean): AsyncGenerator<Batch> {
    sink.read(piece);
    reader.push(dropper.push(piece), last);
    for (let state = reader.run(sink, slow); state !== 'more'; state = reader.run(sink, slow)) {
      if (state === 'slow') slow = (await import('./slow.ts')).splitRecord;
      else yield builder.take();
    }
  }
  for await (const { parts, skimmed } of pieces(source, text, skimmer, () => tables.table)) {
    const { table } = tables;
    const before = builder.rows;
    let passed = 0;
    for (const part of parts) {
      const isOfTable = tables.table === table && !tables.holding;
      if (part.lines > 0 && isOfTable && reader.skip(part.lines, table.layout.columns.length)) {
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
  { delimiter }: DelimitedTable,
  { screen }: ReadOptions,
  { maxLine = MAX_LINE, readFirst }: CsvInternals,
): Skimmer | null {
  if (screen === undefined || delimiter === null || !isAscii(Buffer.from(delimiter))) return null;
  return new Skimmer({ delimiter, maxLine }, screen, readFirst);
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
      `header met more than once: ${twice.join(', ')}`,
      'each is read; name one by its place, as #3',
    );
  if (headerMissed) warn('no-header', 'no header line: columns were understood by their cells', named);
  if (line !== null && line === dataLine)
    warn('no-header', `line ${line} was taken for the header, and read as a row too: it names a maker`, named);
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
