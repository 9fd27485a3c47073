import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { encode } from '../inventory/encode.ts';
import { emptyFolder, netvet } from './run.ts';

const LABELS = [
  'windows-1252',
  'iso-8859-15',
  'windows-1250',
  'windows-1251',
  'windows-1254',
  'koi8-r',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'macintosh',
];
/** Names of designated vendors in six scripts; Latin ones with a character that ASCII has not. */
const NAMES = ['华为', '華為', 'ファーウェイ', '화웨이', 'Хуавэй', 'Hikvisión', 'HUAWEI Köln'];
const HEADER = 'Hostname,Vendor,Model,Serial,Site\n';
const ROW = 'sw,Cisco,C9300-24T,SN1,Building A\n';
/**
 * The encodings for which a name is also looked for further on than a decoder buffers (1 MiB), which takes a second
 * each: some with one byte a character, some with several.
 */
const FAR = ['windows-1252', 'gb18030', 'shift_jis'];
const POSITIONS = [0, 300, 1536].map((kib) => Buffer.from(HEADER + ROW.repeat((kib * 1024) / ROW.length)));

const cwd = emptyFolder();

async function codeOf(bytes: Uint8Array): Promise<number> {
  writeFileSync(join(cwd, 'x.csv'), bytes);
  return (await netvet(['check', 'x.csv', '-f', 'ndjson'], { cwd })).code;
}

describe('a name of a designated vendor in an encoding that nobody named is found, or the run is incomplete', () => {
  test.each(LABELS)('%s', async (label) => {
    const written = NAMES.flatMap((name) => encode(`x,${name},S1,A1,HQ\n`, label) ?? []);
    expect(written.length).toBeGreaterThan(0);
    for (const [at, before] of (FAR.includes(label) ? POSITIONS : POSITIONS.slice(0, 2)).entries()) {
      // Each name in the first row; further on the last one.
      for (const row of at === 0 ? written : written.slice(-1)) {
        expect([1, 3]).toContain(await codeOf(Buffer.concat([before, row, Buffer.from(ROW)])));
      }
    }
  });
});

const PLACES: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['windows-1252', 'iso-8859-15', 'macintosh'],
    [
      'Logroño,María Muñoz,A Coruña|Málaga,Íñigo Ibáñez,Cádiz',
      'Köln,Jörg Müller,Düsseldorf|Würzburg,Änne Weiß,Österreich',
      'Besançon,François Lefèvre,Évry|Nîmes,Zoë Crémieux,Angoulême',
      'São Paulo,João Gonçalves,Brasília|Guimarães,Conceição,Évora',
      'Malmö,Åsa Öberg,Göteborg|Tromsø,Bjørn Ødegård,Ålesund',
    ],
  ],
  [
    ['windows-1250'],
    [
      'Łódź,Żółtowski Józef,Kraków|Świnoujście,Błaszczyk,Gdańsk',
      'Plzeň,Jiří Dvořák,Ústí|Třebíč,Šárka Kučerová,České Budějovice',
      'Győr,Szőke Gyöngyi,Székesfehérvár|Hódmezővásárhely,Kőrösi Ödön,Pécs',
    ],
  ],
  [['windows-1254'], ['İstanbul,Şükrü Gümüşoğlu,Muğla|Eskişehir,Çağla Öztürk,Iğdır', 'Köln,Jörg Müller,Düsseldorf']],
  [
    ['windows-1251', 'koi8-r', 'ibm866'],
    ['Москва,Иванов Пётр,Казань|Уфа,Щербакова Юлия,Нижний Новгород', 'серверная,Ёлкин,щит|подвал,Орлов,этаж'],
  ],
  [['gb18030'], ['北京市海淀区,王小明,数据中心|上海,李娜,网络机房', '成都,张伟,核心交换机|办公楼,陈静,接入层']],
  [['big5'], ['台北市信義區,陳怡君,機房|高雄,林志玲,資訊中心', '新竹,黃國華,辦公室']],
  [
    ['shift_jis', 'euc-jp'],
    [
      '東京都港区,田中太郎,サーバ室|大阪府,鈴木花子,データセンター',
      '名古屋,佐藤健,ネットワーク機器',
      'コアスイッチ,予備,東京',
    ],
  ],
  [['euc-kr'], ['서울특별시,김민수,전산실|부산,이영희,데이터센터', '대전,박지성,네트워크']],
];

