import { gzipSync } from 'node:zlib';
import * as zlib from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { readAll } from './read.ts';
import { words } from '../words.ts';

const SNMPREC = '1.3.6.1.2.1.1.1.0|4|IP Camera\n1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.2011.2.23.1\n';
const SPDX = JSON.stringify({ spdxVersion: 'SPDX-2.3', packages: [{ name: 'VRP', supplier: 'Organization: Huawei' }] });
const DATABASE = 'sw1:vrp:10.0.0.1:admin:hunter2\nsw2:ios:10.0.0.2:admin:hunter2\n';

describe('what is known and not read is refused, with what to do instead', () => {
  test.each([
    ['snmpsim', 'a.snmprec', '', /a\.snmprec: a record of snmpsim is not read \(.*snmpwalk -On/],
    ['snmpsim by its content', 'x', SNMPREC, /a record of snmpsim/],
    ['SPDX', 'bom.json', SPDX, /bom\.json: an SPDX bill of material is not read \(.*CycloneDX JSON/],
    ['SPDX as GitHub wraps it', '-', `{"sbom": ${SPDX}}`, /SPDX/],
    ['SPDX 3', '-', '{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": []}', /SPDX/],
    ['SPDX as tags', 'x.spdx', '# bill\nSPDXVersion: SPDX-2.3\nPackageSupplier: Organization: Huawei\n', /SPDX/],
    ['CSAF', '-', '{"document": {"title": "x", "csaf_version": "2.0"}}', /a security advisory \(CSAF\) is not read/],
    [
      'Oxidized',
      'conf/router.db',
      `# devices\n${DATABASE}`,
      /RANCID or Oxidized .router\.db. is not read \(.*hostname;platform/,
    ],
    ['Oxidized by its content', 'devices.txt', DATABASE, /RANCID or Oxidized/],
    ['RANCID', 'list', 'sw2;huawei;up\nsw3;cisco;down\n', /RANCID or Oxidized/],
    ['packed', 'a.snmprec.gz', gzipSync(SNMPREC), /a\.snmprec\.gz: a record of snmpsim/],
  ])('%s', async (_, name, content, says) => {
    await expect(readAll(content, {}, name)).rejects.toThrow(says);
  });

  test.each([
    ['JSON that speaks of SPDX', 'x.json', '[{"vendor": "Huawei", "note": "SPDXVersion: SPDX-2.3"}]', 'json'],
    ['JSON that speaks of CSAF', 'x.json', '[{"vendor": "Huawei", "csaf_version": "2.0"}]', 'json'],
    ['a device list with headers', 'router.db', 'hostname;platform\nsw2;huawei\n', 'csv'],
    [
      'a table of object identifiers between bars',
      'a.csv',
      'sysObjectID|Count|Vendor\n1.3.6.1.4.1.2011.2.23|12|Huawei\n',
      'csv',
    ],
    [
      'a table with a note on SPDX of several lines',
      'a.csv',
      'Vendor,Note\nHuawei,"see\nSPDXVersion: SPDX-2.3"\n',
      'csv',
    ],
    ['CycloneDX', 'bom.json', '{"bomFormat": "CycloneDX", "components": []}', 'cyclonedx'],
  ])('%s is none of it', async (_, name, content, format) => {
    expect((await readAll(content, {}, name)).inventory.info.format).toBe(format);
  });

  test.each([
    ['[[device]]\nname = "sw2"\nvendor = "Huawei"\n', 'text'],
    ['[["name", "vendor"], ["sw2", "Huawei"]]', 'json'],
    ['[[1, "Huawei"], [null, "ZTE"]]', 'json'],
    ['[\n  [null, "Huawei"]\n]', 'json'],
    ['["name", "vendor"]\n["sw2", "Huawei"]\n', 'ndjson'],
    ['[all]\n[switches]\nsw2\n', 'text'],
  ])('what lists of lists begin: %j is %s', async (content, format) => {
    expect((await readAll(content, {}, '-')).inventory.info.format).toBe(format);
  });

  test('whoever says how its lines are to be read has them read', async () => {
    const { records } = await readAll(DATABASE, { delimiter: ':', noHeader: true }, 'router.db');
    expect(records.map(({ cells }) => cells.slice(0, 2))).toEqual([
      ['sw1', 'vrp'],
      ['sw2', 'ios'],
    ]);
  });
});

describe('text that is no table', () => {
  test('one record a line, where every kind of evidence looks, graded probable at most', async () => {
    const output = 'outside 10.0.0.1 00e0.fc12.3456 15\n-----\n\noutside 10.0.0.2 0011.2233.4455 20\n';
    const { inventory, records, problems } = await readAll(output, {}, '-');
    expect(inventory.info).toMatchObject({ format: 'text', source: '-' });
    expect(problems).toEqual([]);
    expect(records.map(({ row, line, layout }) => [row, line, layout.wholeLines])).toEqual([
      [1, 1, true],
      [2, 4, true],
    ]);
    expect(records[0]?.cells).toEqual(['outside 10.0.0.1 00e0.fc12.3456 15']);
    expect(inventory.columns).toEqual([{ name: 'line', fields: ['text'], why: 'text line', traits: [] }]);
  });

  test.each([
    ['username admin password 7 0822455D0A16', 'username admin password 7 ***'],
    ['sw2 Huawei pwd=x y', 'sw2 Huawei pwd=*** y'],
    ['cam1 password="a b", vendor=Hikvision', 'cam1 password="***", vendor=Hikvision'],
    ['user: bob password: x community: y Huawei', 'user: bob password: *** community: *** Huawei'],
    ['snmp-server contact bob@example.org', 'snmp-server contact ***'],
    ['10.0.0.1 [huawei] Cisco IOS', '10.0.0.1 [***] Cisco IOS'],
    ['snmp-server community public RO', 'snmp-server community *** RO'],
    ['key chain x / pre-shared-key abc', 'key chain x / pre-shared-key ***'],
    ['wpa-psk ascii 0 hunter2', 'wpa-psk ascii 0 ***'],
    ['Huawei S5720 uptime is 3 weeks', 'Huawei S5720 uptime is 3 weeks'],
  ])('%s', (line, shown) => {
    expect(words.secrets.without(line)).toBe(shown);
  });

  test.each([
    [
      'show inventory | include PID',
      'PID: S5720 , VID: V01 , SN: 1\nPID: A-SFP , VID: V01 , SN: 2\nPID: C , VID: V , SN: 3\n',
    ],
    ['dmidecode', 'System Information\n\tManufacturer: HUAWEI\n\tProduct Name: KLVL\n'],
  ])('%s is no table', async (_, output) => {
    expect((await readAll(output, {}, '-')).inventory.info.format).toBe('text');
  });

  test('a line that tells a secret is no header', async () => {
    const { inventory, records } = await readAll('enable secret 5 x\nHuawei S5720\n', {}, '-');
    expect(inventory.info.format).toBe('text');
    expect(records.map(({ cells }) => cells)).toEqual([['enable secret 5 ***'], ['Huawei S5720']]);
  });

  test('lines end at LF, CRLF and CR; those that are not UTF-8 are read as Windows-1252', async () => {
    const bytes = Buffer.concat([
      Buffer.from('switch Zürich\r\nswitch Gen'),
      Buffer.from([0xe8]),
      Buffer.from('ve\nswitch 北京\r'),
    ]);
    for (const size of [1, 3, 100]) {
      const { records, problems } = await readAll(bytes, { inputFormat: 'text' }, 'x.txt', size);
      expect(records.map(({ cells, line }) => [line, cells[0]])).toEqual([
        [1, 'switch Zürich'],
        [2, 'switch Genève'],
        [3, 'switch 北京'],
      ]);
      expect(problems).toMatchObject([{ code: 'no-rows' }, { code: 'encoding', severity: 'warning' }]);
    }
  });
});

const CSV = 'hostname,vendor\nsw1,Huawei\nsw2,ZTE\n';

describe('compressed inputs', () => {
  test('what is in it is told by its content, then by the name without .gz', async () => {
    const { inventory, records } = await readAll(gzipSync(CSV), {}, 'site.csv.gz');
    expect(inventory.info).toMatchObject({ format: 'csv', source: 'site.csv.gz' });
    expect(records.map(({ source, cells }) => [source, ...cells])).toEqual([
      ['site.csv.gz', 'sw1', 'Huawei'],
      ['site.csv.gz', 'sw2', 'ZTE'],
    ]);
    expect((await readAll(gzipSync('[{"vendor":"Huawei"}]'), {}, '-')).inventory.info.format).toBe('json');
    const forced = await readAll(gzipSync(CSV), { inputFormat: 'gz' }, 'x');
    expect(forced.inventory.info.format).toBe('csv');
  });

  test('members that follow each other, also behind padding of any length', async () => {
    for (const padding of [0, 1, 511, 300_000]) {
      const packed = Buffer.concat([
        gzipSync('vendor,model\nCisco,C9300\n'),
        Buffer.alloc(padding),
        gzipSync('Huawei,S5720\n'),
        Buffer.alloc(padding),
      ]);
      for (const size of [7, 65_536]) {
        const { records, problems } = await readAll(packed, {}, 'x.csv.gz', size);
        expect(records.map(({ cells }) => cells[0])).toEqual(['Cisco', 'Huawei']);
        expect(problems).toEqual([]);
      }
    }
  });

  test('what follows the packed data and is none is said', async () => {
    const packed = Buffer.concat([gzipSync('vendor,model\nCisco,C9300\n'), Buffer.alloc(9), Buffer.from('more')]);
    const { records, problems } = await readAll(packed, {}, 'x.csv.gz');
    expect(records).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'truncated', severity: 'error' }]);
  });

  test('one that ends too early is read as far as it goes, and is a problem', async () => {
    const lines = Array.from({ length: 50_000 }, (_, i) => `sw${i},Huawei,${(i * 7919) % 104_729}\n`).join('');
    const packed = gzipSync(`hostname,vendor,x\n${lines}`);
    const { records, problems } = await readAll(packed.subarray(0, packed.length / 2), {}, 'site.csv.gz');
    expect(records.length).toBeGreaterThan(10_000);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'truncated', severity: 'error' }));
  });

  test.each([
    ['compressed twice', gzipSync(gzipSync(CSV)), 'compressed twice'],
    ['nothing in it', gzipSync(''), 'nothing can be unpacked: it is empty'],
    ['broken', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2]), 'nothing can be unpacked'],
  ])('%s: refused', async (_, bytes, message) => {
    await expect(readAll(bytes, {}, 'a.gz')).rejects.toThrow(message);
  });

  test('zstd where Node has it, a clear word where it has not', async () => {
    const { zstdCompressSync } = zlib as { zstdCompressSync?: (data: string) => Buffer };
    if (zstdCompressSync === undefined) {
      const bytes = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]);
      await expect(readAll(bytes, {}, 'a.csv.zst')).rejects.toThrow(
        /cannot unpack zstd here \(use Node 22.15 or newer/,
      );
    } else {
      expect((await readAll(zstdCompressSync(CSV), {}, 'a.csv.zst')).records).toHaveLength(2);
      const frames = [zstdCompressSync(CSV), zstdCompressSync('sw3,Huawei\n')];
      for (const size of [7, 65_536]) {
        const two = await readAll(Buffer.concat(frames), {}, 'a.csv.zst', size);
        expect([two.records.length, two.problems]).toEqual([3, []]);
        const more = await readAll(Buffer.concat([...frames, Buffer.from('more')]), {}, 'a.csv.zst', size);
        expect(more.problems).toMatchObject([{ code: 'truncated', severity: 'error' }]);
      }
    }
  });
});

