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

test('of results that were made otherwise, looser options are reported and stricter ones hold', async () => {
  for (const [name, ...args] of [
    ['loose', '--require-identity', '0'],
    ['strict', '--max-list-age', '0'],
  ] as const)
    await run('check', 'site.csv', '-q', ...args, '-o', `ndjson=${name}.ndjson`);
  const { stdout } = await run('report', 'site.ndjson', 'loose.ndjson', '--mixed');
  expect(stdout).toContain('--require-identity 0: 100 % of the rows may name no vendor, model or MAC');
  const strict = await run('report', 'site.ndjson', 'strict.ndjson', '--mixed', '-f', 'ndjson');
  expect(JSON.stringify(events(strict.stdout).at(-1))).toContain('days before 2026-11-24, more than 0');
});

test.each([
  ['whole', (text: string) => text],
  ['cut off', (text: string) => `${text.split('\n').slice(0, 3).join('\n')}\n`],
])('a file holds one result: the first of two is %s', async (_, first) => {
  const begins = first(read('site.ndjson'));
  writeFileSync(join(cwd, 'both.ndjson'), begins + read('typo.ndjson'));
  const line = begins.split('\n').length;
  for (const args of [
    ['report', 'both.ndjson', '-q'],
    ['check', 'site.csv', '-q', '--baseline', 'both.ndjson'],
    ['verify', 'both.ndjson'],
  ]) {
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(`both.ndjson:${line}: another result begins here (netvet report takes several files`);
  }
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

test.each(['csv', 'ndjson'])('a result is not overwritten by what is made from it: -o %s', async (format) => {
  const { code, stderr } = await run('report', 'site.ndjson', '-q', '-o', `${format}=./site.ndjson`);
  const says = 'error: -o: ./site.ndjson would overwrite site.ndjson, which this run reads (name another file)\n';
  expect([code, stderr]).toEqual([2, says]);
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
