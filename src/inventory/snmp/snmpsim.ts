import type { Line } from '../bytes/lines.ts';
import type { Binding } from './binding.ts';
import type { Trouble } from '../rows.ts';
import { fromHex, unread } from './binding.ts';
import { isOid, toNumbers } from './oids.ts';

const LINE = /^\.?(\d+(?:\.\d+)+)\|(\d+)([a-z]?)(?::[^|]*)?\|(.*)$/s;
const OCTET_STRING = '4';
const OBJECT_IDENTIFIER = '6';

/** Another record within one: a line end was lost. */
const SECOND = /\d(?:\.\d+){3,}\|\d+[a-z]?\|/;

/** Reads an snmpsim record. */
export async function* readRecords(lines: AsyncIterable<Line>): AsyncGenerator<Binding | Trouble> {
  for await (const line of lines) {
    if (line.text.trim() === '' || line.text.startsWith('#')) continue;
    yield line.cut ? unread(line) : (readRecord(line) ?? unread(line));
  }
}

/** Reads one line of an snmpsim record (`OID|type|value`, `4x` hex digits); null for a line that is none. */
function readRecord({ text, number }: Line): Binding | null {
  const parts = LINE.exec(text);
  if (parts === null) return null;
  const [, oid = '', type, form, value = ''] = parts;
  if (SECOND.test(value)) return null;
  if (form === 'x') return fromHex(oid, value, number);
  if (type === OBJECT_IDENTIFIER) {
    const named = toNumbers(value.trim()) ?? value.trim();
    return isOid(named) ? { oid, text: named, octets: null, line: number } : null;
  }
  return { oid, text: type === OCTET_STRING ? value.trim() : value, octets: null, line: number };
}

/** A record of an object that is too long for an address. */
const SURE = /^\.?1\.[0-3](?:\.\d+){4,}\|\d+[a-z]?(?::[^|]*)?\|/;

/** Whether the first lines hold an snmpsim record; others of them may be damaged. */
export function looksLikeRecord(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return filled.slice(0, 5).some((line) => SURE.test(line));
}
