import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { FORMAT_NAMES } from '../../src/report/registry.ts';
import { emptyFolder, events, netvet } from '../cli/run.ts';
import { posixTest } from '../posix.ts';

const CLEAN = 'Vendor,Model\nCisco,C9300\nJuniper,EX2300\n';
const PROSE =
  'This folder holds the inventories of all our sites.\nThey are exported by the team each month, and are checked by us.\n';
const LIST = '# yaml-language-server: $schema=list.schema.json\nid: acme\ntitle: Acme\nentries:\n  - vendor: Cisco\n';

function folder(files: Readonly<Record<string, string>>): string {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'in'));
  for (const [name, text] of Object.entries(files)) {
    if (name.includes('/')) mkdirSync(join(cwd, 'in', name, '..'), { recursive: true });
    writeFileSync(join(cwd, 'in', name), text);
  }
  return cwd;
}

test('prose beside inventories is listed and no error, and alone it is no inventory', async () => {
  const beside = await netvet(['check', 'in'], {
    cwd: folder({ 'a.csv': CLEAN, 'README.md': PROSE, 'notes.txt': PROSE }),
  });
  expect({ code: beside.code, text: beside.stdout }).toMatchObject({ code: 0 });
  expect(beside.stdout).toContain('README.md');
  expect((await netvet(['check', 'in'], { cwd: folder({ 'notes.txt': PROSE }) })).code).toBe(3);
  expect((await netvet(['check', 'in/notes.txt'], { cwd: folder({ 'notes.txt': PROSE }) })).code).toBe(3);
});

test('a single sentence beside inventories is prose', async () => {
  const cwd = folder({ 'a.csv': CLEAN, 'notes.txt': 'This is what we have in the office at the moment.\n' });
  expect((await netvet(['check', 'in'], { cwd })).code).toBe(0);
  expect((await netvet(['check', 'in/a.csv', 'in/notes.txt'], { cwd })).code).toBe(3);
});

test('an error page beside inventories is one', async () => {
  const page = '<!DOCTYPE html><html><head><title>Login</title></head><body>Log in</body></html>';
  expect((await netvet(['check', 'in'], { cwd: folder({ 'a.csv': CLEAN, 'b.csv': page }) })).code).not.toBe(0);
});

test('what a README says of a listed vendor is found', async () => {
  const cwd = folder({ 'a.csv': CLEAN, 'README.md': `${PROSE}\ncore-1: Huawei S5720-28X-SI\n` });
  expect((await netvet(['check', 'in'], { cwd })).code).toBe(1);
});

test('what the sentences of a README name is mentioned', async () => {
  const cwd = folder({ 'a.csv': CLEAN, 'README.md': `${PROSE}\nAll of it was replaced.\nHuawei gear is gone.\n` });
  expect((await netvet(['check', 'in'], { cwd })).code).toBe(0);
});

test('a row of dots is left out rows in an inventory, and in a README what its reader is to fill in', async () => {
  const table = '| Vendor | Model |\n|---|---|\n| Cisco | C9300 |\n| ... | ... |\n';
  const codeBeside = async (name: string): Promise<number> =>
    (await netvet(['check', 'in'], { cwd: folder({ 'a.csv': CLEAN, [name]: `${PROSE}\n${table}` }) })).code;
  expect(await codeBeside('README.md')).toBe(0);
  expect((await netvet(['check', 'in'], { cwd: folder({ 'a.csv': CLEAN, 'b.md': table }) })).code).toBe(3);
});

test('hidden files are read', async () => {
  const cwd = folder({
    'a.csv': CLEAN,
    '.exports/b.csv': 'Vendor,Model\nHuawei,S5720\n',
    '.config': '[core]\nx = 1\n',
  });
  expect((await netvet(['check', 'in'], { cwd })).code).toBe(1);
  expect((await netvet(['check', 'in'], { cwd: folder({ 'a.csv': CLEAN, '.x': '\0\0\0' }) })).code).toBe(0);
});

posixTest('a link to a folder outside is named', async () => {
  const cwd = folder({ 'a.csv': CLEAN });
  mkdirSync(join(cwd, 'more'));
  symlinkSync('../more', join(cwd, 'in', 'more'));
  const { code, stderr } = await netvet(['check', 'in'], { cwd });
  expect(code).toBe(0);
  expect(stderr).toContain('in/more: not read: the link leads out of the folder');
});

