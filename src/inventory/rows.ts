import { suggest } from '../core/distance.ts';
import { UserError } from '../core/errors.ts';
import type { Guess } from '../core/events.ts';
import type { Field } from '../core/fields.ts';
import { Layout, oncePerLayout, type Column } from '../core/layout.ts';
import type { ProblemCode, Severity } from '../core/problem.ts';
import type { Part } from '../core/record.ts';
import type { NoValue } from '../core/no-value.ts';
import { BatchBuilder, inputEvent } from './batch.ts';
import type { Batch, ColumnOverride, FoundTable, Inventory, OutsideText } from './inventory.ts';

/** A record before it has its number. */
export interface Row {
  readonly kind: 'row';
  readonly layout: Layout;
  readonly cells: readonly string[];
  readonly line: number | null;
  readonly cell: string | null;
  readonly part: Part;
  readonly cellAt?: (column: number) => string;
  readonly aside?: true;
}

/** A problem before it has its source. */
export interface Trouble {
  readonly kind: 'trouble';
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string | null;
  readonly line: number | null;
  readonly cell: string | null;
  /** True when a data record was lost: it gets a number and counts as rejected. */
  readonly rejects: boolean;
}

export type Item = Row | Trouble | { readonly kind: 'outside'; readonly outside: OutsideText };

/** A text that is part of no record. */
export function outside(
  kind: OutsideText['kind'],
  text: string,
  { line = null, cell = null }: Partial<Pick<OutsideText, 'line' | 'cell'>> = {},
): Item {
  return { kind: 'outside', outside: { kind, text, line, cell } };
}

/** A trouble with what is usual left out: an `error` of the whole input that rejects no record. */
export function trouble(
  code: ProblemCode,
  message: string,
  more: Partial<Pick<Trouble, 'severity' | 'hint' | 'line' | 'cell' | 'rejects'>> = {},
): Trouble {
  return {
    kind: 'trouble',
    code,
    severity: more.severity ?? 'error',
    message,
    hint: more.hint ?? null,
    line: more.line ?? null,
    cell: more.cell ?? null,
    rejects: more.rejects ?? false,
  };
}

/**
 * Numbers the rows of a format and hands them out in batches. Rows without any cell text are not counted; an input
 * without rows is the problem `no-rows`.
 */
async function* batchesOf(source: string, items: Opened['items']): AsyncGenerator<Batch> {
  const batch = new BatchBuilder(source);
  const add = (item: Item): void => {
    if (item.kind === 'row') {
      batch.add(item.layout, item.cells, item);
    } else if (item.kind === 'outside') {
      batch.addOutside(item.outside);
    } else {
      const { code, severity, message, hint, line, cell } = item;
      const row = item.rejects ? batch.reject() : null;
      batch.problem(code, severity, message, hint, { row, line, cell, rejected: item.rejects });
    }
  };
  for await (const some of items) {
    for (const item of Symbol.iterator in some ? some : [some]) {
      add(item);
      if (batch.full) yield batch.take();
    }
  }
  const last = batch.finish();
  yield last;
}

/** What a format knows about an input as a whole. */
export interface Opened {
  readonly source: string;
  readonly format: string;
  readonly encoding: string | null;
  readonly headerLine?: number | null;
  readonly columns: readonly Column[];
  /** One by one, or as many as come together: then none waits for another turn. */
  readonly items: AsyncIterable<Item | Iterable<Item>>;
  /** See Inventory; none when it is left out. */
  readonly guesses?: () => readonly Guess[];
  readonly tables?: () => readonly FoundTable[];
}

/** An inventory from a format's items; `overrides`: what `--columns` says of columns that are fixed. */
export function inventoryOf(given: Opened, overrides: readonly ColumnOverride[] = []): Inventory {
  const opened = override(given, overrides);
  const { source, format, encoding, headerLine = null, columns, items, guesses = () => [], tables } = opened;
  const info = inputEvent(source, format, columns, { encoding, headerLine });
  return { info, columns, batches: () => batchesOf(source, items), guesses, ...(tables !== undefined && { tables }) };
}

/** A column that is always there and always means the same. */
export function fixedColumn(name: string, field: Field, notMaker = false): Column {
  return { name, fields: [field], why: 'format', notMaker };
}

/**
 * What `--columns` changes in a format whose columns are fixed. `#3` is the third of `opened.columns`. Throws UserError
 * for a column that the format does not have.
 */
function override(opened: Opened, overrides: readonly ColumnOverride[]): Opened {
  if (overrides.length === 0) return opened;
  const said = new Map<string, Field[]>();
  for (const { field, header } of overrides) {
    const name = nameOf(header, opened);
    said.set(name, [...(said.get(name) ?? []), field]);
  }
  const change = (columns: readonly Column[]): readonly Column[] =>
    columns.map((column) => {
      const fields = said.get(column.name);
      return fields === undefined ? column : { ...column, fields, why: 'override', notMaker: false };
    });
  const changed = oncePerLayout(({ columns, wholeLines }) => new Layout(change(columns), wholeLines));
  return { ...opened, columns: change(opened.columns), items: withLayouts(opened.items, changed) };
}

async function* withLayouts(
  items: Opened['items'],
  changed: (layout: Layout) => Layout,
): AsyncGenerator<Iterable<Item>> {
  for await (const some of items) {
    yield Array.from(Symbol.iterator in some ? some : [some], (item) =>
      item.kind === 'row' ? { ...item, layout: changed(item.layout) } : item,
    );
  }
}

function nameOf(header: string, { source, columns }: Opened): string {
  const wanted = header.trim();
  const position = /^#(\d{1,6})$/.exec(wanted)?.[1];
  const found =
    columns.find(({ name }) => name.toLowerCase() === wanted.toLowerCase()) ??
    (position === undefined ? undefined : columns[Number(position) - 1]);
  if (found !== undefined) return found.name;
  throw noColumn(source, header, columns);
}

/** Columns that are named to choose from; a file may have thousands. */
const MOST_NAMED = 200;

/** `--columns` names a header that an input does not have. */
export function noColumn(source: string, header: string, columns: readonly Pick<Column, 'name'>[]): UserError {
  const names = columns.slice(0, MOST_NAMED).map(({ name }) => name);
  return new UserError(`${source}: no column '${header}'`, suggest(header.trim(), names));
}

/** True when a cell says something: not blank, not a word for "no value". */
export function says(cell: string | undefined, noValue: NoValue): boolean {
  return cell !== undefined && !noValue.isEmpty(cell);
}
