import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

import type { Maker, Vendor } from '../../src/knowledge/vendor.ts';
import { shipped } from '../knowledge.ts';

const { vendors } = shipped();
const STRENGTHS = 'test/fixtures/knowledge/strengths.tsv';
const makersOf = (vendor: Vendor): readonly Maker[] => [vendor, ...vendor.affiliates];

test('families of models by strength: a change of one is seen (UPDATE=1 rewrites the table, and adds new makers)', () => {
  const lines = vendors.flatMap((vendor) =>
    makersOf(vendor).flatMap((maker) =>
      maker.identifiers.models.map(({ mask, strength, measured, is }) => {
        const { right, wrong } = measured ?? { right: 0, wrong: 0 };
        const whose = maker === vendor ? vendor.id : `${vendor.id}/${maker.id}`;
        return `${strength}\t${String(right)}\t${String(wrong)}\t${whose}\t${is ?? ''}\t${mask}`;
      }),
    ),
  );
  const table = `strength\tright\twrong\tmaker\tis\tmask\n${lines.join('\n')}\n`;
  if (process.env['UPDATE'] === '1') writeFileSync(STRENGTHS, table);
  const written = readFileSync(STRENGTHS, 'utf8');
  const makers = new Set(written.split('\n').map((line) => line.split('\t')[3]));
  const known = table.split('\n').filter((line) => makers.has(line.split('\t')[3]));
  expect(known.join('\n')).toBe(written);
});
