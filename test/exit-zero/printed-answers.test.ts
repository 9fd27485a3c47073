import { describe, expect, test } from '@jest/globals';
import { checkText } from './corpus.ts';

const nmap = (vendor: string): string =>
  `Nmap scan report for 10.0.0.5\nHost is up (0.0010s latency).\nMAC Address: 98:F2:B3:FE:88:80 (${vendor})\n`;
const inxi = (vendor: string): string =>
  [
    'System:    Host: pc-1 Kernel: 5.4.0-48-generic x86_64',
    'Machine:   Type: Laptop System: Dell product: Latitude 7490',
    `Graphics:  Device-1: Intel UHD Graphics 620 vendor: ${vendor} driver: i915 v: kernel`,
    'Network:   Device-1: Intel Ethernet I219-LM driver: e1000e',
    '           IF: eno1 state: down mac: 0c:75:bd:12:50:01',
    '',
  ].join('\n');
const kernel = (sizes: string): string =>
  `[    0.000000] Linux version 4.4.0 (root@host)\n[    0.000000] Machine model: Cisco RV340\n[    0.000000] ${sizes}\n`;
const neighbour = (system: string): string =>
  [
    ' Local Interface Te 0/1 has 1 neighbor',
    '    Remote Chassis ID:  aa:bb:cc:dd:ee:01',
    '    Remote System Name:  server01',
    `    Remote System Desc:  ${system}`,
    '',
  ].join('\n');
const interfaces = (address: string, burntIn: string): string =>
  [1, 2].map((at) => `Ethernet2/${at} is up\n  Hardware: Ethernet, address: ${address} (bia ${burntIn})\n`).join('');
/** As people paste it: the blanks between its columns are gone. */
const switching = (mac: string): string =>
  [
    'Routing instance : default-switch',
    'Vlan MAC MAC Age Logical',
    'name address flags interface',
    'BD-903691 3c:8c:93:50:dc:c0 D - ae2.0',
    `BD-903691 ${mac} D - ae2.0`,
    '',
  ].join('\n');
const usb = (...devices: readonly string[]): string =>
  devices.map((device, at) => `Bus 00${at + 1} Device 002: ID ${device}\n`).join('');

describe('whose it is that a program prints, exit', () => {
  test.each([
    // Nmap looks a prefix up in its own list (nmap.org/book/nmap-mac-prefixes): who stands there is who made it.
    [1, 'nmap', nmap('Hangzhou Hikvision Digital Technology')],
    [0, 'nmap', nmap('Hewlett Packard Enterprise')],
    // A label behind a name is no word about it.
    [1, 'inxi', inxi('Huawei')],
    [0, 'inxi', inxi('Dell')],
    // What Linux has for each processor, in bytes (mm/percpu.c).
    [0, 'a boot log', kernel('PERCPU: Embedded 9 pages/cpu @81374000 s5728 r8192 d22944 u36864')],
    [0, 'a boot log', kernel('percpu: Embedded 9 pages/cpu s5728 r8192 d22944 u36864')],
    [1, 'a boot log', kernel('board: S5728 r8192 rack')],
    [0, 'LLDP of Dell OS9', neighbour('Debian GNU/Linux 9 (stretch) Linux')],
    [1, 'LLDP of Dell OS9', neighbour('Huawei Versatile Routing Platform Software')],
    [0, 'interfaces of NX-OS', interfaces('2cc2.6012.ec74', '2cc2.6012.ec74')],
    [1, 'interfaces of NX-OS', interfaces('00e0.fc12.ec74', '00e0.fc12.ec74')],
    [1, 'interfaces of NX-OS', interfaces('2cc2.6012.ec74', '00e0.fc12.ec74')],
    [0, 'a table of Junos', switching('00:0c:29:84:d2:f8')],
    [1, 'a table of Junos', switching('00:18:82:f5:30:2b')],
    [0, 'lsusb', usb('05e3:0748 Genesys Logic, Inc. All-in-One Cardreader', '1d6b:0003 Linux Foundation 3.0 root hub')],
    [1, 'lsusb', usb('05e3:0748 Genesys Logic, Inc. All-in-One Cardreader', '12d1:1506 Modem')],
    // Onesixtyone prints a community in brackets behind an address, and what answered behind it.
    [1, 'an address in brackets', '10.0.0.4 [00:1b:54:aa:01:02] gateway\n10.0.0.5 [00:18:82:41:77:0c] gateway\n'],
    [1, 'a model in brackets', '10.0.0.4 [Cisco C9300]\n10.0.0.5 [Huawei S5720]\n'],
    [3, 'numbers that look like those of lsusb', 'Ticket ID 05e3:0748\nTicket ID 05e3:0749\n'],
  ])('%i: %s', async (code, _, text) => {
    expect(await checkText(text)).toMatchObject({ code });
  });
});

