import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { emptyFolder, events, netvet } from '../cli/run.ts';

const cwd = emptyFolder();
const EL = 'Entity List (EL) - Bureau of Industry and Security';
const SDN = 'Specially Designated Nationals (SDN) - Treasury Department';

const CSL = [
  {
    name: 'Huawei Technologies Co., Ltd. (Huawei). Affiliated Entity: Huawei Device Co., Ltd.',
    source: EL,
    alt_names: [],
    start_date: '2019-05-21',
    federal_register_notice: '84 FR 22961, 85 FR 29849',
  },
  { name: ' Hangzhou Hikvision Digital Technology Co., Ltd.', source: EL, alt_names: ['Hikvision', 'SecuMax'] },
  { name: 'Acme Avionics and any successor, sub-unit, or subsidiary thereof', source: EL, alt_names: ['Acme Wings'] },
  { name: 'Nowhere People?s Institute (NPI)', source: EL, end_date: '2020-01-01' },
  { name: 'Address 1, 12 Some Road', source: EL },
  { name: 'Robosense Technology Co., Ltd.', source: 'Military End User (MEU) List - Bureau of Industry and Security' },
  { name: 'IVANOV, Sergei', source: SDN, type: 'Individual', programs: ['RUSSIA-EO14024'] },
  { name: 'Sea Star', source: SDN, type: 'Vessel' },
  { name: 'Sky Star', source: SDN, type: 'Aircraft' },
  { name: 'Hauwei', source: SDN, type: 'Entity', alt_names: ['HW', 'Cisco'] },
  { name: 'MICKEY MOUSE', source: 'Denied Persons List (DPL) - Bureau of Industry and Security' },
  { name: '', source: '' },
];

