import type { Column } from '../../core/layout.ts';
import type { LookAtRows } from '../../core/look.ts';
import { refuseBinary } from '../bytes/binary.ts';
import { openBytes, type Decoder } from '../bytes/decode.ts';
import { CellNature } from '../headers/misplaced.ts';
import type { Inventory, ReadOptions } from '../inventory.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import { inventoryOf, outside, trouble, type Item, type Trouble } from '../rows.ts';
import { CsvRows } from './csv-rows.ts';
import { CsvTable } from './csv-table.ts';
import { readStart, type DelimitedTable } from './delimited-table.ts';
import { LineDropper } from './drop-lines.ts';

/** Longest line that is read, in characters: beyond it, it is no row of an inventory. */
const MAX_LINE = 16 * 1024 * 1024;

/**
 * Bytes that become one text. V8 puts texts above 128 KB straight into the old generation: with those of whole reads a
 * run of 200,000 rows takes 30 MB more, and no less time.
 */
const PIECE = 64 * 1024;

/** What a test may change; `fast: false`: csv-parse splits every record. */
interface CsvInternals {
  readonly fast?: boolean;
  readonly maxLine?: number;
}

/** Opens delimited text. Throws UserError for binary content, an unknown encoding, a column that does not exist. */
export async function openCsv(
  source: PeekedSource,
  options: ReadOptions,
  { fast = true, maxLine = MAX_LINE }: CsvInternals = {},
): Promise<Inventory> {
  refuseBinary(source.head, source.name);
  const { isMarked, bytes, doubts, makeDecoder } = await openBytes(source, options);
  const text = makeDecoder();
  const start = textOf(source, makeDecoder());
  const nature = new CellNature(options, (cell) => text.plain(cell));
  const first = await readStart(source.name, start, source.complete, options, nature);
  const lines = headOf(start, first.dataLine - 1, isMarked);
  const table = new CsvTable(first, text, { doubts, options, nature }, maxLine);
  async function* items(lookAt: LookAtRows | undefined): AsyncGenerator<Iterable<Item>> {
    table.lookAt = lookAt ?? null;
    yield [...problemsOf(first), ...outsideOf(lines, first.table.header)];
    const { delimiter, dataLine } = first;
    const rows = new CsvRows({ delimiter, form: () => table.form(), line: dataLine, maxLine, fast });
    const dropper = new LineDropper(dataLine - 1);
    let endsLine = true;
    async function readOn(read: string, isLast: boolean): Promise<readonly Item[]> {
      if (read !== '') endsLine = /[\r\n]$/.test(read);
      rows.push(dropper.push(read), isLast, !text.isOdd(read));
      await rows.run(table);
      return table.take();
    }
    for await (const chunk of bytes) {
      for (let at = 0; at < chunk.length; at += PIECE) yield readOn(text.decode(chunk.subarray(at, at + PIECE)), false);
    }
    yield readOn(text.end(), true);
    table.end(endsLine);
    yield table.take();
  }
  return inventoryOf({
    source: source.name,
    format: 'csv',
    encoding: text.label,
    delimiter: first.delimiter,
    headerLine: first.table.header,
    columns: first.table.layout.columns,
    items,
    doubts,
    tables: () => table.tables.found,
    head: lines,
  });
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

/** The lines above the first row: titles, lines that were to be skipped, and the header. */
function outsideOf(head: string, headerLine: number | null): Item[] {
  return head.split(/\r\n|\n|\r/).flatMap((text, index): Item[] => {
    const line = index + 1;
    const kind = headerLine !== null && line >= headerLine ? 'header' : 'title';
    return text.trim() === '' ? [] : [outside(kind, text, { line })];
  });
}

function problemsOf({ table, headerMissed, narrow, dataLine }: DelimitedTable): Trouble[] {
  const line = table.header;
  const problems: Trouble[] = [];
  const warn = (code: Trouble['code'], message: string, hint: string): void => {
    problems.push(trouble(code, message, { severity: 'warning', hint, line }));
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