describe('a command behind its prompt', () => {
  const lldp = (prompt: string, mac: string): string =>
    `${prompt}\nDevice ID       Local Intf  Hold-time  Port ID\n${mac}  Gi1/0/1     120        Gi0/1\n`;

  test.each([
    [0, 'searches for a name', lldp('core1#show lldp neighbors | include Huawei', '0c75.bd12.0001')],
    [0, 'of Windows', 'C:\\>arp -a | findstr huawei\n? (10.0.0.1) at 0c:75:bd:12:30:01 [ether] on eth0\n'],
    [0, 'of Windows', 'PS C:\\> arp -a | sls huawei\n? (10.0.0.1) at 0c:75:bd:12:30:01 [ether] on eth0\n'],
    [1, 'above what was found', lldp('core1#show lldp neighbors | include Huawei', '00e0.fc12.0001')],
    [1, 'of a host that is named for its maker', lldp('HUAWEI-core#show lldp neighbors', '0c75.bd12.0001')],
  ])('%i: %s', async (code, _, text) => {
    expect(await checkText(text)).toMatchObject({ code });
  });

  test('is no device beside the one whose prompt it is', async () => {
    const version = 'VRP (R) software, Version 5.160\nHUAWEI S5720-28X-SI Routing Switch uptime is 5 weeks, 2 days\n';
    const { stdout } = await checkText(`<Huawei>display version\n${version}<Huawei>display clock\n`, '--format=json');
    const { summary } = JSON.parse(stdout) as { readonly summary: { readonly assets: unknown } };
    expect(summary.assets).toEqual({ judged: 1, found: 1, failing: 1 });
  });
});

describe('a document with a table of Markdown', () => {
  const TABLE =
    '| Device | Vendor | IP |\n|---|---|---|\n| core | Cisco | 10.0.0.1 |\n| edge | Cisco | 10.0.0.2 |\n| ap-1 | Aruba | 10.0.0.3 |\n';

  test.each([
    [1, 'a camera above it', `# Home\n\n- Gate: Hikvision DS-2CD2143\n\n${TABLE}`],
    [1, 'an address above it', `# Home\n\n- NVR 00:18:82:aa:bb:cc\n\n${TABLE}`],
    [1, 'an address below it', `# Home\n\n${TABLE}\nNVR: 00:18:82:aa:bb:cc\n`],
    [1, 'a vendor under a label, with no row below it', `# Home\n\n${TABLE}\n## NVR\n\nVendor: Hikvision\nBays: 4\n`],
    [
      1,
      'a maker above rows that name none',
      `# Home\n\n${TABLE.replaceAll('Cisco', '')}\n## Huawei\n\nAll of the lab:\n\n${TABLE}`,
    ],
    [
      0,
      'devices of others',
      `# Home\n\n- Gate: Axis P3245-LV\n\n${TABLE}\n- NAS: Synology DS920+\n- NVR 0c:75:bd:12:50:01\n`,
    ],
    [
      0,
      'sentences',
      `# Home\n\nSome words on the house.\n\n${TABLE}\nThe rack is in the cellar.\nIt has two fans.\nBoth are new.\n`,
    ],
    [0, 'what is no longer there', `# Home\n\n${TABLE}\nThe cameras are no longer Hikvision.\n`],
  ])('%i: %s', async (code, _, text) => {
    expect(await checkText(text)).toMatchObject({ code });
  });
});

describe('by what an OLT lets an ONU in', () => {
  const onus = (...auth: readonly string[]): string =>
    `OnuId   Status   Model    AuthInfo\n------------------------------------\n${auth
      .map((one, at) => `1/${at + 1}     online   V2801    ${one}\n`)
      .join('')}`;

  test.each([
    [1, 'serial numbers', onus('ZTEGC8A1B2C3', 'VSOL00112233')],
    [0, 'serial numbers of others', onus('ALCLC8A1B2C3', 'VSOL00112233')],
    [0, 'passwords, which are not read', onus('ZTEGC8A1B2C3', 'Zq001xWv7m')],
  ])('%i: %s', async (code, _, text) => {
    const ran = await checkText(text, '-v');
    expect(ran).toMatchObject({ code });
    expect(ran.stdout).not.toContain('Zq001xWv7m');
  });
});