const KEYS = ['source', 'type', 'programs', 'name', 'federal_register_notice', 'start_date', 'end_date', 'alt_names'];
const FULL = CSL.map((record) =>
  Object.fromEntries(KEYS.map((key) => [key, record[key as keyof typeof record] ?? ''])),
);
const csvOf = (keys: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  [keys, ...rows.map((row) => row.map((cell) => `"${[cell].flat().join('; ')}"`))].map((row) => row.join(',')).join('\n'); // prettier-ignore

writeFileSync(join(cwd, 'csl.json'), JSON.stringify({ total: CSL.length, results: FULL }));
writeFileSync(join(cwd, 'csl.csv'), `${csvOf(KEYS, FULL.map((record) => Object.values(record)))}\n\x1a`); // prettier-ignore
writeFileSync(
  join(cwd, 'site.csv'),
  'Vendor,Model\nHuawei Device,P1\nHikvision,DS-1\nSecuMax,S1\nAcme Avionics,A1\nAcme Wings,A2\nRoboSense,M1\n' +
    'Sea Star,S2\nHauwei,H1\nCisco,C1\nNowhere People,N1\n',
);

async function check(list: string, ...args: readonly string[]) {
  const ran = await netvet(['check', 'site.csv', '-l', list, '-f', 'ndjson', ...args], { cwd });
  const found = events(ran.stdout).filter(({ type }) => type === 'finding');
  return { ...ran, lines: found.map(({ line }) => line), said: ran.stderr.trimEnd().split('\n') };
}

describe.each(['csl.json', 'csl.csv'])('the Consolidated Screening List as %s', (file) => {
  test('its companies fail, and the run says what was left out', async () => {
    const { code, lines, said } = await check(file);
    expect({ code, lines }).toEqual({ code: 1, lines: [2, 3, 4, 5, 6, 7, 9] });
    expect(said).toEqual([
      `warning: ${file}: read as the US Consolidated Screening List: 3 vendors that netvet knows, ` +
        "4 searched for by name alone: Acme Avionics, Nowhere People's Institute, Address 1, 12 Some Road, Hauwei",
      `warning: ${file}: what a shipped list names comes under its rules: us-bis-entity`,
      `warning: ${file}: left out: weak aliases (3), people (2), vessels (1), aircraft (1)`,
      `warning: ${file}: near a known name, and taken for other vendors: Hauwei (huawei)`,
    ]);
  });

  test('a listing has its days and its citation', async () => {
    const { stdout } = await netvet(['lists', 'show', file, '-f', 'json'], { cwd });
    const { list } = JSON.parse(stdout) as {
      readonly list: { readonly entries: readonly Record<string, unknown>[] };
    };
    expect(list.entries.slice(0, 4)).toMatchObject([
      {
        vendor: 'huawei/huawei-device',
        as: 'Huawei Device Co., Ltd.',
        since: '2019-05-21',
        until: null,
        citation: '84 FR 22961, 85 FR 29849',
      },
      { vendor: 'hikvision', as: 'Hangzhou Hikvision Digital Technology Co., Ltd.' },
      { vendor: 'acme-avionics' },
      { vendor: 'nowhere-people-s-institute', since: null, until: '2020-01-01' },
    ]);
  });

  test.each([
    [['Entity List'], [2, 3, 4, 5, 6]],
    [['EL'], [2, 3, 4, 5, 6]],
    [
      ['military end user list', 'SDN'],
      [7, 9],
    ],
  ])('of the sources %j alone', async (sources, lines) => {
    const found = await check(file, ...sources.flatMap((source) => ['--list-source', source]));
    expect(found.lines).toEqual(lines);
    expect(found.stderr).toMatch(/left out: .*of other sources \(\d\)/);
  });

  test('people that a source names alone are read where that source was named', async () => {
    const { stderr } = await check(file, '--list-source', 'Denied Persons List');
    expect(stderr).toContain('1 searched for by name alone: MICKEY MOUSE\n');
  });

  test('a source that it does not hold is refused, with those that are near and those that there are', async () => {
    const there =
      'there are: Denied Persons List; Entity List; Military End User List; Specially Designated Nationals)';
    for (const verb of [
      ['check', 'site.csv', '-l'],
      ['lists', 'validate'],
      ['lists', 'show'],
    ]) {
      const { code, stderr, stdout } = await netvet([...verb, file, '--list-source', 'Entty List'], { cwd });
      expect(code).toBe(2);
      expect(`${stderr}${stdout}`).toContain(`--list-source: no list has a source 'Entty List' (${there}`);
    }
  });

  test('is a valid list', async () => {
    expect((await netvet(['lists', 'validate', file], { cwd })).stdout).toBe(`${file}: a valid list\n`);
  });
});

describe('a source that is a shipped list has the effect of that list', () => {
  /** `line status what` of each finding. */
  const effects = (stdout: string): readonly string[] => {
    const all = events(stdout);
    const rules = all.flatMap(({ type, entry, rules: held }) =>
      type === 'designation' ? [[entry, (held as { mayNot: string }[]).map(({ mayNot }) => mayNot).join('; ')] as const] : [],
    );
    return all.flatMap(({ type, line, status, designations }) => {
      const [first] = (designations ?? []) as { entry: string }[];
      const what = rules.find(([entry]) => entry === first?.entry)?.[1] ?? '';
      return type === 'finding' ? [`${String(line)} ${String(status)}: ${what}`] : [];
    });
  }; // prettier-ignore
  const EXPORT = 'be supplied with US-origin items without a license';

  test('the Entity List names, and binds those who export', async () => {
    const rows = CSL.filter(({ source }) => source === EL).map(({ name, alt_names = [] }) => ({ name, source: EL, alt_names, source_list_url: 'x' }));
    writeFileSync(join(cwd, 'el.json'), JSON.stringify({ results: rows }));
    const { code, stdout, stderr } = await check('el.json');
    expect(stderr).toContain('el.json: read as the US Consolidated Screening List: 2 vendors');
    expect(effects(stdout)).toEqual([2, 3, 4, 5, 6].map((line) => `${line} listed: ${EXPORT}`));
    expect(code).toBe(0);
    const shipped = await netvet(['check', 'site.csv', '-l', 'us-bis-entity', '-f', 'ndjson'], { cwd });
    expect(effects(shipped.stdout).slice(0, 2)).toEqual(effects(stdout).slice(0, 2));
    const { list } = JSON.parse((await netvet(['lists', 'show', 'el.json', '-f', 'json'], { cwd })).stdout) as {
      readonly list: Readonly<Record<string, unknown>>;
    };
    expect(list).toMatchObject({ binds: 'exporters of US items', rules: [{ id: 'us-bis-entity-export', effect: 'about-others' }] });
  }); // prettier-ignore

  test('beside other sources each has its own: what is no shipped list may not be used here', async () => {
    const { code, stdout } = await check('csl.json');
    expect(effects(stdout)).toEqual([
      ...[2, 3, 4, 5, 6].map((line) => `${line} listed: ${EXPORT}`),
      ...[7, 9].map((line) => `${line} banned: be used here`),
    ]);
    expect(code).toBe(1);
  });

  test('nothing but shipped lists, of which there are several: each with its rules', async () => {
    const rows = [['Company', 'Huawei', '', '', PROGRAM, '', '', ''], ['Company', 'Hikvision', '', '', EL, '', '', '']]; // prettier-ignore
    writeFileSync(join(cwd, 'shipped.csv'), csvOf(OPENSANCTIONS, rows));
    const { stderr, stdout } = await check('shipped.csv');
    expect(stderr).not.toContain('error');
    expect(effects(stdout).map((line) => line.split(':')[0])).toEqual(['2 banned', '3 listed', '9 banned']);
  });

  test('section 889 bars those whom the shipped list bars, on its days', async () => {
    const rows = [['Company', 'Huawei Technologies Company', '', 'debarment', PROGRAM, '', 'August 13, 2018', '']];
    writeFileSync(join(cwd, 's889.csv'), csvOf(OPENSANCTIONS, rows));
    const on = async (list: string, day: string) => effects((await check(list, '--as-of', day)).stdout).map((line) => line.split(':')[0]);
    for (const day of ['2019-08-12', '2020-08-12', '2020-08-13', '2026-11-28'])
      expect(await on('s889.csv', day)).toEqual((await on('us-ndaa-889', day)).filter((line) => /^[29] /.test(line ?? '')));
  }); // prettier-ignore
});

const OPENSANCTIONS = ['schema', 'name', 'aliases', 'topics', 'program', 'reason', 'start-date', 'end-date'];
const PROGRAM = 'Section 889 of an Act (Public Law 1 - 2)';

test('the section 889 list over ten rows of Huawei and Hikvision fails', async () => {
  const names = ['Dahua Technology Company', 'Hangzhou Hikvision Digital Technology Company', 'Huawei Technologies Company', 'Hytera Communications Corporation', 'ZTE Corporation']; // prettier-ignore
  const rows = names.map((name) => ['Company', name, '', 'debarment', PROGRAM, '', 'October 1, 2020', '']);
  writeFileSync(join(cwd, 'section889.csv'), csvOf(OPENSANCTIONS, rows));
  const devices = Array.from({ length: 5 }, (_, at) => `Huawei,S57${at}\nHikvision,DS-${at}\n`);
  writeFileSync(join(cwd, 'ten.csv'), `Manufacturer,Model\n${devices.join('')}`);
  const { code, stdout, stderr } = await netvet(['check', 'ten.csv', '-l', 'section889.csv'], { cwd });
  expect(stderr.split('\n')).toEqual([
    'warning: section889.csv: read as a table of OpenSanctions: 5 vendors that netvet knows',
    'warning: section889.csv: what a shipped list names comes under its rules: us-ndaa-889',
    '',
  ]);
  expect(code).toBe(1);
  expect(stdout).toContain('✗ 10 of 10 assets fail (exit 1): section889');
  expect(stdout).toContain('listed 2020-10-01');
  const { list } = JSON.parse((await netvet(['lists', 'show', 'section889.csv', '-f', 'json'], { cwd })).stdout) as {
    readonly list: { readonly entries: readonly { readonly vendor: string; readonly assumes: string | null }[] };
  };
  expect(list.entries.map(({ vendor, assumes }) => [vendor, assumes !== null])).toEqual(
    ['dahua', 'hikvision', 'huawei', 'hytera', 'zte'].map((vendor) => [vendor, !['huawei', 'zte'].includes(vendor)]),
  );
});

test('targets.simple.csv, by data set', async () => {
  const keys = 'id,schema,name,aliases,birth_date,countries,sanctions,program_ids,dataset,first_seen'.split(',');
  const row = (schema: string, name: string, dataset: string) => ['1', schema, name, 'Zeta Optics;ZO', '', 'cn', '', '', dataset, '2024-01-01']; // prettier-ignore
  const rows = [row('Company', 'Zeta', 'FCC'), row('Person', 'Li', 'FCC'), row('CryptoWallet', '1A2', 'FCC'), row('LegalEntity', 'Eta', 'EU')]; // prettier-ignore
  writeFileSync(join(cwd, 't.csv'), csvOf(keys, rows));
  writeFileSync(join(cwd, 'z.csv'), 'Vendor,Model\nZeta,1\nZeta Optics,2\nLi,3\nEta,4\nZO,5\n');
  const { stdout, stderr } = await netvet(['check', 'z.csv', '-l', 't.csv', '--list-source', 'fcc', '-f', 'ndjson'], {
    cwd,
  });
  expect(events(stdout).flatMap(({ type, line }) => (type === 'finding' ? [line] : []))).toEqual([2, 3]);
  expect(stderr).toContain('left out: weak aliases (1), people (1), of other kinds (1), of other sources (1)\n');
});

test('of the 1260H table only the newest edition counts, first listed when the name first stood there', async () => {
  const rows = ['A Corp,2021-06-03', 'B Corp,2021-06-03', 'A Corp,2026-06-08', 'C Corp,2026-06-08'];
  const lines = rows.map((row) => `x,${row.replace(',', ',Alef Works,')},`);
  writeFileSync(join(cwd, 'h.csv'), `Name,Clean Name,Alias,Start date,End date\n${lines.join('\n')}\n`);
  const { stdout } = await netvet(['lists', 'show', 'h.csv'], { cwd });
  expect(stdout.match(/^ {2}[a-z]-corp .*$/gm)).toEqual([
    expect.stringMatching(/^ {2}a-corp .*, listed 2021-06-03/),
    expect.stringMatching(/^ {2}c-corp .*, listed 2026-06-08/),
  ]);
  const { stderr } = await netvet(['check', 'site.csv', '-l', 'h.csv'], { cwd });
  expect(stderr).toContain('h.csv: left out: of older editions (2)\n');
  writeFileSync(join(cwd, 'h.csv'), `Name,Clean Name,Alias,Start date,End date\n${lines.slice(0, 3).join('\n')}\n`);
  const { stdout: one } = await netvet(['lists', 'show', 'h.csv'], { cwd });
  expect(one.match(/^ {2}[a-z]-corp /gm)).toEqual(['  a-corp ']);
});

test('an official file that names no company is refused', async () => {
  writeFileSync(join(cwd, 'people.csv'), csvOf(OPENSANCTIONS, [['Person', 'Ivanov', '', '', PROGRAM, '', '', '']]));
  const { code, stderr } = await netvet(['check', 'site.csv', '-l', 'people.csv'], { cwd });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'error: people.csv: the list designates nobody (it needs an entry, such as vendor: huawei)\n',
  });
});

