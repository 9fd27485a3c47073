import { describe, expect, test } from '@jest/globals';
import { addDays, daysBetween, dayOf, isDay, within } from '../../src/core/dates.ts';
import { distance, nearest, suggest } from '../../src/core/distance.ts';
import { UserError } from '../../src/core/errors.ts';
import { idOf } from '../../src/core/asset.ts';
import { colonForm, headOf, isBurntIn, parseMac, separatedMacs } from '../../src/core/mac.ts';
import { words } from '../words.ts';

describe('dates', () => {
  test.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['2026-11-24T00:00:00Z', false],
  ])('%s is a day: %s', (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });

  test('counts calendar days over leap days and summer time', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(dayOf(new Date('2026-11-24T23:59:59Z'))).toBe('2026-11-24');
  });

  test('both ends of a range belong to it', () => {
    expect(within('2026-01-01', '2026-01-01', '2026-01-01')).toBe(true);
    expect(within('2026-01-02', null, '2026-01-01')).toBe(false);
    expect(within('2025-12-31', '2026-01-01', null)).toBe(false);
  });
});

describe('distance', () => {
  test.each([
    ['huawei', 'huawei', 0],
    ['hauwei', 'huawei', 1],
    ['huawey', 'huawei', 1],
    ['hwawei', 'huawei', 1],
    ['huaweii', 'huawei', 1],
    ['hikvison', 'hikvision', 1],
    ['hanwei', 'huawei', 2],
    ['cisco', 'huawei', 3],
  ])('%s to %s is %i', (a, b, expected) => {
    expect(distance(a, b, 2)).toBe(expected);
    expect(distance(b, a, 2)).toBe(expected);
  });

  test('nearest and suggest', () => {
    expect(nearest('manufacturor', ['model', 'manufacturer'])).toBe('manufacturer');
    expect(nearest('zzz', ['model'])).toBeNull();
    expect(suggest('jsn', ['json', 'csv'])).toBe('did you mean json?');
    expect(suggest('zzzz', ['json', 'csv'])).toBe('expected one of: json, csv');
  });
});

test.each([
  ['00:1A:2b:3c:4D:5e', '001a2b3c4d5e'],
  ['00-1A-2B-3C-4D-5E', '001a2b3c4d5e'],
  ['001a.2b3c.4d5e', '001a2b3c4d5e'],
  ['001A2B3C4D5E', '001a2b3c4d5e'],
  ['001a-2b3c-4d5e', '001a2b3c4d5e'],
  ['0:1a:2b:3c:4d:5e', '001a2b3c4d5e'],
  ['001a2b-3c4d5e', '001a2b3c4d5e'],
  ["'001a2b3c4d5e", '001a2b3c4d5e'],
  ['0x001A2B3C4D5E', '001a2b3c4d5e'],
  ['[00:1a:2b:3c:4d:5e]', '001a2b3c4d5e'],
  ['01-00-1a-2b-3c-4d-5e', '001a2b3c4d5e'],
  ['0100.1a2b.3c4d.5e', '001a2b3c4d5e'],
  ['00–1a–2b–3c–4d–5e', '001a2b3c4d5e'],
  ['00：1a：2b：3c：4d：5e', '001a2b3c4d5e'],
  ['００:１ａ:2b:3c:4d:5e', '001a2b3c4d5e'],
  ['00\u00a01a\u00a02b\u00a03c\u00a04d\u00a05e', '001a2b3c4d5e'],
  ['00:1a:\u200b2b:3c:4d:5e', '001a2b3c4d5e'],
  ['Hex-STRING: 00 1A 2B 3C 4D 5E ', '001a2b3c4d5e'],
  ['hex: 001a.2b3c.4d5e', '001a2b3c4d5e'],
  ['00:1a:2b:ff:fe:3c:4d:5e', '001a2b3c4d5e'],
  ['02-1A-2B-FF-FE-3C-4D-5E', '001a2b3c4d5e'],
  ['001a2bfffe3c4d5e', '001a2b3c4d5e'],
  ['001a.2bff.fe3c.4d5e', '001a2b3c4d5e'],
  ['fe80::21a:2bff:fe3c:4d5e', '001a2b3c4d5e'],
  ['FE80:0:0:0:21A:2BFF:FE3C:4D5E%vlan10/64', '001a2b3c4d5e'],
  ['fe80::2e0:cff:fe01:2', '00e00c010002'],
  ['fe80::218:82ff:fe41:770c', '00188241770c'],
  ['fe80::18:82ff:fe41:770c', '02188241770c'],
  ['fe80::1', null],
  ['2001:db8::21a:2bff:fe3c:4d5e', null],
  ['001a2b3c4d5e6f70', null],
  ['02-00-1a-2b-3c-4d-5e', null],
  ['00:1a:2b:3c:4d', null],
  ['2001:db8::1', null],
  ['00:1a:2b:3c:4d:5e:6f:70', null],
])('MAC %s', (text, mac) => {
  expect(parseMac(text)).toBe(mac);
});

