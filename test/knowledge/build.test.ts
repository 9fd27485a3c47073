import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, expect, test } from '@jest/globals';

import { sha256 } from '#runtime';
import { dataFiles } from './small.ts';

const root = mkdtempSync(join(tmpdir(), 'netvet-build-'));
const at = (path: string) => join(root, path);
const build = (...options: readonly string[]) =>
  spawnSync(process.execPath, [at('bin/build.mjs'), ...options], { cwd: tmpdir(), encoding: 'utf8' });

/** The hash of every file in dist/. */
function builtFiles(): Readonly<Record<string, string>> {
  const names = readdirSync(at('dist'), { recursive: true, encoding: 'utf8' });
  const paths = names.map((name) => at(join('dist', name))).filter((path) => statSync(path).isFile());
  return Object.fromEntries(paths.map((path) => [path, sha256(readFileSync(path))]));
}

afterAll(() => {
  rmSync(root, { recursive: true });
});

/** A project of the rooms that the data needs, the sources of the page and a command line that does nothing. */
function layOut(): void {
  for (const path of [
    'bin',
    'src/core',
    'src/runtime',
    'src/yaml',
    'src/words',
    'src/knowledge',
    'src/page',
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'tsconfig.library.json',
  ]) {
    cpSync(path, at(path), { recursive: true });
  }
  mkdirSync(at('src/report'));
  mkdirSync(at('src/cli'));
  mkdirSync(at('src/api'));
  writeFileSync(
    at('src/api/node.ts'),
    "export const createNodeLibrary = (): null => null;\nexport { UserError } from '../core/errors.ts';\n",
  );
  writeFileSync(at('src/api/types.ts'), 'export interface Library {}\n');
  writeFileSync(at('src/cli/main.ts'), 'export const main = (): Promise<number> => Promise.resolve(0);\n');
  symlinkSync(resolve('node_modules'), at('node_modules'), 'junction');
  const { vendors, lists, words, profiles, macPrefixes } = dataFiles();
  for (const file of [...vendors, ...lists, ...words, profiles, macPrefixes]) {
    mkdirSync(join(at(file.path), '..'), { recursive: true });
    writeFileSync(at(file.path), file.text);
  }
}

beforeEach(() => {
  rmSync(root, { recursive: true });
  layOut();
});

test('the build compiles code and data, and says all that is wrong with both', () => {
  mkdirSync(at('dist/core'), { recursive: true });
  writeFileSync(at('dist/core/gone.js'), '');
  expect(build()).toMatchObject({ status: 0, stderr: '', stdout: '' });
  expect(JSON.parse(readFileSync(at('dist/knowledge.json'), 'utf8'))).toMatchObject({
    knowledge: { vendors: [{ id: 'hikvision' }, { id: 'huawei' }] },
  });
  expect(existsSync(at('dist/core/gone.js'))).toBe(false);
  expect(readdirSync(at('dist')).sort()).toEqual([
    'core',
    'knowledge.json',
    'library.cjs',
    'library.d.cts',
    'library.d.mts',
    'netvet.cjs',
    'types',
  ]);

  const first = builtFiles();
  expect(build()).toMatchObject({ status: 0 });
  expect(builtFiles()).toEqual(first);

  appendFileSync(at('data/vendors/hikvision.yaml'), 'nmaes: [HIK]\n');
  appendFileSync(at('data/lists/eu-list.yaml'), 'adopts: [{list: eu-lst}]\n');
  appendFileSync(at('src/core/dates.ts'), 'export const wrong: string = 1;\n');
  const { status, stderr } = build();
  expect(status).toBe(1);
  expect(stderr).toMatch(/src\/core\/dates\.ts\(\d+,14\): error TS2322/);
  expect(stderr).toMatch(/data\/ is wrong, so there is no dist\/knowledge\.json:\n/);
  expect(stderr).toMatch(/^data\/vendors\/hikvision\.yaml:4:1: unknown key nmaes \(did you mean names\?\)$/m);
  expect(stderr).toMatch(/^data\/lists\/eu-list\.yaml:18:17: unknown list eu-lst \(did you mean eu-list\?\)$/m);
  expect(existsSync(at('dist/knowledge.json'))).toBe(false);
}, 60_000);

test('without development packages one line says so, and what was built stays', () => {
  rmSync(at('node_modules'));
  const cannot = 'netvet: cannot build without the development package esbuild ';
  const hint = '(npm ci, without --omit=dev, installs it and builds)';
  const notBuilt = { status: 1, stdout: '', stderr: `${cannot}${hint}\n` };
  expect(build()).toEqual(expect.objectContaining(notBuilt));
  expect(build('--keep-earlier')).toEqual(expect.objectContaining(notBuilt));
  mkdirSync(at('dist'));
  for (const name of ['netvet.cjs', 'knowledge.json']) writeFileSync(at(`dist/${name}`), 'earlier');
  expect(build('--keep-earlier')).toMatchObject({
    status: 0,
    stderr: `${cannot}(kept dist/ from an earlier build)\n`,
  });
  expect(build()).toMatchObject({ status: 1 });
  expect(readFileSync(at('dist/netvet.cjs'), 'utf8')).toBe('earlier');
});
