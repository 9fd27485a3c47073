import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { emptyFolder, netvet, said } from './run.ts';

const TABLE = `Manufacturer,Model,Serial\n${'Cisco,C9300-24T,A1\nHuawei,S5720-28P,A2\nHikvision,DS-2CD2143G2-I,A3\n'.repeat(30)}`;
const WAIVERS = `waivers:
  - id: lobby
    match: {vendor: hikvision}
    because: accepted
    reason: replacement ordered
    owner: network-ops
    approved: 2026-10-01
    expires: 2027-03-31
  - id: nothing
    match: {vendor: zte}
    because: accepted
    reason: none is left
    owner: network-ops
    approved: 2026-10-01
    expires: 2027-03-31
`;

/** A folder with a table, and the results of its parts. */
async function partsOf(of: number, options: readonly string[] = []): Promise<{ cwd: string; results: string[] }> {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'in.csv'), TABLE);
  writeFileSync(join(cwd, 'waivers.yaml'), WAIVERS);
  const results = Array.from({ length: of }, (_, index) => `${index + 1}.ndjson`);
  for (const [index, result] of results.entries()) {
    const args = ['check', 'in.csv', '--part', `${index + 1}/${of}`, '-o', `ndjson=${result}`, ...options];
    expect((await netvet(args, { cwd })).code).toBe(0);
  }
  return { cwd, results };
}

describe('what is no part', () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'in.csv'), TABLE);
  writeFileSync(join(cwd, 'in.csv.gz'), gzipSync(TABLE));
  const NDJSON = ['-f', 'ndjson'];

  test.each([
    ['standard input', ['-', ...NDJSON], '--part: - is not a file that several runs can read'],
    ['gzip', ['in.csv.gz', ...NDJSON], '--part: in.csv.gz is packed (gz) (unpack it, or save it as CSV)'],
    ['two files', ['in.csv', 'in.csv.gz', ...NDJSON], '--part takes one file'],
    ['text', ['in.csv', '-f', 'text'], '--part: a part cannot be written as text'],
    ['nothing', ['in.csv'], '--part: a part needs its result as ndjson'],
    ['ndjson and another format', ['in.csv', ...NDJSON, '-o', 'csv=x.csv'], '--part: a part cannot be written as csv'],
  ])('%s', async (_, args, message) => {
    const ran = await netvet(['check', ...args, '--part', '1/2'], { cwd, stdin: TABLE });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(message);
  });

  test.each(['0/2', '3/2', '1', '1/', 'a/b', '01/2', '1/10001'])('--part %s', async (part) => {
    const ran = await netvet(['check', 'in.csv', '--part', part, ...NDJSON], { cwd });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('expected I/N, such as 2/4');
  });
});

describe('report refuses parts that are no whole', () => {
  test.each([
    ['the first is missing', ['2.ndjson', '3.ndjson'], 'part 1 of 3 is missing'],
    ['one is missing', ['3.ndjson', '1.ndjson'], 'part 2 of 3 of in.csv is missing'],
    ['the last is missing', ['1.ndjson', '2.ndjson'], 'part 3 of 3 of in.csv is missing'],
    ['one is there twice', ['1.ndjson', '2.ndjson', '2.ndjson', '3.ndjson'], 'part 2 of 3 is there twice'],
  ])('%s', async (_, results, message) => {
    const { cwd } = await partsOf(3);
    const ran = await netvet(['report', ...results, '-q', '-o', 'ndjson=all.ndjson'], { cwd });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(message);
  });

  test.each([
    ['a changed row in an earlier part', TABLE.replace('A1', 'B1')],
    ['a file that has grown', `${TABLE}Cisco,C9300-24T,A4\n`],
  ])('%s', async (_, changed) => {
    const { cwd, results } = await partsOf(3);
    writeFileSync(join(cwd, 'in.csv'), changed);
    await netvet(['check', 'in.csv', '--part', '3/3', '-o', 'ndjson=3.ndjson'], { cwd });
    const ran = await netvet(['report', ...results], { cwd });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('part 3 of 3 is of another version of in.csv');
  });

  test('a part is no baseline', async () => {
    const { cwd } = await partsOf(2);
    const ran = await netvet(['check', 'in.csv', '--baseline', '1.ndjson'], { cwd });
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('is one part of a file') as unknown });
  });
});

describe('the whole that report makes of parts', () => {
  test('is held to the waivers and the baseline of the parts', async () => {
    const { cwd, results } = await partsOf(3, ['--waivers', 'waivers.yaml']);
    const whole = await netvet(['check', 'in.csv', '-f', 'ndjson', '--waivers', 'waivers.yaml'], { cwd });
    const report = await netvet(['report', ...results, '-f', 'ndjson'], { cwd });
    expect(said(report.stdout)).toEqual(said(whole.stdout));
    expect(report.stdout).toContain('"unused":["nothing"]');
    writeFileSync(join(cwd, 'waivers.yaml'), WAIVERS.replace('zte', 'dahua'));
    const changed = await netvet(['report', ...results], { cwd });
    expect(changed).toMatchObject({ code: 2, stderr: expect.stringContaining('waivers.yaml: was changed') as unknown });
  });

  test('is the same when all parts stand in one file, or beside other results', async () => {
    const { cwd, results } = await partsOf(3);
    const texts = results.map((name) => readFileSync(join(cwd, name), 'utf8'));
    writeFileSync(join(cwd, 'all.ndjson'), texts.join(''));
    writeFileSync(join(cwd, 'other.csv'), 'Manufacturer,Model\nDahua,IPC-HDW2431T\n');
    await netvet(['check', 'other.csv', '-o', 'ndjson=other.ndjson'], { cwd });
    const whole = await netvet(['check', 'other.csv', 'in.csv', '-f', 'ndjson'], { cwd });
    for (const named of [
      ['other.ndjson', 'all.ndjson'],
      ['other.ndjson', ...results.toReversed()],
    ]) {
      const report = await netvet(['report', ...named, '-f', 'ndjson'], { cwd });
      expect(said(report.stdout)).toEqual(said(whole.stdout));
    }
  });

  test('is verified as the one run that it stands for', async () => {
    const { cwd, results } = await partsOf(3);
    await netvet(['report', ...results, '-o', 'ndjson=all.ndjson', '-o', 'json=all.json'], { cwd });
    for (const result of ['all.ndjson', 'all.json', '2.ndjson'])
      expect(await netvet(['verify', result], { cwd })).toMatchObject({ code: 0 });
    writeFileSync(join(cwd, 'in.csv'), TABLE.replace('Cisco', 'Dahua'));
    expect(await netvet(['verify', 'all.ndjson'], { cwd })).toMatchObject({ code: 2 });
  });
});

test('--input-name is what standard input is called', async () => {
  const cwd = emptyFolder();
  const named = await netvet(['check', '-', '--input-name', 'site.csv', '-f', 'ndjson'], { cwd, stdin: TABLE });
  writeFileSync(join(cwd, 'site.csv'), TABLE);
  const whole = await netvet(['check', 'site.csv', '-f', 'ndjson'], { cwd });
  expect(said(named.stdout)).toEqual(said(whole.stdout));
  const unused = await netvet(['check', 'site.csv', '--input-name', 'x.csv'], { cwd });
  expect(unused).toMatchObject({ code: 2, stderr: expect.stringContaining('no FILE is -') as unknown });
});
