import { describe, expect, test } from '@jest/globals';
import { excerpt, fold, joined, slug, spaced, words } from '../../src/core/text.ts';

describe('fold', () => {
  test.each([
    ['HUAWEI', 'huawei'],
    ['ＨＵＡＷＥＩ', 'huawei'],
    ['Hua\u200bwei', 'huawei'],
    ['Hua\u00adwei', 'huawei'],
    ['Huаwei', 'huawei'],
    ['Нikvision', 'hikvision'],
    ['ΖΤΕ', 'zte'],
    ['ZТE', 'zte'],
    ['ТР-Link', 'tp-link'],
    ['IP-камера', 'ip-камера'],
    ['Hıkvısıon', 'hikvision'],
    ['HİKVİSİON', 'hikvision'],
    ['Hua\u3164wei', 'huawei'],
    ['Hua\u{e0041}wei', 'huawei'],
    ['\x1b[31mHuawei\x1b[0m', 'huawei'],
    ['Hua\x01wei', 'huawei'],
    ['a\tb\x1fc', 'a\tb\x1fc'],
    ['АТС', 'атс'],
    ['Dahua™', 'dahua '],
    ['Descrição', 'descricao'],
    ['Хиквижен', 'хиквижен'],
    ['Ελληνικά', 'ελληνικα'],
    ['华为', '华为'],
  ])('%j reads %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('every look-alike letter has its Latin form', () => {
    expect(fold('авсxԁеғ')).toBe('abcxdef');
    expect(fold('xαβεηικνορτυχζωγ')).toBe('xabenikvoptuxzwy');
    expect(fold('xорԛгѕтуѵԝхү')).toBe('xopqrstyvwxy');
  });
});

test('words split at everything that is no letter or digit', () => {
  expect(words('huawei_vrp s5720-28x/si 华为')).toEqual(['huawei', 'vrp', 's5720', '28x', 'si', '华为']);
});

test('names are compared by the letters and digits of their words', () => {
  expect([joined('z.t.e. Hik-Vision a/b'), spaced('z.t.e. Hik-Vision a/b')]).toEqual([
    'ztehikvisionab',
    'z t e hik vision a b',
  ]);
});

test('slug', () => {
  expect(slug('Acme & Söhne Ltd.')).toBe('acme-sohne-ltd');
});

describe('excerpt', () => {
  test('keeps a short text whole', () => {
    expect(excerpt('short', 1, 2)).toBe('short');
  });

  test('never exceeds its size and holds the place', () => {
    const text = `${'a'.repeat(500)}HERE${'b'.repeat(500)}`;
    const cut = excerpt(text, 500, 504);
    expect(cut.length).toBeLessThanOrEqual(200);
    expect(cut).toContain('HERE');
    expect(cut.startsWith('…')).toBe(true);
    expect(cut.endsWith('…')).toBe(true);
  });

  test('keeps the end of a text that is cut before it alone', () => {
    expect(excerpt('abcdefghij', 9, 10, 5)).toBe('…ghij');
    expect(excerpt('abcdefghij', 0, 1, 5)).toBe('abcd…');
  });

  test.each([0, 1, 149, 150, 299])('cuts no character in two, around %i', (at) => {
    for (const before of ['', 'x']) {
      const cut = excerpt(before + '😀'.repeat(150), at);
      expect(Buffer.from(cut).toString()).toBe(cut);
      expect(cut.length).toBeGreaterThan(197);
    }
  });

  test('leaves out the blanks around a text, whose places they shift', () => {
    const blanks = ' '.repeat(260);
    const text = `${'a'.repeat(500)}HERE${'b'.repeat(500)}`;
    expect(excerpt(`${blanks}short${blanks}`, 260, 265)).toBe('short');
    expect(excerpt(blanks + text + blanks, 760, 764)).toBe(excerpt(text, 500, 504));
  });
});
