import { describe, expect, test } from '@jest/globals';

import { compileJudge } from '../../src/judge/compile.ts';
import type { ListEntry, ListKind, Prohibition } from '../../src/knowledge/ban-list.ts';
import { ask, AS_OF, short } from './ask.ts';
import { listOf } from './lists.ts';
import { words } from '../words.ts';

const rule = (from: string | null, until: string | null = null): Prohibition => ({
  act: 'use',
  from,
  until,
  citation: null,
  note: null,
  verified: true,
});
const listed = (from: string | null, until: string | null) => ({ from, until, citation: null });

describe('when', () => {
  test.each<[string, Partial<ListEntry>, string]>([
    ['no dates at all', {}, 'acme banned'],
    ['since today', { periods: [listed(AS_OF, null)] }, 'acme banned'],
    [
      'since tomorrow',
      { periods: [listed('2026-11-25', null)] },
      'acme upcoming: not listed on this day: bars from 2026-11-25',
    ],
    ['last day today', { periods: [listed(null, AS_OF)] }, 'acme banned'],
    ['last day yesterday', { periods: [listed(null, '2026-11-23')] }, 'acme listed: the listing ended on 2026-11-23'],
    [
      'delisted, to be listed again',
      { periods: [listed('2027-01-01', null), listed('2020-01-01', '2021-01-01')] },
      'acme upcoming: not listed on this day: bars from 2027-01-01',
    ],
    [
      'a rule that has ended',
      { prohibits: [rule('2020-01-01', '2026-11-23')] },
      'acme listed: its last rule ended on 2026-11-23',
    ],
    ['a rule on its last day', { prohibits: [rule('2020-01-01', AS_OF)] }, 'acme banned'],
    [
      'one rule ended, one to come',
      { prohibits: [rule(null, '2020-01-01'), rule('2027-01-01')] },
      'acme upcoming: bars from 2027-01-01 (use)',
    ],
    [
      'a rule older than the listing',
      { periods: [listed('2027-01-01', null)], prohibits: [rule('2020-01-01')] },
      'acme upcoming: not listed on this day: bars from 2027-01-01 (use)',
    ],
    [
      'a rule after the listing ended',
      { periods: [listed(null, '2026-12-31')], prohibits: [rule('2027-01-01')] },
      'acme listed: what it bars begins only after the listing ended',
    ],
  ])('%s', (_, entry, expected) => {
    expect(short({ entries: [entry] })).toBe(expected);
  });

  test('days left count over a leap day', () => {
    expect(
      ask({ entries: [{ periods: [listed('2028-03-01', null)] }], options: { asOf: '2028-02-28' } })?.designations[0]
        ?.daysLeft,
    ).toBe(2);
  });

  test.each<[ListKind, string]>([
    ['order', 'banned'],
    ['statute', 'banned'],
    ['policy', 'banned'],
    ['contract', 'banned'],
    ['advisory', 'listed'],
    ['proposal', 'listed'],
    ['informational', 'listed'],
    ['criteria', 'listed'],
    ['allow-list', 'listed'],
  ])('a list of kind %s: %s', (kind, status) => {
    expect(ask({ entries: [{ prohibits: [rule(null)], models: [] }], kind })?.status).toBe(status);
  });
});

