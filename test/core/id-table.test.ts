import { expect, test } from '@jest/globals';
import { IdTable } from '../../src/core/asset.ts';
import { sha256 } from '../../src/core/fingerprint.ts';
import { seeded } from '../seeded.ts';

test('an id has the number that it was given last, as in a Map', () => {
  const { int } = seeded(3);
  const table = new IdTable();
  const numbers = new Map<string, number>();
  for (let count = 0; count < 30_000; count += 1) {
    const id = sha256(String(int(9000))).slice(0, 16);
    expect(table.get(id)).toBe(numbers.get(id) ?? 0);
    const number = int(1_000_000) + 1;
    if (int(3) === 0) continue;
    table.set(id, number);
    numbers.set(id, number);
  }
});

test('ids that differ in one digit are two, whichever it is', () => {
  const table = new IdTable();
  const zeros = '0'.repeat(16);
  const ids = Array.from(zeros, (_, at) => `${zeros.slice(0, at)}f${zeros.slice(at + 1)}`);
  for (const [at, id] of [zeros, ...ids].entries()) table.set(id, at + 1);
  for (const [at, id] of [zeros, ...ids].entries()) expect(table.get(id)).toBe(at + 1);
});
