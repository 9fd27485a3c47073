import { keepsBytes } from '../bytes/decode.ts';
import { splitRecord as splitQuoted, type Delimiter } from './split.ts';

let csvParse: Promise<typeof import('csv-parse/sync')> | null = null;

/**
 * Splits one record whose quotes are believed, with csv-parse, which is loaded for the first such record. csv-parse
 * reads UTF-8 and would lose the bytes that a record keeps (`keepsBytes`).
 */
export async function splitRecord(record: string, delimiter: Delimiter): Promise<string[]> {
  if (delimiter === null || keepsBytes(record)) return splitQuoted(record, delimiter);
  const { parse } = await (csvParse ??= import('csv-parse/sync'));
  const [cells = ['']] = parse(Buffer.from(record), {
    delimiter: Buffer.from(delimiter),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
  });
  return cells;
}
