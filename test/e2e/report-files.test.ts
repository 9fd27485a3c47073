import {
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect } from '@jest/globals';
import { netvet as fromSources } from '../cli/run.ts';
import { bash, BIN, ended, netvet, newFolder, start } from './binary.ts';
import { posixTest as test } from '../posix.ts';

let folder = '';

beforeEach(() => {
  folder = newFolder();
  writeFileSync(join(folder, 'in.csv'), 'Manufacturer,Model\nHikvision,DS-2CD2143G2-I\n');
});

function check(...outputs: readonly string[]) {
  return fromSources(['check', 'in.csv', '-q', ...outputs.flatMap((output) => ['-o', output])], { cwd: folder });
}

describe('links', () => {
  test('one that leads nowhere yet keeps being one, and its target is made', async () => {
    mkdirSync(join(folder, 'real'));
    symlinkSync('real/new.csv', join(folder, 'link.csv'));
    expect(await check('csv=link.csv')).toEqual({ code: 1, stdout: '', stderr: '' });
    expect(lstatSync(join(folder, 'link.csv')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real/new.csv'), 'utf8')).toContain('Hikvision');
  });

  test('into a folder that is not there is refused', async () => {
    symlinkSync('absent/new.csv', join(folder, 'link.csv'));
    const { code, stderr } = await check('csv=link.csv');
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'error: link.csv: cannot write: no such file or folder\n' });
  });

  test.each([
    ['a folder', 'folder', 'real', 'real/new.csv', 'folder/new.csv'],
    ['the file that is to come', 'link.csv', 'new.csv', 'new.csv', 'link.csv'],
  ])('two paths that are one by a link to %s are refused', async (_, link, target, one, other) => {
    mkdirSync(join(folder, 'real'));
    symlinkSync(target, join(folder, link));
    expect(await check(`csv=${one}`, `json=${other}`)).toMatchObject({
      code: 2,
      stderr: `error: -o: ${other} is given twice (name another file)\n`,
    });
  });
});

describe('a file that is there', () => {
  test('keeps its permissions', async () => {
    writeFileSync(join(folder, 'secret.csv'), 'old');
    chmodSync(join(folder, 'secret.csv'), 0o600);
    expect((await check('csv=secret.csv')).code).toBe(1);
    expect(statSync(join(folder, 'secret.csv')).mode & 0o777).toBe(0o600);
  });

  test('is not replaced when nobody may write it', async () => {
    writeFileSync(join(folder, 'signed.csv'), 'signed');
    chmodSync(join(folder, 'signed.csv'), 0o444);
    const { code, stderr } = await check('csv=signed.csv');
    // Root may write everything.
    if (process.getuid?.() === 0) expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    else expect({ code, stderr }).toEqual({ code: 2, stderr: 'error: signed.csv: cannot write: permission denied\n' });
  });

  test('is no obstacle when a killed run with the same number left it', async () => {
    const line = `exec '${process.execPath}' '${BIN}' check in.csv -q -o csv=out.csv`;
    const { code } = await bash(`echo half > .out.csv.$$.draft; ${line}`, folder);
    expect(code).toBe(1);
    expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toContain('Hikvision');
  });
});

test.each([
  ['--waivers', 'waivers: []\n'],
  ['--list', 'id: acme\ntitle: ACME\nentries:\n  - vendor: huawei\n'],
  ['--config', 'fail-on: confirmed\n'],
  ['--baseline', ''],
  ['--data', 'a package'],
])('what %s names is not overwritten', async (option, text) => {
  writeFileSync(join(folder, 'read'), text);
  const { code, stderr } = await netvet(['check', 'in.csv', '-q', option, 'read', '-o', 'ndjson=./read'], {
    cwd: folder,
  });
  const says = 'error: -o: ./read would overwrite read, which this run reads (name another file)\n';
  expect({ code, stderr }).toEqual({ code: 2, stderr: says });
  expect(readFileSync(join(folder, 'read'), 'utf8')).toBe(text);
});

test('what the shell has opened as standard input is not overwritten', async () => {
  const before = readFileSync(join(folder, 'in.csv'), 'utf8');
  const { code, stderr } = await bash('netvet check - -q -o csv=in.csv < in.csv', folder);
  const says = 'error: -o: in.csv would overwrite -, which this run reads (name another file)\n';
  expect({ code, stderr }).toEqual({ code: 2, stderr: says });
  expect(readFileSync(join(folder, 'in.csv'), 'utf8')).toBe(before);
});

test('a name as long as names can be', async () => {
  const name = `${'x'.repeat(251)}.csv`;
  expect((await check(`csv=${name}`)).code).toBe(1);
  expect(readdirSync(folder).sort()).toEqual(['in.csv', name]);
});

test.each([
  ['nobody reads', false],
  ['is read no further', true],
])('a named pipe that %s holds no run that is told to stop', async (_, isOpen) => {
  writeFileSync(join(folder, 'in.csv'), `Manufacturer,Model\n${'Hikvision,DS-2CD2143G2-I\n'.repeat(5000)}`);
  await bash('mkfifo pipe', folder);
  const reader = isOpen ? openSync(join(folder, 'pipe'), constants.O_RDONLY | constants.O_NONBLOCK) : null;
  const child = start(['check', 'in.csv', '-q', '-o', 'csv=out.csv', '-o', 'ndjson=pipe'], folder);
  const end = ended(child);
  while (readdirSync(folder).length === 2) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 500));
  child.kill('SIGINT');
  expect((await end).code).toBe(130);
  expect(readdirSync(folder).sort()).toEqual(['in.csv', 'pipe']);
  if (reader !== null) closeSync(reader);
});

test('a named pipe that nobody writes holds no run that is told to stop', async () => {
  await bash('mkfifo pipe', folder);
  const child = start(['check', 'pipe', '-q', '-o', 'csv=out.csv'], folder);
  const end = ended(child);
  while (readdirSync(folder).length === 2) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 500));
  child.kill('SIGTERM');
  expect((await end).code).toBe(143);
  expect(readdirSync(folder).sort()).toEqual(['in.csv', 'pipe']);
}, 20_000);

test('a named pipe is read to its end, whenever its writer comes', async () => {
  const rows = 'Hikvision,DS-2CD2143G2-I\n'.repeat(20_000);
  writeFileSync(join(folder, 'many.csv'), `Manufacturer,Model\n${rows}`);
  const line = `mkfifo pipe; (sleep 0.5; cat many.csv > pipe) &
netvet check pipe -f ndjson --as-of 2026-10-12 | tail -1
netvet check <(cat many.csv) -f csv --as-of 2026-10-12 | wc -l`;
  const { stdout, stderr } = await bash(line, folder);
  expect(stderr).toBe('');
  expect(stdout).toContain('"rows":20000,"judged":20000');
  expect(stdout.trimEnd().split('\n').at(-1)?.trim()).toBe('20001');
}, 30_000);
