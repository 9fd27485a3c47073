import { findHeader } from '../headers/find-header.ts';
import { oncePer } from '../../core/cache.ts';
import { separatedMacs } from '../../core/mac.ts';
import type { Field } from '../../core/fields.ts';
import type { Part } from '../../core/finding.ts';
import { IN_DEVICE, type Keys } from './keys.ts';
import { isOfAddresses, JsonRecord, type Context } from './record.ts';
import { PLAIN } from './parse-json.ts';
import { isIndex, JsonList, JsonMap, membersOf, unwrapped, type Json } from './tree.ts';

const NOTHING = new JsonMap([], [], 0);
const isMapOrNothing = (node: Json): boolean => node === '' || node instanceof JsonMap;
const isBareHost = (host: Json): boolean => isMapOrNothing(host) && !isContainer(host);
const isOfNumbers = (node: Json): boolean =>
  node instanceof JsonMap && node.values.every((value) => typeof value === 'string' && PLAIN.test(value));
const withVendor = (name: string): JsonMap => new JsonMap(['vendor'], [name], 0);

interface Place {
  readonly root: JsonMap;
  readonly pointer: readonly string[];
  /** Whether every record here is a row; otherwise only a record that identifies a device. */
  readonly counts: boolean;
  /** The record's key in a map of records, where it is the record's name (`sure`) or may be. */
  readonly name: { readonly text: string; readonly sure: boolean } | null;
  /** What applies to every record below: the variables of a group of hosts (Ansible), a key that is a vendor's name. */
  readonly shared: JsonMap;
}

/** The records of a parsed value: the value itself, or what its lists and maps hold. */
export function* recordsOf(node: Json, pointer: readonly string[], context: Context): Generator<JsonRecord> {
  const counts = pointer.length > 0 || !holdsList(node, 4, context.keys, isRecords);
  const at = pointer.findLastIndex((_, index) => isMakerAt(pointer.slice(0, index + 1), context));
  const shared = at < 0 ? NOTHING : withVendor(pointer[at] ?? '');
  yield* walk(node, { root: node instanceof JsonMap ? node : NOTHING, pointer, counts, name: null, shared }, context);
}

function* walk(given: Json, place: Place, context: Context): Generator<JsonRecord> {
  const { keys } = context;
  const { pointer } = place;
  const isListed = isElement(pointer, keys);
  const node = given instanceof JsonMap ? unwrapped(given) : given;
  if (node !== given) context.unread(given, pointer);
  if (typeof node === 'string') {
    if (pointer.length === 1 && isListed && keys.hasContent(node))
      yield rowOfCells(new JsonRecord(context, pointer, context.line), [node]);
    else context.unread(node, pointer);
    return;
  }
  if (node instanceof JsonList) {
    const cells = isListed ? cellsOf(node) : null;
    const headers = cells === null ? null : headersOf(cells, pointer, context);
    if (cells === null) for (const [step, item] of membersOf(node)) yield* walk(item, placeUnder(place, step), context);
    else if (headers !== null) yield rowOfCells(new JsonRecord(context, pointer, node.line), cells, headers);
    return;
  }
  // `ansible-inventory --list` describes hosts in `_meta.hostvars`; its groups only name them again.
  const [rows, hostvars] = [tableIn(node, keys), node.mapAt('_meta')?.mapAt('hostvars')];
  const transposed = pointer.length === 0 ? rowsOfColumns(node, keys) : null;
  const isByAddress = isOfAddresses(node.keys, node.values);
  // `{"10.0.0.1": "00:1b:54:aa:01:02"}`, as a script writes a table of addresses.
  const isNamed = pointer.length > 0 || node.keys.some((key) => keys.describesThing(key));
  if (isByAddress || (!isNamed && isOfAddresses(node.values, node.keys))) {
    for (const [key, value] of membersOf(node) as Iterable<[string, string]>) {
      const cells = isByAddress ? [key, value] : [value, key];
      yield rowOfCells(new JsonRecord(context, [...pointer, key], node.line), cells, ['mac']);
    }
  } else if (transposed !== null) {
    for (const [step, cells] of transposed)
      yield rowOfCells(new JsonRecord(context, [node.keys[0] ?? '', step], node.line), cells, node.keys);
  } else if (rows !== null) yield* tableRows(node, rows, place, context);
  else if (hostvars !== undefined) {
    context.unread(node.filter((_, value) => value !== node.get('_meta')), pointer); // prettier-ignore
    yield* recordsOfMembers(hostvars, { ...place, pointer: [...pointer, '_meta', 'hostvars'] }, true, context);
  } else if (pointer.at(-1) === 'hosts' && node.values.some(isBareHost) && node.values.every(isMapOrNothing)) {
    // Hosts of Ansible. One without variables is a row only if its group says what it is, or no other group does.
    const isRow = (name: string, host: Json): boolean =>
      !isBareHost(host) || keys.isIdentified(place.shared, false) || !describedHostsIn(place.root).has(name);
    const hosts = node.filter(isRow).map((host) => (host === '' ? new JsonMap([], [], node.line) : host));
    yield* recordsOfMembers(hosts, place, true, context);
  } else if (isCollection(node, place, keys)) yield* recordsOfMembers(node, place, false, context);
  else yield* recordsOfMap(node, place, context);
}

