import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { emptyFolder, events, netvet } from './run.ts';

let cwd = '';
const run = (...args: string[]) => netvet(args, { cwd });
const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
const result = (name: string, ...options: string[]) => run('check', ...options, '-q', '-o', `ndjson=${name}`);

beforeAll(async () => {
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'site.csv'), 'Manufacturer,Model,Serial\nHikvision,DS-2CD2143G2-I,HK1\nCisco,C9300,C1\n');
  writeFileSync(join(cwd, 'typo.csv'), 'Manufacturer,Model,Serial\nHikvison,Camera,HK2\nHytera,PD785,HY1\n');
  writeFileSync(join(cwd, 'acme.yaml'), 'id: acme\ntitle: ACME\nentries:\n  - vendor: huawei\n');
  await result('site.ndjson', 'site.csv');
  await result('typo.ndjson', 'typo.csv');
  await result('day.ndjson', 'site.csv', '--as-of', '2026-11-23');
  await result('list.ndjson', 'site.csv', '-l', 'us-fcc-covered', '-l', 'acme.yaml');
  await result('confirmed-site.ndjson', 'site.csv', '--fail-on', 'confirmed');
  await result('confirmed.ndjson', 'typo.csv', '--fail-on', 'confirmed');
  for (const order of [
    ['us-fcc-covered', 'us-ndaa-889'],
    ['us-ndaa-889', 'us-fcc-covered'],
  ])
    await result(`${String(order[0])}-first.ndjson`, 'site.csv', ...order.flatMap((id) => ['-l', id]));
});

describe('says what was not judged alike', () => {
  test.each([
    ['day.ndjson', ['day.ndjson was judged as of 2026-11-23, site.ndjson as of 2026-11-24']],
    [
      'list.ndjson',
      [
        'list.ndjson was judged with --list us-fcc-covered --list acme.yaml, site.ndjson with the usual options',
        'list.ndjson was judged by the lists acme, us-fcc-covered, site.ndjson by the lists us-fcc-covered, us-ndaa-889',
      ],
    ],
    [
      'confirmed-site.ndjson',
      ['confirmed-site.ndjson was judged with --fail-on confirmed, site.ndjson with the usual options'],
    ],
  ])('%s', async (other, says) => {
    const { code, stdout, stderr } = await run('report', 'site.ndjson', other);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const text of says) expect(stderr).toContain(text);
    const mixed = await run('report', 'site.ndjson', other, '--mixed');
    expect(mixed.code).toBe(1);
    expect(mixed.stdout).toMatch(/^options: .*--mixed/m);
    for (const text of says) expect(mixed.stderr).toContain(`warning: ${text}`);
  });

  test('another version of a list, of netvet, of what is known', async () => {
    const [first = '', ...others] = read('site.ndjson').split('\n');
    const changed = first
      .replace(/("lists":\[.*?"sha256":)"[^"]*"/, '$1"0"')
      .replace('"netvet":"1.2.3"', '"netvet":"1.2.4"')
      .replace(/"knowledge":"[^"]*"/, '"knowledge":"0"');
    writeFileSync(join(cwd, 'changed.ndjson'), [changed, ...others].join('\n'));
    const { stderr } = await run('report', 'site.ndjson', 'changed.ndjson');
    const version = String.raw`\([0-9a-f]+\)`;
    for (const [line, says] of [
      'changed.ndjson was judged by netvet 1.2.4, site.ndjson by netvet 1.2.3',
      `changed.ndjson was judged with knowledge of vendors ${version}, site.ndjson with knowledge of vendors ${version}`,
      `by the list us-fcc-covered ${version}, site.ndjson by the list us-fcc-covered ${version} .--mixed puts them`,
    ].entries())
      expect(stderr.split('\n')[line + 1]).toMatch(new RegExp(says));
  });
});

describe('results one after the other in one file or pipe', () => {
  test('are as good as several', async () => {
    const apart = await run('report', 'site.ndjson', 'typo.ndjson', '-f', 'csv');
    writeFileSync(join(cwd, 'both.ndjson'), read('site.ndjson') + read('typo.ndjson'));
    expect(await run('report', 'both.ndjson', '-f', 'csv')).toEqual(apart);
  });

  test('are not put together silently either', async () => {
    writeFileSync(join(cwd, 'days.ndjson'), read('site.ndjson') + read('day.ndjson'));
    const { code, stderr } = await run('report', 'days.ndjson', '-q');
    expect(code).toBe(2);
    expect(stderr).toContain('a later result in days.ndjson was judged as of 2026-11-23, days.ndjson as of 2026-11-24');
    expect((await run('report', 'days.ndjson', '-q', '--mixed')).code).toBe(1);
  });

  test('of a later one, looser options are reported, stricter ones hold, and lists that are in no first result are refused', async () => {
    for (const [name, ...args] of [
      ['loose', '--require-identity', '0'],
      ['strict', '--max-list-age', '0'],
      ['other', '-l', 'us-dod-1260h'],
    ] as const) {
      await run('check', 'site.csv', '-q', ...args, '-o', `ndjson=${name}.ndjson`);
      writeFileSync(join(cwd, `then-${name}.ndjson`), read('site.ndjson') + read(`${name}.ndjson`));
    }
    const { stdout } = await run('report', 'then-loose.ndjson', '--mixed');
    expect(stdout).toContain('looser than the default: command line; --require-identity 0');
    const strict = await run('report', 'then-strict.ndjson', '--mixed', '-f', 'ndjson');
    expect(JSON.stringify(events(strict.stdout).at(-1))).toContain('days before 2026-11-24, more than 0');
    const { code, stderr } = await run('report', 'then-other.ndjson', '--mixed');
    expect([code, stderr]).toEqual([2, expect.stringContaining('was judged by us-dod-1260h, which no first')]);
  });

  test('one that was cut off is not hidden by the next', async () => {
    const cut = read('site.ndjson').split('\n').slice(0, 3).join('\n');
    writeFileSync(join(cwd, 'cut.ndjson'), `${cut}\n${read('typo.ndjson')}`);
    const { code, stderr } = await run('report', 'cut.ndjson', '-q');
    expect(code).toBe(2);
    expect(stderr).toContain('cut.ndjson:4: the result before this line ends before its summary');
  });
});

