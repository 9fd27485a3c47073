import type { Delimiter } from './split.ts';

/**
 * The same as parsed-record.ts, for browsers: csv-parse needs what Node alone has. In a record whose quotes are
 * believed each closes right before a delimiter or the end, and what csv-parse makes of those is beyond doubt.
 */
export function splitRecord(record: string, delimiter: Delimiter): Promise<string[]> {
  const quoted = /"([^"]*(?:""[^"]*)*)"/y;
  const cells: string[] = [];
  for (let at = 0, end = 0; end < record.length; at = end + 1) {
    quoted.lastIndex = at;
    const content = quoted.exec(record)?.[1];
    const next = delimiter === null ? -1 : record.indexOf(delimiter, content === undefined ? at : quoted.lastIndex);
    end = next < 0 ? record.length : next;
    cells.push(content?.replaceAll('""', '"') ?? record.slice(at, end));
  }
  return Promise.resolve(cells);
}
