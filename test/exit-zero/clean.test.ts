import { beforeAll, expect, test } from '@jest/globals';
import { seeded } from '../seeded.ts';
import { netvet } from '../cli/run.ts';
import { cleanInventories } from './clean-inventories.ts';
import { folderOf } from './corpus.ts';

const SEED = 20261125;
const INVENTORIES = cleanInventories(seeded(SEED));
let folder = '';

beforeAll(() => {
  folder = folderOf(INVENTORIES.map(({ name, bytes }) => [name, bytes] as const));
});

test('of 60 clean inventories at least 58 end with 0', async () => {
  const others: string[] = [];
  for (const { name } of INVENTORIES) {
    const { code, stdout } = await netvet(['check', name], { cwd: folder });
    if (code !== 0) others.push(`${name}: exit ${code}\n${stdout}`);
  }
  expect(INVENTORIES).toHaveLength(60);
  expect(others.slice(2)).toEqual([]);
}, 60_000);
