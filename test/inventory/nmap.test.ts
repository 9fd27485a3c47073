import { describe, expect, test } from '@jest/globals';
import type { InventoryRecord } from '../../src/core/record.ts';
import { readAll } from './read.ts';

const HOST = `<host><status state="up"/>
<address addr="10.0.0.5" addrtype="ipv4"/><address addr="44:19:B6:00:00:01" addrtype="mac" vendor="Hangzhou Hikvision"/>
<hostnames><hostname name="cam-5" type="PTR"/></hostnames>
<ports><port portid="80"><state state="open"/><service name="http" product="Hikvision DVR httpd" version="1.0" banner="Server: x"><cpe>cpe:/h:hikvision:dvr</cpe></service>
<script id="http-title" output="Huawei &amp; friends"/><script id="vulners" output="Huawei CVE"/></port>
<port portid="161"><script id="snmp-sysdescr" output="Huawei VRP"/></port></ports>
<os><osmatch name="Huawei embedded" accuracy="87"><osclass vendor="Huawei" osfamily="embedded" accuracy="87"><cpe>cpe:/h:huawei:ar</cpe></osclass></osmatch>
<osmatch name="Linux 3.2" accuracy="100"><osclass vendor="Linux" osfamily="Linux" accuracy="100"><cpe>cpe:/o:linux:linux_kernel:3</cpe></osclass></osmatch></os>
</host>`;
const DOWN = '<host><status state="down"/><address addr="10.0.0.6" addrtype="ipv4"/></host>';
const END = '<runstats><finished exit="success"/></runstats></nmaprun>';

function said(record: InventoryRecord | undefined): Record<string, string> {
  return Object.fromEntries(record?.layout.columns.map(({ name }, i) => [name, record.cells[i] ?? '']) ?? []);
}

describe('a scan', () => {
  test('gives a record a host that is up; guesses are apart from what is known', async () => {
    const scan = `<?xml version="1.0"?>\n<!DOCTYPE nmaprun>\n<nmaprun>${HOST}${DOWN}${END}`;
    const { inventory, records, problems } = await readAll(scan, {}, 'scan.xml');
    expect(inventory.info).toMatchObject({ format: 'nmap', encoding: 'utf-8' });
    expect(problems).toEqual([]);
    expect(records).toHaveLength(1);
    expect(records[0]?.line).toBe(3);
    expect(said(records[0])).toEqual({
      hostname: 'cam-5',
      address: '10.0.0.5',
      'mac address': '44:19:B6:00:00:01',
      'mac vendor': 'Hangzhou Hikvision',
      os: 'Linux 3.2\nLinux Linux\no:linux:linux_kernel:3',
      'os guess': 'Huawei embedded\nh:huawei:ar',
      service: 'Hikvision DVR httpd 1.0\nServer: x',
      cpe: 'cpe:/h:hikvision:dvr',
      'snmp-sysdescr': 'Huawei VRP',
      'script output': 'Huawei & friends',
    });
    const guess = records[0]?.layout.columns.find(({ name }) => name === 'os guess');
    expect(guess).toMatchObject({ fields: ['text'], traits: ['mention'] });
  });

  test('what answers says what it is: its server, its description, the addresses of its interfaces', async () => {
    const script = (id: string, output: string): string => `<script id="${id}" output="${output}"/>`;
    const scripts = [
      script('http-server-header', 'DNVRS-Webs'),
      script('upnp-info', 'Manufacturer: Huawei'),
      script('nbstat', 'NetBIOS name: PC, NetBIOS MAC: 0c:75:bd:12:00:01 (Axon)'),
      script('snmp-interfaces', 'MAC address: 0c:75:bd:12:00:02 (Axon)&#xa;MAC address: 02:42:ac:00:00:02'),
      script('broadcast-ping', 'MAC: 0c:75:bd:12:00:03'),
    ];
    const { records } = await readAll(`<nmaprun><host>${scripts.join('')}</host>${END}`, {}, 'scan.xml');
    expect(said(records[0])).toMatchObject({
      'mac address': '0c:75:bd:12:00:01\n0c:75:bd:12:00:02',
      service: 'DNVRS-Webs\nManufacturer: Huawei',
    });
  });

  test.each([
    ['cut in the middle of a host', `<nmaprun>${HOST}${HOST.slice(0, 200)}`, 2, 'interrupted-scan'],
    ['without its end', `<nmaprun>${HOST}</nmaprun>`, 1, 'interrupted-scan'],
    [
      'ended by an error',
      `<nmaprun>${HOST}${END.replace('success"', 'error" errormsg="no route"')}`,
      1,
      'interrupted-scan',
    ],
    ['not well-formed', `<nmaprun>${HOST}<a></b>${HOST}${END}`, 1, 'malformed'],
  ])('%s: read as far as it goes', async (_, scan, hosts, code) => {
    const { records, problems } = await readAll(scan, {}, 'scan.xml');
    expect(records).toHaveLength(hosts);
    expect(problems).toMatchObject([{ code, severity: 'error' }]);
    expect(problems[0]?.message).not.toContain('.:');
  });

  test('what a host answers is read whole, in as many cells as it takes', async () => {
    const service = (product: string): string => `<service product="${product}"/>`;
    const many = Array.from({ length: 1001 }, (_, at) => service(`p${at}`.padEnd(40, 'x'))).join('');
    const long = service(`${'x'.repeat(40_000)} Huawei`);
    const scan = `<nmaprun><host>${many}${service('Huawei S5720')}${long}</host>${END}`;
    const { records, problems } = await readAll(scan, {}, 'scan.xml');
    expect(problems).toEqual([]);
    const cells = records[0]?.cells.filter((cell) => cell !== '') ?? [];
    expect(cells.map((cell) => cell.length <= 32_767)).toEqual(cells.map(() => true));
    expect(cells.join('\n').match(/^p\d+x+$|Huawei.*$/gm)).toHaveLength(1003);
    const fields = records[0]?.layout.columns.flatMap((column) => (column.name === 'service' ? column.fields : []));
    expect(new Set(fields)).toEqual(new Set(['platform']));
  });

  test('an entity of the document is never expanded', async () => {
    const scan = `<!DOCTYPE nmaprun [<!ENTITY x "Huawei"><!ENTITY y "&x;&x;">]><nmaprun><host><hostnames><hostname name="&y;"/></hostnames></host>${END}`;
    const { records, problems } = await readAll(scan, {}, 'scan.xml');
    expect(JSON.stringify(records)).not.toContain('Huawei');
    expect(problems).toMatchObject([{ code: 'malformed', severity: 'error' }, { code: 'no-rows' }]);
  });

  test('no host that is up is no clean result, nor is other XML that is read as a scan', async () => {
    expect((await readAll(`<nmaprun>${DOWN}${END}`, {}, 's.xml')).problems).toMatchObject([{ code: 'no-rows' }]);
    const { problems } = await readAll('<?xml version="1.0"?><a/>', { inputFormat: 'nmap' }, 's.xml');
    expect(problems).toMatchObject([{ code: 'interrupted-scan', severity: 'error' }, { code: 'no-rows' }]);
  });
});
