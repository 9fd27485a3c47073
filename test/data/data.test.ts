import { expect, test } from '@jest/globals';
import { checkAll } from '../../bin/tools/check-data.ts';

/** The same as `npm run check:data`: a vendor or list that it accepts passes here. */
test('data/ is right, and what is made from it is current', () => {
  const { problems, next } = checkAll('2026-11-28');
  expect([...problems, ...next]).toEqual([]);
}, 300_000);
