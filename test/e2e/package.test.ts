import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect } from '@jest/globals';
import { newFolder, ROOT } from './binary.ts';
import { posixTest as test } from '../posix.ts';

/** A folder into which the packed tarball was installed, as npm lays it out, without asking the network. */
let folder = '';
let files: readonly string[] = [];
let size = 0;
/** There may be no home for npm's cache, and no network to ask whether there is a newer npm. */
const env = () => ({
  // What npm told the tests of its own call (`npm exec --call`) is not meant for these.
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'))),
  npm_config_cache: join(folder, 'npm'),
  npm_config_offline: 'true',
  npm_config_update_notifier: 'false',
});

beforeAll(() => {
  folder = newFolder();
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: ROOT,
    encoding: 'utf8',
    env: env(),
  });
  const [tarball] = JSON.parse(packed) as [{ filename: string; size: number; files: { path: string }[] }];
  files = tarball.files.map(({ path }) => path);
  size = tarball.size;
  execFileSync('tar', ['-xzf', tarball.filename], { cwd: folder });
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  renameSync(join(folder, 'package'), join(modules, 'netvet'));
  symlinkSync('../netvet/bin/netvet.js', join(modules, '.bin/netvet'));
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { dependencies: object };
  for (const name of Object.keys(dependencies)) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
});

describe('the package', () => {
  test('holds what runs and what is known, and nothing else', () => {
    const tops = [...new Set(files.map((path) => path.split('/')[0]))].sort();
    expect(tops).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'data', 'dist', 'docs', 'package.json']);
    expect(files.filter((path) => /tools\/|schema\/words-|\.test\.|(?<!\.d)\.ts$|build\.mjs/.test(path))).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining([
        'bin/netvet.js',
        'dist/netvet.cjs',
        'dist/program.cjs',
        'dist/commands.cjs',
        'dist/check.cjs',
        'dist/formats.cjs',
        'dist/rest.cjs',
        'dist/knowledge.json',
        'dist/netvet.1',
        'bin/library.js',
        'bin/library.mjs',
        'dist/library.cjs',
        'dist/library.d.mts',
        'data/completion/netvet.bash',
        'data/examples/branch-office.csv',
      ]),
    );
  });

  test('is small', () => {
    expect(size).toBeLessThan(600_000);
  });

  test('runs where it was installed', () => {
    const run = (...args: string[]): string =>
      execFileSync('npx', ['--no-install', 'netvet', ...args], { cwd: folder, encoding: 'utf8', env: env() });
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(run('--version')).toBe(`${version}\n`);
    const example = 'node_modules/netvet/data/examples/branch-office.csv';
    expect(run('check', example, '--fail-on', 'never')).toContain('Hikvision');
    expect(readdirSync(folder)).toContain('node_modules');
  });
});
