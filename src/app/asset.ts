import { assetKey } from '../core/asset-key.ts';
import type { Field } from '../core/fields.ts';
import { FIELDS, IDENTITY_FIELDS } from '../core/fields.ts';
import { colonForm } from '../core/mac.ts';
import type { Column, InventoryRecord } from '../core/record.ts';
import { excerpt, foldCell } from '../core/text.ts';
import type { NoValue } from '../core/words/no-value.ts';
import type { Words } from '../core/words/words.ts';
import { macsIn } from '../identify/kinds/mac.ts';

export type Asset = Readonly<Partial<Record<Field, string>>>;

/** The columns of one layout that feed a field; fields in their order. */
interface Source {
  readonly field: Field;
  readonly columns: readonly number[];
}

const plans = new WeakMap<readonly Column[], readonly Source[]>();

/**
 * The identity and asset cells of a row by field: of several columns the first that holds a value. A column that is
 * withheld feeds nothing, whatever else its header says.
 */
export function assetOf({ columns, cells, cap }: InventoryRecord, words: Words): Asset {
  const asset: Partial<Record<Field, string>> = {};
  for (const { field, columns: indexes } of planOf(columns)) {
    for (const index of indexes) {
      const text = cells[index]?.trim() ?? '';
      if (words.noValue.isEmpty(text)) continue;
      asset[field] = excerpt(words.secrets.without(text));
      break;
    }
  }
  // A line of text has no columns; its addresses are what tells one device from another.
  if (cap !== undefined && asset.mac === undefined) {
    const macs = macsIn(cells[0] ?? '');
    if (macs.length > 0) asset.mac = excerpt(macs.map(colonForm).join(' '));
  }
  return asset;
}

function planOf(columns: readonly Column[]): readonly Source[] {
  let plan = plans.get(columns);
  if (plan === undefined) {
    plan = FIELDS.filter((field) => field !== 'text' && field !== 'withheld').flatMap((field) => {
      const indexes = columns.flatMap(({ fields }, index) =>
        fields.includes(field) && !fields.includes('withheld') ? [index] : [],
      );
      return indexes.length === 0 ? [] : [{ field, columns: indexes }];
    });
    plans.set(columns, plan);
  }
  return plan;
}

/**
 * The asset's own key, for its id. A row that names nothing of its asset is known by all that it says, as a line of text
 * by the line: otherwise a baseline that has one such row would accept any other.
 */
export function keyOf(asset: Asset, { columns, cells, cap }: InventoryRecord, noValue: NoValue): string {
  const { kind, key } = assetKey(asset, noValue);
  // Which of the addresses in a line is the device's own nobody says: another one is another asset.
  if (kind === 'mac' && cap !== undefined)
    return `mac=${macsIn(cells[0] ?? asset.mac ?? '')
      .sort()
      .join(' ')}`;
  if (kind !== 'cells' || IDENTITY_FIELDS.some((field) => asset[field] !== undefined)) return key;
  const said = cells.filter((_, index) => columns[index]?.fields.includes('withheld') !== true);
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
