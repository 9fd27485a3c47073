import { describe, expect, test } from '@jest/globals';
import { assetsOfRun } from '../../src/app/asset.ts';
import { words } from '../words.ts';
import { devicesIn, readAll } from './read.ts';

describe('tables', () => {
  test('under a rule with gaps; what stands below is no row', async () => {
    const text = `sw9>show inventory
Slot Model            Serial Number
---- ---------------- -------------
 1   AXS-24T-2X       QQ1200341
 2   AXS-PSU 250W     QQ1200342

Total slots: 2
`;
    expect(await devicesIn(text)).toEqual([
      { hostname: 'sw9', model: 'AXS-24T-2X', serial: 'QQ1200341' },
      { hostname: 'sw9', model: 'AXS-PSU 250W', serial: 'QQ1200342' },
    ]);
  });

  test('headers of two lines, columns that only the rows tell apart', async () => {
    const text = `Address        Age MAC Address    Interface  Physical
                                             Port
10.9.0.1         3 0c75.bd12.0a01 Vlan7      1/1
10.9.0.200     114 0c75.bd12.0a02 Vlan7      1/12
`;
    expect(await devicesIn(text)).toEqual([
      { mac: '0c75.bd12.0a01', ip: '10.9.0.1' },
      { mac: '0c75.bd12.0a02', ip: '10.9.0.200' },
    ]);
  });

  test('a line is no header of lines that repeat most of its words: of statements each is a row', async () => {
    const row = (vendor: string, model: string): string =>
      `insert into assets (vendor, model) values ('${vendor}','${model}');`;
    const { records } = await readAll(`${row('Huawei', 'S5720')}\n${row('Cisco', 'C9300')}\n`, {}, 'dump.txt');
    expect(records.map(({ line, cells }) => [line, cells])).toEqual([
      [1, [row('Huawei', 'S5720')]],
      [2, [row('Cisco', 'C9300')]],
    ]);
    const others = [row('Cisco', 'C9300'), row('Cisco', 'C9200'), row('Aruba', '6300M')];
    const between = [row('Huawei', 'S5720'), 'select 1 from dual where a;', ...others, ''].join('\n');
    expect((await readAll(between, {}, 'dump.txt')).records[0]?.cells).toEqual([row('Huawei', 'S5720')]);
    const table = 'Name Vendor Model\nsw1 Cisco C9300\nName Vendor Model\nsw2 Aruba 6300M\n';
    expect(await devicesIn(table)).toMatchObject([{ vendor: 'Cisco' }, { vendor: 'Aruba' }]);
  });

  test('under names alone a row is one with a word of letters and digits; a total and a legend are none', async () => {
    const text = `AP Name        AP Type  IP Address
-------        -------  ----------
ap-building-1  635      192.168.1.1
ap-building-2  515      192.168.1.2
total          two      all

Flags: 1 = 802.1x;   2 = 802.1x with EAP
`;
    expect(await devicesIn(text)).toMatchObject([{ ip: '192.168.1.1' }, { ip: '192.168.1.2' }]);
  });

  test('a maker alone is a row, not the second line of a header', async () => {
    const text = `Name        Vendor     Model
            Huawei
sw2         Cisco      C9300
`;
    expect(await devicesIn(text)).toMatchObject([{ vendor: 'Huawei' }, { hostname: 'sw2', vendor: 'Cisco' }]);
  });

  test('what stands above the blocks of devices, and a block that tells of none, are no devices', async () => {
    const text = `Huawei switches of the lab: all
Name: sw1
Model: S5720
Name: sw2
Model: C9300
Name: empty
State: down
`;
    expect(await devicesIn(text)).toMatchObject([{ model: 'S5720' }, { model: 'C9300' }]);
  });

  test('a line that goes on below the value above it has no labels of its own', async () => {
    const text = (gap: string): string => `Model Name:   S5720\nDescription:  first line\n${gap}Vendor: Cisco\n`;
    expect(await devicesIn(text(' '.repeat(14)))).toEqual([{ model: 'S5720' }]);
    expect(await devicesIn(text(' '))).toEqual([{ model: 'S5720', vendor: 'Cisco' }]);
  });

  test('a known label stays as it is written where its value stands below it', async () => {
    const { records } = await readAll('Manufacturer:\n    Huawei\nModel Name: S5720\n', {}, 'capture.txt');
    const names = records.map(({ layout }) => layout.columns.map(({ name }) => name));
    expect(names).toEqual([['Manufacturer', 'Model Name']]);
  });

  test('a name that is too long for its column has a line of its own', async () => {
    const text = `Device ID        Local Intrfce     Holdtme    Capability  Platform  Port ID
a-very-long-name-of-a-switch.example.net
                 Gig 1/0/1         152          S I       AXS-48    Gig 0/1
sw2              Gig 1/0/2         131          S I       AXS-24    Gig 0/2

Total cdp entries displayed : 2
`;
    expect(await devicesIn(text)).toEqual([
      { hostname: 'a-very-long-name-of-a-switch.example.net', platform: 'AXS-48' },
      { hostname: 'sw2', platform: 'AXS-24' },
    ]);
  });

  test('rows without their blanks: the name is sure, and every word is looked at', async () => {
    const text = `Device ID Local Intrfce Holdtme Capability Platform Port ID
sw3 Gig 1/0/1 152 S I AXS-48 Gig 0/1
sw4 Gig 1/0/2 131 S I AXS-24 Gig 0/2
`;
    const { records } = await readAll(text, {}, 'x.txt');
    expect(records.map(({ cells }) => cells.join(' ').split(/\s+/).sort())).toEqual(
      text
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => row.split(' ').sort()),
    );
    expect((await devicesIn(text)).map(({ hostname }) => hostname)).toEqual(['sw3', 'sw4']);
  });

  test('further columns of the same rows', async () => {
    const text = `Mod Ports Card Type           Model     Serial No.
--- ----- ------------------- --------- ----------
 1  48    48-port 1G          AXL-48    QQ77001
 2  4     Uplinks             AXL-4X    QQ77002

Mod MAC addresses                    Hw
--- -------------------------------- ----
 1  0c75.bd12.1000 to 0c75.bd12.102f 1.0
 2  0c75.bd12.1030 to 0c75.bd12.1033 1.1
`;
    const devices = await devicesIn(text);
    expect(devices.map(({ serial, mac }) => [serial, mac])).toEqual([
      ['QQ77001', '0c75.bd12.1000 to 0c75.bd12.102f'],
      ['QQ77002', '0c75.bd12.1030 to 0c75.bd12.1033'],
    ]);
  });

  test('names of networks and interfaces are no devices', async () => {
    const text = `VLAN Name             Status    Ports
---- ---------------- --------- -----------
1    default          active    Gi0/1
20   cameras          active    Gi0/2
`;
    expect(await devicesIn(text)).toEqual([]);
  });
});

