import type { Field } from '../fields.ts';
import type { IdentifierKind, IdentifierSeen } from './identifier.ts';

/** Four letters of the vendor and eight hex digits, possibly after a TR-069 id `OUI-ProductClass-`. */
const PLAIN = /(?<![0-9a-z])([a-z]{4})[- ]?[0-9a-f]{8}(?![0-9a-z])/gi;
const HEX = /(?<![0-9a-z])((?:4[1-9a-f]|5[0-9a]){4})[- ]?[0-9a-f]{8}(?![0-9a-z])/gi;
const WHOLE = /^[a-z0-9]{4}$/i;
/** Columns whose cells are worth a word when they begin with another vendor's id. */
const FIELDS: readonly Field[] = ['gponSerial', 'serial'];

/**
 * The prefix of a GPON serial number (ITU-T G.984.3), in letters or in hex, in whatever column. At best probable: cheap
 * ONUs and SFP sticks carry HWTC and ZTEG on purpose.
 */
export const GPON = {
  kind: 'gpon',
  key: 'gponVendorIds',
  what: 'GPON vendor id',
  called: 'GPON vendor id',
  form: { is: 'a GPON vendor id', pattern: /^[A-Z0-9]{4}$/, expected: 'four capitals or digits, such as HWTC' },
  shownBy: ['gponSerial'],
  fields: FIELDS,
  cell: 'GPON serial number',
  ofDevice: 'GPON serial',
  notIn: [],
  written: (id) => [id, Array.from(id, (letter) => letter.charCodeAt(0).toString(16)).join('')],
  announcedBy: null,
  in(text, fields) {
    const whole = text.trim();
    if (fields.includes('vendor') && WHOLE.test(whole))
      return [{ id: whole.toUpperCase(), sign: 'gponAsVendor', field: 'vendor', isSure: false }];
    if (text.length < 12) return [];
    const plain = Array.from(text.matchAll(PLAIN), ([, letters = '']) => letters.toUpperCase());
    const hex = Array.from(text.matchAll(HEX), ([, digits = '']) =>
      digits.replace(/../g, (octet) => String.fromCharCode(parseInt(octet, 16))),
    );
    const isSure = FIELDS.some((field) => fields.includes(field));
    return [...plain, ...hex].map((id): IdentifierSeen => ({ id, sign: 'gpon', field: 'gponSerial', isSure }));
  },
} as const satisfies IdentifierKind;
