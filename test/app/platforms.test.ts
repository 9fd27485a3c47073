import {
  fstatSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { bytesOf, diskFiles, namesMatching, nulOf } from '../../src/app/disk.ts';
import { draftAt } from '../../src/app/disk.ts';
import { findInputs } from '../../src/app/inputs.ts';
import { emptyFolder, events, netvet } from '../cli/run.ts';
import { posixTest } from '../posix.ts';

const CSV = 'Manufacturer,Model\nHuawei,S5720\n';

function folder(): string {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'sites'));
  for (const name of ['b.csv', 'a.csv', 'Site-1.ndjson', '.hidden.csv', 'sites/x.csv', 'sites/y.csv', 'odd[1].csv'])
    writeFileSync(join(cwd, name), CSV);
  return cwd;
}

test.each([
  ['*.csv', ['a.csv', 'b.csv', 'odd[1].csv'], ['a.csv', 'b.csv', 'odd[1].csv']],
  ['?.csv', ['a.csv', 'b.csv'], ['a.csv', 'b.csv']],
  ['site-?.NDJSON', [], ['Site-1.ndjson']],
  ['.*.csv', ['.hidden.csv'], ['.hidden.csv']],
  ['sites/*', ['sites/x.csv', 'sites/y.csv'], ['sites/x.csv', 'sites/y.csv']],
  ['s*/x.*', ['sites/x.csv'], ['sites/x.csv']],
  ['sites\\*.csv', [], ['sites/x.csv', 'sites/y.csv']],
  ['odd[1].c*', ['odd[1].csv'], ['odd[1].csv']],
  ['none*/x', [], []],
  ['*/x.csv', ['sites/x.csv'], ['sites/x.csv']],
])('%s, which no shell expanded', (pattern, elsewhere, windows) => {
  const cwd = folder();
  expect(namesMatching(pattern, cwd, false)).toEqual(elsewhere);
  expect(namesMatching(pattern, cwd, true)).toEqual(windows);
});

test('a pattern is as many inputs as it means; a name is never one', async () => {
  const cwd = folder();
  writeFileSync(join(cwd, 'a*.csv'), CSV);
  const namesOf = async (...args: string[]): Promise<readonly string[]> =>
    (await findInputs(args, { files: diskFiles(cwd), stdin: Readable.from([]) })).refs.map(({ name }) => name);
  expect(await namesOf('?.csv')).toEqual(['a.csv', 'b.csv']);
  expect(await namesOf('a*.csv')).toEqual(['a*.csv']);
  expect(await namesOf('a.csv', '?.csv')).toEqual(['a.csv', 'b.csv']);
});

posixTest('one file under two names is read once, and that is said', async () => {
  const cwd = folder();
  linkSync(join(cwd, 'a.csv'), join(cwd, 'hard.csv'));
  symlinkSync('a.csv', join(cwd, 'soft.csv'));
  const { stdout, stderr } = await netvet(['check', 'a.csv', './a.csv', 'hard.csv', 'soft.csv', 'b.csv', '-f', 'ndjson'], { cwd }); // prettier-ignore
  const summary = events(stdout).at(-1) as { inputs: readonly { source: string }[] };
  expect(summary.inputs.map(({ source }) => source)).toEqual(['a.csv', 'b.csv']);
  expect(stderr).toContain('hard.csv: not read again: the same file as a.csv');
});

test('a waiver names a file in whichever form of Unicode', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'Z\u0075\u0308rich.csv'), 'Manufacturer,Model\nCisco,"C9300\nAruba,6300M\n');
  const waiver = `{id: w, match: {problem: stray-quote, source: "Z\u00fcrich.csv"}, because: accepted, reason: r, owner: o, approved: 2026-11-01, expires: 2026-12-31}`;
  writeFileSync(join(cwd, 'w.yaml'), `waivers:\n  - ${waiver}\n`);
  const check = (...more: string[]) => netvet(['check', 'Z\u0075\u0308rich.csv', '-q', ...more], { cwd });
  expect((await check()).code).toBe(3);
  expect((await check('--waivers', 'w.yaml')).code).toBe(0);
});

function held(times: number): (from: unknown, to: unknown) => void {
  let left = times;
  return () => {
    left -= 1;
    if (left >= 0) throw Object.assign(new Error('busy'), { code: 'EBUSY', syscall: 'rename' });
  };
}

test('a report that is open elsewhere is waited for, then kept beside its place', () => {
  const cwd = emptyFolder();
  const place = join(cwd, 'report.html');
  writeFileSync(place, 'old');
  const soon = draftAt(place);
  soon.finish(held(3));
  const never = draftAt(place);
  writeSync(never.file, 'new');
  const began = Date.now();
  expect(() => {
    never.finish(held(1_000));
  }).toThrow(/report\.html: another program has it open \(close it; the report is in .*report\.new\.html\)/);
  expect(Date.now() - began).toBeGreaterThan(900);
  expect(readFileSync(place, 'utf8')).toBe('old');
  expect(readFileSync(join(cwd, 'report.new.html'), 'utf8')).toBe('new');
  const lost = draftAt(place);
  expect(() => {
    lost.finish(() => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'rename' });
    });
  }).toThrow('full');
  expect(readdirSync(cwd).filter((name) => name.endsWith('.draft'))).toHaveLength(1);
});

test('a draft whose permissions cannot be set leaves nothing behind', () => {
  const cwd = emptyFolder();
  const place = join(cwd, 'report.html');
  writeFileSync(place, 'old');
  let opened = -1;
  const refuse = (file: number): void => {
    opened = file;
    throw Object.assign(new Error('refused'), { code: 'EPERM', syscall: 'fchmod' });
  };
  expect(() => draftAt(place, refuse)).toThrow('refused');
  expect(readdirSync(cwd)).toEqual(['report.html']);
  expect(() => fstatSync(opened)).toThrow('EBADF');
});

test('tests that need POSIX ask for the platform', () => {
  const needs = /symlinkSync\(|chmodSync\(|mkfifo|'\/dev\/null'|\bbash\(|#!\/bin\/sh/;
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  const silent = files.filter((name) => {
    const text = readFileSync(join('test', name), 'utf8').replace(/symlinkSync\(.*'junction'\)/g, '');
    return needs.test(text) && !text.includes("posix.ts'");
  });
  expect(silent).toEqual([]);
});

test('NUL is a device on Windows, in every folder, and nothing is in it', async () => {
  for (const path of ['NUL', 'nul', 'C:\\work\\NUL', 'C:/work/nul.txt']) expect(nulOf(path, true)).toBe('\\\\.\\NUL');
  for (const path of ['null.txt', 'C:\\nul\\x.json', 'annul']) expect(nulOf(path, true)).toBeNull();
  expect(nulOf('NUL', false)).toBeNull();
  for await (const bytes of bytesOf(nulOf('NUL', true) ?? '')) expect(bytes).toHaveLength(0);
  await expect(Readable.from(bytesOf(nulOf('NUL', false) ?? 'no-such-file')).toArray()).rejects.toThrow('ENOENT');
});
