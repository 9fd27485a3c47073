import { describe, expect, test } from '@jest/globals';

import { compileIdentifier } from '../../src/identify/compile.ts';
import { Layout } from '../../src/core/layout.ts';
import { MATTERS } from '../../src/core/record.ts';
import { RowText } from '../../src/core/row-text.ts';
import type { Field } from '../../src/core/fields.ts';
import { words } from '../../src/core/text.ts';
import { isUnreadMac } from '../../src/identify/kinds/mac.ts';
import { tokenise } from '../../src/identify/names/name-scan.ts';
import { shipped } from '../knowledge.ts';
import { brief, row } from './row.ts';

const identifier = compileIdentifier(shipped());

/** What is made of a row, by headers with the fields that they feed: `Camera=hostname`. */
function said(headers: string, cells: string): string {
  const columns = headers.split(',').map((header) => {
    const [name = '', fields = 'text'] = header.split('=');
    return { name, fields: fields.split('+') as Field[], why: 'test', traits: [] };
  });
  const record = { ...row({}), layout: new Layout(columns), cells: cells.split(',') };
  return brief(identifier.identify(record)).join(', ');
}

describe('a vendor cell that names nobody known lowers short numbers and brands, which then judge no row', () => {
  test.each([
    ['Acme Solar,EVS3000', ''],
    ['Acme Aircraft,E170', 'huawei possible, judges no row'],
    ['Acme Solar,S5735-L8', 'huawei possible, judges no row'],
    ['Acme Solar,S5735-L24', 'huawei probable'],
    ['HAOVM,MediaPad P8', 'huawei possible, judges no row'],
    ['SecurTech Ltd,S5735-L24T4S-A', 'huawei probable'],
    ['CDW,S5735', 'huawei probable'],
    ['ADT,DS-7616NI-K2', 'hikvision probable'],
    ['General,S5735', 'huawei probable'],
    ['n/a,S5735', 'huawei probable'],
    ['DH,IPC-HDW2431T-AS', 'dahua probable'],
    ['HW,S5735', 'huawei probable'],
    ['HWTC,S5735', 'huawei probable'],
    ['DAF,ZTE-45', 'zte possible, judges no row'],
    ['n/a,ZTE-45', 'zte probable'],
    ['Acme,ZTE-F660', 'zte probable'],
    ['Acme,Huawei S5735', 'huawei probable'],
    ['Acme Solar,X1', ''],
    ['Canon,MF283', ''],
    ['EMBRAER,E170', 'huawei possible, judges no row'],
  ])('%s: %s', (cells, expected) => {
    const [vendor = '', model = ''] = cells.split(',');
    const found = identifier.identify(row({ vendor, model }));
    const judges = found[0]?.isDoubted === true ? ', judges no row' : '';
    expect(brief(found).join(', ') + judges).toBe(expected);
  });
});

describe('a row may hold several devices', () => {
  test.each([
    [
      'Room=site,Manufacturer=vendor,Model=model,Camera=hostname',
      'R1,Dell,OptiPlex 7090,DS-2CD2143G2-I',
      'hikvision probable',
    ],
    ['Manufacturer=vendor,Model=model,Camera=hostname', 'Dell,OptiPlex 7090,Hikvision', 'hikvision probable'],
    ['Manufacturer=vendor,Model=model,Host=hostname', 'Dell,OptiPlex 7090,Hikvision', 'hikvision possible'],
    ['Manufacturer=vendor,Model=model,NVR', 'Dell,OptiPlex 7090,DS-7616NI-K2', 'hikvision probable'],
    ['Manufacturer=vendor,Model=model,Switch 2=hostname', 'Dell,OptiPlex 7090,Huawei S5720-28P', 'huawei probable'],
    ['Manufacturer=vendor,Model=model,Switch=hostname', 'Dell,OptiPlex 7090,s5720-core-1', 'huawei possible'],
    ['Manufacturer=vendor,Model=model,Manufacturer=vendor,Model=model', 'Dell,R640,,S5735', 'huawei probable'],
    ['Manufacturer=vendor,Model=model,Camera vendor=vendor,Camera model=model', 'Canon,X1,,PTZ2030', 'dahua possible'],
    [
      'Manufacturer=vendor,Model=model,Camera vendor=vendor,Camera model=model',
      'Dell,S5735,Axis,P3245',
      'huawei possible',
    ],
    ['Switch vendor=vendor,Switch model=model', 'Cisco,S5735-L24T4S-A', 'huawei possible'],
    ['Camera=hostname,Manufacturer=vendor,Model=model', 'cam-1,Canon,MF283', ''],
    ['Vendor=vendor,Router=hostname,Model=model', 'Canon,r1,MF283', ''],
    ['Circuit,Provider,CPE=model', '1,Orange,AR651', 'huawei probable'],
    ['Vendor=vendor,Model=model', 'Sharp,AR651', 'huawei possible'],
    ['Manufacturer=vendor,Antivirus', 'Dell,Windows Defender; Kaspersky Endpoint Security', 'kaspersky probable'],
    ['fields.Brand=vendor,fields.Antivirus', 'Dell,Kaspersky Free', 'kaspersky probable'],
    ['Manufacturer=vendor,Antivirus', 'Dell,ESET (instead of Kaspersky)', ''],
    ['Manufacturer=vendor,Antivirus', 'Dell,Kaspersky uninstalled 2022', ''],
    ['Manufacturer=vendor,Antivirus', 'Dell,Uninstalled Kaspersky', 'kaspersky possible'],
    ['Manufacturer=vendor,Antivirus', 'Dell,Kaspersky installed 2022', 'kaspersky probable'],
    ['Manufacturer=vendor,Text', 'Dell,Windows Defender; Kaspersky Endpoint Security', ''],
    ['fields.Brand=vendor,fields.NVR', 'Dell,Hikvision DS-7616NI-K2', 'hikvision probable'],
    ['fields.Brand=vendor,fields.Text', 'Dell,next to a Hikvision', ''],
  ])('%s | %s: %s', (headers, cells, expected) => {
    expect(said(headers, cells)).toBe(expected);
  });
});

