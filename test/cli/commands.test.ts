import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { FORMAT_NAMES } from '../../src/report/registry.ts';
import { emptyFolder, events, netvet } from './run.ts';
import { posixTest } from '../posix.ts';

const INVENTORY =
  'Manufacturer,Model,Serial,Password,Owner\nHikvision,DS-2CD2143G2-I,HK1,hunter2,Jane Roe\nCisco,C9300,C1,x,y\nZTE,MF286D,Z1,,\n';
let cwd = '';

beforeAll(async () => {
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'site.csv'), INVENTORY);
  writeFileSync(join(cwd, 'other.csv'), 'Vendor,Model,Serial\nHikvision,DS-2CD2143G2-I,HK1\nHytera,PD785,HY1\n');
  for (const format of ['ndjson', 'json'])
    await netvet(['check', 'site.csv', '-q', '-o', `${format}=site.${format}`], { cwd });
});

const run = (...args: string[]) => netvet(args, { cwd });

describe('every format', () => {
  test.each(FORMAT_NAMES)("%s: the same bytes twice, and no secret but in the user's own copy", async (format) => {
    const check = ['check', 'site.csv', '-q', '-o'];
    expect((await run(...check, `${format}=${format}.one`)).code).toBe(1);
    expect((await run(...check, `${format}=${format}.two`, '-v', '--color', 'always')).code).toBe(1);
    const [one, two] = ['one', 'two'].map((name) => readFileSync(join(cwd, `${format}.${name}`), 'utf8'));
    if (format !== 'text') expect(two).toBe(one);
    // A workbook is compressed; its own tests unpack it.
    if (format === 'xlsx') return;
    expect(one).toMatch(/hikvision/i);
    if (format !== 'flagged') expect(`${one}${two}`).not.toMatch(/hunter2|Jane Roe/);
  });

  test('neither columns nor explain shows one', async () => {
    for (const args of [
      ['columns', 'site.csv'],
      ['explain', 'site.csv:2'],
      ['explain', 'site.csv:2', '-f', 'json'],
    ]) {
      const { stdout, code } = await run(...args);
      expect(code).toBe(0);
      expect(stdout).toContain('Password');
      expect(stdout).not.toMatch(/hunter2|Jane Roe/);
    }
  });
});

test('columns describes what can be read, and names what cannot', async () => {
  const { code, stdout, stderr } = await run('columns', 'site.csv', 'none.csv', 'other.csv');
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'error: none.csv: cannot read: no such file or folder\n' });
  expect(stdout.match(/^\w+\.csv: csv/gm)).toEqual(['site.csv: csv', 'other.csv: csv']);
});

test('columns keeps within a narrow terminal', async () => {
  const header = 'Manufacturer,Model name of the device,Long header of a purchase date';
  const narrow = { cwd: emptyFolder(), columns: 60 };
  writeFileSync(join(narrow.cwd, 'wide.csv'), `${header}\nHuawei,S5720-28X-PWR-LI-AC,2026-01-02\n`);
  const { stdout } = await netvet(['columns', 'wide.csv'], narrow);
  expect(stdout).toContain('\n#1; Manufacturer; vendor; synonym; Huawei\n');
  expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(60);
});

test('columns shows the first value of a column that begins late', async () => {
  writeFileSync(join(cwd, 'late.csv'), `Hostname,Serial\n${'sw-of-the-north,\n'.repeat(20_000)}sw,Z17\n`);
  expect((await run('columns', 'late.csv')).stdout).toMatch(/Serial .* Z17\n/);
});

