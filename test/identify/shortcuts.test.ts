import { expect, test } from '@jest/globals';
import { Layout, type Column } from '../../src/core/layout.ts';
import type { InventoryRecord } from '../../src/core/record.ts';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { prefixesOf } from '../../src/knowledge/knowledge.ts';
import { shipped } from '../knowledge.ts';
import { runsOf, seeded } from '../seeded.ts';
import { row } from './row.ts';

const RUNS = runsOf(2_000);
const knowledge = shipped();
const makers = knowledge.vendors.flatMap((vendor) => [vendor, ...vendor.affiliates]);
const families = makers.flatMap((maker) => maker.identifiers.models);

const KEYS = [
  'vendor',
  'model',
  '?',
  '!Notes',
  'hostname',
  'sysDescr',
  'assetTag',
  'serial',
  'mac',
  'platform',
  'category',
];
const FILLERS = [
  'switch',
  'for',
  'non',
  'Lobby',
  'Cisco',
  'C9300-24T',
  '',
  '-',
  '10.0.0.1',
  'Ltd.',
  'rack 7',
  'x1',
  '路由器',
  'camera',
];
const SEEDS = [
  ...makers.flatMap((maker) => [...maker.names, ...maker.brands].map(({ name }) => name)),
  ...families.flatMap(({ example }) => example ?? []),
  ...knowledge.vendors.flatMap((vendor) => vendor.lookAlikes.map(({ name }) => name)),
  'cpe:2.3:h:huawei:s5720:-',
  'Contains FCC ID: XMR201902M66',
  'HWTC43ABCDEF',
  ...makers.flatMap(({ identifiers }) => identifiers.tokens.map(({ value }) => value)),
  '1.3.6.1.4.1.2011.2.23',
];

test('shortcuts never change what is identified', () => {
  const { int, pick } = seeded(11);
  const fast = compileIdentifier(knowledge);
  const slow = compileIdentifier(knowledge, { shortcuts: false });
  const cell = (): string => {
    const parts = Array.from({ length: 1 + int(3) }, () => (int(3) === 0 ? pick(SEEDS) : pick(FILLERS)));
    const text = parts.join(pick([' ', '-', '_', '/', '', ', ']));
    const at = int(text.length + 1);
    return int(4) === 0 ? text.slice(0, at) + pick(['', 'x', '-', 'й', text[at] ?? '']) + text.slice(at + 1) : text;
  };
  const layouts = Array.from({ length: 8 }, () => row(Object.fromEntries(KEYS.map((key) => [key, '']))));
  for (let run = 0; run < RUNS; run += 1) {
    const layout = pick(layouts);
    const filled = int(KEYS.length);
    const cells = KEYS.map((_, index) => (index === filled || int(6) === 0 ? cell() : ''));
    const record = { ...layout, cells };
    expect([cells, fast.identify(record)]).toEqual([cells, slow.identify(record)]);
  }
});