describe('what a row fails by whatever else its cells say', () => {
  const OTHERS = ['replaces Huawei', 'not Huawei', 'OEM of Axis', 'Cisco', 'Huawei compatible', 'for Cisco'];
  const SURE: readonly Record<string, string>[] = [
    { vendor: 'Huawei' },
    { mac: '18:80:25:00:00:01' },
    { sysObjectId: '1.3.6.1.4.1.2011.2.23' },
    { fccId: 'QISMC509' },
    { serial: 'HWTC1234ABCD' },
    { gponSerial: 'HWTC1234ABCD' },
  ];

  test.each(SURE)('%j', (own) => {
    const [alone] = identifier.identify(row(own));
    for (const text of OTHERS)
      for (const more of [{ '?Description': text }, { '!Notes': text }, { hostname: text }, { site: text }]) {
        const found = identifier.identify(row({ ...own, ...more }));
        const same = found.find(({ vendor }) => vendor?.id === alone?.vendor?.id);
        expect([text, same?.confidence]).toEqual([text, alone?.confidence]);
      }
    // Nor does another vendor in a cell for that: it is a conflict.
    const found = identifier.identify(row({ ...own, ...('vendor' in own ? {} : { vendor: 'Cisco' }) }));
    expect(found[0]?.confidence).toBe(alone?.confidence);
  });
});

test('prose in the row of another known vendor is set aside with that vendor', () => {
  const other = { reason: 'other-vendor', by: 'Cisco', vendor: { id: 'huawei' } };
  for (const [key, text, name] of [
    ['?', 'in the Huawei rack', 'Huawei'],
    ['?', 'connected to Huawei core', 'Huawei'],
    ['!', 'S5735-L24T4S-A', 'S5735-L24T4S-A (S5700 campus switches)'],
  ] as const) {
    const { identifications, setAside } = identifier.read(row({ vendor: 'Cisco', [key]: text }));
    expect(identifications).toEqual([]);
    expect(setAside).toMatchObject([{ ...other, name }]);
  }
});

test('a maker is found in a row that begins with a word for a sum, which may be a part of its name', () => {
  const found = (cells: Record<string, string>) => brief(identifier.identify(row(cells)));
  expect(found({ vendor: 'Suma Technology Co., Ltd.', site: '2026-11-25' })).toEqual(['suma confirmed']);
  expect(found({ assetTag: 'Total Huawei', quantity: '2' })).toEqual(['huawei probable']);
});

/** The evidence of the first vendor of a row, in its order. */
const evidenceOf = (cells: Record<string, string>) => identifier.identify(row(cells))[0]?.evidence ?? [];

test('evidence stands with the strongest first, then by its column, then by its kind', () => {
  const cells = { mac: '00:E0:FC:00:00:01', vendor: 'Huawei', model: 'Huawei S5720-28X' };
  expect(evidenceOf(cells).map(({ field, kind }) => `${field} ${kind}`)).toEqual([
    'vendor name',
    'mac mac',
    'model name',
    'model model',
  ]);
});

test.each([
  ['Huawei', 'Huawei'],
  ['LTS', 'LTS, a brand that relabels some of their products'],
])('evidence says which name was met: %s', (vendor, matched) => {
  expect(evidenceOf({ vendor })[0]?.matched).toBe(matched);
});

