import { expect, test } from '@jest/globals';
import { JsonError, parseJson } from '../../src/inventory/json/parse-json.ts';
import { JsonList, JsonMap, type Json } from '../../src/inventory/json/tree.ts';
import { runsOf, seeded } from '../seeded.ts';

const TEXTS = ['', 'Huawei', 'a "quoted" \\ text', '华为', '\ud83d', 'line\nend', '{"a": 1}', '2011.10', ':', '\u2028'];
const KEYS = ['a', 'vendor', '__proto__', 'constructor', '0', '17', '01', '-1', '2011.10', '4294967296', '', 'a:b'];
const NUMBERS = ['0', '-0', '7', '2011.10', '12345678901234567890', '1e3', '1E400', '-1.50', '0.1', '1e-7', '123456789012345']; // prettier-ignore
const SPACES = ['', '', ' ', '\n', '\r\n\t'];

/** A document, and perhaps a sign of it that is another. */
function documentOf(seed: number): string {
  const { next, pick: one, int } = seeded(seed);
  const spaced = (text: string): string => `${one(SPACES)}${text}${one(SPACES)}`;
  const texts = (): string => {
    const text = JSON.stringify(one(TEXTS));
    return next() < 0.2 ? text.replace(/[a-z]/i, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`) : text;
  };
  const value = (depth: number): string => {
    const kind = next();
    if (depth === 0 || kind < 0.25) return spaced(texts());
    if (kind < 0.4) return spaced(one(NUMBERS));
    if (kind < 0.5) return spaced(one(['true', 'false', 'null']));
    const size = int(4);
    if (kind < 0.7) return spaced(`[${Array.from({ length: size }, () => value(depth - 1)).join(',')}]`);
    const keys = Array.from({ length: size }, () => one(KEYS));
    const unique = next() < 0.7 ? [...new Set(keys)] : keys;
    return spaced(`{${unique.map((key) => `${spaced(JSON.stringify(key))}:${value(depth - 1)}`).join(',')}}`);
  };
  const text = value(4);
  if (next() < 0.7) return text;
  const at = int(text.length);
  return (
    text.slice(0, at) + one(['', '"', '\\', '{', ']', ',', ':', '1', '-', '.', 'e', '\n', '}']) + text.slice(at + 1)
  );
}

/** What JSON.parse makes of a text, in texts: of a repeated key the last; null where it is no JSON. */
function expectedOf(text: string): unknown {
  const plain = (value: unknown): unknown => {
    if (value === null) return '';
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object') return typeof value === 'number' ? value : String(value);
    return new Map(Object.entries(value).map(([key, each]) => [key, plain(each)]));
  };
  try {
    return { is: plain(JSON.parse(text)) };
  } catch {
    return null;
  }
}

/** The same of a tree; `like`: a number where that is one. */
function sameOf(node: Json, like: unknown): unknown {
  if (typeof node === 'string') return typeof like === 'number' ? Number(node) : node;
  const inside = (step: unknown): unknown =>
    like instanceof Map ? like.get(step) : Array.isArray(like) ? (like as unknown[])[step as number] : undefined;
  if (node instanceof JsonList) return node.items.map((item, index) => sameOf(item, inside(index)));
  return new Map(node.keys.map((key, index) => [key, sameOf(node.values[index] ?? '', inside(key))]));
}

test('what is parsed is what JSON.parse gives, and what it refuses is refused at a place', () => {
  for (let seed = 1; seed <= runsOf(20_000); seed += 1) {
    const text = documentOf(seed);
    const wanted = expectedOf(text) as { is: unknown } | null;
    let found: unknown = null;
    try {
      found = { is: sameOf(parseJson(text).root, wanted?.is) };
    } catch (error) {
      if (!(error instanceof JsonError) || error.at > text.length) throw error;
    }
    expect({ text, found }).toEqual({ text, found: wanted });
  }
});

test('numbers stand as they are written, and keys in their order', () => {
  const { root, repeated } = parseJson('{"b": 2011.10, "1": 12345678901234567890, "0": 1e3, "b": -0}');
  expect(root).toMatchObject({
    keys: ['b', '1', '0', 'b'],
    values: ['2011.10', '12345678901234567890', '1e3', '-0'],
  });
  expect(repeated).toEqual({ key: 'b', line: 1 });
});

test('the line of each list and map is known', () => {
  const text = '{"a": [\n{"b": "{\\n["},\n\n[]], "c":\n{}}';
  const { root } = parseJson(text, 7);
  const lines: number[] = [];
  const look = (node: Json): void => {
    if (typeof node === 'string') return;
    lines.push(node.line);
    (node instanceof JsonMap ? node.values : node.items).forEach(look);
  };
  look(root);
  expect(lines).toEqual([7, 7, 8, 10, 11]);
});

test.each([
  ['{"a" 1}', 'expected \':\', found "1"', 5],
  ['{"a": 1 "b"}', `expected ',' or '}', found "\\""`, 8],
  ['[1 2]', `expected ',' or ']', found "2"`, 3],
  ['{a: 1}', 'expected a key in double quotes, found "a"', 1],
  ['[1,', 'expected a value, found the end', 3],
  ['"a', "expected '\"' at the end of the text, found the end", 2],
  ['"\t"', 'expected an escape instead of a control character, found "\\t"', 1],
  ['"\\x"', 'expected a text with escapes that JSON knows, found "\\""', 0],
  ['1 2', 'expected the end, found "2"', 2],
])('%s: %s', (text, message, at) => {
  const parse = (): unknown => parseJson(text);
  expect(parse).toThrow(message);
  expect(parse).toThrow(expect.objectContaining({ at }));
});
