import { oncePer } from '../core/cache.ts';
import { suggest } from '../core/distance.ts';
import { wrongFile } from '../core/errors.ts';
import type { InputEvent } from '../core/events.ts';
import type { Field } from '../core/fields.ts';
import { groupsOf } from '../core/groups.ts';
import { isSecret, NO_TRAITS, type Column, type Layout } from '../core/layout.ts';
import { JUDGED, MATTERS, type InventoryRecord, type LookAtRows } from '../core/record.ts';
import { problem, type Problem, type ProblemCode } from '../core/problem.ts';
import { CELL_LIMIT, joined } from '../core/text.ts';
import { RowText } from '../core/row-text.ts';
import type { Batch, ColumnOverride, Inventory, OutsideText, ReadOptions } from './inventory.ts';
import { remark, type Doubts, type Noted } from './doubts.ts';
import { PageLines } from './page-lines.ts';

/** A record before it has its number. */
export interface Row extends Omit<InventoryRecord, 'source' | 'row'> {
  readonly kind: 'row';
}

/** A row; unless it `counts`, it is only searched. It has all keys: adding some to a copy takes a seventh of a run. */
export function rowOf(layout: Layout, cells: readonly string[], line: number | null, counts = true): Row {
  const noRow = !counts;
  return { kind: 'row', layout, cells, line, cell: null, part: 'device', noRow, text: undefined, looks: undefined };
}

const [MAY_BE_DOTS, DOTS] = [/^[\s|.…⋮·-]*$/, /^[\s|-]*(?:\.{2,}|[…⋮·]+)(?:[\s|-]+(?:\.{2,}|[…⋮·]+))+[\s|-]*$/];
const LEFT_OUT = remark('truncated', 'error', 'a row of dots: rows were left out here', 'have all rows printed');

/** Notes a row of dots, as programs print one where they leave rows out: `..  ...  ...`, `| … | … |`. */
export function noteDots(doubts: Doubts, cells: readonly string[], place: Noted): void {
  if (cells.every((cell) => MAY_BE_DOTS.test(cell)) && DOTS.test(cells.join(' '))) doubts.note(LEFT_OUT, place);
}

const CELLS = [/(?=\n|$)/, /(?=\s|$)/, /(?:)/].map(({ source }) => `\\S[^]{0,${CELL_LIMIT - 1}}${source}`).join('|');

/** A text as cells, each of which is looked at as a whole: a long one is cut at the ends of lines, else at blanks. */
export const cellsOfText = (text: string): readonly string[] => text.match(new RegExp(CELLS, 'g')) ?? [''];

/** A problem before it has its source. */
export interface FoundProblem extends Pick<Problem, 'code' | 'severity' | 'message' | 'hint' | 'line' | 'cell'> {
  readonly kind: 'problem';
  /** The row whose number it gets; a lost row gets the next number and counts as rejected. Null: no row. */
  readonly about: 'last row' | 'lost row' | null;
}

/** What a reader finds, in order; `counted`: rows that have something to judge and nothing that MATTERS. */
export type Item = Row | FoundProblem | { readonly kind: 'counted'; rows: number } | OutsideText;

/** A text that is part of no record. */
export function outside(kind: OutsideText['kind'], text: string, at: Partial<OutsideText> = {}): OutsideText {
  return { kind, text, line: null, cell: null, ...at };
}

/** A problem, unless `more` says otherwise an error about the whole input that rejects no record. */
export function foundProblem(code: ProblemCode, message: string, more: Partial<FoundProblem> = {}): FoundProblem {
  const usual = { severity: 'error', hint: null, line: null, cell: null, about: null } as const;
  return { kind: 'problem', code, message, ...usual, ...more };
}

/** A document, an archive or a value cannot be read beyond some place, or is too large there. */
export class Broken extends Error {
  readonly reason: 'truncated' | 'malformed' | 'too-large';
  readonly line: number | null;

  constructor(message: string, reason: Broken['reason'], line: number | null = null) {
    super(message);
    this.reason = reason;
    this.line = line;
  }
}

/** The problem of a document that breaks off: what comes before was read. Throws what is no `Broken` again: a bug. */
export function brokenOff(error: unknown): FoundProblem {
  if (!(error instanceof Broken)) throw error;
  return foundProblem(error.reason, `${error.message}: what comes before was read`, { line: error.line });
}

