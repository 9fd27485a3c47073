/** What separates cells: a character, or null where every line is one cell. */
export type Delimiter = string | null;

/** The delimiters that are recognised without `--delimiter`. */
export const DELIMITERS = [',', ';', '\t', '|', '^', '~'];
export const ANY_DELIMITER = new RegExp(`[${DELIMITERS.map((delimiter) => `\\${delimiter}`).join('')}]`, 'g');

/**
 * The content of a cell quoted behind a space (`a, "b"`), which RFC 4180 takes for text and people for a quoted cell,
 * or behind an equals sign (`="00123"`), which makes a spreadsheet keep its zeros.
 */
export const unwrapSpaced = (cell: string): string => (/^[ =]/.test(cell) ? unwrap(cell) : cell);

/** No regular expression matches the whole cell: it would repeat a choice, which overflows the stack within 16 MB. */
function unwrap(cell: string): string {
  const from = /^\s*=?"/.exec(cell)?.[0].length ?? cell.length;
  if (from === cell.length || !cell.endsWith('"')) return cell;
  const parts = cell.slice(from, -1).split('""');
  return parts.some((part) => part.includes('"')) ? cell : parts.join('"');
}

/** The cells of a line whose quotes have a backslash before them, as MySQL writes them; null for any other line. */
export function splitEscaped(line: string, delimiter: Delimiter): string[] | null {
  if (delimiter === null || !line.includes('\\"')) return null;
  const doubled = line.replace(/\r$/, '').replace(/\\[\\"]/g, (sign) => (sign === '\\"' ? '""' : sign));
  const cells: string[] = [];
  const open: string[] = [];
  let isOpen = false;
  for (const piece of doubled.split(delimiter)) {
    open.push(piece);
    if (piece.split('"').length % 2 === 0) isOpen = !isOpen;
    if (!isOpen) cells.push(open.splice(0).join(delimiter));
  }
  const unquoted = cells.map(unwrap);
  const isQuoted = (at: number): boolean => unquoted[at] !== cells[at];
  if (isOpen || cells.some((cell, at) => cell.includes('"') && !isQuoted(at))) return null;
  return unquoted.map((cell, at) => (isQuoted(at) ? cell.replaceAll('\\\\', '\\') : cell));
}

/** The cells of a line of Markdown, which may hold escaped bars: `left \| right`. */
export function splitAtBars(line: string): readonly string[] {
  return line.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|'));
}

/**
 * The cells of a row that has not `width` cells, read in another way: those of a line that is quoted as a whole, as
 * spreadsheets write what they did not split (`"sw1,""Cisco, Inc"",C9300"`); or joined at escaped bars.
 */
export function refit(cells: readonly string[], delimiter: Delimiter, width: number): readonly string[] {
  const [only = ''] = cells;
  const whole = cells.length === 1 && width > 1 ? cellsOf(only, delimiter) : cells;
  if (whole !== cells) return whole.length < width ? cells : whole;
  const joined = delimiter === '|' && cells.length > width ? splitAtBars(cells.join('|')) : cells;
  return joined.length === width ? joined : cells;
}

/** The cells of a record; those whose quote closes right before a delimiter or the end are read without quotes. */
export function cellsOf(record: string, delimiter: Delimiter): string[] {
  const quoted = /"([^"]*(?:""[^"]*)*)"/y;
  const cells: string[] = [];
  for (let at = 0, end = 0; end < record.length; at = end + 1) {
    quoted.lastIndex = at;
    const found = quoted.exec(record)?.[1];
    const content = [undefined, delimiter].includes(record[quoted.lastIndex]) ? found : undefined;
    const next = delimiter === null ? -1 : record.indexOf(delimiter, content === undefined ? at : quoted.lastIndex);
    end = next < 0 ? record.length : next;
    cells.push(content?.replaceAll('""', '"') ?? record.slice(at, end));
  }
  return cells;
}

/** For browsers, since csv-parse (parsed-record.ts), whose result is beyond doubt, needs what only Node has. */
export { cellsOf as splitRecord };
