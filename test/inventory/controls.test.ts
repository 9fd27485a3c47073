import { describe, expect, test } from '@jest/globals';
import { decode } from '../../src/inventory/bytes/decode.ts';
import { headText } from '../../src/inventory/bytes/encoding.ts';
import { runsOf, seeded } from '../seeded.ts';
import { OPTIONS } from './read.ts';

const ESC = '\x1b';

async function clean(text: string, sizes: readonly number[] = [], encoding: BufferEncoding = 'utf8'): Promise<string> {
  const bytes = Buffer.from(text, encoding);
  const chunks: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    chunks.push(Uint8Array.from(bytes.subarray(at, at + size)));
    at += size;
  }
  async function* stream(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield await Promise.resolve(chunk);
  }
  const source = { name: '-', head: bytes, complete: true, bytes: stream() };
  const { pieces } = await decode(source, { ...OPTIONS, encoding: encoding === 'utf16le' ? 'utf-16le' : null });
  let out = '';
  for await (const piece of pieces) out += piece;
  if (encoding === 'utf8') expect(headText(bytes)).toBe(out);
  return out;
}

describe('what only a terminal understands is taken out', () => {
  test.each([
    ['colours', `${ESC}[1;31mHua${ESC}[0mwei${ESC}[K\n`, 'Huawei\n'],
    ['a title', `${ESC}]0;switch-1\x07Huawei`, 'Huawei'],
    ['a link', `${ESC}]8;;http://h/${ESC}\\Huawei${ESC}]8;;${ESC}\\`, 'Huawei'],
    ['a character set', `${ESC}(BHuawei${ESC}=`, 'Huawei'],
    ['a pager', '--More--\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\bHuawei', 'Huawei'],
    ['bold by printing twice', 'H\bHu\bua\baw\bwe\bei\bi', 'Huawei'],
    ['a backspace after a character of UTF-8', 'é\bHuawei', 'Huawei'],
    ['a backspace at the start of a line', 'a\n\bHuawei', 'a\nHuawei'],
    ['an escape that begins nothing', `${ESC}\nHuawei${ESC}`, '\nHuawei'],
    ['a title that never ends', `${ESC}]0;Huawei\n`, '0;Huawei\n'],
    ['a sequence cut off', `Huawei${ESC}[3`, 'Huawei3'],
    [
      'an escape before the end of a cell',
      `a${ESC},Dahua;b${ESC};Dahua|c${ESC}[31,Dahua\n`,
      'a,Dahua;b;Dahua|c31,Dahua\n',
    ],
    ['nothing', 'Hikvision,"DS"\r\n', 'Hikvision,"DS"\r\n'],
  ])('%s', async (_, text, expected) => {
    expect(await clean(text)).toBe(expected);
    expect(await clean(text, [], 'utf16le')).toBe(expected);
  });

  test('however the bytes are cut', async () => {
    const { int, pick } = seeded(7);
    const parts = ['Huawei', `${ESC}[31m`, ',', `${ESC}]0;a b\x07`, '\n', 'é中', `${ESC}(0`, '"x"', ESC];
    const runs = runsOf(200);
    for (let run = 0; run < runs; run += 1) {
      const text = Array.from({ length: 30 }, () => pick(parts)).join('') + '\n';
      const whole = await clean(text);
      for (const encoding of ['utf8', 'utf16le'] as const) {
        const sizes = Array.from({ length: 5 }, () => 1 + int(9));
        expect(await clean(text, sizes, encoding)).toBe(whole);
      }
    }
  });
});
