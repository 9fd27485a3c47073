import type { Field } from '../core/fields.ts';
import type { Column } from '../core/layout.ts';

/**
 * How the cells of a column are to be read for names:
 * `maker` the cell says who made it; `product` it says what it is, often with the maker's name in it; `open` nothing
 * is known about the column; `aside` it is about something else, so a name is a mention; `line` a whole line of text,
 * where everything stands; `none` it can hold no name.
 */
export type Role = 'maker' | 'product' | 'open' | 'aside' | 'line' | 'none';

const PRODUCT: readonly Field[] = ['model', 'partNumber', 'platform', 'sysDescr'];
const ASIDE: readonly Field[] = ['hostname', 'site', 'assetTag', 'category', 'purpose'];

/** The role of a column; the most telling of its fields decides. */
export function roleOf(column: Column, wholeLine: boolean): Role {
  const { fields } = column;
  if (fields.includes('withheld')) return 'none';
  if (fields.includes('vendor')) return 'maker';
  if (fields.some((field) => PRODUCT.includes(field))) return 'product';
  if (fields.some((field) => ASIDE.includes(field))) return 'aside';
  if (!fields.includes('text')) return 'none';
  if (wholeLine) return 'line';
  return column.notMaker ? 'aside' : 'open';
}
