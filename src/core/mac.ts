/**
 * A MAC address as 12 lower-case hex digits from any usual form (`00:1a:..`, `00-1A-..`, `001a.2b3c.4d5e`, bare,
 * single digits between colons as SNMP prints them), or null. EUI-64 is not a MAC.
 */
export function parseMac(cell: string): string | null {
  const usual = parseUsual(cell);
  if (usual !== null) return usual;
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

const COLON = 58;
const DASH = 45;

/** The two usual forms, `00:1a:..` and `00-1A-..`, without a regular expression: MAC columns have one a row. */
function parseUsual(cell: string): string | null {
  if (cell.length !== 17) return null;
  const separator = cell.charCodeAt(2);
  if (separator !== COLON && separator !== DASH) return null;
  let digits = '';
  for (let at = 0; at < 17; at += 3) {
    if (at > 0 && cell.charCodeAt(at - 1) !== separator) return null;
    if (!isHex(cell.charCodeAt(at)) || !isHex(cell.charCodeAt(at + 1))) return null;
    digits += cell.slice(at, at + 2);
  }
  return digits.toLowerCase();
}

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
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
  // The two lowest bits of the first octet are those of its second digit; of digits, 0 4 8 c have neither.
  const second = mac.charCodeAt(1);
  if (second !== 48 && second !== 52 && second !== 56 && second !== 99) return false;
  if (mac.charCodeAt(0) === second && mac === (mac[0] ?? '').repeat(12)) return false;
  return !PLACEHOLDERS.has(mac);
}
