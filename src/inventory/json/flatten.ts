import { CELL_LIMIT } from '../../core/bounds.ts';
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
  readonly cells: FlatCell[];
  /** Cells that lists are put together in. */
  readonly lists: Map<KeyPath, ListCell>;
  /** Things listed inside it that have a maker of their own. */
  readonly inside: FlatRecord[];
  /** It tells no device, in an answer that is an error message. */
  readonly aside?: true;
  /** It tells no device, and stands beside a list of devices: what it names is a mention. */
  readonly beside?: true;
}

export interface FlatCell {
  /** From the record. */
  readonly path: KeyPath;
  value: string;
  /** Steps of the path that exist in the document as a pointer: the list, where elements were put together. */
  readonly steps: number;
}

/** A cell that a list is put together in. */
interface ListCell {
  readonly cell: FlatCell;
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
}

/**
 * A class with `Array.of`, as its cells are of one, for the reason that rows are (inventory/batch.ts): a tenth of the
 * time of 50,000 devices.
 */
class Flattened implements FlatRecord {
  readonly part: Part;
  readonly pointer: readonly string[];
  readonly line: number;
  readonly cells: FlatCell[] = Array.of<FlatCell>();
  readonly lists = new Map<KeyPath, ListCell>();
  readonly inside: FlatRecord[] = Array.of<FlatRecord>();

  constructor(part: Part, pointer: readonly string[], line: number) {
    this.part = part;
    this.pointer = pointer;
    this.line = line;
  }
}

class OwnCell implements FlatCell {
  readonly path: KeyPath;
  readonly value: string;
  readonly steps: number;

  constructor(path: KeyPath, value: string, steps: number) {
    this.path = path;
    this.value = value;
    this.steps = steps;
  }
}

/** Flattens one record: `{a: {b: 1}}` is `a.b`, lists of values are one cell with a value a line. */
export function flatten(map: JsonMap, pointer: readonly string[], part: Part, context: Context): FlatRecord {
  const record = new Flattened(part, pointer, context.lineOf(map));
  addMap(record, map, KeyPath.root, Infinity, context);
  return record;
}

function addMap(record: FlatRecord, map: JsonMap, path: KeyPath, steps: number, context: Context): void {
  for (const [key, value] of map.entries) addNode(record, value, path.child(key), steps, context);
}

function addNode(record: FlatRecord, node: JsonNode, path: KeyPath, steps: number, context: Context): void {
  if (node.kind === 'text') addCell(record, path, node.text, steps);
  else if (node.kind === 'map') addMap(record, node, path, steps, context);
  else addList(record, node, path, Math.min(steps, path.keys.length), context);
}

function addList(record: FlatRecord, list: JsonList, path: KeyPath, steps: number, context: Context): void {
  for (const [index, item] of list.items.entries()) {
    if (item.kind !== 'map') {
      addNode(record, item, path, steps, context);
      continue;
    }
    const pair = asPair(item);
    if (pair !== null) addCell(record, path.child(pair[0]), pair[1], steps);
    else if (!addInside(record, item, path, index, context)) addMap(record, item, path, steps, context);
  }
}

/** `{key: 'Serial', value: 'X1'}`: a property by its name. */
function asPair(map: JsonMap): readonly [string, string] | null {
  if (map.entries.length > 4) return null;
  const get = (names: readonly string[]): string | null => {
    const found = map.entries.find(([key]) => names.includes(key.toLowerCase()))?.[1];
    return found?.kind === 'text' ? found.text : null;
  };
  const name = get(['macro', 'tag', 'key', 'name', 'property']);
  const value = get(['value']);
  return name === null || value === null || name === '' ? null : [name, value];
}

/** An element that is a neighbour, or has a maker of its own, becomes a record of its own. */
function addInside(record: FlatRecord, item: JsonMap, path: KeyPath, index: number, context: Context): boolean {
  const key = path.keys.at(-1) ?? '';
  const isNeighbour = path.keys.some(isNeighbourTree) || isNeighbourRecord(item.entries.map(([name]) => name));
  const part: Part = isNeighbour ? 'neighbour' : 'component';
  if (part === 'component' && isInterfaceTree(key)) return false;
  const inner = flatten(item, [...record.pointer, ...path.keys, String(index)], part, context);
  // A neighbour of which only name and port are known (NetBox cables, Ansible facts) is a note of the device.
  if (!inner.cells.some((cell) => context.keys.isIdentity(cell.path, cell.value, part, !isNeighbour))) return false;
  record.inside.push(inner);
  return true;
}

/**
 * Adds a value; under a path that has one already, as a further line. Of addresses one of each registry block stays.
 */
function addCell(record: FlatRecord, path: KeyPath, value: string, steps: number): void {
  if (steps === Infinity) {
    record.cells.push(new OwnCell(path, value, path.keys.length));
    return;
  }
  let list = record.lists.get(path);
  if (list === undefined) {
    list = { cell: { path, value: '', steps: Math.min(steps, path.keys.length) }, known: new Set() };
    record.lists.set(path, list);
    record.cells.push(list.cell);
  }
  // Addresses of one 36-bit block have one registrant: the first of them tells all.
  const key = parseMac(value)?.slice(0, 9) ?? value;
  if (value.trim() === '' || list.known.has(key) || list.cell.value.length > CELL_LIMIT) return;
  list.known.add(key);
  list.cell.value = list.cell.value === '' ? value : `${list.cell.value}\n${value}`;
}
