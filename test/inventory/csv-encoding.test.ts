import { describe, expect, test } from '@jest/globals';
import { codes, open, readAll } from './read.ts';

const TEXT = 'Hersteller;Modell;Straße\nMüller & Söhne;ß-7;München\n';

/** The one-byte encodings, from Unicode's own tables. */
function oneByte(text: string, label: string): Buffer {
  const decoder = new TextDecoder(label);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Buffer.from(Array.from(text, (letter) => bytes.get(letter) ?? 0x3f));
}

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
const wide = Buffer.from(TEXT, 'utf16le');

describe('encodings', () => {
  test.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(TEXT), 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`), 'utf-8'],
    ['UTF-16 LE with a byte order mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE with a byte order mark', swapped(Buffer.from(`\ufeff${TEXT}`, 'utf16le')), 'utf-16be'],
    ['UTF-16 LE without', wide, 'utf-16le'],
    ['UTF-16 BE without', swapped(wide), 'utf-16be'],
    ['Windows-1252', oneByte(TEXT, 'windows-1252'), 'windows-1252'],
    ['MacRoman', oneByte(TEXT, 'macintosh'), 'macintosh'],
    ['MacRoman with CR line ends', oneByte(TEXT.replaceAll('\n', '\r'), 'macintosh'), 'macintosh'],
  ])('%s is detected, in chunks of any size', async (_, bytes, encoding) => {
    for (const size of [1, 2, 3, 7, 65_536]) {
      const { inventory, records, problems } = await readAll(bytes, {}, 'site.csv', size);
      expect(inventory.info).toMatchObject({ encoding, delimiter: ';', headerLine: 1 });
      expect(inventory.columns.map((column) => column.name)).toEqual(['Hersteller', 'Modell', 'Straße']);
      expect(records.map((record) => record.cells)).toEqual([['Müller & Söhne', 'ß-7', 'München']]);
      expect(problems).toEqual([]);
    }
  });

  test('a script that writes no ASCII letters is still UTF-16', async () => {
    const { inventory, records } = await readAll(Buffer.from('制造商,型号\n华为,S5720\n中兴,C300\n', 'utf16le'));
    expect(inventory.info.encoding).toBe('utf-16le');
    expect(records[0]?.cells).toEqual(['华为', 'S5720']);
  });

  test('--encoding wins over what is detected', async () => {
    const { inventory, records } = await readAll(Buffer.from([0x61, 0x2c, 0x62, 10, 0xcd, 0x2c, 0x31, 10]), {
      encoding: 'windows-1251',
      noHeader: true,
    });
    expect(inventory.info.encoding).toBe('windows-1251');
    expect(records[1]?.cells[0]).toBe('Н');
  });

  test('an encoding that does not exist is an error that says what would', async () => {
    await expect(open('a,b\n', { encoding: 'utf-9' })).rejects.toThrow(/unknown encoding 'utf-9' \(.*windows-1252/);
  });

  test('bytes that stop being UTF-8 later: that cell is read as Windows-1252, and said', async () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => `sw${i},Zürich,Cisco`).join('\n');
    const bytes = Buffer.concat([
      Buffer.from(`Name,Site,Vendor\n${rows}\nsw-x,`),
      Buffer.of(0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68),
      Buffer.from(',Cisco\nsw-y,"M\né",Cisco\n'),
    ]);
    const { inventory, records, problems } = await readAll(bytes);
    expect(inventory.info.encoding).toBe('utf-8');
    expect(records.at(-2)?.cells).toEqual(['sw-x', 'Zürich', 'Cisco']);
    expect(records.at(-1)?.cells).toEqual(['sw-y', 'M\né', 'Cisco']);
    expect(records[0]?.cells[1]).toBe('Zürich');
    expect(problems).toMatchObject([
      { code: 'encoding', severity: 'warning', row: null, line: 40_002, message: expect.stringContaining('1 cell ') },
    ]);
  });

  test('such a byte inside a quoted cell of two lines is repaired in that cell alone', async () => {
    const bytes = Buffer.concat([
      Buffer.from('Name,Site,Vendor\né,"a\n'),
      Buffer.of(0xe9),
      Buffer.from('",Cisco\nü,ü,ü\n'),
    ]);
    const { records, problems } = await readAll(bytes);
    expect(records.map((record) => record.cells)).toEqual([
      ['é', 'a\né', 'Cisco'],
      ['ü', 'ü', 'ü'],
    ]);
    expect(codes(problems)).toEqual(['encoding 3']);
  });

  test.each(['|', '^', '~', '#', '@'])(
    'beside a cell that is no UTF-8 the others stay what they are: %s',
    async (sign) => {
      const cells = Buffer.from(
        ['Name,Vendor,Site\n', 'ä,华为,Köln\n'.repeat(9), 'ö,华为,'].join('').replaceAll(',', sign),
      );
      const { records, problems } = await readAll(Buffer.concat([cells, Buffer.from('M\xfcnchen\n', 'latin1')]), {
        delimiter: sign,
      });
      expect(records.at(-1)?.cells).toEqual(['ö', '华为', 'München']);
      expect(codes(problems)).toEqual(['encoding 11']);
    },
  );

  test.each(['|', '^', '~', ',', '\t'])(
    'beside a cell that was cut within a character the others stay: %j',
    async (sign) => {
      const [header = '', row = '', last = ''] = [
        '主机,品牌,型号,备',
        '主机,思科,S5720,会议室\n',
        '主机,华为,交换机,备',
      ].map((line) => encodeMany(line.replaceAll(',', sign), 'gb18030').toString('latin1'));
      const text = `${header}\xff \n${row.repeat(20)}${last}\xbb\n`;
      const { inventory, records, problems } = await readAll(Buffer.from(text, 'latin1'), { delimiter: sign });
      expect(inventory.columns.map(({ fields }) => fields[0])).toEqual(['text', 'vendor', 'model', 'text']);
      expect(records.at(-1)?.cells.slice(0, 3)).toEqual(['主机', '华为', '交换机']);
      expect(codes(problems)).toEqual(['encoding-unsure 1']);
    },
  );

  test.each<[string, string]>([
    ['windows-1251', 'Производитель;Модель;Серийный номер\nХуавей;S5720;123\n'],
    ['gb18030', '制造商,型号,序列号\n华为,S5720,123\n'],
    ['shift_jis', 'メーカー,型番,シリアル番号\nファーウェイ,S5720,123\n'],
    ['big5', '廠牌,型號,序號\n華為,S5720,123\n'],
    ['euc-kr', '제조사,모델명,일련번호\n화웨이,S5720,123\n'],
  ])('%s shows by its header', async (label, text) => {
    const { inventory, records } = await readAll(encodeMany(text, label));
    expect(inventory.info.encoding).toBe(label);
    expect(inventory.columns.map((column) => column.fields[0])).toEqual(['vendor', 'model', 'serial']);
    expect(records[0]?.cells[1]).toBe('S5720');
  });
});

/** Bytes of a text in an encoding of one or two bytes, by trying all of them. */
function encodeMany(text: string, label: string): Buffer {
  const decoder = new TextDecoder(label);
  const bytes = new Map<string, number[]>();
  for (let a = 0; a < 256; a += 1) {
    bytes.set(decoder.decode(Uint8Array.of(a)), [a]);
    for (let b = 0x40; a >= 0x80 && b < 256; b += 1) {
      const letter = decoder.decode(Uint8Array.of(a, b));
      if (Array.from(letter).length === 1 && !bytes.has(letter)) bytes.set(letter, [a, b]);
    }
  }
  return Buffer.from(Array.from(text, (letter) => bytes.get(letter) ?? [0x3f]).flat());
}
