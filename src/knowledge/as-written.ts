import { wholeFile } from '../core/errors.ts';
import { slug, spaced } from '../core/text.ts';
import type { WordTables } from '../words/tables.ts';
import type { Words } from '../words/words.ts';
import { isNothing, mapOf, quoted, textOf, withKey, type MapNode, type Node } from '../yaml/node.ts';
import type { Reading } from '../yaml/read.ts';
import type { RawEntry } from './list-shape.ts';
import type { VendorNames } from './vendor-names.ts';
import type { RawInPlace } from './vendor.ts';

/** Entries alone as a list, named after its file. `more`: further keys of the list. */
export function namedByFile(path: string, entries: Node, more: Readonly<Record<string, Node | null>> = {}): MapNode {
  const title = (path.split(/[/\\]/).at(-1) ?? path).replace(/\.\w+$/, '');
  const place = wholeFile(path);
  return mapOf(place, { id: quoted(place, slug(title)), title: quoted(place, title), ...more, entries });
}

/**
 * The list that a sequence of names, or `vendors: [Huawei, ZTE]`, is short for, with each entry written in full.
 * `modelsRead` gets the models that were read as masks.
 */
export function expandShorthand(root: Node, { tables }: Words, modelsRead: ModelsRead): Node {
  const entriesIn = (value: Node): Node => {
    if (value.kind !== 'list') return value;
    const items = value.items.map((item) =>
      item.kind === 'list' || isNothing(item) ? item : withModels(entryIn(item), tables.models, modelsRead),
    );
    return { ...value, items };
  };
  if (root.kind === 'list') return namedByFile(root.place.file, entriesIn(root));
  if (root.kind !== 'map') return root;
  const entries = root.entries.get('entries')?.value;
  if (entries !== undefined) return withKey(root, 'entries', entriesIn(entries));
  const vendors = root.entries.get('vendors')?.value;
  if (vendors === undefined) return root;
  const given = Array.from(root.entries).filter(([name]) => name !== 'vendors');
  return { ...root, entries: new Map([...namedByFile(root.place.file, entriesIn(vendors)).entries, ...given]) };
}

/** Keys of an item `{name: …}` that belong to its entry; all others belong to the vendor. */
const OF_ENTRY: readonly string[] = ['models', 'since', 'until', 'reason', 'citation', 'exact'];

/** The entry that a name, or an item `{name: Hivision}`, is short for. */
function entryIn(item: Exclude<Node, { kind: 'list' }>): MapNode {
  if (item.kind === 'text') return mapOf(item.place, { vendor: item });
  if (!item.entries.has('name') || item.entries.has('vendor')) return item;
  const keysWhere = (isOfEntry: boolean) =>
    new Map(Array.from(item.entries).filter(([key]) => OF_ENTRY.includes(key) === isOfEntry));
  return withKey({ ...item, entries: keysWhere(true) }, 'vendor', { ...item, entries: keysWhere(false) });
}

/** How a list says that a vendor is meant as it is written. */
const EXACT = 'exact: true, in a table x in a column exact';