test('what the run itself uses is no input, nor is what is netvet’s own', async () => {
  const cwd = folder({
    'a.csv': CLEAN,
    'house.yaml': 'id: house\ntitle: House\nentries: [{vendor: Huawei}]\n',
    'acme.yaml': LIST,
  });
  const first = await netvet(['check', 'in', '-l', 'in/house.yaml', '-o', 'ndjson=in/result.ndjson'], { cwd });
  expect(first.code).toBe(0);
  expect(first.stderr).toContain('in/house.yaml: no input: this run uses it');
  expect(first.stderr).toContain('in/acme.yaml: no input: a list of netvet');
  const again = await netvet(['check', 'in', '-l', 'in/house.yaml', '-o', 'ndjson=in/result.ndjson'], { cwd });
  expect(again.code).toBe(0);
  const other = await netvet(['check', 'in', '-l', 'in/house.yaml'], { cwd });
  expect(other.code).toBe(0);
  expect(other.stderr).toContain('in/result.ndjson: no input: a result of netvet');
  const columns = await netvet(['columns', 'in', '-l', 'in/house.yaml'], { cwd });
  expect(columns.stdout.match(/^in.*: \w+,/gm)).toEqual(['in/a.csv: csv,']);
  for (const [name, command] of [
    ['in/result.ndjson', 'netvet report FILE'],
    ['in/acme.yaml', 'netvet check INVENTORY -l FILE'],
  ] as const) {
    const { code, stderr } = await netvet(['check', name], { cwd });
    expect({ code, says: stderr.includes(command) }).toEqual({ code: 2, says: true });
  }
});

const LOOSE = ['--fail-on', 'never', '--require-identity', '0'];

test.each([
  ['clean', CLEAN, 0],
  ['with findings', `${CLEAN}Huawei,S5720\n`, 1],
  ['incomplete', 'Vendor,Model\n,x\n', 3],
  ['that ask to be looked at', 'Vendor,Model,Notes\nCisco,C9300,replaced Huawei S5720\n', 0],
  ['that begin with what loosened the gate', CLEAN, 0, LOOSE],
])('reports in the folder that is checked, %s, are written again each night', async (_, inventory, code, more = []) => {
  const cwd = folder({ 'a.csv': inventory });
  const nights = [];
  for (let night = 1; night <= 2; night += 1) {
    const reports = FORMAT_NAMES.flatMap((format) => ['-o', `${format}=in/${format}`]);
    const ran = await netvet(['check', 'in', '-q', ...more, ...reports], { cwd });
    expect({ code: ran.code, refused: ran.stderr.includes('overwrite') }).toEqual({ code, refused: false });
    nights.push(FORMAT_NAMES.map((format) => readFileSync(join(cwd, 'in', format), 'latin1')));
  }
  expect(nights[1]).toEqual(nights[0]);
});

test.each([
  ['an inventory', CLEAN],
  ['one that names netvet', 'Host,Vendor,Model\nnetvet-runner,Cisco,C9300\n'],
  ['one that begins with netvet', 'netvet,Vendor,Model\nnetvet 0.3.0,Cisco,C9300\n'],
  ['a workbook', 'PK\u0003\u0004[Content_Types].xml netvet'],
  ['a page', '<!doctype html>\n<table><tr><td>netvet</td></tr></table>'],
  ['notes', '## netvet: hosts\n\n| Vendor | Model |\n| --- | --- |\n| Cisco | C9300 |\n'],
  ['a list of hosts', '[{"description":"netvet","vendor":"Cisco"}]\n'],
  ['nothing', ''],
])('%s in the folder is not overwritten by a report of any format', async (_, text) => {
  const cwd = folder({ 'a.csv': CLEAN, z: text });
  const stderr = 'error: -o: in/z would overwrite in/z, which this run reads (name another file)\n';
  for (const format of FORMAT_NAMES)
    expect(await netvet(['check', 'in', '-q', '-o', `${format}=in/z`], { cwd })).toMatchObject({ code: 2, stderr });
  expect(readFileSync(join(cwd, 'in', 'z'), 'utf8')).toBe(text);
});

describe('an inventory outside of the folder, to which a link in it leads, is not overwritten', () => {
  posixTest.each([
    ['b.csv', 'in/b.csv'],
    ['in/b.csv', 'in/b.csv'],
  ])('by -o csv=%s', async (path, input) => {
    const cwd = folder({ 'a.csv': CLEAN });
    writeFileSync(join(cwd, 'b.csv'), CLEAN);
    symlinkSync('../b.csv', join(cwd, 'in', 'b.csv'));
    const { code, stderr } = await netvet(['check', 'in', '-q', '-o', `csv=${path}`], { cwd });
    const says = `error: -o: ${path} would overwrite ${input}, which this run reads (name another file)\n`;
    expect([code, stderr]).toEqual([2, says]);
    expect(readFileSync(join(cwd, 'b.csv'), 'utf8')).toBe(CLEAN);
  });
});

