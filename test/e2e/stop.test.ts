import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect } from '@jest/globals';
import { bash, newFolder } from './binary.ts';
import { posixTest as test } from '../posix.ts';

const CLEAN = 'Manufacturer,Model\nCisco,C9300\n';
let folder = '';

beforeEach(() => {
  folder = newFolder();
  writeFileSync(join(folder, 'clean.csv'), CLEAN);
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
