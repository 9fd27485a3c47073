import type { Certainty } from '../../knowledge/vendor.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type Hit } from './finder.ts';
import type { MakerEntry } from '../names/makers.ts';

/** Four letters of the maker and eight hex digits, possibly behind a TR-069 id `OUI-ProductClass-`. */
const PLAIN = /(?:^|[^0-9a-z])([a-z]{4})[- ]?([0-9a-f]{8})(?![0-9a-z])/i;
const HEX =
  /(?:^|[^0-9a-f])((?:4[1-9a-f]|5[0-9a])(?:4[1-9a-f]|5[0-9a])(?:4[1-9a-f]|5[0-9a])(?:4[1-9a-f]|5[0-9a]))[- ]?([0-9a-f]{8})(?![0-9a-z])/i;

/** The maker part of a GPON serial number (ITU-T G.984.3), written in letters or in hex, or null. */
export function gponVendorId(text: string): string | null {
  const value = text.trim();
  if (value.length < 12 || value.length > 64) return null;
  const plain = PLAIN.exec(value)?.[1];
  if (plain !== undefined) return plain.toUpperCase();
  const hex = HEX.exec(value)?.[1];
  return hex === undefined ? null : hex.replace(/../g, (octet) => String.fromCharCode(parseInt(octet, 16)));
}

function inHex(id: string): string {
  return Array.from(id, (letter) => letter.charCodeAt(0).toString(16)).join('');
}

/**
 * A GPON serial prefix. At best probable: cheap ONUs and SFP sticks carry HWTC and ZTEG on purpose. Only serial number
 * columns count: the same digits stand in Wi-Fi passwords.
 */
export function compileGpon(makers: readonly MakerEntry[]): Finder {
  const ids = new Map<string, { readonly maker: MakerEntry; readonly certainty: Certainty }>();
  for (const maker of makers) {
    for (const { value, certainty } of maker.maker.identifiers.gponVendorIds) ids.set(value, { maker, certainty });
  }
  return {
    looksAt: (role, fields) => fields.includes('gponSerial') || fields.includes('serial') || role === 'line',
    literals: () => [...ids.keys()].flatMap((id) => [id.toLowerCase(), inHex(id)]),
    find(cell: Cell, hits: Hit[]): void {
      const id = gponVendorId(cell.text);
      const found = id === null ? undefined : ids.get(id);
      if (id === null || found === undefined) return;
      const low = found.certainty === 'low' || found.maker.certainty === 'low';
      hits.push(
        hit({
          kind: 'gpon',
          maker: found.maker,
          field: 'gponSerial',
          seen: cell.text.trim().slice(0, 200),
          matched: `GPON vendor id ${id}`,
          confidence: low ? 'possible' : 'probable',
        }),
      );
    },
    nearMisses(cell) {
      const id = gponVendorId(cell.text);
      if (id === null || ids.has(id)) return [];
      return [{ kind: 'gpon', text: `GPON vendor id ${id} is none of a known vendor` }];
    },
  };
}
