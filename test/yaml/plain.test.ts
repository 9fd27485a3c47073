import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

import { parseWhole } from '../../src/yaml/parse.ts';
import { readPlain } from '../../src/yaml/plain.ts';
import { seeded } from '../seeded.ts';

const RUNS = Number(process.env['NETVET_PROPERTY_RUNS'] ?? 20_000);

/** Pieces of YAML, right and wrong, that texts are put together from. */
const PIECES = [
  ...['a', 'b: ', 'c:', 'd', ' ', '  ', '\n', '\n  ', '\n- ', '\n  - ', '- ', '-', '{', '}', '[', ']', ', ', ',', ': '],
  ...[':', '#', ' #', "'", '"', 'x y', 'é', '名', '\r\n', '\t', '~', '0', 'k: v\n', 'k: {n: v}\n', '  k: [a, b]\n'],
  ...[
    '|',
    '>-',
    '&a',
    '*a',
    '!',
    '%',
    '---',
    '...',
    '?',
    '\\',
    '\n    e: f',
    'http://x',
    'ab/c',
    '😀',
    '<<: ',
    '\u00a0',
  ],
];

/** Undefined when the text is left to the library. */
function readByBoth(text: string): { plain: unknown; whole: unknown } | undefined {
  const root = readPlain({ path: 'f.yaml', text });
  return root === null ? undefined : { plain: { root, complaints: [] }, whole: parseWhole({ path: 'f.yaml', text }) };
}

test('what is read without the library is what the library reads, place by place', () => {
  const { int, pick } = seeded(3);
  let read = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const text = Array.from({ length: 1 + int(12) }, () => pick(PIECES)).join('');
    const both = readByBoth(text);
    if (both === undefined) continue;
    read += 1;
    expect([text, both.plain]).toEqual([text, both.whole]);
  }
  expect(read).toBeGreaterThan(RUNS / 50);
});

test('a list as people write it is read without the library', () => {
  const text = `# ours
id: acme   # a comment
title: 'What we don''t buy'
url: https://example.net/a#b
expect: {entries: [1, 9]}
note:
entries:
- vendor: huawei
- vendor: {name: "Acme, Ltd.", names: [Acme Tools, 'Acme: Cameras'], country: DE}\r

  # another
- id: second
  vendor:
    name: Größe 名
    brands:
      - A & B
      - []
  prohibits: [use, {act: install, from: 2024-01-01}]`;
  const both = readByBoth(text);
  expect(both?.plain).toEqual(both?.whole);
  expect(both).toBeDefined();
});

test('every file of data/vendors that is read without the library is read the same', () => {
  for (const name of ['hikvision', 'zte', 'hytera', 'dji']) {
    const both = readByBoth(readFileSync(`data/vendors/${name}.yaml`, 'utf8'));
    expect(both?.plain).toEqual(both?.whole);
    expect(both).toBeDefined();
  }
});

test.each([
  ['a key twice', 'a: b\na: c\n'],
  ['a name on two lines', 'a: b\n  c\n'],
  ['an alias', 'a: &x b\nc: *x\n'],
  ['a tag', 'a: !x b\n'],
  ['a block of text', 'a: |\n  b\n'],
  ['an escape', 'a: "\\n"\n'],
  ['a tab', 'a:\tb\n'],
  ['a second document', 'a: b\n---\nc: d\n'],
  ['__proto__', '__proto__: b\n'],
  ['no end', 'a: {b: c\n'],
  ['a depth', `a: ${'['.repeat(40)}${']'.repeat(40)}\n`],
  ['no YAML', 'a b c\n'],
  ['nothing', ''],
])('the library reads %s', (_, text) => {
  expect(readPlain({ path: 'f.yaml', text })).toBeNull();
});

test('a quote that is never closed is left to the library, however long the line', () => {
  const text = `name: '${'a'.repeat(5000)}\n`;
  expect(readPlain({ path: 'f.yaml', text })).toBeNull();
  expect(readPlain({ path: 'f.yaml', text: `name: '${"it''s ".repeat(50)}'\n` })).not.toBeNull();
});
