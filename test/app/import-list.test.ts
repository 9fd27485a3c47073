import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Imported } from '../../src/app/import-list.ts';
import { cleanName, dayIn } from '../../src/app/import-texts.ts';
import { emptyFolder, events, netvet } from '../cli/run.ts';

const cwd = emptyFolder();
const BIS = 'Entity List (EL) - Bureau of Industry and Security';
const SDN = 'Specially Designated Nationals (SDN) - Treasury Department';

const CSL = [
  {
    name: 'Huawei Technologies Co., Ltd. (Huawei). Affiliated Entity: Huawei Device Co., Ltd.',
    source: BIS,
    alt_names: [],
    start_date: '2019-05-21',
    federal_register_notice: '84 FR 22961, 85 FR 29849',
  },
  { name: ' Hangzhou Hikvision Digital Technology Co., Ltd.', source: BIS, alt_names: ['Hikvision'], type: null },
  { name: 'Acme Avionics and any successor, sub-unit, or subsidiary thereof', source: BIS, alt_names: ['Acme Wings'] },
  { name: 'Nowhere People?s Institute', source: BIS, end_date: '2020-01-01' },
  { name: 'Address 1, 12 Some Road', source: BIS },
  { name: 'IVANOV, Sergei', source: SDN, type: 'Individual', programs: ['RUSSIA-EO14024'] },
  { name: 'Sea Star', source: SDN, type: 'Vessel' },
  { name: 'Hauwei', source: SDN, type: 'Entity' },
  { name: 'MICKEY MOUSE', source: 'Denied Persons List (DPL) - Bureau of Industry and Security' },
  { name: '', source: '' },
];

async function imported(file: string, text: string, ...args: string[]) {
  writeFileSync(join(cwd, file), text);
  const ran = await netvet(['lists', 'import', file, ...args, '-o', 'out.yaml', '-f', 'json'], { cwd });
  const yaml = ran.code === 0 ? readFileSync(join(cwd, 'out.yaml'), 'utf8') : '';
  return { ...ran, yaml, said: ran.code === 0 ? (JSON.parse(ran.stdout) as Imported) : null };
}

const entriesOf = (yaml: string): readonly string[] =>
  yaml.split('\n').filter((line) => line.startsWith('  - ')).map((line) => line.slice(4)); // prettier-ignore

const JSON_TEXT = JSON.stringify({ total: CSL.length, results: CSL });
const HEADER = 'source,type,programs,name,federal_register_notice,start_date,end_date,alt_names';
const CSV_TEXT = [
  HEADER,
  ...CSL.map(({ name, source, type = '', programs = [], alt_names = [], start_date = '', end_date = '', ...rest }) =>
    [
      source,
      type ?? '',
      programs.join('; '),
      name,
      rest.federal_register_notice ?? '',
      start_date,
      end_date,
      alt_names.join('; '),
    ]
      .map((cell) => `"${cell}"`)
      .join(','),
  ),
  '\x1a',
].join('\n');

