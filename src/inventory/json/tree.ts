import { printParseErrorCode, visit } from 'jsonc-parser';

/** A JSON value with the text of its scalars as written, so that long serial numbers keep their digits. */
export type JsonNode = JsonText | JsonList | JsonMap;

interface JsonText {
  readonly kind: 'text';
  /** '' for null. */
  readonly text: string;
}

export interface JsonList {
  readonly kind: 'list';
  readonly items: readonly JsonNode[];
  /** Where it begins, in characters of the parsed text. */
  readonly at: number;
}

export interface JsonMap {
  readonly kind: 'map';
  /**
   * In order, with repeated keys: JSON.parse would keep the last value only and hide the others. No key reaches a
   * prototype.
   */
  readonly entries: readonly (readonly [key: string, value: JsonNode])[];
  /** Where it begins, in characters of the parsed text. */
  readonly at: number;
  /** The first key that stands more than once. */
  readonly repeated: string | null;
}

/** Deepest nesting that is read. Real exports stay below 20. */
export const MAX_DEPTH = 64;

/** What is wrong with a JSON text, and where. */
export class JsonError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** What was expected where jsonc-parser found something else. */
const EXPECTED: Readonly<Record<string, string>> = {
  InvalidNumberFormat: 'a number',
  PropertyNameExpected: 'a key in double quotes',
  ColonExpected: "':'",
  CommaExpected: "','",
  CloseBraceExpected: "',' or '}'",
  CloseBracketExpected: "',' or ']'",
  EndOfFileExpected: 'the end',
  UnexpectedEndOfString: "'\"' at the end of the text",
  UnexpectedEndOfNumber: 'a digit',
  InvalidUnicode: 'four hex digits after \\u',
  InvalidEscapeCharacter: 'an escape that JSON knows',
  InvalidCharacter: 'an escape instead of a control character',
};
/** These are reported at the end of the text that they are about. */
const AT_THE_END: readonly string[] = ['UnexpectedEndOfString', 'UnexpectedEndOfNumber'];

/** Parses one JSON value. Throws JsonError. */
export function parseJson(text: string): JsonNode {
  const open: (Writable | JsonNode[])[] = [];
  const keys: string[] = [];
  let root: JsonNode = { kind: 'text', text: '' };

  function add(node: JsonNode): void {
    const into = open.at(-1);
    if (into === undefined) root = node;
    else if (Array.isArray(into)) into.push(node);
    else into.entries.push([keys[open.length] ?? '', node]);
  }
  function enter(offset: number, node: JsonNode, inner: Writable | JsonNode[]): void {
    if (open.length > MAX_DEPTH) throw new JsonError(`nested deeper than ${MAX_DEPTH} levels`, offset);
    add(node);
    open.push(inner);
  }
  const leave = (): void => void open.pop();
  visit(
    text,
    {
      onObjectBegin(offset) {
        const map: Writable = { kind: 'map', entries: [], at: offset, repeated: null };
        enter(offset, map, map);
      },
      onObjectEnd: leave,
      onArrayBegin(offset) {
        const items: JsonNode[] = [];
        enter(offset, { kind: 'list', items, at: offset }, items);
      },
      onArrayEnd: leave,
      onObjectProperty(key) {
        const map = open.at(-1);
        keys[open.length] = key;
        if (map !== undefined && !Array.isArray(map) && map.repeated === null && isIn(map, key)) map.repeated = key;
      },
      onLiteralValue(value, offset, length) {
        // Digits stay as they are written.
        const isText = typeof value === 'string';
        add({ kind: 'text', text: isText ? value : value === null ? '' : text.slice(offset, offset + length) });
      },
      onError(code, offset, length) {
        const name = printParseErrorCode(code);
        const at = AT_THE_END.includes(name) ? offset + length : offset;
        const found = text[at];
        const what = found === undefined ? 'the end' : JSON.stringify(found);
        throw new JsonError(`expected ${EXPECTED[name] ?? 'a value'}, found ${what}`, at);
      },
    },
    { disallowComments: true },
  );
  return root;
}

interface Writable extends JsonMap {
  readonly entries: [string, JsonNode][];
  repeated: string | null;
  /** Of a map with many. */
  keys?: Set<string>;
}

/** Keys of a map that are compared one by one. */
const FEW = 16;

function isIn(map: Writable, key: string): boolean {
  const { entries } = map;
  if (entries.length < FEW) return entries.some(([known]) => known === key);
  map.keys ??= new Set(entries.map(([known]) => known));
  return map.keys.size === map.keys.add(key).size;
}

/** The first map with a key that stands more than once. */
export function firstRepeated(node: JsonNode): JsonMap | null {
  if (node.kind === 'text') return null;
  if (node.kind === 'map' && node.repeated !== null) return node;
  const inner = node.kind === 'list' ? node.items : node.entries.map(([, value]) => value);
  for (const each of inner) {
    const found = firstRepeated(each);
    if (found !== null) return found;
  }
  return null;
}