/** A row of cells that have headers or none. */
function rowOfCells(row: JsonRecord, cells: readonly string[], headers: readonly string[] = []): JsonRecord {
  for (const [index, cell] of cells.entries()) row.addBeside(headers[index] || `#${index + 1}`, cell);
  return row;
}

/** The cells of a list of texts alone, which is a row of a table without keys; null for any other node. */
function cellsOf(node: Json): readonly string[] | null {
  if (!(node instanceof JsonList) || node.items.length === 0) return null;
  return node.items.every((item) => typeof item === 'string') ? node.items : null;
}

/** The headers of the table that the row at `pointer` belongs to; null if the row is its header. */
function headersOf(cells: readonly string[], pointer: readonly string[], context: Context): readonly string[] | null {
  const at = pointer.slice(0, -1).join('/');
  if (context.table?.at === at) return context.table.headers;
  const isHeader = !context.options.noHeader && findHeader([cells], context.options) === 0;
  context.table = { at, headers: isHeader ? cells : [] };
  return isHeader ? null : [];
}

/** The rows of a map that holds one table of lists of cells and does not describe a thing; null for any other map. */
function tableIn(map: JsonMap, keys: Keys): JsonList | null {
  const isTable = (node: Json): boolean =>
    node instanceof JsonList && node.items.length > 0 && node.items.every((item) => cellsOf(item) !== null);
  const [rows, ...others] = map.filter((key, value) => keys.is.lists(key) && isTable(value)).values;
  const isThing = map.some((key, value) =>
    value instanceof JsonMap ? !keys.is.pageEnvelopes(key) : typeof value === 'string' && keys.describesThing(key),
  );
  return rows instanceof JsonList && others.length === 0 && !isThing ? rows : null;
}

/**
 * The rows of a table; other members of its map become mentions. The names of its columns stand beside the rows
 * (pandas, databases, `{meta: {view: {columns}}}` of Socrata) or in the first row (Google Sheets).
 */
function* tableRows(map: JsonMap, rows: JsonList, place: Place, context: Context): Generator<JsonRecord> {
  const table = placeUnder(place, map.keys[map.values.indexOf(rows)] ?? '');
  const width = rows.items.reduce((most, row) => Math.max(most, namesIn(row).length), 0);
  // Of pandas, the `index` of the rows may be as long as the names.
  const lists = map.values.flatMap((value) => (value === rows ? [] : (namesOf(value, width) ?? [])));
  const names = lists.find((list) => !namesIn(list).every(isIndex)) ?? lists[0];
  context.table = names === undefined ? names : { at: table.pointer.join('/'), headers: namesIn(names) };
  for (const [step, row] of membersOf(rows)) yield* walk(row, placeUnder(table, step), context);
  const rest = map.filter((_, value) => value !== rows && value !== names);
  const beside = new JsonRecord(context, place.pointer, map.line, partUnder(place.pointer, context.keys)).addMap(rest);
  beside.noRow = true;
  if (beside.values.length > 0) yield beside;
}

/** The list that names `width` columns: the node itself, or a list in its maps. */
function namesOf(node: Json, width: number): Json | undefined {
  if (!(node instanceof JsonMap)) return namesIn(node).length === width ? node : undefined;
  return node.values.map((value) => namesOf(value, width)).find((value) => value !== undefined);
}

/** The names of columns in a list of texts or of maps with a name; empty if an item is anything else. */
function namesIn(node: Json): readonly string[] {
  const items = node instanceof JsonList ? node.items : [];
  const names = items.map((item) =>
    item instanceof JsonMap ? item.filter((key) => /^(?:name|title|label)$/i.test(key)).values[0] : item,
  );
  return names.every((name) => typeof name === 'string') ? names : [];
}

/**
 * The rows of a document that holds its table column by column, as maps of row numbers (to_json of pandas) or as lists
 * of which one holds vendors or models: a single device has no such lists, all of one length.
 */
