import { describe, expect, test } from '@jest/globals';
import type { InventoryRecord } from '../../src/core/record.ts';
import { readAll } from './read.ts';

/** What a record says, by column, without what is empty. */
function said(record: InventoryRecord | undefined): Record<string, string> {
  const cells = record?.cells.map((cell, index) => [record.layout.columns[index]?.name ?? '+', cell] as const) ?? [];
  return Object.fromEntries(cells.filter(([, cell]) => cell !== ''));
}

const WALK = `.1.0.8802.1.1.2.1.4.1.1.5.0.70.10 = Hex-STRING: E0CC7AC515C0
.1.0.8802.1.1.2.1.4.1.1.8.0.70.10 = STRING: uplink to Huawei
.1.0.8802.1.1.2.1.4.1.1.9.0.70.10 = STRING: ap-1
.1.0.8802.1.1.2.1.4.1.1.10.0.70.10 = Hex-STRING: 48756177656920415034303530444E0D0A56525000
.1.3.6.1.2.1.1.1.0 = STRING: MES2324P managed switch
.1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.35265.1.92
.1.3.6.1.2.1.1.4.0 = STRING: alice@example.com
.1.3.6.1.2.1.1.5.0 = STRING: sw-1
.1.3.6.1.2.1.1.6.0 = STRING: Riga
.1.3.6.1.2.1.2.2.1.6.1 = Hex-STRING: E0D9E32F7481
.1.3.6.1.2.1.2.2.1.6.2 = Hex-STRING: E0D9E32F7482
.1.3.6.1.2.1.4.22.1.2.7.10.0.0.9 = Hex-STRING: 0025.9E99409F
.1.3.6.1.2.1.4.22.1.2.7.10.0.0.1 = Hex-STRING: E0D9E32F7481
.1.3.6.1.2.1.17.1.1.0 = Hex-STRING: E0D9E32F7480
.1.3.6.1.2.1.17.7.1.2.2.1.2.5.20.167.139.182.211.65 = INTEGER: 52
.1.3.6.1.2.1.47.1.1.1.1.2.1 = STRING: Chassis
.1.3.6.1.2.1.47.1.1.1.1.5.1 = INTEGER: 3
.1.3.6.1.2.1.47.1.1.1.1.11.1 = STRING: ES43006450
.1.3.6.1.2.1.47.1.1.1.1.12.1 = STRING: Eltex
.1.3.6.1.2.1.47.1.1.1.1.13.1 = STRING: MES2324P
.1.3.6.1.2.1.47.1.1.1.1.2.7 = STRING: SFP in slot 7
.1.3.6.1.2.1.47.1.1.1.1.5.7 = INTEGER: 9
.1.3.6.1.2.1.47.1.1.1.1.11.7 = STRING: HW777
.1.3.6.1.2.1.47.1.1.1.1.12.7 = STRING: HUAWEI
.1.3.6.1.2.1.47.1.1.1.1.2.8 = STRING: Slot 8
.1.3.6.1.2.1.47.1.1.1.1.5.8 = INTEGER: 5
.1.3.6.1.4.1.35265.1.23.1.0 = STRING: MES2324P rev.B
.1.3.6.1.4.1.35265.1.23.2.0 = STRING: snmp community public
`;

