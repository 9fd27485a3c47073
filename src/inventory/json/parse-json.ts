import { JsonList, JsonMap, type Json } from './tree.ts';

/** Deepest nesting that is read. Real exports stay below 20. */
export const MAX_DEPTH = 64;

/** What is wrong with a JSON text, and where: a number of characters. */
export class JsonError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** A parsed text, and the first key that stands more than once in one map, with the line of that map. */
export interface JsonDocument {
  readonly root: Json;
  readonly repeated: { readonly key: string; readonly line: number } | null;
}

/**
 * Parses one JSON value that begins on a line. Throws JsonError.
 *
 * JSON.parse loses how a number is written (2011.10, a serial number of 20 digits), a repeated key, the order of
 * integer keys and every place. To find out first whether a text has such things takes as long as this.
 */
export function parseJson(text: string, line = 1): JsonDocument {
  const parser = new Parser(text, line);
  return { root: parser.document(), repeated: parser.repeated };
}

const [QUOTE, BACKSLASH, COLON, COMMA, LF] = [0x22, 0x5c, 0x3a, 0x2c, 0x0a];
const [OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [0x5b, 0x5d, 0x7b, 0x7d];
const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;
/** Up to so many keys are compared one by one, without a set. */
const FEW = 24;

class Parser {
  repeated: JsonDocument['repeated'] = null;
  readonly #text: string;
  #line: number;
  #at = 0;

  constructor(text: string, line: number) {
    this.#text = text;
    this.#line = line;
  }

  document(): Json {
    const root = this.#value(0);
    if (!Number.isNaN(this.#next())) this.#fail('the end');
    return root;
  }

  /** The next character that is no blank; NaN at the end. */
  #next(): number {
    for (; ; this.#at += 1) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === LF) this.#line += 1;
      else if (code !== 0x20 && code !== 0x09 && code !== 0x0d) return code;
    }
  }

  #value(depth: number): Json {
    const code = this.#next();
    if (code === QUOTE) return this.#string();
    if (code === OPEN_MAP || code === OPEN_LIST) {
      if (depth > MAX_DEPTH) throw new JsonError(`nested deeper than ${MAX_DEPTH} levels`, this.#at);
      this.#at += 1;
      return code === OPEN_MAP ? this.#map(depth) : this.#list(depth);
    }
    WORD.lastIndex = this.#at;
    const [word] = WORD.exec(this.#text) ?? this.#fail('a value');
    this.#at += word.length;
    return word === 'null' ? '' : word;
  }

  #list(depth: number): JsonList {
    const line = this.#line;
    const items: Json[] = [];
    if (this.#next() === CLOSE_LIST) this.#at += 1;
    else
      do items.push(this.#value(depth + 1));
      while (this.#goesOn(CLOSE_LIST, "',' or ']'"));
    return new JsonList(items, line);
  }

  #map(depth: number): JsonMap {
    const line = this.#line;
    const [keys, values]: [string[], Json[]] = [[], []];
    if (this.#next() === CLOSE_MAP) this.#at += 1;
    else
      do {
        if (this.#next() !== QUOTE) this.#fail('a key in double quotes');
        keys.push(this.#string());
        if (this.#next() !== COLON) this.#fail("':'");
        this.#at += 1;
        values.push(this.#value(depth + 1));
      } while (this.#goesOn(CLOSE_MAP, "',' or '}'"));
    const key = repeatedIn(keys);
    if (key !== undefined) this.repeated ??= { key, line };
    return new JsonMap(keys, values, line);
  }

  /** Whether another member follows; else takes the bracket that closes. */
  #goesOn(close: number, expected: string): boolean {
    const code = this.#next();
    if (code !== COMMA && code !== close) this.#fail(expected);
    this.#at += 1;
    return code === COMMA;
  }

  #string(): string {
    const from = this.#at;
    let isPlain = true;
    for (this.#at += 1; ; this.#at += 1) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === QUOTE) break;
      if (code === BACKSLASH) {
        isPlain = false;
        this.#at += 1;
      } else if (code < 0x20) this.#fail('an escape instead of a control character');
      else if (Number.isNaN(code)) this.#fail("'\"' at the end of the text");
    }
    this.#at += 1;
    if (isPlain) return this.#text.slice(from + 1, this.#at - 1);
    try {
      return JSON.parse(this.#text.slice(from, this.#at)) as string;
    } catch {
      this.#at = from;
      return this.#fail('a text with escapes that JSON knows');
    }
  }

  #fail(expected: string): never {
    const at = Math.min(this.#at, this.#text.length);
    const found = at < this.#text.length ? JSON.stringify(this.#text[at]) : 'the end';
    throw new JsonError(`expected ${expected}, found ${found}`, at);
  }
}

function repeatedIn(keys: readonly string[]): string | undefined {
  if (keys.length <= FEW) return keys.find((key, index) => keys.includes(key, index + 1));
  const known = new Set<string>();
  return keys.find((key) => known.size === known.add(key).size);
}
