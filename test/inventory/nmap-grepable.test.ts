import { expect, test } from '@jest/globals';
import { assetOf } from '../../src/app/asset.ts';
import { words } from '../words.ts';
import { readAll } from './read.ts';

test('each host once, with what its services say', async () => {
  const scan = [
    'Host: 10.0.0.1 ()\tStatus: Up',
    'Host: 10.0.0.1 ()\tPorts: 80/open/tcp//http//Synology NAS httpd/, 554/open/tcp//rtsp///',
    'Host: 10.0.0.2 (gw.lan)\tStatus: Up',
    'Host: 10.0.0.2 (gw.lan)\tPorts: 22/open/tcp//ssh//Cisco SSH 1.25/',
  ].join('\n');
  const { records } = await readAll(scan, {}, 'scan.gnmap');
  expect(records.map((record) => assetOf(record, words)).map(({ ip, sysDescr }) => [ip, sysDescr])).toEqual([
    ['10.0.0.1', '80/open/tcp//http//Synology NAS httpd/, 554/open/tcp//rtsp///'],
    ['10.0.0.2', '22/open/tcp//ssh//Cisco SSH 1.25/'],
  ]);
});