/** Deepest nesting of JSON and XML that is read. Real exports stay below 20, nmap and spreadsheets below 12. */
export const MAX_DEPTH = 64;
/** Rows of a batch: 128 hold 10 MB less than 500 in a run of a million rows, and take no longer. */
const BATCH_ROWS = 128;
/** Cells and counted rows of a batch: V8 keeps long what lives as long. 50,000 devices of 95 cells take 25 MB less. */
const BATCH_CELLS = 4096;

/**
 * Numbers the rows of a format, looks at them, and yields those that matter in batches, with their problems. Rows
 * without any cell text are not counted; an input without rows is the problem `no-rows`.
 */
async function* batchesOf({ doubts, items, pages }: Opened, lookAt: LookAtRows | undefined): AsyncGenerator<Batch> {
  const { source } = doubts;
  const pageLines = new PageLines();
  const rowText = new RowText();
  /** Data rows so far, rejected ones included, and how many of them are none of a list. */
  let [row, beside] = [0, 0];
  let batch = emptyBatch();
  const addRow = (one: Row): void => {
    const { line, cell, layout, cells, part, cellAt, text, noRow } = one;
    if (noRow !== true) noteDots(doubts, cells, { line, cell });
    row += 1;
    const isAlone = noRow === true || onlyFilledIndex(cells) >= 0;
    if ((isAlone && pageLines.take(text ?? cells.join(' '))) || noRow === true) beside += 1;
    const tooLarge = longCellOf(one);
    if (tooLarge !== null) addProblem(tooLarge);
    let { looks } = one;
    if (looks === undefined && lookAt !== undefined) {
      const look = lookAt(layout);
      const bits = look.of(rowText.hold(cells));
      if ((bits & MATTERS) === 0 && (noRow === true || (bits & JUDGED) !== 0)) {
        batch.passed += noRow === true ? 0 : 1;
        return;
      }
      looks = look.looks.slice();
    }
    batch.records.push({ source, row, line, cell, layout, cells, part, cellAt, text, noRow, looks });
    batch.cells += cells.length;
  };
  const addProblem = (found: FoundProblem): void => {
    const { line, cell, about } = found;
    const rejected = about === 'lost row';
    row += Number(rejected);
    batch.problems.push(problem(source, found, { row: about === null ? null : row, line, cell, rejected }));
  };
  for await (const next of typeof items === 'function' ? items(lookAt) : items) {
    for (const item of Symbol.iterator in next ? next : [next]) {
      if (item.kind === 'problem') addProblem(item);
      else if (item.kind === 'row') {
        if (hasText(item.cells)) addRow(item);
      } else if (item.kind === 'counted') {
        row += item.rows;
        batch.passed += item.rows;
      } else {
        pageLines.take(item.text);
        batch.outside.push(item);
      }
      const most = Math.max(batch.records.length, batch.problems.length, batch.outside.length);
      if (batch.passed < BATCH_CELLS && batch.cells < BATCH_CELLS && most < BATCH_ROWS) continue;
      yield batch;
      batch = emptyBatch();
    }
  }
  // Guesses that did not hold to the last row, and an input without rows, are known only now.
  await pageLines.settle(doubts, row - beside, pages);
  doubts.rows = row;
  if (row === 0) doubts.note(NO_ROWS, { line: null });
  batch.problems.push(...doubts.problems());
  yield batch;
}

const NO_ROWS = remark('no-rows', 'error', 'no data rows: nothing was checked', 'is this the right file?');

/** The problem of a cell that is too long to be looked at as a whole; null for a row without. */
function longCellOf({ line, cell, layout, cells, cellAt }: Row): FoundProblem | null {
  const isLong = ({ length }: string, at: number): boolean => length > CELL_LIMIT && !layout.withholds(at);
  const long = layout.wholeLines ? -1 : cells.findIndex(isLong);
  if (cells[long] === undefined) return null;
  const name = layout.columns[long]?.name ?? `#${long + 1}`;
  const message = `${name} has ${cells[long].length} characters: the first ${CELL_LIMIT} were looked at`;
  return foundProblem('too-large', message, { line, cell: cellAt?.(long) ?? cell, about: 'last row' });
}