describe('labels and values', () => {
  test('blocks begin where a label comes again; a rule alone begins none', async () => {
    const text = `Total neighbours : 2
-----------------------
Local port   : 1/1
Chassis ID   : 0c75.bd12.2001
System name  : edge-1
System description : Axon Networks AXS-24
                     release 4.2
-----------------------
Management address : 10.9.0.9

Local port   : 1/2
Chassis ID   : 0c75.bd12.2002
System name  : edge-2
System description : Axon Networks AXS-48
`;
    expect(await devicesIn(text)).toEqual([
      {
        hostname: 'edge-1',
        sysDescr: expect.stringMatching(/^Axon Networks AXS-24\s+release 4.2$/) as unknown,
        mac: '0c75.bd12.2001',
        ip: '10.9.0.9',
      },
      { hostname: 'edge-2', sysDescr: 'Axon Networks AXS-48', mac: '0c75.bd12.2002' },
    ]);
  });

  test('one device, named by its prompt', async () => {
    const text = `netops@core7> show system
Vendor............. Axon Networks
Machine Model...... AXS-9000
Serial Number...... QQ99
Burned In MAC Address 
netops@core7> 
`;
    expect(await devicesIn(text)).toEqual([
      expect.objectContaining({ hostname: 'core7', vendor: 'Axon Networks', model: 'AXS-9000', serial: 'QQ99' }),
    ]);
  });

  test('what a system says of its version, in sentences', async () => {
    const text = `Axon System Software, Version 4.2, RELEASE
Copyright (c) 2019 by Axon Networks
edge-5 uptime is 3 weeks, 2 days
Processor board ID QQ51
Base Ethernet MAC Address : 0c:75:bd:12:30:01
`;
    expect(await devicesIn(text)).toEqual([
      expect.objectContaining({ hostname: 'edge-5', serial: 'QQ51', mac: '0c:75:bd:12:30:01' }),
    ]);
  });

  test.each([
    [
      'NAME: "Slot 1", DESCR: "Module"\nPID: AXL-48 , VID: V01, SN: QQ1\n\nNAME: "Slot 2", DESCR: "Fan"\nPID: AXF , VID: V01, SN: QQ2\n',
      ['QQ1', 'QQ2'],
    ],
    [
      ' 0 D serial-number=QQ3 mac-address=0C:75:BD:12:40:01 host-name="a b"\n 1   comment=x serial-number=QQ4 address=10.0.0.1\n',
      ['QQ3', 'QQ4'],
    ],
    [
      'Chassis 1\n  Model Name: AX1,\n  Serial Number: QQ5,\nChassis 2\n  Model Name: AX2,\n  Serial Number: QQ6,\n',
      ['QQ5', 'QQ6'],
    ],
  ])('%s', async (text, serials) => {
    expect((await devicesIn(text)).map(({ serial }) => serial)).toEqual(serials);
  });

  test('a maker under a label of two levels', async () => {
    const text = 'transceiver: \n   serialNumber = QQ8\nvendor: \n   name = Huawei\n   partNumber = AX-SFP\n';
    expect(await devicesIn(text)).toEqual([expect.objectContaining({ vendor: 'Huawei', serial: 'QQ8' })]);
  });

  test('labels below a heading are no column of a table', async () => {
    const { inventory } = await readAll('Chassis\nModel : AX1\nVendor : Huawei\nSerial : QQ1\n', {}, '-');
    expect(inventory.info.format).toBe('text');
  });

  test('a name in a label is looked at, and a secret behind it is not shown', async () => {
    const { records } = await readAll('Huawei S5720 password: Zq1xWv7\nSerial number: QQ1\n', {}, '-');
    const shown = records.flatMap(({ cells, layout }) => cells.filter((_, at) => !layout.withholds(at))).join('\n');
    expect(shown).toContain('Huawei S5720');
    expect(shown).not.toContain('Zq1xWv7');
  });
});

