import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { FLAG, keepYoungSpace } from '../../src/cli/output/young-space.ts';

const KEEPS = `require('node:v8').setFlagsFromString('${FLAG}');`;
/** Makes objects that stay, for which V8 lets the space for new ones grow; prints its megabytes. */
const GROWS = `
  const kept = [];
  for (let at = 0; at < 2e6; at += 1) kept.push({ at });
  const { space_size: size } = require('node:v8').getHeapSpaceStatistics().find((one) => one.space_name === 'new_space');
  console.log(Math.round(size / 2 ** 20));`;

function run(program: string) {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  return { megabytes: Number(stdout), stderr };
}

test('V8 knows the flag, and does not let the space for new objects grow', () => {
  const [grown, kept] = [run(GROWS), run(KEEPS + GROWS)];
  expect(kept.stderr).toBe('');
  expect(grown.megabytes).toBeGreaterThanOrEqual(16);
  expect(kept.megabytes).toBeLessThanOrEqual(4);
});

test('a small input changes nothing', async () => {
  expect(await keepYoungSpace(64 * 1024)).toBe(false);
});