test.each<[cells: Record<string, string>, seen: string]>([
  [{ vendor: ' Huawei ' }, 'Huawei'],
  [{ vendor: ' Hauwei ' }, 'Hauwei'],
  [{ mac: '00e0fc123456' }, '00:e0:fc:12:34:56'],
  [{ '?': 'eth0 00-E0-FC-12-34-56 up' }, '00:e0:fc:12:34:56'],
  [{ sysObjectId: ' 1.3.6.1.4.1.2011.2.23 ' }, '1.3.6.1.4.1.2011.2.23'],
  [{ '!Notes': 'answers 1.3.6.1.4.1.2011.2.23' }, 'answers 1.3.6.1.4.1.2011.2.23'],
  [{ fccId: 'QISMC509' }, 'QISMC509'],
  [{ serial: 'HWTC1234ABCD' }, 'HWTC1234ABCD'],
  [{ model: ' S5720-28X-SI ' }, 'S5720-28X-SI'],
  [{ '?': ' try /ISAPI/System ' }, 'try /ISAPI/System'],
  [{ category: ' consumer router ' }, 'consumer router'],
  // Nothing secret, and no mailbox's name in a text.
  [{ '?': 'ask li@hikvision.com' }, 'ask ***@hikvision.com'],
  [{ hostname: 'root@hikvision.com' }, 'root@hikvision.com'],
  [{ '?': 'snmp-server community s3cret Huawei' }, 'snmp-server community *** Huawei'],
])('evidence shows what was seen: %j', (cells, seen) => {
  expect(evidenceOf(cells)[0]?.seen).toBe(seen);
});

test('of a long cell is seen what stands around the name', () => {
  const text = `${'word '.repeat(80)}Hikvision ${'end '.repeat(80)}`;
  const seen = evidenceOf({ '?': text })[0]?.seen ?? '';
  expect(seen).toMatch(/^….*\bHikvision\b.*…$/);
  expect(seen.length).toBeLessThanOrEqual(200);
  // Signs that are several letters, or none, when texts are compared.
  for (const sign of ['\ufb03', '…', '½', '\u00ad', 'e\u0301'])
    expect(evidenceOf({ '?': sign.repeat(90) + text })[0]?.seen).toMatch(/^….*\bHikvision\b.*…$/);
});

test.each<[key: string, sign: string]>([
  ['model', 'Huawei'],
  ['model', 'S5720-28X'],
  ['!Notes', '1.3.6.1.4.1.2011.2.23'],
  ['?', '/ISAPI/System'],
  ['?', 'HWTC43ABCDEF'],
  ['model', 'VID_12D1'],
  ['?', 'Hikvison camera'],
])('of a long cell is seen what is evidence, also behind blanks: %s %s', (key, sign) => {
  for (const before of [' '.repeat(260), 'x '.repeat(150)])
    expect(evidenceOf({ [key]: `${before}${sign}${' x'.repeat(150)}` })[0]?.seen).toContain(sign);
});

test.each([
  '00:e0:fc:12:34:56',
  '1.3.6.1.4.1.2011.2.23',
  'FCC ID: QISMC509',
  'cpe:2.3:o:huawei:vrp',
  'HWTC43ABCDEF',
  'USB\\VID_12D1&PID_1506',
  'S5720-28X-SI',
  'DNVRS-Webs',
])("an identifier or model in a person's cell is possible, and not shown: %s", (text) => {
  const layout = new Layout([{ name: 'Contact', fields: ['withheld'], why: 'test', traits: ['person'] }]);
  const [found] = identifier.identify({ ...row({}), layout, cells: [text] });
  expect([found?.confidence, found?.evidence.map(({ seen }) => seen)]).toEqual(['possible', ['***']]);
});

test('a line is looked at up to its own limit, so a name late in it is found once', () => {
  const [found] = identifier.identify(row({ '?': `${'word '.repeat(7_000)}Huawei switch` }, { wholeLines: true }));
  expect(found?.evidence.map(({ kind }) => kind)).toEqual(['name']);
});

test.each<[text: string, names: Readonly<Record<string, boolean>>]>([
  ['Inventory of Huawei', { Huawei: false }],
  ['Spare parts for "Huawei"', { Huawei: true }],
  ['Switches of Aztec', {}],
  // In a document in one line each string is a text by itself.
  [`{"note": "${'word '.repeat(500)}", "for": "Huawei"}`, { Huawei: false }],
  [`{"note": "${'word '.repeat(10_000)} Huawei"}`, { Huawei: false }],
  [`{"note": "${'word '.repeat(500)}for Huawei"}`, { Huawei: true }],
  [`{"note": "${'word '.repeat(500)}", "for": "\\u534e\\u4e3a"}`, { 华为: false }],
])('names in a text that is no row, and whether they are set aside: %j', (text, names) => {
  const found = identifier.namesIn(text).map(({ name, isSetAside }) => [name, isSetAside] as const);
  expect(Object.fromEntries(found)).toEqual(names);
});

