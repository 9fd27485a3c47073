import { describe, expect, test } from '@jest/globals';

import type { DesignationEvent } from '../../src/core/events.ts';
import { STATUSES } from '../../src/core/finding.ts';
import { Judge } from '../../src/judge/judge.ts';
import { shipped } from '../knowledge.ts';
import type { DatedCase } from './cases.ts';
import { identificationOf, readCases, recordOf } from './cases.ts';
import { words } from '../words.ts';

const CASES = readCases('test/judge/dated-cases.csv');
const { vendors, lists } = shipped();

const judges = new Map<string, Judge>();

/** The judge of one list on one day: many cases share it. */
function judgeOf({ list = '', asOf = '' }: DatedCase): Judge {
  const key = `${list} ${asOf}`;
  const chosen = lists.filter(({ id }) => id === list);
  if (chosen.length !== 1) throw new Error(`no list ${list}`);
  const judge = judges.get(key) ?? new Judge(chosen, vendors, words, { asOf });
  judges.set(key, judge);
  return judge;
}

function judgeCase(one: DatedCase) {
  const { thing = '', entry, fields = '' } = one;
  const judge = judgeOf(one);
  const met = identificationOf(thing, vendors);
  const wanted = entry === '' ? thing.replace(/^category:|\/.*$/g, '') : entry;
  const designation = judge.judge(met, recordOf(fields), [met])?.designations.find((found) => found.entry === wanted);
  return {
    designation,
    text: designation === undefined ? null : judge.designation(designation.list, designation.entry),
  };
}

/** What is cited on the day: the entry itself, and the rules that have begun. */
function citedOn(text: DesignationEvent | null, asOf: string): string {
  const rules = (text?.rules ?? []).filter(({ from }) => from === null || from <= asOf);
  return [text?.citation, ...rules.map(({ citation }) => citation)].join('; ');
}

/** What a case asks for and is not answered, with the answer. */
function mistakesIn(one: DatedCase): readonly string[] {
  const { designation, text } = judgeCase(one);
  const { status = '', because = '', days = '', cites = '' } = one;
  const says = [designation?.because, ...(designation?.needs ?? [])].join('; ');
  const cited = citedOn(text, one['asOf'] ?? '');
  const all = [cited, designation?.exemption?.citation].join('; ');
  const left = days === 'none' ? null : Number(days);
  return [
    ...((designation?.status ?? 'none') === status ? [] : [`status ${designation?.status ?? 'none'}, not ${status}`]),
    ...(says.includes(because) ? [] : [`because ${says}, not ${because}`]),
    ...(days === '' || designation?.daysLeft === left ? [] : [`${designation?.daysLeft} days left, not ${days}`]),
    ...cites.split(' | ').flatMap((part) => {
      const isRight = part.startsWith('!') ? !cited.includes(part.slice(1)) : all.includes(part);
      return isRight ? [] : [`cites ${all}, not ${part}`];
    }),
  ];
}

describe('what the shipped lists mean on a day', () => {
  test.each([...new Set(CASES.map(({ list = '' }) => list))])('%s', (id) => {
    const wrong = CASES.filter(({ list }) => list === id).flatMap((one) => {
      const mistakes = mistakesIn(one);
      const { asOf, thing, fields } = one;
      return mistakes.length === 0 ? [] : [[`${asOf} ${thing} ${fields}`, ...mistakes]];
    });
    expect(wrong).toEqual([]);
  });

  test('the table has every status', () => {
    const statuses = new Set(CASES.map(({ status }) => status));
    for (const status of STATUSES) if (status !== 'waived') expect(statuses).toContain(status);
    expect(CASES.length).toBeGreaterThan(500);
  });
});
