import { SequenceCache } from '../../core/cache.ts';
import { groupsOf } from '../../core/groups.ts';
import { Layout, MENTION, type Column } from '../../core/layout.ts';
import type { Part } from '../../core/record.ts';
import { CELL_LIMIT } from '../../core/text.ts';
import { understandColumns } from '../headers/columns.ts';
import type { ColumnOverride } from '../inventory.ts';
import { distinctColumns, requireColumns, foundProblem, type Item } from '../rows.ts';
import type { KeyPath } from './keys.ts';
import type { Context, JsonRecord } from './record.ts';
import { isIndex, pointerOf } from './tree.ts';

/** Most columns of one record; its further values are cells without a column, which are free text. */
const MAX_COLUMNS = 1000;
/** Most kinds of records of an input whose columns are kept. */
const MAX_KINDS = 100;
/** Keys of all sets of keys whose columns are kept to be shared; most exports have fewer than ten sets. */
const MAX_STEPS = 20_000;
/** Records whose cells help to understand the columns. */
const SAMPLE_ROWS = 200;

/** The columns of the records of one kind: records with the same keys share a layout. */
class RecordKind {
  readonly #columns = new Map<string, Column>();
  readonly #layouts = new SequenceCache<KeyPath, Layout>(MAX_STEPS, (path) => path);
  readonly #context: Context;
  readonly #part: Part;
  readonly #isBeside: boolean;

  /** `sample` is the first records of the kind. Throws UserError for an override of a key that none of them has. */
  constructor(context: Context, sample: readonly JsonRecord[], overrides: readonly ColumnOverride[]) {
    const { doubts, options, keys } = context;
    this.#context = context;
    this.#part = sample[0]?.part ?? 'device';
    this.#isBeside = sample[0]?.noRow === 'beside';
    const paths = new Map(sample.flatMap((record) => record.paths.map((path) => [path.name, path] as const)));
    const names = [...paths.keys()].slice(0, MAX_COLUMNS);
    const rows = sample.slice(0, SAMPLE_ROWS).map((record) => {
      const values = new Map(record.paths.map(({ name }, index) => [name, record.values[index] as string]));
      return names.map((name) => values.get(name) ?? '');
    });
    requireColumns(doubts.source, names, overrides);
    for (const column of understandColumns(names, rows, { ...options, columns: overrides })) {
      const { name } = column;
      const { sure, fields, why, traits } = keys.of(paths.get(name) ?? keys.root.child(name), this.#part);
      const ofOther = column.traits.filter((trait) => trait === 'other-device' && !traits.includes(trait));
      // What the format fixes about a key counts more than its words and its cells.
      const isSettled = column.why !== 'override' && (sure || this.#part !== 'device');
      const meant = isSettled ? { name, fields, why, traits: [...traits, ...ofOther] } : column;
      this.#columns.set(name, this.#asKind(meant));
    }
  }

  get columns(): Iterable<Column> {
    return this.#columns.values();
  }

  *rows(record: JsonRecord): Generator<Item> {
    const { line, part, noRow, values } = record;
    const { byLine } = this.#context;
    const cellAt = byLine ? undefined : (index: number): string => pointerOf(record.pointerTo(index));
    let cells: readonly string[] = values;
    for (const [index, value] of values.entries()) {
      if (value.length <= CELL_LIMIT) continue;
      cells = cells.with(index, value.slice(0, CELL_LIMIT));
      this.#context.unread(value.slice(CELL_LIMIT), record.pointerTo(index), line);
      const message = `value of more than ${CELL_LIMIT} characters: only the first were read`;
      yield foundProblem('too-large', message, { line, cell: cellAt?.(index) ?? null });
    }
    const layout = this.#layoutOf(record);
    const cell = byLine ? null : pointerOf(record.pointer);
    const row = { kind: 'row', layout, cells, line, cell, part, cellAt } as const;
    yield noRow === null ? row : { ...row, noRow: true };
  }

  /** A repeated key has its column again, so that every value counts as what it is. */
  #layoutOf({ paths, line, pointer }: JsonRecord): Layout {
    let layout = this.#layouts.get(paths);
    if (layout === undefined) {
      for (const { name } of paths) this.#context.unread(name, pointer, line);
      layout = new Layout(paths.slice(0, MAX_COLUMNS).map((path) => this.#columnOf(path)));
      this.#layouts.set(paths, layout);
    }
    return layout;
  }

  #columnOf(path: KeyPath): Column {
    const known = this.#columns.get(path.name);
    if (known !== undefined) return known;
    const { fields, why, traits } = this.#context.keys.of(path, this.#part);
    return this.#asKind({ name: path.name, fields, why, traits });
  }

  /** Beside a list of devices a name is a mention, whatever its key says. */
  #asKind(column: Column): Column {
    const isMention = this.#isBeside && !column.fields.includes('withheld');
    return isMention ? { ...column, fields: ['text'], traits: MENTION } : column;
  }
}

/** The columns of an input by kinds of records: devices, and the things inside them by where they stand. */
export class RecordKinds {
  readonly #kinds = new Map<string, RecordKind>();
  readonly #context: Context;

  /** Throws UserError for an override of a key that no record of the first kind has. */
  constructor(context: Context, sample: readonly JsonRecord[]) {
    this.#context = context;
    for (const [kind, records] of groupsOf(sample, kindOf)) {
      // What the user says of columns is about the first kind.
      const overrides = this.#kinds.size === 0 ? context.options.columns : [];
      this.#kinds.set(kind, new RecordKind(context, records, overrides));
    }
  }

  /** Each column once by name and meaning, in the order met. */
  get columns(): readonly Column[] {
    return distinctColumns([...this.#kinds.values()].flatMap(({ columns }) => [...columns]));
  }

  rows(record: JsonRecord): Generator<Item> {
    const name = kindOf(record);
    let kind = this.#kinds.get(name);
    if (kind === undefined) {
      kind = new RecordKind(this.#context, [record], []);
      if (this.#kinds.size < MAX_KINDS) this.#kinds.set(name, kind);
    }
    return kind.rows(record);
  }
}

/** Records of one list are of one kind: the last key of the pointer that is no index. */
function kindOf({ part, pointer, noRow }: JsonRecord): string {
  if (noRow === 'beside') return 'beside';
  return part === 'device' ? part : `${part} ${pointer.findLast((step) => !isIndex(step)) ?? ''}`;
}