describe.each([
  ['csl.json', JSON_TEXT],
  ['csl.csv', CSV_TEXT],
])('the Consolidated Screening List as %s', (file, text) => {
  test('entities become entries: known vendors by id, others by name, nothing of them distinctive', async () => {
    const { yaml, said } = await imported(file, text, '--from', 'csl');
    expect(entriesOf(yaml)).toEqual([
      "{vendor: huawei/huawei-device, as: 'Huawei Device Co., Ltd.', since: 2019-05-21, citation: '84 FR 22961, 85 FR 29849'}",
      "{vendor: hikvision, as: 'Hangzhou Hikvision Digital Technology Co., Ltd.'}",
      "{vendor: {name: 'Acme Avionics', distinctive: false, names: [{name: 'Acme Wings', distinctive: false}]}}",
      "{vendor: {name: 'Nowhere People''s Institute', distinctive: false}, until: 2020-01-01}",
      "{vendor: {name: 'Hauwei', distinctive: false}}",
    ]);
    expect(said).toMatchObject({ id: 'out', entries: 5, known: 2, fresh: 3, near: ['Hauwei'] });
    expect(said?.skipped).toEqual({
      'an address': 1,
      'people, ships and aircraft': 2,
      'of the Denied Persons List, people as a rule': 1,
    });
    expect(yaml).toMatch(/^# yaml-language-server: \$schema=list\.schema\.json\n.*\nid: out\n/);
    expect(yaml).toContain('effect: about-others');
  });

  test('by source, as a shipped list; it is valid and finds', async () => {
    const { said } = await imported(file, text, '--from', 'csl', '--as', 'us-bis-entity');
    expect(said?.entries).toBe(4);
    expect((await netvet(['lists', 'validate', 'out.yaml'], { cwd })).stdout).toBe('out.yaml: a valid list\n');
    writeFileSync(
      join(cwd, 'site.csv'),
      'Manufacturer,Model\nAcme Avionics,A1\nOther,not Acme Avionics\nHikvision,DS-1\n',
    );
    const { stdout } = await netvet(['check', 'site.csv', '-l', 'out.yaml', '-f', 'ndjson'], { cwd });
    const found = events(stdout).filter(({ type }) => type === 'finding');
    expect(found.map(({ line, status }) => [line, status])).toEqual([[2, 'listed'], [4, 'listed']]); // prettier-ignore
  });
});

test('rules come from the shipped list that --as names', async () => {
  const { yaml } = await imported(
    'a.csv',
    'name,since\nAcme,2026-01-01\nHuawei,\n',
    '--from',
    'csv',
    '--as',
    'us-ndaa-889',
  );
  expect(yaml).toContain("{id: buy, effect: no-new, mayNot: 'be bought by a federal agency, or be an essential part of what it buys', from: 2019-08-13}");
  expect(entriesOf(yaml)[0]).toContain('since: 2026-01-01');
});

test('of the 1260H table only the newest edition counts, first listed when the name first stood there', async () => {
  const rows = ['A Corp,2021-06-03,', 'B Corp,2021-06-03,', 'A Corp,2026-06-08,', 'C Corp (CC)*,2026-06-08,'];
  const text = `Name,Clean Name,Alias,Start date,End date\n${rows.map((row) => `x,${row.replace(',', ',,')}`).join('\n')}\n`;
  const { yaml, said } = await imported('milcorps.csv', text, '--from', 'opensanctions');
  expect(entriesOf(yaml)).toEqual([
    "{vendor: {name: 'A Corp', distinctive: false}, since: 2021-06-03}",
    "{vendor: {name: 'C Corp', distinctive: false, names: [{name: 'CC', distinctive: false}]}, since: 2026-06-08}",
  ]);
  expect(said?.skipped).toEqual({ 'of an older edition': 2 });
});

test('targets.simple.csv, by dataset', async () => {
  const head =
    'id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,first_seen';
  const row = (schema: string, name: string, dataset: string) =>
    `1,${schema},${name},X One;X Two,,cn,,,,,,,${dataset},2024-01-01`;
  const text = [head, row('Company', 'Zeta', 'us_fcc'), row('Person', 'Li', 'us_fcc'), row('LegalEntity', 'Eta', 'eu')];
  const { yaml } = await imported('t.csv', `${text.join('\n')}\n`, '--from', 'opensanctions', '--source', 'us_fcc');
  expect(entriesOf(yaml)).toEqual([
    "{vendor: {name: 'Zeta', distinctive: false, names: [{name: 'X One', distinctive: false}, {name: 'X Two', distinctive: false}]}}",
  ]);
});

test('another file is refused', async () => {
  const { code, stderr } = await imported('b.csv', 'colour,size\nred,1\nblue,2\n', '--from', 'csl');
  expect([code, stderr]).toEqual([2, expect.stringContaining('b.csv is not what --from csl reads: colour, size')]);
});

test.each([
  ['X (Foo). Affiliated Entity: Y Ltd.', 'Y Ltd.', []],
  ['360 Security Technology Inc. (Qihoo 360)*', '360 Security Technology Inc.', ['Qihoo 360']],
  ['Xi?an Jiaotong', 'Xi an Jiaotong', []],
  ['Acme, Inc., and all successors', 'Acme, Inc.', []],
])('%s', (printed, name, aliases) => {
  expect(cleanName(printed)).toEqual({ name, aliases });
});

test.each([
  ['2027-10-01', '2027-10-01'],
  ['October 1, 2027', '2027-10-01'],
  ['Feb 30, 2026', null],
  ['soon', null],
])('%s is %s', (text, expected) => {
  expect(dayIn(text)).toBe(expected);
});

describe('a known vendor', () => {
  test('keeps the names of the file that netvet does not know', async () => {
    const rows = 'name,aliases,type\nHangzhou Acme,Dahua;Foo,manufacturer\nHikvision,SecuMax,company\nIvanov,,person\n';
    const { yaml, said } = await imported('known.csv', rows, '--from', 'csv', '--as', 'us-ndaa-889');
    expect(said?.entries).toBe(2);
    writeFileSync(join(cwd, 'site.csv'), 'host,vendor\na,Hangzhou Acme\nb,SecuMax\nc,Foo\nd,Ivanov\n');
    writeFileSync(join(cwd, 'known.yaml'), yaml.replace('id: out', 'id: known'));
    const { stdout } = await netvet(['check', 'site.csv', '-l', 'known.yaml', '-f', 'ndjson'], { cwd });
    const found = events(stdout).flatMap((event) => (event['type'] === 'finding' ? [event['row']] : []));
    expect(found).toEqual([1, 2, 3]);
  });
});
