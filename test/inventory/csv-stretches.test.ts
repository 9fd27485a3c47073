import { describe, expect, test } from '@jest/globals';
import { stretches } from '../../src/inventory/csv/stretches.ts';
import { runsOf, seeded } from '../seeded.ts';

const ROOM = 3;

/** Chunks with room before them. */
async function* given(chunks: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of chunks) {
    const chunk = new Uint8Array(new ArrayBuffer(ROOM + text.length), ROOM);
    chunk.set(Buffer.from(text));
    yield await Promise.resolve(chunk);
  }
}

/** Texts of the stretches, each with whether it is of whole lines; a chunk that is given away is overwritten. */
async function cut(chunks: readonly string[]): Promise<(readonly [string, boolean])[]> {
  const found: (readonly [string, boolean])[] = [];
  for await (const stretch of stretches(given(chunks), ROOM)) {
    found.push([Buffer.from(stretch.bytes).toString(), stretch.wholeLines]);
    if (stretch.chunk !== null) new Uint8Array(stretch.chunk.buffer).fill(0x58);
  }
  return found;
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
