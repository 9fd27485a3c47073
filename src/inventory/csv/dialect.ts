import { isBlank, TYPED } from '../cli/printed.ts';
import { isRule, SAMPLE_ROWS } from '../headers/cells.ts';
import { commonestWidth, type TableRow } from '../headers/table.ts';
import { hasText } from '../rows.ts';
import { CsvRows } from './csv-rows.ts';
import { ANY_DELIMITER, cellsOf, DELIMITERS, refit, type Delimiter } from './split.ts';
import type { Headers } from '../../words/headers.ts';

const HEADER_ROWS = 10;
const HEADER_CELLS = 24;
/** Known headers in one line that are enough: more make no delimiter better, so the rows below are not searched. */
const ENOUGH_HEADERS = 4;
/** The score of a delimiter of which no line was read: its lines hold nothing else, or the first one is cut. */
const EMPTY_SCORE = 0.1;

/** The beginning of a text; `line`: the number of its first line, `eof`: whether it is the whole text. */
type Start = Readonly<{ text: string; line: number; eof: boolean }>;

/**
 * The delimiter of a text, as requested or else the one that makes the most records of one width and the most known
 * headers in a line (null: none does), and its first records; none where the first line is cut.
 */
export async function dialectOf(start: Start, requested: string | null, words: Headers) {
  if (requested !== null) return { delimiter: requested, rows: await sampleRows(start, requested) };
  let best = { delimiter: null as Delimiter, known: 0, score: 0, rows: [] as readonly TableRow[] };
  for (const delimiter of DELIMITERS) {
    if (!start.text.includes(delimiter)) continue;
    const rows = await sampleRows(start, delimiter);
    const known = knownHeaders(rows.map(({ cells }) => cells), words); // prettier-ignore
    const score = scoreOf(rows, known);
    if (score > best.score) best = { delimiter, known, score, rows };
  }
  const isOneColumn = best.known < 2 && isLoneHeader(/\S.{0,79}/.exec(start.text)?.[0] ?? '', words);
  if (best.delimiter !== null && !isOneColumn) return best;
  return { delimiter: null, rows: await sampleRows(start, null) };
}

async function sampleRows({ text, line, eof }: Start, delimiter: Delimiter): Promise<readonly TableRow[]> {
  const found: TableRow[] = [];
  const rows = new CsvRows({ delimiter, line, maxLine: text.length, fast: true });
  rows.push(text, eof);
  const sink = {
    // No getter: V8 keeps an object with a shape of its own, and all that it refers to, until a full collection.
    full: false,
    // What the columns mean is not known yet.
    form: () => ({ width: commonestWidth(found) || null, identifies: () => true }),
    row(at: CsvRows): void {
      const cells = at.cells.cells();
      if (hasText(cells)) found.push({ cells, line: at.line, text: at.text });
      sink.full = found.length >= SAMPLE_ROWS;
    },
  };
  await rows.run(sink);
  const isWhole = commonestWidth(found) === 1;
  if (!isWhole && delimiter !== '|') return found;
  const whole = isWhole ? found.map((row) => ({ ...row, cells: cellsOf(row.cells[0] ?? '', delimiter) })) : found;
  const width = commonestWidth(whole.filter(({ cells }) => !cells.some((cell) => cell.endsWith('\\'))));
  return found.map((row) => ({ ...row, cells: refit(row.cells, delimiter, width) }));
}

function scoreOf(rows: readonly TableRow[], known: number): number {
  const width = commonestWidth(rows);
  if (width < 2 && known < 2) return rows.length === 0 ? EMPTY_SCORE : 0;
  const regular = rows.filter((row) => row.cells.length === width).length / rows.length;
  return regular * (1 + Math.log2(width)) + 2 * known;
}

/** The most known headers in one of the first rows, up to ENOUGH_HEADERS; a row that begins with a label has none. */
function knownHeaders(rows: readonly (readonly string[])[], words: Headers): number {
  let most = 0;
  for (const cells of rows.slice(0, HEADER_ROWS)) {
    // Words of a sentence may be headers: `It shows ... with their type, IP address.`
    const isSentence =
      /[a-z]\.\s*$/.test(cells.at(-1) ?? '') && cells.some((cell) => cell.trim().split(/\s+/).length > 7);
    if (cells.length < 2 || isSentence || /^\s*\w+:\s/.test(cells[0] ?? '')) continue;
    let known = 0;
    for (const cell of cells.slice(0, HEADER_CELLS))
      if (words.isKnown(cell) && ++known === ENOUGH_HEADERS) return known;
    most = Math.max(most, known);
  }
  return most;
}

/** Whether a line is one known header without a delimiter; `!` begins a comment, `[` a section. One column follows. */
function isLoneHeader(line: string, words: Headers): boolean {
  return !/^\s*[![]/.test(line) && line.search(ANY_DELIMITER) < 0 && words.isKnown(line);
}

/** A line that labels each of its values, as commands and Prometheus do: `PID: X , VID: V01`, `a{b="X",c="Y"} 1`. */
const PAIRS = /^\s*[A-Za-z]\w*(?:: [^,;|]*[,;|]\s*[A-Za-z]\w*: |\{\w+="[^"]*"[,}])/;

/** The line above and below a table of AsciiDoc, in which each cell may have a line of its own. */
const ASCIIDOC = /^\|={3,}\s*$/;

/** `Serial number : 1`, `Model...... X`: below a heading these are not one column; `CC:6C:52:...` is a cell. */
const LABELLED = /^\s*(?!(?:[\dA-Fa-f]{2}:){2})[A-Za-z\xc0-\uffdc][^,;|\t:=]{1,40}?(?:\s*[:=]|\.{3,})(?:\s|$|[A-Z\d])/;

/**
 * Whether the first lines of a text are delimited: a line of known headers, a known header alone in the first line (a
 * secret alone is a line of a configuration), or lines that all have the same number of delimiters.
 */
export function looksDelimited(head: readonly string[], words: Headers): boolean {
  const whole = head.slice(0, -1).filter((line) => !isBlank(line) && !TYPED.test(line));
  const lines = whole.slice(0, HEADER_ROWS);
  const [first = '', second = ''] = lines;
  if (lines.some((line) => PAIRS.test(line) || ASCIIDOC.test(line))) return false;
  const labelled = lines.slice(1).filter((line) => LABELLED.test(line)).length;
  if (labelled > 0 && labelled * 2 >= lines.length - 1) return false;
  const isSecret = words.read(first)?.fields.includes('withheld') === true;
  // A line with a rule below it is the heading, or the only column, of what a command printed.
  const isHeading = first.startsWith('#') && head[head.indexOf(first) + 1]?.trim() === '';
  if (isLoneHeader(first, words) && !isSecret && !isHeading && !/^\s/.test(second) && !isRule(second)) return true;
  return DELIMITERS.some((delimiter) => {
    const rows = lines.map((line) => cellsOf(line, delimiter));
    const areEven = rows.length >= 3 && rows.every((cells) => cells.length >= 3 && cells.length === rows[0]?.length);
    return areEven || knownHeaders(rows, words) >= 2;
  });
}