test('rows that differ in their addresses alone are identified as each alone would be', () => {
  const { int, pick } = seeded(17);
  const fast = compileIdentifier(knowledge);
  const slow = compileIdentifier(knowledge, { shortcuts: false });
  const registrants = new Set(
    makers.flatMap(({ identifiers }) => identifiers.macRegistrants.map(({ value }) => value)),
  );
  const known = [...registrants].flatMap((registrant) => prefixesOf(knowledge.macPrefixes, registrant));
  const prefixes = [...Array.from({ length: 6 }, () => pick(known)), '001122', '0c0000', '6a2c4d', '000000'];
  const address = (): string => {
    const tail = int(5) === 0 ? '000000000000' : Array.from({ length: 12 }, () => int(16).toString(16)).join('');
    const digits = (pick(prefixes) + tail).slice(0, 12);
    const pairs = digits.match(/../g) ?? [];
    const spelled = pick([
      pairs.join(':'),
      pairs.join(':'),
      pairs.join('-'),
      digits,
      `${digits.slice(0, 6)}:junk:0f:1`,
      `${digits.slice(0, 6)}fffe${digits.slice(6)}`,
    ]);
    return pick([spelled, spelled, spelled.toUpperCase(), `${spelled}, ${digits}`, ` ${spelled}`]);
  };
  const pools: Record<string, () => string> = {
    vendor: () => pick(['Huawei', 'ZTE', 'Acme', 'N/A', '', 'Hikvision']),
    'vendor+mac': () => pick(['Huawei', address()]),
    model: () => pick(['S5735-L24T4S-A1', 'DS-2CD2143G2-I', 'C9300-24T', '']),
    mac: () => pick([address, address, () => ''])(),
    '?': () => pick([address, () => 'Huawei', () => 'core'])(),
    '!Notes': () => pick([address, () => ''])(),
    category: () => pick(['', 'drone', 'Switch']),
  };
  const layouts = [['vendor', 'model', 'mac'], ['mac', '?', 'vendor'], ['vendor+mac', 'model', '?'], ['category', 'mac', '?', 'model'], ['!Notes', '?', 'vendor']]
    .map((keys) => [keys, row(Object.fromEntries(keys.map((key) => [key, '']))), row({ '?': '' }, { wholeLines: true })] as const); // prettier-ignore
  for (let run = 0; run < RUNS; run += 1) {
    const [keys, layout, line] = pick(layouts);
    const cells = keys.map((key) => pools[key]?.() ?? '');
    const part = pick(['device', 'device', 'component'] as const);
    const record = int(9) === 0 ? { ...line, cells: [cells.join(' ')] } : { ...layout, cells, part };
    expect([cells, fast.identify(record)]).toEqual([cells, slow.identify(record)]);
  }
});

test('rows with addresses of one maker in other columns are graded each by its own', () => {
  const identifier = compileIdentifier(knowledge);
  const kinds = ['Camera vendor', 'Camera MAC', 'NVR vendor', 'NVR MAC'].map((name): Column => {
    return { name, fields: [name.endsWith('MAC') ? 'mac' : 'vendor'], why: 'test', traits: [] };
  });
  const [ofKinds, texts] = [{ ...row({}), layout: new Layout(kinds) }, row({ '?Info': '', '!Notes': '' })];
  const address = '00:e0:fc:12:34:56';
  const said = (record: InventoryRecord, ...cells: readonly string[]) =>
    identifier.identify({ ...record, cells }).map(({ confidence, conflict }) => [confidence, conflict?.seen]);
  for (let times = 0; times < 2; times += 1) {
    expect(said(texts, '', address)).toEqual([['possible', undefined]]);
    expect(said(texts, address, '')).toEqual([['probable', undefined]]);
    expect(said(ofKinds, 'Hikvision', '', '', address)).toEqual([['confirmed', undefined], ['probable', undefined]]); // prettier-ignore
    expect(said(ofKinds, 'Hikvision', address, '', '')).toEqual([['confirmed', address], ['probable', 'Hikvision']]); // prettier-ignore
  }
});

test('an address in a usual form says what its bare digits say in a column of addresses', () => {
  const { int, pick } = seeded(19);
  const identifier = compileIdentifier(knowledge);
  const prefixes = [
    ...prefixesOf(knowledge.macPrefixes, 'HUAWEI TECHNOLOGIES CO.,LTD'),
    'aabbcc',
    '000000',
    '001122',
    'cccccc',
  ];
  for (let run = 0; run < RUNS; run += 1) {
    const tail: string = pick([
      '000001',
      '334455',
      'ddeeff',
      'cccccc',
      int(2 ** 24)
        .toString(16)
        .padStart(6, '0'),
    ] as const);
    const digits = `${pick(prefixes)}${tail}`.slice(0, 12);
    const usual = (digits.match(/../g) ?? []).join(pick([':', '-']));
    const said = (text: string) => identifier.identify({ ...row({ mac: '' }), cells: [text] });
    expect([usual, said(pick([usual, usual.toUpperCase()]))]).toEqual([usual, said(digits)]);
  }
});
