import { SequenceCache } from '../../core/cache.ts';
import { groupsOf } from '../../core/groups.ts';
import { Layout, MENTION, NO_TRAITS, type Column } from '../../core/layout.ts';
import { CELL_LIMIT } from '../../core/text.ts';
import { understandColumns } from '../headers/columns.ts';
import type { Doubts } from '../doubts.ts';
import type { ReadOptions } from '../inventory.ts';
import { requireColumns, foundProblem, type Item } from '../rows.ts';
import type { KeyPath, Keys } from './keys.ts';
import type { JsonRecord } from './record.ts';
import { isIndex } from './tree.ts';
import { pointerOf, type Unread } from './unread.ts';

/** Most columns of one record; its further values are cells without a column, which are free text. */
const MAX_COLUMNS = 1000;
/** Most kinds of records of an input whose columns are kept. */
const MAX_KINDS = 100;
/** Keys of all sets of keys whose columns are kept to be shared; most exports have fewer than ten sets. */
const MAX_STEPS = 20_000;
/** Records whose cells help to understand the columns. */
const SAMPLE_ROWS = 200;

/** What an input is read with. */
export interface Given {
  readonly doubts: Doubts;
  readonly options: ReadOptions;
  readonly keys: Keys;
  readonly unread: Unread;
  /** Whether people find a place in it by its line: a document of lines has no pointers. */
  readonly byLine?: true;
}

/** The columns of the records of one kind: records with the same keys share a layout. */
class RecordKind {
  readonly #columns = new Map<string, Column>();
  readonly #layouts = new SequenceCache<KeyPath, Layout>(MAX_STEPS, (path) => path);
  readonly #given: Given;
  readonly #isBeside: boolean;

  /** `sample` is the first records of the kind. Throws UserError for an override of a key that none of them has. */
  constructor(given: Given, sample: readonly JsonRecord[]) {
    const { doubts, options, keys } = given;
    this.#given = given;
    this.#isBeside = sample[0]?.aside === 'beside';
    const paths = new Map(sample.flatMap((record) => record.paths.map((path) => [path.name, path] as const)));
    const names = [...paths.keys()].slice(0, MAX_COLUMNS);
    const place = new Map(names.map((name, index) => [name, index]));
    const rows = sample.slice(0, SAMPLE_ROWS).map((record) => {
      const row = names.map(() => '');
      for (const [index, { name }] of record.paths.entries())
        row[place.get(name) ?? names.length] = record.values[index] as string;
      return row;
    });
    const part = sample[0]?.part ?? 'device';
    requireColumns(doubts.source, names, options.columns);
    for (const column of understandColumns(names, rows, options)) {
      const { sure, fields, why, traits } = keys.of(paths.get(column.name) ?? keys.root.child(column.name), part);
      const ofOther = column.traits.filter((trait) => trait === 'other-device' && !traits.includes(trait));
      // What the format fixes about a key counts more than its words and its cells.
      const settled = column.why !== 'override' && (sure || part !== 'device');
      const meaning = settled ? { name: column.name, fields, why, traits: [...traits, ...ofOther] } : column;
      this.#columns.set(column.name, this.#shared(meaning));
    }
  }

  get columns(): Iterable<Column> {
    return this.#columns.values();
  }

  *rows(record: JsonRecord): Generator<Item> {
    const { line, part, aside, values } = record;
    const { byLine } = this.#given;
    const cellAt = byLine === true ? undefined : (index: number): string => pointerOf(record.pointerTo(index));
    let cells: readonly string[] = values;
    for (const [index, value] of values.entries()) {
      if (value.length <= CELL_LIMIT) continue;
      cells = cells.with(index, value.slice(0, CELL_LIMIT));
      this.#given.unread.add(value.slice(CELL_LIMIT), line, record.pointerTo(index));
      const message = `value of more than ${CELL_LIMIT} characters: only the first were read`;
      yield foundProblem('too-large', message, { line, cell: cellAt?.(index) ?? null });
    }
    const layout = this.#layoutOf(record);
    const cell = byLine === true ? null : pointerOf(record.pointer);
    const row = { kind: 'row', layout, cells, line, cell, part, cellAt } as const;
    yield aside === null ? row : { ...row, aside: true };
  }

  /** A repeated key has its column again, so that every value counts as what it is. */
  #layoutOf(record: JsonRecord): Layout {
    const { paths, part, line, pointer } = record;
    let layout = this.#layouts.get(paths);
    if (layout === undefined) {
      for (const { name } of paths) this.#given.unread.add(name, line, pointer);
      layout = new Layout(paths.slice(0, MAX_COLUMNS).map((path) => this.#columnOf(path, part)));
      this.#layouts.set(paths, layout);
    }
    return layout;
  }

  #columnOf(path: KeyPath, part: JsonRecord['part']): Column {
    const { name } = path;
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    const { options, keys } = this.#given;
    const said = options.columns.filter(({ header }) => header.trim() === name).map(({ field }) => field);
    if (said.length > 0) return { name, fields: said, why: 'override', traits: NO_TRAITS };
    const { fields, why, traits } = keys.of(path, part);
    return this.#shared({ name, fields, why, traits });
  }

  /** Beside a list of devices a name is a mention, whatever its key says. */
  #shared(column: Column): Column {
    const { name, why, fields } = column;
    const isMention = this.#isBeside && !fields.includes('withheld');
    return shared(isMention ? { name, fields: ['text'], why, traits: MENTION } : column);
  }
}

const FIELDS = new Map<string, Column['fields']>();

/**
 * The column with a list of fields that all columns of its kind share: what is looked for in them is worked out by
 * list.
 */
function shared(column: Column): Column {
  const kind = `${column.fields.join()} ${column.traits.join()}`;
  const fields = FIELDS.get(kind) ?? column.fields;
  FIELDS.set(kind, fields);
  return { ...column, fields };
}

/** The columns of an input by kinds of records: devices, and the things inside them by where they stand. */
export class RecordKinds {
  readonly #kinds = new Map<string, RecordKind>();
  readonly #given: Given;

  constructor(given: Given, sample: readonly JsonRecord[]) {
    // What the user says of columns is about the first kind.
    this.#given = { ...given, options: { ...given.options, columns: [] } };
    for (const [kind, records] of groupsOf(sample, kindOf))
      this.#kinds.set(kind, new RecordKind(this.#kinds.size === 0 ? given : this.#given, records));
  }

  /** Each column once by name and meaning, in the order met. */
  get columns(): readonly Column[] {
    const all = [...this.#kinds.values()].flatMap(({ columns }) => [...columns]);
    const seen = new Map(all.toReversed().map((column) => [`${column.name}\n${column.fields.join()}`, column]));
    return all.filter((column) => seen.get(`${column.name}\n${column.fields.join()}`) === column);
  }

  rows(record: JsonRecord): Generator<Item> {
    const name = kindOf(record);
    let kind = this.#kinds.get(name);
    if (kind === undefined) {
      kind = new RecordKind(this.#given, [record]);
      if (this.#kinds.size < MAX_KINDS) this.#kinds.set(name, kind);
    }
    return kind.rows(record);
  }
}

/** Records of one list are of one kind: the last key of the pointer that is no index. */
function kindOf({ part, pointer, aside }: JsonRecord): string {
  if (aside === 'beside') return 'beside';
  return part === 'device' ? part : `${part} ${pointer.findLast((step) => !isIndex(step)) ?? ''}`;
}