test('words have the places at which an expression finds them', () => {
  const parts = ['huawei', 'hua', 'a', '5720', '-', '_', ' ', '.', '中兴', 'zte', 'é', '機', 'ー', '/'];
  let seed = 1;
  const next = (): number => (seed = (seed * 48_271) % 2_147_483_647);
  for (let run = 0; run < 2_000; run += 1) {
    const text = Array.from({ length: (next() % 9) + 1 }, () => parts[next() % parts.length]).join('');
    const tokens = tokenise(text);
    expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual(words(text));
    const isApart = ({ start }: { readonly start: number }, at: number): boolean => start >= (tokens[at - 1]?.end ?? 0);
    expect(tokens.every(isApart)).toBe(true);
    expect(text.replaceAll(/[^\p{L}\p{N}]/gu, '').length).toBe(
      tokens.reduce((sum, { text: { length } }) => sum + length, 0),
    );
  }
});

test('a kind of thing that a list names is found by a model glued to its maker, whose name no list has', () => {
  const kinds = { vendors: new Set<string>(), categories: new Set(['drone', 'consumer-router'] as const) };
  const look = compileIdentifier(shipped(), { designated: kinds }).searchOf(row({ vendor: '', model: '' }).layout);
  const matters = (model: string): boolean => (look.of(new RowText().hold(['', model])) & MATTERS) !== 0;
  for (let at = 0; at < 1_000; at += 1) matters(`Catalyst ${String(at)}`);
  expect(['Calix100-06200', 'AutelEVO II', 'EVO II'].map(matters)).toEqual([true, true, true]);
  expect(['huaweis5720', 'Catalyst 9300'].map(matters)).toEqual([false, false]);
});

test('what a device holds is a component, what it is by its own number is not', () => {
  expect(evidenceOf({ model: 'Contains FCC ID: XMR2020BG95' })[0]?.part).toBe('component');
  expect(evidenceOf({ fccId: 'XMR2020BG95' })[0]?.part).toBe('device');
});

test.each([
  ['Dàhuà Technology', 'dahua confirmed'],
  ['Dáhua', 'dahua confirmed'],
  ['Hikvisión', 'hikvision confirmed'],
])('a name with accents: %s', (vendor, expected) => {
  expect(brief(identifier.identify(row({ vendor }))).join(', ')).toBe(expected);
});

test.each([
  ['an address of another vendor is a conflict', { mac: '18:80:25:00:00:01' }, 'hikvision'],
  ['what it holds is none', { '?': 'Contains FCC ID: XMR2020BG95' }, null],
  ['a mention is none', { '!': 'Hikvision' }, null],
])('beside a maker: %s', (_, other, vendor) => {
  const found = identifier.identify(row({ vendor: 'Huawei', ...other }));
  expect(found.find((one) => one.vendor?.id === 'huawei')?.conflict?.vendor ?? null).toBe(vendor);
});

test.each([
  ['1.3.6.1.4.1.9.1.516', true],
  ['iso.3.6.1.4.1.9.1.516', true],
  ['.1.3.6.1.2.1.1', true],
  ['9.1.516', false],
  ['2011.2.23', true],
  ['switch', false],
])('%s is an object id: %s', (text, expected) => {
  expect(identifier.identity.has(row({ sysObjectId: text }))).toBe(expected);
});

test.each([
  ['00*E0*FC*12*34*56', true],
  [' 00 e0_fc 12_34 56 ', true],
  ['00:E0:FC:12:34:56', false],
  ['00E0FC123456', false],
  ['00*10*20*12*34*56', false],
  ['E0*FC*12', false],
  ['eth0 is up', false],
])('%s is what may be left of an address: %s', (text, expected) => {
  expect(isUnreadMac(text)).toBe(expected);
});

test.each<[cells: Record<string, string>, kind: string | null]>([
  [{ model: 'MF286D' }, 'consumer-router'],
  [{ vendor: 'Acme Solar', model: 'MF286D' }, 'consumer-router'],
  [{ vendor: 'Netgear', model: 'MF286D' }, 'consumer-router'],
  [{ model: 'Mavic Pro' }, 'drone'],
  [{ '!': 'Mavic Pro' }, null],
  [{ '!': 'MF286D' }, null],
])('what a model is, whoever made the device, unless it is only mentioned: %j', (cells, kind) => {
  const kinds = identifier.identify(row(cells)).flatMap(({ category }) => category?.id ?? []);
  expect(kinds).toEqual(kind === null ? [] : [kind]);
});
