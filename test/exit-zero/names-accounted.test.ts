import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { events } from '../cli/run.ts';
import { makeXlsx, makeZip, relation, relationships, xlsxParts } from '../inventory/make-xlsx.ts';
import { checkText, findingsOf } from './corpus.ts';

const NAMES = ['huawei', 'zte', 'hikvision', 'dahua', 'hytera'] as const;

interface Accounted {
  readonly code: number;
  readonly found: readonly (string | null)[];
  readonly aside: number;
  readonly unread: readonly string[];
}

async function accountOf(text: string | Buffer, ...options: readonly string[]): Promise<Accounted> {
  const { code, stdout } = await checkText(text, '-f', 'ndjson', ...options);
  const all = events(stdout);
  const summary = all.find(({ type }) => type === 'summary') as { setAside?: Record<string, number> } | undefined;
  return {
    code,
    found: findingsOf(stdout).map(({ vendor }) => vendor),
    aside: Object.values(summary?.setAside ?? {}).reduce((sum, count) => sum + count, 0),
    unread: all.flatMap(({ code: problem, severity }) => (problem === 'unread-name' ? [String(severity)] : [])),
  };
}

/** Whole words that a search would find, in the folder of inventories of the other tests. */
const FILES = ['test/fixtures/inventory', 'data/examples'].flatMap((folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [`${folder}/${entry.name}`] : [])),
);

describe('a search for a name finds nothing that is not accounted for', () => {
  const texts = FILES.map((path) => [path, readFileSync(path)] as const).filter(
    ([path, bytes]) =>
      /\.(?:csv|tsv|txt|json|ndjson|ya?ml|xml)$/.test(path) && NAMES.some((name) => has(bytes.toString('utf8'), name)),
  );

  test.each(texts)('%s', async (_, bytes) => {
    const { code, found, aside, unread } = await accountOf(bytes);
    const missing = NAMES.filter((name) => has(bytes.toString('utf8'), name) && !found.includes(name));
    expect(missing.length === 0 || aside > 0 || unread.length > 0 || code === 2).toBe(true);
  });
});

