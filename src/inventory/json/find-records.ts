import { IDENTITY_FIELDS } from '../../core/fields.ts';
import { separatedMacs } from '../../core/mac.ts';
import type { Part } from '../../core/record.ts';
import { adapt } from './adapt.ts';
import type { KeyMeanings } from './fields.ts';
import { IN_DEVICE } from './fields.ts';
import type { Context, Flattened, FlatRecord } from './flatten.ts';
import { cellsOf, flatten } from './flatten.ts';
import { KeyPath } from './key-path.ts';
import { isInterfaceTree, isNeighbourRecord, isNeighbourTree } from './known-keys.ts';
import { isListRow, listTableOf } from './list-rows.ts';
import type { ListTable } from './list-rows.ts';
import { recordOfList } from './list-record.ts';
import { holdsList, isListOfThings, knownListsOf, listsOf, tellsOfAThing } from './lists.ts';
import type { JsonList, JsonMap, JsonNode } from './tree.ts';

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
export function* recordsOf(node: JsonNode, pointer: readonly string[], context: Context): Generator<FlatRecord> {
  const { keys } = context;
  const counts = pointer.length > 0 || !holdsList(node, 4, listsOf(keys));
  yield* walk(
    node,
    { pointer, counts, part: partUnder(pointer, 'device'), listed: isElement(pointer, keys), name: null },
    context,
  );
}

function* walk(given: JsonNode, place: Place, context: Context): Generator<FlatRecord> {
  const { keys } = context;
  const node = adapt(given);
  const table = node.kind === 'map' ? listTableOf(node, keys.known, (key) => tellsOfItself(key, keys)) : null;
  if (table !== null) yield* tableRows(table, place, context);
  else if (isListRow(node) && isElement(place.pointer, keys)) {
    yield* recordOfList(node, place.pointer, context);
  } else if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) yield* walk(item, step(place, String(index), keys), context);
  } else if (node.kind === 'map') {
    const hostvars = hostvarsOf(node);
    if (hostvars !== null) yield* members(hostvars, at(place, ['_meta', 'hostvars']), true, context);
    else if (
      (isCollection(node, place, keys) || (place.pointer.length === 0 && isEnvelope(node, keys))) &&
      !(place.listed && !holdsList(node, 3, knownListsOf(keys)))
    )
      yield* members(node, place, false, context);
    else yield* record(node, place, context);
  } else if (place.pointer.length === 1 && isElement(place.pointer, keys) && keys.says(node.text)) {
    yield {
      part: 'device',
      pointer: place.pointer,
      line: 0,
      places: [{ path: KeyPath.of('value'), steps: 0 }],
      values: [node.text],
      inside: [],
    };
  }
}

/** The rows of a table, and what stands beside them as mentions. */
function* tableRows({ key, rows, header, rest }: ListTable, place: Place, context: Context): Generator<FlatRecord> {
  const table = at(place, [key]);
  context.rows.begin(table.pointer, header);
  for (const [index, row] of rows.entries()) yield* walk(row, step(table, String(index), context.keys), context);
  const beside = flatten(rest, place.pointer, place.part, context);
  if (beside.values.length > 0) yield asBeside(beside);
}

function at(place: Place, keys: readonly string[]): Place {
  return { ...place, pointer: [...place.pointer, ...keys] };
}

function step(place: Place, key: string, keys: KeyMeanings): Place {
  return { ...at(place, [key]), listed: isElement([...place.pointer, key], keys), name: null };
}

/** An element of a top-level list, or of a list under a key that lists records. */
function isElement(pointer: readonly string[], keys: KeyMeanings): boolean {
  const [key, index] = pointer.slice(-2);
  return /^\d+$/.test(index ?? key ?? '') && (pointer.length === 1 || keys.known.isList(key ?? ''));
}

function* members(map: JsonMap, place: Place, named: boolean, context: Context): Generator<FlatRecord> {
  const { keys } = context;
  // Computed once for the whole map: computed for each of its entries, 8,000 keys took 18 to 51 s.
  const unlistedCount = named || (place.counts && !holdsList(map, 3, listsOf(keys)));
  for (const [key, value] of map.entries) {
    if (value.kind === 'text') continue;
    const isList = keys.known.isList(key) || isListOfThings(key, value, keys);
    const counts = isList || unlistedCount;
    const mayName = named || keys.known.isList(place.pointer.at(-1) ?? '') || (place.pointer.length === 0 && counts);
    const name = mayName && !isList ? { text: key, sure: named } : null;
    yield* walk(
      value,
      { pointer: [...place.pointer, key], counts, part: partUnder([key], place.part), listed: false, name },
      context,
    );
  }
}

function* record(map: JsonMap, place: Place, context: Context): Generator<FlatRecord> {
  const { keys } = context;
  const part = partOf(map, place.part, keys);
  const flat = flatten(map, place.pointer, part, context);
  // `multicastTable: {tableEntries: []}` is no device of that name.
  if (map.entries.length > 0 && flat.values.length === 0 && flat.inside.length === 0) return;
  if (place.name !== null && part === 'device' && (place.name.sure || !hasName(flat, keys))) {
    flat.places.unshift({ path: KeyPath.of('host'), steps: 0 });
    flat.values.unshift(place.name.text);
  }
  const tells = place.counts || cellsOf(flat).some(({ path, value }) => tellsOfDevice(path, value, part, keys));
  // What tells no device beside a list of devices is looked at nonetheless.
  if (tells || flat.values.length > 0) yield tells ? flat : asBeside(flat);
  for (const inside of flat.inside) yield* withInside(inside, flat, context.keys);
}

function asBeside(record: FlatRecord): FlatRecord {
  return { ...record, aside: true, beside: true };
}

