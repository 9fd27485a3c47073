import { assetKey, idOf, IdTable } from '../core/asset.ts';
import { Cache, oncePer, remembering } from '../core/cache.ts';
import { FIELDS, IDENTITY_FIELDS, type Field } from '../core/fields.ts';
import type { Identification } from '../core/finding.ts';
import { sha256 } from '#runtime';
import { Layout, NO_TRAITS, oncePerLayout } from '../core/layout.ts';
import { colonForm, macsIn } from '../core/mac.ts';
import type { InventoryRecord } from '../core/record.ts';
import { excerpt, foldCell } from '../core/text.ts';
import type { NoValue } from '../core/no-value.ts';
import { setOf } from '../words/look-up.ts';
import type { Words } from '../words/words.ts';
import { saysDevice } from '../identify/role.ts';

export type Asset = Readonly<Partial<Record<Field, string>>>;

/** Most cells, and addresses, that are remembered. A forgotten access point is found again, which does no harm. */
const MOST_REMEMBERED = 10_000;

/**
 * Tells which asset each row of a run is. Every row is an asset of its own, equal rows too, unless an earlier row has
 * the same id (serial, asset tag, host name or MAC) and no other vendor or model.
 */
export function assetsOfRun(words: Words) {
  /** By asset id: the hashes of the first known vendor and model, in one number. */
  const vendorAndModel = new IdTable();
  const rowCounts = new IdTable();
  const hashedVendor = remembering((cell) => hashed(words.legalForms.keyOf(cell)), MOST_REMEMBERED);
  const hashedModel = remembering((cell) => hashed(foldCell(cell)), MOST_REMEMBERED);

  /** Numbers equal rows. Parts that one answer of a device lists are one asset and get no number. */
  function withOrdinal(key: string, id: string, { part, layout }: InventoryRecord): string {
    if (part !== 'device' || (layout.wholeLines && layout.columns.length > 1)) return key;
    const count = rowCounts.get(id) + 1;
    rowCounts.set(id, count);
    return count === 1 ? key : `${key}\n#${count}`;
  }

  function withVendorIfDisputed(key: string, id: string, { vendor = '', model = '' }: Asset): string {
    const [vendorHere, modelHere] = [hashedVendor(vendor), hashedModel(model)];
    const before = vendorAndModel.get(id);
    const [vendorBefore, modelBefore] = [before >>> MODEL_BITS, before & MOST_HASH];
    if (contradict(vendorHere.hash, vendorBefore) || contradict(modelHere.hash, modelBefore))
      return `${key}\n${vendorHere.name}\n${modelHere.name}`;
    const combined = ((vendorBefore || vendorHere.hash) << MODEL_BITS) | (modelBefore || modelHere.hash);
    if (combined !== 0 && combined !== before) vendorAndModel.set(id, combined);
    return key;
  }

  return (record: InventoryRecord) => {
    const asset = assetOf(record, words);
    const { kind, key: baseKey } = keyOf(asset, record, words);
    const id = idOf(baseKey);
    const key = kind === 'cells' ? withOrdinal(baseKey, id, record) : withVendorIfDisputed(baseKey, id, asset);
    return { asset, key, id: key === baseKey ? id : idOf(key) };
  };
}

/** Bits of the hash of a model; the hash of the vendor is above them. */
const MODEL_BITS = 15;
const MOST_HASH = (1 << MODEL_BITS) - 1;

/** A name and its hash of 15 bits; 0 for an empty name. */
const hashed = (name: string) => ({
  name,
  hash: name === '' ? 0 : (parseInt(sha256(name).slice(0, 8), 16) % MOST_HASH) + 1,
});

const contradict = (one: number, other: number): boolean => one !== 0 && other !== 0 && one !== other;

/** A row that holds nothing but these cells, under headers that name their fields. */
export function rowOf(asset: Asset): InventoryRecord {
  const fields = FIELDS.filter((field) => asset[field] !== undefined);
  const columns = fields.map((field) => ({ name: field, fields: [field], why: 'given', traits: NO_TRAITS }));
  const cells = fields.map((field) => asset[field] ?? '');
  return { source: '-', row: 1, line: null, cell: null, layout: new Layout(columns), cells, part: 'device' };
}

/** The asset fields of a layout with the columns that feed each; `withOthers`: also those with another device's MAC. */
const fieldsOf = oncePerLayout((layout) => {
  const isOwn = (index: number): boolean => layout.columns[index]?.traits.includes('other-device') !== true;
  const isArea = (index: number): boolean => layout.columns[index]?.traits.includes('area') === true;
  const own = FIELDS.filter((field) => field !== 'text' && field !== 'withheld').flatMap((field) => {
    const all = layout.feeding(field).filter(isOwn);
    const columns = [...all.filter(isArea), ...all.filter((index) => !isArea(index))];
    return columns.length === 0 ? [] : [{ field, columns }];
  });
  const others = layout.feeding('mac').filter((index) => !isOwn(index));
  return { own, withOthers: others.length === 0 ? own : [...own, { field: 'mac' as const, columns: others }] };
});