test('a result comes from standard input too', async () => {
  const told = await netvet(['report', '-', '-f', 'csv'], { cwd, stdin: read('site.ndjson') });
  expect(told).toEqual(await run('report', 'site.ndjson', '-f', 'csv'));
});

test('what failed is what failed in the run, not what would by default', async () => {
  const told = await run('report', 'confirmed.ndjson', '-f', 'gitlab');
  expect(told).toEqual(await run('check', 'typo.csv', '--fail-on', 'confirmed', '-f', 'gitlab'));
  expect((await run('report', 'confirmed.ndjson')).stdout).toContain('\n1 of 2 assets fails (exit 1)\n');
});

test('results that only failed differently are one when report is told what fails', async () => {
  const { code, stdout } = await run('report', 'typo.ndjson', 'confirmed.ndjson', '--fail-on', 'never', '-f', 'ndjson');
  expect(code).toBe(0);
  expect(events(stdout)[0]).toMatchObject({ options: { 'fail-on': 'never' } });
});

test('an option that is given with its default value makes no difference', async () => {
  await run('check', 'typo.csv', '-q', '--fail-on-status', 'banned', '-o', 'ndjson=said.ndjson');
  expect((await run('report', 'said.ndjson', 'site.ndjson', '-q')).stderr).not.toContain('were not judged alike');
});

test('a result is overwritten only by a result that is made from it', async () => {
  writeFileSync(join(cwd, 'anew.ndjson'), read('site.ndjson'));
  const { code, stderr } = await run('report', 'anew.ndjson', '-q', '-o', 'csv=anew.ndjson');
  expect([code, stderr]).toEqual([2, expect.stringContaining('-o: anew.ndjson would overwrite the input anew.ndjson')]);
  await run('report', 'anew.ndjson', '-q', '-o', 'html=anew.html', '-o', 'ndjson=./anew.ndjson');
  expect(events(read('anew.ndjson'))[0]).toMatchObject({ results: ['anew.ndjson'] });
});

test('the order in which lists were named is no difference', async () => {
  const { code, stderr } = await run('report', 'us-fcc-covered-first.ndjson', 'us-ndaa-889-first.ndjson', '-q');
  expect(stderr).not.toContain('the list');
  expect(code).toBe(2);
});

test.each([
  ['summary', 'ends before its summary'],
  ['findings', 'is a damaged result: its summary counts'],
])('a document without %s is refused', async (key, says) => {
  const all = events(read('site.ndjson'));
  const of = (type: string) => all.filter((event) => event['type'] === type);
  const document = {
    run: of('run')[0],
    findings: of('finding'),
    inputs: of('input'),
    designations: of('designation'),
    problems: of('problem'),
    attention: of('attention'),
    summary: of('summary')[0],
    [key]: undefined,
  };
  writeFileSync(join(cwd, 'document.json'), JSON.stringify(document));
  const { code, stderr } = await run('report', 'document.json');
  expect(code).toBe(2);
  expect(stderr).toContain(says);
});

test('parts that came from standard input keep their own number of rows', async () => {
  for (const [part, rows] of [
    ['part-1', 1],
    ['part-2', 3],
  ] as const) {
    const { stdout } = await netvet(['check', '-', '-f', 'ndjson'], {
      cwd,
      stdin: `Manufacturer,Model\n${'Cisco,C9300\n'.repeat(rows)}`,
    });
    writeFileSync(join(cwd, `${part}.ndjson`), stdout);
  }
  const { stdout } = await run('report', 'part-1.ndjson', 'part-2.ndjson');
  const inputs = stdout.matchAll(/^standard input: csv, .*header on line 1; .*; (rows \d+);/gm);
  expect(Array.from(inputs, ([, rows]) => rows)).toEqual(['rows 1', 'rows 3']);
});

test('an earlier result that does not say what was not judged at its sites', async () => {
  const cells = 'Manufacturer,Model,Site\nHikvision,DS-2CD2143G2-I,North\nCisco,C9300,South\n,,South\n';
  writeFileSync(join(cwd, 'sites.csv'), cells);
  await result('sites.ndjson', 'sites.csv');
  const sitesOf = async (name: string) => events((await run('report', name, '-f', 'ndjson')).stdout).at(-1)?.['sites'];
  const north = { found: 1, failing: 1, notJudged: 0 };
  const south = { found: 0, failing: 0, notJudged: 1 };
  expect(await sitesOf('sites.ndjson')).toEqual({ North: north, South: south });
  const earlier = read('sites.ndjson').replaceAll(/("failing":\d),"notJudged":\d\}/g, '$1}');
  writeFileSync(join(cwd, 'earlier.ndjson'), earlier);
  expect(await sitesOf('earlier.ndjson')).toEqual({ North: north, South: { ...south, notJudged: 0 } });
});
