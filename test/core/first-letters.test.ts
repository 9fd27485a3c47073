import { expect, test } from '@jest/globals';
import { ADDRESS, ANYTHING, beginningsOf, FirstLetters, NOTHING, SIGN, spelt } from '../../src/core/first-letters.ts';
import { RowText } from '../../src/core/row-text.ts';
import { runsOf, seeded } from '../seeded.ts';

/** Makes tables that have read nothing yet. */
function tablesOf(patterns: readonly string[]): () => FirstLetters {
  const beginnings = [beginningsOf(() => patterns)];
  return () => new FirstLetters(beginnings);
}

const newTable = tablesOf(['H-i-k-v-i', 'S57##', 'X']);

function read(table: FirstLetters, text: string): number {
  const { codes } = new RowText().hold([text]);
  return table.read(codes, 0, text.length, -1);
}

test.each([
  ['', NOTHING],
  ['10.0.0.1', NOTHING],
  ['10.0.0.1/24', ADDRESS],
  ['00-1a-2b-3c-4d-5e', ADDRESS],
  ['001a.2b3c.4d5e', ADDRESS],
  ['001a2b-3c4d5e', ADDRESS],
  ['id 001a2b3c4d5e', ADDRESS],
  ['1 2 3 4 001a2b3c4d5e', ADDRESS],
  ['001a2b3c4d5e6', NOTHING],
  ['02001afffe2b3c4d', ADDRESS],
  ['0x1a', ADDRESS],
  ['10x1a, 0 1x, ex', NOTHING],
  ['2024-12-31 10:00', NOTHING],
  ['why?', SIGN],
  ['10.0.0.1/24 #', ADDRESS | SIGN],
  ['Köln', ANYTHING],
  ['Hikvision', ANYTHING],
  ['an H-I-K vision', ANYTHING],
  ['hik', NOTHING],
  ['a Chikvision', NOTHING],
  ['S5720', ANYTHING],
  ['S-5720', NOTHING],
  ['X', ANYTHING],
])('what %j may hold', (text, held) => {
  expect(read(newTable(), text)).toBe(held);
});

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRST0123');

test('a table says of a text what one says that has read no other; a full one clears no more than that', () => {
  const { int, pick } = seeded(23);
  const word = (): string => Array.from({ length: 1 + int(6) }, () => pick(LETTERS)).join('');
  const patterns = Array.from({ length: 3_000 }, () => Array.from({ length: 4 }, word).join('').slice(0, 5));
  const sought = patterns.map((pattern, at) => (at % 2 === 0 ? pattern : spelt(pattern)));
  const text = (): string => Array.from({ length: 1 + int(5) }, () => (int(9) === 0 ? pick(patterns) : word())).join(pick([' ', '-', '?'])); // prettier-ignore
  const newOne = tablesOf(sought);
  const used = newOne();
  for (let run = 0; run < 200; run += 1) {
    const one = text();
    expect([one, read(used, one)]).toEqual([one, read(newOne(), one)]);
  }
  for (let run = 0; run < 20_000; run += 1) read(used, text());
  const unknown = Array.from({ length: runsOf(2_000) }, text);
  const saidNew = unknown.map((one) => read(newOne(), one));
  const said = unknown.map((one) => read(used, one));
  expect(said.filter((found, at) => found !== saidNew[at] && found !== ANYTHING)).toEqual([]);
  expect(said).not.toEqual(saidNew);
  for (const pattern of patterns) expect([pattern, read(used, pattern)]).toEqual([pattern, ANYTHING]);
});
