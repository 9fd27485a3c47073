import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { emptyFolder, netvet } from '../cli/run.ts';

interface Result {
  readonly code: number | undefined;
  readonly problems: readonly string[];
  readonly counts: { readonly rows: number; readonly judged: number };
  readonly found: readonly string[];
}

async function check(text: string | Uint8Array, name = 'in.csv', args: readonly string[] = []): Promise<Result> {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, name), text);
  const { code, stdout } = await netvet(['check', name, '-f', 'ndjson', ...args], { cwd });
  const events = stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, never>]));
  const of = (type: string): Record<string, never>[] => events.filter((event) => (event['type'] as unknown) === type);
  const { rows, judged } = (
    of('summary')[0]?.['inputs'] as unknown as [{ rows: number; judged: number }] | undefined
  )?.[0] ?? {
    rows: -1,
    judged: -1,
  };
  return {
    code,
    problems: of('problem').map(({ code: problem, severity }) => `${String(problem)} ${String(severity)}`),
    counts: { rows, judged },
    found: of('finding').map(
      ({ vendor, confidence }) => `${(vendor as unknown as { id: string }).id} ${String(confidence)}`,
    ),
  };
}

const column = (header: string, cells: readonly string[]): string =>
  `Hostname,${header}\n${cells.map((cell, at) => `sw${at},"${cell.replaceAll('"', '""')}"`).join('\n')}\n`;
const many = (cell: (at: number) => string): readonly string[] => Array.from({ length: 6 }, (_, at) => cell(at));
const hex = (at: number, length: number): string => `${at}af03bd94c${at}e`.repeat(8).slice(0, length);

describe('a row of which no identity cell is understood is not judged', () => {
  test.each<[string, string, (at: number) => string]>([
    ['database ids', 'Vendor', (at) => hex(at, 32)],
    ['object ids', 'Manufacturer', (at) => hex(at, 24)],
    ['UUIDs', 'Model', (at) => `5c8f1c1a-3f4e-4f0a-9b57-0f5f7a3b9c2${at}`],
    ['numbers', 'Vendor', (at) => String(17 + at)],
    ['numbers of models', 'Model', () => '2960'],
    ['hashes that fill a cell', 'Vendor', () => '####'],
    ['lost letters', 'Vendor', () => '\ufffd\ufffd'],
    ['templates', 'Vendor', () => '{{ vendor }}'],
    ['objects', 'Vendor', () => '[object Object]'],
    ['objects of .NET', 'Vendor', () => 'System.Object[]'],
    ['objects of Python', 'Model', (at) => `<DeviceType object at 0x7f12ab34c${at}>`],
    ['nothing, as MySQL and PostgreSQL write it', 'Vendor', () => String.raw`\N`],
    ['links', 'Manufacturer', (at) => `https://x.example/api/core_company/${hex(at, 32)}`],
    ['kinds of devices', 'Vendor', (at) => ['switch', 'Router', 'camera'][at % 3] ?? ''],
    ['paths', 'Model', (at) => `/dev/sd${'abcdef'[at] ?? ''}`],
    ['formulas', 'Model', (at) => `=VLOOKUP(A${at},B:C,2)`],
    ['days', 'Model', (at) => `1${at}-Jan-2024`],
    ['references', 'Vendor', () => 'see notes'],
    ['JSON', 'Vendor', (at) => `{"id": ${at}}`],
    ['cut words', 'Model', () => 'Swit…'],
    ['cut names', 'Vendor', () => 'Hangzhou Hikv…'],
    ['buses', 'Model', (at) => `0000:0${at}:00.0`],
    ['random addresses', 'MAC', (at) => `02:00:5e:10:00:0${at}`],
    ['tests of a scanner', 'sysObjectID', (at) => `1.3.6.1.4.1.25623.1.0.10${at}`],
  ])('%s', async (_, header, cell) => {
    const { code, counts } = await check(column(header, many(cell)));
    expect({ code, counts }).toEqual({ code: 3, counts: { rows: 6, judged: 0 } });
  });

  test('names that were cut and begin no listed name are judged', async () => {
    expect(
      (
        await check(
          column(
            'Vendor',
            many(() => 'Rohde and Schw…'),
          ),
        )
      ).counts.judged,
    ).toBe(6);
  });

  test('one cell that is understood is enough, and the rest is not a problem', async () => {
    const rows = many((at) => `sw${at},${hex(at, 32)},C9300-24T`);
    const { code, problems } = await check(`Hostname,Vendor,Model\n${rows.join('\n')}\n`);
    expect({ code, problems }).toEqual({ code: 0, problems: [] });
  });

  test('a row among many makes a warning', async () => {
    const cells = [...Array.from({ length: 30 }, () => 'Cisco'), '{{ vendor }}', 'switch'];
    const { code, problems } = await check(column('Vendor', cells));
    expect({ code, problems }).toEqual({ code: 0, problems: ['unread-cell warning', 'unread-cell warning'] });
  });
});

