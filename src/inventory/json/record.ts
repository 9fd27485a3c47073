import { SequenceCache } from '../../core/cache.ts';
import { groupsOf, heldUnder } from '../../core/groups.ts';
import { Layout, MENTION, type Column } from '../../core/layout.ts';
import { parseMac, separatedMacs, SHORTEST_MAC } from '../../core/mac.ts';
import type { Field } from '../../core/fields.ts';
import type { Part } from '../../core/finding.ts';
import { CELL_LIMIT } from '../../core/text.ts';
import type { Doubts } from '../doubts.ts';
import { MAX_UNDERSTOOD, understandColumns } from '../headers/columns.ts';
import type { OutsideText, ReadOptions } from '../inventory.ts';
import { distinctColumns, outside, requireColumns, type Item } from '../rows.ts';
import { keysOf, type KeyPath, type Keys } from './keys.ts';
import { isIndex, JsonList, JsonMap, membersOf, pointerOf, type Json } from './tree.ts';

/** A record as cells with dotted paths, before it has columns: `{a: {b: 1}}` is the cell `a.b`. */
export class JsonRecord {
  readonly part: Part;
  readonly pointer: readonly string[];
  /** Null for a text in a list of several lines. */
  readonly line: number | null;
  /** The path of each cell, from the record on, and its value; a list of values is one cell, with a value per line. */
  readonly paths: KeyPath[] = [];
  readonly values: string[] = [];
  /** Records of things inside it: neighbours, and components with an identity of their own. */
  readonly inside: JsonRecord[] = [];
  /** Whether it is no row but part of an error message, or beside a list of devices: names in it are mentions. */
  noRow = false;
  readonly #context: Context;
  /** The cells that hold lists, by path; `seen`: the values in each, of addresses the 36-bit blocks. */
  readonly #lists = new Map<string, { readonly index: number; readonly seen: Set<string> }>();

  constructor(context: Context, pointer: readonly string[], line: number | null, part: Part = 'device') {
    this.#context = context;
    this.part = part;
    this.pointer = pointer;
    this.line = line;
  }

  /** Adds a cell that stands elsewhere in the document, or nowhere. */
  addBeside(key: string, value: string): void {
    this.#add(this.#context.keys.beside.child(key), value);
  }

  /** Adds the cells of a map at a path. */
  addMap({ keys, values }: JsonMap, path = this.#context.keys.root): this {
    for (let index = 0; index < keys.length; index += 1)
      this.#addNode(values[index] as Json, path.child(keys[index] as string));
    return this;
  }

  some(test: (path: KeyPath, value: string) => boolean): boolean {
    return this.paths.some((path, index) => test(path, this.values[index] as string));
  }

  /** Whether a value identifies a thing; `surely`: as a thing of its own. */
  identifies(surely = false): boolean {
    return this.some((path, value) => this.#context.keys.isIdentity(path, value, this.part, surely));
  }

  /** The first value with content among the cells whose first field is this one. */
  firstOf(field: Field): string | undefined {
    const { keys } = this.#context;
    const isOf = (path: KeyPath): boolean => keys.meaningOf(path, this.part).fields[0] === field;
    return this.values.find((value, index) => isOf(this.paths[index] as KeyPath) && keys.hasContent(value));
  }

  pointerTo(path: KeyPath): readonly string[] {
    return [...this.pointer, ...path.keys.slice(0, path.steps ?? undefined)];
  }

  /** Adds a cell and returns its index. */
  #add(path: KeyPath, value: string): number {
    this.values.push(value);
    return this.paths.push(path) - 1;
  }

  #addNode(node: Json, path: KeyPath): void {
    if (node instanceof JsonMap) {
      if (isOfAddresses(node.keys, node.values)) this.#addList(node.keys, path.inList.child('mac'));
      if (!this.#takesNeighbour(node, path)) this.addMap(node, path);
    } else if (node instanceof JsonList) this.#addList(node.items, path.inList);
    else if (path.steps === null) this.#add(path, node);
    else this.#addToList(node, path);
  }

