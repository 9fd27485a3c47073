import type { Column } from '../../core/record.ts';
import { understandColumns } from '../headers/columns.ts';
import type { ReadOptions } from '../inventory.ts';
import type { Item } from '../rows.ts';
import { MAX_CELL, trouble } from '../rows.ts';
import { meaningOf } from './fields.ts';
import type { FlatCell, FlatRecord } from './flatten.ts';

/** Most columns of one layout; values beyond are cells without a column, which are free text. */
const MAX_COLUMNS = 1000;

/** The columns of the records of one kind. Grows with the keys that are met; older records keep the shorter list. */
export class Layout {
  readonly #index = new Map<string, number>();
  #columns: readonly Column[] = [];
  readonly #options: ReadOptions;

  /** `sample` is the first records of the kind: their cells help to understand the columns. */
  constructor(source: string, sample: readonly FlatRecord[], options: ReadOptions) {
    this.#options = options;
    const paths = new Map<string, FlatCell>();
    for (const { cells } of sample) for (const cell of cells) paths.set(cell.path.join('.'), cell);
    const names = [...paths.keys()].slice(0, MAX_COLUMNS);
    for (const [index, name] of names.entries()) this.#index.set(name, index);
    const rows = sample.slice(0, 200).map((record) => this.#arrange(record).cells);
    const part = sample[0]?.part ?? 'device';
    this.#columns = understandColumns(source, names, rows, options).map((column) =>
      column.why === 'override' ? column : this.#settle(column, paths.get(column.name)?.path ?? [column.name], part),
    );
  }

  get columns(): readonly Column[] {
    return this.#columns;
  }

  /** What the format fixes about a key counts more than its words and its cells. */
  #settle(column: Column, path: readonly string[], part: FlatRecord['part']): Column {
    const { fields, why, notMaker, sure } = meaningOf(path, part);
    return sure || (part !== 'device' && column.why !== 'override')
      ? { name: column.name, fields, why, notMaker }
      : column;
  }

  *rows(record: FlatRecord): Generator<Item> {
    this.#learn(record);
    const { cells, steps } = this.#arrange(record);
    const pointer = toPointer(record.pointer);
    for (const [index, cell] of cells.entries()) {
      if (cell.length <= MAX_CELL) continue;
      cells[index] = cell.slice(0, MAX_CELL);
      yield trouble('too-large', `value of ${cell.length} characters: only the first ${MAX_CELL} were read`, {
        line: record.line,
        cell: `${pointer}${steps[index] ?? ''}`,
      });
    }
    yield {
      kind: 'row',
      columns: this.#columns,
      cells,
      line: record.line,
      cell: pointer,
      part: record.part,
      cellAt: (column) => `${pointer}${steps[column] ?? ''}`,
    };
  }

  /** Adds columns for keys that no record before had. */
  #learn({ cells, part }: FlatRecord): void {
    const added: Column[] = [];
    for (const { path } of cells) {
      const name = path.join('.');
      if (this.#index.has(name) || this.#index.size >= MAX_COLUMNS) continue;
      this.#index.set(name, this.#index.size);
      const said = this.#options.columns.filter(({ header }) => header.trim() === name).map(({ field }) => field);
      const { fields, why, notMaker } = meaningOf(path, part);
      added.push(
        said.length > 0 ? { name, fields: said, why: 'override', notMaker: false } : { name, fields, why, notMaker },
      );
    }
    if (added.length > 0) this.#columns = [...this.#columns, ...added];
  }

  /** Cells by column; a repeated key's further values, and those beyond the last column, stand behind. */
  #arrange(record: FlatRecord): { readonly cells: string[]; readonly steps: string[] } {
    const cells = Array.from({ length: this.#columns.length || this.#index.size }, () => '');
    const steps: string[] = [];
    const filled = new Set<number>();
    for (const { path, value, steps: exist } of record.cells) {
      const known = this.#index.get(path.join('.'));
      const at = known === undefined || filled.has(known) ? cells.length : known;
      filled.add(at);
      cells[at] = value;
      steps[at] = toPointer(path.slice(0, exist));
    }
    return { cells, steps };
  }
}

/** RFC 6901. */
function toPointer(path: readonly string[]): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Layouts by kind of record: devices, and the things inside them by where they stand. */
export class Layouts {
  readonly #layouts = new Map<string, Layout>();
  readonly #source: string;
  readonly #options: ReadOptions;

  constructor(source: string, sample: readonly FlatRecord[], options: ReadOptions) {
    this.#source = source;
    this.#options = options;
    const kinds = new Map<string, FlatRecord[]>();
    for (const record of sample) {
      const same = kinds.get(kindOf(record));
      if (same === undefined) kinds.set(kindOf(record), [record]);
      else same.push(record);
    }
    for (const [kind, records] of kinds) {
      const isFirst = this.#layouts.size === 0;
      this.#layouts.set(kind, new Layout(source, records, isFirst ? options : { ...options, columns: [] }));
    }
  }

  /** Each column once by name and meaning, in the order met. */
  get columns(): readonly Column[] {
    const seen = new Map<string, Column>();
    for (const layout of this.#layouts.values()) {
      for (const column of layout.columns) {
        const key = `${column.name}\n${column.fields.join()}`;
        if (!seen.has(key)) seen.set(key, column);
      }
    }
    return [...seen.values()];
  }

  *rows(record: FlatRecord): Generator<Item> {
    const kind = kindOf(record);
    let layout = this.#layouts.get(kind);
    if (layout === undefined) {
      layout = new Layout(this.#source, [record], { ...this.#options, columns: [] });
      this.#layouts.set(kind, layout);
    }
    yield* layout.rows(record);
  }
}

/** Records of one list share a layout: the last key of the pointer that is no index. */
function kindOf({ part, pointer }: FlatRecord): string {
  return part === 'device' ? part : `${part} ${pointer.findLast((step) => !/^\d+$/.test(step)) ?? ''}`;
}
