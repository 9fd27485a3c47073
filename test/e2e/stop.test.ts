import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect } from '@jest/globals';
import { bash, ended, netvet, newFolder, start } from './binary.ts';
import { posixTest as test } from '../posix.ts';

const CLEAN = 'Manufacturer,Model\nCisco,C9300\n';
let folder = '';

beforeEach(() => {
  folder = newFolder();
  writeFileSync(join(folder, 'clean.csv'), CLEAN);
});

const drafts = () => readdirSync(folder).filter((name) => name.endsWith('.draft'));

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** A run that waits for more of its input, and has begun a report. */
async function waiting() {
  const before = drafts().length;
  const child = start(['check', '-', '-q', '-o', 'ndjson=out.ndjson'], folder);
  child.stdin?.write(CLEAN);
  await until(() => drafts().length > before);
  return child;
}

describe('drafts of reports', () => {
  test('of a killed run are removed by the next into the same folder', async () => {
    const child = await waiting();
    child.kill('SIGKILL');
    await ended(child);
    expect(drafts()).toHaveLength(1);
    expect((await netvet(['check', 'clean.csv', '-q', '-o', 'csv=other.csv'], { cwd: folder })).code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['clean.csv', 'other.csv']);
  });

  test('of a run that goes on, and what only looks like a draft, stay', async () => {
    const strange = ['.netvet-.draft', '.netvet-00000000-4194305-x.draft', '.netvet-0.draft'];
    for (const name of strange) writeFileSync(join(folder, name), '');
    const child = await waiting();
    await netvet(['check', 'clean.csv', '-q', '-o', 'csv=other.csv'], { cwd: folder });
    expect(drafts()).toHaveLength(strange.length + 1);
    child.stdin?.end();
    expect((await ended(child)).code).toBe(0);
    expect(drafts().sort()).toEqual(strange.sort());
  });
});

test.each(['--help', '--version', 'check --help', 'lists'])('%s into a full disk is exit 2', async (args) => {
  const { code, stderr } = await bash(`netvet ${args} > /dev/full`, folder);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'error: standard output: cannot write: no space left on the device\n',
  });
});

test('a current folder that is gone is exit 2, with its path', async () => {
  const { code, stderr } = await bash('mkdir gone && cd gone && rmdir ../gone && netvet check x.csv', folder);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: .*\/gone: the current folder no longer exists/);
});