test.each([['-l', 'own.csv'], ['-l', 'us-ndaa-889'], []])(
  '--list-source without a list that says its sources is refused (%s %s)',
  async (...lists) => {
    writeFileSync(join(cwd, 'own.csv'), 'vendor\nHuawei\n');
    const { code, stderr } = await netvet(['check', 'site.csv', ...lists, '--list-source', 'EL'], { cwd });
    const says = "error: --list-source: no list has a source 'EL' (no list of this run says its sources)\n";
    expect({ code, stderr }).toEqual({ code: 2, stderr: says });
  },
);

test.each([
  ['X (Foo). Affiliated Entity: Y Works Ltd.', 'y-works-ltd'],
  ['360 Optics Technology Inc. (Foo 360)*', '360-optics-technology-inc'],
  ['Xi?an Foo', 'xi-an-foo'],
  ['Acme Optics, Inc., and all successors', 'acme-optics-inc'],
  ['"Acme Optics"', 'acme-optics'],
])('%s is %s', async (printed, id) => {
  writeFileSync(join(cwd, 'one.json'), JSON.stringify([{ name: printed, aliases: 'Foo Works' }]));
  const { stdout } = await netvet(['lists', 'show', 'one.json', '-f', 'json'], { cwd });
  const { list } = JSON.parse(stdout) as { readonly list: { readonly entries: readonly { readonly id: string }[] } };
  expect(list.entries.map((entry) => entry.id)).toEqual([id]);
});