test.each([
  ['text', 'Huawei S5720\nZTE\n'],
  ['snmpwalk', '.1.3.6.1.2.1.1.6.0 = STRING: Huawei\n'],
  ['nmap', '<nmaprun><host><hostnames><hostname name="a"/></hostnames></host><finished/></nmaprun>'],
])('--columns changes nothing in %s, whose columns are fixed', async (inputFormat, content) => {
  const columns = [{ field: 'vendor', header: '#1' }] as const;
  await expect(readAll(content, { inputFormat, columns }, 'x')).rejects.toThrow(`the columns of ${inputFormat} mean`);
});

test.each([
  ['From: a@example.org\nTo: b@example.org\n\nHostname Vendor\n', true],
  ['see below\n\nFrom: a\nSent: Monday\nSubject: gear\n\nsw1 Cisco C9300\n', true],
  ['X-Gm-Spam: 0\nReceived: by x;\n        Monday\nX-Received: by y\nFrom: a\n\nsw1 Cisco C9300\n', true],
  ['Serial-Number: FOC1\nDate: 2026-11-01\nFrom: asset database\n\nVendor: Cisco\nModel: C9300\n', false],
  ['Inventory of site A\nDate: 2026-11-01\nFrom: asset database\n\nVendor: Cisco\nModel: C9300\n', false],
])('an e-mail is distinguished from a report with a date and a source: %j', async (text, isMail) => {
  const { problems } = await readAll(text, {}, 'a.txt');
  expect(problems.some(({ message }) => message.includes('an e-mail'))).toBe(isMail);
});

