import type { Delimiter } from './places.ts';
import { splitQuotedLine } from './split.ts';

/**
 * The same as parsed-record.ts, for browsers: csv-parse needs what Node alone has. In a record whose quotes are
 * believed each closes right before a delimiter or the end, and what csv-parse makes of those is beyond doubt.
 */
export function splitRecord(record: string, delimiter: Delimiter): Promise<string[]> {
  return Promise.resolve(splitQuotedLine(record, delimiter) ?? [record]);
}