describe('a log of one device', () => {
  const VERSION = 'R1#show version\ncisco ISR4331/K9 (1RU) processor (revision A0)\nProcessor board ID FDO12345678\n';
  const config = (host: string): string =>
    `${host}#show run\nhostname ${host}\n!\ninterface Gi0/0\n ip address 10.0.0.1 255.255.255.0\n!\nrouter ospf 1\nend\n`;

  test.each([
    [0, 'its configuration', VERSION + config('R1')],
    [3, 'the configuration of another', VERSION + config('R2')],
    [3, 'a configuration alone', config('R1')],
    [0, 'wide colons', '机器名：交换机\n厂商：思科\n型号：WS-C2960X-24TS-L\n'],
    [1, 'wide colons', '机器名：交换机\n厂商：华为\n型号：S5720-28P\n'],
  ])('%i: %s', async (code, _, text) => {
    expect(await checkText(text)).toMatchObject({ code });
  });
});

describe('a rule beside an inventory', () => {
  const inventory = (vendor: string): string =>
    `Host     Vendor    Model\nsw1      Cisco     WS-C2960X-24TS-L\nsw2      ${vendor.padEnd(9)} AXS-24T\n`;

  test.each([
    [0, 'in one line', `Banned vendors: Huawei, ZTE\n\n${inventory('Juniper')}`],
    [0, 'in German, below it', `${inventory('Juniper')}\nVerbotene Hersteller (NDAA 889): Huawei und Dahua.\n`],
    [0, 'in a list', `## Banned vendors\n\n- Huawei\n- ZTE Corporation\n\n${inventory('Juniper')}`],
    [0, 'in Markdown', `Banned vendors: Huawei, ZTE\n\n|Host|Vendor|\n|---|---|\n|sw1|Cisco|\n|sw2|Juniper|\n`],
    [1, 'and a device of theirs', `Banned vendors:\n- Huawei\n- ZTE\n${inventory('Huawei')}`],
    [1, 'and what is in use', `Banned vendors: Huawei, ZTE\n\nIn use:\n- Huawei\n- Cisco\n`],
    [1, 'with a device of theirs', `Banned vendors: Huawei S5720 in the lobby\n\n${inventory('Juniper')}`],
    [1, 'under another label', `Banned vendors found: Huawei\n\n${inventory('Juniper')}`],
    [3, 'and no inventory', 'Banned vendors: Huawei, ZTE\n'],
  ])('%i: %s', async (code, _, text) => {
    expect(await checkText(text)).toMatchObject({ code });
  });
});

describe('the borders of a table', () => {
  const boxed = (vendor: string): string => `┏━━━━━━┳━━━━━━━━━━━┳━━━━━━━━━┓
┃ Host ┃ Vendor    ┃ Model   ┃
┡━━━━━━╇━━━━━━━━━━━╇━━━━━━━━━┩
│ sw1  │ Cisco     │ C9300   │
│ sw2  │ ${vendor.padEnd(9)} │ AXS-24T │
└──────┴───────────┴─────────┘
`;

  test.each([
    [0, 'Juniper'],
    [1, 'Hikvision'],
  ])('%i: %s', async (code, vendor) => {
    const { stdout } = await checkText(boxed(vendor), '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ summary: { exit: { code } } });
    expect(stdout).not.toMatch(/[│┃]/);
  });
});

describe('ports and slots in which nothing is', () => {
  const PORTS =
    'Interface Admin  Oper   Power   Device              Class\n--------- ------ ------ ------- ------------------- -----\n';
  const port = (number: number, device: string): string =>
    `Gi1/0/${number}   auto   on     6.3     ${device.padEnd(19)} 3\n`;
  const ports = (device: string): string =>
    `${PORTS}${port(1, device)}${[2, 3, 4].map((at) => port(at, 'n/a')).join('')}`;

  test.each([
    [0, 'without a prompt', ports('AIR-AP1562I-E-K9')],
    [0, 'behind a prompt', `sw1#show power inline\n${ports('AIR-AP1562I-E-K9')}`],
    [1, 'behind a prompt, and a camera', `sw1#show power inline\n${ports('DS-2CD2143G0-I')}`],
    [
      3,
      'names of neighbours that say no more',
      `sw1#show lldp neighbors\nDevice ID  Local Intf  Platform\nedge-1     Gi1/0/1     n/a\n`,
    ],
  ])('%i: %s', async (code, _, text) => {
    expect(await checkText(text)).toMatchObject({ code });
  });
});
