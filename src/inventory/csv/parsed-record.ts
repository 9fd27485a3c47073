import { asPrivate, fromPrivate, holdsEscapes } from '../bytes/escapes.ts';
import type { Delimiter } from './split.ts';

let csvParse: Promise<typeof import('csv-parse/sync')> | null = null;

/** Cells of one record whose quotes are believed, as csv-parse has them; it is loaded for the first such record. */
export async function splitRecord(record: string, delimiter: Delimiter): Promise<string[]> {
  if (delimiter === null) {
    return [record.startsWith('"') ? record.slice(1, -1).replaceAll('""', '"') : record];
  }
  const { parse } = await (csvParse ??= import('csv-parse/sync'));
  const isText = !holdsEscapes(record);
  const [cells = ['']] = parse(Buffer.from(isText ? record : asPrivate(record)), {
    delimiter: Buffer.from(delimiter),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
  });
  return isText ? cells : cells.map(fromPrivate);
}
