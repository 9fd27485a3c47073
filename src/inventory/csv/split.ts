/** What separates cells: a character, or null where every line is one cell. */
export type Delimiter = string | null;

/** What separates cells where nobody says so. */
export const DELIMITERS = [',', ';', '\t', '|', '^', '~'];
export const ANY_DELIMITER = new RegExp(`[${DELIMITERS.map((one) => `\\${one}`).join('')}]`, 'g');

const WHOLE = /^\s*=?"((?:[^"]|"")*)"$/;

/**
 * The content of a cell quoted behind a space (`a, "b"`), which RFC 4180 takes for text and people for a quoted cell,
 * or behind an equals sign (`="00123"`), which makes a spreadsheet keep its zeros.
 */
export function unwrapSpaced(cell: string): string {
  return /^[ =]/.test(cell) ? unwrap(cell) : cell;
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

/** The cells of a line whose quotes have a backslash before them, as MySQL writes them; null for any other line. */
export function splitEscaped(line: string, delimiter: Delimiter): string[] | null {
  if (delimiter === null || !line.includes('\\"')) return null;
  const cells: string[] = [];
  const text = line.replace(/\r$/, '');
  // By hand: a pattern that repeats a choice overflows the stack within a line of 16 MB.
  for (let at = 0; ; at += 1) {
    const from = at;
    if (text[from] === '"') {
      for (at += 1; at < text.length && text[at] !== '"';) at += text[at] === '\\' ? 2 : 1;
      if (at >= text.length) return null;
      cells.push(text.slice(from + 1, at++).replace(/\\(["\\])/g, '$1'));
    } else {
      const end = text.indexOf(delimiter, from);
      at = end === -1 ? text.length : end;
      const cell = text.slice(from, at);
      if (cell.includes('"')) return null;
      cells.push(cell);
    }
    if (at >= text.length) return cells;
    if (text[at] !== delimiter) return null;
  }
}

/** The cells of a line of Markdown, which has bars within them too: `left \| right`. */
export function splitAtBars(line: string): readonly string[] {
  return line.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|'));
}

/** The cells of a row that is too wide, where bars stand within them. */
export function barsIn(cells: readonly string[], width: number): readonly string[] {
  const joined = cells.length > width ? splitAtBars(cells.join('|')) : cells;
  return joined.length === width ? joined : cells;
}

/**
 * Cells of one record whose quotes are believed: each closes right before a delimiter or the end. What csv-parse makes
 * of those is beyond doubt (parsed-record.ts); it needs what Node alone has, so this is what browsers take.
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
