import { expect, test } from '@jest/globals';

import { formatProblem } from '../../src/core/errors.ts';
import { readData, readDataFolder } from '../../src/knowledge/data.ts';
import { shipped } from '../knowledge.ts';

const files = readDataFolder('data');
const { problems, knowledge: make } = readData(files);

test('shipped data has no mistake', () => {
  expect(problems.map(formatProblem)).toEqual([]);
});

test('the compiled file restores to what it was made of', () => {
  const knowledge = shipped();
  const made = make();
  expect({ ...knowledge, words: knowledge.words.tables }).toEqual({ ...made, words: made.words.tables });
  expect(knowledge.vendors).toHaveLength(files.vendors.length);
  expect(knowledge.lists).toHaveLength(files.lists.length);
});
