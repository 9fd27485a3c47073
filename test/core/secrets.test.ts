import { expect, test } from '@jest/globals';
import { words } from '../words.ts';

const withoutSecrets = (text: string): string => words.secrets.without(text);

test.each([
  ['rtsp://admin:hikvision@10.0.0.1:554/Streaming', 'rtsp://admin:***@10.0.0.1:554/Streaming'],
  ['http://root:d@hua@10.0.0.2/', 'http://root:***@10.0.0.2/'],
  ['a http://u:p@x b https://v:q@y', 'a http://u:***@x b https://v:***@y'],
  ['/cgi?usr=admin&pwd=Hikvision1&ch=1', '/cgi?usr=admin&pwd=***&ch=1'],
  ['camera, Password: Dahua123, Huawei switch', 'camera, Password: ***, Huawei switch'],
  ['пароль: huawei', 'пароль: ***'],
  ['密码：huawei', '密码：***'],
])('%s is shown as %s', (text, shown) => {
  expect(withoutSecrets(text)).toBe(shown);
  expect(withoutSecrets(shown)).toBe(shown);
});

test.each([
  'http://10.0.0.1/',
  'Huawei: S5720',
  'bob@example.org',
  '44:19:b6:01:02:03',
  'MAC=44:19:b6:01:02:03',
  'http://h/a@b',
])('%s holds none', (text) => {
  expect(withoutSecrets(text)).toBe(text);
});

test('a hostile text costs no more than its length', () => {
  expect(withoutSecrets('://'.repeat(100_000))).toHaveLength(300_000);
  expect(withoutSecrets(`password${' '.repeat(100_000)}x`)).toHaveLength(100_009);
});
