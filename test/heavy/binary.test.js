// The single executable, in a place that has no Node: it does what the checkout does.
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { planFor } from '../../bin/binary-plan.mjs';
import { DAY, EXAMPLE, netvet, newFolder, ROOT, run } from './run.js';

const place = newFolder();
const program = join(ROOT, planFor(process.platform, process.arch).target);

/** Runs it where there is nothing but itself, the C library and the inventory; without root, with an empty environment. */
const alone = (...args) =>
  process.getuid() === 0
    ? run('/usr/sbin/chroot', [place, '/netvet', ...args], { env: {} })
    : run(program, args, { cwd: place, env: {} });

before(() => {
  assert.equal(process.platform, 'linux', 'the libraries that it needs are listed by ldd');
  const { code, stderr } = run('npm', ['run', '-s', 'build:binary']);
  assert.equal(code, 0, stderr);
  const libraries = run('ldd', [program]).stdout.matchAll(/(\/\S+) \(0x/g);
  for (const [, path] of libraries) {
    mkdirSync(join(place, dirname(path)), { recursive: true });
    copyFileSync(path, join(place, path));
  }
  copyFileSync(program, join(place, 'netvet'));
  copyFileSync(EXAMPLE, join(place, 'inventory.csv'));
  mkdirSync(join(place, 'tmp'));
});

test('it does what the checkout does', () => {
  assert.equal(existsSync(join(place, 'usr/bin/node')), false);
  process.stdout.write(`# ${Math.round(statSync(program).size / 1e6)} MB\n`);
  for (const args of [
    ['--version'],
    ['check', 'inventory.csv', ...DAY],
    ['check', 'inventory.csv', '-f', 'sarif', ...DAY],
    ['check', 'inventory.csv', '-f', 'far-889', ...DAY],
    ['explain', 'Hikvison camera', ...DAY],
    ['lists', 'show', 'us-ndaa-889'],
    ['schema', 'list'],
    ['completion', 'bash'],
    ['check', 'no-such-file.csv', ...DAY],
    ['chekc'],
  ]) {
    const [own, checkout] = [alone(...args), netvet(args, { cwd: place })];
    assert.deepEqual(own, checkout, args.join(' '));
  }
});

const INPUTS = {
  'devices.json': '[{"vendor": "Huawei", "model": "S5720"}]',
  'devices.ndjson': '{"vendor": "Huawei", "model": "S5720"}\n{"vendor": "Cisco"}\n',
  'devices.yaml': '- vendor: Huawei\n  model: S5720\n',
  'quotes.csv': 'Vendor,Model\nHuawei,"S5720\nsecond line"\n',
  'scan.xml': '<?xml version="1.0"?>\n<nmaprun scanner="nmap"><host/></nmaprun>\n',
  'cyrillic.csv': Buffer.from('Vendor,Site\nHuawei,\xca\xe8\xe5\xe2\n', 'latin1'),
  'inventory.csv.gz': gzipSync(readFileSync(EXAMPLE)),
};

for (const [name, content] of Object.entries(INPUTS))
  test(`it reads ${name} as the checkout does`, () => {
    writeFileSync(join(place, name), content);
    const args = ['check', name, '-f', 'ndjson', ...DAY];
    assert.deepEqual(alone(...args), netvet(args, { cwd: place }));
  });

test('it writes reports, and reads its own', () => {
  const outputs = ['html=report.html', 'xlsx=report.xlsx', 'ndjson=r.ndjson'].flatMap((one) => ['-o', one]);
  assert.equal(alone('check', 'inventory.csv', '-q', ...outputs, ...DAY).code, 1);
  assert.equal(alone('report', 'r.ndjson', '-q', '-o', 'csv=r.csv').code, 1);
  for (const name of ['report.html', 'report.xlsx', 'r.csv']) assert.ok(readdirSync(place).includes(name));
  const args = ['check', 'report.xlsx', '-f', 'ndjson', ...DAY];
  assert.deepEqual(alone(...args), netvet(args, { cwd: place }));
});
