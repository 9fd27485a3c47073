import { expect, test } from '@jest/globals';

import { STATUSES } from '../../src/core/finding.ts';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { Judge } from '../../src/judge/judge.ts';
import { shipped } from '../knowledge.ts';
import { readCases, recordOf } from './cases.ts';

const FACTS = readCases('test/judge/facts.csv');
const { vendors, lists, words, macPrefixes } = shipped();
const identifier = compileIdentifier({ vendors, words, macPrefixes });
const judges = new Map<string, Judge>();

function judgeOf(id: string, asOf: string): Judge {
  const key = `${id} ${asOf}`;
  const chosen = lists.filter((list) => list.id === id);
  if (chosen.length !== 1) throw new Error(`no list ${id}`);
  const judge = judges.get(key) ?? new Judge(chosen, vendors, words, { asOf });
  judges.set(key, judge);
  return judge;
}

test('there are 250 facts, each named', () => {
  expect(FACTS.length).toBeGreaterThanOrEqual(250);
  expect(FACTS.filter(({ fact = '' }) => !/^(R|C|R3|R4) \d/.test(fact))).toEqual([]);
});

test.each(FACTS.map((fact) => [Object.values(fact).join(' '), fact] as const))(
  '%s',
  (_, { list = '', vendor = '', fields = '', asOf = '', status }) => {
    const record = recordOf([`vendor=${vendor}`, ...(fields === '' ? [] : [fields])].join(' | '));
    const found = identifier.identify(record);
    const judged = found.flatMap((one) => judgeOf(list, asOf).judge(one, record, found)?.status ?? []);
    expect(STATUSES.find((one) => judged.includes(one)) ?? 'none').toBe(status);
  },
);
