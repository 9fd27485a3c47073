import { expect, test } from '@jest/globals';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { lostLength, lostName } from '../../src/identify/names/lost.ts';
import { shipped } from '../knowledge.ts';

const names = ['huawei', 'zte', 'hikvision', 'chinamobile', '华为', '中兴通讯', '海康威视', 'dahua'].map((joined) => ({
  joined,
  display: joined,
}));

test.each([
  ['Hua?ei', 'huawei'],
  ['HUAW\ufffdI Technologies', 'huawei'],
  ['Hikv??ion', 'hikvision'],
  ['China Mobil\ufffd', 'chinamobile'],
  ['华?', '华为'],
  ['\ufffd\ufffd\ufffd兴通讯', '中兴通讯'],
  ['海康\ufffd\ufffd\ufffd\ufffd', '海康威视'],
  ['Z?E', 'zte'],
])('%s may have been %s', (text, name) => {
  expect(lostName(names, text)).toBe(name);
});

test.each([
  'Huawei', 'Huawei?', 'Cisco?', 'Soci?t? G?n?rale', 'Soci\ufffdt\ufffd G\ufffdn\ufffdrale', '??', '\ufffd\ufffd\ufffd', '?ikv?????', 'h?????',
  'K\ufffdln', 'what? me', 'C9300?', 'http://x/?a=b', 'D?D?D?', 'Modell?', 'Huawei (?)', '??? Ltd', 'is it a switch?',
])('%s is none of them', (text) => {
  expect(lostName(names, text)).toBeNull();
}); // prettier-ignore

test.each([
  ['杭州海能达公司', 'Hytera'],
  ['我们的华为吗', ''],
  ['Hikvisión', 'Hikvision'],
  ['Amcrést', ''],
])('%s shows in which encoding it was written: "%s"', (text, name) => {
  expect(compileIdentifier(shipped()).hints.namesDesignated(text).join()).toBe(name);
});

test.each([
  ['??', 2],
  [' ???? ', 4],
  ['\ufffd\ufffd\ufffd', 3],
  ['?', 1],
  ['?x', 0],
  ['', 0],
])('%s are %i lost signs', (text, length) => {
  expect(lostLength(text)).toBe(length);
});

test('a hostile cell costs no more than its length', () => {
  const start = performance.now();
  for (const text of ['a?'.repeat(16_000), '?'.repeat(32_000), 'a ? '.repeat(8_000)])
    expect(lostName(names, text)).toBeNull();
  expect(performance.now() - start).toBeLessThan(1_000);
});
