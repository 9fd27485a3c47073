import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { emptyFolder, events, netvet } from './run.ts';

const INVENTORY = 'Manufacturer,Model,Serial\nHikvision,DS-2CD2143G2-I,HK1\nCisco,C9300,C1\nZTE,MF286D,Z1\n';
let cwd = '';

beforeAll(async () => {
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'site.csv'), INVENTORY);
  for (const format of ['ndjson', 'json'])
    await netvet(['check', 'site.csv', '-q', '-o', `${format}=site.${format}`], { cwd });
});

const run = (...args: string[]) => netvet(args, { cwd });

describe('baseline and waivers', () => {
  test('a sorted and renamed inventory has nothing new; what is gone is named', async () => {
    const [header = '', ...rows] = INVENTORY.trimEnd().split('\n');
    writeFileSync(join(cwd, 'sorted.csv'), [header, ...rows.toReversed()].join('\n'));
    expect((await run('check', 'sorted.csv', '-q', '--baseline', 'site.ndjson')).code).toBe(0);
    writeFileSync(join(cwd, 'less.csv'), `${header}\n${rows[0] ?? ''}\nDahua,DHI-NVR4216,D1\n`);
    const { code, stdout } = await run('check', 'less.csv', '--baseline', 'site.json', '-f', 'ndjson');
    expect(code).toBe(1);
    const [summary] = events(stdout).slice(-1);
    expect(summary).toMatchObject({ resolved: [expect.any(String), expect.any(String)], notRead: [] });
  });

  test('a run over other files, as that of changed files alone, does not say that findings are gone', async () => {
    writeFileSync(join(cwd, 'changed.csv'), 'Manufacturer,Model,Serial\nAruba,AP-515,A1\n');
    const { stdout } = await run('check', 'changed.csv', '--baseline', 'site.ndjson', '-f', 'ndjson');
    const summary = events(stdout).at(-1) as { resolved: unknown; notRead: readonly { sources: unknown }[] };
    expect(summary.resolved).toEqual([]);
    expect(summary.notRead.map(({ sources }) => sources)).toEqual([['site.csv'], ['site.csv'], ['site.csv']]);
    const text = await run('check', 'changed.csv', '--baseline', 'site.ndjson', '--color', 'never');
    expect(text.stdout).toContain('\nbaseline findings in inputs not read (site.csv): 3\n');
    expect(text.stdout).not.toContain('baseline findings that are gone');
  });

  test('add waives one finding, prune takes out what has expired', async () => {
    const finding = events(readFileSync(join(cwd, 'site.ndjson'), 'utf8')).find(({ type }) => type === 'finding');
    const id = String(finding?.['id']);
    const add = [
      'waivers',
      'add',
      id,
      '--from',
      'site.ndjson',
      '--file',
      'w.yaml',
      '--because',
      'accepted',
      '--reason',
      'lab',
      '--owner',
      'ops',
    ];
    expect(await run(...add, '--expires', '2026-12-31')).toMatchObject({
      code: 0,
      stdout: 'w.yaml: added hikvision-hk1\n',
    });
    expect((await run('waivers', 'validate', 'w.yaml')).code).toBe(0);
    const { stdout } = await run('check', 'site.csv', '--waivers', 'w.yaml', '-f', 'ndjson');
    expect(events(stdout).filter(({ status }) => status === 'waived')).toHaveLength(1);
    expect((await run('waivers', 'prune', 'w.yaml')).stdout).toBe('w.yaml: nothing to remove\n');
    expect((await run('waivers', 'prune', 'w.yaml', '--as-of', '2027-01-01')).stdout).toBe(
      'w.yaml: removed hikvision-hk1\n',
    );
  });
});

