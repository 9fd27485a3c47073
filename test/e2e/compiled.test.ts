import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { beforeEach, expect, test } from '@jest/globals';
import type { Ended } from './binary.ts';
import { ended, newFolder, ROOT } from './binary.ts';

/** An installation of its own, whose compiled form of the program may be spoilt. */
let own = '';
const compiled = () => join(own, 'dist/netvet.v8');

beforeEach(() => {
  own = newFolder();
  for (const part of ['bin', 'dist', 'package.json']) cpSync(join(ROOT, part), join(own, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(own, 'node_modules'));
  mkdirSync(join(own, 'data'));
  writeFileSync(join(own, 'banned.csv'), 'Manufacturer,Model\nHikvision,DS-2CD2143G2-I\n');
});

function check(...flags: readonly string[]): Promise<Ended> {
  const args = [...flags, join(own, 'bin/netvet.js'), 'check', 'banned.csv', '--as-of', '2026-01-01'];
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
  return ended(spawn(process.execPath, args, { cwd: own, env, stdio: ['ignore', 'pipe', 'pipe'] }));
}

test('the program says the same with and without its compiled form', async () => {
  const withIt = await check();
  rmSync(compiled());
  expect(withIt).toMatchObject({ code: 1, stderr: '' });
  expect(await check()).toEqual(withIt);
});

const spoilt: readonly (readonly [string, (file: Buffer) => Buffer])[] = [
  ['empty', () => Buffer.alloc(0)],
  ['cut short', (file) => file.subarray(0, file.length / 2)],
  ['of another V8', (file) => Buffer.from(file.toString('latin1').replace(' v', ' w'), 'latin1')],
  ['of another program', (file) => Buffer.from(`// ${'0'.repeat(64)}${file.toString('latin1').slice(67)}`, 'latin1')],
  ['with one bit changed', (file) => Buffer.from(file.map((byte, at) => (at === 300_000 ? byte ^ 4 : byte)))],
  ['with a head that V8 refuses', (file) => Buffer.concat([head(file), Buffer.alloc(file.length - head(file).length)])],
];

const head = (file: Buffer): Buffer => file.subarray(0, file.indexOf('\n') + 1);

test.each(spoilt)('a compiled form %s is passed over', async (_, spoil) => {
  writeFileSync(compiled(), spoil(readFileSync(compiled())));
  expect(await check()).toMatchObject({ code: 1, stderr: '' });
});

test('flags with which V8 refuses the compiled form are no error', async () => {
  expect(await check('--no-opt')).toMatchObject({ code: 1, stderr: '' });
});
