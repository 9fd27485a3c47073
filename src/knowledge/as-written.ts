import { wholeFile } from '../core/errors.ts';
import { fold, slug, words as wordsIn } from '../core/text.ts';
import type { WordTables } from '../words/tables.ts';
import type { Words } from '../words/words.ts';
import { isNothing, mapOf, quoted, textOf, withKey, type MapNode, type Node } from '../yaml/node.ts';
import type { Reading } from '../yaml/read.ts';
import type { VendorNames } from './vendor-names.ts';

/** Entries alone as a list, under the name of its file; `more`: what it says besides. */
export function namedByFile(path: string, entries: Node, more: Readonly<Record<string, Node | null>> = {}): MapNode {
  const title = (path.split(/[/\\]/).at(-1) ?? path).replace(/\.\w+$/, '');
  const place = wholeFile(path);
  return mapOf(place, { id: quoted(place, slug(title)), title: quoted(place, title), ...more, entries });
}

/**
 * The list that a sequence of names, or `vendors: [Huawei, ZTE]`, is short for; and of an item `{name: Hivision}` the
 * entry of that vendor.
 */
export function inFull(root: Node, path: string, reading: Reading): Node {
  if (root.kind === 'list') return namedByFile(path, { ...root, items: root.items.map(itemInFull) });
  if (root.kind !== 'map') return root;
  const entries = root.entries.get('entries')?.value;
  if (entries !== undefined) return withKey(root, 'entries', itemsIn(entries, reading));
  const vendors = root.entries.get('vendors')?.value;
  if (vendors === undefined) return root;
  const given = Array.from(root.entries).filter(([name]) => name !== 'vendors');
  return { ...root, entries: new Map([...namedByFile(path, itemsIn(vendors, reading)).entries, ...given]) };
}

/** The items of `vendors:` or `entries:`, which may be one name; a mapping is none, and is read as its names. */
function itemsIn(value: Node, reading: Reading) {
  const list = { kind: 'list', place: value.place } as const;
  if (value.kind === 'list') return { ...list, items: value.items.map(itemInFull) };
  if (value.kind === 'text') return { ...list, items: isNothing(value) ? [] : [value] };
  const [name = 'Huawei'] = value.entries.keys();
  const hint = `vendors: [${name}, …], or with more about each: entries: [{vendor: ${name}, reason: …}]`;
  reading.addProblem(value.place, 'expected a list of names, and this is a mapping', hint);
  return { ...list, items: Array.from(value.entries, ([text, { keyPlace }]) => quoted(keyPlace, text)) };
}

const asEntry = (item: Node): MapNode => (item.kind === 'map' ? item : mapOf(item.place, { vendor: item }));

/** What an item that begins with a name says of its entry. */
const OF_ENTRY: readonly string[] = ['models', 'since', 'until', 'reason', 'citation', 'exact'];

function itemInFull(item: Node): Node {
  if (item.kind !== 'map' || !item.entries.has('name') || item.entries.has('vendor')) return item;
  const [ofEntry, ofVendor] = [true, false].map((isOwn) =>
    Array.from(item.entries).filter(([key]) => OF_ENTRY.includes(key) === isOwn),
  );
  const vendor = { keyPlace: item.place, value: { ...item, entries: new Map(ofVendor) } };
  return { ...item, entries: new Map([['vendor', vendor], ...(ofEntry ?? [])]) };
}

/**
 * Turns vendors as a company writes them into ids, or into vendors described by that name, models into masks. A name
 * near a known one is a problem, unless the entry says `exact: true`. `unknown`: names that netvet does not know, which
 * describe a vendor each.
 */
export function resolveNames(root: Node, names: VendorNames, { tables }: Words, reading: Reading) {
  const unknown = new Set<string>();
  const models: ModelsRead = { read: new Map(), doubtful: new Map() };
  const list = entriesOf(root);
  if (root.kind !== 'map' || list === null) return { root, unknown, models };
  const items = list.items.map((item) => {
    if (item.kind === 'list' || isNothing(item)) return item;
    return withVendor(withModels(asEntry(item), tables.models, models), names, unknown, reading);
  });
  return { unknown, models, root: withKey(root, 'entries', { ...list, items }) };
}

function entriesOf(root: Node | null) {
  const list = root?.kind === 'map' ? root.entries.get('entries')?.value : undefined;
  return list?.kind === 'list' ? list : null;
}

/** The vendors that a list describes with an id or a name of their own. */
export function describedIn(root: Node | null): readonly { readonly id: string; readonly name: string }[] {
  const items = entriesOf(root)?.items ?? [];
  return items.flatMap((item) => {
    const vendor = item.kind === 'map' ? item.entries.get('vendor')?.value : undefined;
    const name = vendor?.kind === 'map' ? textOf(vendor, 'name') : null;
    return vendor?.kind !== 'map' || name === null ? [] : [{ id: textOf(vendor, 'id') ?? slug(name), name }];
  });
}

const exactIn = (file: string): string =>
  /\.(?:csv|tsv|txt|xls[xm])$/i.test(file) ? 'x in a column exact of a table' : 'exact: true';

/** `huawei/hisilicon`, which no company is called. */
const REFERENCE = /^[a-z0-9-]+\/[a-z0-9-]+$/;

