import type { Characters } from './characters.ts';

/**
 * A MAC address as 12 lower-case hex digits from any usual form (`00:1a:..`, `00-1A-..`, `001a.2b3c.4d5e`, bare,
 * single digits between colons as SNMP prints them, in quotes, as a DHCP client id), or null. EUI-64 is not a MAC.
 */
export function parseMac(cell: string): string | null {
  const usual = parseUsual(cell);
  if (usual !== null) return usual;
  const text = cell.trim();
  if (text.length < 11 || text.length > 24) return null;
  if (
    BARE.test(text) ||
    COLONS.test(text) ||
    DASHES.test(text) ||
    DOTS.test(text) ||
    PAIRS.test(text) ||
    HALVES.test(text)
  ) {
    return text.replace(/[^0-9a-f]/gi, '').toLowerCase();
  }
  if (LOOSE.test(text)) {
    return text
      .split(/[:-]/)
      .map((octet) => octet.padStart(2, '0'))
      .join('')
      .toLowerCase();
  }
  if (CLIENT_ID.test(text))
    return text
      .replace(/[^0-9a-f]/gi, '')
      .slice(2)
      .toLowerCase();
  const inner = WRAPPED.exec(text)?.[1];
  return inner === undefined ? null : parseMac(inner);
}

/** The addresses of a cell: it is one, or some of its parts are, between blanks, commas, semicolons or bars. */
export function macParts(cell: string): string[] {
  const whole = parseMac(cell);
  return whole === null ? cell.split(/[\s,;|]+/, 16).flatMap((part) => parseMac(part) ?? []) : [whole];
}

/**
 * The addresses in any text that are told by their separators: pairs, or digits in fours or sixes, of which the forms
 * that order and serial numbers have as well need a letter.
 */
export function separatedMacs(text: string): string[] {
  return Array.from(text.matchAll(SEPARATED), (at) => parseMac(at[0]) ?? '').filter((mac) => mac !== '');
}

/**
 * A cheap and sure sign that `text`, from `from` to `to`, holds no separated address: no separator stands where one of
 * an address would.
 */
export function holdsNoSeparatedMac(text: Characters, from: number, to: number): boolean {
  if (!hasLongRun(text, from, to)) return true;
  let colons = 0;
  for (let at = from + 1; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === COLON) {
      colons += 1;
      if (colons === 5) return false;
    } else if (code === DASH || code === DOT) {
      const pairs = at + 14 < to && text.charCodeAt(at + 12) === code && text.charCodeAt(at + 3) === code;
      const fours = text.charCodeAt(at + 5) === code && areDigits(text, at + 1, 4);
      const sixes = code === DASH && at - from >= 6 && areDigits(text, at - 6, 6) && areDigits(text, at + 1, 6);
      if (pairs || fours || sixes) return false;
    }
  }
  return true;
}

/** The shortest form of an address: six digits with separators between them. */
export const SHORTEST_MAC = 11;

/** Whether as many characters of addresses as the shortest has stand in a row; one in eleven is looked at to tell. */
function hasLongRun(text: Characters, from: number, to: number): boolean {
  for (let at = from + SHORTEST_MAC - 1; at < to; at += SHORTEST_MAC) {
    if (!isOfAddress(text.charCodeAt(at))) continue;
    let first = at;
    while (first > from && isOfAddress(text.charCodeAt(first - 1))) first -= 1;
    let end = at + 1;
    while (end < to && isOfAddress(text.charCodeAt(end))) end += 1;
    if (end - first >= SHORTEST_MAC) return true;
  }
  return false;
}

/** A hex digit, or a dash, dot or colon. */
function isOfAddress(code: number): boolean {
  return (code >= 48 && code <= COLON) || code === DASH || code === DOT || digitOf(code) >= 0;
}

function areDigits(text: Characters, from: number, count: number): boolean {
  for (let at = from; at < from + count; at += 1) if (!(digitOf(text.charCodeAt(at)) >= 0)) return false;
  return true;
}

const COLON = 58;
const DASH = 45;
const DOT = 46;

/** The two usual forms, `00:1a:..` and `00-1A-..`, without a regular expression: MAC columns have one a row. */
function parseUsual(cell: string): string | null {
  if (headOf(cell) === -1) return null;
  let digits = '';
  for (let at = 0; at < 17; at += 3) digits += cell.slice(at, at + 2);
  return digits.toLowerCase();
}

/** The first 24 bits of an address in one of the two usual forms, -1 for any other text. */
export function headOf(cell: string): number {
  if (cell.length !== 17) return -1;
  const separator = cell.charCodeAt(2);
  if (separator !== COLON && separator !== DASH) return -1;
  let head = 0;
  for (let at = 0; at < 17; at += 3) {
    if (at > 0 && cell.charCodeAt(at - 1) !== separator) return -1;
    const octet = octetAt(cell, at);
    if (octet < 0) return -1;
    if (at < 9) head = (head << 8) | octet;
  }
  return head;
}