describe('addresses and leases', () => {
  test.each([
    [
      'arp -a',
      'gw.lan (10.0.0.1) at 0c:75:bd:12:50:01 [ether] on eth0\nnas.lan (10.0.0.2) at 0c:75:bd:12:50:02 [ether] on eth0\n',
    ],
    [
      'dnsmasq',
      '1700000000 0c:75:bd:12:50:01 10.0.0.1 gw.lan *\n1700000001 0c:75:bd:12:50:02 10.0.0.2 nas.lan 01:0c:75\n',
    ],
    [
      'dhcpd.leases',
      'lease 10.0.0.1 {\n  hardware ethernet 0c:75:bd:12:50:01;\n  client-hostname "gw.lan";\n}\nlease 10.0.0.2 {\n  hardware ethernet 0c:75:bd:12:50:02;\n  client-hostname "nas.lan";\n}\n',
    ],
    [
      'nmap',
      'Nmap scan report for gw.lan (10.0.0.1)\nHost is up.\nMAC Address: 0c:75:bd:12:50:01 (Axon)\nNmap scan report for nas.lan (10.0.0.2)\nHost is up.\nMAC Address: 0c:75:bd:12:50:02 (Axon)\n',
    ],
  ])('%s', async (_, text) => {
    expect((await devicesIn(text)).map(({ hostname, ip, mac }) => [hostname, ip, mac?.slice(0, 17)])).toEqual([
      ['gw.lan', '10.0.0.1', '0c:75:bd:12:50:01'],
      ['nas.lan', '10.0.0.2', '0c:75:bd:12:50:02'],
    ]);
  });

  test('a row that fits no columns counts, an address that does not answer does not', async () => {
    const lldp =
      'Port       Neighbor Device ID   Neighbor Port ID  TTL\nEt1        localhost            Ethernet1         120\nEt3/1      tg104.sjc.a-long-name.example   Ethernet3/2   120\n';
    expect((await devicesIn(lldp)).length).toBe(2);
    const neighbours =
      'IPv6 Address       Age Link-layer Addr State Interface\n2001:DB8::1          0 0050.56aa.bb02  REACH Gi0/0\nFE80::2              1 -               INCMP Gi0/0\n';
    expect((await devicesIn(neighbours)).length).toBe(1);
  });

  test('adb devices -l', async () => {
    const text =
      'List of devices attached\nHMA1 device usb:1-1 product:VOG-L29 model:VOG_L29 device:HWVOG transport_id:2\n0A04 device product:oriole model:Pixel_6 device:oriole\n';
    const found = await devicesIn(text);
    expect(found.map(({ serial, model }) => `${serial} ${model}`)).toEqual(['HMA1 VOG-L29', '0A04 oriole']);
  });

  test('ip neigh and arp-scan', async () => {
    const neighbours =
      '10.0.0.1 dev eth0 lladdr 0c:75:bd:12:50:01 REACHABLE\n10.0.0.2 dev eth0 lladdr 0c:75:bd:12:50:02 STALE\n';
    expect((await devicesIn(neighbours)).map(({ ip }) => ip)).toEqual(['10.0.0.1', '10.0.0.2']);
    const scan = '10.0.0.1\t0c:75:bd:12:50:01\tAxon Networks\n10.0.0.2\t0c:75:bd:12:50:02\tHuawei Technologies\n';
    expect(await devicesIn(scan)).toHaveLength(2);
  });
});

