import { expect, test } from '@jest/globals';
import { IdTable } from '../../src/core/asset.ts';
import { sha256 } from '#runtime';
import { runsOf, seeded } from '../seeded.ts';

const RUNS = runsOf(30_000);

test('an id has the number that it was given last, as in a Map', () => {
  const { int } = seeded(3);
  const table = new IdTable();
  const numbers = new Map<string, number>();
  const wrong: unknown[] = [];
  for (let count = 0; count < RUNS; count += 1) {
    const id = sha256(String(int(9000))).slice(0, 16);
    if (table.get(id) !== (numbers.get(id) ?? 0)) wrong.push([id, table.get(id), numbers.get(id)]);
    const number = int(1_000_000) + 1;
    if (int(3) === 0) continue;
    table.set(id, number);
    numbers.set(id, number);
  }
  expect(wrong).toEqual([]);
});

test('ids that differ in one of their last 13 digits are two, whichever it is', () => {
  const table = new IdTable();
  const zeros = '0'.repeat(16);
  const ids = Array.from(zeros.slice(3), (_, at) => `${zeros.slice(0, at + 3)}f${zeros.slice(at + 4)}`);
  for (const [at, id] of [zeros, ...ids].entries()) table.set(id, at + 1);
  for (const [at, id] of [zeros, ...ids].entries()) expect(table.get(id)).toBe(at + 1);
});
