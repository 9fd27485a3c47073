import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { emptyFolder, netvet } from '../cli/run.ts';

const SITE = 'Hostname,Vendor,Model,Serial\nsw1,Huawei,S5720,F1\nsw2,Cisco,C9300,F2\n';
let cwd = '';
let result = '';

beforeAll(async () => {
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'site.csv'), SITE);
  writeFileSync(join(cwd, '.netvet.yaml'), 'require-identity: 80\n');
  await netvet(['check', 'site.csv', '-q', '-o', 'ndjson=result.ndjson'], { cwd });
  result = readFileSync(join(cwd, 'result.ndjson'), 'utf8');
});

/** What `verify` says of the result when the inventory and the result are such. */
async function verified(site: string, text: string, name = 'result.ndjson') {
  writeFileSync(join(cwd, 'site.csv'), site);
  writeFileSync(join(cwd, name), text);
  const { code, stdout, stderr } = await netvet(['verify', name], { cwd });
  return { code, said: stdout + stderr };
}

test('what was not changed is reproduced', async () => {
  expect(await verified(SITE, result)).toMatchObject({ code: 0 });
});

test.each<[what: string, site: string, says: readonly string[], silent: string]>([
  ['a row that came', `${SITE}sw3,ZTE,C320,F3\n`, ['the input site.csv', 'site.csv:4 ZTE'], 'site.csv:2'],
  ['a row that went', SITE.replace('Huawei,S5720', 'Dell,R640'), ['the input site.csv', 'site.csv:2 Huawei'], 'site.csv:3'],
])('%s is named, and no other', async (_, site, says, silent) => {
  const { code, said } = await verified(site, result);
  expect(code).toBe(2);
  for (const one of says) expect(said).toContain(one);
  expect(said).not.toContain(silent);
}); // prettier-ignore

test.each([
  ['a finding', '"seen":"Huawei"', '"seen":"Huawai"', 'differs: finding events'],
  ['a count', '"undated":', '"undated":1', 'differs: summary events'],
  ['its exit code', '"exit":{"code":1', '"exit":{"code":0', 'exit code: 0 then, 1 now'],
  ['the tool', '"netvet":"1.2.3"', '"netvet":"1.2.2"', 'judged by netvet 1.2.2, this run by netvet 1.2.3'],
  ['its end', '{"type":"summary"', '{"type":"sum', 'is not a line of a result'],
])('a result of which %s was changed is not reproduced', async (_, from, to, says) => {
  expect(result).toContain(from);
  const { code, said } = await verified(SITE, result.replace(from, to));
  expect(code).toBe(2);
  expect(said).toContain(says);
});

test('a result from standard input is verified as one from a file', async () => {
  writeFileSync(join(cwd, 'site.csv'), SITE.replace('Huawei,S5720', 'Dell,R640'));
  const { code, stdout, stderr } = await netvet(['verify', '-'], { cwd, stdin: result });
  expect([code, stderr]).toEqual([2, '']);
  expect(stdout).toContain('went: site.csv:2 Huawei');
});

test('settings that are not as they were are named', async () => {
  writeFileSync(join(cwd, '.netvet.yaml'), 'require-identity: 70\n');
  expect((await verified(SITE, result)).said).toContain('judged with the config .netvet.yaml (');
});

test('a result that was given for an inventory is named, and found again', async () => {
  await netvet(['check', 'result.ndjson', 'site.csv', '-q', '-o', 'ndjson=mixed-up.ndjson'], { cwd });
  const { code, said } = await verified(SITE, readFileSync(join(cwd, 'mixed-up.ndjson'), 'utf8'), 'mixed-up.ndjson');
  expect([code, said]).toEqual([0, expect.stringContaining('reproduced')]);
});

test('what was standard input cannot be read again', async () => {
  const { stdout } = await netvet(['check', '-', '-f', 'ndjson'], { cwd, stdin: SITE });
  const { code, said } = await verified(SITE, stdout, 'piped.ndjson');
  expect(code).toBe(2);
  expect(said).toContain('an input was standard input, which cannot be read again');
});

test('an input that can be read now and could not be then, and one that no longer can be', async () => {
  await netvet(['check', 'site.csv', 'late.csv', '-q', '-o', 'ndjson=late.ndjson'], { cwd });
  const text = readFileSync(join(cwd, 'late.ndjson'), 'utf8');
  expect((await verified(SITE, text, 'late.ndjson')).said).not.toContain('the input late.csv');
  writeFileSync(join(cwd, 'late.csv'), SITE);
  expect((await verified(SITE, text, 'late.ndjson')).said).toContain('changed: the input late.csv\n');
});

test('prose and hidden files of a folder are read as such again', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'site.csv'), SITE);
  writeFileSync(join(folder, 'README.md'), '# Site\nThe Huawei switch of this rack is to be replaced.\n');
  writeFileSync(join(folder, '.old.csv'), 'Vendor,Model\n');
  await netvet(['check', '.', '-q', '-o', 'ndjson=result.ndjson'], { cwd: folder });
  expect(await netvet(['verify', 'result.ndjson'], { cwd: folder })).toMatchObject({ code: 0 });
});

test('findings beyond a thousand are counted', async () => {
  const rows = Array.from({ length: 1_499 }, (_, at) => `ap${at},ZTE,C320,Z${at}\n`).join('');
  expect((await verified(SITE + rows, result)).said).toMatch(/came: and \d{3} more$/m);
});
