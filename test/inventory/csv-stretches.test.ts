import { describe, expect, test } from '@jest/globals';
import { stretches } from '../../src/inventory/csv/stretches.ts';
import { runsOf, seeded } from '../seeded.ts';

/** Texts of the stretches, each with whether it is of whole lines. */
async function cut(chunks: readonly string[]): Promise<(readonly [string, boolean])[]> {
  const found: (readonly [string, boolean])[] = [];
  for await (const { bytes, wholeLines } of stretches(given(chunks)))
    found.push([Buffer.from(bytes).toString(), wholeLines]);
  return found;
}

async function* given(chunks: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of chunks) yield await Promise.resolve(Buffer.from(text));
}

describe('stretches of an input', () => {
  test.each<[string, string[], (readonly [string, boolean])[]]>([
    ['nothing', [], []],
    ['a line', ['a\n'], [['a\n', true]]],
    ['a line without its end', ['a'], [['a', false]]],
    [
      'a line in two chunks',
      ['a\nb', 'c\nd'],
      [
        ['a\n', true],
        ['bc\n', true],
        ['d', false],
      ],
    ],
    [
      'a line in three chunks',
      ['a\nb', 'c', 'd\n'],
      [
        ['a\n', true],
        ['bc', false],
        ['d\n', true],
      ],
    ],
    [
      'lines that end with their chunks',
      ['a\n', 'b\n'],
      [
        ['a\n', true],
        ['b\n', true],
      ],
    ],
  ])('%s', async (_, chunks, expected) => {
    expect(await cut(chunks)).toEqual(expected);
  });

  test('a long first chunk is cut after 64 KiB', async () => {
    const line = `${'x'.repeat(999)}\n`;
    expect((await cut([line.repeat(100), line.repeat(3)])).map(([text]) => text.length)).toEqual([
      65_000, 35_000, 3_000,
    ]);
  });

  test('are all of it, in order, and of whole lines where they say so', async () => {
    const { int, pick } = seeded(3);
    const runs = runsOf(2_000);
    for (let run = 0; run < runs; run += 1) {
      const chunks = Array.from({ length: int(6) }, () =>
        Array.from({ length: 1 + int(8) }, () => pick(['a', 'bc', '\n', '\r\n'])).join(''),
      );
      const found = await cut(chunks);
      expect(found.map(([text]) => text).join('')).toBe(chunks.join(''));
      for (const [text, whole] of found) expect(text.endsWith('\n') || !whole).toBe(true);
    }
  });
});