describe('a row of which nothing is known but a mention, or a model that its own maker lowered', () => {
  const cisco = Array.from({ length: 19 }, (_, at) => `Cisco,C9300-48P-${at},switch`);
  test.each([
    ['a known maker', 'EMBRAER,E170,'],
    ['an unknown maker', 'Acme Aircraft,E170,'],
    ['several makers in a title', ',,Samsung Huawei Xiaomi universal strap 20mm'],
    ['a title in Chinese', ',,三星华为小米表带'],
    ['a comment', ',,2017是华为粉丝 现在太失望了'],
  ])('judges no file, and spoils none: %s', async (_, cells) => {
    const header = 'Manufacturer,Model,Title';
    expect((await check([header, cells].join('\n'))).code).toBe(3);
    expect((await check([header, ...cisco, cells].join('\n'))).code).toBe(0);
  });
});

test('a row of which a list says something without knowing its vendor is judged', async () => {
  const row = 'Manufacturer,Model,Country of origin\nSome Brand,X100-200,China\n';
  const { code, counts, found } = await check(row, 'in.csv', ['--list', 'cz-cybersecurity']);
  expect({ code, counts, found }).toEqual({ code: 0, counts: { rows: 1, judged: 1 }, found: ['null probable'] });
});

describe('what looks odd and names a device is judged', () => {
  test.each([
    ['Vendor', 'HP/Aruba'],
    ['Model', 'DGS-1210-20/ME'],
    ['Vendor', 'GE/Enbrighten'],
    ['Vendor', 'Société Générale'],
    ['Model', '3Com 4500'],
    ['Model', 'A10 Thunder'],
    ['Model', '4ipnet'],
    ['Vendor', '3M'],
    ['Model', 'RS405'],
    ['Model', 'Nova 12'],
    ['Vendor', 'www.slavel.ru'],
    ['Model', '/Vodafone R226'],
    ['Model', '="C9300"'],
    ['Vendor', 'Cisco?'],
    ['OS', 'switch'],
    ['Model', 'Cisco Catalyst 9…'],
    ['Vendor', '{"name":"Cisco"}'],
    ['FCC ID', 'QISABC123'],
  ])('%s = %s', async (header, cell) => {
    const { code, counts, found } = await check(
      column(
        header,
        many(() => cell),
      ),
    );
    const isClean = found.length === 0;
    expect({ code: isClean ? code : 0, judged: counts.judged }).toEqual({ code: 0, judged: 6 });
  });

  test('true and yes among the names of phones, and a switch among vendors', async () => {
    const phones = ['Samsung', 'true', 'Apple', 'yes', 'Nokia', 'Motorola'];
    expect((await check(column('Brand', phones))).counts).toEqual({ rows: 6, judged: 6 });
    const some = [...Array.from({ length: 20 }, () => 'Cisco'), 'Switch'];
    expect((await check(column('Vendor', some))).code).toBe(0);
  });

  test('numbers are models under a vendor', async () => {
    const rows = many((at) => `sw${at},Cisco,${2960 + at}`);
    expect((await check(`Hostname,Vendor,Model\n${rows.join('\n')}\n`)).code).toBe(0);
  });
});

