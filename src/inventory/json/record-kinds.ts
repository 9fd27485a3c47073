import { CELL_LIMIT } from '../../core/text.ts';
import { SequenceCache } from '../../core/cache.ts';
import { Layout, MENTION, NO_TRAITS, type Column } from '../../core/layout.ts';
import { understandColumns } from '../headers/columns.ts';
import type { ReadOptions } from '../inventory.ts';
import type { Item } from '../rows.ts';
import { trouble } from '../rows.ts';
import type { KeyMeanings } from './fields.ts';
import { cellsOf, type FlatRecord, type Place } from './flatten.ts';
import { KeyPath } from './key-path.ts';

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
  readonly #layouts = new SequenceCache<Place, Layout>(MAX_STEPS, ({ path }) => path);
  readonly #options: ReadOptions;
  readonly #keys: KeyMeanings;
  readonly #isBeside: boolean;

  /** `sample` is the first records of the kind. Throws UserError for an override of a key that none of them has. */
  constructor(source: string, sample: readonly FlatRecord[], options: ReadOptions, keys: KeyMeanings) {
    this.#options = options;
    this.#keys = keys;
    this.#isBeside = sample[0]?.beside === true;
    const paths = new Map<string, KeyPath>();
    for (const { places } of sample) for (const { path } of places) paths.set(path.name, path);
    const names = [...paths.keys()].slice(0, MAX_COLUMNS);
    const place = new Map(names.map((name, index) => [name, index]));
    const rows = sample.slice(0, SAMPLE_ROWS).map((record) => {
      const row = names.map(() => '');
      for (const { path, value } of cellsOf(record)) row[place.get(path.name) ?? names.length] = value;
      return row;
    });
    const part = sample[0]?.part ?? 'device';
    for (const column of understandColumns(source, names, rows, options)) {
      const { sure, fields, why, traits } = this.#keys.of(paths.get(column.name) ?? KeyPath.of(column.name), part);
      const ofOther = column.traits.filter((trait) => trait === 'other-device' && !traits.includes(trait));
      // What the format fixes about a key counts more than its words and its cells.
      const settled = column.why !== 'override' && (sure || part !== 'device');
      this.#columns.set(
        column.name,
        this.#shared(settled ? { name: column.name, fields, why, traits: [...traits, ...ofOther] } : column),
      );
    }
  }

  get columns(): Iterable<Column> {
    return this.#columns.values();
  }

  *rows(record: FlatRecord): Generator<Item> {
    const { line, part, aside, places, values } = record;
    const pointer = toPointer(record.pointer);
    const cellAt = (index: number): string => {
      const place = places[index];
      return pointer + (place === undefined ? '' : toPointer(place.path.keys.slice(0, place.steps)));
    };
    let cells = values;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] as string;
      if (value.length <= CELL_LIMIT) continue;
      cells = cells.with(index, value.slice(0, CELL_LIMIT));
      yield trouble('too-large', `value of more than ${CELL_LIMIT} characters: only the first were read`, {
        line,
        cell: cellAt(index),
      });
    }
    const row = { kind: 'row', layout: this.#layoutOf(record), cells, line, cell: pointer, part, cellAt } as const;
    yield aside === true ? { ...row, aside } : row;
  }

  /** A repeated key has its column again, so that every value counts as what it is. */
  #layoutOf({ places, part }: FlatRecord): Layout {
    let layout = this.#layouts.get(places);
    if (layout === undefined) {
      layout = new Layout(places.slice(0, MAX_COLUMNS).map(({ path }) => this.#columnOf(path, part)));
      this.#layouts.set(places, layout);
    }
    return layout;
  }

  #columnOf(path: KeyPath, part: FlatRecord['part']): Column {
    const { name } = path;
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    const said = this.#options.columns.filter(({ header }) => header.trim() === name).map(({ field }) => field);
    if (said.length > 0) return { name, fields: said, why: 'override', traits: NO_TRAITS };
    const { fields, why, traits } = this.#keys.of(path, part);
    return this.#shared({ name, fields, why, traits });
  }

  #shared(column: Column): Column {
    return shared(this.#isBeside ? mention(column) : column);
  }
}

/** A column in which a name is a mention, whatever its header says. */
function mention(column: Column): Column {
  const { name, why } = column;
  return column.fields.includes('withheld') ? column : { name, fields: ['text'], why, traits: MENTION };
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

/** RFC 6901. */
function toPointer(path: readonly string[]): string {
  return path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The kinds of records of an input: devices, and the things inside them by where they stand. */
export class RecordKinds {
  readonly #kinds = new Map<string, RecordKind>();
  readonly #source: string;
  readonly #options: ReadOptions;
  readonly #keys: KeyMeanings;

  constructor(source: string, sample: readonly FlatRecord[], options: ReadOptions, keys: KeyMeanings) {
    this.#source = source;
    this.#options = options;
    this.#keys = keys;
    const samples = new Map<string, FlatRecord[]>();
    for (const record of sample) {
      const same = samples.get(kindOf(record));
      if (same === undefined) samples.set(kindOf(record), [record]);
      else same.push(record);
    }
    for (const [kind, records] of samples) {
      const isFirst = this.#kinds.size === 0;
      this.#kinds.set(kind, new RecordKind(source, records, isFirst ? options : { ...options, columns: [] }, keys));
    }
  }

  /** Each column once by name and meaning, in the order met. */
  get columns(): readonly Column[] {
    const seen = new Map<string, Column>();
    for (const kind of this.#kinds.values()) {
      for (const column of kind.columns) {
        const key = `${column.name}\n${column.fields.join()}`;
        if (!seen.has(key)) seen.set(key, column);
      }
    }
    return [...seen.values()];
  }

  *rows(record: FlatRecord): Generator<Item> {
    const name = kindOf(record);
    let kind = this.#kinds.get(name);
    if (kind === undefined) {
      kind = new RecordKind(this.#source, [record], { ...this.#options, columns: [] }, this.#keys);
      if (this.#kinds.size < MAX_KINDS) this.#kinds.set(name, kind);
    }
    yield* kind.rows(record);
  }
}

/** Records of one list are of one kind: the last key of the pointer that is no index. */
function kindOf({ part, pointer, beside }: FlatRecord): string {
  if (beside === true) return 'beside';
  return part === 'device' ? part : `${part} ${pointer.findLast((step) => !/^\d+$/.test(step)) ?? ''}`;
}