test('a problem is waived by its id, and no longer makes the run incomplete; a lost row is not', async () => {
  writeFileSync(join(cwd, 'inch.csv'), 'Manufacturer,Model\nCisco,"C9300\nAruba,6300M\n');
  const earlier = await run('check', 'inch.csv', '-o', 'ndjson=inch.ndjson');
  expect(earlier.code).toBe(3);
  const [problem] = events(readFileSync(join(cwd, 'inch.ndjson'), 'utf8')).filter(({ type }) => type === 'problem');
  const add = (id: unknown, from: string) =>
    run(
      ...['waivers', 'add', String(id), '--from', from, '--file', 'p.yaml', '--because', 'accepted'],
      ...['--reason', 'inch mark', '--owner', 'ops', '--expires', '2026-12-31'],
    );
  expect((await add(problem?.['id'], 'inch.ndjson')).stdout).toBe('p.yaml: added stray-quote-inch-csv-2\n');
  expect(readFileSync(join(cwd, 'p.yaml'), 'utf8')).toContain("source: inch.csv\n      line: '2'\n");
  expect((await run('check', 'inch.csv', '--waivers', 'p.yaml')).code).toBe(0);
  expect((await run('check', 'inch.csv', '--waivers', 'p.yaml', '--as-of', '2027-01-01')).code).toBe(3);

  writeFileSync(join(cwd, 'long.csv'), `Manufacturer,Model\n${'x'.repeat(16_777_217)}\nCisco,C9300\n`);
  await run('check', 'long.csv', '-q', '-o', 'ndjson=long.ndjson');
  const lost = events(readFileSync(join(cwd, 'long.ndjson'), 'utf8')).find(({ rejected }) => rejected === true);
  const refused = await add(lost?.['id'], 'long.ndjson');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('this problem cannot be waived');
});

test('what reads as a pattern is waived by the id of its finding, and for nothing else', async () => {
  writeFileSync(
    join(cwd, 'star.csv'),
    'Vendor,Model,Hostname,Site\nHuawei,S5720,sw-1*,\nHuawei,S5720,sw-2,* HQ\nHuawei,S5720,sw-3,\n',
  );
  await run('check', 'star.csv', '-q', '-o', 'ndjson=star.ndjson');
  const found = events(readFileSync(join(cwd, 'star.ndjson'), 'utf8')).filter(({ type }) => type === 'finding');
  const ids = found.map(({ id }) => String(id));
  const why = ['--because', 'replacing', '--reason', 'x', '--owner', 'ops', '--expires', '2026-12-31'];
  const added = await run('waivers', 'add', ...ids.slice(0, 2), '--from', 'star.ndjson', '--file', 'star.yaml', ...why);
  expect(added).toMatchObject({ code: 0, stderr: '' });
  const { stdout } = await run('check', 'star.csv', '--waivers', 'star.yaml', '-f', 'ndjson');
  const statuses = events(stdout).flatMap(({ type, status }) => (type === 'finding' ? status : []));
  expect(statuses).toEqual(['waived', 'waived', 'banned']);
});

test('waivers add takes several findings, all or none', async () => {
  const all = events(readFileSync(join(cwd, 'site.ndjson'), 'utf8')).filter(({ type }) => type === 'finding');
  const ids = all.map(({ id }) => String(id));
  const why = ['--from', 'site.ndjson', '--because', 'replacing', '--reason', 'x', '--owner', 'ops'];
  const until = ['--expires', '2026-12-31'];
  const refused = await run('waivers', 'add', ...ids, '0123', ...why, ...until, '--file', 'all.yaml');
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('site.ndjson has no finding or problem 0123');
  const [first = ''] = ids;
  const twice = await run('waivers', 'add', first, first, ...why, ...until, '--file', 'one.yaml');
  expect(twice).toMatchObject({ code: 0, stderr: '' });
  const renewed = await run('waivers', 'add', first, ...why, ...until, '--file', 'one.yaml');
  const [added = ''] = twice.stdout.split('\n');
  const removed = `${added.replace('added', 'removed')}, which has the same match`;
  expect(renewed.stdout).toBe(`${removed}\n${added}\n`);
  const { code, stdout } = await run('waivers', 'add', ...ids, ...why, ...until, '--file', 'all.yaml');
  expect(code).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(ids.length);
  expect((await run('check', 'site.csv', '-q', '--waivers', 'all.yaml')).code).toBe(0);
});

