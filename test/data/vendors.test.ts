import { writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

import { STRENGTHS, strengths } from '../../bin/tools/check-data.ts';
import { shipped } from '../knowledge.ts';

test('families of models have a strength (UPDATE=1 rewrites the table to which check:data holds them)', () => {
  const table = strengths(shipped().vendors);
  if (process.env['UPDATE'] === '1') writeFileSync(STRENGTHS, table);
  for (const strength of ['unmistakable', 'strong', 'weak']) expect(table).toContain(`\n${strength}\t`);
});