function rowsOfColumns(map: JsonMap, keys: Keys): readonly (readonly [string, readonly string[]])[] | null {
  const columns = map.values.map((value) => (typeof value === 'string' ? [] : Array.from(membersOf(value))));
  const [first = []] = columns;
  // A file of many documents holds mostly records, whose first value is a text: their keys need no look-up for this.
  if (columns.length < 2 || first.length < 2) return null;
  const fields = map.keys.flatMap((key) => keys.meaningOfKey(key).fields);
  const areMaps = map.values.every((value) => value instanceof JsonMap);
  const areAll = first.every(([step], at) => step === String(at));
  if (!(areMaps && areAll) && !fields.includes('vendor') && !fields.includes('model')) return null;
  const isColumn = (column: typeof first): boolean =>
    column.length === first.length &&
    column.every(([step, cell], at) => step === first[at]?.[0] && isIndex(step) && typeof cell === 'string');
  const cellsAt = (at: number): readonly string[] => columns.map((column) => column[at]?.[1] as string);
  return columns.every(isColumn) ? first.map(([step], at) => [step, cellsAt(at)] as const) : null;
}

function placeUnder(place: Place, key: string): Place {
  return { ...place, pointer: [...place.pointer, key], name: null };
}

function isElement(pointer: readonly string[], keys: Keys): boolean {
  const [key, index] = pointer.slice(-2);
  return isIndex(index ?? key ?? '') && (pointer.length === 1 || keys.is.lists(key ?? ''));
}

function* recordsOfMembers(map: JsonMap, place: Place, keysAreNames: boolean, context: Context): Generator<JsonRecord> {
  const { keys } = context;
  // Computed once for the whole map: for each of its entries, 8,000 keys took 18 to 51 s.
  const countsUnlisted = keysAreNames || (place.counts && !holdsList(map, 3, keys, isRecords));
  const vars = ['hosts', 'children'].some((group) => isContainer(map.get(group) ?? '')) ? map.mapAt('vars') : undefined;
  let hasRecords = vars === undefined;
  for (const [key, value] of membersOf(map)) {
    const pointer = [...place.pointer, key];
    if (value === vars) continue;
    const isMaker = isContainer(value) && isMakerAt(pointer, context);
    context.unread(key, pointer);
    const isList = keys.is.lists(key) || isListOfThings(key, value, keys);
    // Neither the paging of an answer is a record, nor are attributes of XML (Junos: `attributes: {xmlns: ...}`) or
    // counts by name (Ansible: `stats: {h1: {ok: 3}}`).
    const isOfOther = (map: JsonMap): boolean =>
      map.keys.includes('xmlns') || (isContainer(map) && map.values.every(isOfNumbers));
    const isAboutAnswer = keys.is.pageEnvelopes(key) || (value instanceof JsonMap && isOfOther(value));
    const counts = isList || (countsUnlisted && !isAboutAnswer);
    const isListed = keys.is.lists(place.pointer.at(-1) ?? '') || (place.pointer.length === 0 && counts);
    const mayName = keysAreNames || isListed || separatedMacs(key).length === 1;
    const name = mayName && !isList && !isMaker ? { text: key, sure: keysAreNames } : null;
    const shared = (isMaker ? withVendor(key) : (vars ?? NOTHING)).with(place.shared);
    for (const found of walk(value, { root: place.root, pointer, counts, name, shared }, context)) {
      hasRecords = true;
      yield found;
    }
  }
  // The variables of a group whose hosts stand elsewhere.
  if (vars !== undefined && !hasRecords) yield* walk(vars, placeUnder(place, 'vars'), context);
}

const describedHostsIn = oncePer((root: JsonMap): ReadonlySet<string> => new Set(describedHosts(root)));

function* describedHosts(node: JsonMap | JsonList): Generator<string> {
  for (const [key, value] of membersOf(node)) {
    if (key === 'hosts' && value instanceof JsonMap) yield* value.filter((_, host) => isContainer(host)).keys;
    if (typeof value !== 'string') yield* describedHosts(value);
  }
}

/** Whether the last key names the vendor of the records below it; under a supplier, customer or site it does not. */
function isMakerAt(pointer: readonly string[], { keys, options }: Context): boolean {
  const key = pointer.at(-1) ?? '';
  if (isIndex(key) || !options.isMakerName(key)) return false;
  const above = pointer.findLast((step, at) => at < pointer.length - 1 && !isIndex(step));
  const { fields, traits } = keys.meaningOfKey(above ?? '');
  return !traits.includes('mention') && !fields.includes('site');
}

