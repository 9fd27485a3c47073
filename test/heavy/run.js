import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');
export const EXAMPLE = join(ROOT, 'data/examples/branch-office.csv');
export const DAY = ['--as-of', '2026-11-24'];

/** A new empty folder. */
export const newFolder = () => mkdtempSync(join(tmpdir(), 'netvet-heavy-'));

/** Runs a program to its end. */
export function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', ...options });
  if (error !== undefined) throw error;
  return { code: status, stdout, stderr };
}

/** Runs netvet from the checkout. */
export const netvet = (args, options) => run(process.execPath, [join(ROOT, 'bin/netvet.js'), ...args], options);

/** Fails where one of these programs is not installed: a test that is skipped is a defect. */
export function needs(...programs) {
  const missing = programs.filter((name) => run('sh', ['-c', `command -v ${name}`]).code !== 0);
  assert.deepEqual(missing, [], 'not installed');
}
