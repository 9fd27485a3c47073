import { cellsOf, type Delimiter } from './split.ts';

let csvParse: Promise<typeof import('csv-parse/sync')> | null = null;

/** Splits a record with csv-parse, which is loaded once one needs it. */
export async function splitRecord(record: string, delimiter: Delimiter): Promise<string[]> {
  if (delimiter === null) return cellsOf(record, delimiter);
  const { parse } = await (csvParse ??= import('csv-parse/sync'));
  const [cells = ['']] = parse(Buffer.from(record), {
    delimiter: Buffer.from(delimiter),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
  });
  return cells;
}
