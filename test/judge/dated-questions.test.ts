import { expect, test } from '@jest/globals';

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

import { designationsOf, statusOf } from './real-rows.ts';

/** Dated questions of a compliance officer, with the strongest status that is right; `want` lists what is acceptable. */
const QUESTIONS = parse<Readonly<Record<string, string>>>(readFileSync('test/judge/dated-questions.csv'), {
  columns: true,
});

test('there are 41 of them', () => {
  expect(QUESTIONS.length).toBeGreaterThanOrEqual(41);
});

test.each(QUESTIONS.map((question) => [Object.values(question).join(' '), question] as const))('%s', (_, question) => {
  const { option = '', name = '', vendor = '', model = '', category = '', acquired = '', want = '' } = question;
  const cells = { vendor, model, category, acquired, country: question['country_of_origin'] ?? '' };
  const by = option === '--profile' ? { profile: name } : { lists: [name] };
  const of = { ...by, asOf: question['as_of'] ?? '' };
  const status = statusOf(cells, of);
  const is = want.split('|').includes(status) ? want : `${status}: ${JSON.stringify(designationsOf(cells, of))}`;
  expect(is).toBe(want);
});