test('columns shows no unit as the first value', async () => {
  const rows = [211, 212, 213].map((volts) => `Cisco C9300,${volts},0.5\n`).join('');
  writeFileSync(join(cwd, 'units.csv'), `Name,Vac,Pso\nUnits,V,W\n${rows}`);
  expect((await run('columns', 'units.csv')).stdout).toMatch(/Name .* Cisco C9300\n#2 .* 211\n/);
});

test('columns says where each table of a file begins', async () => {
  writeFileSync(join(cwd, 'two.csv'), 'Vendor,Model\nCisco,C9300\n\nHostname,IP,Manufacturer\nsw1,10.0.0.1,Juniper\n');
  const { stdout } = await run('columns', 'two.csv');
  expect(stdout.match(/^.*header on line.*:$/gm)).toEqual(['header on line 1, from line 2:', 'header on line 4, from line 5:']);
}); // prettier-ignore

describe('report', () => {
  test.each(['site.ndjson', 'site.json'])('%s gives what the run gave', async (result) => {
    const first = await run('check', 'site.csv', '-f', 'csv');
    const again = await run('report', result, '-f', 'csv');
    expect(again).toEqual(first);
  });

  test('puts sites together, and counts an asset of two sites once', async () => {
    await run('check', 'other.csv', '-q', '-o', 'ndjson=other.ndjson');
    const { stdout, code } = await run('report', 'site.ndjson', 'other.ndjson', '-f', 'ndjson');
    const all = events(stdout);
    expect(code).toBe(1);
    expect(all.filter(({ type }) => type === 'run')).toHaveLength(1);
    const texts = all
      .filter(({ type }) => type === 'designation')
      .map(({ list, entry }) => `${String(list)}/${String(entry)}`);
    expect(new Set(texts).size).toBe(texts.length);
    const [summary] = all.slice(-1);
    const vendor = { hikvision: 2, 'consumer-router': 1, hytera: 1, zte: 1 };
    expect(summary).toMatchObject({
      pieces: 3,
      assets: { found: 3, failing: 3 },
      findings: { vendor },
      exit: { code: 1 },
    });
  });

  test('results that were judged differently are not put together silently', async () => {
    await run('check', 'other.csv', '-q', '-l', 'us-ndaa-889', '-o', 'ndjson=889.ndjson');
    const refused = await run('report', 'site.ndjson', '889.ndjson');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(
      '889.ndjson was judged by the lists us-ndaa-889, site.ndjson by the lists us-fcc-covered, us-ndaa-889',
    );
    expect((await run('report', 'site.ndjson', '889.ndjson', '--mixed', '-q')).code).toBe(1);
  });

  test.each([
    ['a cut one', (text: string) => text.split('\n').slice(0, 3).join('\n'), 'ends before its summary'],
    ['no result', () => 'a,b\n1,2\n', 'is not a result of netvet'],
    [
      'a later version',
      (text: string) => text.replace('"schemaVersion":1', '"schemaVersion":2'),
      'has schemaVersion 2',
    ],
  ])('%s is refused', async (_, change, says) => {
    writeFileSync(join(cwd, 'bad.ndjson'), change(readFileSync(join(cwd, 'site.ndjson'), 'utf8')));
    const { code, stderr } = await run('report', 'bad.ndjson', '-q');
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});

describe('verify', () => {
  test.each(['site.ndjson', 'site.json'])('%s is reproduced', async (result) => {
    expect(await run('verify', result)).toMatchObject({ code: 0, stderr: '' });
  });

  test('names a changed cell', async () => {
    writeFileSync(join(cwd, 'cell.csv'), INVENTORY);
    await run(
      'check',
      'cell.csv',
      '-q',
      '-o',
      'ndjson=cell.ndjson',
      '--require-identity',
      '10',
      '--columns',
      'vendor=Manufacturer',
    );
    expect((await run('verify', 'cell.ndjson')).code).toBe(0);
    writeFileSync(join(cwd, 'cell.csv'), INVENTORY.replace('Cisco', 'Dahua'));
    const { code, stdout } = await run('verify', 'cell.ndjson');
    expect(code).toBe(2);
    expect(stdout).toContain('changed: the input cell.csv');
    expect(stdout).toContain('differs: finding events');
    expect(stdout).toMatch(/came: cell\.csv:\d+ Dahua/);
  });

  test('names a changed list, another version of the tool, and refuses stdin', async () => {
    writeFileSync(join(cwd, 'mine.yaml'), 'id: mine\ntitle: Mine\nentries:\n  - vendor: zte\n');
    await run('check', 'site.csv', '-q', '-l', 'mine.yaml', '-o', 'ndjson=mine.ndjson');
    writeFileSync(join(cwd, 'mine.yaml'), 'id: mine\ntitle: Mine\nentries:\n  - vendor: hytera\n');
    expect((await run('verify', 'mine.ndjson')).stdout).toMatch(
      /was judged by the list mine \(\w{8}\), this run by the list mine \(\w{8}\)$/m,
    );
    const old = readFileSync(join(cwd, 'site.ndjson'), 'utf8').replace('"netvet":"1.2.3"', '"netvet":"1.2.2"');
    writeFileSync(join(cwd, 'old.ndjson'), old);
    expect((await run('verify', 'old.ndjson')).stdout).toContain(
      'changed: old.ndjson was judged by netvet 1.2.2, this run by netvet 1.2.3',
    );
    await netvet(['check', '-', '-q', '-o', 'ndjson=stdin.ndjson'], { cwd, stdin: INVENTORY });
    expect(await run('verify', 'stdin.ndjson')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('lists and vendors', () => {
  beforeAll(() => {
    for (const folder of ['list', 'list/node_modules', 'empty']) mkdirSync(join(cwd, folder));
    writeFileSync(join(cwd, 'list', 'node_modules', 'pnpm-lock.yaml'), 'lockfileVersion: 9\n');
    writeFileSync(join(cwd, 'list', 'mine.yaml'), 'id: mine-own\ntitle: Mine\nentries:\n  - vendor: zte\n');
    writeFileSync(
      join(cwd, 'vendor.yaml'),
      'id: acme\nname: Acme\nnames: [Acme Networks]\nexamples: {match: [{vendor: Acme Networks}]}\nsources: [x]\n',
    );
  });

  test.each([
    ['lists', 'us-fcc-covered'],
    ['lists show us-ndaa-889', 'section 889'],
    ['lists', 'as known on 2026-10-09, changes every 30 days'],
    ['lists show uk-telecom', 'uk-designated-vendors'],
    ['lists show us-state-ut', 'from us-bis-entity, as amended'],
    ['lists show us-state-nv', 'bought or flown by a public agency'],
    ['lists show de-5g --as-of 2026-11-24', 'must-go; only core, nms?'],
    ['lists search poland', 'where: PL'],
    ['lists search Indiana', 'us-state-in'],
    ['lists search 40.202', 'us-asda'],
    ['lists search HWTC', 'GPON'],
    ['lists search HiLook', 'probable as vendor, model'],
    ['lists search HiSilicon', 'HiSilicon: CPE vendor hisilicon'],
    ['lists search Tiandi', 'another company, only alike: Tiandi'],
    ['lists diff us-fcc-usf us-fcc-usf', 'nothing differs'],
    ['lists search 08:ed:ed:00:00:01', 'Dahua'],
    ['lists search 08-ED-ED', '08EDED'],
    ['lists search 08eded', '08EDED'],
    ['lists search 26-635', 'DA 26-635'],
    ['lists search 52.204-30', 'us-fascsa'],
    ['lists search nobody-of-this-name', 'does not clear the equipment'],
    ['vendors', 'huawei'],
    ['vendors show huawei', 'HiSilicon'],
    ['vendors show HIKVISION', 'Hangzhou'],
    ['vendors validate vendor.yaml', 'vendor.yaml: a valid vendor\n'],
    ['lists validate list vendor.yaml', 'list/mine.yaml: a valid list\nvendor.yaml: a valid vendor\n'],
  ])('%s', async (command, says) => {
    const text = await run(...command.split(' '));
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).toContain(says);
    const json = await run(...command.split(' '), '--format', 'json');
    expect(JSON.parse(json.stdout)).toBeTruthy();
  });

  test('a list as it stood on a day has nothing that came later or had ended', async () => {
    const on = async (list: string, day: string) => (await run('lists', 'show', list, '--as-of', day)).stdout;
    const before = await on('us-fcc-covered', '2025-12-21');
    expect(before).toContain('huawei');
    expect(before).not.toMatch(/^ {2}(?:dji|consumer-router) /m);
    expect(await on('us-fcc-covered', '2025-12-22')).toMatch(/^ {2}dji /m);
    const [router, later] = [await on('us-fcc-covered', '2026-05-01'), await on('us-fcc-covered', '2026-06-12')];
    expect([router.includes('Miri'), later.includes('Miri')]).toEqual([false, true]);
    expect(await on('us-state-nh', '2025-10-31')).toMatch(/^ +huawei /m);
    expect(await on('us-state-nh', '2025-11-01')).not.toMatch(/^ +huawei /m);
  });

  test.each([
    ['lists show us-ndaa-889 --as-of 2026-02-30', 'is not valid (expected a valid date'],
    ['lists show us-fcc-coverd', 'did you mean us-fcc-covered?'],
    ['vendors show hauwei', 'did you mean huawei?'],
    ['lists sho us-fcc-covered', "unknown command 'lists sho' (did you mean show?)"],
    ['vendors shw huawei', "unknown command 'vendors shw' (did you mean show?)"],
    ['lists diff us-ndaa-889 us-fcc-us', 'did you mean us-fcc-usf?'],
    ['lists validate absent.yaml', 'absent.yaml'],
    ['lists validate empty', 'empty holds no YAML file'],
    ['lists validate list empty', 'empty holds no YAML file'],
    ['explain site.csv:99', 'site.csv has no row at 99 that can be read (netvet check says what cannot be read)'],
  ])('%s is exit 2', async (command, says) => {
    const { code, stdout, stderr } = await run(...command.split(' '));
    expect(code).toBe(2);
    expect(stdout + stderr).toContain(says);
  });

  test.each([' ', '\u00a0', '\u200b'])('a search for nothing is exit 2: "%s"', async (term) => {
    const { code, stdout, stderr } = await run('lists', 'search', term);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: nothing to search for (netvet lists search Hikvision)\n',
    });
  });

  test('a law that names nobody says so once a run', async () => {
    const { stderr } = await run('check', 'site.csv', 'site.csv', '-l', 'pl-cybersecurity');
    expect(stderr.match(/the list pl-cybersecurity names nobody, so nothing fails by it/g)).toHaveLength(1);
  });

  test('diff names what changed, also for the findings of a result', async () => {
    writeFileSync(
      join(cwd, 'a.yaml'),
      'id: a\ntitle: A\nentries:\n  - vendor: zte\n  - {vendor: dahua, since: 2024-01-01}\n',
    );
    writeFileSync(
      join(cwd, 'b.yaml'),
      'id: b\ntitle: B\nentries:\n  - vendor: hikvision\n  - {vendor: dahua, since: 2025-01-01}\n',
    );
    const { stdout } = await run('lists', 'diff', 'a.yaml', 'b.yaml', '--against', 'site.ndjson');
    for (const line of ['+ hikvision', '- zte', '~ dahua']) expect(stdout).toContain(line);
    expect(stdout).toMatch(/since {2}- {2}2024-01-01\n +\+ {2}2025-01-01/);
    expect(stdout).toMatch(/\+\s+site\.csv:2\s+Hikvision\s+no finding -> banned/);
    expect(stdout).toMatch(/-\s+site\.csv:4\s+ZTE\s+banned -> no finding/);
  });
});

posixTest('a .netvet.yaml that leads nowhere is an error, not the absence of settings', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'site.csv'), INVENTORY);
  symlinkSync('gone.yaml', join(folder, '.netvet.yaml'));
  const ran = await netvet(['check', 'site.csv'], { cwd: folder });
  expect(ran).toEqual({ code: 2, stdout: '', stderr: 'error: .netvet.yaml: cannot read: no such file or folder\n' });
});

test('settings in .netvet.yml are not passed over: the file is misnamed', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'a.csv'), 'Vendor,Model\nCisco,C9300\n');
  writeFileSync(join(folder, '.netvet.yml'), 'list: [us-fcc-covered]\n');
  const stderr = 'error: .netvet.yml: not read: settings are in .netvet.yaml (rename it, or --config .netvet.yml)\n';
  expect(await netvet(['check', 'a.csv'], { cwd: folder })).toEqual({ code: 2, stdout: '', stderr });
  for (const chosen of [['--no-config'], ['--config', '.netvet.yml']])
    expect((await netvet(['check', 'a.csv', ...chosen], { cwd: folder })).code).toBe(0);
  writeFileSync(join(folder, '.netvet.yaml'), 'list: [us-fcc-covered]\n');
  expect((await netvet(['check', 'a.csv'], { cwd: folder })).code).toBe(0);
});