describe('a walk', () => {
  test('gives the device, its parts, its neighbours and the addresses it saw', async () => {
    const { inventory, records, problems } = await readAll(WALK, {}, 'sw.walk');
    expect(inventory.info).toMatchObject({ format: 'snmpwalk', encoding: 'utf-8' });
    expect(problems).toEqual([]);
    expect(records.map(({ part, line }) => [part, line])).toEqual([
      ['device', 1],
      ['component', 21],
      ['component', 25],
      ['device', 7],
      ['neighbour', 1],
      ['neighbour', 12],
      ['neighbour', 15],
    ]);
    expect(said(records[0])).toEqual({
      entPhysicalDescr: 'Chassis',
      sysDescr: 'MES2324P managed switch',
      sysObjectID: '1.3.6.1.4.1.35265.1.92',
      sysName: 'sw-1',
      sysLocation: 'Riga',
      dot1dBaseBridgeAddress: 'e0:d9:e3:2f:74:80',
      ifPhysAddress: 'e0:d9:e3:2f:74:81',
      entPhysicalMfgName: 'Eltex',
      entPhysicalModelName: 'MES2324P',
      entPhysicalSerialNum: 'ES43006450',
      '1.3.6.1.4.1.35265.1.23.1.0': 'MES2324P rev.B',
    });
    expect(said(records[1])).toEqual({
      entPhysicalMfgName: 'HUAWEI',
      entPhysicalDescr: 'SFP in slot 7',
      entPhysicalSerialNum: 'HW777',
      sysName: 'sw-1',
      sysLocation: 'Riga',
    });
    // A slot and a contact are looked at, and are no rows.
    expect(records.slice(2, 4).map((record) => [record.noRow, said(record)])).toEqual([
      [true, { entPhysicalDescr: 'Slot 8', sysName: 'sw-1', sysLocation: 'Riga' }],
      [true, { sysContact: 'alice@example.com' }],
    ]);
    expect(said(records[4])).toEqual({
      'system description': 'Huawei AP4050DN\r\nVRP',
      'system name': 'ap-1',
      'chassis id': 'e0:cc:7a:c5:15:c0',
      'port description': 'uplink to Huawei',
      sysLocation: 'Riga',
    });
    expect(said(records[5])).toEqual({ mac: '00:25:9e:99:40:9f', ip: '10.0.0.9', sysLocation: 'Riga' });
    expect(said(records[6])).toEqual({ mac: '14:a7:8b:b6:d3:41', sysLocation: 'Riga' });
  });

  test('what a neighbour says is never in the record of the walked device', async () => {
    const { records } = await readAll(WALK, {}, 'sw.walk');
    const device = records.find(({ part }) => part === 'device');
    expect(device?.cells.join(' ')).not.toMatch(/huawei|ap-1|e0:cc:7a|00:25:9e/i);
  });

  test('an address of nothing but zeros in an index is nobody', async () => {
    const table = '.1.3.6.1.2.1.17.7.1.2.2.1.2.5';
    const walk = `.1.3.6.1.2.1.1.5.0 = STRING: sw\n${table}.0.0.0.0.0.0 = INTEGER: 1\n${table}.0.24.130.65.119.12 = INTEGER: 2\n`;
    const { records } = await readAll(walk, {}, 'sw.walk');
    expect(records.slice(1).map(said)).toEqual([{ mac: '00:18:82:41:77:0c' }]);
  });

  test('a contact and a community are withheld, a text with a secret is in no record', async () => {
    const community = 'SNMP-COMMUNITY-MIB::snmpCommunityName.1 = STRING: "alice"\n';
    const { records } = await readAll(WALK + community, {}, 'sw.walk');
    const withheld = records.filter(({ layout }) => layout.columns[0]?.fields.join() === 'withheld');
    expect(withheld.map(said)).toEqual([{ sysContact: 'alice@example.com' }, { snmpCommunityName: 'alice' }]);
    const others = records.filter((record) => !withheld.includes(record));
    expect(JSON.stringify(others)).not.toMatch(/alice|community/);
  });

  test('a text of an object without a meaning here is a mention, each once', async () => {
    const device = 'SNMPv2-MIB::sysName.0 = STRING: core\n';
    const texts =
      'IF-MIB::ifAlias.3 = STRING: Uplink to Huawei\nIF-MIB::ifAlias.4 = STRING: Uplink to Huawei\n' +
      '.1.3.6.1.2.1.17.7.1.4.3.1.1.3 = STRING: "HUAWEI-MGMT"\nIF-MIB::ifMtu.3 = INTEGER: 1500\n';
    const [row, ...others] = (await readAll(device + texts, {}, 'sw.walk')).records;
    expect(said(row)).toEqual({ sysName: 'core' });
    expect(others.map((other) => [other.noRow, other.line, said(other)])).toEqual([
      [true, 2, { ifAlias: 'Uplink to Huawei' }],
      [true, 4, { text: 'HUAWEI-MGMT' }],
    ]);
    expect(others.flatMap(({ layout }) => layout.columns[0]?.traits)).toEqual(['mention', 'mention']);
  });

  test('what a host says of its devices is of them, with their makers (RFC 2790)', async () => {
    const devices =
      'HOST-RESOURCES-MIB::hrDeviceDescr.1 = STRING: Hikvision DS-2CD2143G0-I\n' +
      '.1.3.6.1.2.1.25.3.2.1.3.2 = STRING: HP LaserJet\n';
    const { records } = await readAll(`SNMPv2-MIB::sysName.0 = STRING: core\n${devices}`, {}, 'sw.walk');
    expect(records.map(said)).toEqual([
      { sysName: 'core' },
      { sysName: 'core', hrDeviceDescr: 'Hikvision DS-2CD2143G0-I' },
      { sysName: 'core', hrDeviceDescr: 'HP LaserJet' },
    ]);
    const described = records.flatMap(({ layout }) => layout.columns.filter(({ name }) => name === 'hrDeviceDescr'));
    expect(new Set(described.flatMap(({ traits }) => traits))).toEqual(new Set());
  });

  test('a chassis without vendor and model is the device too', async () => {
    const chassis = '.1.3.6.1.2.1.47.1.1.1.1.2.1 = STRING: S5700-28C\n.1.3.6.1.2.1.47.1.1.1.1.5.1 = INTEGER: 3\n';
    const { records } = await readAll(`.1.3.6.1.2.1.1.1.0 = STRING: Linux 3.1\n${chassis}`, {}, 'sw.walk');
    expect(records.map(said)).toEqual([{ sysDescr: 'Linux 3.1', entPhysicalDescr: 'S5700-28C' }]);
  });

  test('another sysDescr is another device, the same one again is not', async () => {
    const walk = (text: string): string => `.1.3.6.1.2.1.1.1.0 = STRING: ${text}\n.1.3.6.1.2.1.1.5.0 = STRING: name\n`;
    const { records } = await readAll(walk('A1') + walk('A1') + walk('B2'), {}, 'sw.walk');
    expect(records.map(({ cells, line }) => [cells[0], line])).toEqual([
      ['A1', 1],
      ['B2', 5],
    ]);
  });

  test('addresses and serial numbers of ONUs in tables that are not known are looked at, and are no rows', async () => {
    const table = (at: number, value: string): string => `.1.3.6.1.4.1.14988.1.1.11.1.1.3.${at} = ${value}\n`;
    const walk =
      '.1.3.6.1.2.1.1.5.0 = STRING: gw1\n.1.3.6.1.2.1.2.2.1.6.1 = Hex-STRING: 64 D1 54 00 00 01 \n' +
      table(1, 'Hex-STRING: 44 19 B6 41 77 0C ') +
      'MIKROTIK-MIB::mtxrNeighborMacAddress.2 = STRING: 0:18:82:41:77:c\n' +
      table(3, 'Hex-STRING: 48 57 54 43 1C 2E 3F 9A ') +
      table(4, 'STRING: "ZTEGC0A1B2C3"') +
      // The device's own, many ports, a group, a random one, a day, a time.
      table(5, 'Hex-STRING: 64 D1 54 00 00 02 ') +
      table(6, 'Hex-STRING: FC 87 00 00 00 00 ') +
      table(7, 'Hex-STRING: 01 00 5E 00 00 16 ') +
      table(8, 'Hex-STRING: 02 42 AC 11 22 33 ') +
      table(9, 'STRING: "202603021011"') +
      table(10, 'Hex-STRING: 07 EA 03 02 0A 0B 0C 00 ') +
      '.1.0.8802.1.1.2.1.3.2.0 = Hex-STRING: 48 46 FB 41 77 0C \n';
    const { records } = await readAll(walk, {}, 'gw.walk');
    const [device, ...seen] = records;
    expect(device?.noRow).toBe(false);
    expect(seen.map((record) => [record.noRow, record.line, said(record)])).toEqual([
      [true, 3, { mac: '44:19:b6:41:77:0c' }],
      [true, 4, { mac: '00:18:82:41:77:0c' }],
      [true, 5, { 'serial number': 'HWTC1C2E3F9A' }],
      [true, 6, { 'serial number': 'ZTEGC0A1B2C3' }],
    ]);
  });

  const [DESCR, OID, NAME] = ['.1.3.6.1.2.1.1.1.0', '.1.3.6.1.2.1.1.2.0', '.1.3.6.1.2.1.1.5.0'];
  const MADE_BY = '.1.3.6.1.2.1.47.1.1.1.1.12';
  test.each([
    ['by their sysObjectID', [[OID, '.1.3.6.1.4.1.2011.2'], [NAME, 'a'], [OID, '.1.3.6.1.4.1.9.1'], [NAME, 'b']], [1, 3]],
    ['with one sysDescr', [[DESCR, 'Linux'], [OID, '.1.3.6.1.4.1.2011.2'], [DESCR, 'Linux'], [OID, '.1.3.6.1.4.1.9.1']], [1, 3]],
    ['by their name', [[DESCR, 'VRP'], [OID, '.1.3.6.1.4.1.2011.2'], [NAME, 'a'], [DESCR, 'VRP'], [OID, '.1.3.6.1.4.1.2011.2'], [NAME, 'b']], [1, 4]],
    ['name first', [[NAME, 'a'], [DESCR, 'VRP'], [NAME, 'b'], [DESCR, 'IOS']], [1, 3]],
    ['by the parts', [[`${MADE_BY}.1`, 'Huawei'], [`${MADE_BY}.1`, 'Cisco']], [1, 2]],
    ['not in a walk repeated', [[NAME, 'a'], [DESCR, 'VRP'], [NAME, 'a'], [DESCR, 'VRP'], [NAME, 'b'], [DESCR, 'VRP']], [1, 5]],
    ['not by what was empty', [[NAME, 'a'], [`${MADE_BY}.5`, ''], [NAME, 'a'], [`${MADE_BY}.5`, 'Finisar']], [1]],
    ['by its neighbours', [[NAME, 'a'], ['.1.0.8802.1.1.2.1.4.1.1.9.0.1.1', 'b'], [NAME, 'a'], ['.1.0.8802.1.1.2.1.4.1.1.9.0.1.1', 'c']], [1, 3]],
    ['not by two parts', [[DESCR, 'VRP'], [`${MADE_BY}.1`, 'Huawei'], [`${MADE_BY}.2`, 'Cisco']], [1]],
  ] as const)('devices of one file are told apart %s', async (_, objects, lines) => {
    const text = objects.map(([oid, value]) => `${oid} = ${oid === OID ? 'OID' : 'STRING'}: ${value}\n`).join('');
    const { records } = await readAll(text, {}, 'all.walk');
    const own = records.filter(({ part, cells }) => part === 'device' && cells.some((cell) => cell !== ''));
    const parts = records.filter(({ part }) => part === 'component');
    expect([...new Set((own.length > 0 ? own : parts).map(({ line }) => line))]).toEqual(lines);
  }); // prettier-ignore
});

