import { writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

import { staleStrengths, STRENGTHS, strengths } from '../../bin/tools/check-data.ts';
import { shipped } from '../knowledge.ts';

test('families of models have a strength (UPDATE=1 rewrites the table to which check:data holds them)', () => {
  const table = strengths(shipped().vendors);
  if (process.env['UPDATE'] === '1') writeFileSync(STRENGTHS, table);
  for (const strength of ['unmistakable', 'strong', 'weak']) expect(table).toContain(`\n${strength}\t`);
});

test('a family of another strength, and a new one of a known maker, are changes; those of a new maker are not', () => {
  const { vendors } = shipped();
  const table = strengths(vendors);
  const without = (pattern: RegExp): string => {
    const written = table.replace(pattern, '');
    expect(written).not.toBe(table);
    return written;
  };
  expect(staleStrengths(vendors, table)).toEqual([]);
  expect(staleStrengths(vendors, without(/^strong\t.*\n/m))).toEqual([expect.stringContaining('strength changed')]);
  expect(staleStrengths(vendors, table.replace('\nweak\t', '\nstrong\t'))).toEqual([
    expect.stringContaining('strength changed'),
  ]);
  expect(staleStrengths(vendors, without(/^\w+\t\d+\t\d+\ttiandy\t.*\n/gm))).toEqual([]);
});
