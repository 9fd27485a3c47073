import { expect, test } from '@jest/globals';
import { table } from '../../src/cli/output/print.ts';

test('a table may have more rows than a call takes arguments', () => {
  const rows = Array.from({ length: 200_000 }, () => ['a', 'b']);
  expect(table([['longer', 'x'], ...rows], 100).slice(0, 2)).toEqual(['longer  x', 'a       b']);
});
