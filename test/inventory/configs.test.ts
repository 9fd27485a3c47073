import { expect, test } from '@jest/globals';
import { netvet } from '../cli/run.ts';
import { readAll } from './read.ts';

/** What the records of a text say that count as rows: host name, syntax, model. */
async function devices(text: string): Promise<(string | undefined)[][]> {
  const { records } = await readAll(text, {}, 'site.txt');
  return records
    .filter(({ noRow }) => noRow !== true)
    .map(({ layout, cells }) =>
      ['hostname', 'syntax', 'model'].map((name) => cells[layout.columns.findIndex((column) => column.name === name)]),
    );
}

const IOS = `version 15.2
service timestamps debug datetime msec
hostname core-1
!
banner motd ^C
Unauthorized access is prohibited.
Property of Hikvision Inc
^C
interface GigabitEthernet1/0/1
 description Uplink to Huawei S5720
ip domain-name example.org
line vty 0 4
end
`;
const VRP = `!Software Version V200R010C00SPC600
#
 sysname hq-core
#
vlan batch 10
#
interface Vlanif10
 ip address 10.1.1.1 255.255.255.0
#
return
`;

test.each(['#Welcome#', '#Welcome', '^CWelcome^C', '^CWelcome', '"Welcome"'])(
  'a banner ends where its delimiter comes again, and what follows is read: %s',
  async (banner) => {
    const closed = banner.length > 8 ? '' : `${banner.startsWith('#') ? '#' : '^C'}\n`;
    const arp = 'Protocol  Address   Age (min)  Hardware Addr\nInternet  10.0.0.9  12         0018.8241.770c\n';
    const text = `version 15.2\nhostname sw1\nbanner motd ${banner}\n${closed}interface Gi0/1\n shutdown\nend\n\n${arp}`;
    const { records } = await readAll(text, {}, 'site.txt');
    const ofArp = records.filter(({ cells }) => cells.includes('0018.8241.770c'));
    expect(ofArp.map(({ noRow }) => noRow)).toEqual([false]);
  },
);

test.each([
  [IOS, ['core-1', 'Cisco IOS', '']],
  // As Packet Tracer exports a switch.
  [
    'version 15.0\nno service timestamps log datetime msec\nhostname acc-1\nspanning-tree extend system-id\n',
    ['acc-1', 'Cisco IOS', ''],
  ],
  [VRP, ['hq-core', 'Huawei VRP', '']],
  [
    'version 18.4R3.3;\nsystem {\n    host-name mx-1;\n}\ninterfaces {\n    ge-0/0/0 {\n        description "ZTE OLT";\n    }\n}\n',
    ['mx-1', 'Juniper Junos', ''],
  ],
  [
    'set version 18.4R3.3\nset system host-name mx-2\nset interfaces ge-0/0/0 description "ZTE OLT"\n',
    ['mx-2', 'Juniper Junos', ''],
  ],
  [
    '#config-version=FGT60E-6.2.3-FW-build1066-191218:opmode=0\nconfig system global\n    set hostname "fw-1"\nend\n',
    ['fw-1', 'Fortinet FortiOS', 'FGT60E'],
  ],
  [
    '# jan/02/2024 10:11:12 by RouterOS 6.49.7\n# model = RB4011iGS+\n/interface bridge\nadd name=b\n/system identity\nset name=gw-1\n',
    ['gw-1', 'MikroTik RouterOS', 'RB4011iGS+'],
  ],
  [
    '!Command: show running-config\nversion 7.0(3)I7(6)\nhostname n9k-1\nvdc n9k-1 id 1\nfeature lacp\n',
    ['n9k-1', 'Cisco NX-OS', ''],
  ],
  ['!! IOS XR Configuration 6.5.3\nhostname asr-1\ninterface TenGigE0/0/0/0\n', ['asr-1', 'Cisco IOS XR', '']],
  [
    '! device: leaf1 (DCS-7050SX-64, EOS-4.20.5F)\n!\nhostname leaf1\n!\ninterface Ethernet1\n   description Huawei\n',
    ['leaf1', 'Arista EOS', 'DCS-7050SX-64'],
  ],
  ['version 7.1.070, Release 6318P01\n#\n sysname agg-1\n#\ninterface Vlan-interface1\n', ['agg-1', 'Comware', '']],
  [
    'interfaces {\n    ethernet eth0 {\n        hw-id 00:1b:21:3c:4d:5e\n    }\n}\nnat {\n    source {\n        rule 1 {\n        }\n    }\n}\nsystem {\n    host-name edge-7\n}\nvpn {\n    ipsec {\n        esp-group E {\n            pfs dh-group14\n        }\n    }\n}\n// vyos-config-version: "bgp@5:ipsec@13"\n',
    ['edge-7', 'VyOS', ''],
  ],
  [
    'config-file-header\nsw-3\nv1.4.7.6 / R800_NIK\n@\nvlan 2\nexit\nvoice vlan oui-table add 00e0fc Huawei_phone\nvoice vlan oui-table add 00036b Cisco_phone\nhostname sw-3\ninterface gigabitethernet1\n switchport mode access\n',
    ['sw-3', 'Cisco Small Business', ''],
  ],
  [
    '! $$$ Model: ZyXEL Keenetic Start\n! $$$ Version: 2.0\nsystem\n    hostname home\ninterface Bridge0\n    ip address 10.0.0.1 255.255.255.0\n    snmp-server community x\nntp server pool.ntp.org\n',
    ['home', '', 'ZyXEL Keenetic Start'],
  ],
  [
    '!Current Configuration:\n!System Description "Dell EMC Networking N2024, 6.6.3, Linux 4.14"\n!System Software Version 6.6.3\n!\nconfigure\nvlan 666,699,707\nexit\nhostname "dell-1"\ninterface Te1/0/1\nswitchport mode trunk\nexit\nsnmp-server location "DC, row 4, rack 2"\nexit\n',
    ['dell-1', '', 'Dell EMC Networking N2024'],
  ],
])('a running configuration is one device: %#', async (text, device) => {
  expect(await devices(text)).toEqual([device]);
});

