import { isAscii } from 'node:buffer';
import type { InputEvent } from '../../core/events.ts';
import type { Problem } from '../../core/problem.ts';
import type { Column } from '../../core/layout.ts';
import { problem } from '../../core/problem.ts';
import type { HeaderWords } from '../../core/words/words.ts';
import { BatchBuilder, inputEvent } from '../batch.ts';
import { refuseBinary } from '../bytes/binary.ts';
import { detectEncoding } from '../bytes/encoding.ts';
import type { Encoding } from '../bytes/encoding.ts';
import type { Batch, Inventory, OutsideText, ReadOptions } from '../inventory.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import { LineDropper } from './drop-lines.ts';
import { OTHER_TABLE_HINT, otherTable } from './header-row.ts';
import { readTable } from './delimited-table.ts';
import type { DelimitedTable } from './delimited-table.ts';
import { pieces } from './pieces.ts';
import { RecordReader } from './reader.ts';
import type { SplitRecord } from './reader.ts';
import { regionalEncoding } from './regional.ts';
import { RowSink } from './row-sink.ts';
import { Skimmer } from './skimmer.ts';
import { hasEscapes, repair, TextReader } from './text-reader.ts';

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
  const encoding = chooseEncoding(source.head, options.encoding, options.words.headers);
  const head = new TextReader(encoding);
  const start = head.decode(source.head) + (source.complete ? head.end() : '');
  const table = await readTable(source.name, start, source.complete, options);
  const info: InputEvent = inputEvent(source.name, 'csv', table.layout.columns, {
    encoding: encoding.label,
    delimiter: table.delimiter,
    headerLine: table.headerLine,
  });
  const lines = headOf(start, table.dataLine - 1, encoding.skip > 0);
  return {
    info,
    columns: table.layout.columns,
    head: lines,
    batches: () =>
      read(source, lines, new TextReader(encoding), table, skimmerOf(table, options, internals), internals),
  };
}

/** The first lines of a text. */
function headOf(start: string, lines: number, marked: boolean): string {
  const head = start.slice(0, start.length - new LineDropper(lines).push(start).length);
  return (marked ? '\ufeff' : '') + (hasEscapes(head) ? repair(head) : head);
}

/** A one-byte encoding that was only guessed may be one of a region: the header tells. */
function chooseEncoding(head: Uint8Array, asked: string | null, words: HeaderWords): Encoding {
  const found = detectEncoding(head, asked);
  const guessed = asked === null && (found.label === 'windows-1252' || found.label === 'macintosh');
  return guessed ? { label: regionalEncoding(head, found.label, words), skip: 0 } : found;
}

async function* read(
  source: PeekedSource,
  head: string,
  text: TextReader,
  table: DelimitedTable,
  skimmer: Skimmer | null,
  internals: CsvInternals,
): AsyncGenerator<Batch> {
  const maxLine = internals.maxLine ?? MAX_LINE;
  const columns = table.layout.columns.length;
  const builder = new BatchBuilder(source.name);
  const sink = new RowSink(builder, table.layout, table.needed, text, maxLine);
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
    reader.push(piece, last);
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
      } else yield* readOn(dropper.push(part.text()), false);
    }
    skimmer?.count(passed, builder.rows - before - passed, skimmed);
    if (!builder.empty) yield builder.take();
  }
  yield* readOn(dropper.push(text.end()), true);
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
