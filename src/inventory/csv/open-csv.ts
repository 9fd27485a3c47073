import { openBytes, type Decoder } from '../bytes/decode.ts';
import { refuseBinary } from '../bytes/encoding.ts';
import { loneCellsOf } from '../headers/misplaced.ts';
import { firstTable, type TableHints } from '../headers/table.ts';
import type { ReadOptions } from '../inventory.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import { inventoryOf, requireColumns, type Item } from '../rows.ts';
import { CsvRows } from './csv-rows.ts';
import { CsvTable, isMarkdown } from './csv-table.ts';
import { dialectOf } from './dialect.ts';

/** Longest line that is read, in characters: a longer one is not a row of an inventory. */
const MAX_LINE = 16 * 1024 * 1024;

/**
 * Bytes that are decoded at a time. V8 puts texts above 128 KB straight into the old generation: where each read is
 * decoded as a whole, a run of 200,000 rows takes 30 MB more, and no less time.
 */
const PIECE = 64 * 1024;

/**
 * Opens delimited text; a test may say that csv-parse splits every record (`fast: false`), and how long a line may be.
 * Throws UserError for binary content, an unknown encoding, a column that does not exist.
 */
export async function openCsv(source: PeekedSource, options: ReadOptions, { fast = true, maxLine = MAX_LINE } = {}) {
  refuseBinary(source.head, source.name, options.words);
  const { isMarked, start, bytes, decoder, doubts } = await openBytes(source, options);
  const loneCells = loneCellsOf(options, (cell) => decoder.plain(cell));
  const hints = { doubts, options, loneCells };
  const { delimiter, table: first } = await readStart(start, source.complete, hints);
  const { columns } = first.layout;
  const names = columns.map(({ name }) => name);
  requireColumns(source.name, [names], options.columns);
  const { header, from } = first;
  const above = firstLines(start, from - 1);
  const isMarkdownTable = isMarkdown(first, firstLines(start, from)[from - 1] ?? '', delimiter);
  const table = new CsvTable(first, delimiter, decoder, { ...hints, isMarkdown: isMarkdownTable });
  const isOdd = (read: string): boolean => decoder.isOdd(read);
  const rows = new CsvRows({ delimiter, form: () => table.form(), isOdd, line: 1, skip: from - 1, maxLine, fast });
  return inventoryOf({
    format: 'csv',
    encoding: decoder.label,
    delimiter,
    headerLine: header,
    columns,
    items: (lookAt) => itemsOf(bytes, decoder, rows, table.begin(lookAt, above)),
    doubts,
    tables: () => table.tables.found,
    head: (isMarked ? '\ufeff' : '') + above.join(''),
  });
}

/**
 * The items of a text. This is not a closure of openCsv: V8 keeps a generator function that was called once, with all
 * that it refers to, until a full collection, which 2,000 small files wait for.
 */
async function* itemsOf(bytes: AsyncIterable<Uint8Array>, decoder: Decoder, rows: CsvRows, table: CsvTable) {
  yield table.take();
  let endsLine = true;
  async function readOn(piece: Uint8Array | null): Promise<readonly Item[]> {
    const read = await decoder.decode(piece);
    if (read !== '') endsLine = /[\r\n]$/.test(read);
    rows.push(read, piece === null);
    await rows.run(table);
    return table.take();
  }
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += PIECE) yield readOn(chunk.subarray(at, at + PIECE));
  }
  yield readOn(null);
  table.end(endsLine);
  yield table.take();
}

/** The first lines of a text, with their ends. */
function firstLines(text: string, count: number): readonly string[] {
  return text.split(/(?<=\n|\r(?!\n))/, count);
}

/** Finds the delimiter and the first table by the beginning of a text; `eof`: it is the whole text. */
async function readStart(text: string, eof: boolean, hints: TableHints) {
  const { skipLines, delimiter: requested, words } = hints.options;
  // Spreadsheets write the delimiter into the first line: `sep=;`.
  const sep = /^"?sep=(.)"?[,;\t|]*(?:\r|\n|$)/i.exec(firstLines(text, skipLines + 1)[skipLines] ?? '')?.[1] ?? null;
  const from = skipLines + (sep === null ? 1 : 2);
  const rest = text.slice(firstLines(text, from - 1).join('').length);
  const { delimiter, rows } = await dialectOf({ text: rest, eof, line: from }, requested ?? sep, words.headers);
  return { delimiter, table: firstTable(rows, from, hints) };
}