describe('names and addresses that programs write otherwise are found', () => {
  test.each([
    ['Vendor', '&#21326;&#20026;'],
    ['Vendor', '&#x534E;&#x4E3A;'],
    ['Vendor', '\\u534e\\u4e3a'],
    ['Vendor', '%E5%8D%8E%E4%B8%BA'],
    ['Vendor', '=?utf-8?B?5Y2O5Li6?='],
    ['Vendor', '<U+534E><U+4E3A>'],
    ['Vendor', 'Hua&#119;ei'],
    ['Vendor', '="Huawei"'],
    ['Notes', 'swapped &#72;uawei S5720'],
    ['MAC', '00–e0–fc–12–34–56'],
    ['MAC', '00：e0：fc：12：34：56'],
    ['MAC', '00\u00a0e0\u00a0fc\u00a012\u00a034\u00a056'],
    ['MAC', 'Hex-STRING: 00 E0 FC 12 34 56'],
    ['MAC', '00:e0:fc:ff:fe:12:34:56'],
    ['IPv6', 'fe80::2e0:fcff:fe12:3456'],
  ])('%s = %s', async (header, cell) => {
    const { found } = await check(`Hostname,Model,${header}\nsw1,X1,"${cell.replaceAll('"', '""')}"\nsw2,X2,\n`);
    expect(found.map((one) => one.split(' ')[0])).toEqual(['huawei']);
  });
});

describe('letters that were lost', () => {
  test.each<[string, string, readonly string[], string[]]>([
    ['of a listed name', 'Vendor', ['Cisco', 'Hua?ei', 'Cisco'], ['unread-cell error']],
    ['of a listed name, replaced', 'Vendor', ['Cisco', 'Hikv\ufffd\ufffdion', 'Cisco'], ['unread-cell error']],
    ['one sign is left', 'Vendor', ['Cisco', '华?', 'Cisco'], ['unread-cell error']],
    ['of other names', 'Vendor', ['Soci?t? G?n?rale', 'Cisco', 'Cisco'], []],
    ['all of one length', 'Vendor', ['Cisco', '??', '??', 'Cisco', 'Cisco'], ['unread-cell warning']],
    [
      'all of two lengths',
      'Vendor',
      ['Cisco', '??', '????', 'Cisco', 'Cisco'],
      ['unread-cell error', 'unread-cell warning'],
    ],
    ['one sign that nobody knows', 'Vendor', ['Cisco', '?', '???', 'Cisco', 'Cisco'], ['unread-cell warning']],
    ['of an address', 'MAC', ['00:1a:2b:3c:4d:5e', '00|e0|fc|12|34|56', '00:1a:2b:3c:4d:5f'], ['unread-cell error']],
    ['of none', 'MAC', ['00:1a:2b:3c:4d:5e', '12 34 56 78 90 11', '00:1a:2b:3c:4d:5f'], []],
  ])('%s', async (_, header, cells, expected) => {
    const rows = cells.map((cell, at) => `sw${at},C9300-24T,${cell}`);
    const { problems, code } = await check(`Hostname,Model,${header}\n${rows.join('\n')}\n`);
    const own = problems.filter((one) => one.startsWith('unread-cell')).sort();
    expect({ own, code }).toEqual({ own: expected, code: expected.includes('unread-cell error') ? 3 : 0 });
  });

  test('a waiver takes the problem over', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'in.csv'), 'Hostname,Model,Vendor\nsw1,C9300,Hua?ei\nsw2,C9300,Cisco\n');
    const waiver =
      'id: w\n    match: {problem: unread-cell, source: in.csv}\n    because: accepted\n    reason: looked at it, it is Huamei';
    const dates = 'owner: me\n    approved: 2026-01-01\n    expires: 2026-12-31';
    writeFileSync(join(cwd, 'w.yaml'), `waivers:\n  - ${waiver}\n    ${dates}\n`);
    const args = ['check', 'in.csv', '--as-of', '2026-11-28'];
    expect((await netvet(args, { cwd })).code).toBe(3);
    expect((await netvet([...args, '--waivers', 'w.yaml'], { cwd })).code).toBe(0);
  });
});

