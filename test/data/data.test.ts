import { expect, test } from '@jest/globals';
import { validateDataFolder } from '../../src/app/validate.ts';
import { formatComplaint } from '../../src/core/errors.ts';

/** The same as `netvet lists validate data`: a vendor or list that it accepts passes here. */
test('data/ is valid', () => {
  expect(validateDataFolder('data', 'data', '2026-11-28').map(formatComplaint)).toEqual([]);
});