function withVendor(entry: MapNode, names: VendorNames, unknown: Set<string>, reading: Reading): MapNode {
  const vendor = entry.entries.get('vendor')?.value;
  if (vendor === undefined || isNothing(vendor)) return entry;
  if (vendor.kind === 'map') return withDescribed(entry, vendor, names, reading);
  if (vendor.kind !== 'text' || REFERENCE.test(vendor.text)) return entry;
  const name = vendor.text.trim();
  const known = names.find(name);
  if (known !== null) return withKey(entry, 'vendor', quoted(vendor.place, known));
  const near = isExact(entry) ? null : names.near(name);
  if (near !== null) {
    const hint = `did you mean ${near}? If it is another company: ${exactIn(vendor.place.file)}`;
    reading.addProblem(vendor.place, `${name} is not a vendor that netvet knows`, hint);
  } else unknown.add(name);
  return withKey(entry, 'vendor', mapOf(vendor.place, { name: quoted(vendor.place, vendor.text) }));
}

/** A vendor that the entry describes: by an id, which may be a name, or as a new one, with a name of its own. */
function withDescribed(entry: MapNode, vendor: MapNode, names: VendorNames, reading: Reading): MapNode {
  const [id, name] = [textOf(vendor, 'id'), textOf(vendor, 'name')];
  if (id !== null) {
    const known = name === null ? names.find(id) : null;
    return known === null ? entry : withKey(entry, 'vendor', withKey(vendor, 'id', quoted(vendor.place, known)));
  }
  const shipped = name === null || isExact(entry) ? null : names.findShipped(name);
  if (shipped !== null && shipped !== slug(name ?? '')) {
    const means = `vendor: ${shipped} means that one, {id: ${shipped}, names: […]} adds names to it`;
    const hint = `${means}; another company: ${exactIn(vendor.place.file)}`;
    const place = vendor.entries.get('name')?.value.place ?? vendor.place;
    reading.addProblem(place, `${name ?? ''} is a name of ${shipped}`, hint);
  }
  return entry;
}

function isExact(entry: MapNode): boolean {
  const exact = entry.entries.get('exact')?.value;
  return exact?.kind === 'text' && /^(?:true|yes)$/i.test(exact.text);
}

/** Models written as people write ranges: read as masks, or taken as they are -> the mask that may be meant. */
export type ModelsRead = Readonly<Record<'read' | 'doubtful', Map<string, string>>>;

/**
 * The entry with its models as masks: `S57xx` and `RB4011 series` are `S57##*` and `RB4011*`, and without a model at
 * all where one of them means every model. What is written as `{mask: …}`, or holds `\`, stays as it is.
 */
export function withModels(entry: MapNode, table: WordTables['models'], noted: ModelsRead): MapNode {
  const models = entry.entries.get('models')?.value;
  if (models?.kind !== 'list') return entry;
  const vendor = entry.entries.get('vendor')?.value;
  const name = vendor?.kind === 'map' ? (textOf(vendor, 'name') ?? textOf(vendor, 'id')) : textOf(entry, 'vendor');
  const items = models.items.map((item) => asMask(item, name ?? '', table, noted));
  const isAll = items.includes(null);
  return withKey(entry, 'models', { ...models, items: isAll ? [] : items.filter((item) => item !== null) });
}

/** The model as a mask; null for one that means every model of the vendor. */
function asMask(item: Node, vendor: string, table: WordTables['models'], noted: ModelsRead): Node | null {
  if (item.kind !== 'text' || item.text.includes('\\')) return item;
  const text = item.text.trim();
  const range = withoutRangeWords(text, table);
  if (table.every.includes(keyOf(range)) || (text !== '' && keyOf(range) === keyOf(vendor))) return null;
  const mask = range.replace(PLACEHOLDERS, (run: string, at: number) =>
    (/\d/.test(range[at - 1] ?? '') ? '#' : '?').repeat(run.length),
  );
  if (mask === text) {
    const meant = text.replace(UNSURE, (run) => '#'.repeat(run.length));
    if (meant !== text) noted.doubtful.set(text, meant);
    return item;
  }
  const open = mask.endsWith('*') ? mask : `${mask}*`;
  noted.read.set(text, open);
  return quoted(item.place, open);
}

/** An x for each digit, as data sheets write ranges: two or more behind a digit, or three behind whatever sign. */
const PLACEHOLDERS = /(?<=\d)x{2,}|x{3,}/gi;
/** One small x behind digits and two behind a letter may as well be the model's own. */
const UNSURE = /(?<=\d\d)x$|(?<=[A-Za-z_ -])xx(?![A-Za-z])/;

const keyOf = (text: string): string => wordsIn(fold(text)).join(' ');

const LAST_WORD = /^(.*\S)[\s-]+(\S+)$/;
/** In a script without blanks. */
const LAST_SIGNS = /^(.*[A-Za-z0-9*])\s*([^\x20-\x7e]+)$/;
const FIRST_WORD = /^(\S+)[\s:]+(\S.*)$/;

/** `RB4011` of `RB4011 series`, `Serie RB4011`, `RB4011系列` and `all RB4011 models`. */
function withoutRangeWords(text: string, table: WordTables['models']): string {
  const isRange = (word: string): boolean => table.range.includes(keyOf(word));
  const isEvery = (word: string): boolean => table.every.includes(keyOf(word));
  if (isEvery(text)) return text;
  const [, rest = '', last = ''] = LAST_WORD.exec(text) ?? LAST_SIGNS.exec(text) ?? [];
  if (isRange(last) || isEvery(last)) return withoutRangeWords(rest, table);
  const [, first = '', behind = ''] = FIRST_WORD.exec(text) ?? [];
  // A model of its own begins like this too: Model 3, All in One 24.
  const isWord = isEvery(first) ? !/\s/.test(behind) : isRange(first) && /\S*\d\S+$/.test(behind);
  return isWord ? behind : text;
}
