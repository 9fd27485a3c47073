import { describe, expect, test } from '@jest/globals';
import { words } from '../words.ts';
import { isPlausible } from '../../src/inventory/bytes/guessed-encoding.ts';
import { encode } from './encode.ts';
import { readAll } from './read.ts';

describe('what is plausible', () => {
  test.each([
    ['windows-1252', 'Logroño'],
    ['windows-1252', 'Muñoz, Köln, Æbleø, hÉireann'],
    ['windows-1252', 'Þórshöfn, Íþróttahús'],
    ['windows-1258', 'Giá 100000₫'],
    ['windows-1251', '“Rack”, 19”, Switch’s, A–B'],
    ['windows-1252', '“Élan” – 25 °C, ½'],
    ['windows-1252', 'ÄÄÄÄÄÄÄ'],
    ['windows-1250', 'Żółtowski'],
    ['windows-1254', 'Gümüşoğlu'],
    ['windows-1251', 'Коммутатор Huawei «Север» № 5'],
    ['gb18030', '交换机S5720, WiFi路由器AP'],
    ['shift_jis', 'ﾎﾝｼｬ 2階'],
    ['euc-kr', '서울 전산실'],
  ])('%s: %s', (label, text) => {
    expect(isPlausible(text, label, words.tables.encodings)).toBe(true);
  });

  test.each([
    ['a name in Chinese', 'windows-1252', '»ªÎª'],
    ['Cyrillic', 'windows-1252', 'Õóàâýé'],
    ['a letter of another script in a Latin word', 'windows-1251', 'Muсoz'],
    ['a symbol in a word', 'windows-1252', 'Stra§e'],
    ['the sign of a currency in a word', 'windows-1252', 'ƒRƒAƒXƒCƒbƒ`'],
    ['the sign of the dong at the end of a word', 'windows-1258', 'Giri₫'],
    ['a quotation mark in a Latin word', 'windows-1251', 'K”ln'],
    ['thorn at the end of a word', 'windows-1252', 'Giriþ'],
    ['a capital in a word', 'macintosh', 'CafÈ, MuÒoz'],
    ['no letter at all', 'windows-1252', 'Garc\u008da'],
    ['lines between letters', 'koi8-r', 'Stra╖e'],
    ['capitals the wrong way round', 'koi8-r', 'мОСКВА'],
    ['a wide letter in a Latin word', 'gb18030', 'M黮ler'],
    ['Chinese characters in Korean words', 'euc-kr', '뺏漢'],
    ['a character cut off', 'gb18030', '华\ufffd'],
  ])('not %s (%s: %s)', (_, label, text) => {
    expect(isPlausible(text, label, words.tables.encodings)).toBe(false);
  });
});

const HEADER = 'Hostname,Vendor,Site\n';
const FILLER = HEADER + 'sw,Cisco,Lab\n'.repeat(24_000);

function file(label: string, line: string, before = HEADER): Buffer {
  const bytes = encode(line, label);
  if (bytes === null) throw new Error(`${label} cannot write ${line}`);
  return Buffer.concat([Buffer.from(before), bytes, Buffer.from('\nsw,Cisco,Lab\n')]);
}

