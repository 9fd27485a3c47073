import type { Delimiter } from './places.ts';

/**
 * Cells of a line whose quotes are beyond doubt: a cell that begins with a quote ends with one right before a
 * delimiter or the end. Null when a quote says otherwise.
 */
export function splitQuotedLine(line: string, delimiter: Delimiter): string[] | null {
  const cells: string[] = [];
  for (let at = 0; ; at += 1) {
    let end: number;
    if (line.charCodeAt(at) === QUOTE) {
      let close = line.indexOf('"', at + 1);
      let doubled = false;
      while (close !== -1 && line.charCodeAt(close + 1) === QUOTE) {
        doubled = true;
        close = line.indexOf('"', close + 2);
      }
      if (close === -1) return null;
      end = close + 1;
      if (end !== line.length && line[end] !== delimiter) return null;
      const cell = line.slice(at + 1, close);
      cells.push(doubled ? cell.replaceAll('""', '"') : cell);
    } else {
      end = delimiter === null ? -1 : line.indexOf(delimiter, at);
      if (end === -1) end = line.length;
      cells.push(line.slice(at, end));
    }
    if (end >= line.length) return cells;
    at = end;
  }
}

const QUOTE = 0x22;
const WHOLE = /^\s*=?"((?:[^"]|"")*)"$/;
const SPACE = 0x20;
const EQUALS = 0x3d;

/**
 * The content of a cell quoted behind a space (`a, "b"`), which RFC 4180 takes for text and people for a quoted cell,
 * or behind an equals sign (`="00123"`), which makes a spreadsheet keep its zeros.
 */
export function unwrapSpaced(cell: string): string {
  const first = cell.charCodeAt(0);
  return (first === SPACE || first === EQUALS) && cell.endsWith('"') ? unwrap(cell) : cell;
}

function unwrap(cell: string): string {
  return WHOLE.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell;
}

/**
 * Cells of a line with its quotes taken literally; a cell that is quoted correctly on its own still loses its quotes.
 */
export function splitLiterally(line: string, delimiter: Delimiter): string[] {
  const cells = delimiter === null ? [line] : line.split(delimiter);
  return cells.map(unwrap);
}
