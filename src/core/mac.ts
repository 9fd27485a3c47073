import { ASCII, INVISIBLE } from './text.ts';

/**
 * A MAC address as 12 lower-case hex digits from any usual form (`00:1a:..`, `00-1A-..`, `001a.2b3c.4d5e`, bare,
 * single digits between colons as SNMP prints them, in quotes, as a DHCP client id, with dashes and blanks of Unicode),
 * or from an EUI-64 or a link-local address that was made of one; null for any other text.
 */
export function parseMac(cell: string): string | null {
  if (headOf(cell) !== -1) return cell.toLowerCase().replaceAll(cell[2] ?? '', '');
  if ((cell.length < SHORTEST_MAC && ASCII.test(cell)) || NO_ADDRESS.test(cell)) return null;
  const text = plainAddress(cell).trim().toLowerCase();
  if (text.length < SHORTEST_MAC || text.length > LONGEST_FORM) return null;
  const inner = WRAPPED.exec(text)?.[1];
  if (inner !== undefined) return parseMac(inner);
  const [, ...link] = LINK_LOCAL.exec(text) ?? [];
  if (link.length > 0)
    return ofEui64(link.map((part, at) => part.padStart(at % 3 === 0 ? 4 : 2, '0')).join(''), (octet) => octet ^ 2);
  const octets = text.split(/[:. -]/);
  const digits = octets.join('');
  const form = text.replace(/[\da-f]+/g, ({ length }) => String(length));
  if (OCTETS.test(form)) return octets.map((octet) => octet.padStart(2, '0')).join('');
  if (FORMS.test(form)) return digits;
  if (CLIENT_ID.test(form) && digits.startsWith('01')) return digits.slice(2);
  const isEui64 = EUI_64.test(form) && digits.startsWith('fffe', 6);
  // It may be an interface id or not, so its address counts as universal.
  return isEui64 ? ofEui64(digits.slice(0, 6) + digits.slice(10), (octet) => octet & ~2) : null;
}

/** A letter that is no hex digit nor the x of `0x`, first or in ASCII, but for the two forms that may have one. */
const NO_ADDRESS = /^(?:[gi-wyz]|(?!\s*(?:hex|fe80:))[\x20-\x7e]*[g-wyz][\x20-\x7e]*$)/i;

/** `fe80::2e0:fcff:fe12:3456%vlan100/64` is the longest that people write. */
const LONGEST_FORM = 48;
const DASHES_OF_UNICODE = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]/g;
const COLONS_OF_UNICODE = /[\u02d0\u05c3\u2236\ua789\ufe13\ufe55\uff1a]/g;
/** What SNMP tools print before octets: `Hex-STRING: 00 E0 FC 12 34 56`. */
const HEX_STRING = /^\s*hex(?:-string)?\s*:\s*(?=[0-9a-f])/i;

/** The text with Unicode dashes, colons, blanks and digits replaced by those of ASCII, and without `Hex-STRING:`. */
function plainAddress(text: string): string {
  const plain = ASCII.test(text)
    ? text
    : text.replace(DASHES_OF_UNICODE, '-').replace(COLONS_OF_UNICODE, ':').normalize('NFKC').replace(INVISIBLE(), '');
  return plain.replace(HEX_STRING, '');
}

/** A link-local address whose interface id is an EUI-64 made of a MAC address (RFC 4291, appendix A). */
const LINK_LOCAL = /^fe80:(?:0{0,4}:){1,3}([\da-f]{1,4}):([\da-f]{0,2})ff:fe([\da-f]{2}):([\da-f]{1,4})(?:[%/].*)?$/;

/** Changes the first octet, whose universal/local bit an interface id has inverted. */
function ofEui64(digits: string, change: (octet: number) => number): string {
  const octet = change(parseInt(digits.slice(0, 2), 16));
  return octet.toString(16).padStart(2, '0') + digits.slice(2);
}

/** The MAC addresses of a text, each once, in any form: the text itself, or its parts and those with separators. */
export function macsOf(text: string): string[] {
  if (!MAY_HOLD_MAC.test(text)) return [];
  const mac = parseMac(text);
  if (mac !== null) return [mac];
  const parts = text.split(/[\s,;|/]+/).flatMap((part) => parseMac(part) ?? []);
  return [...new Set([...parts, ...separatedMacs(text)])];
}