  #addList(items: readonly Json[], path: KeyPath): void {
    for (const [index, item] of items.entries()) {
      const isTaken =
        item instanceof JsonMap
          ? this.#takesPair(item, path) || this.#takesThing(item, path, index)
          : this.#takesNamed(item, path);
      if (!isTaken) this.#addNode(item, path);
    }
  }

  /** Adds a value of a list as a line of its cell; of addresses, only the first of each registry block. */
  #addToList(value: string, path: KeyPath): void {
    let list = this.#lists.get(path.name);
    if (list === undefined) this.#lists.set(path.name, (list = { index: this.#add(path, ''), seen: new Set() }));
    // Addresses of one 36-bit block have one registrant.
    const key = parseMac(value)?.slice(0, 9) ?? value;
    const { values } = this;
    const before = values[list.index] ?? '';
    if (value.trim() === '' || list.seen.has(key)) return;
    if (before.length > CELL_LIMIT) {
      this.#context.unread(value, this.pointerTo(path));
      return;
    }
    list.seen.add(key);
    values[list.index] = before === '' ? value : `${before}\n${value}`;
  }

  /** Adds a property by its name: `{key: 'Serial', value: 'X1'}`. Returns false for any other map. */
  #takesPair(item: JsonMap, path: KeyPath): boolean {
    const { keys, options } = this.#context;
    const { names, pairNames, pairValues } = keys.is;
    const [name = '', value] = [pairNames, pairValues].map((isKey) => item.values[item.keys.findIndex(isKey)]);
    if (value === undefined || keys.isIdentified(item, true)) return false;
    if (typeof name === 'string' && (typeof value !== 'string' || item.keys.length > MOST_OF_PAIR)) return false;
    const [label, text] = [textIn(name, names), textIn(value, names)];
    if (label === '') return false;
    // `{label: 'S5720', value: 12}` is a count of S5720.
    if (isIndex(text) && options.words.headers.read(label) === null) return false;
    this.#addNode(text, path.child(label));
    const isOtherMember = (_: string, each: Json): boolean => each !== name && each !== value;
    if (item.keys.length > 2) this.#context.unread(item.filter(isOtherMember), [...this.pointer, ...path.keys]);
    return true;
  }

  /** Adds an identity by its name, no header by a header: `[["mac", "00:e0:fc:..."]]`, `tags: ["vendor:huawei"]`. */
  #takesNamed(item: JsonList | string, path: KeyPath): boolean {
    const { keys, options } = this.#context;
    const isTag = typeof item === 'string' && keys.is.tags(path.keys.at(-1) ?? '');
    const [name, value, ...others] = typeof item !== 'string' ? item.items : isTag ? item.split(/[:=](.*)/s, 2) : [];
    if (typeof name !== 'string' || typeof value !== 'string' || others.length > 0) return false;
    const child = path.child(name);
    if (options.words.headers.isKnown(value) || !keys.isIdentity(child, value, this.part, false)) return false;
    this.#addNode(value, child);
    return true;
  }

  /** Makes a record of a map whose own values identify a neighbour: `ports: {8: {lldp: {chassisId: ...}}}`. */
  #takesNeighbour(map: JsonMap, path: KeyPath): boolean {
    const { keys } = this.#context;
    if (this.part === 'neighbour' || !path.keys.some(keys.is.neighbours)) return false;
    if (!map.some((key, value) => keys.isIdentity(path.child(key), value, 'neighbour', false))) return false;
    this.inside.push(new JsonRecord(this.#context, this.pointerTo(path), map.line, 'neighbour').addMap(map));
    return true;
  }

  /** Makes a record of an element that identifies a neighbour, or a component with a vendor or model of its own. */
  #takesThing(item: JsonMap, path: KeyPath, index: number): boolean {
    const { keys, notThings } = this.#context;
    const isNeighbour = path.keys.some(keys.is.neighbours) || keys.isNeighbourRecord(item.keys);
    // Interfaces belong to the record of their device.
    if (!isNeighbour && keys.is.interfaces(path.keys.at(-1) ?? '')) return false;
    const part = isNeighbour ? 'neighbour' : 'component';
    if (notThings[part].has(item)) return false;
    const pointer = [...this.pointer, ...path.keys, String(index)];
    const inner = new JsonRecord(this.#context, pointer, item.line, part).addMap(item);
    // A neighbour known only by name and port (NetBox cables, Ansible facts) stays in the record of the device.
    const isThing = inner.identifies(part === 'component');
    if (isThing) this.inside.push(inner);
    else notThings[part].add(item);
    return isThing;
  }
}

