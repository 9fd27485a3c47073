import { separatedMacs } from '../../core/mac.ts';
import type { Field } from '../../core/fields.ts';
import type { Part } from '../../core/record.ts';
import { IN_DEVICE, isInterfaceTree, isNeighbourRecord, isNeighbourTree } from './keys.ts';
import type { KeyPath, Keys } from './keys.ts';
import { flatten, JsonRecord, type Context } from './record.ts';
import { cellsOf, listTableOf, unwrapped, type ListTable } from './shapes.ts';
import { isIndex, JsonList, JsonMap, type Json } from './tree.ts';

/** Where the walk is. */
interface Place {
  readonly pointer: readonly string[];
  /** Whether every record here counts; otherwise only one that has something to judge. */
  readonly counts: boolean;
  readonly part: Part;
  /** Whether this is an element of a list of records. */
  readonly listed: boolean;
  /** The key of a map of records by name, when it is or may be the record's name. */
  readonly name: { readonly text: string; readonly sure: boolean } | null;
}

/** The records of a parsed value: the value itself, or what its lists and maps hold. */
export function* recordsOf(node: Json, pointer: readonly string[], context: Context): Generator<JsonRecord> {
  const { keys } = context;
  const counts = pointer.length > 0 || !holdsList(node, 4, keys, isRecords);
  const part = partUnder(pointer, 'device');
  yield* walk(node, { pointer, counts, part, listed: isElement(pointer, keys), name: null }, context);
}

function* walk(given: Json, place: Place, context: Context): Generator<JsonRecord> {
  const { keys, unread } = context;
  const { pointer } = place;
  if (typeof given === 'string') {
    if (pointer.length === 1 && isElement(pointer, keys) && keys.says(given)) {
      const record = new JsonRecord('device', pointer, 0);
      record.add(keys.root.child('value'), given, 0);
      yield record;
    } else unread(given, pointer);
    return;
  }
  const node = given instanceof JsonMap ? unwrapped(given) : given;
  if (node !== given) unread(given, pointer);
  if (node instanceof JsonList) {
    const cells = isElement(pointer, keys) ? cellsOf(node) : null;
    if (cells !== null) yield* recordOfCells(node, cells, place, context);
    else for (const [index, item] of node.items.entries()) yield* walk(item, step(place, String(index), keys), context);
    return;
  }
  const table = listTableOf(node, keys);
  const hostvars = table === null ? hostvarsOf(node) : null;
  if (table !== null) yield* tableRows(table, place, context);
  else if (hostvars !== null) {
    unread(
      node.filter((_, value) => value !== node.get('_meta')),
      pointer,
    );
    yield* members(hostvars, at(place, ['_meta', 'hostvars']), true, context);
  } else if (isCollection(node, place, keys)) yield* members(node, place, false, context);
  else yield* record(node, place, context);
}

/** A row that is a list, unless it is the header of its table. */
function* recordOfCells(
  row: JsonList,
  cells: readonly string[],
  { pointer }: Place,
  { rows, keys, lineOf }: Context,
): Generator<JsonRecord> {
  const headers = rows.headersOf(cells, pointer);
  if (headers === null) return;
  const flat = new JsonRecord('device', pointer, lineOf(row));
  for (const [index, cell] of cells.entries()) {
    const name = headers[index] ?? '';
    flat.add(keys.root.child(name === '' ? `#${index + 1}` : name), cell, 0);
  }
  yield flat;
}

/** The rows of a table, and what stands beside them as mentions. */
function* tableRows({ key, rows, header, rest }: ListTable, place: Place, context: Context): Generator<JsonRecord> {
  const table = at(place, [key]);
  context.rows.begin(table.pointer, header);
  for (const [index, row] of rows.entries()) yield* walk(row, step(table, String(index), context.keys), context);
  const beside = flatten(rest, place.pointer, place.part, context);
  if (beside.values.length > 0) yield asBeside(beside);
}

function at(place: Place, keys: readonly string[]): Place {
  return { ...place, pointer: [...place.pointer, ...keys] };
}

function step(place: Place, key: string, keys: Keys): Place {
  return { ...at(place, [key]), listed: isElement([...place.pointer, key], keys), name: null };
}