test('configurations behind each other are devices, and so are those behind prompts', async () => {
  expect(await devices(IOS + VRP)).toEqual([
    ['core-1', 'Cisco IOS', ''],
    ['hq-core', 'Huawei VRP', ''],
  ]);
  const prompted = `sw-a#show running-config\n${IOS.replace('hostname core-1\n', '')}sw-b#show run\n${IOS}`;
  expect((await devices(prompted)).map(([name]) => name)).toEqual(['sw-a', 'core-1']);
});

test('what a configuration says of failures is no error, and a group of Diffie and Hellman no camera', async () => {
  const check = async (text: string) => (await netvet(['check', '-', '--as-of', '2026-11-28'], { stdin: text })).code;
  const hardened = IOS.replace('!\n', '!\nsecurity authentication failure rate 4 log\nspd headroom 65535\n');
  expect(await check(hardened)).toBe(0);
  expect(await check(`${hardened}crypto map VPN 10\n set pfs dh-group14\n`)).toBe(0);
  expect(await check(`${hardened}${VRP}`)).toBe(1);
  expect(await check('Site | Camera\nlobby | DH-SD6C3230U\n')).toBe(1);
});

test('names of groups, lists and maps in a configuration are mentions, addresses of leases are devices', async () => {
  const check = async (text: string) => (await netvet(['check', '-', '--as-of', '2026-11-28'], { stdin: text })).code;
  const names = `object-group network HUAWEI_OLT
ip access-list extended FROM-HUAWEI
route-map HUAWEI-IN permit 10
class-map match-any HIKVISION
ip host huawei-olt-1 10.0.0.9
ip dhcp pool CAM
 hardware-address 000a.954a.5b6c
 domain-name huawei.example.com
event-options {
    policy HUAWEI {
    }
}
ip http help-path http://www.huawei.com/help
wlan HUAWEI 1 HUAWEI
event manager applet HIKVISION
`;
  expect(await devices(IOS.replace('line vty', `${names}line vty`))).toEqual([['core-1', 'Cisco IOS', '']]);
  expect(await check(IOS.replace('line vty', `${names}line vty`))).toBe(0);
  // Printed below it, without a prompt between.
  expect(await check(`${IOS}System Description: Huawei S5720-28P\n`)).toBe(1);
  expect(await check(`${IOS}arp 10.0.0.9 4419.b64a.5b6c ARPA\n`)).toBe(1);
  const leases = (mac: string): string[] => [
    IOS.replace('line vty', `ip dhcp pool CAM\n host 10.0.0.9 255.255.255.0\n hardware-address ${mac}\nline vty`),
    IOS.replace(
      'line vty',
      `ip dhcp pool CAM\n client-identifier 01${mac.replace(/(..)(..)\.(..)(..)\.(..)(..)/, '$1.$2$3.$4$5.$6')}\nline vty`,
    ),
    `# jan/02/2024 10:11:12 by RouterOS 6.49.7\n# model = RB4011\n/ip dhcp-server lease\nadd address=10.0.0.9 client-id=1:x mac-address=\\\n    ${mac.replaceAll('.', '').replace(/..(?!$)/g, '$&:')} server=d\n/system identity\nset name=gw-1\n`,
  ];
  const forti = (mac: string): string =>
    `#config-version=FGT60E-6.2.3-FW-build1066-191218:opmode=0\nconfig system dhcp server\n    edit 1\n        config reserved-address\n            edit 1\n                set mac ${mac}\n                set description "cam"\n            next\n        end\n    next\nend\n`;
  expect([await check(forti('44:19:b6:4a:5b:6c')), await check(forti('00:0a:95:4a:5b:6c'))]).toEqual([1, 0]);
  for (const text of leases('4419.b64a.5b6c')) expect(await check(text)).toBe(1);
  for (const text of leases('000a.954a.5b6c')) expect(await check(text)).toBe(0);
});