/** The identity and asset cells of a row, by field: the first with a value. A withheld column feeds nothing. */
export function assetOf(record: InventoryRecord, words: Words): Asset {
  const { layout, cells } = record;
  const asset: Partial<Record<Field, string>> = {};
  const { own, withOthers } = fieldsOf(layout);
  for (const { field, columns } of own === withOthers || saysDevice(record, words.noValue) ? own : withOthers) {
    const value = valueIn(columns, record, words);
    if (value !== '') asset[field] = value;
  }
  // A line of text has no columns; its addresses tell one device from another.
  const macs = layout.wholeLines && asset.mac === undefined ? macsIn(cells.join(' ')) : [];
  if (macs.length > 0) asset.mac = excerpt(macs.map(colonForm).join(' '));
  return asset;
}

/** The first value in these columns, without secrets, behind the areas that it is in: Germany, Berlin. '' for none. */
function valueIn(columns: readonly number[], { cells, looks, layout }: InventoryRecord, words: Words): string {
  const { valueOf, remembered } = valuesBy(words);
  let found = '';
  for (const index of columns) {
    const value = (looks?.[index]?.text == null ? valueOf : remembered)(cells[index] ?? '');
    found += found === '' || value === '' ? value : `, ${value}`;
    if (value !== '' && layout.columns[index]?.traits.includes('area') !== true) break;
  }
  return found;
}

/** The value of a cell, '' for none; `remembered`: for cells that are equal in many rows. */
const valuesBy = oncePer(({ decoded, noValue, secrets }: Words) => {
  const valueOf = (cell: string): string => {
    const text = decoded(cell);
    return noValue.isEmpty(text) ? '' : excerpt(secrets.without(text));
  };
  return { valueOf, remembered: remembering(valueOf, MOST_REMEMBERED) };
});

/** The key of a row. Without identity cells it is all of its text: else a baseline with one would accept any other. */
function keyOf(asset: Asset, { layout, cells }: InventoryRecord, words: Words): ReturnType<typeof assetKey> {
  const named = namedKey(asset, words);
  const { kind } = named;
  // Nothing says which address of a line is the device's own: lines with other addresses are other assets.
  if (kind === 'mac' && layout.wholeLines && layout.columns.length === 1) {
    const macs = macsIn(cells[0] ?? '').toSorted();
    return { kind, key: `mac=${macs.join(' ')}` };
  }
  if (kind !== 'cells' || IDENTITY_FIELDS.some((field) => asset[field] !== undefined)) return named;
  const texts = cells.filter((_, index) => !layout.withholds(index));
  return { kind, key: `row=${foldCell(texts.join(' '))}` };
}

/**
 * The key of an asset. A tag or host name that is only a kind of device or an answer (Camera, yes) does not count, as
 * many rows have it. Of kind `cells` where nothing better identifies it: two rows with the same cells are two assets.
 */
export function namedKey(asset: Asset, words: Words): ReturnType<typeof assetKey> {
  const named = assetKey(asset, words.noValue);
  const { kind } = named;
  if (kind !== 'hostname' && kind !== 'assetTag') return named;
  const { [kind]: cell = '', ...rest } = asset;
  const isNoName = setOf(words.tables.cells.answers).has(foldCell(cell)) || words.noName.isKindOfDevice(cell);
  return isNoName ? namedKey(rest, words) : named;
}

/** A whole number, with or without separators of thousands, zeros behind its decimal sign, and a unit: `3 pcs.`. */
const WHOLE_NUMBER = /^(\d{1,3}(?:[.,' \u00a0\u202f’]\d{3}){1,2}|\d{1,9})(?:[.,]0+)?(?: ?[^\d\s.,:%/+-]{1,8}\.?)?$/;

/** How many assets a row stands for: its quantity if that is a whole number, otherwise 1. */
export function quantityOf({ quantity }: Asset): number {
  const [, whole] = quantity === undefined ? [] : (WHOLE_NUMBER.exec(quantity) ?? []);
  return whole === undefined ? 1 : Number(whole.replace(/\D/g, ''));
}

/**
 * Devices that rows are attached to, by their addresses. A thousand clients of one access point are one finding, in
 * the first row of an input that names it, and the asset is the access point. Returns the devices that the row is
 * attached to as one asset, without those that an earlier row of the input named; null if none is left.
 */
export function attachedDevices(noValue: NoValue) {
  const named = new Cache<string, true>(MOST_REMEMBERED);
  return (source: string, { vendor, evidence }: Pick<Identification, 'vendor' | 'evidence'>) => {
    const newAddresses = evidence.flatMap(({ seen }) => {
      const key = `${seen} ${vendor?.id ?? ''} ${source}`;
      if (named.get(key) !== undefined) return [];
      named.set(key, true);
      return seen;
    });
    if (newAddresses.length === 0) return null;
    const asset = { mac: newAddresses.join(' ') };
    const { key } = assetKey(asset, noValue);
    return { asset, key, id: idOf(key) };
  };
}