/** Whether a value is one of a device: by its key, or an address under whatever key. */
function tellsOfDevice(path: KeyPath, value: string, part: Part, keys: KeyMeanings): boolean {
  return keys.isIdentity(path, value, part, false) || separatedMacs(value).length > 0;
}

/** What a record is about by its own keys; one that names the device it is in, as NetBox does, is a part of it. */
function partOf(map: JsonMap, outer: Part, keys: KeyMeanings): Part {
  const names = map.entries.map(([key]) => key);
  if (isNeighbourRecord(names)) return 'neighbour';
  const inDevice = map.entries.some(
    ([key, value]) => key === 'device' && value.kind === 'map' && !tellsMaker(value, keys),
  );
  return outer === 'device' && inDevice && !names.includes('device_type') ? 'component' : outer;
}

/** Whether a map says who made what it is about, and not only which one it is. */
function tellsMaker(map: JsonMap, keys: KeyMeanings): boolean {
  return map.entries.some(
    ([key, value]) => value.kind === 'text' && keys.isIdentity(KeyPath.of(key), value.text, 'device', true),
  );
}

/** A thing inside a device carries the device's own name and site, so that a finding can be found. */
function* withInside(flat: Flattened, parent: FlatRecord, keys: KeyMeanings): Generator<FlatRecord> {
  for (const field of ['hostname', 'site'] as const) {
    if (field === 'hostname' && flat.part === 'neighbour') continue;
    const found = cellsOf(parent).find(
      (cell) => keys.says(cell.value) && keys.of(cell.path, parent.part).fields[0] === field,
    );
    if (found === undefined) continue;
    flat.places.push({ path: KeyPath.of(IN_DEVICE[field]), steps: 0 });
    flat.values.push(found.value);
  }
  yield flat;
  for (const inside of flat.inside) yield* withInside(inside, flat, keys);
}

function hasName(flat: FlatRecord, keys: KeyMeanings): boolean {
  return cellsOf(flat).some(
    (cell) => keys.says(cell.value) && keys.of(cell.path, 'device').fields.includes('hostname'),
  );
}

function partUnder(keys: readonly string[], outer: Part): Part {
  if (keys.some((key) => isNeighbourTree(key))) return 'neighbour';
  if (outer === 'device' && keys.some((key) => isInterfaceTree(key))) return 'component';
  return outer;
}

/** The host variables of `ansible-inventory --list`: its groups only name hosts again. */
function hostvarsOf(map: JsonMap): JsonMap | null {
  const meta = map.entries.find(([key]) => key === '_meta')?.[1];
  const hostvars = meta?.kind === 'map' ? meta.entries.find(([key]) => key === 'hostvars')?.[1] : undefined;
  return hostvars?.kind === 'map' ? hostvars : null;
}

/**
 * Whether a map holds records rather than being one. Of a whole answer the serial number alone is that of the device
 * that answers (FortiOS).
 */
function isCollection(map: JsonMap, { pointer }: Place, keys: KeyMeanings): boolean {
  const bags = map.entries.filter(([, value]) => isBag(value));
  if (bags.length === 0 || map.entries.some(([key, value]) => isProperty(key, value, keys))) return false;
  const values = map.entries.filter(
    ([, value]) => value.kind === 'text' || (value.kind === 'list' && isOfValues(value)),
  );
  if (values.length === 0) return true;
  const ofItself = values.filter(([key]) => tellsOfItself(key, keys));
  if (ofItself.some(([key]) => pointer.length > 0 || !isSerial(key, keys))) return false;
  if (values.every(([key]) => keys.known.isEnvelope(key))) return true;
  return bags.some(([key, value]) => keys.known.isList(key) || holdsList(value, 3, knownListsOf(keys)));
}

/** Whether a whole document is a list of things under a key that nobody knows, beside words about the list. */
function isEnvelope(map: JsonMap, keys: KeyMeanings): boolean {
  const [list, ...others] = map.entries.filter(([, value]) => value.kind !== 'text');
  if (list?.[1].kind !== 'list' || others.length > 0 || isInterfaceTree(list[0]) || isNeighbourTree(list[0]))
    return false;
  const named = map.entries.some(([key]) => tellsOfItself(key, keys) || key.toLowerCase() === 'name');
  return (
    !named &&
    list[1].items.length > 0 &&
    list[1].items.every((item) => item.kind === 'map' && tellsOfAThing(item, keys))
  );
}

/** A list of maps, or a map that may hold some. */
function isBag(node: JsonNode): boolean {
  if (node.kind === 'list') return node.items.some((item) => item.kind === 'map');
  return node.kind === 'map' && node.entries.length > 0;
}

function isOfValues(list: JsonList): boolean {
  return list.items.some((item) => item.kind === 'text');
}

/** `device_type: {model: ...}`: a map that is a property, by a key whose meaning an API fixes. */
function isProperty(key: string, node: JsonNode, keys: KeyMeanings): boolean {
  if (node.kind !== 'map' || keys.known.isList(key)) return false;
  return node.entries.some(
    ([inner, value]) => value.kind === 'text' && keys.known.fieldsOf([key, inner], false, 2) !== null,
  );
}

function isSerial(key: string, keys: KeyMeanings): boolean {
  return keys.of(KeyPath.of(key), 'device').fields.join() === 'serial';
}

function tellsOfItself(key: string, keys: KeyMeanings): boolean {
  const { fields } = keys.of(KeyPath.of(key), 'device');
  if (fields.includes('hostname')) return key.toLowerCase() !== 'name';
  return fields.includes('serial') || fields.some((field) => (IDENTITY_FIELDS as readonly string[]).includes(field));
}
