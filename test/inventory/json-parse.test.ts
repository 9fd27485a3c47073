import { expect, test } from '@jest/globals';
import { Broken } from '../../src/inventory/rows.ts';
import { parseJson, parseSlowly } from '../../src/inventory/json/parse-json.ts';
import { membersOf, type Json } from '../../src/inventory/json/tree.ts';
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

function seen(parse: (text: string) => unknown, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return `${error.reason}: ${error.message} on line ${error.line}`;
  }
}

test('what is parsed fast is what is parsed slowly', () => {
  for (let seed = 1; seed <= runsOf(20_000); seed += 1) {
    const text = documentOf(seed);
    expectSame({ text, seen: seen(parseJson, text) }, { text, seen: seen(parseSlowly, text) });
  }
});

test('the line of each list and map is known', () => {
  const linesIn = (node: Json): readonly number[] =>
    typeof node === 'string' ? [] : [node.line, ...Array.from(membersOf(node), ([, value]) => linesIn(value)).flat()];
  const text = '{"a": [\n{"b": "{\\n["},\n\n[]], "c":\n{}}';
  expect(linesIn(parseJson(text))).toEqual([1, 1, 2, 4, 5]);
  expect(linesIn(parseJson(text.replaceAll('\n', ' '), 7))).toEqual([7, 7, 7, 7, 7]);
});

test('a map, or a list of maps, in a text is what it says; any other text stays what it is', () => {
  const inner = '[{"mac": "001b54aa0102"},\n{"0": "b", "a": "c"}]';
  const expected = { keys: ['body'], values: [parseJson(inner.replace('\n', ' '))] };
  for (const parse of [parseJson, parseSlowly]) {
    expect(parse(JSON.stringify({ body: inner }))).toMatchObject(expected);
    expect(parse(JSON.stringify({ body: JSON.stringify({ body: inner }) }))).toMatchObject({ values: [expected] });
    for (const text of [
      '{{ vendor }}',
      '{"a": 1',
      '["a", "b"]',
      '[12]',
      '{a}',
      `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`,
    ])
      expect(parse(JSON.stringify({ body: text }))).toMatchObject({ values: [text] });
  }
});

test('a number that is none says nothing, and nothing else is taken for one', () => {
  const text = '[{"1": NaN, "0": "NaN \\" NaN",\n"x": [-Infinity, {"y": Infinity}]}, nan]';
  expect(() => parseJson(text)).toThrow(/found "n"$/);
  expect(parseJson(text.replace('nan', 'null'))).toMatchObject({
    items: [{ keys: ['1', '0', 'x'], values: ['', 'NaN " NaN', { items: ['', { line: 2 }] }] }, ''],
  });
});
