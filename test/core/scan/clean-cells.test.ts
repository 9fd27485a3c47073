import { expect, test } from '@jest/globals';
import { CleanCells, MOST_CLEAN } from '../../../src/core/scan/clean-cells.ts';

const has = (clean: CleanCells, cell: string): boolean => {
  const bytes = Buffer.from(`,${cell},`);
  return clean.has(bytes, 1, bytes.length - 1);
};

test('clean cells are told from others of the same hash', () => {
  const clean = new CleanCells();
  clean.add('C9300-Aa');
  expect(['C9300-Aa', 'C9300-BB', 'C9300-A'].map((cell) => has(clean, cell))).toEqual([true, false, false]);
});

test('clean cells are forgotten when there are too many', () => {
  const clean = new CleanCells();
  for (let n = 0; n < MOST_CLEAN; n += 1) clean.add(`a${n}`);
  expect(has(clean, 'a0')).toBe(true);
  clean.add('b');
  expect(['a0', 'b'].map((cell) => has(clean, cell))).toEqual([false, true]);
});
