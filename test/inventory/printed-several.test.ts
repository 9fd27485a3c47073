import { describe, expect, test } from '@jest/globals';
import { devicesIn, readAll } from './read.ts';

describe('what one command printed of several devices', () => {
  test('a title between rules above a header is no part of it', async () => {
    const text = `-----  ONU Auth Table ,SLOT=1,PON=1,ITEM=2-----
Slot Pon Onu OnuType        ST  PhyId
---- --- --- -------------- --- ------------
   1   1   1 5506-01-A1     A   HWTC11aa22bb
   1   1   2 5506-01-A1     A   ALCL22aa22bb
`;
    expect(await devicesIn(text)).toMatchObject([{ model: '5506-01-A1' }, { model: '5506-01-A1' }]);
  });

  test('a later table of the same modules may shorten the name of their number', async () => {
    const text = `Mod Ports Card Type           Model         Serial No.
---+-----+-------------------+-------------+-----------
 1    48  10/100/1000BaseT    AXS-48        QQ1200341
 2    12  1000BaseX (SFP)     AXS-12        QQ1200342

 M MAC addresses                    Hw  Status
--+--------------------------------+---+---------
 1 0c75.bd12.0a01 to 0c75.bd12.0a30 1.2 Ok
 2 0c75.bd12.0b01 to 0c75.bd12.0b30 1.2 Ok
`;
    expect(await devicesIn(text)).toMatchObject([{ serial: 'QQ1200341' }, { serial: 'QQ1200342' }]);
    expect(await devicesIn(text.replace(/^ 2 0c75/m, ' 3 0c75'))).toHaveLength(4);
  });

  test('a table of nothing but group addresses lists no devices', async () => {
    const table = (last: string, ...macs: string[]): string =>
      ` vlan     mac address     type    ${last}\n---------+---------------+-------+--------------\n${macs
        .map((mac) => `  10      ${mac}   system Gi0/2,Gi0/3\n`)
        .join('')}\n`;
    const one = table('port', '0c75.bd12.0a01');
    expect(await devicesIn(one + table('ports', '0100.0ccc.ccce', 'ffff.ffff.ffff'))).toHaveLength(1);
    expect(await devicesIn(one + table('ports', '0100.0ccc.ccce', '0c75.bd12.0a02'))).toHaveLength(3);
  });

  test('a model above the members of a cluster is that of each, above neighbours it is not', async () => {
    const text = `Model: AxonGate-200D
Mode: HA A-P
Master: fw-a, AX200D0001, cluster index = 1
Slave : fw-b, AX200D0002, cluster index = 0
`;
    expect(await devicesIn(text)).toEqual([
      { model: 'AxonGate-200D', hostname: 'fw-a', serial: 'AX200D0001' },
      { model: 'AxonGate-200D', hostname: 'fw-b', serial: 'AX200D0002' },
    ]);
    const neighbours = `Model: AxonGate-200D

Device ID: sw-a
Serial Number: AX200D0001

Device ID: sw-b
Serial Number: AX200D0002
`;
    expect(await devicesIn(neighbours)).toEqual([
      { hostname: 'sw-a', serial: 'AX200D0001' },
      { hostname: 'sw-b', serial: 'AX200D0002' },
    ]);
  });

  test('addresses below the line that each of two commands began with are devices of their own', async () => {
    const scan = (...macs: string[]): string =>
      `Interface: eth0, type: EN10MB, MAC: 0c:75:bd:12:00:01\nStarting 1.9.7 with 256 hosts\n${macs
        .map((mac, at) => `10.0.0.${at}  ${mac}  Axon\n`)
        .join('')}\nEnding 1.9.7\n`;
    const macs = ['0c:75:bd:12:0a:01', '0c:75:bd:12:0a:02', '0c:75:bd:12:0a:03'];
    expect(await devicesIn(scan(...macs) + scan(...macs))).toHaveLength(8);
  });

  test('access points in the headings of a scan; the attributes of one device with a column between', async () => {
    const cell = (mac: string): string => `BSS ${mac}(on wlan0)\n\tfreq: 2412\n\tSSID: office\n`;
    expect(await devicesIn(cell('0c:75:bd:12:0a:01') + cell('0c:75:bd:12:0a:02'))).toMatchObject([
      { mac: '0c:75:bd:12:0a:01' },
      { mac: '0c:75:bd:12:0a:02' },
    ]);
    const text = `TLV Name             Code      Len  Value
-------------------  ------  -----  -------------------
Product Name         0x21        7  AXS-48
Serial Number        0x23        9  QQ1200341
Manufacturer         0x2B        4  Axon
`;
    expect(await devicesIn(text)).toMatchObject([{ model: 'AXS-48', serial: 'QQ1200341', vendor: 'Axon' }]);
  });

  test('boards that dmidecode lists are those of one host, whose first line is no command', async () => {
    const board = (kind: string, serial: number): string => `${kind}\n\tModel: AXS-1\n\tSerial Number: ${serial}\n\n`;
    const host = `# dmidecode 3.2\n${board('System Information', 7)}${board('Base Board Information', 8)}`;
    expect(await devicesIn(host)).toHaveLength(1);
    expect(await devicesIn(host + host)).toHaveLength(2);
  });

  test('what stands above each of several tables of members is no member', async () => {
    const stack = (last: number): string =>
      `Stack MAC Address : 0c75.bd12.00${last}0
Switch  Model      Serial No.   MAC address
------  ---------  -----------  --------------
 1      AXS-48     QQ12003${last}1    0c75.bd12.00${last}1
 2      AXS-48     QQ12003${last}2    0c75.bd12.00${last}2
`;
    expect(await devicesIn(stack(1))).toHaveLength(2);
    expect(await devicesIn(stack(1) + stack(2))).toHaveLength(4);
    const named = (last: number): string => stack(last).replace('Stack MAC Address', 'System Name : sw-1\nMAC Address');
    expect(await devicesIn(named(1) + named(2))).toHaveLength(6);
  });

  test('a header with bars above rows without', async () => {
    const text = `============================================
pon      |ont      |sernum        |oper  |desc1
         |         |              |state |
---------+---------+--------------+------+-----
1/1/1/1   1/1/1/1/1 ALCL:F8A1B2C3  up     a-1
1/1/1/1   1/1/1/1/2 HWTC:F8A1B2C4  up     a-2
--------------------------------------------
pon count : 2
`;
    const { records } = await readAll(text, {}, 'capture.txt');
    const counted = records.filter(({ noRow }) => noRow !== true);
    expect(counted.map(({ layout, cells }) => cells[layout.feeding('gponSerial')[0] ?? -1])).toEqual([
      'ALCL:F8A1B2C3',
      'HWTC:F8A1B2C4',
    ]);
  });

  test('cards of a router by the type that they are provisioned as', async () => {
    const text = `===================================
Slot  Provisioned Type  Admin  Operational
                        State  State
-----------------------------------
1     iom3-xp           up     up
A     sfm5-12           up     up/active
===================================
`;
    expect(await devicesIn(text)).toMatchObject([{ model: 'iom3-xp' }, { model: 'sfm5-12' }]);
  });

  test('a command with commas behind the prompt of a shell is no header of CSV', async () => {
    const table = 'Manufacturer  Model          Name\nAxon          OptiBox 7060   PC-0042\n';
    const typed = `C:\\>wmic computersystem get name,manufacturer,model\n${table}`;
    expect(await devicesIn(typed)).toEqual([{ vendor: 'Axon', model: 'OptiBox 7060', hostname: 'PC-0042' }]);
    expect(await devicesIn(typed.replace('C:\\>', 'PS C:\\noc> '))).toHaveLength(1);
  });

  test('the rows of a CSV that was typed to a shell are read by its columns', async () => {
    const text = 'C:\\>type a.csv\nHostname,Vendor,Model\nsw1,Hua Wei,X1\nsw2,Cisco,C9300-48P\n';
    expect(await devicesIn(text)).toMatchObject([{ vendor: 'Hua Wei', model: 'X1' }, { vendor: 'Cisco' }]);
  });
});