/** What a document holds, in order. */
export type Found = JsonRecord | Exclude<Item, { readonly kind: 'row' }>;

/** Most unread texts that are remembered, and the longest of them: keys and words of answers come again and again. */
const [MOST_REMEMBERED, LONGEST_REMEMBERED] = [10_000, 100];

/** What an input is read with, and its texts that are in no record. */
export class Context {
  readonly doubts: Doubts;
  readonly options: ReadOptions;
  readonly keys: Keys;
  /** The last table whose rows are lists: where it stands, and its headers. */
  table: { readonly at: string; readonly headers: readonly string[] } | undefined;
  /** Whether places are given by line: XML has no JSON pointers. */
  byLine = false;
  /** Elements found to be no record of their own: without these sets, nested lists are flattened twice per level. */
  readonly notThings = { neighbour: new WeakSet<JsonMap>(), component: new WeakSet<JsonMap>() };
  /** The line of the value that is being read; null: it stands on several. */
  line: number | null = null;
  readonly #remembered = new Set<string>();
  readonly #unread: Item[] = [];

  constructor(doubts: Doubts, options: ReadOptions) {
    this.doubts = doubts;
    this.options = options;
    this.keys = keysOf(options.words);
  }

  /** Takes keys and texts that are in no record, unread ones once each, so that names in them are accounted for. */
  unread(node: Json, pointer: readonly string[], line = this.line, kind: OutsideText['kind'] = 'unread'): void {
    if (typeof node === 'string') {
      if (node.length < 2 || (kind === 'unread' && this.#remembered.has(node))) return;
      if (node.length <= LONGEST_REMEMBERED && this.#remembered.size < MOST_REMEMBERED) this.#remembered.add(node);
      this.#unread.push(outside(kind, node, { line, cell: pointerOf(pointer) || null }));
      return;
    }
    for (const [step, value] of membersOf(node)) {
      if (node instanceof JsonMap) this.unread(step, pointer, line, kind);
      this.unread(value, [...pointer, step], line, kind);
    }
  }

  takeUnread(): readonly Item[] {
    return this.#unread.splice(0);
  }
}

/** Whether all keys are MAC addresses and all values texts, as in notes: `{"00:1b:54:aa:01:02": "lobby"}`. */
export function isOfAddresses(keys: readonly Json[], values: readonly Json[]): boolean {
  const isAddress = (key: Json): boolean =>
    typeof key === 'string' && key.length >= SHORTEST_MAC && separatedMacs(key).length === 1;
  return keys.length > 0 && keys.every(isAddress) && values.every((value) => typeof value === 'string');
}

/** Most members of a map that is a property by its name, where the name is a text. */
const MOST_OF_PAIR = 4;

/** The text of a property's name or value: the text itself, the name in a map, the texts of a list. */
function textIn(node: Json, isName: (key: string) => boolean): string {
  if (node instanceof JsonList) return node.items.map((item) => textIn(item, isName)).join('\n');
  return typeof node === 'string' ? node : textIn(node.values[node.keys.findIndex(isName)] ?? '', isName);
}

/** The columns of the records of an input. */
export class RecordColumns {
  readonly #context: Context;
  /** Columns that words and cells decide, by name: those of devices, else those of all records. */
  readonly #understood: ReadonlyMap<string, Column>;
  /** Records of one kind with the same keys share a layout. */
  readonly #layouts = new Map<string, SequenceCache<Layout>>();
  /** The names of columns that half of the records have: no key in them tells one record from another. */
  readonly #headers: ReadonlySet<string>;
  /** Each column of the sample once by name and meaning, in order of appearance. */
  readonly columns: readonly Column[];

  /** Throws UserError for an override of a key that none of these records has. */
  constructor(context: Context, sample: readonly JsonRecord[]) {
    this.#context = context;
    const names = sample.flatMap(({ paths }) => paths.map(({ name }) => name));
    const isHeader = ({ length }: readonly string[]): boolean => length > 1 && length * 2 >= sample.length;
    this.#headers = new Set(Array.from(groupsOf(names, String).values()).filter(isHeader).flat());
    const devices = sample.filter((record) => kindOf(record) === 'device');
    this.#understood = this.#understand(devices.length > 0 ? devices : sample);
    this.columns = distinctColumns(sample.flatMap((record) => this.#layoutOf(record).columns));
  }

  rowOf(record: JsonRecord): Item {
    const { line, part, noRow, paths, values } = record;
    const { byLine } = this.#context;
    const cellAt = byLine ? undefined : (index: number): string => pointerOf(record.pointerTo(paths[index] as KeyPath));
    const layout = this.#layoutOf(record);
    const cell = byLine ? null : pointerOf(record.pointer);
    return { kind: 'row', layout, cells: values, line, cell, part, cellAt, noRow };
  }

  /** The layout of a record. A repeated key repeats its column, so that each of its values counts. */
  #layoutOf(record: JsonRecord): Layout {
    const { paths, line, pointer } = record;
    const kind = kindOf(record);
    const cached = heldUnder(this.#layouts, kind, () => new SequenceCache<Layout>()).at(paths);
    if (cached.value === undefined) {
      for (const { name } of paths)
        this.#context.unread(name, pointer, line, this.#headers.has(name) ? 'key' : 'unread');
      cached.value = new Layout(paths.map((path) => this.#asMeant(record, path)));
    }
    return cached.value;
  }

  #understand(sample: readonly JsonRecord[]): ReadonlyMap<string, Column> {
    const { doubts, options } = this.#context;
    const names = [...new Set(sample.flatMap(({ paths }) => paths.map(({ name }) => name)))].slice(0, MAX_UNDERSTOOD);
    if (names.length === 0) return new Map();
    const rows = sample.map((record) => {
      const values = new Map(record.paths.map(({ name }, index) => [name, record.values[index] as string]));
      return names.map((name) => values.get(name) ?? '');
    });
    requireColumns(doubts.source, [names], options.columns);
    // In a dump of Django (dumpdata), `model` is a class of the program: `dcim.device`.
    const isDump =
      ['pk', 'model'].every((name) => names.includes(name)) && names.some((name) => /^fields\./.test(name));
    const asOfDump = { fields: ['text'], traits: MENTION, why: 'override' } as const;
    const asMeant = (each: Column): Column => (isDump && each.name === 'model' ? { ...each, ...asOfDump } : each);
    return new Map(understandColumns(names, rows, options).map((each) => [each.name, asMeant(each)]));
  }

  /** The column of a path: what the format fixes outranks words and cells. Beside devices, names are mentions. */
  #asMeant({ part, noRow }: JsonRecord, path: KeyPath): Column {
    const { sure, fields, why, traits } = this.#context.keys.meaningOf(path, part);
    const understood = this.#understood.get(path.name);
    const isSettled =
      understood === undefined || (understood.why !== 'override' && (sure || noRow || part !== 'device'));
    const otherDevice = understood?.traits.filter((trait) => trait === 'other-device' && !traits.includes(trait)) ?? [];
    const column = isSettled ? { name: path.name, fields, why, traits: [...traits, ...otherDevice] } : understood;
    const isMention = noRow && !column.fields.includes('withheld');
    return isMention ? { ...column, fields: ['text'], traits: MENTION } : column;
  }
}

/** The kind of a record, by what it is about: one beside a list of devices is of a kind of its own. */
const kindOf = ({ part, noRow }: JsonRecord): string => (noRow ? `beside ${part}` : part);