describe('an acquisition date that is a month or a year, or several', () => {
  const summer: Partial<ListEntry> = { periods: [listed('2020-03-01', '2020-06-30')] };
  const again: Partial<ListEntry> = { periods: [listed('2020-03-01', '2020-06-30'), listed('2022-01-01', null)] };
  test.each<[string, Partial<ListEntry>, string, string]>([
    [
      '2020',
      again,
      'acme',
      'undetermined: acquired "2020" may mean several days (2020-01-01: upcoming, 2020-03-01: banned, 2020-07-01: upcoming)',
    ],
    [
      '2020-02-29 | acquired=2020-03-02',
      again,
      'acme',
      'undetermined: acquired "2020-02-29, 2020-03-02" may mean several days (2020-02-29: upcoming, 2020-03-02: banned)',
    ],
    ['2020-03-01 | acquired=2020-03-01', again, 'acme', 'banned: acquired 2020-03-01'],
    ['n/a | acquired=2020-03-01', again, 'acme', 'banned: acquired 2020-03-01'],
    ['soon | acquired=2020-03-01', again, 'acme', 'banned: acquired 2020-03-01'],
    [
      '2020-02-01 | acquired=2020-02-29',
      again,
      'acme',
      'upcoming: not listed on this day: bars from 2020-03-01; acquired "2020-02-01, 2020-02-29"',
    ],
    ['Q2 2020', summer, 'acme', 'banned: acquired "Q2 2020"'],
    ['2021', summer, 'acme', 'listed: the listing ended on 2020-06-30; acquired "2021"'],
    [
      '05/08/2020',
      again,
      'acme',
      'undetermined: acquired "05/08/2020" may mean several days (2020-05-08: banned, 2020-08-05: upcoming)',
    ],
    [
      'November 2020',
      {},
      'acme/ex',
      'undetermined: acquired "November 2020" may mean several days (2020-11-01: banned, 2020-11-17: listed)',
    ],
  ])('%s', (acquired, entry, thing, expected) => {
    const options = { judgeAt: 'acquired' as const };
    expect(short({ entries: [entry], thing, fields: `acquired=${acquired}`, options })).toBe(`acme ${expected}`);
  });
});

describe('the legal text on a day', () => {
  const entry: Partial<ListEntry> = {
    periods: [
      { from: '2020-01-01', until: '2021-12-31', citation: 'first notice' },
      { from: '2023-01-01', until: null, citation: null },
    ],
    prohibits: [rule('2020-01-01', '2020-12-31'), rule('2023-06-01')],
    deadlines: [{ what: 'all of it', by: '2027-12-31', citation: null }],
    condition: 'as first worded',
    citation: 'the act',
    continuedUse: 'may go on being used',
    note: 'a note',
    revisions: [
      { from: '2025-01-01', listedAs: null, condition: 'as last worded', citation: 'amendment 2', note: null },
      { from: '2024-01-01', listedAs: 'Acme plc', condition: 'as reworded', citation: null, note: 'renamed' },
    ],
  };
  const text = (asOf: string) =>
    compileJudge([listOf([entry])], [], words, { asOf, judgeAt: 'as-of', purpose: null }).designation(
      'acme-list',
      'acme',
    );

  test.each([
    ['2019-01-01', '2020-01-01', 'Acme', 'as first worded', 'first notice', 2],
    ['2021-06-01', '2020-01-01', 'Acme', 'as first worded', 'first notice', 1],
    ['2022-06-01', '2023-01-01', 'Acme', 'as first worded', 'the act', 1],
    ['2024-01-01', '2023-01-01', 'Acme plc', 'as reworded', 'the act', 1],
    ['2025-01-01', '2023-01-01', 'Acme plc', 'as last worded', 'amendment 2', 1],
  ])('%s', (asOf, since, listedAs, condition, citation, rules) => {
    const { prohibits, ...rest } = text(asOf);
    expect(rest).toMatchObject({ since, listedAs, condition, citation, url: 'https://example.org/list' });
    expect(prohibits).toHaveLength(rules);
  });

  test('says what may go on and until when, and refuses an entry it does not have', () => {
    expect(text(AS_OF)).toMatchObject({
      continuedUse: 'may go on being used',
      note: 'renamed',
      deadlines: [{ what: 'all of it', by: '2027-12-31' }],
      verified: true,
    });
    const judge = compileJudge([listOf([entry])], [], words, { asOf: AS_OF, judgeAt: 'as-of', purpose: null });
    expect(() => judge.designation('acme-list', 'nobody')).toThrow('no entry nobody in list acme-list');
  });
});
