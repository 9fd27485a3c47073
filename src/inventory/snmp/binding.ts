import { LINE_LIMIT } from '../../core/text.ts';
import { parseMac } from '../../core/mac.ts';
import type { Line } from '../bytes/lines.ts';
import { trouble, type Trouble } from '../rows.ts';

/** One object of a walk. */
export interface Binding {
  /** In figures, without leading dot. */
  readonly oid: string;
  /** The value as text; of octets that are no text their hex digits. */
  readonly text: string;
  /** Lower-case hex digits when the walk printed octets. */
  readonly octets: string | null;
  readonly line: number;
}

/** A line that is no object of a walk, or not one that can be read to its end. */
export function unread({ number: line, cut }: Line): Trouble {
  return cut
    ? trouble('too-large', `value longer than ${LINE_LIMIT} characters: not read to its end`, { line })
    : trouble('malformed', 'not an object of a walk: line not read', { line, hint: 'is the file complete?' });
}

/** A value printed as hex digits: as text when it is text, otherwise the digits. */
export function fromHex(oid: string, digits: string, line: number): Binding {
  const octets = digits.replace(/[^0-9a-f]/gi, '').toLowerCase();
  return { oid, text: readable(octets), octets, line };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');
/** Six octets of control characters and letters are an address, not a word. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function readable(octets: string): string {
  const bytes = Buffer.from(octets, 'hex');
  const nul = bytes.indexOf(0);
  const text = decode(nul < 0 ? bytes : bytes.subarray(0, nul));
  const isAddress = bytes.length >= 4 && bytes.length <= 8 && (nul >= 0 || text === null || CONTROL.test(text));
  return isAddress ? octets : (text ?? '').trim();
}

/** Null for a few octets that are no UTF-8: an address rather than a word in an old encoding. */
function decode(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes.length <= 8 ? null : windows1252.decode(bytes);
  }
}

/** A binding's value as a MAC address `00:1a:2b:3c:4d:5e`, null when it is not one. */
export function macOf(binding: Binding): string | null {
  const digits = binding.octets?.length === 12 ? binding.octets : parseMac(binding.text);
  return digits === null || digits === '000000000000' ? null : colons(digits);
}

/** The MAC address in the last six arcs of an index, as forwarding tables have it. */
export function macFromIndex(index: string): string | null {
  const arcs = index.split('.').slice(-6).map(Number);
  if (arcs.length < 6 || arcs.some((arc) => !Number.isInteger(arc) || arc < 0 || arc > 255)) return null;
  return arcs.map((arc) => arc.toString(16).padStart(2, '0')).join(':');
}

function colons(digits: string): string {
  return (digits.match(/../g) ?? []).join(':');
}
