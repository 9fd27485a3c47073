import type { InputEvent } from '../core/events.ts';
import { problem } from '../core/problem.ts';
import type { Problem, ProblemCode, Severity, Where } from '../core/problem.ts';
import { isSecret, type Column, type Layout } from '../core/layout.ts';
import type { InventoryRecord, Part } from '../core/record.ts';
import type { Batch, OutsideText } from './inventory.ts';

/** Rows of a batch: 128 hold 10 MB less than 500 in a run of a million rows, and take no longer. */
const BATCH_ROWS = 128;

/** The `input` event of a source; a column that feeds two fields stands twice. */
export function inputEvent(
  source: string,
  format: string,
  columns: readonly Column[],
  {
    encoding = null,
    delimiter = null,
    headerLine = null,
  }: Partial<Pick<InputEvent, 'encoding' | 'delimiter' | 'headerLine'>> = {},
): InputEvent {
  const understood = columns.flatMap(({ name, fields, why }) => fields.map((field) => ({ column: name, field, why })));
  const unread = columns.filter((column) => isSecret(column)).map(({ name, why }) => ({ column: name, why }));
  return { type: 'input', source, format, encoding, delimiter, headerLine, columns: understood, unread };
}

/** What a row is, besides its cells. */
export interface RowShape {
  readonly line: number | null;
  readonly cell?: string | null;
  readonly part?: Part;
  readonly aside?: true;
  /** As it stands, where it is a line of a text. */
  readonly text?: string;
  readonly cellAt?: (column: number) => string;
}

const NO_SHAPE: Partial<RowShape> = {};

/** Numbers rows and collects them, with their problems, into batches. Every format builds its records here. */
export class BatchBuilder {
  readonly source: string;
  /** Data rows so far, rejected ones included. */
  rows = 0;
  #records: InventoryRecord[] = [];
  #problems: Problem[] = [];
  #outside: OutsideText[] = [];
  #rejected = 0;
  #passed = 0;

  constructor(source: string) {
    this.source = source;
  }

  /** Adds a row and returns its number; a row without any cell text is no row: null. */
  add(layout: Layout, cells: readonly string[], shape: RowShape): number | null {
    return this.#add(layout, cells, shape.line, shape.text, shape);
  }

  /** Adds a row of a line-based format. */
  addLine(layout: Layout, cells: readonly string[], line: number, text: string | undefined): number | null {
    return this.#add(layout, cells, line, text, NO_SHAPE);
  }

  #add(
    layout: Layout,
    cells: readonly string[],
    line: number | null,
    text: string | undefined,
    { cell = null, part = 'device', cellAt, aside }: Partial<RowShape>,
  ): number | null {
    if (!hasText(cells)) return null;
    this.rows += 1;
    this.#records.push({ source: this.source, row: this.rows, line, cell, layout, cells, part, cellAt, text, aside });
    return this.rows;
  }

  /** Adds a row that could not be read and returns its number; the caller adds the problem that names it. */
  reject(): number {
    this.rows += 1;
    this.#rejected += 1;
    return this.rows;
  }

  /** Counts rows that the screen of the run passed. */
  pass(rows: number): void {
    this.rows += rows;
    this.#passed += rows;
  }

  /** Adds a text that is part of no row. */
  addOutside(text: OutsideText): void {
    this.#outside.push(text);
  }

  addProblem(found: Problem): void {
    this.#problems.push(found);
  }

  problem(code: ProblemCode, severity: Severity, message: string, hint: string | null = null, where: Where = {}): void {
    this.addProblem(problem(this.source, code, severity, message, hint, where));
  }

  /** True when it is time to hand over a batch. */
  get full(): boolean {
    return [this.#records, this.#problems, this.#outside].some(({ length }) => length >= BATCH_ROWS);
  }

  get empty(): boolean {
    return (
      this.#records.length === 0 &&
      this.#problems.length === 0 &&
      this.#rejected === 0 &&
      this.#passed === 0 &&
      this.#outside.length === 0
    );
  }

  /** The batch so far; the next one starts empty. */
  take(): Batch {
    const batch = {
      records: this.#records,
      problems: this.#problems,
      rejected: this.#rejected,
      passed: this.#passed,
      outside: this.#outside,
    };
    this.#records = [];
    this.#problems = [];
    this.#outside = [];
    this.#rejected = 0;
    this.#passed = 0;
    return batch;
  }

  /** The last batch: an input without any row says so. */
  finish(): Batch {
    if (this.rows === 0)
      this.problem('no-rows', 'error', 'no data rows: nothing was checked', 'is this the right file?');
    return this.take();
  }
}

function hasText(cells: readonly string[]): boolean {
  const first = cells[0];
  if (first !== undefined && first.charCodeAt(0) > 0x20) return true;
  return cells.some((cell) => cell !== '' && cell.trim() !== '');
}
