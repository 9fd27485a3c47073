import { SequenceCache } from '../../core/cache.ts';
import { groupsOf } from '../../core/groups.ts';
import { Layout, MENTION, type Column } from '../../core/layout.ts';
import { parseMac, separatedMacs, SHORTEST_MAC } from '../../core/mac.ts';
import type { Part } from '../../core/record.ts';
import { CELL_LIMIT } from '../../core/text.ts';
import type { Doubts } from '../doubts.ts';
import { understandColumns } from '../headers/columns.ts';
import type { ColumnOverride, ReadOptions } from '../inventory.ts';
import { distinctColumns, outside, requireColumns, type Item } from '../rows.ts';
import { keysOf, type KeyPath, type Keys } from './keys.ts';
import { isIndex, JsonList, JsonMap, membersOf, pointerOf, type Json } from './tree.ts';

/** A cell of its own: its whole path is a place in the document. */
export const ALL = 0x3fffffff;

/** A record with nested keys made dotted, before it has columns. */
export class JsonRecord {
  readonly part: Part;
  readonly pointer: readonly string[];
  readonly line: number;
  /** Where its cells stand, from the record, and what they hold. */
  readonly paths: KeyPath[] = [];
  readonly values: string[] = [];
  /** Things listed inside it that have a maker of their own. */
  readonly inside: JsonRecord[] = [];
  /** When it tells no device: of an error message, or beside a list of devices, where what it names is a mention. */
  noRow: 'error' | 'beside' | null = null;
  /** Keys of each path that exist in the document: all, or those down to a list whose elements were put together. */
  readonly #steps: number[] = [];
  /** The cells that lists are put together in: values that are in each, and 36-bit blocks of addresses. */
  readonly #lists = new Map<string, { readonly index: number; readonly known: Set<string> }>();

  constructor(part: Part, pointer: readonly string[], line: number) {
    this.part = part;
    this.pointer = pointer;
    this.line = line;
  }

  /** Adds a cell and returns its index. */
  add(path: KeyPath, value: string, steps = ALL): number {
    this.values.push(value);
    this.#steps.push(steps);
    return this.paths.push(path) - 1;
  }

  some(test: (path: KeyPath, value: string) => boolean): boolean {
    return this.paths.some((path, index) => test(path, this.values[index] as string));
  }

