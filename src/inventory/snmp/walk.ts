import { ofHex } from '../../runtime/bytes.ts';
import { LINE_LIMIT } from '../../core/text.ts';
import type { Line } from '../bytes/lines.ts';
import { foundProblem, type FoundProblem } from '../rows.ts';
import { toNumbers } from './oids.ts';

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

const OID = String.raw`\.?\d+(?:\.\d+){3,}|iso(?:\.\d+)+|[A-Za-z][\w-]*::[\w-]+(?:\.[^\s=]+)?`;
/** `OID = TYPE: value`, and `OID value` as `snmpwalk -Oq` prints it. */
const START = new RegExp(String.raw`^(${OID})(?:\s+=\s?|\s+(?=\S))(.*)$`, 's');
const TYPED = /^([A-Z][A-Za-z0-9-]*(?: [A-Z][a-z]+)?):(?: (.*)|)$/s;
const NOTHING = /^(?:No Such (?:Object|Instance)|No more variables|NULL$)/;
/** A shell prompt with the next command, or net-snmp's last line. */
const NOT_VALUE = /^(?:End of MIB|(?:\S*[#$>]\s*)?snmp(?:bulk)?(?:walk|get|getnext)\s)/;
/** An object that begins within a line or a value: the line end before it was lost. */
const SECOND = /(?:(?:\.\d+){4,}|::[\w-]+(?:\.[^\s=]+)?)\s+=\s(?:[A-Z][A-Za-z0-9-]*(?: [A-Z][a-z]+)?:|"|No Such)/;
/** What may be the beginning of an object, where its line ends. */
const CUT = /^(?:\.?\d+(?:\.\d*)*|is?|iso[.\d]*|[A-Z][\w-]*MIB:{0,2}|[A-Za-z][\w-]*::[\w.-]*)$/;
const HEX = /^Hex-STRING:/;
const HEX_DIGITS = /^[\s\da-f]*$/i;
const QUOTE = /^(?:STRING: )?"(?:[^"\\]|\\.)*(")?/s;

/** Reads `snmpwalk` output; a value may go on over several lines. */
export async function* readWalk(lines: AsyncIterable<Line>): AsyncGenerator<Binding | FoundProblem> {
  /** The object that goes on; `cut`: it was said to be longer than what is kept. */
  let open: { readonly oid: string; readonly line: number; text: string; cut: boolean } | null = null;
  let last: Line | null = null;
  for await (const line of lines) {
    const { text, number } = line;
    const start = START.exec(text);
    if (text.trim() !== '') last = line;
    if (text.startsWith('Timeout: No Response'))
      yield foundProblem('truncated', `the walk ended early: ${text}`, { line: number });
    else if (line.cut || SECOND.test(start?.[2] ?? text)) yield unread(line);
    else if (start !== null) {
      if (open !== null) yield* close(open);
      const oid = toNumbers(start[1] ?? '');
      open = oid === null ? null : { oid, line: number, text: start[2] ?? '', cut: false };
    } else if (open !== null && NOT_VALUE.test(text)) {
      yield* close(open);
      open = null;
    } else if (open !== null && HEX.test(open.text) && !HEX_DIGITS.test(text)) yield unread(line);
    else if (open !== null) {
      if (open.text.length >= LINE_LIMIT && !open.cut) yield unread({ ...line, cut: true });
      open.cut = open.text.length >= LINE_LIMIT;
      if (!open.cut) open.text += `\n${text}`;
    }
  }
  if (open !== null) yield* close(open);
  const quoted = open === null ? null : QUOTE.exec(open.text);
  const isQuoted = quoted !== null && quoted[1] === undefined;
  const within = isQuoted ? 'a quoted value' : last !== null && CUT.test(last.text.trim()) ? 'an object' : null;
  const where = { line: last?.number ?? null, hint: 'is the file complete?' };
  if (within !== null) yield foundProblem('truncated', `the walk ends within ${within}`, where);
}

function* close({ oid, line, text }: Omit<Binding, 'octets'>): Generator<Binding> {
  if (NOTHING.test(text)) return;
  const typed = TYPED.exec(text);
  const [, type = '', inner = ''] = typed ?? [];
  const value = (typed === null ? text : inner).trim();
  const isOid = type === 'OID' || (type === '' && /^(?:\.1\.3\.|iso\.)[\d.]+$/.test(value));
  // A value printed as hex digits is text when it is text, otherwise the digits.
  const octets = type === 'Hex-STRING' ? value.replace(/[^0-9a-f]/gi, '').toLowerCase() : null;
  if (octets !== null) yield { oid, line, octets, text: readable(octets) };
  else yield { oid, line, octets, text: isOid ? (toNumbers(value) ?? value) : unquote(value) };
}

/** The text between the quotes; what follows a closing quote (prompts between two commands) is no value. */
function unquote(value: string): string {
  if (!value.startsWith('"')) return value;
  const closed = /^"((?:[^"\\]|\\.)*)"/s.exec(value);
  return (closed?.[1] ?? value.slice(1)).replace(/\\(["\\])/g, '$1').trim();
}

/** A line that is no object of a walk, or not one that can be read to its end. */
function unread({ number: line, cut }: Line): FoundProblem {
  return cut
    ? foundProblem('too-large', `value longer than ${LINE_LIMIT} characters: not read to its end`, { line })
    : foundProblem('malformed', 'not an object of a walk: line not read', { line, hint: 'is the file complete?' });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');
/** Six octets of control characters and letters are an address, not a word. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function readable(octets: string): string {
  const bytes = ofHex(octets);
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