posixTest('what the run uses is no input of a folder that is named by a link', async () => {
  const cwd = folder({ 'a.csv': CLEAN, 'ours.csv': 'vendor\nHuawei\n' });
  symlinkSync('in', join(cwd, 'link'));
  const args = ['check', 'link', '-l', 'in/ours.csv', '-o', 'csv=in/z.csv', '-f', 'ndjson'];
  for (let night = 1; night <= 2; night += 1) {
    const { code, stdout } = await netvet(args, { cwd });
    expect([code, events(stdout).flatMap(({ type, source }) => (type === 'input' ? [source] : []))]).toEqual([
      0,
      ['link/a.csv'],
    ]);
  }
});

test('a file that is named besides its folder is read as one that is named', async () => {
  const cwd = folder({ 'a.csv': CLEAN, 'notes.txt': PROSE });
  for (const args of [
    ['in', 'in/notes.txt'],
    ['in/notes.txt', 'in'],
  ])
    expect((await netvet(['check', ...args, '-q'], { cwd })).code).toBe(3);
});

test('a folder of which everything is set aside says why', async () => {
  const { code, stderr } = await netvet(['check', 'in'], { cwd: folder({ 'acme.yaml': LIST }) });
  const why = 'in/acme.yaml: no input: a list of netvet';
  expect([code, stderr]).toEqual([2, `error: in: the folder holds no files to check (${why})\n`]);
});

test('a table is no prose, whatever it is called', async () => {
  const cwd = folder({ 'a.csv': CLEAN, 'license.csv': 'Vendor,Model\nHuawei,S5720\n' });
  const { stdout } = await netvet(['check', 'in', '-f', 'ndjson'], { cwd });
  expect(events(stdout)).toContainEqual(expect.objectContaining({ source: 'in/license.csv', format: 'csv' }));
});

test('a copy of an inventory with what netvet says of it is overwritten by such a copy alone', async () => {
  const cwd = folder({ 'a.csv': CLEAN });
  expect((await netvet(['check', 'in', '-q', '-o', 'flagged=in/z'], { cwd })).code).toBe(0);
  expect((await netvet(['check', 'in', '-q', '-o', 'csv=in/z'], { cwd })).code).toBe(2);
});

test('a long file that begins as a list is read, whatever its letters', async () => {
  const remarks = (lines: number) => `# ${'ü'.repeat(100)}\n`.repeat(lines);
  const devices = 'devices:\n  - {vendor: Huawei, model: S5720}\n';
  const cut = folder({ 'a.yaml': LIST + remarks(1_300) + devices });
  expect((await netvet(['check', 'in'], { cwd: cut })).code).toBe(1);
  const whole = folder({ 'a.csv': CLEAN, 'a.yaml': LIST + remarks(1_200) });
  expect((await netvet(['check', 'in'], { cwd: whole })).stderr).toContain('in/a.yaml: no input: a list of netvet');
});

test('records that only look like a result are read', async () => {
  const cwd = folder({ 'a.ndjson': '{"type":"run","name":"nightly"}\n{"vendor":"Huawei","model":"S5720"}\n' });
  expect((await netvet(['check', 'in'], { cwd })).code).toBe(1);
  const broken = LIST.replace('entries:', 'entrys:');
  const yaml = folder({ 'a.yaml': `${broken}devices:\n  - {vendor: Huawei, model: S5720}\n` });
  expect((await netvet(['check', 'in'], { cwd: yaml })).code).toBe(1);
});

test('a hidden file that cannot be read is named, and no error beside an inventory', async () => {
  const broken = 'PK\u0003\u0004';
  const [alone, beside, missing] = await Promise.all([
    netvet(['check', 'in'], { cwd: folder({ '.x.xlsx': broken }) }),
    netvet(['check', 'in'], { cwd: folder({ '.x.xlsx': broken, 'a.csv': CLEAN }) }),
    netvet(['check', 'none.csv', 'in'], { cwd: folder({ '.x.xlsx': broken, 'a.csv': CLEAN }) }),
  ]);
  expect([alone, beside, missing].map(({ code }) => code)).toEqual([3, 0, 2]);
  for (const { stderr } of [alone, beside, missing])
    expect(stderr).toContain('warning: in/.x.xlsx: a hidden file, not read: ');
  expect(missing.stdout).toContain('none.csv could not be read');
});