/** Two hex digits as a number, negative when they are none. */
export function octetAt(text: Characters, at: number): number {
  return (digitOf(text.charCodeAt(at)) << 4) | digitOf(text.charCodeAt(at + 1));
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** An address of 12 hex digits, or in a usual form, as evidence shows it: `00:1a:2b:3c:4d:5e`. */
export function colonForm(mac: string): string {
  const digits = mac.length === 17 ? mac.replaceAll('-', ':') : mac.replace(/(..)(?!$)/g, '$1:');
  return digits.toLowerCase();
}

const BARE = /^[0-9a-f]{12}$/i;
/** By kind of separator, none of which goes on before or after it: a longer row of octets is something else. */
const SEPARATED = new RegExp(
  [
    '(?<![0-9a-z])01(?:([:-])[0-9a-f]{2})(?:\\1[0-9a-f]{2}){5}(?![0-9a-f]|\\1[0-9a-f])',
    '(?<![0-9a-z])01[0-9a-f]{2}(?:\\.[0-9a-f]{4}){2}\\.[0-9a-f]{2}(?![0-9a-f])',
    '(?<![0-9a-f]|(?<![0-9a-z])[0-9a-f]{1,4}:)[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}' +
      '(?![0-9a-f]|:[0-9a-f]{1,4}(?![0-9a-z]))',
    '(?<![0-9a-f]|(?<![0-9a-z])[0-9a-f]{1,4}-)[0-9a-f]{2}(?:-[0-9a-f]{2}){5}' +
      '(?![0-9a-f]|-[0-9a-f]{1,4}(?![0-9a-z]))',
    '(?<![0-9a-f]|(?<![0-9a-z])[0-9a-f]{1,4}\\.)[0-9a-f]{4}(?:\\.[0-9a-f]{4}){2}(?![0-9a-f]|\\.[0-9a-f])',
    '(?<![0-9a-z]|[0-9a-f][.-])(?=[0-9.-]*[a-f])(?:[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}|[0-9a-f]{6}-[0-9a-f]{6}' +
      '|[0-9a-f]{2}(?:\\.[0-9a-f]{2}){5})(?![0-9a-z]|[.-][0-9a-f])',
  ].join('|'),
  'gi',
);
const COLONS = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i;
const DASHES = /^[0-9a-f]{2}(?:-[0-9a-f]{2}){5}$/i;
const DOTS = /^[0-9a-f]{4}[.:-][0-9a-f]{4}[.:-][0-9a-f]{4}$/i;
const PAIRS = /^[0-9a-f]{2}(?:[ .][0-9a-f]{2}){5}$/i;
const HALVES = /^[0-9a-f]{6}[:-][0-9a-f]{6}$/i;
/** The hardware type 01, Ethernet, before the address (RFC 2132, option 61). */
const CLIENT_ID = /^01(?:(?:[:-][0-9a-f]{2}){6}|[0-9a-f]{2}(?:\.[0-9a-f]{4}){2}\.[0-9a-f]{2})$/i;
/** The apostrophe that makes a spreadsheet keep the zeros, quotes, brackets, `0x`. */
const WRAPPED = /^(?:0x|["'`<[({])([0-9a-f][0-9a-f.: -]+)["'`>\])}]?$/i;
const LOOSE = /^[0-9a-f]{1,2}(?:[:-][0-9a-f]{1,2}){5}$/i;

/** Addresses that no manufacturer assigned although their bits would allow it: placeholders, one digit repeated. */
const NEVER_BURNT_IN = new Set([
  'aabbccddeeff',
  '112233445566',
  '001122334455',
  '0123456789ab',
  '123456789abc',
  '123456abcdef',
  '000000000001',
  ...['0', '4', '8', 'c'].map((digit) => digit.repeat(12)),
]);

/**
 * True for an address a maker burnt in: not locally administered (bit 1 of the first octet: random and virtual
 * addresses), not multicast (bit 0), not one repeated digit, not a well-known placeholder.
 */
export function isBurntIn(mac: string): boolean {
  return mayBeBurntIn(mac) && !NEVER_BURNT_IN.has(mac);
}

/** True when every address that begins with these lower-case hex digits is one a maker burnt in. */
export function isBurntInBlock(prefix: string): boolean {
  return mayBeBurntIn(prefix) && ![...NEVER_BURNT_IN].some((mac) => mac.startsWith(prefix));
}

/** The two lowest bits of the first octet are those of its second digit; of digits, 0 4 8 c have neither. */
function mayBeBurntIn(mac: string): boolean {
  const second = mac.charCodeAt(1);
  return second === 48 || second === 52 || second === 56 || second === 99;
}