/** What every text with an address has: as many of its signs as in the shortest form, or one beyond printable ASCII. */
const MAY_HOLD_MAC = /[\dA-Fa-f:. -]{11}|[^\x20-\x7e]/;

/** The burnt-in MAC addresses of a text, each once. */
export const macsIn = (text: string): string[] => macsOf(text).filter(isBurntIn);

/** The MAC addresses that separators show in any text; forms that order numbers have as well need a letter. */
export function separatedMacs(text: string): string[] {
  const plain = plainAddress(text);
  if (!MAY_BE_SEPARATED.test(plain)) return [];
  return Array.from(plain.matchAll(SEPARATED), (at) => parseMac(at[0]) ?? '').filter((mac) => mac !== '');
}

/** The shortest form of an address: six digits with separators between them. */
export const SHORTEST_MAC = 11;

const [COLON, DASH] = [58, 45];

/** The length of the two usual forms. */
export const USUAL_MAC = 17;
const usualCodes = new Uint16Array(USUAL_MAC);

/**
 * The first 24 bits of an address in one of the two usual forms, `00:1a:..` and `00-1A-..`; -1 for any other text.
 * No regular expression, for speed: a MAC column has an address in each row.
 */
export function headOf(cell: string): number {
  if (cell.length !== USUAL_MAC) return -1;
  for (let at = 0; at < USUAL_MAC; at += 1) usualCodes[at] = cell.charCodeAt(at);
  return headIn(usualCodes, 0);
}

/** `headOf` for the USUAL_MAC characters at a place of a text of character codes. */
export function headIn(codes: Uint16Array, from: number): number {
  const separator = codes[from + 2] as number;
  if (separator !== COLON && separator !== DASH) return -1;
  let head = 0;
  for (let at = 0; at < USUAL_MAC; at += 3) {
    if (at > 0 && codes[from + at - 1] !== separator) return -1;
    const octet = digitAt(codes, from + at) * 16 + digitAt(codes, from + at + 1);
    if (octet > 0xff) return -1;
    if (at < 9) head = (head << 8) | octet;
  }
  return head;
}

/** The value of a character that is no hex digit: a pair with one is more than 0xff, and no octet. */
const NO_DIGIT = 0x100;
/** The value of each ASCII character as a hex digit. A table: random digits would make a branch expensive. */
const HEX_VALUES = Uint16Array.from({ length: 128 }, (_, code) => {
  const digit = parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(digit) ? NO_DIGIT : digit;
});

function digitAt(codes: Uint16Array, at: number): number {
  const code = codes[at] as number;
  return code < 128 ? (HEX_VALUES[code] as number) : NO_DIGIT;
}

/** An address of 12 hex digits as evidence shows it: `00:1a:2b:3c:4d:5e`. */
export const colonForm = (mac: string): string =>
  `${mac.slice(0, 2)}:${mac.slice(2, 4)}:${mac.slice(4, 6)}:${mac.slice(6, 8)}:${mac.slice(8, 10)}:${mac.slice(10)}`;

/** An address begins a word, or follows the `0x` of a number. */
const BEGINS = '(?:(?<![0-9a-z])|(?<=(?<![0-9a-z])0x))';
const octetsJoinedBy = (octet: string, by: string): string =>
  `${BEGINS}(?<!(?<![0-9a-z])[0-9a-f]{1,4}${by})${octet}(?:${by}${octet}){5}` +
  `(?![0-9a-f]|${by}[0-9a-f]{1,4}(?![0-9a-z]))`;
