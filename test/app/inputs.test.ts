import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect } from '@jest/globals';
import { diskFiles } from '../../src/app/disk.ts';
import type { Entry, Files } from '../../src/app/host.ts';
import { findInputs, openSource } from '../../src/app/inputs.ts';
import { formatProblem } from '../../src/core/errors.ts';
import { emptyFolder } from '../cli/run.ts';
import { posixTest as test } from '../posix.ts';

let cwd = '';
const hostOf = (folder: string) => ({ files: diskFiles(folder), stdin: Readable.from([]) });

/** Writes files, and the folders that they are in. */
function write(files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(cwd, file)), { recursive: true });
    writeFileSync(join(cwd, file), 'x');
  }
}

beforeAll(() => {
  cwd = emptyFolder();
  write(['one.csv', 'sites/b.csv', 'sites/a.csv', 'sites/east/c.csv', 'sites/.hidden', 'sites/.git/config']);
  for (const folder of ['hollow', 'linked']) mkdirSync(join(cwd, folder));
  symlinkSync('../one.csv', join(cwd, 'linked/to-file'));
  symlinkSync('../sites', join(cwd, 'linked/to-folder'));
  symlinkSync('.', join(cwd, 'linked/to-itself'));
  symlinkSync('gone.csv', join(cwd, 'linked/to-nothing'));
  write([
    'mixed/.exports/east.csv',
    'mixed/a/one.csv',
    'mixed/node_modules/x/p.csv',
    'mixed/.git/HEAD',
    'mixed/~$site.xlsx',
    'mixed/.DS_Store',
    'mixed/.netvet-0a1b2c3d-12-x.draft',
    'mixed/.netvet.yaml',
    'mixed/acme.yaml',
    'mixed/result.ndjson',
  ]);
  symlinkSync('../../sites', join(cwd, 'mixed/a/out'));
  symlinkSync('../..', join(cwd, 'mixed/a/up'));
  symlinkSync('../.exports', join(cwd, 'mixed/a/within'));
});

describe('what the arguments of check mean', () => {
  test.each([
    ['a file', ['one.csv'], ['one.csv']],
    ['standard input', ['-'], ['-']],
    [
      'a folder: all levels, sorted, hidden files too',
      ['sites'],
      ['sites/.hidden', 'sites/a.csv', 'sites/b.csv', 'sites/east/c.csv'],
    ],
    ['a folder with a slash', ['sites/'], ['sites/.hidden', 'sites/a.csv', 'sites/b.csv', 'sites/east/c.csv']],
    ['a file twice', ['one.csv', './one.csv'], ['one.csv']],
    ['standard input twice', ['-', '-'], ['-']],
    [
      'a folder and a file of it',
      ['sites/b.csv', 'sites/east', 'sites'],
      ['sites/b.csv', 'sites/east/c.csv', 'sites/.hidden', 'sites/a.csv'],
    ],
    // A link that leads nowhere is kept, so that opening it says so.
    ['links: to files, not to folders', ['linked'], ['linked/to-file', 'linked/to-nothing']],
    ['a link to a folder that is named itself', ['linked/to-folder/east'], ['linked/to-folder/east/c.csv']],
  ])('%s', async (_, args, names) => {
    const { refs, problems } = await findInputs(args, hostOf(cwd));
    expect(refs.map(({ name }) => name)).toEqual(names);
    expect(problems).toEqual([]);
  });

  test('what a folder holds beside inventories is named', async () => {
    const { refs, notes } = await findInputs(['mixed'], hostOf(cwd), null, [
      'mixed/acme.yaml',
      'mixed/result.ndjson',
      'default',
    ]);
    expect(refs.map(({ name, from }) => [name, from])).toEqual([
      ['mixed/.exports/east.csv', 'hidden'],
      ['mixed/a/one.csv', 'folder'],
    ]);
    expect(notes).toEqual([
      'mixed/.netvet.yaml: no input: settings of netvet',
      'mixed/a/out: not read: the link leads out of the folder; name it to check it too',
      'mixed/a/up: not followed: the link leads back to a folder that holds it',
      'mixed/acme.yaml: no input: this run uses it',
      'mixed/result.ndjson: no input: this run uses it',
      'mixed: not read: .DS_Store, .git, node_modules, ~$*',
    ]);
  });

  test('what is none is named, and the others are still read', async () => {
    const { refs, problems } = await findInputs(
      ['absent.csv', 'one.csv', 'hollow', '*.xls', 'https://x.example/?a'],
      hostOf(cwd),
    );
    expect(refs.map(({ name }) => name)).toEqual(['one.csv']);
    expect(problems.map(formatProblem)).toEqual([
      'absent.csv: cannot read: no such file or folder',
      'hollow: the folder holds no files',
      '*.xls: cannot read: no such file or folder (no file matches this pattern)',
      'https://x.example/?a: cannot read: no such file or folder (netvet does not download: curl -sSf ADDRESS | netvet check -)',
    ]);
  });
});

test('a folder of too many files is named once, wherever they are', async () => {
  const many = Array.from({ length: 100_001 }, (_, at) => ({ name: `${at}`, kind: 'file' as const }));
  const folders = new Map<string, readonly Entry[]>([
    ['all', [{ name: 'site', kind: 'folder' }]],
    ['all/site', [{ name: 'rack', kind: 'folder' }]],
    ['all/site/rack', many],
  ]);
  const files: Files = {
    ...diskFiles(cwd),
    sizeOf: (path) => (folders.has(path) ? null : 1),
    entries: (path) => folders.get(path) ?? null,
    head: () => '',
    real: (path) => path,
  };
  const { refs, problems } = await findInputs(['all'], { ...hostOf(cwd), files });
  expect(refs).toEqual([]);
  expect(problems.map(formatProblem)).toEqual(['all: holds more than 100000 files (name a smaller folder)']);
});

test('an input that was closed is not opened by a late reader', async () => {
  let opened = 0;
  const open = () => {
    opened += 1;
    return Readable.from([Buffer.from('abc')]);
  };
  for (const isBegun of [false, true]) {
    opened = 0;
    const source = openSource({ name: 'one.csv', open });
    if (isBegun) await source.bytes[Symbol.asyncIterator]().next();
    await source.close();
    expect(await source.bytes[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
    expect([opened, source.bytesRead()]).toEqual(isBegun ? [1, 3] : [0, 0]);
  }
});