test('waivers add names apart what would have one id, and says once what is wrong with all', async () => {
  writeFileSync(join(cwd, 'many.csv'), 'Hostname,Vendor,Model\nsw-1,Huawei,S5720\nsw 1,Huawei,S5720\n');
  const { stdout } = await run('check', 'many.csv', '-f', 'ndjson');
  writeFileSync(join(cwd, 'many.ndjson'), stdout);
  const ids = events(stdout).flatMap(({ type, id }) => (type === 'finding' ? String(id) : []));
  const why = ['--from', 'many.ndjson', '--because', 'accepted', '--reason', 'x', '--owner', 'ops'];
  const added = await run('waivers', 'add', ...ids, ...why, '--expires', '2026-12-31', '--file', 'many.yaml');
  expect(added.stdout).toMatch(/^many.yaml: added huawei-sw-1\nmany.yaml: added huawei-sw-1-[0-9a-f]{16}\n$/);
  expect((await run('check', 'many.csv', '-q', '--waivers', 'many.yaml')).code).toBe(0);
  const tooLong = await run('waivers', 'add', ...ids, ...why, '--expires', '2036-12-31', '--file', 'other.yaml');
  expect(tooLong.stderr.trimEnd().split('\n')).toHaveLength(1);
});

test.each([
  ['the name is a kind of device', 'Camera,Hikvision,DS-2CD2143G2-I,Lobby\nCamera,Hikvision,DS-2CD2043G2-I,Yard\n'],
  ['the name is that of another one at another site', 'cam-1,Hikvision,DS-2CD,Lobby\ncam-1,Hikvision,DS-2CD,Yard\n'],
  ['the name is that of another one at a site', 'cam-1,Hikvision,DS-2CD,\ncam-1,Hikvision,DS-2CD,Yard\n'],
  ['the name at its site is that of another model', 'cam-1,Hikvision,DS-2CD2143,Yard\ncam-1,Hikvision,DS-7608,Yard\n'],
])('waivers add covers no other asset where %s', async (_, rows) => {
  for (const file of ['first.yaml', 'both.yaml']) writeFileSync(join(cwd, file), '');
  writeFileSync(join(cwd, 'named.csv'), `Hostname,Vendor,Model,Site\n${rows}`);
  const { stdout } = await run('check', 'named.csv', '-f', 'ndjson');
  writeFileSync(join(cwd, 'named.ndjson'), stdout);
  const ids = events(stdout).flatMap(({ type, id }) => (type === 'finding' ? String(id) : []));
  const why = ['--from', 'named.ndjson', '--because', 'accepted', '--reason', 'x', '--owner', 'ops'];
  const until = ['--expires', '2026-12-31'];
  await run('waivers', 'add', ids[0] ?? '', ...why, ...until, '--file', 'first.yaml');
  expect((await run('check', 'named.csv', '-q', '--waivers', 'first.yaml')).code).toBe(1);
  await run('waivers', 'add', ...ids, ...why, ...until, '--file', 'both.yaml');
  expect((await run('check', 'named.csv', '-q', '--waivers', 'both.yaml')).code).toBe(0);
});

test('waivers add names an asset by what no other finding has, be it one that has a better name', async () => {
  writeFileSync(join(cwd, 'some.csv'), 'Hostname,Serial,Vendor\ncam-1,,Hikvision\ncam-1,HK7,Hikvision\ncam-2,,ZTE\n');
  await run('check', 'some.csv', '-q', '-o', 'ndjson=some.ndjson');
  const ids = events(readFileSync(join(cwd, 'some.ndjson'), 'utf8')).flatMap((one) =>
    one['type'] === 'finding' ? String(one['id']) : [],
  );
  const why = ['--because', 'not-this-vendor', '--reason', 'x', '--owner', 'ops', '--file', 'some.yaml'];
  const { stdout } = await netvet(['waivers', 'add', ...ids, '--from', '-', ...why], {
    cwd,
    stdin: readFileSync(join(cwd, 'some.ndjson'), 'utf8'),
  });
  const added = ['hikvision-' + (ids[0] ?? ''), 'hikvision-hk7', 'zte-cam-2'];
  expect(stdout).toBe(added.map((id) => `some.yaml: added ${id}\n`).join(''));
});