describe('tables of a page', () => {
  const TABLE =
    '<table border=1><tr><th>Hostname<th>Vendor<th>Model<tr><td>sw1<td rowspan="2">Huawei<td>S5720' +
    '<tr><td>sw2<td>S&#53;735<!-- <td>x --><!--><tr><td colspan=2>sw3</td><td>C9300</td></tr></table>';

  test('are read as sheets, with what goes over several rows, whatever ends are left out', async () => {
    const html = `<!DOCTYPE html><html><head><title>Assets</title><script>"<td>"</script></head><body>${TABLE}</body></html>`;
    for (const name of ['a.html', 'a.xls']) {
      const { inventory, records, problems } = await readAll(html, {}, name);
      expect(inventory.info.format).toBe('html');
      expect(records.map(({ cells }) => cells)).toEqual([
        ['sw1', 'Huawei', 'S5720'],
        ['sw2', 'Huawei', 'S5735'],
        ['sw3', '', 'C9300'],
      ]);
      expect(records[0]?.cell).toBe("'table 1'!A2");
      expect(problems).toEqual([]);
    }
  });

  test('a cell over several rows and columns leaves none of its columns to the cells below', async () => {
    const two = '<tr><td rowspan=2 colspan=2>a<td>Cisco<tr><td>Huawei<tr><td>b<td>c<td>Axis';
    const { records } = await readAll(`<table><tr><th>Name<th>Alias<th>Vendor${two}</table>`, {}, 'a.html');
    expect(records.map(({ cells }) => cells[2])).toEqual(['Cisco', 'Huawei', 'Axis']);
  });

  test.each([
    '<dt>Maker<dd>Huawei<dt>Since',
    '<option>Huawei<option>Axis',
    '<h5>Hua<wbr><i>w</i><x-e>e</x-e><!-- -->i</h5>Up',
  ])('an element that has a line of its own separates words, one within a line does not: %s', async (shown) => {
    const { records } = await readAll(`<table><tr><th>Name<th>Vendor<tr><td>a<td>${shown}</table>`, {}, 'a.html');
    expect(records[0]?.cells[1]?.split('\n')).toContain('Huawei');
  });

  test('end tags of headings that did not begin cost no more than the text before them', async () => {
    const { records } = await readAll(`<html>${'xxxxxxxx</h1>'.repeat(100_000)}${TABLE}`, {}, 'a.html');
    expect(records.length).toBe(3);
  }, 20_000);

  test('cells that span more columns than a table may have add none beyond these', async () => {
    const wide = '<td colspan=1000>x'.repeat(2000);
    const { records } = await readAll(`<html><body>${TABLE.replace('<td>C9300</td>', wide)}`, {}, 'a.html');
    expect(Math.max(...records.map(({ cells }) => cells.length))).toBeLessThan(4000);
  });

  test('a header of two rows is one of devices, also beside another table', async () => {
    const plain = '<table><tr><th>Vendor<th>Model<tr><td>Cisco<td>C9300</table>';
    const two =
      '<table><tr><th rowspan=2>No<th colspan=2>Equipment<th rowspan=2>Site<tr><th>Make<th>Model' +
      '<tr><td>1<td>Axis<td>P3245<td>A<tr><td>2<td>Hikvision<td>K1<td>B</table>';
    for (const page of [two, plain + two]) {
      const { records, problems } = await readAll(`<html><body>${page}</body></html>`, {}, 'a.html');
      const named = records.filter(({ cells }) => cells.includes('Hikvision'));
      expect(named.map(({ noRow, layout }) => [noRow, layout.feeding('vendor')])).toEqual([[false, [1]]]);
      expect(problems).toEqual([]);
    }
  });

  test('what stands below a header that says nothing of devices is read for what it is, and is no row', async () => {
    const other = '<table><tr><th>Item<th>Qty<tr><td>Chair<td>2<tr><td>Hikvision camera<td>3<tr><td>Lamp<td>1</table>';
    const { records } = await readAll(`<html><body>${TABLE}${other}</body></html>`, {}, 'a.html');
    const named = records.find(({ cells }) => cells.includes('Hikvision camera'));
    expect([named?.noRow, named?.layout.columns.map(({ traits }) => traits)]).toEqual([true, [[], []]]);
  });

  test.each([
    [
      'a login page',
      '<html><body><table><tr><td>Username<td><input><tr><td>Password<td></table></html>',
      'not-inventory',
    ],
    ['an error page', '<html><body><h1>502 Bad Gateway</h1></body></html>', 'not-inventory'],
    ['a table that does not end', `<html>${TABLE.replace('</table>', '')}`, 'truncated'],
  ])('%s is a problem', async (_, html, code) => {
    expect((await readAll(html, {}, 'a.html')).problems.map((one) => one.code)).toContain(code);
  });
});
