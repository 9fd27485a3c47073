import { assetKey } from '../core/asset.ts';
import type { Field } from '../core/fields.ts';
import { FIELDS, IDENTITY_FIELDS } from '../core/fields.ts';
import { oncePerLayout } from '../core/layout.ts';
import { colonForm } from '../core/mac.ts';
import type { InventoryRecord } from '../core/record.ts';
import { excerpt, foldCell } from '../core/text.ts';
import type { NoValue } from '../core/no-value.ts';
import type { SecretTexts } from '../words/secret-texts.ts';
import type { Words } from '../words/words.ts';
import { macsIn } from '../identify/kinds/mac.ts';
import { ownColumns, saysOwnDevice } from '../identify/role.ts';

export type Asset = Readonly<Partial<Record<Field, string>>>;

/** The fields of an asset that a layout has, in their order, with the columns that feed each. */
const fieldsOf = oncePerLayout((layout) => {
  const isOwn = (index: number): boolean => layout.columns[index]?.ofOther !== true;
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
export function assetOf({ layout, cells }: InventoryRecord, { noValue, secrets }: Words): Asset {
  const asset: Partial<Record<Field, string>> = {};
  const { fed, others, own } = fieldsOf(layout);
  for (const { field, columns } of fed) {
    const value = valueIn(columns, cells, noValue, secrets);
    if (value !== null) asset[field] = value;
  }
  if (others.length > 0 && !saysOwnDevice(own, cells, noValue)) {
    const mac = valueIn(others, cells, noValue, secrets);
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
  noValue: NoValue,
  secrets: SecretTexts,
): string | null {
  for (const index of columns) {
    const text = cells[index]?.trim() ?? '';
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
