import { expect, test } from '@jest/globals';
import { words } from '../words.ts';

const withoutSecrets = (text: string): string => words.secrets.without(text);

test.each([
  ['rtsp://admin:hikvision@10.0.0.1:554/Streaming', 'rtsp://admin:***@10.0.0.1:554/Streaming'],
  ['http://root:d@hua@10.0.0.2/', 'http://root:***@10.0.0.2/'],
  ['a http://u:p@x b https://v:q@y', 'a http://u:***@x b https://v:***@y'],
  ['/cgi?usr=admin&pwd=Hikvision1&ch=1', '/cgi?usr=admin&pwd=***&ch=1'],
  ['camera, Password: Dahua123, Huawei switch', 'camera, Password: ***, Huawei switch'],
  ['AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG', 'AWS_SECRET_ACCESS_KEY=***'],
  ['SECRET_KEY_BASE=hikvision', 'SECRET_KEY_BASE=***'],
  ['camera admin/hikvision', 'camera admin/***'],
  ['root:dahua, Huawei switch', 'root:***, Huawei switch'],
  ['creds admin Hik12345!', 'creds admin ***'],
  ['$1$mERr$hx5rVt7rPNoS4wqbXKX7m0', '$1$***'],
  ['md5: 5f4dcc3b5aa765d61d8327deb882cf99', 'md5: ***'],
  ['tool --password huawei --port 80', 'tool --password *** --port 80'],
  ['tool -p Hik12345 10.0.0.1', 'tool -p *** 10.0.0.1'],
  ['пароль: huawei', 'пароль: ***'],
  ['密码：huawei', '密码：***'],
  ['10.0.0.1 [public] Cisco IOS Software', '10.0.0.1 [***] Cisco IOS Software'],
])('%s is shown as %s', (text, shown) => {
  expect(withoutSecrets(text)).toBe(shown);
  expect(withoutSecrets(shown)).toBe(shown);
});

test.each([
  '10.0.0.1 [00:18:82:41:77:0c] gateway',
  '10.0.0.1 [Huawei S5720]',
  'http://10.0.0.1/',
  'Huawei: S5720',
  'bob@example.org',
  '44:19:b6:01:02:03',
  'MAC=44:19:b6:01:02:03',
  'http://h/a@b',
  'Admin/Huawei',
  'HP/Aruba',
  '/admin/huawei',
  'https://10.0.0.1/admin/index.html',
  'MAX_KEY_SIZE=2048',
  'nmap -p 80 10.0.0.1',
  'iptables -p tcp',
  'md5 checksum verified',
  'Password-Manager 7',
])('%s holds none', (text) => {
  expect(withoutSecrets(text)).toBe(text);
});

test('a mail is somebody, and its domain is not', () => {
  expect(words.secrets.withoutPeople('ask li.huawei@hikvision.com, or <noc@example.org>')).toBe(
    'ask ***@hikvision.com, or <***@example.org>',
  );
  expect(words.secrets.withoutPeople('E5-2620@2.10GHz root@10.0.0.1')).toBe('E5-2620@2.10GHz root@10.0.0.1');
});
