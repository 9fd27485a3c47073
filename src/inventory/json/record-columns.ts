import { SequenceCache } from '../../core/cache.ts';
import { groupsOf } from '../../core/groups.ts';
import { Layout, MENTION, type Column } from '../../core/layout.ts';
import { understandColumns } from '../headers/columns.ts';
import type { ColumnOverride } from '../inventory.ts';
import { distinctColumns, requireColumns, type Item } from '../rows.ts';
import type { KeyPath } from './keys.ts';
import type { Context, JsonRecord } from './record.ts';
import { isIndex, pointerOf } from './tree.ts';

/** Most columns of one record; its further values are cells without a column, which are free text. */
const MAX_COLUMNS = 1000;
/** Most kinds of records of an input whose columns are kept. */
const MAX_KINDS = 100;

/** The columns of an input by kinds of records: devices, and the things inside them by where they stand. */
export class RecordKinds {
  /** By kind its columns by their names, and layouts by paths: records with the same keys share one. */
  readonly #kinds = new Map<string, readonly [Map<string, Column>, SequenceCache<Layout>]>();
  readonly #context: Context;

  /** Throws UserError for an override of a key that no record of the first kind has. */
  constructor(context: Context, sample: readonly JsonRecord[]) {
    this.#context = context;
    // What the user says of columns is about the first kind.
    for (const [kind, records] of groupsOf(sample, kindOf))
      this.#understand(kind, records, this.#kinds.size === 0 ? context.options.columns : []);
  }

  /** Each column once by name and meaning, in the order met. */
  get columns(): readonly Column[] {
    return distinctColumns([...this.#kinds.values()].flatMap(([columns]) => [...columns.values()]));
  }

  *rows(record: JsonRecord): Generator<Item> {
    const { line, part, noRow, values } = record;
    const { byLine } = this.#context;
    const cellAt = byLine ? undefined : (index: number): string => pointerOf(record.pointerTo(index));
    const layout = this.#layoutOf(record);
    const cell = byLine ? null : pointerOf(record.pointer);
    const row = { kind: 'row', layout, cells: values, line, cell, part, cellAt } as const;
    yield noRow === null ? row : { ...row, noRow: true };
  }

  /** A repeated key has its column again, so that every value counts as what it is. */
  #layoutOf(record: JsonRecord): Layout {
    const { paths, line, pointer } = record;
    const kind = kindOf(record);
    const [columns, layouts] = this.#kinds.get(kind) ?? this.#understand(kind, [record], []);
    const alike = layouts.at(paths);
    if (alike.value === undefined) {
      for (const { name } of paths) this.#context.unread(name, pointer, line);
      const columnOf = (path: KeyPath): Column => columns.get(path.name) ?? this.#asMeant(record, path);
      alike.value = new Layout(paths.slice(0, MAX_COLUMNS).map(columnOf));
    }
    return alike.value;
  }

  #understand(kind: string, sample: readonly JsonRecord[], overrides: readonly ColumnOverride[]) {
    const { doubts, options, keys } = this.#context;
    const [first] = sample as readonly [JsonRecord];
    const paths = new Map(sample.flatMap((record) => record.paths.map((path) => [path.name, path] as const)));
    const names = [...paths.keys()].slice(0, MAX_COLUMNS);
    const rows = sample.map((record) => {
      const values = new Map(record.paths.map(({ name }, index) => [name, record.values[index] as string]));
      return names.map((name) => values.get(name) ?? '');
    });
    requireColumns(doubts.source, [names], overrides);
    // The dump of a database by Django (dumpdata): its model is a class of the program, `dcim.device`.
    const isDump = ['pk', 'model'].every((name) => paths.has(name)) && names.some((name) => name.startsWith('fields.'));
    const columns = understandColumns(names, rows, { ...options, columns: overrides }).map((column): Column => {
      if (isDump && column.name === 'model') return { ...column, fields: ['text'], traits: MENTION };
      return this.#asMeant(first, paths.get(column.name) ?? keys.root.child(column.name), column);
    });
    const byName = new Map(columns.map((column) => [column.name, column]));
    const made = [byName, new SequenceCache<Layout>()] as const;
    if (this.#kinds.size < MAX_KINDS) this.#kinds.set(kind, made);
    return made;
  }

  /**
   * What a column is about in records as this one. What the format fixes about a key counts more than its words and its
   * cells, by which it was understood. Beside a list of devices a name is a mention, whatever its key says.
   */
  #asMeant({ part, noRow }: JsonRecord, path: KeyPath, understood: Column | null = null): Column {
    const { sure, fields, why, traits } = this.#context.keys.of(path, part);
    const isSettled = understood === null || (understood.why !== 'override' && (sure || part !== 'device'));
    const ofOther = understood?.traits.filter((trait) => trait === 'other-device' && !traits.includes(trait)) ?? [];
    const column = isSettled ? { name: path.name, fields, why, traits: [...traits, ...ofOther] } : understood;
    const isMention = noRow === 'beside' && !column.fields.includes('withheld');
    return isMention ? { ...column, fields: ['text'], traits: MENTION } : column;
  }
}

/** Records of one list are of one kind: the last key of the pointer that is no index. */
function kindOf({ part, pointer, noRow }: JsonRecord): string {
  if (noRow === 'beside') return 'beside';
  return part === 'device' ? part : `${part} ${pointer.findLast((step) => !isIndex(step)) ?? ''}`;
}
