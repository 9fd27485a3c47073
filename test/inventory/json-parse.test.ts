import { expect, test } from '@jest/globals';
import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import { JsonError, parseJson } from '../../src/inventory/json/parse-json.ts';
import { JsonList, JsonMap, membersOf, type Json } from '../../src/inventory/json/tree.ts';
import { expectSame } from '../same.ts';
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

/** A tree without its lines; null where the text is no JSON. */
function parsed(text: string): Json | null {
  try {
    return withoutLines(parseJson(text));
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    expect(error.at).toBeLessThanOrEqual(text.length);
    return null;
  }
}

const withoutLines = (node: Json): Json => {
  if (typeof node === 'string') return node;
  if (node instanceof JsonList) return new JsonList(node.items.map(withoutLines), 0);
  return new JsonMap(node.keys, node.values.map(withoutLines), 0);
};

/** The same by jsonc-parser, which keeps every key and number as it stands. */
function parsedSlowly(text: string): Json | null {
  const errors: ParseError[] = [];
  const treeOf = ({ type, children = [], value, offset, length }: Node): Json => {
    if (type === 'string') return String(value);
    if (type === 'array') return new JsonList(children.map(treeOf), 0);
    if (type !== 'object') return type === 'null' ? '' : text.slice(offset, offset + length);
    const [keys, values] = [0, 1].map((at) => children.map(({ children: pair }) => treeOf(pair?.[at] as Node)));
    return new JsonMap(keys as string[], values as Json[], 0);
  };
  const root = parseTree(text, errors, { disallowComments: true });
  return errors.length > 0 || root === undefined ? null : treeOf(root);
}

test('what is parsed is what jsonc-parser finds', () => {
  for (let seed = 1; seed <= runsOf(20_000); seed += 1) {
    const text = documentOf(seed);
    expectSame({ text, seen: parsed(text) }, { text, seen: parsedSlowly(text) });
  }
});

test.each([
  ['[1, 2', /close bracket expected, found the end/, 5],
  ['{"a": 1 "b": 2}', /comma expected, found "\\""/, 8],
  ['["a', /unexpected end of string, found the end/, 3],
  ['{"a" 1}', /colon expected, found "1"/, 5],
])('what is wrong is said with its place: %s', (text, message, at) => {
  expect(() => parseJson(text)).toThrow(expect.objectContaining({ message: expect.stringMatching(message), at }));
});

test('the line of each list and map is known', () => {
  const linesIn = (node: Json): readonly number[] =>
    typeof node === 'string' ? [] : [node.line, ...Array.from(membersOf(node), ([, value]) => linesIn(value)).flat()];
  const text = '{"a": [\n{"b": "{\\n["},\n\n[]], "c":\n{}}';
  expect(linesIn(parseJson(text))).toEqual([1, 1, 2, 4, 5]);
  expect(linesIn(parseJson(text.replaceAll('\n', ' '), 7))).toEqual([7, 7, 7, 7, 7]);
});

test('a number that is none says nothing, and nothing else is taken for one', () => {
  const text = '[{"1": NaN, "0": "NaN \\" NaN",\n"x": [-Infinity, {"y": Infinity}]}, nan]';
  expect(() => parseJson(text)).toThrow(JsonError);
  expect(parseJson(text.replace('nan', 'null'))).toMatchObject({
    items: [{ keys: ['1', '0', 'x'], values: ['', 'NaN " NaN', { items: ['', { line: 2 }] }] }, ''],
  });
});
