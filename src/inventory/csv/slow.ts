import { parse } from 'csv-parse/sync';
import type { Delimiter } from './places.ts';
import { hasEscapes, readBytes, toBytes } from './text-reader.ts';

/** Splits one record, whose quotes are believed, by csv-parse. */
export function splitRecord(record: string, delimiter: Delimiter): string[] {
  if (delimiter === null) {
    return [record.startsWith('"') ? record.slice(1, -1).replaceAll('""', '"') : record];
  }
  if (!hasEscapes(record)) return split(Buffer.from(record), delimiter, 'utf8');
  return split(toBytes(record), delimiter, 'latin1').map((cell) => readBytes(Buffer.from(cell, 'latin1')));
}

function split(record: Buffer, delimiter: string, encoding: BufferEncoding): string[] {
  const records = parse(record, {
    delimiter: Buffer.from(delimiter),
    encoding,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
  });
  return records[0] ?? [''];
}
