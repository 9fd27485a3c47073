import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { labelledModels, main, measure } from '../../bin/tools/measure-models.ts';
import { shipped } from '../knowledge.ts';

test('a row without a maker says nothing about vendors that its own file labels nowhere', () => {
  const dir = mkdtempSync(join(tmpdir(), 'measure-'));
  writeFileSync(join(dir, 'own.csv'), 'model,label,maker\nAN5516-01,fiberhome,FiberHome\n');
  writeFileSync(join(dir, 'silent.csv'), 'model,label\nAN5516-04,\nS5720-28X,huawei\n');
  writeFileSync(join(dir, 'others.csv'), 'model,label,maker\nAN5516-06,,Acme\n');
  const { vendors, words } = shipped();
  const counts = measure(vendors, labelledModels(dir), new Set(words.tables.hosts));
  const [family] = [...counts].filter(([{ mask }]) => mask.startsWith('(AN|GT)'));
  expect([...(family?.[1].right ?? [])]).toEqual(['an551601']);
  expect([...(family?.[1].wrong ?? [])]).toEqual(['an551606']);
});

test('a folder without labelled rows is refused: counts of earlier rows would be gone from all vendor files', () => {
  for (const args of [[], ['no-such-folder'], ['bin']])
    expect(() => main(args)).toThrow('expected a folder of labelled CSV files');
});
