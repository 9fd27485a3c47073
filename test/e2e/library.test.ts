import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { blocksOf } from '../docs/pages.ts';
import { ROOT } from './binary.ts';

/** Within the package, so that `netvet` is this one. */
const folder = join(ROOT, '.cache', `library-${process.pid}`);

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  const page = readFileSync(join(ROOT, 'docs/library.md'), 'utf8');
  for (const { text } of blocksOf(page)) {
    const [, name] = /^\/\/ (\S+\.mjs)\n/.exec(text) ?? [];
    if (name !== undefined) writeFileSync(join(folder, name), text);
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What a program prints as JSON. */
function run(script: string, type = 'module'): unknown {
  const file = join(folder, type === 'module' ? 'run.mjs' : 'run.cjs');
  writeFileSync(file, script);
  return JSON.parse(execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' }));
}

const TEXT = JSON.stringify('Manufacturer,Model\nHuawei,S5720\nCisco,C9300\n');

test('the smallest program', () => {
  const found = run(`
    import { isClean } from './minimal.mjs';
    console.log(JSON.stringify(await isClean('site.csv', ${TEXT}, '2026-11-28')));`);
  expect(found).toEqual({ exitCode: 1, because: ['1 finding at or above probable'] });
});

test('a handler of a web server', () => {
  const answer = (request: string): unknown =>
    run(`
      import { Readable } from 'node:stream';
      import { inventoryHandler } from './handler.mjs';
      let status = 0;
      const response = { status: (code) => ((status = code), response), json: (body) => console.log(JSON.stringify({ status, body })) };
      await inventoryHandler(() => new Date('2026-11-28T09:00:00Z'))(${request}, response);`);
  expect(answer(`Readable.from([Buffer.from(${TEXT}.slice(0, 30)), Buffer.from(${TEXT}.slice(30))])`)).toMatchObject({
    status: 200,
    body: { exitCode: 1, findings: [{ vendor: { id: 'huawei' }, line: 2 }] },
  });
  expect(answer('Readable.from([Buffer.from([0x50, 0x4b, 3, 4, 0, 0])])')).toMatchObject({ status: 422 });
});

test('a stream of many rows', () => {
  const failing = run(`
    import { failingAmong } from './million.mjs';
    console.log(await failingAmong(20_000, '2026-11-28'));`);
  expect(failing).toBe(20);
});

test('pages of NetBox', () => {
  const device = (id: number, maker: string) => ({
    ...{ id, name: `sw-${id}`, serial: `S${id}` },
    device_type: { manufacturer: { name: maker }, model: `M-${id}` },
  });
  const pages = [
    { count: 3, next: 'https://nb.example/2', previous: null, results: [device(1, 'Cisco'), device(2, 'Aruba')] },
    { count: 3, next: null, previous: 'https://nb.example/1', results: [device(3, 'ZTE')] },
  ];
  const found = run(`
    import { checkNetBox } from './netbox.mjs';
    const pages = ${JSON.stringify(pages.map((page) => JSON.stringify(page)))};
    const { html, summary } = await checkNetBox('https://nb.example', () => Promise.resolve(pages.shift()), '2026-11-28');
    console.log(JSON.stringify({ page: html.slice(0, 15), inputs: summary.inputs.map(({ rows }) => rows), vendors: summary.findings.vendor, code: summary.exit.code }));`);
  expect(found).toEqual({ page: '<!doctype html>', inputs: [2, 1], vendors: { zte: 1 }, code: 1 });
});

test('a list of its own', () => {
  const text = JSON.stringify('Manufacturer,Model\nRouterBOARD,RB5009\nCisco,C9300\n');
  const found = run(`
    import { checkAgainstHouse } from './own-list.mjs';
    console.log(JSON.stringify(await checkAgainstHouse(${text}, '2026-11-28')));`);
  expect(found).toContain('MikroTik');
  expect(found).toContain('ACME prohibited vendors');
});

test('CommonJS gets the same functions', () => {
  const names = run(`
    const netvet = require('netvet');
    console.log(JSON.stringify([Object.keys(netvet).sort(), new netvet.UserError('x') instanceof Error]));`, 'commonjs'); // prettier-ignore
  expect(names).toEqual([['UserError', 'check', 'explain', 'lists', 'report', 'vendors'], true]);
});

test('a program is checked by the types that are shipped', () => {
  const tsc = join(ROOT, 'node_modules/typescript-7/bin/tsc');
  const use = `import { check, report, type CheckRequest } from 'netvet';
    const request: CheckRequest = { inputs: [{ name: 'x', text: 'y' }], asOf: '2026-11-28' };
    export async function main(): Promise<number> {
      const run = check(request);
      for await (const event of run) if (event.type === 'finding') console.log(event.vendor?.name, event.designations.length);
      const page: string | Uint8Array = await report(run, 'html');
      return page.length + (await run.result).exitCode;
    }
    // @ts-expect-error no such key
    check({ ...request, failon: 'never' } satisfies CheckRequest);\n`;
  const names = ['use.mts', 'use.cts'];
  for (const name of names) writeFileSync(join(folder, name), use);
  const options = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', 'false', '--module', 'node16', '--target', 'es2022', '--types', 'node']; // prettier-ignore
  execFileSync(process.execPath, [tsc, ...options, ...names], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
});