test('what a configuration names is a mention; one of VRP is a Huawei device', async () => {
  const check = async (text: string) => (await netvet(['check', '-', '--as-of', '2026-11-28'], { stdin: text })).code;
  expect(await check(IOS)).toBe(0);
  expect(await check(VRP)).toBe(1);
});

test('lines that begin like those of a configuration are read as what they are', async () => {
  const list = 'switch Huawei S5720-28P\nrouter Huawei AR2220\npower supply Delta\n';
  expect(await devices(list)).toHaveLength(2);
  const neighbours = 'Device ID        Local Intf   Platform\nhuawei-1         Gi1/0/1      S5720-28P\n';
  expect(await devices(`${IOS}\n${neighbours}`)).toHaveLength(2);
  // Many vendors write as IOS does: what only looks like it is of no known system.
  const alike = 'hostname x\ninterface GigabitEthernet 0/1\n switchport mode access\nline vty 0 4\n';
  expect(await devices(alike)).toEqual([['x', '', '']]);
});

test('a version of a protocol begins no other configuration; RANCID says of which kind one is', async () => {
  const rip = `${IOS}router rip\n version 2\n network 10.0.0.0\nflow exporter X\n version 9\n`;
  expect(await devices(rip)).toEqual([['core-1', 'Cisco IOS', '']]);
  expect(await devices(`${IOS}${VRP}`)).toHaveLength(2);
  const alike = 'hostname x\ninterface GigabitEthernet 0/1\n switchport mode access\nline vty 0 4\n';
  expect(await devices(`!RANCID-CONTENT-TYPE: arista\n!\n${alike}`)).toEqual([['x', 'arista', '']]);
});

test('what stands above a configuration as a comment is what its device says of itself', async () => {
  const check = async (text: string) => (await netvet(['check', '-', '--as-of', '2026-11-28'], { stdin: text })).code;
  const alike =
    'hostname x\ninterface GigabitEthernet 0/1\nswitchport mode access\nip name-server 10.0.0.1\nline vty 0 4\n';
  const above = (maker: string, mac: string): string =>
    `! show version\n! ${maker} Switch Software, Version 2.0\n! Base ethernet MAC Address: ${mac}\n!\n${alike}`;
  expect(await check(above('Fiberstore', '44:19:b6:4a:5b:6c'))).toBe(1);
  expect(await check(above('Huawei', '00:0a:95:4a:5b:6c'))).toBe(1);
  expect(await check(above('Fiberstore', '64:9d:99:23:25:04'))).toBe(0);
  expect(await check(`${alike}! Huawei Switch moved\n`)).toBe(3);
});

test('a configuration that says nothing of its device goes on with the one above it', async () => {
  const above = 'System Description : TP-Link JetStream T2600G\nSerial Number : 2190000000\n\n';
  const config = 'interface Vlan1\n switchport mode access\nline vty 0 4\nsnmp-server enable\n';
  expect(await devices(config)).toHaveLength(1);
  expect(await devices(`${above}${config}`)).toHaveLength(1);
  expect(await devices(`${above}hostname x\n${config}`)).toHaveLength(2);
});

test('a walk without a system group is a row by its objects, at least possible', async () => {
  const walk = '.1.3.6.1.4.1.2011.5.25.31.1.1.1.1.5.67108873 = INTEGER: 12\n.1.3.6.1.4.1.2021.4.5.0 = INTEGER: 1\n';
  const { code, stdout } = await netvet(['check', '-', '-f', 'ndjson'], { stdin: walk });
  expect(code).toBe(3);
  expect(stdout).toContain('"confidence":"possible"');
  const { records } = await readAll(walk, {}, 'x.walk');
  expect(records).toHaveLength(1);
});

test('a vulnerability scan is said to be none, and what it finds by its system is found', async () => {
  const scan = (os: string) => `Plugin ID,CVE,CVSS,Risk,Host,Plugin Output,OS\n1,CVE-1,5,Low,10.0.0.1,x,${os}\n`;
  const { code, stdout } = await netvet(['check', '-', '-f', 'json'], { stdin: scan('Windows Server 2016') });
  expect(code).toBe(3);
  expect(stdout).toContain('a vulnerability scan: it names hosts and findings, not devices');
  expect((await netvet(['check', '-'], { stdin: scan('Huawei VRP') })).code).toBe(1);
  const known = 'Vendor,Model,CVE,CVSS,Severity\nCisco,C9300,CVE-1,5,Low\n';
  expect((await netvet(['check', '-'], { stdin: known })).code).toBe(0);
});