describe('headers about findings and earlier devices', () => {
  test('a listed name there is possible, and judges no row', async () => {
    for (const header of [
      'Old vendor',
      'Previous device',
      'Replaced model',
      'Affected Software',
      'Vulnerability Vendor',
    ]) {
      const { found, code } = await check(column(header, ['Huawei', 'Cisco', 'Huawei S5720']), 'in.csv', [
        '--fail-on',
        'probable',
      ]);
      expect({ header, found: [...new Set(found)], code }).toEqual({ header, found: ['huawei possible'], code: 3 });
    }
  });

  const scan = (mac: string): string =>
    'IP,Hostname,Port,CVSS,Severity,NVT Name,NVT OID,CVEs,Affected Software/OS,Solution\n' +
    many(
      (at) =>
        `10.0.0.${at},h${at},22,5.0,Medium,SSH weak,1.3.6.1.4.1.25623.1.0.1056${at},CVE-2023-1,OpenSSH,Update${mac}`,
    ).join('\n');

  test('a scan names hosts and findings, not devices', async () => {
    expect((await check(`${scan('')}\n`)).code).toBe(3);
  });

  test('one that names a covered device is found', async () => {
    const text = `IP,Hostname,MAC,Plugin ID,Plugin Name\n${many((at) => `10.0.0.${at},h${at},${at === 3 ? '00:e0:fc:12:34:56' : ''},1945${at},Device Type`).join('\n')}\n`;
    expect((await check(text)).code).toBe(1);
  });
});

describe("headers about another device than the row's own", () => {
  const rowWith = (header: string, cell: string): string =>
    `Hostname,Vendor,Model,${header}\nsw1,Cisco,C9300-48P,${cell}\nsw2,Aruba,6300M,\n`;

  test.each(['Replaced by', 'Replacement', 'Successor', 'Nachfolger', 'Remplacé par'])(
    'what %s names is possible, also with its model',
    async (header) => {
      for (const cell of ['Huawei', 'Huawei S5735-L24T4S-A']) {
        const { found, code } = await check(rowWith(header, cell));
        expect({ cell, found, code }).toEqual({ cell, found: ['huawei possible'], code: 0 });
      }
    },
  );

  test.each(['Alternative', 'Alternative vendor', 'Equivalent', 'Competitor'])('%s names no device', async (header) => {
    expect((await check(rowWith(header, 'Huawei S5735-L24T4S-A'))).code).toBe(0);
  });

  test.each(['New model', 'Switch 2', 'Model 2'])('%s names one', async (header) => {
    expect((await check(rowWith(header, 'Huawei S5735-L24T4S-A'))).code).toBe(1);
  });
});

