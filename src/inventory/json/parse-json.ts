import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { trying } from '../../core/errors.ts';
import { Broken, MAX_DEPTH } from '../rows.ts';
import { isIndex, JsonList, JsonMap, type Json } from './tree.ts';

/** A whole JSON number, or `true`, `false` or `null`. */
export const PLAIN = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;

/**
 * Parses one JSON value. `line`: the line it begins on; `scanned`: the result of `scanJson` for it. Throws Broken.
 * JSON.parse takes a fifth of the time of jsonc-parser, but changes how numbers are written (2011.10), which are put in
 * quotes first, drops repeated keys and reorders integer keys: a text with either is parsed by jsonc-parser.
 */
export function parseJson(text: string, line = 1, scanned: ReturnType<typeof scanJson> | null = null): Json {
  if (PLAIN.test(text)) return text === 'null' ? '' : text;
  const { end, keys, quoted, lines, tooDeep } = scanned ?? scanJson(text, line);
  if (tooDeep !== null) throw brokenAt(tooDeep, `nested deeper than ${MAX_DEPTH} levels`, text, line);
  const value = trying(() => JSON.parse(end === null ? text : quoted + text.slice(end)) as unknown, undefined);
  if (value === undefined) {
    const valid = withoutNaN(text);
    return valid === text ? parseSlowly(text, line, lines) : parseJson(valid, line);
  }
  const tree = treeOf(value, lines);
  return tree.keys === keys && !tree.isLossy ? tree.root : parseSlowly(text, line, lines);
}

/** Replaces NaN and Infinity, which Python and JavaScript write but JSON forbids, by empty texts of the same length. */
function withoutNaN(text: string): string {
  let end = 0;
  return text.replace(/"|NaN|-?Infinity/g, (sign, at: number) => {
    if (sign === '"' && at >= end) end = endOfText(text, at) + 1;
    return at < end ? sign : '""'.padEnd(sign.length);
  });
}

const [QUOTE, BACKSLASH, COLON, SPACE, LF] = [0x22, 0x5c, 0x3a, 0x20, 0x0a];
const [MINUS, ZERO, NINE] = [0x2d, 0x30, 0x39];
/** LOWER is the bit that turns `[` into `{` and `]` into `}`. */
const [LOWER, OPENS, CLOSES] = [0x20, 0x7b, 0x7d];
/** A number, or what stands in its place. */
const NUMBER = /.[\d.+\-eE]*/y;

/**
 * Finds what JSON.parse does not report of the text, list or map that begins at `from`, on the line `firstLine`. `end`:
 * its length, null if it does not end before `most`; `keys`: how many it has; `quoted`: its text, with quotes around
 * numbers that JavaScript prints otherwise; `lines`: of its lists and maps, in order; `tooDeep`: where, else null.
 */
export function scanJson(text: string, firstLine: number, from = 0, most = text.length) {
  const lines: number[] = [];
  let [at, keys, line, depth] = [from, 0, firstLine, 0];
  let [quoted, copied] = ['', from];
  let tooDeep: number | null = null;
  let code = SPACE;
  for (; (depth > 0 || code <= SPACE) && at < most; at += 1) {
    code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at);
    else if (code === COLON) keys += 1;
    else if (code === LF) line += 1;
    else if ((code | LOWER) === OPENS) {
      lines.push(line);
      if (depth > MAX_DEPTH) tooDeep ??= at - from;
      depth += 1;
    } else if ((code | LOWER) === CLOSES) depth -= 1;
    else if (code === MINUS || (code >= ZERO && code <= NINE)) {
      NUMBER.lastIndex = at;
      const [number = ''] = NUMBER.exec(text) ?? [];
      if (String(Number(number)) !== number && PLAIN.test(number)) {
        quoted += `${text.slice(copied, at)}"${number}"`;
        copied = at + number.length;
      }
      at += number.length - 1;
    }
  }
  const end = depth > 0 || at > most ? null : at - from;
  return { end, keys, quoted: quoted + text.slice(copied, at), lines, tooDeep };
}

/** The index of the quote that ends the text whose first quote is at `begin`; the length of `text` where none does. */
function endOfText(text: string, begin: number): number {
  for (let end = text.indexOf('"', begin + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}

/** The map or list in a text, else the text: `{"body": "{\"devices\": []}"}`. In such a text, line ends are blanks. */
function withinText(text: string, line: number): Json {
  const holdsMap = /^\s*(?:\[\s*)?\{\s*["}].*[}\]]\s*$/s.test(text);
  return holdsMap ? trying(() => parseJson(text.replaceAll('\n', ' '), line), text) : text;
}

/** The tree of a result of JSON.parse. `keys`: how many it has; `isLossy`: JSON.parse may have changed their order. */
function treeOf(document: unknown, lines: readonly number[]) {
  let [keys, containers] = [0, 0];
  let isLossy = false;
  const treeIn = (value: unknown): Json => {
    if (typeof value === 'string') return withinText(value, lines[containers - 1] ?? 1);
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (value === null || typeof value !== 'object' || isLossy) return '';
    const line = lines[containers] as number;
    containers += 1;
    if (Array.isArray(value)) return new JsonList(value.map(treeIn), line);
    const all = Object.keys(value);
    keys += all.length;
    // JSON.parse puts integer keys first.
    if (all.length > 1 && isIndex(all[0] as string)) isLossy = true;
    return new JsonMap(all, all.map((key) => treeIn((value as Record<string, unknown>)[key])), line); // prettier-ignore
  };
  const root = treeIn(document);
  return { root, keys, isLossy };
}

/** A text, whose first line is `line`, that is wrong behind `at` characters. */
function brokenAt(at: number, message: string, text: string, line: number): Broken {
  const place = line + text.slice(0, at).split('\n').length - 1;
  if (at < text.length) return new Broken(`not valid JSON: ${message}`, 'malformed', place);
  return new Broken('the line ends within a value: it was not read', 'truncated', place);
}

/** Parses with jsonc-parser, which keeps every key and number as written. Throws Broken. */
export function parseSlowly(text: string, firstLine = 1, lines = scanJson(text, firstLine).lines): Json {
  const errors: ParseError[] = [];
  const node = parseTree(text, errors, { disallowComments: true });
  const [first] = errors;
  if (first !== undefined) {
    const name = printParseErrorCode(first.error);
    // Of what jsonc-parser reports, an unexpected end stands behind it, any other error at its beginning.
    const at = name.startsWith('UnexpectedEnd') ? first.offset + first.length : first.offset;
    const what = at < text.length ? JSON.stringify(text[at]) : 'the end';
    // `CommaExpected`: comma expected
    const message = name.replace(/\B[A-Z]/g, ' $&').toLowerCase();
    throw brokenAt(at, `${message}, found ${what}`, text, firstLine);
  }
  let containers = 0;
  const jsonOf = ({ type, children = [], value, offset, length }: Node): Json => {
    if (type === 'string') return withinText(value as string, lines[containers - 1] ?? 1);
    if (type !== 'array' && type !== 'object') return type === 'null' ? '' : text.slice(offset, offset + length);
    const line = lines[containers] as number;
    containers += 1;
    if (type === 'array') return new JsonList(children.map(jsonOf), line);
    const keys = children.map((property) => String(property.children?.[0]?.value));
    const values = children.map((property) => jsonOf(property.children?.[1] as Node));
    return new JsonMap(keys, values, line);
  };
  return node === undefined ? '' : jsonOf(node);
}