/** One form for each kind of separator, which must not go on before or after: more octets are something else. */
const SEPARATED = new RegExp(
  [
    '(?<![0-9a-z])01(?:([:-])[0-9a-f]{2})(?:\\1[0-9a-f]{2}){5}(?![0-9a-f]|\\1[0-9a-f])',
    '(?<![0-9a-z])01[0-9a-f]{2}(?:\\.[0-9a-f]{4}){2}\\.[0-9a-f]{2}(?![0-9a-f])',
    octetsJoinedBy('[0-9a-f]{1,2}', ':'),
    octetsJoinedBy('[0-9a-f]{2}', '-'),
    BEGINS + '(?<!(?<![0-9a-z])[0-9a-f]{1,4}\\.)[0-9a-f]{4}(?:\\.[0-9a-f]{4}){2}(?![0-9a-f]|\\.[0-9a-f])',
    '(?<![0-9a-z]|[0-9a-f][.-])(?=[0-9.-]*[a-f])(?:[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}|[0-9a-f]{6}-[0-9a-f]{6}' +
      '|[0-9a-f]{2}(?:\\.[0-9a-f]{2}){5})(?![0-9a-z]|[.-][0-9a-f])',
    '(?<![0-9a-z]|[0-9a-f][:-])[0-9a-f]{2}([:-])[0-9a-f]{2}\\2[0-9a-f]{2}\\2ff\\2fe' +
      '(?:\\2[0-9a-f]{2}){3}(?![0-9a-z]|\\2[0-9a-f])',
    '(?<![0-9a-z:])fe80:(?:0{0,4}:){1,3}[0-9a-f]{1,4}:[0-9a-f]{0,2}ff:fe[0-9a-f]{2}:[0-9a-f]{1,4}(?![0-9a-z:])',
  ].join('|'),
  'gi',
);
/** What all these forms have, and no IP address, day or time: to try all eight takes 1 ms where none is needed. */
const MAY_BE_SEPARATED = /(?:[:-][\da-f]{1,2}){3}|[.-][\da-f]{4}[.-]|-[\da-f]{6}|(?:\.[\da-f]{2}){5}|ff:fe/i;
/** Forms by how many digits stand between separators: no separators, fours, pairs, halves. */
const FORMS = /^(?:12|4(?:[.:-]4){2}|2(?:[ .]2){5}|6[:-]6)$/;
/** Octets of one digit or two, as SNMP prints them. */
const OCTETS = /^[12](?:[:-][12]){5}$/;
/** The hardware type 01, Ethernet, before the address (RFC 2132, option 61). */
const CLIENT_ID = /^(?:2(?:[:-]2){6}|4(?:\.4){2}\.2)$/;
const EUI_64 = /^(?:16|2(?<one>[:. -])2(?:\k<one>2){6}|4(?<four>[:.-])4(?:\k<four>4){2})$/;
/** Around an address: the apostrophe that makes a spreadsheet keep zeros, quotes, brackets, `0x`. */
const WRAPPED = /^(?:0x|["'`<[({])([\da-f][\da-f.: -]+)["'`>\])}]?$/;

/**
 * Addresses that no manufacturer assigned although their bits would allow it: placeholders, one digit repeated, and one
 * with a prefix of ZTE's that Ingenic's U-Boot has in every camera (docs/cameras of themactep/thingino-firmware, read
 * 2026-11-29).
 */
const NEVER_BURNT_IN = new Set([
  ...'aabbccddeeff 112233445566 001122334455 0123456789ab 123456789abc 123456abcdef 000000000001'.split(' '),
  ...['00d0d0009527', ...['0', '4', '8', 'c'].map((digit) => digit.repeat(12))],
]);

/**
 * True for an address that a vendor burnt in: not locally administered (bit 1 of the first octet: random and virtual
 * addresses), not multicast (bit 0), not one repeated digit, not a well-known placeholder.
 */
export function isBurntIn(mac: string): boolean {
  // The two lowest bits of the first octet are in its second digit; 0, 4, 8 and c have neither of them set.
  return '048c'.includes(mac.charAt(1)) && !NEVER_BURNT_IN.has(mac);
}

/** Multicast prefixes in every device's tables: IPv4 (RFC 1112), IPv6 (RFC 2464), bridges (IEEE 802.1D), Cisco. */
export const KNOWN_GROUP = /^(?:01005e|3333|0180c2|01000c)/;

/** An address that begins with the prefix, of six digits or more: 00:18:82, 001882; null for any other text. */
export function addressFrom(prefix: string): string | null {
  const digits = prefix.replaceAll(/[\s:.-]/g, '').toLowerCase();
  return /^[\da-f]{6,11}$/.test(digits) ? digits.padEnd(12, '1') : null;
}