describe('printed text passes the same test', () => {
  const arp = (mac: (at: number) => string): string =>
    'Protocol  Address          Age (min)  Hardware Addr   Type   Interface\n' +
    many((at) => `Internet  10.0.0.${at}                ${at}   ${mac(at)}  ARPA   Vlan1`).join('\n');

  test('a table of random addresses', async () => {
    const { code, counts } = await check(`${arp((at) => `0200.5e10.000${at}`)}\n`, 'arp.txt');
    expect({ code, judged: counts.judged }).toEqual({ code: 3, judged: 0 });
    expect((await check(`${arp((at) => `0c75.bd12.500${at}`)}\n`, 'arp.txt')).code).toBe(0);
  });

  test('entries of no device and of groups are no rows', async () => {
    const rows = [
      'Internet  10.0.0.1                -   001b.54aa.0102  ARPA   Vlan10',
      'Internet  10.0.0.44               0   Incomplete      ARPA',
      'Internet  10.0.0.255              -   ffff.ffff.ffff  ARPA   Vlan10',
    ];
    const table = `Protocol  Address          Age (min)  Hardware Addr   Type   Interface\n${rows.join('\n')}\n`;
    expect((await check(table, 'arp.txt')).code).toBe(0);
    const csv =
      'IP,MAC,Type\n10.0.0.1,00:1b:54:aa:01:02,ARPA\n10.0.0.44,Incomplete,ARPA\n10.0.0.255,ff:ff:ff:ff:ff:ff,ARPA\n';
    expect((await check(csv)).code).toBe(0);
    const named = 'IP,MAC,Hostname\n10.0.0.1,00:1b:54:aa:01:02,a\n10.0.0.44,Incomplete,b\n10.0.0.45,Incomplete,c\n';
    expect((await check(named)).code).toBe(3);
  });

  test('the parts of a device are judged with it, and not without', async () => {
    const head =
      'Slot  Card                 Model           Serial number\n----  -------------------  --------------  -------------\n';
    const supervisor = '1     Supervisor           C9400-SUP-1     JAE11111111\n';
    const cards = [2, 3, 4].map((at) => `${at}     Line card            n/a             JAE1111111${at}\n`).join('');
    expect(await check(head + supervisor + cards, 'slots.txt')).toMatchObject({
      code: 0,
      counts: { rows: 4, judged: 4 },
    });
    expect(await check(head + cards, 'slots.txt')).toMatchObject({ code: 3, counts: { judged: 0 } });
    const mention = '2     Huawei card          n/a             JAE11111112\n';
    expect(await check(head + supervisor + mention, 'slots.txt')).toMatchObject({
      code: 3,
      counts: { rows: 2, judged: 1 },
      found: ['huawei possible'],
    });
  });

  test('a part of which only two things are printed', async () => {
    const { counts } = await check('Model        Serial number\n-----------  -------------\nC9400-SUP-1  JAE11111111\nn/a          JAE11111112\n', 'slots.txt');
    expect(counts).toEqual({ rows: 2, judged: 2 });
  }); // prettier-ignore

  test('lines of random addresses', async () => {
    const lines = (mac: string): string => many((at) => `? (10.0.0.${at}) at ${mac}:${at}0 [ether] on eth0`).join('\n');
    expect((await check(`${lines('02:00:5e:10:00')}\n`, 'arp.txt')).code).toBe(3);
    expect((await check(`${lines('0c:75:bd:12:50')}\n`, 'arp.txt')).code).toBe(0);
  });
});

test('columns and explain say why a cell judges no row', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'in.csv'), 'Hostname,Vendor,Model\nsw1,5c8f1c1a-3f4e-4f0a-9b57-0f5f7a3b9c21,switch\n');
  writeFileSync(join(cwd, 'in.json'), '[{"name":"sw1","vendor":"{{ vendor }}"}]');
  const columns = await netvet(['columns', 'in.csv', 'in.json'], { cwd });
  expect(columns.stdout).toContain('(not understood: a UUID)');
  expect(columns.stdout).toContain('(not understood: a mark of a template)');
  const explained = await netvet(['explain', 'in.csv:2'], { cwd });
  expect(explained.stdout).toMatch(/Not understood, so it judges no row\n.*a UUID\n.*a word for a kind of device/);
  expect((await netvet(['explain', 'switch'], { cwd })).stdout).not.toContain('Not understood');
});

test('what stands beside a list of devices in JSON is looked at, and is no row', async () => {
  const answer = (about: object): string =>
    JSON.stringify({
      devices: [
        { vendor: 'Cisco', model: 'C9300' },
        { vendor: 'Aruba', model: '6300M' },
      ],
      about,
    });
  expect(await check(answer({ remark: 'all fine', contact: 'noc' }), 'in.json')).toMatchObject({
    ...{ code: 0, found: [], counts: { rows: 2, judged: 2 } },
  });
  expect((await check(answer({ manufacturer: 'Hikvision', remark: 'recorder' }), 'in.json')).found).toEqual([
    'hikvision confirmed',
  ]);
});

test('columns shows the columns of what a command prints', async () => {
  const cwd = emptyFolder();
  const arp = [
    'Protocol  Address   Age (min)  Hardware Addr   Type   Interface',
    'Internet  10.0.0.1          3  0200.5e10.0001  ARPA   Vlan1',
  ];
  writeFileSync(join(cwd, 'arp.txt'), `${arp.join('\n')}\n`);
  const { stdout } = await netvet(['columns', 'arp.txt'], { cwd });
  expect(stdout).toMatch(/Hardware Addr +mac/);
  expect(stdout).not.toContain('--columns FIELD');
});