test('the format of .netvet.yaml is that of reports, and of no other answer', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'site.csv'), INVENTORY);
  const others = [['lists', 'show', 'us-ndaa-889'], ['vendors'], ['explain', 'Huawei'], ['columns', 'site.csv']];
  const answers = async () => Promise.all(others.map(async (args) => (await netvet(args, { cwd: folder })).stdout));
  const before = await answers();
  writeFileSync(join(folder, '.netvet.yaml'), 'format: json\n');
  expect(await answers()).toEqual(before);
  expect((await netvet(['check', 'site.csv'], { cwd: folder })).stdout).toMatch(/^\{"schemaVersion"/);
});

test('a flagged copy that is checked again says what its inventory says, and no more once a row was corrected', async () => {
  const folder = emptyFolder();
  writeFileSync(
    join(folder, 'site.csv'),
    'Hostname,Vendor,Model\ncam1,Hikvision,DS-1\nph1,Honor,Magic 4\nsw1,Cisco,C9300\n',
  );
  const check = async (...args: readonly string[]) => {
    const { stdout, code } = await netvet(['check', ...args, '-f', 'ndjson'], { cwd: folder });
    const { findings, assets } = events(stdout).at(-1) as { findings?: object; assets?: object };
    return { code, findings, assets };
  };
  const once = await check('site.csv', '-o', 'flagged=flagged.csv');
  expect(await check('flagged.csv')).toEqual(once);
  const corrected = readFileSync(join(folder, 'flagged.csv'), 'utf8').replace('cam1,Hikvision,DS-1', 'cam1,Axis,P3245');
  writeFileSync(join(folder, 'flagged.csv'), corrected);
  expect(await check('flagged.csv')).toMatchObject({ code: 3, assets: { failing: 0 } });
});
