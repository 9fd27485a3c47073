/**
 * A MAC address as 12 lower-case hex digits from any usual form (`00:1a:..`, `00-1A-..`, `001a.2b3c.4d5e`, bare,
 * single digits between colons as SNMP prints them), or null. EUI-64 is not a MAC.
 */
export function parseMac(cell: string): string | null {
  const text = cell.trim();
  if (text.length < 11 || text.length > 19) return null;
  if (BARE.test(text) || COLONS.test(text) || DASHES.test(text) || DOTS.test(text) || PAIRS.test(text)) {
    return text.replace(/[^0-9a-f]/gi, '').toLowerCase();
  }
  if (LOOSE.test(text)) {
    return text
      .split(/[:-]/)
      .map((octet) => octet.padStart(2, '0'))
      .join('')
      .toLowerCase();
  }
  return null;
}

const BARE = /^[0-9a-f]{12}$/i;
const COLONS = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i;
const DASHES = /^[0-9a-f]{2}(?:-[0-9a-f]{2}){5}$/i;
const DOTS = /^[0-9a-f]{4}[.:-][0-9a-f]{4}[.:-][0-9a-f]{4}$/i;
const PAIRS = /^[0-9a-f]{2}(?:[ .][0-9a-f]{2}){5}$/i;
const LOOSE = /^[0-9a-f]{1,2}(?:[:-][0-9a-f]{1,2}){5}$/i;

const PLACEHOLDERS = new Set([
  'aabbccddeeff',
  '112233445566',
  '001122334455',
  '0123456789ab',
  '123456789abc',
  '123456abcdef',
  '000000000001',
]);

/**
 * True for an address a maker burnt in: not locally administered (bit 1 of the first octet: random and virtual
 * addresses), not multicast (bit 0), not one repeated digit, not a well-known placeholder.
 */
export function isBurntIn(mac: string): boolean {
  const first = parseInt(mac.slice(0, 2), 16);
  if ((first & 0b11) !== 0) return false;
  if (/^(.)\1{11}$/.test(mac)) return false;
  return !PLACEHOLDERS.has(mac);
}
