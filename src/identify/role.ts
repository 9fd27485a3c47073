import { IDENTITY_FIELDS, type Field } from '../core/fields.ts';
import type { Column } from '../core/layout.ts';
import type { NoValue } from '../core/no-value.ts';

/**
 * How the cells of a column are to be read for names:
 * `maker` the cell says who made it; `product` it says what it is, often with the maker's name in it; `open` nothing
 * is known about the column; `naming` it is what people call the device, so the cell decides whether it is a host name
 * or says what the device is; `device` the same under a header that is a kind of device; `mention` it is about
 * something else, so a name in it is a mention; `line` a whole line of text, where everything stands; `person` it is
 * about a person, so a name is a person's; `none` an address, a serial number, a day or the like, in which a name is a
 * mention.
 */
export type Role = 'maker' | 'product' | 'open' | 'naming' | 'device' | 'mention' | 'line' | 'person' | 'none';

const PRODUCT: readonly Field[] = ['model', 'partNumber', 'platform', 'sysDescr'];
const PLACE_OR_PURPOSE: readonly Field[] = ['site', 'purpose'];
const NAMING: readonly Field[] = ['hostname', 'assetTag'];
const MAY_NAME: readonly Field[] = [...NAMING, 'text'];

const WHAT_IT_IS: ReadonlySet<Field> = new Set([...IDENTITY_FIELDS, 'serial']);

/** The columns whose cells say what the row's device is: its vendor, model, address, serial number ... */
export function columnsOfDevice(columns: readonly Column[]): readonly number[] {
  return columns.flatMap(({ fields, traits }, index) =>
    !traits.includes('other-device') && !fields.includes('withheld') && fields.some((field) => WHAT_IT_IS.has(field))
      ? [index]
      : [],
  );
}

/**
 * Whether a row says what its device is, so that what stands under the header of another device is not about it.
 */
export function saysDevice(ofDevice: readonly number[], cells: readonly string[], noValue: NoValue): boolean {
  return ofDevice.some((index) => !noValue.isEmpty(cells[index] ?? ''));
}

/**
 * The role of a column; the most telling of its fields decides. `isDevice`: its header is a kind of device.
 */
export function roleOf(column: Column, wholeLine: boolean, isDevice = false): Role {
  const { fields, traits } = column;
  if (isDevice && !traits.includes('mention') && fields.every((field) => MAY_NAME.includes(field))) return 'device';
  if (fields.includes('withheld')) return traits.includes('person') ? 'person' : 'mention';
  if (fields.includes('vendor')) return 'maker';
  if (fields.some((field) => NAMING.includes(field))) return 'naming';
  if (traits.includes('port')) return 'none';
  if (fields.includes('text') && traits.includes('mention')) return 'mention';
  if (fields.includes('text')) return wholeLine ? 'line' : 'open';
  if (fields.some((field) => PRODUCT.includes(field))) return 'product';
  if (fields.some((field) => PLACE_OR_PURPOSE.includes(field))) return 'mention';
  if (fields.includes('category')) return 'naming';
  return 'none';
}

/**
 * Whether a cell is about something else than the thing, as a note, a place or a person may be: an identifier in it may
 * be that of any other device.
 */
export function isAboutOther(role: Role): boolean {
  return role === 'mention' || role === 'person';
}