  pointerTo(index: number): readonly string[] {
    return [...this.pointer, ...(this.paths[index]?.keys.slice(0, this.#steps[index]) ?? [])];
  }

  /** Adds the cells of a map at a path. `steps`: keys of it that exist in the document, where they are not all. */
  addMap({ keys, values }: JsonMap, path: KeyPath, steps: number, context: Context): void {
    for (let index = 0; index < keys.length; index += 1)
      this.#addNode(values[index] as Json, path.child(keys[index] as string), steps, context);
  }

  #addNode(node: Json, path: KeyPath, steps: number, context: Context): void {
    if (node instanceof JsonMap) {
      if (isOfAddresses(node.keys, node.values))
        this.#addNode(new JsonList(node.keys, node.line), path.child('mac'), steps, context);
      if (!this.#takesNeighbour(node, path, steps, context)) this.addMap(node, path, steps, context);
    } else if (node instanceof JsonList) this.#addList(node, path, Math.min(steps, path.keys.length), context);
    else if (steps === ALL) this.add(path, node);
    else this.#addToList(node, path, steps, context);
  }

  #addList({ items }: JsonList, path: KeyPath, steps: number, context: Context): void {
    for (const [index, item] of items.entries()) {
      const isTaken =
        item instanceof JsonMap
          ? this.#takesPair(item, path, steps, context) || this.#takes(item, path, index, context)
          : this.#takesNamed(item, path, steps, context);
      if (!isTaken) this.#addNode(item, path, steps, context);
    }
  }

  /** All values of a list are lines of one cell, and of addresses one of each registry block stays. */
  #addToList(value: string, path: KeyPath, steps: number, context: Context): void {
    let list = this.#lists.get(path.name);
    if (list === undefined) this.#lists.set(path.name, (list = { index: this.add(path, '', steps), known: new Set() }));
    // Addresses of one 36-bit block have one registrant: the first of them tells all.
    const key = parseMac(value)?.slice(0, 9) ?? value;
    const { values } = this;
    const before = values[list.index] ?? '';
    if (value.trim() === '' || list.known.has(key)) return;
    if (before.length > CELL_LIMIT) {
      context.unread(value, this.pointerTo(list.index));
      return;
    }
    list.known.add(key);
    values[list.index] = before === '' ? value : `${before}\n${value}`;
  }

  /** `{key: 'Serial', value: 'X1'}`: a property by its name. */
  #takesPair(item: JsonMap, path: KeyPath, steps: number, context: Context): boolean {
    const { names, pairNames, pairValues } = context.keys.is;
    const [name = '', value] = [pairNames, pairValues].map((is) => item.values[item.keys.findIndex(is)]);
    if (value === undefined || context.keys.tellIn(item, true)) return false;
    if (typeof name === 'string' && (typeof value !== 'string' || item.keys.length > MOST_OF_PAIR)) return false;
    const [label, text] = [textIn(name, names), textIn(value, names)];
    if (label === '') return false;
    // `{label: 'S5720', value: 12}`: how many there are of it.
    if (isIndex(text) && context.options.words.headers.read(label) === null) return false;
    this.#addNode(text, path.child(label), steps, context);
    const isLeft = (_: string, each: Json): boolean => each !== name && each !== value;
    if (item.keys.length > 2) context.unread(item.filter(isLeft), [...this.pointer, ...path.keys]);
    return true;
  }

  /**
   * `connections: [["mac", "00:e0:fc:..."]]` of Home Assistant, `tags: ["vendor:huawei"]`: an identity by its name, and
   * no two headers.
   */
  #takesNamed(item: JsonList | string, path: KeyPath, steps: number, context: Context): boolean {
    const isTag = typeof item === 'string' && context.keys.is.tags(path.keys.at(-1) ?? '');
    const [name, value, ...others] = typeof item !== 'string' ? item.items : isTag ? item.split(/[:=](.*)/s, 2) : [];
    if (typeof name !== 'string' || typeof value !== 'string' || others.length > 0) return false;
    const child = path.child(name);
    const isHeader = context.options.words.headers.isKnown(value);
    if (isHeader || !context.keys.isIdentity(child, value, this.part, false)) return false;
    this.#addNode(value, child, steps, context);
    return true;
  }

  /** `ports: {8: {lldp: {chassisId: ...}}}`: a map that says by its own values what a neighbour is becomes a record. */
  #takesNeighbour(map: JsonMap, path: KeyPath, steps: number, context: Context): boolean {
    const { keys } = context;
    if (this.part === 'neighbour' || !path.keys.some(keys.is.neighbours)) return false;
    if (!map.some((key, value) => keys.isIdentity(path.child(key), value, 'neighbour', false))) return false;
    this.inside.push(flatten(map, [...this.pointer, ...path.keys.slice(0, steps)], 'neighbour', context));
    return true;
  }

  /** An element that is a neighbour, or has a maker of its own, becomes a record of its own. */
  #takes(item: JsonMap, path: KeyPath, index: number, context: Context): boolean {
    const { keys, noThings } = context;
    const isNeighbour = path.keys.some(keys.is.neighbours) || keys.isNeighbourRecord(item.keys);
    // An interface is the device's.
    if (!isNeighbour && keys.is.interfaces(path.keys.at(-1) ?? '')) return false;
    const part = isNeighbour ? 'neighbour' : 'component';
    if (noThings[part].has(item)) return false;
    const inner = flatten(item, [...this.pointer, ...path.keys, String(index)], part, context);
    // A neighbour of which only name and port are known (NetBox cables, Ansible facts) is a note of the device.
    const isThing = inner.some((of, value) => keys.isIdentity(of, value, part, part === 'component'));
    if (isThing) this.inside.push(inner);
    else noThings[part].add(item);
    return isThing;
  }
}

