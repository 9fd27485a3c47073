import type { Delimiter } from './split.ts';

const QUOTE = 0x22;

/**
 * The same as parsed-record.ts, for browsers: csv-parse needs what Node alone has. In a record whose quotes are
 * believed each closes right before a delimiter or the end, and what csv-parse makes of those is beyond doubt.
 */
export function splitRecord(record: string, delimiter: Delimiter): Promise<string[]> {
  const cells: string[] = [];
  for (let at = 0; ; at += 1) {
    let end: number;
    if (record.charCodeAt(at) === QUOTE) {
      let close = record.indexOf('"', at + 1);
      let doubled = false;
      while (close !== -1 && record.charCodeAt(close + 1) === QUOTE) {
        doubled = true;
        close = record.indexOf('"', close + 2);
      }
      if (close === -1) return Promise.resolve([record]);
      end = close + 1;
      if (end !== record.length && record[end] !== delimiter) return Promise.resolve([record]);
      const cell = record.slice(at + 1, close);
      cells.push(doubled ? cell.replaceAll('""', '"') : cell);
    } else {
      end = delimiter === null ? -1 : record.indexOf(delimiter, at);
      if (end === -1) end = record.length;
      cells.push(record.slice(at, end));
    }
    if (end >= record.length) return Promise.resolve(cells);
    at = end;
  }
}