/** Of more than a name, which no cell is as a whole: Foobar / FB, Foobar Ltd. (FB), 1. Foobar, Foobar # routers. */
const SEVERAL = /[;|\t\n]|\s[/#]\s|:\s|^\d+[.)]\s|\([^()]*\)\W*$|\ba\.?k\.?a\b/i;

/** `huawei/hisilicon`: the name of no company. */
const REFERENCE = /^[a-z0-9-]+\/[a-z0-9-]+$/;

/**
 * The vendor that an entry means by a name as a company writes it: the id of one that netvet knows, else a vendor
 * described by that name, which is added to `names`. A name near a known one is a problem, unless it is `exact: true`.
 */
export function vendorMeant({ vendor, exact }: RawEntry, names: VendorNames, reading: Reading): RawInPlace | null {
  if (vendor === null) return null;
  const { id, name } = vendor;
  if (name !== null) {
    const known = id !== null || exact ? null : names.find(name);
    const means = `vendor: ${known ?? ''} means that one, {id: ${known ?? ''}, names: […]} adds names to it`;
    if (known !== null && known !== slug(name) && names.isShipped(known))
      reading.wrong(vendor, 'name', `${name} is a name of ${known}`, `${means}; another company: ${EXACT}`);
    return vendor;
  }
  const isPlain = reading.isShort(vendor);
  if (id === null || (isPlain && REFERENCE.test(id))) return vendor;
  const known = names.find(id);
  if (known !== null) return reading.with(vendor, { id: known });
  if (!isPlain) return vendor;
  const described = reading.with(vendor, { id: null, name: id });
  const near = exact ? null : names.near(id);
  const hint = `did you mean ${near ?? ''}? If it is another company: ${EXACT}`;
  if (near !== null) reading.wrong(vendor, null, `${id} is not a vendor that netvet knows`, hint);
  else if (!exact && SEVERAL.test(id))
    reading.wrong(vendor, null, `${id} may be more than a name`, `one name by itself; if it is one: ${EXACT}`);
  else names.addDescribed([described]);
  return described;
}

/** Models as people write ranges, with the mask that each was read as (`read`), or that may be meant (`doubtful`). */
export type ModelsRead = Readonly<Record<'read' | 'doubtful', Map<string, string>>>;

/**
 * The entry with its models as masks: `S57??*` for `S57xx`, `RB4011*` for `RB4011 series`. Where one of them means
 * every model, it has no models at all. A `{mask: …}`, and a text that holds `\`, stays as it is.
 */
export function withModels(entry: MapNode, table: WordTables['models'], modelsRead: ModelsRead): MapNode {
  const models = entry.entries.get('models')?.value;
  if (models?.kind !== 'list') return entry;
  const vendor = entry.entries.get('vendor')?.value;
  const name = vendor?.kind === 'map' ? (textOf(vendor, 'name') ?? textOf(vendor, 'id')) : textOf(entry, 'vendor');
  const items = models.items.map((item) => asMask(item, name ?? '', table, modelsRead));
  const hasEveryModel = items.includes(null);
  return withKey(entry, 'models', { ...models, items: hasEveryModel ? [] : items.filter((item) => item !== null) });
}

/** The model as a mask; null for one that means every model of the vendor. */
function asMask(item: Node, vendor: string, table: WordTables['models'], modelsRead: ModelsRead): Node | null {
  if (item.kind !== 'text' || item.text.includes('\\')) return item;
  const text = item.text.trim();
  const range = withoutRangeWords(text, table);
  if (table.every.includes(spaced(range)) || (text !== '' && spaced(range) === spaced(vendor))) return null;
  const mask = range.replace(PLACEHOLDERS, anySigns);
  if (mask === text) {
    const meant = text.replace(UNSURE, anySigns);
    if (meant !== text) modelsRead.doubtful.set(text, meant);
    return item;
  }
  const openMask = mask.endsWith('*') ? mask : `${mask}*`;
  modelsRead.read.set(text, openMask);
  return quoted(item.place, openMask);
}

/** An x for each sign, as data sheets write ranges: two or more behind a digit or dash, three behind any character. */
const PLACEHOLDERS = /(?<=[\d-])x{2,}|x{3,}/gi;
/** One small x behind digits, and two behind a letter, may as well be part of the model. */
const UNSURE = /(?<=\d\d)x$|(?<=[A-Za-z_ ])xx(?![A-Za-z])/;
/** In C9300-48xx the x are letters, in S57xx digits. */
const anySigns = (run: string): string => '?'.repeat(run.length);

const LAST_WORD = /^(.*\S)[\s-]+(\S+)$/;
/** The last word in a script without blanks: RB4011系列. */
const LAST_SIGNS = /^(.*[A-Za-z0-9*])\s*([^\x20-\x7e]+)$/;
const FIRST_WORD = /^(\S+)[\s:]+(\S.*)$/;

/** `RB4011` of `RB4011 series`, `Serie RB4011`, `RB4011系列` and `all RB4011 models`. */
function withoutRangeWords(text: string, table: WordTables['models']): string {
  const isRange = (word: string): boolean => table.range.includes(spaced(word));
  const isEvery = (word: string): boolean => table.every.includes(spaced(word));
  if (isEvery(text)) return text;
  const [, rest = '', last = ''] = LAST_WORD.exec(text) ?? LAST_SIGNS.exec(text) ?? [];
  if (isRange(last) || isEvery(last)) return withoutRangeWords(rest, table);
  const [, first = '', behind = ''] = FIRST_WORD.exec(text) ?? [];
  // A model may begin with such a word too: Model 3, All in One 24.
  const isWord = isEvery(first) ? !/\s/.test(behind) : isRange(first) && /\S*\d\S+$/.test(behind);
  return isWord ? behind : text;
}