function* recordsOfMap(map: JsonMap, place: Place, context: Context): Generator<JsonRecord> {
  const { keys } = context;
  const part = partOf(map, place.pointer, keys);
  const { name } = place;
  const flat = new JsonRecord(context, place.pointer, map.line, part);
  if (name?.sure === true) flat.addBeside('host', name.text);
  flat.addMap(map);
  // `multicastTable: {tableEntries: []}` is no device of that name.
  if (map.keys.length > 0 && flat.values.length === 0 && flat.inside.length === 0) {
    context.unread(map, place.pointer);
    return;
  }
  const isNumbered = isIndex(name?.text ?? '') && flat.firstOf('hostname') !== undefined;
  // Where the record has a name, its key may still be an address or a serial number.
  if (name?.sure === false && part === 'device' && !isNumbered)
    flat.addBeside(separatedMacs(name.text).length === 1 ? 'mac' : 'host', name.text);
  const isStated = (key: string): boolean =>
    key === 'vendor' ? part !== 'device' || flat.firstOf('vendor') !== undefined : map.keys.includes(key);
  // A text of a group belongs to each member only if its key is a known header or fixed by an API: not `ntp_vendor`.
  const isOfEachMember = (key: string, value: Json): boolean =>
    typeof value !== 'string' || keys.meaningOfKey(key).why === 'format' || context.options.words.headers.isKnown(key);
  for (const [key, value] of place.shared === NOTHING ? [] : membersOf(place.shared)) {
    const path = isOfEachMember(key, value) ? keys.beside : keys.beside.child('groups');
    if (!isStated(key)) flat.addMap(new JsonMap([key], [value], map.line), path);
  }
  // A site that holds devices under an unknown key is no device, nor is an answer (`{..., status: MORE}`).
  const isPlace = (): boolean => keys.feeds(place.pointer.findLast((step) => !isIndex(step)) ?? '', 'site');
  const isTelling = (field: Field): boolean =>
    field !== 'site' && field !== 'withheld' && field !== 'quantity' && !(field === 'hostname' && isPlace());
  const hasField = (test: (field: Field) => boolean): boolean =>
    flat.some((path) => !keys.isOfAnswer(path.name) && keys.meaningOf(path, part).fields.some(test));
  // Nor are the settings and numbers beside neighbours, or the port that sees the neighbours (OpenConfig).
  const isOfNeighbours = [flat, ...flat.inside].some((each) => each.part === 'neighbour');
  const isHolder =
    (flat.inside.length > 0 && !hasField(isTelling)) || (isOfNeighbours && !hasField((field) => field !== 'text'));
  // By a key that identifies devices, or by an address under any key.
  const tellsOfDevice = (): boolean => flat.identifies() || flat.some((_, value) => separatedMacs(value).length > 0);
  const isDevice = (place.counts && !isHolder) || tellsOfDevice();
  // A record that identifies no device is still searched: names in it are mentions.
  flat.noRow = !isDevice;
  if (isDevice || flat.values.length > 0) yield flat;
  for (const inside of flat.inside) yield* withInside(inside, flat);
}

/** What a record is about, by its keys and where it stands. One that names the device it is in (NetBox) is a part. */
function partOf(map: JsonMap, pointer: readonly string[], keys: Keys): Part {
  if (keys.isNeighbourRecord(map.keys)) return 'neighbour';
  const outer = partUnder(pointer, keys);
  const device = map.mapAt('device');
  return outer === 'device' && device !== undefined && !keys.isIdentified(device, true) ? 'component' : outer;
}

/** A thing inside a device gets the name and site of the device, so that people can find it. */
function* withInside(flat: JsonRecord, parent: JsonRecord): Generator<JsonRecord> {
  for (const field of ['hostname', 'site'] as const) {
    const found = field === 'hostname' && flat.part === 'neighbour' ? undefined : parent.firstOf(field);
    if (found !== undefined) flat.addBeside(IN_DEVICE[field], found);
  }
  yield flat;
  for (const inside of flat.inside) yield* withInside(inside, flat);
}

function partUnder(pointer: readonly string[], keys: Keys): Part {
  // Indexes are no keys, and each of them would be one more text to remember.
  const has = (test: (key: string) => boolean): boolean => pointer.some((step) => !isIndex(step) && test(step));
  if (has(keys.is.neighbours)) return 'neighbour';
  return has(keys.is.interfaces) ? 'component' : 'device';
}