describe('the output of snmpwalk', () => {
  test.each([
    ['numbers', '.1.3.6.1.2.1.1.1.0 = STRING: "Huawei VRP"\n.1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.2011.2.23.1\n'],
    ['iso', 'iso.3.6.1.2.1.1.1.0 = STRING: "Huawei VRP"\niso.3.6.1.2.1.1.2.0 = OID: iso.3.6.1.4.1.2011.2.23.1\n'],
    [
      'names',
      'SNMPv2-MIB::sysDescr.0 = STRING: Huawei VRP\nSNMPv2-MIB::sysObjectID.0 = OID: SNMPv2-SMI::enterprises.2011.2.23.1\n',
    ],
    [
      'hex',
      '.1.3.6.1.2.1.1.1.0 = Hex-STRING: 48 75 61 77 65 69 20 \n56 52 50 00 \n.1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.2011.2.23.1\n',
    ],
    [
      'quick',
      'X = STRING: 1\n.1.3.6.1.2.1.1.1.0 "Huawei VRP"\n.1.3.6.1.2.1.1.2.0 .1.3.6.1.4.1.2011.2.23.1\n.1.3.6.1.2.1.1.7.0 = INTEGER: 4',
    ],
    [
      'short names',
      'sysDescr.0 = STRING: Huawei VRP\nsysObjectID.0 = OID: enterprises.2011.2.23.1\nsysLocation.0 = No Such Object',
    ],
    [
      'full names',
      '.iso.org.dod.internet.mgmt.mib-2.system.sysDescr.0 = STRING: Huawei VRP\n.iso.org.dod.internet.mgmt.mib-2.system.sysObjectID.0 = OID: .iso.org.dod.internet.private.enterprises.2011.2.23.1\n',
    ],
  ])('with %s', async (_, walk) => {
    const { inventory, records } = await readAll(walk, {}, 'device.txt');
    expect(inventory.info.format).toBe('snmpwalk');
    expect(said(records[0])).toEqual({ sysDescr: 'Huawei VRP', sysObjectID: '1.3.6.1.4.1.2011.2.23.1' });
  });

  test('a sysObjectID by the name of a MIB is what its maker calls the device', async () => {
    const walk = 'SNMPv2-MIB::sysDescr.0 = STRING: Linux\nSNMPv2-MIB::sysObjectID.0 = OID: HUAWEI-MIB::s5700\n';
    const { records } = await readAll(walk, {}, 'device.txt');
    expect(said(records[0])).toMatchObject({ sysDescr: 'Linux', 'sysObjectID by name': 'HUAWEI-MIB::s5700' });
    expect(records[0]?.layout.columns.find(({ name }) => name === 'sysObjectID by name')?.fields).toEqual(['platform']);
  });

  test('octets that end in figures alone are not cut off', async () => {
    const walk = 'IF-MIB::ifDescr.1 = STRING: x\nIF-MIB::ifPhysAddress.2 = Hex-STRING: 48 46 FB 01 02 \n04 \n';
    const { records, problems } = await readAll(walk, {}, 'device.txt');
    expect(said(records[0])).toEqual({ ifPhysAddress: '48:46:fb:01:02:04' });
    expect(problems).toEqual([]);
  });

  test('a setting that looks like a short name is none', async () => {
    const { inventory } = await readAll('net.ipv4.0 = Name: x\nhost.1 = Vendor: Cisco\n', {}, 'notes.txt');
    expect(inventory.info.format).not.toBe('snmpwalk');
  });

  test('values over several lines end at the next object, a prompt or the end', async () => {
    const walk = `.1.3.6.1.2.1.1.1.0 = STRING: S5700-52C
Huawei Versatile Routing Platform
 VRP (R) software
# snmpget -v 2c -c xxx host .1.3.6.1.2.1.1.2.0
.1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.2011.2.23.188
.1.3.6.1.2.1.1.5.0 = STRING: "a \\"b\\"
c"
.1.3.6.1.2.1.1.6.0 = No Such Object available on this agent at this OID
End of MIB`;
    const { records } = await readAll(walk, {}, 'device.txt');
    expect(said(records[0])).toEqual({
      sysDescr: 'S5700-52C\nHuawei Versatile Routing Platform\n VRP (R) software',
      sysObjectID: '1.3.6.1.4.1.2011.2.23.188',
      sysName: 'a "b"\nc',
    });
  });

  test('lines after an object that was not read are not part of the value before it', async () => {
    const NAME = '.1.3.6.1.2.1.1.5.0 = STRING: sw1\n';
    const [long, later] = ['x'.repeat(70_000), 'x .1.3.6.1.2.1.1.4.0 = STRING: y'];
    for (const unread of [`.1.3.6.1.2.1.1.1.0 = STRING: "${long}`, `.1.3.6.1.2.1.1.1.0 = STRING: "${later}`, later]) {
      const { records, problems } = await readAll(`${NAME}${unread}\nHuawei S5720"\n`, {}, 'device.txt');
      expect(records.map(said)).toEqual([{ sysName: 'sw1' }]);
      expect(problems).toMatchObject([{ severity: 'error', line: 2 }]);
    }
  });

  test('addresses with single digits, and a walk that timed out', async () => {
    const walk = `IF-MIB::ifPhysAddress.1 = STRING: 0:e0:fc:1:2:3
CISCO-CDP-MIB::cdpCachePlatform.5.1 = STRING: "Huawei S5720"
Timeout: No Response from 10.0.0.1`;
    const { records, problems } = await readAll(walk, {}, 'device.txt');
    expect(records.map((record) => [record.part, said(record)])).toEqual([
      ['device', { ifPhysAddress: '00:e0:fc:01:02:03' }],
      ['neighbour', { platform: 'Huawei S5720' }],
    ]);
    expect(problems).toMatchObject([{ code: 'truncated', severity: 'error', line: 3 }]);
  });

  test.each(['snmpwalk: Timeout', 'snmpbulkwalk: Unknown user name', 'Error in packet.'])(
    'that ends with "%s" is not whole',
    async (message) => {
      const { records, problems } = await readAll(`SNMPv2-MIB::sysName.0 = STRING: a\n${message}\n`, {}, 'device.txt');
      expect(records.map(said)).toEqual([{ sysName: 'a' }]);
      expect(problems).toMatchObject([{ code: 'truncated', severity: 'error', line: 2 }]);
    },
  );

  test.each([
    ['with numbers, quick', '.1.3.6.1.2.1.1.1.0 Huawei VRP\n.1.3.6.1.2.1.1.3.0 0:0:00:01.23\n.1.3.6.1.2.1.1.5.0 a\n'],
    ['with names, quick', 'SNMPv2-MIB::sysDescr.0 Huawei VRP\nSNMPv2-MIB::sysName.0 a\n'],
    [
      'with short names, one of them without an instance',
      'sysDescr.0 = STRING: Huawei VRP\nsysUpTimeInstance = Timeticks: (1) 0:00:00.01\nsysName.0 = STRING: a\n',
    ],
  ])('is recognised whatever the file is called: %s', async (_, walk) => {
    const { inventory, records } = await readAll(walk, {}, 'device.txt');
    expect(inventory.info.format).toBe('snmpwalk');
    expect(records.map(said)).toEqual([{ sysDescr: 'Huawei VRP', sysName: 'a' }]);
  });
});

test('a bridge without an address is no device', async () => {
  const walk =
    '.1.3.6.1.2.1.17.1.1.0 = Hex-STRING: 00 00 00 00 00 00 \n.1.0.8802.1.1.2.1.4.1.1.9.0.1.1 = STRING: "n1"\n';
  const { records } = await readAll(walk, {}, 'sw.walk');
  expect(records.map(({ part }) => part)).toEqual(['neighbour']);
});

test('ten octets are no serial number of an ONU', async () => {
  const walk = '.1.3.6.1.2.1.1.5.0 = STRING: sw\n.1.3.6.1.4.1.9.1.2.2.0 = Hex-STRING: 00 11 22 33 DE AF 00 11 22 33\n';
  expect((await readAll(walk, {}, 'sw.walk')).records).toHaveLength(1);
});