function emptyBatch() {
  const [records, problems, outside]: [InventoryRecord[], Problem[], OutsideText[]] = [[], [], []];
  return { records, problems, outside, passed: 0, cells: 0 };
}

/** Whether any cell holds more than blanks. */
export const hasText = (cells: readonly string[]): boolean => cells.some((cell) => cell.trim() !== '');

/** The index of the only cell of a row that is not blank; -1 for none or several. */
export function onlyFilledIndex(cells: readonly string[]): number {
  const found = cells.findIndex((cell) => cell.trim() !== '');
  return cells.findLastIndex((cell) => cell.trim() !== '') === found ? found : -1;
}

interface Opened
  extends
    Pick<Inventory, 'columns' | 'tables' | 'head'>,
    Pick<InputEvent, 'format' | 'encoding'>,
    Partial<Pick<InputEvent, 'delimiter' | 'headerLine'>>,
    Pick<ReadOptions, 'pages'> {
  /** A function makes them when they are read; with `lookAt` it may count rows in which nothing MATTERS. */
  readonly items: Items | ((lookAt: LookAtRows | undefined) => Items);
  readonly doubts: Doubts;
}

/** Items one by one, or several at once, so that not each of them waits for a turn of its own. */
type Items = AsyncIterable<Item | Iterable<Item>>;

/** The columns as the `input` event shows them; one that feeds two fields is listed twice. */
const shownOf = oncePer((all: readonly Column[]) => ({
  columns: all.flatMap(({ name, fields, why }) => fields.map((field) => ({ column: name, field, why }))),
  unread: all.filter(isSecret).map(({ name, why }) => ({ column: name, why })),
}));

/** An inventory of a format's items. `fixed`: options of a format with fixed columns; UserError for `--columns`. */
export function inventoryOf(opened: Opened, fixed: Pick<ReadOptions, 'columns'> = { columns: [] }): Inventory {
  const { format, encoding, delimiter = null, headerLine = null, columns, tables, head, doubts } = opened;
  const { source } = doubts;
  if (fixed.columns.length > 0) {
    const hint = '--columns is for tables and JSON';
    throw wrongFile(source, `what the columns of ${format} mean is fixed`, hint);
  }
  return {
    info: { type: 'input', source, format, encoding, delimiter, headerLine, ...shownOf(columns) },
    columns,
    batches: (lookAt) => batchesOf(opened, lookAt),
    guesses: doubts.guesses,
    ...(tables !== undefined && { tables }),
    ...(head !== undefined && { head }),
  };
}

/** A column that is always there and always means the same. */
export function fixedColumn(name: string, field: Field, traits = NO_TRAITS): Column {
  return { name, fields: [field], why: 'format', traits };
}

/** The columns that `--columns` names by a header: as it is written, by its letters and digits, or by place (`#3`). */
export function columnsNamed(names: readonly string[], header: string): readonly number[] {
  const wanted = header.trim();
  const indexes = (fits: (name: string) => boolean): number[] => names.flatMap((name, at) => (fits(name) ? [at] : []));
  const exact = indexes((name) => name === wanted);
  if (exact.length > 0) return exact;
  const similar = indexes((name) => joined(name) === joined(wanted));
  if (similar.length > 0) return similar;
  const place = Number(/^#(\d{1,6})$/.exec(wanted)?.[1] ?? 0);
  return names[place - 1] === undefined ? [] : [place - 1];
}

/** Most columns among which a similar name is looked for; a file may have thousands. */
const MOST_NAMED = 200;

/** Throws UserError where `--columns` names a header that no column has. `names`: the columns of each table. */
export function requireColumns(
  source: string,
  names: readonly (readonly string[])[],
  overrides: readonly ColumnOverride[],
): void {
  const missing = overrides.find(({ header }) => names.every((table) => columnsNamed(table, header).length === 0));
  if (missing === undefined) return;
  const hint = suggest(missing.header.trim(), names.flat().slice(0, MOST_NAMED));
  throw wrongFile(source, `no column '${missing.header}'`, hint);
}

/** Each column once by its name and fields, in the order in which it first comes. */
export function distinctColumns(columns: readonly Column[]): readonly Column[] {
  return Array.from(groupsOf(columns, ({ name, fields }) => `${name}\n${fields.join()}`).values(), ([first]) => first);
}