function has(text: string, name: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`, 'iu').test(text);
}

const ROWS = (header: string, cell: string): string =>
  `Hostname,Manufacturer,${header}\nsw1,Cisco,${cell}\nsw2,Cisco,\nsw3,Juniper,\n`;

test.each([
  ['Serial', 'Huawei'],
  ['IP', 'Huawei'],
  ['MAC', 'Huawei'],
  ['Purchase Date', 'Huawei'],
  ['Quantity', 'Huawei'],
  ['Country', 'Huawei'],
  ['Product key', 'Huawei'],
  ['key_word', 'Huawei'],
])('a name under %s is found', async (header, cell) => {
  expect((await accountOf(ROWS(header, cell))).found).toContain('huawei');
});

test.each([
  ['negated', ROWS('Notes', 'replaces Huawei')],
  ["in the text of another vendor's device", ROWS('Notes', `${'x '.repeat(5000)} Huawei`)],
  ['compatible', ROWS('Notes', 'compatible with Huawei')],
  ['behind the name', ROWS('Notes', 'Huawei yerine')],
  ['a person', ROWS('Owner', 'Li Huawei')],
  ['a look-alike', ROWS('Notes', 'Shanghai Dahua Scale Factory')],
  ['a longer name', ROWS('Notes', 'Huawei-3Com')],
  ['a title', `Huawei replacement tracker 2026\n\n${ROWS('Notes', 'ok')}`],
])('%s: set aside', async (_, text) => {
  const { code, aside, unread } = await accountOf(text);
  expect({ code, some: aside > 0, unread }).toEqual({ code: 0, some: true, unread: [] });
});

test('a name in a header that no row accounts for is told, and no error', async () => {
  expect(await accountOf('Site,Manufacturer,Huawei switches\nA,Cisco,3\nB,Juniper,4\n')).toEqual({
    ...{ code: 0, found: [], aside: 0, unread: ['warning'] },
  });
  expect((await accountOf('Site,Manufacturer,Huawei switches\nA,Cisco,3\nB,Huawei,4\n')).unread).toEqual([]);
});

test.each([
  ['a column', 'Hostname,Manufacturer,Huawei\nsw1,Cisco,no\nsw2,Juniper,no\n', 0, ['warning']],
  ['a column of a sheet of sites', 'Site;Brand;ZTE;Model\nUlm;Cisco;0;C9300\nBonn;HP;0;2530\n', 0, ['warning']],
  ['a column of counts, where no column is known', 'Site,Cisco,Huawei,HP\nUlm,3,2,1\nBonn,1,0,4\n', 1, []],
  ['a row without a header', 'Router,Huawei,AR2220\nSwitch,Cisco,C9300\n', 1, []],
  [
    'a key of one record',
    '[{"hostname": "a", "vendor": "Cisco", "Huawei": "no"}, {"hostname": "b", "vendor": "Cisco"}]',
    3,
    ['error'],
  ],
  [
    'a key of all records',
    '[{"hostname": "a", "vendor": "Cisco", "Huawei": "no"}, {"hostname": "b", "vendor": "Cisco", "Huawei": "no"}]',
    0,
    ['warning'],
  ],
])('a title that is nothing but a name, of %s, is accounted for', async (_, text, code, unread) => {
  expect(await accountOf(text)).toMatchObject({ code, unread });
});

test('a name that no reader looks at is an error', async () => {
  const { code, unread } = await accountOf('{"huawei": [{"hostname": "sw1", "vendor": "Cisco", "model": "C9300"}]}');
  expect({ code, unread }).toEqual({ code: 3, unread: ['error'] });
});

test.each([
  ['a comment', '# spare: Huawei S5700\nsw1: {vendor: Cisco, model: C9300}\n', 0, ['warning']],
  ['a line that is commented out', 'sw1:\n  #platform: huawei_vrp\n  platform: cisco_ios\n', 0, ['warning']],
  ['a comment behind a value', 'sw1:\n  vendor: Cisco # no Huawei left, Dahua neither\n', 0, ['warning']],
  ['a hash in a value', 'sw1:\n  vendor: Huawei#2\nsw2:\n  vendor: Cisco\n', 1, []],
  ['a hash between quotes', 'sw1:\n  vendor: "Cisco"\n  note: "see # Huawei"\n', 0, []],
])('a name in %s of YAML', async (_, text, code, unread) => {
  expect(await accountOf(text, '--input-format', 'yaml')).toMatchObject({ code, unread });
});

const DEVICES = [
  ['Hostname', 'Manufacturer', 'Model'],
  ['sw1', 'Cisco', 'C9300-24T'],
  ['sw2', 'Juniper', 'EX2300-24T'],
];
const VENDORS = ['Cisco', 'Huawei', 'HP', 'ZTE', 'Juniper', 'Hikvision'];
const column = (cells: readonly string[]): string[][] => cells.map((cell) => [cell]);

/** A document in one line, of more than one stretch that is looked through at once, with texts that are no cells. */
test.each([
  ['a name', 'Huawei', ['error']],
  ['a name among words', 'bought of Huawei', ['error']],
  ['a negated name', 'not Huawei', []],
])('%s deep in one line', async (_, said, unread) => {
  const devices = Array.from({ length: 900 }, (_one, at) => ({ hostname: `sw${at}`, vendor: 'Cisco', model: 'C9300' }));
  const json = JSON.stringify({ devices, log: [[[[said, 'x']]]] });
  expect(json.length).toBeGreaterThan(40_000);
  expect((await accountOf(json)).unread).toEqual(unread);
});

test.each<[string, readonly (readonly string[])[], number]>([
  ['a list to pick from', column(['Vendor', ...VENDORS]), 0],
  ['without a header', column(VENDORS), 0],
  ['in one row', [VENDORS], 0],
  ['a vendor that stands twice', column(['Vendor', ...VENDORS, 'Huawei']), 1],
  ['a table of devices', [['Vendor', 'Site'], ...VENDORS.map((vendor) => [vendor, 'Ulm'])], 1],
])('a sheet of vendors beside an inventory: %s', async (_, rows, code) => {
  const lists = { name: 'Lists', rows };
  const beside = await accountOf(makeXlsx([{ name: 'Devices', rows: DEVICES }, lists]));
  expect(beside).toMatchObject({ code, unread: [] });
  expect(new Set(beside.found)).toEqual(new Set(['huawei', 'zte', 'hikvision']));
  expect((await accountOf(makeXlsx([lists]))).code).toBe(1);
});

test('a name in a secret is no one’s concern', async () => {
  expect(await accountOf(ROWS('Password', 'Huawei-1'))).toEqual({ code: 0, found: [], aside: 0, unread: [] });
  const json = '[{"hostname": "sw1", "vendor": "Cisco", "password": "Huawei 1"}, {"hostname": "b", "vendor": "Cisco"}]';
  expect(await accountOf(json)).toEqual({ code: 0, found: [], aside: 0, unread: [] });
});

test('holders of exemptions are not designated', async () => {
  expect(await accountOf(ROWS('Notes', 'replaces Netgear'))).toMatchObject({ code: 0, aside: 0 });
});

describe('what stands beside a list of devices in JSON is looked at, and is no row of its own', () => {
  const LISTS = { devices: 'under a known key', units: 'under a key that nobody knows' };
  const beside = (list: string, value: unknown): string =>
    JSON.stringify({ [list]: [{ vendor: 'Cisco', model: 'C9300' }], spare: value });

  test.each(Object.entries(LISTS))('%s, %s', async (list) => {
    expect(await accountOf(beside(list, { note: 'Huawei in rack 3' }))).toMatchObject({
      found: ['huawei'],
      unread: [],
    });
    expect(await accountOf(beside(list, { label: 'DS-2CD2143G2-I' }))).toMatchObject({ found: ['hikvision'] });
    expect(await accountOf(beside(list, { hw: '44:19:b6:aa:bb:cc' }))).toMatchObject({ code: 1, found: ['hikvision'] });
    expect(await accountOf(beside(list, { query: 'Huawei' }))).toMatchObject({ code: 0, found: ['huawei'] });
    expect(await accountOf(beside(list, { note: 'rack 3', total: 1 }))).toMatchObject({ code: 0, found: [] });
  });
});

describe('a table of devices without makers, called by a maker', () => {
  const MODELS = [
    ['Model', 'Serial', 'IP'],
    ['QX-1100', 'A1', '10.0.0.1'],
    ['QX-1200', 'A2', '10.0.0.2'],
  ];
  const sheet = (name: string, rows = MODELS): Promise<Accounted> => accountOf(makeXlsx([{ name, rows }]));
  const line = (cells: readonly string[]): string => cells.map((cell) => `<td>${cell}</td>`).join('');
  const page = (above: string, inside = ''): Promise<Accounted> =>
    accountOf(
      `<html>${above}<table>${inside}${MODELS.map((cells) => `<tr>${line(cells)}</tr>`).join('')}</table></html>`,
    );

  test('is that maker’s, as a sheet and below a heading of a page', async () => {
    expect(await sheet('Hikvision')).toMatchObject({ code: 1, found: ['hikvision', 'hikvision'] });
    expect(await page('<h2>Hikvision</h2><p>All of them</p>')).toMatchObject({
      code: 1,
      found: ['hikvision', 'hikvision'],
    });
  });

  test('is not where the name is a word for something else, or the rows say who made them', async () => {
    expect(await sheet('HW')).toMatchObject({ code: 0, found: [] });
    expect(await page('<h2>Cameras, not Hikvision</h2>')).toMatchObject({ code: 0, found: [] });
    const own = MODELS.map((cells, at) => [...cells, at === 0 ? 'Vendor' : 'Cisco']);
    expect(await sheet('Hikvision', own)).toMatchObject({ code: 0, found: [] });
    const people = [
      ['Contact', 'Phone'],
      ['A. Smith', '+49 30 1'],
    ];
    expect(
      await accountOf(
        makeXlsx([
          { name: 'Devices', rows: DEVICES },
          { name: 'Huawei', rows: people },
        ]),
      ),
    ).toMatchObject({
      found: [],
    });
  });

  test('a caption is a text of its page, and is accounted for by the rows that it names the vendor of', async () => {
    const found = ['hikvision', 'hikvision'];
    expect(await page('', '<caption>Hikvision cameras</caption>')).toMatchObject({ found, aside: 0, unread: [] });
    expect(await page('', '<caption>No Hikvision</caption>')).toMatchObject({ found: [], aside: 1, unread: [] });
  });
});

test('what a scanner could test for is about no device; what it found is', async () => {
  const report = (found: string): string =>
    `<?xml version="1.0" ?>\n<NessusClientData_v2>\n<Policy><PluginsPreferences>\n` +
    `<item><pluginName>Huawei VRP Compliance Checks</pluginName>\n<fullName>Huawei VRP Compliance Checks[file]:x</fullName>\n` +
    `</item></PluginsPreferences>\n<FamilyItem><FamilyName>Huawei Local Security Checks</FamilyName>\n</FamilyItem></Policy>\n` +
    `<ReportHost name="10.0.0.1">\n<ReportItem port="80" pluginName="${found}">\n</ReportItem></ReportHost>\n</NessusClientData_v2>\n`;
  expect((await accountOf(report('HTTP Server Type'))).code).toBe(2);
  expect((await accountOf(report('Hikvision IP Camera Detection'))).code).toBe(1);
});

test.each([
  [
    'comments',
    '<comments><commentList><comment ref="B2"><text><r><t>it is a Huawei</t></r></text></comment></commentList></comments>',
  ],
  [
    'threadedComment',
    '<ThreadedComments><threadedComment ref="B2"><text>it is a Huawei</text></threadedComment></ThreadedComments>',
  ],
])('a name in what people wrote at a cell of a workbook is a warning: %s', async (kind, content) => {
  const related = relationships([relation('rId1', kind, '../notes1.xml')]);
  const rows = [
    ['Vendor', 'Model'],
    ['Cisco', 'C9300-24P'],
  ];
  const book = makeZip([
    ...xlsxParts([{ name: 'S', rows }]),
    { name: 'xl/worksheets/_rels/sheet1.xml.rels', content: related },
    { name: 'xl/notes1.xml', content },
  ]);
  expect(await accountOf(book)).toEqual({ code: 0, found: [], aside: 0, unread: ['warning'] });
});