/** An element of a top-level list, or of a list under a key that lists records. */
function isElement(pointer: readonly string[], keys: Keys): boolean {
  const [key, index] = pointer.slice(-2);
  return isIndex(index ?? key ?? '') && (pointer.length === 1 || keys.is.lists(key ?? ''));
}

function* members(map: JsonMap, place: Place, named: boolean, context: Context): Generator<JsonRecord> {
  const { keys, unread } = context;
  // Computed once for the whole map: computed for each of its entries, 8,000 keys took 18 to 51 s.
  const unlistedCount = named || (place.counts && !holdsList(map, 3, keys, isRecords));
  for (const [index, key] of map.keys.entries()) {
    const value = map.values[index] as Json;
    const pointer = [...place.pointer, key];
    unread(key, pointer);
    if (typeof value === 'string') {
      unread(value, pointer);
      continue;
    }
    const isList = keys.is.lists(key) || isListOfThings(key, value, keys);
    const counts = isList || unlistedCount;
    const mayName = named || keys.is.lists(place.pointer.at(-1) ?? '') || (place.pointer.length === 0 && counts);
    const name = mayName && !isList ? { text: key, sure: named } : null;
    yield* walk(value, { pointer, counts, part: partUnder([key], place.part), listed: false, name }, context);
  }
}

function* record(map: JsonMap, place: Place, context: Context): Generator<JsonRecord> {
  const { keys } = context;
  const part = partOf(map, place.part, keys);
  const flat = flatten(map, place.pointer, part, context);
  // `multicastTable: {tableEntries: []}` is no device of that name.
  if (map.keys.length > 0 && flat.values.length === 0 && flat.inside.length === 0) {
    context.unread(map, place.pointer);
    return;
  }
  if (place.name !== null && part === 'device' && (place.name.sure || !hasName(flat, keys)))
    flat.addFirst(keys.root.child('host'), place.name.text);
  const isDevice = place.counts || flat.some((path, value) => tellsOfDevice(path, value, part, keys));
  // What tells no device beside a list of devices is looked at nonetheless.
  if (isDevice || flat.values.length > 0) yield isDevice ? flat : asBeside(flat);
  for (const inside of flat.inside) yield* withInside(inside, flat, keys);
}

function asBeside(record: JsonRecord): JsonRecord {
  record.aside = 'beside';
  return record;
}

/** Whether a value is one of a device: by its key, or an address under whatever key. */
function tellsOfDevice(path: KeyPath, value: string, part: Part, keys: Keys): boolean {
  return keys.isIdentity(path, value, part, false) || separatedMacs(value).length > 0;
}

/** What a record is about by its own keys; one that names the device it is in, as NetBox does, is a part of it. */
function partOf(map: JsonMap, outer: Part, keys: Keys): Part {
  if (isNeighbourRecord(map.keys)) return 'neighbour';
  if (outer !== 'device' || map.keys.includes('device_type')) return outer;
  return map.some((key, value) => key === 'device' && value instanceof JsonMap && !tells(value, keys, true))
    ? 'component'
    : outer;
}

/** Whether a map says by its own values what it is; with `own`, who made it or which model it is. */
function tells(map: JsonMap, keys: Keys, own: boolean): boolean {
  return map.some(
    (key, value) => typeof value === 'string' && keys.isIdentity(keys.root.child(key), value, 'device', own),
  );
}

/** A thing inside a device carries the device's own name and site, so that a finding can be found. */
function* withInside(flat: JsonRecord, parent: JsonRecord, keys: Keys): Generator<JsonRecord> {
  for (const field of ['hostname', 'site'] as const) {
    const found = field === 'hostname' && flat.part === 'neighbour' ? undefined : firstOf(field, parent, keys);
    if (found !== undefined) flat.add(keys.root.child(IN_DEVICE[field]), found, 0);
  }
  yield flat;
  for (const inside of flat.inside) yield* withInside(inside, flat, keys);
}

/** The first value that says something in a cell that feeds this field before any other. */
function firstOf(field: Field, { paths, values, part }: JsonRecord, keys: Keys): string | undefined {
  return values.find((value, index) => keys.of(paths[index] as KeyPath, part).fields[0] === field && keys.says(value));
}

function hasName(flat: JsonRecord, keys: Keys): boolean {
  return flat.some((path, value) => keys.of(path, 'device').fields.includes('hostname') && keys.says(value));
}