test('names that would be one vendor, or one claim, are one entry, and a listing that ends before it begins ends', async () => {
  const rows = ['Foo & Bar,,', 'Foo Bar,,', 'Sino Co Ltd,,', 'SinoCo Ltd,Foo-Bar,', 'Odd Days,,2026-02-01'].map((row) => `${row},2025-01-01`); // prettier-ignore
  writeFileSync(join(cwd, 'same.csv'), `name,aliases,since,until\n${rows.join('\n')}\n`);
  expect((await netvet(['lists', 'validate', 'same.csv'], { cwd })).stdout).toBe('same.csv: a valid list\n');
  const { stdout } = await netvet(['lists', 'show', 'same.csv'], { cwd });
  expect(stdout.match(/(?<=^ {2})[a-z]+(?:-[a-z]+)+(?= )/gm)).toEqual(['foo-bar', 'sino-co-ltd', 'odd-days']);
});

test('a company that two sources name is under both, with the names that either has', async () => {
  const of = (name: string, source: string, alias: string) =>
    Object.fromEntries(KEYS.map((key) => [key, { name, source, alt_names: alias === '' ? [] : [alias] }[key] ?? '']));
  const results = [
    ...[of('Hikvision', EL, ''), of('Hikvision', PROGRAM, '')],
    ...[of('Foo Works', SDN, ''), of('Foo Works', SDN, 'Zeta Lamps')],
  ];
  writeFileSync(join(cwd, 'both.json'), JSON.stringify({ total: results.length, results }));
  writeFileSync(join(cwd, 'b.csv'), 'Vendor,Model\nHikvision,DS-1\nZeta Lamps,Z1\nZeta Works,Z2\n');
  const { stdout } = await netvet(['check', 'b.csv', '-l', 'both.json', '-f', 'ndjson'], { cwd });
  const found = events(stdout).flatMap(({ type, line, status }) => (type === 'finding' ? [[line, status]] : []));
  expect(found).toEqual([
    [2, 'banned'],
    [3, 'banned'],
  ]);
});