/** Whether a map holds records rather than being one. The serial number of a whole answer is its device's (FortiOS). */
function isCollection(map: JsonMap, { pointer, name }: Place, keys: Keys): boolean {
  const inner = map.filter((_, value) => isContainer(value));
  if (inner.keys.length === 0 || map.some((key, value) => isProperty(key, value, keys))) return false;
  const isText = (node: Json): boolean => typeof node === 'string';
  const values = map.filter((_, node) => isText(node) || (node instanceof JsonList && node.items.some(isText))).keys;
  const isRoot = pointer.length === 0;
  if (values.some((key) => keys.describesThing(key) && !(isRoot && keys.feeds(key, 'serial')))) return false;
  if (isElement(pointer, keys) && !holdsList(map, 3, keys, isKnownList)) return false;
  // An element of a list that has only maps is one thing, described by them (`{Self: {...}, Summary: {...}}`).
  const isOfMaps = inner.keys.length > 1 && inner.keys.length === map.keys.length && inner.values.every(isMapOrNothing);
  if (isOfMaps && isIndex(pointer.at(-1) ?? '') && !holdsList(inner, 4, keys, isRecords)) return false;
  if (values.every(keys.is.envelopes) || holdsList(inner, 4, keys, isKnownList)) return true;
  // Devices by name beside a text, for one that was not reached: they share a key by which the first is identified.
  const [one] = inner.values;
  const inAll = (key: string): boolean => inner.values.every((sub) => sub instanceof JsonMap && sub.keys.includes(key));
  if (inner.keys.length > 1 && one instanceof JsonMap && keys.isIdentified(one.filter(inAll), true)) return true;
  const isNamed = values.some((key) => keys.feeds(key, 'serial') || key.toLowerCase() === 'name');
  // Below the root, a thing that maps describe keeps its lists.
  const isThing = !isRoot && inner.values.some((value) => value instanceof JsonMap && keys.isThing(value));
  return name === null && !isNamed && !isThing && map.some((key, value) => isListOfThings(key, value, keys));
}

/** Whether a node is a list with maps in it, or a map that is not empty. */
function isContainer(node: Json): boolean {
  if (node instanceof JsonList) return node.items.some((item) => item instanceof JsonMap);
  return node instanceof JsonMap && node.keys.length > 0;
}

/** Whether a map is a property: an API fixes a key (`device_type: {model}`), or it holds vendors by address. */
function isProperty(key: string, node: Json, keys: Keys): boolean {
  if (!(node instanceof JsonMap) || node.keys.length === 0) return false;
  if (node.some((inner, value) => typeof value === 'string' && keys.isFixed(`${key}.${inner}`))) return true;
  return keys.feeds(key, 'vendor') && node.values.every((value) => typeof value === 'string');
}

/** Whether a value is a list of records under a key that lists records. */
function isKnownList(key: string, value: Json, keys: Keys): boolean {
  if (!keys.is.lists(key) || typeof value === 'string') return false;
  if (value instanceof JsonList) return value.items.length === 0 || isContainer(value);
  return isContainer(value) && (value.values.every((each) => each instanceof JsonMap) || tableIn(value, keys) !== null);
}

/** Whether a value is a list of records by its key or its elements: what stands beside it is about the answer. */
function isRecords(key: string, value: Json, keys: Keys): boolean {
  return isKnownList(key, value, keys) || isListOfThings(key, value, keys);
}

/** Whether `isList` is true of a member of a map, or of maps and of the first elements of lists in it, to `depth`. */
function holdsList(node: Json, depth: number, keys: Keys, isList: typeof isRecords): boolean {
  if (typeof node === 'string' || depth === 0) return false;
  if (node instanceof JsonList)
    return node.items.slice(0, SAMPLE).some((item) => holdsList(item, depth - 1, keys, isList));
  // A thing that maps describe keeps its lists: `{system: {vendor: ...}, fans: [{items: []}]}`.
  const isThing = (): boolean => node.values.some((value) => value instanceof JsonMap && keys.isThing(value));
  const isWithin = (value: Json): boolean =>
    holdsList(value, depth - 1, keys, isList) && !(value instanceof JsonList && isThing());
  return node.some((key, value) => isList(key, value, keys) || isWithin(value));
}

const SAMPLE = 5;

/** Whether a list is one of things: half of its first elements identify themselves or have name and address. */
function isListOfThings(key: string, node: Json, keys: Keys): boolean {
  if (!(node instanceof JsonList) || node.items.length === 0) return false;
  if (keys.is.interfaces(key) || keys.is.neighbours(key)) return false;
  const sample = node.items.slice(0, SAMPLE);
  const tells = (item: Json): boolean => item instanceof JsonMap && keys.isThing(item);
  // `{node: {...}}`, as GraphQL wraps each element, or `{unit: 1, device: {...}}`.
  const things = sample.filter((item) => tells(item) || (item instanceof JsonMap && item.values.some(tells)));
  return things.length * 2 >= sample.length;
}
