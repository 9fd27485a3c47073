import { expect, test } from '@jest/globals';
import { words } from '../words.ts';

const { decoded } = words;

test.each([
  ['&#21326;&#20026;', '华为'],
  ['&#x534e;&#x4E3A; AR2220', '华为 AR2220'],
  ['&amp;#21326;&amp;#20026;', '华为'],
  ['Hua&shy;wei', 'Hua\u00adwei'],
  ['H&uuml;awei &lt;VRP&gt;', 'Hüawei <VRP>'],
  ['"\\u4e2d\\u5174"', '"中兴"'],
  ['\\uD83D\\uDCF7 Hikvision', '📷 Hikvision'],
  ['\\xe5\\x8d\\x8e\\xe4\\xb8\\xba', '华为'],
  ['%E6%B5%B7%E5%BA%B7%E5%A8%81%E8%A7%86', '海康威视'],
  ['Zhejiang%20Dahua', 'Zhejiang Dahua'],
  ['=?utf-8?b?5Y2O5Li6?= =?utf-8?q?_S5720?=', '华为  S5720'],
  ['=?gb2312?B?u6rOqg==?=', '华为'],
  ['<U+6D77><U+5EB7>', '海康'],
  ['="C9300"', 'C9300'],
])('%s says %s', (text, says) => {
  expect(decoded(text)).toBe(says);
  expect(decoded(says)).toBe(says);
});

test.each([
  'AT&T', 'R&D', 'B&O; Beoplay', 'Bang & Olufsen', 'C:\\users\\unit7', '\\\\server\\x64', '100%', '5% AB', '%FF%FE', '\\ud83d',
  '\\u0000', '&#0;', '&#1114112;', '=?x-none?B?5Y2O?=', '=?utf-8?B?~?=', '=?utf-8?B?abcde?=', '=?utf-8?B?a=?=', '<U+FFFFFFFF>', '=B7', 'a="b"', '?', 'TP-Link', '华为',
])('%s says itself', (text) => {
  expect(decoded(text)).toBe(text);
}); // prettier-ignore

test('a plain text is the same string, and a hostile one costs no more than its length', () => {
  const text = 'Cisco Catalyst 9300-24T';
  expect(decoded(text)).toBe(text);
  expect(decoded('&amp;'.repeat(10_000))).toHaveLength(10_000);
  expect(decoded('&amp;amp;amp;amp;lt;')).toBe('&amp;lt;');
  expect(decoded('%e5'.repeat(10_000))).toHaveLength(30_000);
});
