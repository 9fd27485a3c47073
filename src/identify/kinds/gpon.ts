import type { Field } from '../../core/fields.ts';
import { excerpt } from '../../core/text.ts';
import type { Cell } from '../cell.ts';
import { hit, type Finder, type Hit } from './finder.ts';
import { ownersOf, type MakerEntry } from '../names/makers.ts';

/** Four letters of the vendor and eight hex digits, possibly after a TR-069 id `OUI-ProductClass-`. */
const PLAIN = /(?<![0-9a-z])([a-z]{4})[- ]?[0-9a-f]{8}(?![0-9a-z])/gi;
const HEX = /(?<![0-9a-z])((?:4[1-9a-f]|5[0-9a]){4})[- ]?[0-9a-f]{8}(?![0-9a-z])/gi;

/** Columns whose cells are worth a word when they begin with another vendor's id. */
const NUMBERS: readonly Field[] = ['gponSerial', 'serial'];

/** The vendor ids of the GPON serial numbers (ITU-T G.984.3) in a text, written in letters or in hex. */
export function gponVendorIds(text: string): readonly string[] {
  if (text.length < 12) return [];
  const plain = Array.from(text.matchAll(PLAIN), ([, letters = '']) => letters.toUpperCase());
  const hex = Array.from(text.matchAll(HEX), ([, digits = '']) =>
    digits.replace(/../g, (octet) => String.fromCharCode(parseInt(octet, 16))),
  );
  return [...plain, ...hex];
}

function inHex(id: string): string {
  return Array.from(id, (letter) => letter.charCodeAt(0).toString(16)).join('');
}

/**
 * A GPON serial prefix, in whatever column. At best probable: cheap ONUs and SFP sticks carry HWTC and ZTEG on purpose.
 */
export function compileGpon({ makers }: { readonly makers: readonly MakerEntry[] }): Finder {
  const ids = ownersOf(makers, 'gponVendorIds');
  const serials = () =>
    Array.from(ids, ([id, { maker }]) => [id, inHex(id)].map((text) => ({ text, wanted: maker.wanted }))).flat();
  return {
    kinds: ['gpon'],
    looksAt: () => true,
    patterns: () => [serials],
    find(cell: Cell, hits: Hit[]): void {
      const isVendor = cell.role === 'maker' && ids.has(cell.text.trim().toUpperCase());
      const id = isVendor ? cell.text.trim().toUpperCase() : gponVendorIds(cell.text).find((one) => ids.has(one));
      const found = id === undefined ? undefined : ids.get(id);
      if (id === undefined || found === undefined) return;
      hits.push(
        hit({
          kind: 'gpon',
          maker: found.maker,
          field: isVendor ? 'vendor' : 'gponSerial',
          seen: excerpt(cell.text.trim()),
          matched: `GPON vendor id ${id}`,
          sign: isVendor ? 'gponAsVendor' : 'gpon',
          certainty: found.certainty,
        }),
      );
    },
    nearMisses(cell) {
      if (!NUMBERS.some((field) => cell.fields.includes(field))) return [];
      const strangers = [...new Set(gponVendorIds(cell.text))].filter((id) => !ids.has(id));
      return strangers.map((id) => ({ kind: 'gpon', text: `GPON vendor id ${id} is not of a known vendor` }));
    },
  };
}