test.each(Array.from('gijklmnopqrstuvwyzGZ'))('no MAC begins with %s, or has it in ASCII', (letter) => {
  const texts = ['00:1a:2b:3c:4d:5e', '001a.2b3c.4d5e', '001a2b3c4d5e', '01:00:1a:2b:3c:4d:5e'];
  for (const text of texts)
    expect([letter + text, `${text} ${letter}`, `\t${letter}${text}–`].map(parseMac)).toEqual([null, null, null]);
});

test.each([
  ['sw1 00–1a–2b–3c–4d–5e up', ['001a2b3c4d5e']],
  ['inet6 fe80::21a:2bff:fe3c:4d5e%eth0 scopeid 0x2', ['001a2b3c4d5e']],
  ['zigbee 00:1a:2b:ff:fe:3c:4d:5e', ['001a2b3c4d5e']],
  ['wwn 50:00:1a:2b:3c:4d:5e:6f', []],
  ['2001:db8::21a:2bff:fe3c:4d5e', []],
  ['guid 00:1a:2b:ff:fe:3c:4d:5e:6f', []],
])('addresses in %s', (text, macs) => {
  expect(separatedMacs(text)).toEqual(macs);
});

test.each([
  ['6a2c4d6b181d', false],
  ['01005e000001', false],
  ['ffffffffffff', false],
  ['000000000000', false],
  ['aabbccddeeff', false],
  ['00d0d0009527', false],
  ['00d0d0009528', true],
  ['601466ea8328', true],
])('%s is burnt in: %s', (mac, expected) => {
  expect(isBurntIn(mac)).toBe(expected);
});

test.each(Array.from('0123456789abcdef'))(
  'a first octet of .%s is burnt in when neither of its two lowest bits is set',
  (digit) => {
    expect(isBurntIn(`a${digit}1466ea8328`)).toBe((parseInt(digit, 16) & 3) === 0);
  },
);

test.each([
  ['00:1A:2b:3c:4D:5e', 0x001a2b],
  ['FC-1A-2B-3C-4D-5E', 0xfc1a2b],
  ['00:1a-2b:3c:4d:5e', -1],
  ['00:1a:2b:3c:4d:5g', -1],
  ['00:1a:2b:3c:4d 5e', -1],
  ['001a2b3c4d5e', -1],
])('the first 24 bits of %s', (text, head) => {
  expect(headOf(text)).toBe(head);
});

test('an address with colons', () => {
  expect(colonForm('001a2b3c4d5e')).toBe('00:1a:2b:3c:4d:5e');
});

test.each([
  ' ',
  '-',
  'N/A',
  'n/a',
  'NULL',
  'Unknown',
  '#N/A',
  'desconocido',
  'unbekannt',
  '无',
  '[n/a]',
  '(N/A)',
  'Sonstige',
  'не указано',
  'その他',
  '<private>',
])('%j is no value', (cell) => {
  expect(words.noValue.isEmpty(cell)).toBe(true);
});

test.each(['Huawei', '0', 'No', 'Unknown Brand Ltd'])('%j is a value', (cell) => {
  expect(words.noValue.isEmpty(cell)).toBe(false);
});

test('every word for no value is one in any case, and nothing a letter longer or shorter is that is no such word', () => {
  const all: ReadonlySet<string> = new Set(words.tables['no-value']);
  for (const word of all) {
    expect([word, words.noValue.isEmpty(word)]).toEqual([word, true]);
    for (const cell of [word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1), `${word}x`, word.slice(1)]) {
      const isEmpty = cell.trim() === '' || all.has(cell.trim().toLowerCase());
      expect([cell, words.noValue.isEmpty(cell)]).toEqual([cell, isEmpty]);
    }
  }
});

test('a user error carries every problem with its place', () => {
  const error = new UserError([
    { place: { file: 'acme.yaml', line: 3, column: 5 }, message: 'unknown key vendr', hint: 'did you mean vendor?' },
    { place: null, message: 'no entries', hint: null },
  ]);
  expect(error.message).toBe('acme.yaml:3:5: unknown key vendr (did you mean vendor?)\nno entries');
});

test('ids are 16 hex digits and depend on the whole text', () => {
  expect(idOf('huawei\nserial:1')).toMatch(/^[0-9a-f]{16}$/);
  expect(idOf('huawei\nserial:1')).not.toBe(idOf('huawei\nserial:2'));
  expect(idOf('zte\nserial:1')).not.toBe(idOf('huawei\nserial:1'));
});
