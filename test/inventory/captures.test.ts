import { expect, test } from '@jest/globals';
import { netvet } from '../cli/run.ts';
import { readAll } from './read.ts';

/** An address of Hikvision, and one of another maker. */
const [LISTED, OTHER] = ['44:19:b6:4a:5b:6c', '00:0a:95:4a:5b:6c'];
const dotted = (mac: string): string => mac.replaceAll(':', '').replace(/(....)(....)(....)/, '$1.$2.$3');

/** What commands print, with an address in it: the exit code says whose it is. */
test.each([
  [
    'a neighbour in a heading',
    (mac: string) => `Remote LLDP Agents on Local Slot/Port 1/6:

    Chassis ${mac}, Port ${mac}:
      Remote ID                   = 15,
      Chassis Subtype             = 4 (MAC Address),
      System Name                 = (null),

Remote LLDP Agents on Local Slot/Port 1/7:

    Chassis 00:1b:63:11:22:33, Port 1023:
      Remote ID                   = 16,
      Chassis Subtype             = 4 (MAC Address),
      System Name                 = (null),
`,
  ],
  [
    'a port id, where the chassis is known by its IP address',
    (mac: string) => `Local Intf: Gi1/0/5
Chassis id: 10.0.0.9
Port id: ${dotted(mac)}
System Name: phone-7
------------------------------------------------
Local Intf: Gi1/0/6
Chassis id: 10.0.0.10
Port id: 001b.6311.2233
System Name: phone-8
`,
  ],
  [
    'a remote port of Cumulus Linux',
    (mac: string) => `LocalPort  Speed  Mode       RemoteHost   RemotePort
---------  -----  ---------  -----------  -----------------
eth0       1G     Mgmt       phone-7      ${mac}
swp1       1G     Access/L2  phone-8      00:1b:63:11:22:33
`,
  ],
  [
    'neighbours of Windows, of whom most did not answer',
    (mac: string) => `ifIndex IPAddress     LinkLayerAddress      State       PolicyStore
------- ---------     ----------------      -----       -----------
12      10.0.0.1      ${mac.replaceAll(':', '-').toUpperCase()}     Reachable   ActiveStore
12      10.0.0.2      00-00-00-00-00-00     Unreachable ActiveStore
12      10.0.0.3      00-00-00-00-00-00     Unreachable ActiveStore
12      10.0.0.4      00-00-00-00-00-00     Unreachable ActiveStore
`,
  ],
  [
    'port info of Junos',
    (mac: string) => `Local Interface    Parent Interface    Chassis Id          Port info          System Name
ge-0/0/5.0         -                   10.0.0.9            ${mac}  phone-7
ge-0/0/6.0         -                   10.0.0.10           00:1b:63:11:22:33  phone-8
`,
  ],
  [
    'access points, whose kind of radio is no model',
    (mac: string) => `SSID 1 : office
    Network type            : Infrastructure
    BSSID 1                 : ${mac}
         Radio type         : 802.11n

SSID 2 : guest
    Network type            : Infrastructure
    BSSID 1                 : 00:1b:63:11:22:33
         Radio type         : 802.11n
`,
  ],
  [
    'metrics of Prometheus',
    (mac: string) => `# HELP node_network_info Non-numeric data
# TYPE node_network_info gauge
node_network_info{address="${mac}",device="eth0",duplex="full"} 1
node_network_info{address="00:1b:63:11:22:33",device="eth1",duplex="full"} 1
`,
  ],
  ['an answer to arping', (mac: string) => `ARPING 10.0.0.1\n42 bytes from ${mac} (10.0.0.1): index=0 time=7.0 msec\n`],
  [
    'the interfaces of a Mac, some of whose addresses are random',
    (mac: string) => `lo0: flags=8049<UP,LOOPBACK,RUNNING,MULTICAST> mtu 16384
\tinet 127.0.0.1 netmask 0xff000000
en0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
\tether ${mac}
awdl0: flags=8943<UP,BROADCAST,RUNNING,PROMISC,SIMPLEX,MULTICAST> mtu 1484
\tether 7e:22:33:44:55:66
bridge0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
\tether 82:15:07:f8:f4:80
`,
  ],
])('an address is found and read, wherever it stands: %s', async (_, capture) => {
  const codeOf = async (mac: string) => (await netvet(['check', '-'], { stdin: capture(mac) })).code;
  expect(await codeOf(LISTED)).toBe(1);
  expect(await codeOf(OTHER)).toBe(0);
});

test('the properties of an Android device are one device', async () => {
  const properties = (maker: string, model: string): string =>
    `[gsm.serial]: [QQ77001]\n[ro.product.brand]: [${maker}]\n[ro.product.manufacturer]: [${maker}]\n` +
    `[ro.product.model]: [${model}]\n[ro.product.name]: [${model}]\n[ro.serialno]: [QQ77002]\n`;
  const { records, problems } = await readAll(properties('Axon', 'AXS-24'), {}, 'getprop.txt');
  expect(records.filter(({ noRow }) => noRow !== true)).toHaveLength(1);
  expect(problems).toEqual([]);
  const check = async (maker: string, model: string) => netvet(['check', '-'], { stdin: properties(maker, model) });
  expect((await check('HUAWEI', 'ELS-N29')).code).toBe(1);
  expect((await check('Google', 'Pixel 6')).code).toBe(0);
});

test('the only address of a walk, in a scalar of its own MIB, is that of the device', async () => {
  const walk = (model: string, mac: string): string =>
    `.1.3.6.1.4.1.39165.1.1.0 = STRING: "${model}"\n.1.3.6.1.4.1.39165.1.4.0 = STRING: "${mac}"\n` +
    '.1.3.6.1.4.1.39165.1.16.0 = IpAddress: 10.0.0.9\n';
  const found = async (text: string): Promise<number> => {
    const { stdout } = await netvet(['check', '-', '-f', 'json'], { stdin: text });
    return (JSON.parse(stdout) as { summary: { assets: { found: number } } }).summary.assets.found;
  };
  expect(await found(walk('DS-2CD4C36FWD-AP', LISTED))).toBe(1);
  // Beside others it may stand in a table whose last index is 0.
  const seen = '.1.3.6.1.2.1.4.22.1.2.1.10.0.0.7 = Hex-STRING: 00 0A 95 4A 5B 6D\n';
  const inTable = '.1.3.6.1.4.1.25506.2.7.1.1.3.0 = Hex-STRING: 44 19 B6 4A 5B 6C\n';
  expect(await found(`.1.3.6.1.2.1.1.1.0 = STRING: Cisco IOS\n${seen}${inTable}`)).toBe(1);
  const twice = seen.replace('00 0A 95 4A 5B 6D', '44 19 B6 4A 5B 6C');
  expect(await found(`.1.3.6.1.2.1.1.1.0 = STRING: Cisco IOS\n${twice}${inTable}`)).toBe(1);
});
