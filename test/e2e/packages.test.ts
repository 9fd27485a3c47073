import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect } from '@jest/globals';
import type { Ended } from './binary.ts';
import { makeXlsx } from '../inventory/make-xlsx.ts';
import { ended, newFolder, ROOT } from './binary.ts';
import { posixTest as test } from '../posix.ts';

const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { dependencies: object };
const PACKAGES = Object.keys(dependencies);

/** An installation of its own. */
let own = '';

beforeEach(() => {
  own = newFolder();
  for (const part of ['bin', 'dist', 'package.json']) cpSync(join(ROOT, part), join(own, part), { recursive: true });
  mkdirSync(join(own, 'node_modules'));
  for (const name of PACKAGES) symlinkSync(join(ROOT, 'node_modules', name), join(own, 'node_modules', name));
  writeFileSync(join(own, 'clean.csv'), 'Manufacturer,Model\nCisco,C9300\n');
  writeFileSync(join(own, 'banned.csv'), 'Manufacturer,Model\nHikvision,DS-2CD2143G2-I\n');
  writeFileSync(join(own, 'quotes.csv'), 'Manufacturer,Model\nCisco,"C9300\nsecond line"\n');
  writeFileSync(join(own, 'latin.csv'), Buffer.from('Manufacturer,Site\nCisco,K\xf6ln\n', 'latin1'));
  writeFileSync(join(own, 'scan.xml'), '<?xml version="1.0"?>\n<nmaprun scanner="nmap"><host/></nmaprun>\n');
  writeFileSync(join(own, 'devices.json'), '[{"vendor": "Cisco"}]');
  writeFileSync(join(own, 'list.yaml'), 'id: acme\ntitle: ACME\nentries:\n  - vendor: huawei\n');
  const rows = [['Vendor'], ['Cisco']];
  writeFileSync(join(own, 'book.xlsx'), makeXlsx([{ name: 'Sheet1', rows }]));
});

function run(...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [join(own, 'bin/netvet.js'), ...args], {
    cwd: own,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return ended(child);
}

const notInstalled = (name: string): string =>
  `error: the package ${name} is not installed (in a checkout: npm ci; else install netvet again)\n`;

describe('a package that is not installed is exit 2 with one line', () => {
  test.each([
    ['commander', ['check', 'clean.csv']],
    ['chalk', ['check', 'clean.csv', '--color', 'always']],
    ['csv-parse', ['check', 'quotes.csv', '-f', 'json']],
    ['csv-parse', ['check', 'banned.csv', 'quotes.csv']],
    ['yaml', ['check', 'clean.csv', '-l', 'list.yaml']],
    ['chardet', ['check', 'latin.csv']],
    ['jsonc-parser', ['check', 'devices.json']],
    ['fflate', ['check', 'clean.csv', '-o', 'xlsx=report.xlsx']],
    ['saxes', ['check', 'book.xlsx']],
    ['saxes', ['check', 'banned.csv', 'scan.xml']],
  ])('%s: %j', async (name, args) => {
    rmSync(join(own, 'node_modules', name));
    const { code, stderr } = await run(...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: notInstalled(name) });
  });

  test.each([
    ['of which the file that it names is gone', { main: 'index.js' }],
    ['of which a file that another loads is gone', { main: 'own.js' }],
    ['that needs a package that is not there', { main: 'needs.js' }],
  ])('and so is one %s', async (_, { main }) => {
    const folder = join(own, 'node_modules/saxes');
    rmSync(folder);
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'saxes', main }));
    writeFileSync(join(folder, 'own.js'), "require('./gone.js');");
    writeFileSync(join(folder, 'needs.js'), "require('pend-and-more/now');");
    const name = main === 'needs.js' ? 'pend-and-more' : 'saxes';
    const { code, stderr } = await run('check', 'book.xlsx');
    expect({ code, stderr }).toEqual({ code: 2, stderr: notInstalled(name) });
  });

  test('a run asks for no package that it does not need', async () => {
    for (const name of ['chalk', 'csv-parse', 'jsonc-parser', 'yaml', 'saxes']) rmSync(join(own, 'node_modules', name));
    expect(await run('check', 'banned.csv', '--as-of', '2026-10-12')).toMatchObject({ code: 1, stderr: '' });
  });
});

test.each([
  [
    'cut short',
    (path: string) => {
      truncateSync(path, 300_000);
    },
  ],
  [
    'empty',
    (path: string) => {
      truncateSync(path, 0);
    },
  ],
  [
    'with one letter changed',
    (path: string) => {
      writeFileSync(path, readFileSync(path, 'latin1').replace('Hikvision', 'Hikvisiom'), 'latin1');
    },
  ],
  [
    'a folder',
    (path: string) => {
      rmSync(path);
      mkdirSync(path);
    },
  ],
])('a knowledge.json that is %s is exit 2 with what to do', async (_, damage) => {
  damage(join(own, 'dist/knowledge.json'));
  const { code, stdout, stderr } = await run('check', 'banned.csv');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^error: .*knowledge\.json.* \(in a checkout: npm run build; else install netvet again\)\n$/);
});

describe('a run loads the files of the program that it needs', () => {
  test.each<[string[], string[], number]>([
    [['--version'], ['netvet.cjs'], 0],
    [['--help'], ['netvet.cjs', 'program.cjs', 'commands.cjs'], 0],
    [['lists', '--help'], ['netvet.cjs', 'program.cjs', 'commands.cjs'], 0],
    [['check', '--nope'], ['netvet.cjs', 'program.cjs'], 2],
    [['check', 'clean.csv'], ['netvet.cjs', 'program.cjs', 'check.cjs'], 0],
    [['check', 'banned.csv', '-f', 'json'], ['netvet.cjs', 'program.cjs', 'check.cjs'], 1],
    [['check', 'scan.xml'], ['netvet.cjs', 'program.cjs', 'check.cjs', 'formats.cjs'], 3],
  ])('%j', async (args, files, code) => {
    for (const name of ['netvet', 'program', 'commands', 'check', 'formats', 'rest'].map((each) => `${each}.cjs`))
      if (!files.includes(name)) rmSync(join(own, 'dist', name));
    const ran = await run(...args);
    expect(ran.stderr).not.toMatch(/Cannot find module/);
    expect(ran.code).toBe(code);
  });
});

test('the single executable loads nothing while it runs, since it could not', async () => {
  const bundle = `import { build } from 'esbuild';
import { BUNDLE } from './bin/binary-plan.mjs';
const { outputFiles } = await build({ ...BUNDLE, write: false, logLevel: 'error' });
console.log(outputFiles[0].text.match(/\\bimport\\(|\\brequire\\w*\\(['"]\\.[^)]*/g));`;
  const node = spawn(process.execPath, ['--input-type=module', '--eval', bundle], { cwd: ROOT });
  expect(await ended(node)).toEqual({ code: 0, stdout: 'null\n', stderr: '' });
});
