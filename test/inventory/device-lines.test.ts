import { describe, expect, test } from '@jest/globals';
import { deviceIn } from '../../src/inventory/cli/printed.ts';
import { words } from '../words.ts';
import { readAll } from './read.ts';

const hints = { words, isMakerName: (name: string) => name === 'huawei' };

/** The lines of a text in which a device stands. */
function devicesIn(text: string): readonly string[] {
  return text.split('\n').filter((line) => deviceIn(line, hints) !== null);
}

describe('a device stands in', () => {
  test.each([
    ['an address with a MAC', '10.0.0.1 dev eth0 lladdr 00:1b:54:aa:01:02 REACHABLE'],
    ['a MAC alone, in any form', '001b.54aa.0102'],
    ['a bare MAC', 'lease 001b54aa0102 sw1'],
    ['a MAC that somebody made up', '11:22:33:44:55:01 ether4'],
    ['a MAC that tells no maker', '? (10.0.0.7) at 6a:2c:4d:6b:18:1d on eth0'],
    ['a MAC behind that of a group', '01:00:5e:00:00:fb from 00:1b:54:aa:01:02'],
    ['a MAC behind a prompt', 'gw1# 10.0.0.1 00:1b:54:aa:01:02'],
    ['a value under a label', 'System serial number            : FOC1832X0AB'],
    ['one of several labels', 'PID: WS-C2960X-24TS-L  , VID: V05  , SN: FOC1832X0AB'],
    ['dots behind a label', 'Model Name.................. XS-24'],
    ['a label in a column behind others', 'gpon-onu_1/1/1:1    G240W    sn      SN:ALCLB1234567    ready'],
    ['a value under a label, as an item', '- Manufacturer: Denon'],
    ['the same with a star', '  * Model: E300'],
    ['a maker', 'ROM: Bootstrap program of Juniper'],
    ['a maker, counted', '     14 Cisco'],
    ['a vendor of the run', 'Huawei'],
    ['a network system', 'JUNOS 18.4R2.7 built 2019-03-28'],
    ['a model alone', 'EX2300-24T'],
  ])('%s', (_, line) => {
    expect(devicesIn(line)).toEqual([line]);
  });
});

describe('no device stands in', () => {
  test.each([
    '10.0.0.12 dev eth0 INCOMPLETE',
    '255.255.255.255 ff:ff:ff:ff:ff:ff',
    '33:33:00:00:00:01 dev eth0 self permanent',
    'sw1.example.org',
    'http://cam.example.org:8080/',
    'switch1#show inventory cisco',
    '<HQ-Core>dis lldp neighbor',
    '% LLDP is not enabled on this Cisco device',
    'curl: (22) The requested URL returned error: 401',
    'The committee agreed that the Cisco switches should be replaced by the end of the year.',
    'Capability Codes: R - Router, T - Trans Bridge, B - Source Route Bridge',
    'Device ID        Local Intrfce     Holdtme    Capability  Platform  Port ID',
    'Total cdp entries displayed : 0',
    'Serial number: N/A',
    'eth0: up      state: forwarding    mode: access',
    '- Manufacturer: N/A',
    'Dev v1.18.6',
    '- [ ] Credential provision appropriately assigned to users',
    'HTTP/1.1',
    '* Disconnect now if you are not an authorised user.   *',
    'Request id: 4f1c9a7e-2b30-4d0e-9c41-5c2c7c0f5a11',
  ])('%s', (line) => {
    expect(devicesIn(line)).toEqual([]);
  });
});

test.each([
  ['sign', '10.0.0.1 dev eth0 lladdr 00:1b:54:aa:01:02 REACHABLE'],
  ['sign', 'Chassis type: C9500-32QC'],
  ['words', '728d882 add parser for Cisco output'],
  ['words', 'EX2300-24T'],
  ['words', 'pid = lines2'],
  [null, 'drwxr-xr-x. 2 root root 8192 Oct 16 09:22 games'],
])('%s tells of a device in: %s', (by, line) => {
  expect(deviceIn(line, hints)).toBe(by);
});

test.each(['$ ', '# ', '% ', '[root@noc ~]# ', 'PS C:\\Users\\noc> ', 'C:\\>', 'noc@jump:~$ '])(
  'a command behind the prompt of a shell is no part of the row below it: %j',
  async (prompt) => {
    const line = '? (10.0.0.1) at 0c:75:bd:12:30:01 [ether] on eth0\n';
    const { records } = await readAll(`${prompt}arp -a\n${line}`, {}, 'x.txt');
    expect(records.filter(({ noRow }) => noRow !== true).map((record) => record.line)).toEqual([2]);
  },
);