/** What stands in a document, in order. */
export type Found = JsonRecord | Exclude<Item, { readonly kind: 'row' }>;

/** Texts that are remembered, and how long they are at most: keys, and words of answers, come again and again. */
const [MOST_KNOWN, LONGEST_KNOWN] = [10_000, 100];

/** What an input is read with, and the texts of it that come into no record. */
export class Context {
  readonly doubts: Doubts;
  readonly options: ReadOptions;
  readonly keys: Keys;
  /** The table whose rows are lists that was met last: where it stands, and what its columns are called. */
  table: { readonly at: string; readonly headers: readonly string[] } | undefined;
  /** Whether people find a place in it by its line: a document of lines has no pointers. */
  byLine = false;
  /** Listed maps that are no thing of their own: lists within lists would be flattened twice a level. */
  readonly noThings = { neighbour: new WeakSet<JsonMap>(), component: new WeakSet<JsonMap>() };
  /** The line of all that is read now; null: it stands on several. */
  line: number | null = null;
  readonly #known = new Set<string>();
  readonly #unread: Item[] = [];

  constructor(doubts: Doubts, options: ReadOptions) {
    this.doubts = doubts;
    this.options = options;
    this.keys = keysOf(options.words);
  }

  /** Takes keys and texts that come into no record, each once, so that names in them are accounted for. */
  unread(node: Json, pointer: readonly string[], line = this.line): void {
    if (typeof node === 'string') {
      if (node.length < 2 || this.#known.has(node)) return;
      if (node.length <= LONGEST_KNOWN && this.#known.size < MOST_KNOWN) this.#known.add(node);
      this.#unread.push(outside('unread', node, { line, cell: pointerOf(pointer) || null }));
      return;
    }
    for (const [step, value] of membersOf(node)) {
      if (node instanceof JsonMap) this.unread(step, pointer, line);
      this.unread(value, [...pointer, step], line);
    }
  }

  takeUnread(): readonly Item[] {
    return this.#unread.splice(0);
  }
}

/** Flattens one record: `{a: {b: 1}}` is `a.b`, lists of values are one cell with a value a line. */
export function flatten(map: JsonMap, pointer: readonly string[], part: Part, context: Context): JsonRecord {
  const record = new JsonRecord(part, pointer, map.line);
  record.addMap(map, context.keys.root, ALL, context);
  return record;
}

/** `{"00:1b:54:aa:01:02": "lobby"}`: what somebody noted of addresses. */
export function isOfAddresses(keys: readonly Json[], values: readonly Json[]): boolean {
  const isAddress = (key: Json): boolean =>
    typeof key === 'string' && key.length >= SHORTEST_MAC && separatedMacs(key).length === 1;
  return keys.length > 0 && keys.every(isAddress) && values.every((value) => typeof value === 'string');
}

/** Members of a map that is a property by its name, where the name is a text. */
const MOST_OF_PAIR = 4;

/** What the name or the value of a property says: a text, the name of a map, the texts of a list. */
function textIn(node: Json, isName: (key: string) => boolean): string {
  if (node instanceof JsonList) return node.items.map((item) => textIn(item, isName)).join('\n');
  return typeof node === 'string' ? node : textIn(node.values[node.keys.findIndex(isName)] ?? '', isName);
}

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

  rowOf(record: JsonRecord): Item {
    const { line, part, noRow, values } = record;
    const { byLine } = this.#context;
    const cellAt = byLine ? undefined : (index: number): string => pointerOf(record.pointerTo(index));
    const layout = this.#layoutOf(record);
    const cell = byLine ? null : pointerOf(record.pointer);
    const row = { kind: 'row', layout, cells: values, line, cell, part, cellAt } as const;
    return noRow === null ? row : { ...row, noRow: true };
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
