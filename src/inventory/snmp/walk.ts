import { LINE_LIMIT } from '../../core/text.ts';
import type { Line } from '../bytes/lines.ts';
import type { Binding } from './binding.ts';
import { trouble, type Trouble } from '../rows.ts';
import { fromHex, unread } from './binding.ts';
import { toNumbers } from './oids.ts';

const OID = String.raw`\.?\d+(?:\.\d+){3,}|iso(?:\.\d+)+|[A-Za-z][\w-]*::[\w-]+(?:\.[^\s=]+)?`;
/** `OID = TYPE: value`, and `OID value` as `snmpwalk -Oq` prints it. */
const START = new RegExp(String.raw`^(${OID})(?:\s+=\s?|\s+(?=\S))(.*)$`, 's');
const EQUALS = new RegExp(String.raw`^(?:${OID})\s+=\s`);
const TYPED = /^([A-Z][A-Za-z0-9-]*(?: [A-Z][a-z]+)?):(?: (.*)|)$/s;
const NOTHING = /^(?:No Such (?:Object|Instance)|No more variables|NULL$)/;
/** A shell prompt with the next command, or net-snmp's last line. */
const NOT_VALUE = /^(?:End of MIB|(?:\S*[#$>]\s*)?snmp(?:bulk)?(?:walk|get|getnext)\s)/;
const TIMEOUT = /^Timeout: No Response/;
/** An object that begins within a line or a value: the line end before it was lost. */
const SECOND = /(?:(?:\.\d+){4,}|::[\w-]+(?:\.[^\s=]+)?)\s+=\s(?:[A-Z][A-Za-z0-9-]*(?: [A-Z][a-z]+)?:|"|No Such)/;
/** What may be the beginning of an object, where its line ends. */
const CUT = /^(?:\.?\d+(?:\.\d*)*|is?|iso[.\d]*|[A-Z][\w-]*MIB:{0,2}|[A-Za-z][\w-]*::[\w.-]*)$/;
const HEX = /^Hex-STRING:/;
const HEX_DIGITS = /^[\s\da-f]*$/i;
const QUOTE = /^(?:STRING: )?"(?:[^"\\]|\\.)*(")?/s;

/** Whether the first lines hold the output of `snmpwalk` or `snmpget`. */
export function looksLikeWalk(lines: readonly string[]): boolean {
  return lines.slice(0, 20).some((line) => EQUALS.test(line));
}

interface Open {
  readonly oid: string;
  readonly line: number;
  text: string;
  /** Said to be longer than what is kept. */
  cut: boolean;
}

/** Reads `snmpwalk` output; a value may go on over several lines. */
export async function* readWalk(lines: AsyncIterable<Line>): AsyncGenerator<Binding | Trouble> {
  let open: Open | null = null;
  let last: Line | null = null;
  for await (const line of lines) {
    const { text, number } = line;
    const start = START.exec(text);
    if (text.trim() !== '') last = line;
    if (TIMEOUT.test(text)) yield trouble('truncated', `the walk ended early: ${text}`, { line: number });
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
  const isQuoted = open !== null && QUOTE.exec(open.text)?.[1] === undefined && QUOTE.test(open.text);
  const within = isQuoted ? 'a quoted value' : last !== null && CUT.test(last.text.trim()) ? 'an object' : null;
  if (within !== null && last !== null) {
    yield trouble('truncated', `the walk ends within ${within}`, { line: last.number, hint: 'is the file complete?' });
  }
}

function* close({ oid, line, text }: Open): Generator<Binding> {
  if (NOTHING.test(text)) return;
  const typed = TYPED.exec(text);
  const type = typed === null ? '' : (typed[1] ?? '');
  const value = (typed === null ? text : (typed[2] ?? '')).trim();
  if (type === 'Hex-STRING') yield fromHex(oid, value, line);
  else if (type === 'OID') yield { oid, line, octets: null, text: toNumbers(value) ?? value };
  else if (type === '' && looksLikeOid(value)) yield { oid, line, octets: null, text: toNumbers(value) ?? value };
  else yield { oid, line, octets: null, text: unquote(value) };
}

function looksLikeOid(value: string): boolean {
  return /^(?:\.1\.3\.|iso\.)[\d.]+$/.test(value);
}

/** The text between the quotes; what follows a closing quote (prompts between two commands) is no value. */
function unquote(value: string): string {
  if (!value.startsWith('"')) return value;
  const closed = /^"((?:[^"\\]|\\.)*)"/s.exec(value);
  return (closed?.[1] ?? value.slice(1)).replace(/\\(["\\])/g, '$1').trim();
}
