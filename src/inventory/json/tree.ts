/** A JSON value with the text of its scalars as written, so that long serial numbers keep their digits. */
export type JsonNode = JsonText | JsonList | JsonMap;

export interface JsonText {
  readonly kind: 'text';
  /** '' for null. */
  readonly text: string;
}

export interface JsonList {
  readonly kind: 'list';
  readonly items: readonly JsonNode[];
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

const SPACE = /[ \t\r\n]*/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Parses one JSON value. Throws JsonError. */
export function parseJson(text: string): JsonNode {
  const parser = new Parser(text);
  const node = parser.value(0);
  parser.end();
  return node;
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonNode {
    this.#skipSpace();
    if (depth > MAX_DEPTH) throw new JsonError(`nested deeper than ${MAX_DEPTH} levels`, this.#at);
    const first = this.#text[this.#at];
    if (first === '{') return this.#map(depth);
    if (first === '[') return this.#list(depth);
    if (first === '"') return { kind: 'text', text: this.#string() };
    SCALAR.lastIndex = this.#at;
    const scalar = SCALAR.exec(this.#text)?.[0];
    if (scalar === undefined) throw this.#unexpected('a value');
    this.#at += scalar.length;
    return { kind: 'text', text: scalar === 'null' ? '' : scalar };
  }

  end(): void {
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#unexpected('the end');
  }

  #map(depth: number): JsonMap {
    const at = this.#at;
    const entries: (readonly [string, JsonNode])[] = [];
    const keys = new Set<string>();
    let repeated: string | null = null;
    this.#at += 1;
    for (let first = true; !this.#closes('}', first); first = false) {
      if (this.#text[this.#at] !== '"') throw this.#unexpected('a key in double quotes');
      const key = this.#string();
      if (keys.has(key)) repeated ??= key;
      keys.add(key);
      this.#skipSpace();
      if (this.#text[this.#at] !== ':') throw this.#unexpected("':'");
      this.#at += 1;
      entries.push([key, this.value(depth + 1)]);
    }
    return { kind: 'map', entries, at, repeated };
  }

  #list(depth: number): JsonList {
    const items: JsonNode[] = [];
    this.#at += 1;
    for (let first = true; !this.#closes(']', first); first = false) items.push(this.value(depth + 1));
    return { kind: 'list', items };
  }

  /** True at the closing bracket, which is taken; otherwise past the comma between two members. */
  #closes(bracket: string, first: boolean): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] === bracket) {
      this.#at += 1;
      return true;
    }
    if (first) return false;
    if (this.#text[this.#at] !== ',') throw this.#unexpected(`',' or '${bracket}'`);
    this.#at += 1;
    this.#skipSpace();
    return false;
  }

  #string(): string {
    let value = '';
    this.#at += 1;
    for (;;) {
      PLAIN.lastIndex = this.#at;
      const plain = PLAIN.exec(this.#text)?.[0] ?? '';
      value += plain;
      this.#at += plain.length;
      const stop = this.#text[this.#at];
      if (stop === '"') {
        this.#at += 1;
        return value;
      }
      if (stop !== '\\') throw this.#unexpected("'\"' at the end of the text");
      value += this.#escape();
    }
  }

  #escape(): string {
    const letter = this.#text[this.#at + 1] ?? '';
    if (letter === 'u') {
      const digits = this.#text.slice(this.#at + 2, this.#at + 6);
      if (!/^[0-9a-f]{4}$/i.test(digits)) throw this.#unexpected('four hex digits after \\u');
      this.#at += 6;
      return String.fromCharCode(parseInt(digits, 16));
    }
    const meant = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (meant === undefined) throw this.#unexpected('an escape that JSON knows');
    this.#at += 2;
    return meant;
  }

  #skipSpace(): void {
    SPACE.lastIndex = this.#at;
    this.#at += SPACE.exec(this.#text)?.[0].length ?? 0;
  }

  #unexpected(expected: string): JsonError {
    const found = this.#text[this.#at];
    return new JsonError(
      `expected ${expected}, found ${found === undefined ? 'the end' : JSON.stringify(found)}`,
      this.#at,
    );
  }
}
