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
 * The inventory with what netvet found in each row in added columns on the right. It is the user's own file: nothing in
 * it is withheld or escaped, only the added cells are. Rows are written anew, quoted where any reader needs it, so that
 * no text puts the added cells in the wrong column or swallows the rows after it (a stray quote): a short row is filled
 * up, and the surplus of a long row goes into its last column. A filter on the added columns sees every row.
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
function copyOf({ format, headerLine, delimiter: given, columns: inInput }: InputEvent, head: string | null) {
  const delimiter = given ?? ',';
  const lineEnd = LINE_END.exec(head ?? '')?.[0] ?? '\n';
  // Without a header all lines; behind the last line end there is none.
  const above = head?.split(LINE_END).slice(0, (headerLine ?? 0) - 1) ?? [];
  let columns: readonly string[] | null = null;
  // A file without a header gets none, so that no row moves.
  let isHeaderDue = headerLine !== null || (head === null && format !== 'csv');

  const lineOf = (cells: readonly string[], added: readonly string[]): string =>
    [...cells.map((cell) => quoted(cell, delimiter)), ...added.map((cell) => csvCell(cell, delimiter))].join(
      delimiter,
    ) + lineEnd;

  /** The header on the first call, then nothing. */
  function header(): string {
    if (!isHeaderDue) return '';
    isHeaderDue = false;
    return lineOf(columns ?? [...new Set(inInput.map(({ column }) => column))], ADDED);
  }

  return {
    titles: above.map((line) => line + lineEnd).join(''),
    header,
    row(record: InventoryRecord | null, added: readonly string[]): string {
      const { layout, cells: all = [] } = record ?? {};
      columns ??= layout?.columns.slice(0, layout.inInput).map(({ name }) => name) ?? null;
      const width = columns?.length ?? 1;
      const cells = layout === undefined ? [] : all.toSpliced(layout.inInput, layout.columns.length - layout.inInput);
      const fitting = Array.from({ length: width }, (_, index) => cells[index] ?? '');
      if (cells.length > width) fitting[width - 1] = cells.slice(width - 1).join(delimiter);
      return header() + lineOf(fitting, added);
    },
  };
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes('"') || cell.includes(delimiter) || LINE_END.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
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