describe('the first line', () => {
  test.each([
    [
      '<HQ-CORE-1>display version\nHuawei Versatile Routing Platform Software\nHUAWEI S5720-28X-SI-AC uptime is 20 weeks\n',
    ],
    ['<H3C> dis device manuinfo\nDEVICE_NAME : S5560X\nDEVICE_SERIAL_NUMBER : 210235A1\nVENDOR_NAME : H3C\n'],
  ])('may be a prompt in angle brackets: %j', async (text) => {
    const { problems } = await readAll(text, {}, 'x.txt');
    expect(problems).toEqual([]);
    expect((await devicesIn(text)).length).toBeGreaterThan(0);
  });

  test.each([
    '<inventory>display</inventory>',
    '<inventory>\n<device/>\n',
    '<config>show me</config>',
    '<html>show version</html>',
  ])('of a document is none: %j', async (text) => {
    expect((await readAll(text, {}, 'x.txt')).problems.map(({ code }) => code)).toContain('not-inventory');
  });
});

describe('hosts of a scan', () => {
  const host = (address: string, more = ''): string =>
    `Nmap scan report for ${address}\nHost is up (0.0010s latency).\nPORT   STATE SERVICE\n22/tcp open  ssh\n${more}\n`;

  test('are rows, also without an address of their own', async () => {
    const text = `Starting Nmap 7.80\n${host('10.0.0.1')}${host('cam (10.0.0.2)', 'MAC Address: 0C:75:BD:12:50:02 (Axon)\n')}${host('10.0.0.3')}Nmap done: 3 hosts\n`;
    expect((await devicesIn(text)).map(({ ip }) => ip)).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
    expect(await devicesIn(`${host('10.0.0.1')}${host('10.0.0.3')}`)).toHaveLength(2);
    expect(await devicesIn(host('10.0.0.1'))).toHaveLength(1);
  });
});

describe('the key of a device', () => {
  const BLOCKS = ['edge-1', 'edge-2', 'edge-3'].map(
    (name, at) => `Local port : 1/${at}\nChassis ID : 0c75.bd12.200${at}\nSystem name : ${name}\nNote ${at} : x\n\n`,
  );
  const ROWS = ['QQ1', 'QQ2', 'QQ3'].map((serial, at) => ` ${at}   AXS-24T-2X       ${serial}\n`);
  const HEADER = 'Slot Model            Serial Number\n---- ---------------- -------------\n';

  async function keysOf(text: string): Promise<readonly string[]> {
    const { records } = await readAll(text, {}, 'x.txt');
    const devices = records.filter(({ noRow }) => noRow !== true);
    const assetOfRow = assetsOfRun(words);
    return devices.map((record) => assetOfRow(record).key).sort();
  }

  test.each([
    ['of blocks', '', BLOCKS, ['hostname=edge-1', 'hostname=edge-2', 'hostname=edge-3']],
    ['of a table', HEADER, ROWS, ['serial=qq1', 'serial=qq2', 'serial=qq3']],
  ])('%s does not depend on their order', async (_, header, parts, keys) => {
    expect(await keysOf(header + parts.join(''))).toEqual(keys);
    expect(await keysOf(header + [...parts].reverse().join(''))).toEqual(keys);
  });
});

