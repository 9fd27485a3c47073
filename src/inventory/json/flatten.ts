import { CELL_LIMIT } from '../../core/text.ts';
import type { Part } from '../../core/record.ts';
import { parseMac } from '../../core/mac.ts';
import type { KeyMeanings } from './fields.ts';
import { isInterfaceTree, isNeighbourRecord, isNeighbourTree } from './known-keys.ts';
import { KeyPath } from './key-path.ts';
import type { ListRows } from './list-rows.ts';
import type { JsonList, JsonMap, JsonNode } from './tree.ts';

/** A record with nested keys made dotted, before it has columns. */
export interface FlatRecord {
  readonly part: Part;
  /** From the root of the document. */
  readonly pointer: readonly string[];
  readonly line: number;
  /** Where its cells stand. */
  readonly places: readonly Place[];
  /** What its cells hold. */
  readonly values: readonly string[];
  /** Things listed inside it that have a maker of their own. */
  readonly inside: readonly Flattened[];
  /** It tells no device, in an answer that is an error message. */
  readonly aside?: true;
  /** It tells no device, and stands beside a list of devices: what it names is a mention. */
  readonly beside?: true;
}

/** Where a cell, or one of the values that it is put together of, stands. */
export interface Place {
  /** From the record. */
  readonly path: KeyPath;
  /** Steps of the path that exist in the document as a pointer, all or the list, where elements were put together. */
  readonly steps: number;
}

export interface FlatCell {
  readonly path: KeyPath;
  readonly value: string;
}

/** The cells of a record. */
export function cellsOf({ places, values }: FlatRecord): readonly FlatCell[] {
  return places.map(({ path }, index) => ({ path, value: values[index] ?? '' }));
}

/** A cell that a list is put together in. */
interface ListCell {
  readonly index: number;
  /** What is in it: values, and 36-bit blocks of addresses. */
  readonly known: Set<string>;
}

/** What records are made with. */
export interface Context {
  /** The line of a map or list, from the unit it was parsed in. */
  readonly lineOf: (node: JsonMap | JsonList) => number;
  readonly keys: KeyMeanings;
  /** Rows that are lists, of the whole input. */
  readonly rows: ListRows;
  /** Listed maps that are no thing of their own: lists within lists would be flattened twice a level. */
  readonly noThings: Readonly<Record<PartInside, Set<JsonMap>>>;
}

type PartInside = 'neighbour' | 'component';

/** What `noThings` is before anything was flattened. */
export function noThingsYet(): Context['noThings'] {
  return { neighbour: new Set(), component: new Set() };
}

/** A class whose lists are made by `Array.of`, as its places are of one: a tenth of the time of 50,000 devices. */
export class Flattened implements FlatRecord {
  readonly part: Part;
  readonly pointer: readonly string[];
  readonly line: number;
  readonly places: Place[] = Array.of<Place>();
  readonly values: string[] = Array.of<string>();
  readonly inside: Flattened[] = Array.of<Flattened>();
  readonly #context: Context;
  #lists: Map<KeyPath, ListCell> | null = null;

  constructor(part: Part, pointer: readonly string[], line: number, context: Context) {
    this.part = part;
    this.pointer = pointer;
    this.line = line;
    this.#context = context;
  }

  /**
   * Adds a value. `steps`: Infinity, or those of the path down to a list: of a list all values are lines of one cell,
   * and of addresses one of each registry block stays.
   */
  add(path: KeyPath, value: string, steps: number): void {
    if (steps === Infinity) {
      this.places.push(new PlaceInMap(path));
      this.values.push(value);
      return;
    }
    this.#lists ??= new Map();
    let list = this.#lists.get(path);
    if (list === undefined) {
      list = { index: this.places.push({ path, steps }) - 1, known: new Set() };
      this.values.push('');
      this.#lists.set(path, list);
    }
    // Addresses of one 36-bit block have one registrant: the first of them tells all.
    const key = parseMac(value)?.slice(0, 9) ?? value;
    const before = this.values[list.index] ?? '';
    if (value.trim() === '' || list.known.has(key) || before.length > CELL_LIMIT) return;
    list.known.add(key);
    this.values[list.index] = before === '' ? value : `${before}\n${value}`;
  }

  /** Takes in a map of a list as something of its own; false: its values are further ones of its keys. */
  takes(item: JsonMap, path: KeyPath, index: number, steps: number): boolean {
    const pair = asPair(item);
    if (pair === null || pair.name === '') return this.#takesInside(item, path, index);
    this.add(path.child(pair.name), pair.value, steps);
    return true;
  }

  /** An element that is a neighbour, or has a maker of its own, becomes a record of its own. */
  #takesInside(item: JsonMap, path: KeyPath, index: number): boolean {
    const { keys, noThings } = this.#context;
    const part = partInside(item, path);
    if (part === null || noThings[part].has(item)) return false;
    const inner = flatten(item, [...this.pointer, ...path.keys, String(index)], part, this.#context);
    // A neighbour of which only name and port are known (NetBox cables, Ansible facts) is a note of the device.
    const own = part === 'component';
    const isThing = cellsOf(inner).some(({ path: of, value }) => keys.isIdentity(of, value, part, own));
    if (isThing) this.inside.push(inner);
    else noThings[part].add(item);
    return isThing;
  }
}

class PlaceInMap implements Place {
  readonly path: KeyPath;
  readonly steps = Infinity;

  constructor(path: KeyPath) {
    this.path = path;
  }
}

/** Flattens one record: `{a: {b: 1}}` is `a.b`, lists of values are one cell with a value a line. */
export function flatten(map: JsonMap, pointer: readonly string[], part: Part, context: Context): Flattened {
  const record = new Flattened(part, pointer, context.lineOf(map), context);
  addMap(record, map, KeyPath.root, Infinity);
  return record;
}

function addMap(target: Flattened, map: JsonMap, path: KeyPath, steps: number): void {
  for (const [key, value] of map.entries) addNode(target, value, path.child(key), steps);
}

function addNode(target: Flattened, node: JsonNode, path: KeyPath, steps: number): void {
  if (node.kind === 'text') target.add(path, node.text, steps);
  else if (node.kind === 'map') addMap(target, node, path, steps);
  else addList(target, node, path, Math.min(steps, path.keys.length));
}

function addList(target: Flattened, list: JsonList, path: KeyPath, steps: number): void {
  for (const [index, item] of list.items.entries()) {
    if (item.kind !== 'map' || !target.takes(item, path, index, steps)) addNode(target, item, path, steps);
  }
}

/** `{key: 'Serial', value: 'X1'}`: a property by its name. */
function asPair(map: JsonMap): { readonly name: string; readonly value: string } | null {
  if (map.entries.length > 4) return null;
  const get = (names: readonly string[]): string | null => {
    const found = map.entries.find(([key]) => names.includes(key.toLowerCase()))?.[1];
    return found?.kind === 'text' ? found.text : null;
  };
  const name = get(['macro', 'tag', 'key', 'name', 'property']);
  const value = get(['value']);
  return name === null || value === null ? null : { name, value };
}

/** What an element of a list under `path` is, if it is a thing of its own; null: an interface of the device. */
function partInside(item: JsonMap, path: KeyPath): PartInside | null {
  if (path.keys.some(isNeighbourTree) || isNeighbourRecord(item.entries.map(([name]) => name))) return 'neighbour';
  return isInterfaceTree(path.keys.at(-1) ?? '') ? null : 'component';
}