function partUnder(pointer: readonly string[], outer: Part): Part {
  if (pointer.some(isNeighbourTree)) return 'neighbour';
  return outer === 'device' && pointer.some(isInterfaceTree) ? 'component' : outer;
}

/** The host variables of `ansible-inventory --list`: its groups only name hosts again. */
function hostvarsOf(map: JsonMap): JsonMap | null {
  const meta = map.get('_meta');
  const hostvars = meta instanceof JsonMap ? meta.get('hostvars') : undefined;
  return hostvars instanceof JsonMap ? hostvars : null;
}

/**
 * Whether a map holds records rather than being one. Of a whole answer the serial number alone is that of the device
 * that answers (FortiOS), and its records may stand under a key that nobody knows.
 */
function isCollection(map: JsonMap, { pointer, listed }: Place, keys: Keys): boolean {
  if (listed && !holdsList(map, 3, keys, isKnownList)) return false;
  const bags = map.filter((_, value) => isBag(value));
  if (bags.keys.length === 0 || map.some((key, value) => isProperty(key, value, keys))) return false;
  const values = map.filter((_, value) => isValue(value)).keys;
  const isWhole = pointer.length === 0;
  if (values.some((key) => keys.tellsOfItself(key) && !(isWhole && isSerial(key, keys)))) return false;
  if (values.every(keys.is.envelopes)) return true;
  if (bags.some((key, value) => keys.is.lists(key) || holdsList(value, 3, keys, isKnownList))) return true;
  const isNamed = values.some((key) => isSerial(key, keys) || key.toLowerCase() === 'name');
  return isWhole && !isNamed && bags.some((key, value) => isListOfThings(key, value, keys));
}

/** A list of maps, or a map that may hold some. */
function isBag(node: Json): boolean {
  return node instanceof JsonList ? node.items.some((item) => item instanceof JsonMap) : isFilledMap(node);
}

function isFilledMap(node: Json): node is JsonMap {
  return node instanceof JsonMap && node.keys.length > 0;
}

function isValue(node: Json): boolean {
  return typeof node === 'string' || (node instanceof JsonList && node.items.some((item) => typeof item === 'string'));
}

/** `device_type: {model: ...}`: a map that is a property, by a key whose meaning an API fixes. */
function isProperty(key: string, node: Json, keys: Keys): boolean {
  if (!(node instanceof JsonMap) || keys.is.lists(key)) return false;
  return node.some((inner, value) => typeof value === 'string' && keys.isProperty(key, inner));
}

function isSerial(key: string, keys: Keys): boolean {
  return keys.of(keys.root.child(key), 'device').fields.join() === 'serial';
}

/** Whether a value under a key is a list of records. */
type IsList = (key: string, value: Json, keys: Keys) => boolean;

/** By a key that is known. */
const isKnownList: IsList = (key, value, keys) =>
  keys.is.lists(key) &&
  (value instanceof JsonList
    ? value.items.length === 0 || isBag(value)
    : isFilledMap(value) && value.values.every((each) => each instanceof JsonMap));

/** By a key that is known, or by its elements: what stands beside it tells of the answer. */
const isRecords: IsList = (key, value, keys) => isKnownList(key, value, keys) || isListOfThings(key, value, keys);

/** Whether a map holds such a list, at most so deep. */
function holdsList(node: Json, depth: number, keys: Keys, isList: IsList): boolean {
  if (!(node instanceof JsonMap) || depth === 0) return false;
  return node.some((key, value) => isList(key, value, keys) || holdsList(value, depth - 1, keys, isList));
}

/** Elements of a list under a key that nobody knows, by which it is told what the list holds. */
const SAMPLE = 5;

/** Whether a list under a key that nobody knows is one of things, half of which or more tell what they are. */
function isListOfThings(key: string, node: Json, keys: Keys): boolean {
  if (!(node instanceof JsonList) || node.items.length === 0 || isInterfaceTree(key) || isNeighbourTree(key))
    return false;
  const sample = node.items.slice(0, SAMPLE);
  const things = sample.filter((item) => {
    // `{node: {...}}`, as GraphQL wraps each.
    const only = item instanceof JsonMap && item.keys.length === 1 ? item.values[0] : undefined;
    const thing = only instanceof JsonMap ? only : item;
    return thing instanceof JsonMap && tells(thing, keys, false);
  });
  return things.length * 2 >= sample.length;
}