describe('hosts and their parts', () => {
  test.each([
    ['ip link', '1: lo: <LOOPBACK,UP>', '    link/ether 02:42:ac:11:22:33'],
    [
      'ip -brief link',
      'lo               UNKNOWN        00:00:00:00:00:00 <LOOPBACK,UP>',
      'docker0  DOWN  02:42:ac:11:22:33',
    ],
    ['dmidecode', '# dmidecode 3.2', 'Physical Memory Array\n\tError Correction Type: None\n\tSerial Number: 7'],
    ['dmidecode below its command', '# dmidecode -t 39\n# dmidecode 3.2', 'System Power Supply\n\tSerial Number: 7'],
  ])('what %s prints of a host is one device; of two hosts two', async (_, first, other) => {
    const host = `${first}\neth0\n    link/ether 0c:75:bd:12:30:01 brd ff:ff:ff:ff:ff:ff\n${other}\n`;
    expect(await devicesIn(host)).toHaveLength(1);
    expect(await devicesIn(host + host)).toHaveLength(2);
    expect((await readAll(host, {}, 'host.txt')).problems).toEqual([]);
  });

  test('a label of memory is no error message, an error is one', async () => {
    const text = 'Manufacturer: Axon\nProduct Name: AXS-24\nSerial Number: QQ77\n';
    const problemsOf = async (line: string): Promise<readonly unknown[]> =>
      (await readAll(text + line, {}, 'host.txt')).problems.map(({ code }) => code);
    expect(await problemsOf('\tError Correction Type: Multi-bit ECC\n')).toEqual([]);
    expect(await problemsOf('Error connecting to 10.0.0.1: no answer\n')).toEqual(['truncated']);
    expect(await problemsOf('ssh: connect to host 10.0.0.1: Connection refused\n')).toEqual(['truncated']);
    expect(await problemsOf('Sep 28 08:17:53 gw upnp[162]: send(): Connection refused\n')).toEqual([]);
  });

  test.each([
    ['a log', (mac: string) => `Mar  2 10:11:11 ap hostapd: wlan0: STA ${mac} IEEE 802.11: associated\n`],
    ['iw station dump', (mac: string) => `Station ${mac} (on wlan0)\n\tsignal:  -40 dBm\n\trx bytes:  18816\n`],
  ])('addresses in lines that are alike are devices: %s', async (_, line) => {
    const text = line('0c:75:bd:12:40:01') + line('0c:75:bd:ab:40:02');
    expect(await devicesIn(text)).toHaveLength(2);
  });

  test('tables of PON: the cards of ZTE, the serial numbers of FiberHome', async () => {
    const cards = `Rack Shelf Slot CfgType RealType Port  HardVer SoftVer         Status
-------------------------------------------------------------------------------
1    1     0    PRWG    PRWG     0     V1.0.0                  INSERVICE
1    1     2    GTGH    GTGHG    16    V1.0.0  V2.1.0          INSERVICE
`;
    const { records } = await readAll(cards, {}, 'capture.txt');
    expect(records.map(({ cells }) => [cells[4], cells.includes('ZTE ZXA10')])).toEqual([
      ['PRWG', true],
      ['GTGHG', true],
    ]);
    const onus = `-----  ONU Auth Table, SLOT = 1, PON = 1, ITEM = 2 -----
Slot Pon Onu OnuType        ST Lic OST PhyId        PhyPwd     LogicId
---- --- --- -------------- -- --- --- ------------ ---------- ------------------------
1    1   1   HG260          A  1   up  SHLN3c27de63
1    1   2   5506-04-F1     A  1   dn  FHTT033178b0
`;
    expect(await devicesIn(onus)).toMatchObject([{ model: 'HG260' }, { model: '5506-04-F1' }]);
  });
});