describe('the guess of an encoding is held to the last row', () => {
  test('the same whatever the size of the chunks, also after 300 KiB of ASCII', async () => {
    const bytes = file('gb18030', 'sw,华为,北京', FILLER);
    for (const size of [1000, 65_536, 1_000_000]) {
      const { records, problems, inventory } = await readAll(bytes, {}, 'x.csv', size);
      expect(records.at(-2)?.cells).toEqual(['sw', '华为', '北京']);
      expect(problems).toEqual([]);
      expect(inventory.guesses()[0]).toEqual({ what: 'encoding', assumed: 'gb18030', held: true, lines: [] });
    }
  });

  test('in a line of megabytes no cell is cut', async () => {
    const rows = `{"name":"交换机","vendor":"中兴"},`.repeat(2600);
    const bytes = encode(`[${' '.repeat(2 ** 20)}${rows}{}]`, 'gb18030') ?? '';
    const { records, problems } = await readAll(bytes, {}, 'x.json', 2 ** 20 + 70_002);
    expect([...new Set(records.map(({ cells }) => cells.join()))]).toEqual(['交换机,中兴']);
    expect(problems).toEqual([]);
  });

  test('a few words of Turkish are such', async () => {
    const bytes = encode('Sıra;Cihaz;Marka;Konum\n1;Kamera;Dahua;Giriş\n2;Yazıcı;HP;Ofis\n', 'windows-1254');
    const { records } = await readAll(bytes ?? '', {}, 'x.csv');
    expect(records.map(({ cells }) => cells.join())).toEqual(['1,Kamera,Dahua,Giriş', '2,Yazıcı,HP,Ofis']);
  });

  test.each([
    ['ibm850', 'Artículo;Fabricante;Modelo;Ubicación', 'Cámara;Cisco;C9200;Almacén', 'Portátil;Dell;X1;señor Muñoz'],
    ['ibm850', 'Gerät;Hersteller;Modell;Standort', 'Tür;Siedle;X1;Köln', 'Drucker;HP;M404;Größe Büro'],
    ['ibm850', 'Descrição;Fabricante;Modelo;Localização', 'Estação;Dell;3020;Recepção', 'Câmera;HP;M404;Direção'],
    ['ibm850', 'Enhet;Tillverkare;Modell;Plats', 'Kamera;Axis;P32;Göteborg ingång', 'Växel;HP;2530;Malmö'],
    ['ibm852', 'Urządzenie;Producent;Model;Położenie', 'Serwer;Dell;R740;Łódź', 'Drukarka;HP;M404;Gdańsk księgowość'],
    ['ibm852', 'Zařízení;Výrobce;Model;Umístění', 'Počítač;Dell;3020;Ústí', 'Tiskárna;HP;M404;Plzeň účtárna'],
    ['ibm857', 'Cihaz;Üretici;Model;Konum', 'Anahtar;Cisco;C9200;İzmir şube', 'Yazıcı;HP;M404;Muğla müdür'],
    ['ibm737', 'Συσκευή;Κατασκευαστής;Μοντέλο;Τοποθεσία', 'Διακόπτης;Cisco;C9200;Πάτρα', 'Κάμερα;HP;M404;Αθήνα'],
    ['iso-8859-2', 'Urządzenie;Producent;Model;Położenie', 'Serwer;Dell;R740;Łódź', 'Drukarka;HP;M404;Gdańsk'],
    ['koi8-u', 'Пристрій;Виробник;Модель;Місце', 'Камера;Cisco;C9200;Київ', 'Принтер;HP;M404;Львів'],
    ['x-mac-cyrillic', 'Устройство;Производитель;Модель;Место', 'Принтер;HP;M404;Склад', 'Камера;Axis;P32;Москва'],
    ['macintosh', 'Equipo;Marca;Modelo;Ubicacion', 'Camara 1;Dell;X1;Málaga', 'Camara 2;HP;M404;Córdoba'],
  ])('a file in %s is read (%s)', async (label, ...lines) => {
    for (const encoding of [null, label]) {
      const { records, problems, inventory } = await readAll(
        encode(lines.join('\n'), label) ?? '',
        { encoding },
        'x.csv',
      );
      expect(inventory.info.encoding).toBe(label);
      expect(records.map(({ cells }) => cells.join(';'))).toEqual(lines.slice(1));
      expect(problems).toEqual([]);
    }
  });

  test.each([
    ['cp850', 'ibm850'],
    ['CP437', 'ibm437'],
    [' 850', 'ibm850'],
    ['IBM850', 'ibm850'],
  ])('%s is a name of a code page of Windows', async (encoding, label) => {
    const { records, inventory } = await readAll(Buffer.from('Hersteller;Standort\nCisco;K\x94ln\n', 'latin1'), {
      encoding,
    });
    expect([inventory.info.encoding, records[0]?.cells[1]]).toEqual([label, 'Köln']);
  });

  test('one accented letter says nothing', async () => {
    for (const word of ['Logroño', 'Muñoz', 'Köln']) {
      const { records, problems } = await readAll(file('windows-1252', `sw,Cisco,${word}`));
      expect(records[0]?.cells[2]).toBe(word);
      expect(problems).toEqual([]);
    }
  });

  test('what is no word is an error where what is left may be the name of a vendor, else a warning', async () => {
    const odd = Buffer.from(
      'Hostname,Vendor,Site\nsw,Hua\xa4\xb6ei,M\xfcnchen\nsw,Cis\xa4\xb6co,L\xa4\xb6b\nsw,Nokia,K\xf6ln\nsw,Nokia,Z\xfcrich\n',
      'latin1',
    );
    const { problems, inventory } = await readAll(odd);
    expect(problems).toMatchObject([
      { code: 'encoding-unsure', severity: 'error', line: 2, message: expect.stringContaining('1 cell (line 2)') },
      {
        code: 'encoding-unsure',
        severity: 'warning',
        line: 3,
        message: expect.stringContaining('2 cells (first on line 3)'),
      },
    ]);
    expect(inventory.guesses()[0]).toMatchObject({ held: false, lines: [2, 3] });
  });

  test.each([
    ['海康威视', 1, '海康威\ufffd'],
    ['海康威视', 2, '海康威\ufffd'],
    ['华为', 1, '华\ufffd'],
    ['华为技术有限公司', 1, '华为技术有限公\ufffd'],
    ['Дахуа', 1, 'Даху\ufffd'],
  ])('%s in UTF-8 without its last %i bytes is no text in another encoding', async (name, lost, text) => {
    for (const before of ['sw,Cisco,Lab\n', 'sw,Cisco,Zürich\n'.repeat(5)]) {
      const bytes = Buffer.concat([
        Buffer.from(`${HEADER}${before}sw,`),
        Buffer.from(name).subarray(0, -lost),
        Buffer.from(',Lab\n'),
      ]);
      const { records, problems } = await readAll(bytes);
      expect(records.at(-1)?.cells).toEqual(['sw', text, 'Lab']);
      expect(problems).toMatchObject([
        { code: 'encoding', severity: 'warning', message: expect.stringMatching(/cut/) },
      ]);
    }
  });

  test('two names of another encoding in a file of UTF-8 are no cut text', async () => {
    for (const [label, name] of [['gb18030', '海康威视'], ['shift_jis', 'ファーウェイ'], ['big5', '華為'], ['windows-1251', 'Дахуа']] as const) {
      const { records } = await readAll(file(label, `sw,${name},Lab`, `${HEADER}sw,Cisco,Zürich\n`));
      expect(records[1]?.cells[1]).toBe(name);
    }
  }); // prettier-ignore

  test('a name that another encoding finds is an error that says so', async () => {
    // All that is chosen by is Cyrillic; then come the bytes of a name in Chinese.
    const russian = 'Москва,доступ,Казань\n'.repeat(4000);
    const bytes = Buffer.concat([
      file('windows-1251', `Сервер,доступ,Казань\n${russian}`),
      Buffer.from('sw,'),
      encode('华为', 'gb18030') ?? Buffer.of(),
      Buffer.from(',Lab\n'),
    ]);
    const { records, problems } = await readAll(bytes);
    expect(records.at(-1)?.cells).toEqual(['sw', '»ЄОЄ', 'Lab']);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'encoding-unsure',
        severity: 'error',
        message: expect.stringMatching(/read as windows-1251, but 1 cell .line \d+. names Huawei .in gb18030./),
      }),
    );
  });

  test('bytes that the named encoding does not have are said', async () => {
    const { problems } = await readAll(Buffer.from('Hostname,Vendor\nsw,Hua\xffei\n', 'latin1'), {
      encoding: 'utf-8',
    });
    expect(problems).toMatchObject([{ code: 'encoding', severity: 'warning', line: 2 }]);
  });
});

describe('where an input ends', () => {
  test('within a record: said', async () => {
    const { problems } = await readAll('Hostname,Vendor,Site\nsw,Cisco,Lab\nsw,Cis');
    expect(problems.map(({ code }) => code)).toEqual(['truncated', 'short-row']);
  });

  test('a short row with a line end, or among others like it, is not the end of a record', async () => {
    for (const text of ['sw,Cisco\n', 'sw,Cisco\nsw,Cisco']) {
      const { problems } = await readAll(`Hostname,Vendor,Site\nsw,Cisco,Lab\n${text}`);
      expect(problems.map(({ code }) => code)).not.toContain('truncated');
    }
  });

  test('a cell beyond the bound says how much of it was looked at', async () => {
    const { problems } = await readAll(`Hostname,Vendor,Site\nsw,Cisco,${'x'.repeat(40_000)}\n`);
    expect(problems).toMatchObject([
      { code: 'too-large', severity: 'error', line: 2, message: expect.stringMatching(/40000.*32767/) },
    ]);
  });
});
