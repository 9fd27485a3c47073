import { isEmptyValue } from '../core/empty.ts';
import { IDENTITY_FIELDS, type Field } from '../core/fields.ts';
import type { Column, InventoryRecord } from '../core/record.ts';
import { parseMac } from '../core/mac.ts';
import { gponVendorId } from './gpon.ts';
import { macsIn } from './mac.ts';

const IDENTITY: ReadonlySet<Field> = new Set(IDENTITY_FIELDS);
const WORD = /\p{L}{2}/u;

/** What makes a cell of a column usable, and where: worked out once a layout. */
type Usable = (text: string) => boolean;

const layouts = new WeakMap<readonly Column[], readonly (readonly [index: number, usable: Usable])[]>();

function usableBy(fields: readonly Field[], wholeLine: boolean): Usable | null {
  if (fields.includes('withheld')) return null;
  if (wholeLine && fields.includes('text')) return usableLine;
  if (fields.some((field) => field !== 'mac' && IDENTITY.has(field))) return isValue;
  if (fields.includes('mac')) return (text) => macsIn(text).length > 0;
  return fields.includes('serial') ? (text) => gponVendorId(text) !== null : null;
}

const isValue: Usable = (text) => !isEmptyValue(text);

/** A line of text can be judged by its addresses where it has some, otherwise by its words. */
function usableLine(text: string): boolean {
  if (text.split(/\s+/).some((part) => parseMac(part) !== null)) return macsIn(text).length > 0;
  return WORD.test(text);
}

/**
 * Whether a row has something to judge: an identity field with a usable value. An empty-value word, a random MAC, a
 * withheld cell are none; a serial number counts when it has a GPON prefix.
 */
export function hasIdentity({ columns, cells, cap }: InventoryRecord): boolean {
  let layout = layouts.get(columns);
  if (layout === undefined) {
    layout = columns.flatMap(({ fields }, index) => {
      const usable = usableBy(fields, cap !== undefined);
      return usable === null ? [] : [[index, usable] as const];
    });
    layouts.set(columns, layout);
  }
  for (const [index, usable] of layout) {
    const text = cells[index];
    if (text !== undefined && text !== '' && usable(text)) return true;
  }
  return false;
}
