import { UserError } from '../core/errors.ts';
import type { InputEvent, Outcome } from '../core/events.ts';
import type { InventoryRecord } from '../core/record.ts';
import { BOM, csvCell } from './escape.ts';
import { ranked } from './collected.ts';
import { evidenceTexts, joinDistinct, statusText, thingName, type LawText } from './phrases.ts';
import type { ReportFormat } from './reporter.ts';

const ADDED = ['netvet_status', 'netvet_vendor', 'netvet_confidence', 'netvet_lists', 'netvet_why'];
const LINE_END = /\r\n|\n|\r/;

/**
 * The inventory as it came, with what netvet found in each row in added columns on the right. It is the user's own
 * file: nothing in it is withheld or escaped, only the added cells are. A row whose text would put the added cells in
 * the wrong column, or swallow the rows after it (a stray quote), is written anew with its cells quoted: a short row is
 * filled up, and the surplus of a long row goes into its last column. A filter on the added columns sees every row.
 */
export const flagged: ReportFormat = (_, { law }) => {
  let copy: ReturnType<typeof copyOf> | null = null;
  return {
    input(event, head = null) {
      if (copy !== null) {
        throw new UserError('flagged writes one inventory back, and there are several', 'check one FILE at a time');
      }
      // The copy is UTF-8, which a spreadsheet recognises by the byte order mark.
      const hasMark = head === null || head.startsWith(BOM) || event.encoding !== 'utf-8';
      copy = copyOf(event, head?.replace(BOM, '') ?? null);
      return (hasMark ? BOM : '') + copy.titles;
    },
    outcome(outcome) {
      if (copy === null || outcome.row === null) return '';
      if (outcome.record === null && outcome.findings.length > 0) {
        throw new UserError('flagged needs the inventory itself, not an earlier result', 'use it with netvet check');
      }
      return copy.row(outcome.record, addedCells(outcome, law.inShort));
    },
    summary: () => copy?.header() ?? '',
  };
};

/** The copy as it is written: the lines above the header, the header before the first row, and rows. */
function copyOf(input: InputEvent, head: string | null) {
  const { format, headerLine } = input;
  const delimiter = input.delimiter ?? ',';
  const lineEnd = LINE_END.exec(head ?? '')?.[0] ?? '\n';
  const lines = head?.split(LINE_END) ?? [];
  if (lines.at(-1) === '') lines.pop();
  const above = headerLine === null ? lines.length : headerLine - 1;
  const isHeaderKnown = head !== null || (format === 'csv' && headerLine === null);
  const headerText = isHeaderKnown ? lines.slice(above).join(lineEnd) : null;
  let columns: readonly string[] | null = null;
  let isHeaderDue = true;

  /** The header on the first call, then nothing; a file without a header gets none, so that no row moves. */
  function header(): string {
    if (!isHeaderDue || headerText === '') return '';
    isHeaderDue = false;
    const names = columns ?? [...new Set(input.columns.map(({ column }) => column))];
    const canCopy = headerText !== null && (columns === null || cellCount(headerText, delimiter) === names.length);
    const shown = canCopy ? headerText : names.map((name) => csvCell(name, delimiter)).join(delimiter);
    return [...(shown === '' ? [] : [shown]), ...ADDED].join(delimiter) + lineEnd;
  }

  function original(record: InventoryRecord | null): string {
    const width = columns?.length ?? record?.layout.inInput ?? 1;
    if (record === null) return delimiter.repeat(width - 1);
    const { text, layout } = record;
    const cells = record.cells.toSpliced(layout.inInput, layout.columns.length - layout.inInput);
    // Only records of delimited text are copied as they stand.
    const isRaw = format === 'csv' && text !== undefined && cells.length <= width;
    if (isRaw && cellCount(text, delimiter) === cells.length) return text + delimiter.repeat(width - cells.length);
    const fitting = Array.from({ length: width }, (_, index) => cells[index] ?? '');
    if (cells.length > width) fitting[width - 1] = cells.slice(width - 1).join(delimiter);
    return fitting.map((cell) => quoted(cell, delimiter)).join(delimiter);
  }

  return {
    titles: lines.slice(0, above).map((line) => line + lineEnd).join(''), // prettier-ignore
    header,
    row(record: InventoryRecord | null, added: readonly string[]): string {
      columns ??= record?.layout.columns.slice(0, record.layout.inInput).map(({ name }) => name) ?? null;
      return header() + [original(record), ...added.map((cell) => csvCell(cell, delimiter))].join(delimiter) + lineEnd;
    },
  };
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes('"') || cell.includes(delimiter) || LINE_END.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}

/** The number of cells that any reader sees in a record; null where readers may differ (a stray quote). */
function cellCount(text: string, delimiter: string): number | null {
  const cell = new RegExp(`(?:"[^"]*(?:""[^"]*)*"|(?!")[^\\${delimiter}\r\n]*)(\\${delimiter}|$)`, 'y');
  for (let count = 1; ; count += 1) {
    const end = cell.exec(text)?.[1];
    if (end === undefined) return null;
    if (end === '') return count;
  }
}

/** The added cells: status and confidence of the strongest finding; vendors, lists and reasons of all of them. */
function addedCells({ findings, judged, record, problems }: Outcome, lawOf: LawText): string[] {
  if (record === null) return ['rejected', '', '', '', problems.map(({ message }) => message).join('; ')];
  const remarks = problems.map(({ code, message }) => `${code}: ${message}`);
  const sorted = ranked(findings);
  const [first] = sorted;
  if (first === undefined) return [judged ? 'none' : 'not-judged', '', '', '', remarks.join('; ')];
  const designations = sorted.flatMap((finding) => finding.designations);
  const why = [...sorted.flatMap(evidenceTexts), statusText(designations, lawOf), ...remarks].join('; ');
  return [
    first.status,
    joinDistinct(sorted.map(thingName)),
    first.confidence,
    joinDistinct(designations.map(({ list }) => list)),
    why,
  ];
}
