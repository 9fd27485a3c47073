import { isEmptyValue } from '../core/empty.ts';
import { IDENTITY_FIELDS, type Field } from '../core/fields.ts';
import type { InventoryRecord } from '../core/record.ts';
import { parseMac } from '../core/mac.ts';
import { gponVendorId } from './gpon.ts';
import { macsIn } from './mac.ts';

const IDENTITY: ReadonlySet<Field> = new Set(IDENTITY_FIELDS);
const WORD = /\p{L}{2}/u;

function usable(text: string, fields: readonly Field[]): boolean {
  if (isEmptyValue(text)) return false;
  if (fields.some((field) => field !== 'mac' && IDENTITY.has(field))) return true;
  if (fields.includes('mac')) return macsIn(text).length > 0;
  return fields.includes('serial') && gponVendorId(text) !== null;
}

/** A line of text can be judged by its addresses where it has some, otherwise by its words. */
function usableLine(text: string): boolean {
  if (text.split(/\s+/).some((part) => parseMac(part) !== null)) return macsIn(text).length > 0;
  return WORD.test(text);
}

/**
 * Whether a row has something to judge: an identity field with a usable value. An empty-value word, a random MAC, a
 * withheld cell are none; a serial number counts when it has a GPON prefix.
 */
export function hasIdentity(record: InventoryRecord): boolean {
  return record.columns.some((column, index) => {
    const text = record.cells[index];
    if (text === undefined || text === '' || column.fields.includes('withheld')) return false;
    return record.cap !== undefined && column.fields.includes('text') ? usableLine(text) : usable(text, column.fields);
  });
}
