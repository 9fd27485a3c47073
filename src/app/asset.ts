import { assetKey } from '../core/asset.ts';
import { Cache } from '../core/cache.ts';
import type { Field } from '../core/fields.ts';
import { FIELDS, IDENTITY_FIELDS } from '../core/fields.ts';
import type { Identification } from '../core/finding.ts';
import { assetId } from '../core/fingerprint.ts';
import { Layout, NO_TRAITS, oncePerLayout } from '../core/layout.ts';
import { colonForm } from '../core/mac.ts';
import type { InventoryRecord } from '../core/record.ts';
import { excerpt, foldCell } from '../core/text.ts';
import type { NoValue } from '../core/no-value.ts';
import type { Words } from '../words/words.ts';
import { macsIn } from '../identify/kinds/mac.ts';
import { ownColumns, saysOwnDevice } from '../identify/role.ts';

export type Asset = Readonly<Partial<Record<Field, string>>>;

/** The asset of a finding, with its key and id. */
export interface NamedAsset {
  readonly asset: Asset;
  readonly key: string;
  readonly id: string;
}

/** The asset that a row stands for. */
export function nameAsset(record: InventoryRecord, words: Words): NamedAsset {
  const asset = assetOf(record, words);
  const key = keyOf(asset, record, words.noValue);
  return { asset, key, id: assetId(key) };
}

/** A row that holds nothing but these cells, under headers that name their fields. */
export function rowOf(asset: Asset): InventoryRecord {
  const fields = FIELDS.filter((field) => asset[field] !== undefined);
  const columns = fields.map((field) => ({ name: field, fields: [field], why: 'given', traits: NO_TRAITS }));
  const cells = fields.map((field) => asset[field] ?? '');
  return { source: '-', row: 1, line: null, cell: null, layout: new Layout(columns), cells, part: 'device' };
}

/** The fields of an asset that a layout has, in their order, with the columns that feed each. */
const fieldsOf = oncePerLayout((layout) => {
  const isOwn = (index: number): boolean => layout.columns[index]?.traits.includes('other-device') !== true;
  const fed = FIELDS.filter((field) => field !== 'text' && field !== 'withheld').flatMap((field) => {
    const columns = layout.feeding(field).filter(isOwn);
    return columns.length === 0 ? [] : [{ field, columns }];
  });
  const others = layout.feeding('mac').filter((index) => !isOwn(index));
  return { fed, others, own: others.length === 0 ? [] : ownColumns(layout.columns) };
});

/**
 * The identity and asset cells of a row by field: of several columns the first that holds a value. A column that is
 * withheld feeds nothing, whatever else its header says.
 */
export function assetOf({ layout, cells }: InventoryRecord, words: Words): Asset {
  const { noValue } = words;
  const asset: Partial<Record<Field, string>> = {};
  const { fed, others, own } = fieldsOf(layout);
  for (const { field, columns } of fed) {
    const value = valueIn(columns, cells, words);
    if (value !== null) asset[field] = value;
  }
  if (others.length > 0 && !saysOwnDevice(own, cells, noValue)) {
    const mac = valueIn(others, cells, words);
    if (mac !== null) asset.mac = mac;
  }
  // A line of text has no columns; its addresses are what tells one device from another.
  if (layout.wholeLines && asset.mac === undefined) {
    const macs = macsIn(cells.join(' '));
    if (macs.length > 0) asset.mac = excerpt(macs.map(colonForm).join(' '));
  }
  return asset;
}

/** The first value in these columns, without secrets; null when none of them holds one. */
function valueIn(
  columns: readonly number[],
  cells: readonly string[],
  { noValue, secrets, decodings }: Words,
): string | null {
  for (const index of columns) {
    const text = decodings.decoded(cells[index] ?? '').trim();
    if (!noValue.isEmpty(text)) return excerpt(secrets.without(text));
  }
  return null;
}

/**
 * The asset's own key, for its id. A row that names nothing of its asset is known by all that it says, as a line of
 * text by the line: otherwise a baseline that has one such row would accept any other.
 */
export function keyOf(asset: Asset, { layout, cells }: InventoryRecord, noValue: NoValue): string {
  const { kind, key } = assetKey(asset, noValue);
  // Which of the addresses in a line is the device's own nobody says: another one is another asset.
  if (kind === 'mac' && layout.wholeLines && layout.columns.length === 1)
    return `mac=${macsIn(cells[0] ?? '')
      .sort()
      .join(' ')}`;
  if (kind !== 'cells' || IDENTITY_FIELDS.some((field) => asset[field] !== undefined)) return key;
  const said = cells.filter((_, index) => !layout.withholds(index));
  return `row=${foldCell(said.join(' '))}`;
}

const WHOLE = /^(\d{1,9})(?:[.,]0+)?$/;
const THOUSANDS = /^\d{1,3}(?:[.,' ]\d{3}){1,2}$/;

/** How many assets a row stands for: the quantity cell when it is a whole number, otherwise 1. */
export function quantityOf(asset: Asset): number {
  const text = asset.quantity;
  if (text === undefined) return 1;
  if (THOUSANDS.test(text)) return Number(text.replace(/\D/g, ''));
  const whole = WHOLE.exec(text)?.[1];
  return whole === undefined ? 1 : Number(whole);
}

/** Addresses that are remembered: an access point beyond these is found again, which does no harm. */
const MOST = 10_000;

/** Whether all that points at the vendor are addresses of devices that the row's own one is attached to. */
export function isOfAttached({ evidence }: Pick<Identification, 'evidence'>): boolean {
  return evidence.every(({ kind, part }) => part === 'other-device' && kind === 'mac');
}

/**
 * Devices that others are attached to, by their addresses. A thousand clients of one access point are one finding of
 * it, in the first row of an input that names it, and its asset is the access point.
 */
export class AttachedDevices {
  readonly #known = new Cache<string, true>(MOST);
  readonly #noValue: NoValue;

  constructor(noValue: NoValue) {
    this.#noValue = noValue;
  }

  /**
   * The attached devices of a row as an asset, as far as no earlier row of the input named them; null: all are known.
   */
  next(source: string, { vendor, evidence }: Pick<Identification, 'vendor' | 'evidence'>): NamedAsset | null {
    const fresh = evidence.map(({ seen }) => seen).filter((mac) => this.#isNew(`${mac} ${vendor?.id ?? ''} ${source}`));
    if (fresh.length === 0) return null;
    const asset = { mac: fresh.join(' ') };
    const { key } = assetKey(asset, this.#noValue);
    return { asset, key, id: assetId(key) };
  }

  #isNew(key: string): boolean {
    if (this.#known.get(key) !== undefined) return false;
    this.#known.set(key, true);
    return true;
  }
}