test('waivers add renews a waiver of the same asset', async () => {
  const finding = events(readFileSync(join(cwd, 'site.ndjson'), 'utf8')).find(({ type }) => type === 'finding');
  const why = ['--because', 'accepted', '--reason', 'x', '--owner', 'ops', '--file', 'renewed.yaml'];
  for (const expires of ['2026-12-01', '2027-02-01']) {
    const added = ['waivers', 'add', '--from', 'site.ndjson', String(finding?.['id']), '--expires', expires, ...why];
    expect((await run(...added)).code).toBe(0);
  }
  expect(readFileSync(join(cwd, 'renewed.yaml'), 'utf8').match(/expires: .*/g)).toEqual(['expires: 2027-02-01']);
});

test.each([
  ['check', '-', '--baseline', '-'],
  ['report', '-', '--baseline', '-'],
])('standard input is read once: %s %s %s %s', async (...args) => {
  const { code, stderr } = await netvet([...args], { cwd, stdin: readFileSync(join(cwd, 'site.ndjson')) });
  expect(code).toBe(2);
  expect(stderr).toContain('standard input cannot be read twice (use - once, and name a file)');
});

test('waivers add writes to the waiver file of the result, and asks for one when it had none', async () => {
  const text = '# ours\nwaivers: []\n';
  writeFileSync(join(cwd, 'board.yaml'), text);
  const { stdout } = await run('check', 'site.csv', '--waivers', 'board.yaml', '-f', 'ndjson');
  writeFileSync(join(cwd, 'with.ndjson'), stdout);
  const id = String(events(stdout).find(({ type }) => type === 'finding')?.['id']);
  const why = ['--because', 'not-this-vendor', '--reason', 'x', '--owner', 'ops'];
  const added = await run('waivers', 'add', '--from', 'with.ndjson', id, ...why);
  expect(added).toMatchObject({ code: 0, stdout: 'board.yaml: added hikvision-hk1\n' });
  expect(readFileSync(join(cwd, 'board.yaml'), 'utf8')).toMatch(/^# ours\nwaivers:\n {2}- id: hikvision-hk1\n/);
  const refused = await run('waivers', 'add', '--from', 'site.ndjson', id, ...why);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('was made without a waiver file (name one: --file waivers.yaml)');
});

test('a result that is reported with fewer waivers fails again', async () => {
  const [finding] = events(readFileSync(join(cwd, 'site.ndjson'), 'utf8')).filter(({ type }) => type === 'finding');
  const why = ['--because', 'accepted', '--reason', 'x', '--owner', 'ops', '--expires', '2026-12-31'];
  writeFileSync(join(cwd, 'one.csv'), INVENTORY.split('\n').slice(0, 2).join('\n'));
  await run('waivers', 'add', String(finding?.['id']), '--from', 'site.ndjson', '--file', 'few.yaml', ...why);
  expect((await run('check', 'one.csv', '-q', '--waivers', 'few.yaml', '-o', 'ndjson=few.ndjson')).code).toBe(0);
  expect((await run('report', 'few.ndjson', '-q')).code).toBe(0);
  writeFileSync(join(cwd, 'none.yaml'), 'waivers: []\n');
  const { code, stdout } = await run('report', 'few.ndjson', '--waivers', 'none.yaml', '-f', 'ndjson');
  expect(code).toBe(1);
  const again = events(stdout).filter(({ type }) => type === 'finding');
  expect(again).toMatchObject([{ status: 'banned', fails: true }]);
  expect(JSON.stringify(again)).not.toContain('"waived"');
});