describe('people and places in the languages of an encoding leave a clean inventory clean', () => {
  const files = PLACES.flatMap(([labels, texts]) =>
    labels.flatMap((label) => texts.flatMap((text) => [text, text.split('|')[0] ?? ''].map((rows) => [label, rows]))),
  );
  expect(files.length).toBeGreaterThanOrEqual(40);

  test.each(files)('%s: %s', async (label, rows) => {
    const text = rows
      .split('|')
      .map((cells, i) => `sw${i},Cisco,C9300,${cells}\n`)
      .join('');
    const bytes = encode(`Hostname,Vendor,Model,Site,Owner,Location\n${text}`, label);
    expect(bytes).not.toBeNull();
    writeFileSync(join(cwd, 'clean.csv'), bytes ?? '');
    const { code, stdout } = await netvet(['check', 'clean.csv', '-f', 'json'], { cwd });
    const { problems, findings } = JSON.parse(stdout) as { problems: unknown[]; findings: unknown[] };
    expect({ code, problems, findings }).toEqual({ code: 0, problems: [], findings: [] });
  });
});

describe('an encoding that was named is held to the bytes', () => {
  const text = (cell: string): string => `Hostname,Vendor,Model\nsw-1,Cisco,${cell}\nsw-2,Aruba,AP-515\n`;
  const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
  const utf16 = (cell: string): Buffer => Buffer.from(`\ufeff${text(cell)}`, 'utf16le');

  async function problemOf(bytes: Uint8Array, encoding: string, name = 'x.csv'): Promise<readonly string[]> {
    writeFileSync(join(cwd, name), bytes);
    const { stdout, code } = await netvet(['check', name, '-e', encoding, '-f', 'json'], { cwd });
    const { problems } = JSON.parse(stdout) as { problems: readonly { severity: string; message: string }[] };
    const found = problems.filter(({ message }) => message.startsWith('read as '));
    if (found.length > 0) expect({ code, severity: found[0]?.severity }).toEqual({ code: 3, severity: 'error' });
    return found.map(({ message }) => message.replace(/.*but it /, ''));
  }

  test.each([
    ['a mark of UTF-8', Buffer.concat([MARK, Buffer.from(text('C9300'))]), 'windows-1252', 'begins with the byte order mark of utf-8'],
    ['a mark of UTF-16', utf16('C9300'), 'utf-8', 'begins with the byte order mark of utf-16le'],
    ['one letter of UTF-8', Buffer.from(text('Köln')), 'windows-1252', 'is UTF-8, with letters beyond ASCII'],
    ['a name in UTF-8', Buffer.from(text('华为技术')), 'gb18030', 'is UTF-8, with letters beyond ASCII'],
    ['a letter at the beginning of a line', Buffer.from(`${text('x')}上海\n核心\n`), 'utf-16le', 'is UTF-8, with letters beyond ASCII'],
    ['a letter between two reads', Buffer.from(text(`${'x'.repeat(65_500)},${'ö'.repeat(40)}`)), 'iso-8859-1', 'is UTF-8, with letters beyond ASCII'],
  ])('%s', async (_, bytes, encoding, says) => {
    expect(await problemOf(bytes, encoding)).toEqual([says]);
    expect(await problemOf(bytes, encoding, 'x.txt')).toEqual([says]);
  }); // prettier-ignore

  test.each([
    ['its own bytes', Buffer.from(text('K\u00f6ln'), 'latin1'), 'windows-1252'],
    ['ASCII', Buffer.from(text('C9300')), 'windows-1252'],
    ['signs that are no letters', Buffer.from(text('C9300 – 24')), 'windows-1252'],
    ['two letters that are UTF-8 by chance', encode(text('模模'), 'gb18030') ?? Buffer.alloc(0), 'gb18030'],
    ['UTF-8 with its mark', Buffer.concat([MARK, Buffer.from(text('Köln'))]), 'utf-8'],
    ['UTF-16, whichever the mark says', utf16('Köln').swap16(), 'utf-16'],
    ['UTF-8 cut off in a letter', Buffer.from(text('x') + 'ö').subarray(0, -1), 'windows-1252'],
  ])('no problem: %s', async (_, bytes, encoding) => {
    expect(await problemOf(bytes, encoding)).toEqual([]);
  }); // prettier-ignore
});