test.each([
  ['2020-01-01', '2019-05-21', '2021-01-01', '2030-01-01', '2019-05-21', '2030-01-01'],
  ['2019-05-21', '2020-01-01', '2030-01-01', '2021-01-01', '2019-05-21', '2030-01-01'],
  ['2019-05-21', '', '2030-01-01', '', null, null],
  ['', '2019-05-21', '', '2030-01-01', null, null],
])('listed twice, from %s and %s, to %s and %s: from %s to %s', async (begins, since, ends, until, from, to) => {
  const of = (start_date: string, end_date: string) =>
    Object.fromEntries(
      KEYS.map((key) => [key, { name: 'Acme Avionics', source: EL, start_date, end_date }[key] ?? '']),
    );
  writeFileSync(join(cwd, 'twice.json'), JSON.stringify({ total: 2, results: [of(begins, ends), of(since, until)] }));
  const { stdout } = await netvet(['lists', 'show', 'twice.json', '-f', 'json'], { cwd });
  const { list } = JSON.parse(stdout) as { readonly list: { readonly entries: readonly object[] } };
  expect(list.entries).toMatchObject([{ as: 'Acme Avionics', since: from, until: to }]);
});

test('a name is that of the entry which is called so, and no alias of another', async () => {
  const full = (name: string, ...aliases: string[]) => ({ ...FULL[0], name, alt_names: aliases });
  const results = [full('Beta Radar', 'Gamma Optics', 'Beta Labs'), full('Gamma Optics', 'Beta Labs')];
  writeFileSync(join(cwd, 'two.json'), JSON.stringify({ total: 2, results }));
  writeFileSync(join(cwd, 'named.csv'), 'Vendor,Model\nGamma Optics,G1\nBeta Labs,B1\n');
  const { stdout } = await netvet(['check', 'named.csv', '-l', 'two.json', '-f', 'ndjson'], { cwd });
  const found = events(stdout).filter(({ type }) => type === 'finding');
  expect(found.map(({ vendor }) => (vendor as { name: string }).name)).toEqual(['Gamma Optics', 'Beta Radar']);
});

test.each([
  ['2020-01-01Z', '2020-01-01'],
  ['2020-01-01 00:00:00 EST', '2020-01-01'],
  ['2020-01-01; 2021-01-01', null],
])('a day of a publication, %s, is %s', async (end, until) => {
  writeFileSync(join(cwd, 'day.csv'), `name,aliases,until\nAcme Avionics,,"${end}"\n`);
  const { stdout } = await netvet(['lists', 'show', 'day.csv', '-f', 'json'], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({ list: { entries: [{ until }] } });
});
