import { openBytes, type Decoder } from '../bytes/decode.ts';
import { refuseBinary } from '../bytes/encoding.ts';
import { firstTable } from '../headers/table.ts';
import type { ReadOptions } from '../inventory.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import { inventoryOf, requireColumns, type Item } from '../rows.ts';
import { CsvRows } from './csv-rows.ts';
import { CsvTable } from './csv-table.ts';
import { dialectOf } from './dialect.ts';

/** Longest line that is read, in characters: a longer one is not a row of an inventory. */
const MAX_LINE = 16 * 1024 * 1024;

/**
 * Bytes that are decoded at a time. V8 puts texts above 128 KB straight into the old generation: where each read is
 * decoded as a whole, a run of 200,000 rows takes 30 MB more, and no less time.
 */
const PIECE = 64 * 1024;
const LINE_BEGINS = /(?<=\n|\r(?!\n))/;

/**
 * Opens delimited text; a test may say that csv-parse splits every record (`fast: false`), and how long a line may be.
 * Throws UserError for binary content, an unknown encoding, a column that does not exist.
 */
export async function openCsv(source: PeekedSource, options: ReadOptions, { fast = true, maxLine = MAX_LINE } = {}) {
  const { words } = options;
  refuseBinary(source.head, source.name, words);
  const { isMarked, start, bytes, decoder, doubts } = await openBytes(source, options);
  const hints = { doubts, options };
  // Spreadsheets write the delimiter into the first line: `sep=;`.
  const lines = start.split(LINE_BEGINS, options.skipLines + 1);
  const sep = /^"?sep=(.)"?[,;\t|]*(?:\r|\n|$)/i.exec(lines[options.skipLines] ?? '')?.[1] ?? null;
  const line = options.skipLines + (sep === null ? 1 : 2);
  const text = start.slice(lines.slice(0, line - 1).join('').length);
  const requested = options.delimiter ?? sep;
  const { delimiter, rows: sample } = await dialectOf({ text, eof: source.complete, line }, requested, words.headers);
  decoder.delimiter = delimiter ?? '\n';
  const first = firstTable(sample, line, hints);
  const { layout, header, from } = first;
  requireColumns(source.name, [layout.columns.map(({ name }) => name)], options.columns);
  const above = start.split(LINE_BEGINS, from - 1);
  const table = new CsvTable(first, delimiter, hints);
  const rows = new CsvRows({ delimiter, line: 1, skip: from - 1, maxLine, fast });
  return inventoryOf({
    format: 'csv',
    encoding: decoder.label,
    delimiter,
    headerLine: header,
    columns: layout.columns,
    items: (lookAt) => itemsOf(bytes, decoder, rows, table.begin(lookAt, above)),
    doubts,
    pages: options.pages,
    tables: () => table.tables.found,
    head: (isMarked ? '\ufeff' : '') + above.join(''),
  });
}

/**
 * The items of a text. This is not a closure of openCsv: V8 keeps a generator function that was called once, with all
 * that it refers to, until a full collection, which 2,000 small files wait for.
 */
async function* itemsOf(bytes: AsyncIterable<Uint8Array>, decoder: Decoder, rows: CsvRows, table: CsvTable) {
  let endsLine = true;
  async function readOn(piece: Uint8Array | null): Promise<readonly Item[]> {
    const read = await decoder.decode(piece, () => rows.nextLine);
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
