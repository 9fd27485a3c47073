import { describe, expect, test } from '@jest/globals';

import type { ListEntry, Rule } from '../../src/knowledge/ban-list.ts';
import { ask, short, status } from './ask.ts';

/** All questions are as of 2026-11-24. */
const YESTERDAY = '2026-11-23';
const TODAY = '2026-11-24';
const TOMORROW = '2026-11-25';

type Case = readonly [what: string, rule: Partial<Rule>, fields: string, expected: string];

describe('what a rule means by its effect, the day of the run and the day of the row', () => {
  test.each<Case>([
    ['must go, from today', { from: TODAY }, '', 'acme banned'],
    ['must go, whenever it was bought', { from: TODAY }, 'acquired=2015-01-01', 'acme banned'],
    ['must go, from tomorrow', { from: TOMORROW }, '', `acme upcoming: may not be used from ${TOMORROW}`],
    ['must go, ended yesterday', { until: YESTERDAY }, '', `acme listed: its rule ended on ${YESTERDAY}`],
    ['must go, last day today', { until: TODAY }, '', 'acme banned'],
    ['not announced yet', { announced: TOMORROW, from: '2027-01-01' }, '', 'acme listed: it forbids nothing yet'],
    ['announced today', { announced: TODAY, from: '2027-01-01' }, '', 'acme upcoming: may not be used from 2027-01-01'],
    [
      'no new, no day',
      { effect: 'no-new', from: '2020-01-01' },
      '',
      'acme banned: no day of purchase: counted as bought since 2020-01-01',
    ],
    [
      'no new, bought before',
      { effect: 'no-new', from: '2020-01-01' },
      'acquired=2019-12-31',
      'acme listed: bought 2019-12-31, before 2020-01-01: it may stay',
    ],
    [
      'no new, bought on its first day',
      { effect: 'no-new', from: '2020-01-01' },
      'acquired=2020-01-01',
      'acme banned: bought 2020-01-01',
    ],
    [
      'no new, one of two readings',
      { effect: 'no-new', from: '2020-04-01' },
      'acquired=03/04/2020',
      'acme banned: bought "03/04/2020", which may be 2020-04-03',
    ],
    [
      'no new, a year of two digits that may stand first',
      { effect: 'no-new', from: '2020-04-01' },
      'acquired=22.03.04',
      'acme banned: bought "22.03.04", which may be 2022-03-04',
    ],
    [
      'no new, a year that would be to come if it stood first',
      { effect: 'no-new', from: '2020-04-01' },
      'acquired=31.12.19',
      'acme listed: bought 2019-12-31, before 2020-04-01: it may stay',
    ],
    [
      'no new, a day that may be of a delivery to come',
      { effect: 'no-new', from: '2020-04-01' },
      'acquired=27-01-19',
      'acme banned: bought "27-01-19", which may be 2027-01-19',
    ],
    [
      'no new, a year that ends after',
      { effect: 'no-new', from: '2020-04-01' },
      'acquired=2020',
      'acme banned: bought "2020", which may be 2020-12-31',
    ],
    [
      'no new, no day that exists',
      { effect: 'no-new', from: '2020-01-01' },
      'acquired=soon',
      'acme banned: "soon" is not a usable day of purchase: counted as bought since 2020-01-01',
    ],
    [
      'no new, a day to come',
      { effect: 'no-new', from: '2020-01-01' },
      'acquired=2027-01-01',
      'acme banned: "2027-01-01" is not a usable day of purchase: counted as bought since 2020-01-01',
    ],
    [
      'no new, authorised since',
      { effect: 'no-new', day: 'authorised', from: '2020-01-01' },
      'authorised=2021-02-03',
      'acme banned: authorised 2021-02-03',
    ],
    [
      'no new, the first day of other clocks',
      { effect: 'no-new', from: '2020-01-01' },
      'acquired=1980-01-01',
      'acme banned: "1980-01-01" is not a usable day of purchase: counted as bought since 2020-01-01',
    ],
    [
      'no new, the first day of clocks',
      { effect: 'no-new', from: '2020-01-01' },
      'acquired=1970-01-01',
      'acme banned: "1970-01-01" is not a usable day of purchase: counted as bought since 2020-01-01',
    ],
    [
      'no new, from tomorrow',
      { effect: 'no-new', from: TOMORROW },
      '',
      `acme upcoming: may not be used from ${TOMORROW}`,
    ],
    [
      'no new, from tomorrow, bought',
      { effect: 'no-new', from: TOMORROW },
      'acquired=2026-11-01',
      `acme listed: bought 2026-11-01, before ${TOMORROW}: it may stay`,
    ],
    [
      'about others',
      { effect: 'about-others', from: '2020-01-01' },
      '',
      'acme listed: may not be used since 2020-01-01: it does not bind you',
    ],
    [
      'about others, from today',
      { effect: 'about-others', from: TODAY },
      '',
      `acme listed: may not be used since ${TODAY}: it does not bind you`,
    ],
    [
      'about others, from tomorrow',
      { effect: 'about-others', from: TOMORROW },
      '',
      `acme listed: may not be used from ${TOMORROW}: it does not bind you`,
    ],
    ['a row cannot tell', { cannotTell: 'sites are not public' }, '', 'acme undetermined: sites are not public'],
    [
      'a row cannot tell, to come',
      { cannotTell: 'sites are not public', from: TOMORROW },
      '',
      `acme upcoming: may not be used from ${TOMORROW}`,
    ],
  ])('%s', (_, rule, fields, expected) => {
    expect(short({ rules: [rule], fields })).toBe(expected);
  });

  test.each<Case>([
    ['no day at all', {}, '', 'undetermined, day of its FCC grant'],
    ['authorised before', {}, 'authorised=2025-12-31', 'listed'],
    ['authorised on its first day', {}, 'authorised=2026-01-01', 'banned, day of purchase'],
    ['authorised in its year', { from: '2026-05-01' }, 'authorised=2026', 'undetermined, day of its FCC grant'],
    ['bought before', {}, 'acquired=2025-12-31', 'listed'],
    ['bought since', {}, 'acquired=2026-05-01', 'undetermined, day of its FCC grant'],
  ])('the day of the authorisation: %s', (_, rule, fields, expected) => {
    const of = { effect: 'no-new', day: 'authorised', from: '2026-01-01', ...rule } as const;
    expect(status({ rules: [of], fields }).replace('banned', 'banned, day of purchase')).toBe(expected);
  });

  test('what is bought on an unknown day and must go later is upcoming', () => {
    const rules = [
      { id: 'buy', effect: 'no-new', from: '2020-01-01' },
      { id: 'use', from: '2027-01-01' },
    ] as const;
    expect(short({ rules })).toBe('acme upcoming: may not be used from 2027-01-01; if bought since 2020-01-01: banned');
    expect(short({ rules, fields: 'acquired=2021-01-01' })).toBe('acme banned: bought 2021-01-01');
    expect(status({ rules, fields: 'acquired=2019-01-01' })).toBe('upcoming');
    expect(status({ rules, fields: 'acquired=2020' })).toBe('banned');
    expect(status({ rules, fields: 'acquired=15/04/26' })).toBe('banned');
    expect(status({ rules, fields: 'acquired=15/04/19' })).toBe('upcoming');
    expect(status({ rules: [{ ...rules[0], from: '2020-05-01' }, rules[1]], fields: 'acquired=2020' })).toBe(
      'upcoming, day of purchase',
    );
  });

  test('the strongest of several rules, a sure ban before one for want of a day', () => {
    const rules = [{ id: 'buy', effect: 'no-new', from: '2020-01-01' }, { id: 'use' }] as const;
    expect(status({ rules })).toBe('banned');
    expect(status({ rules: [rules[0]] })).toBe('banned, day of purchase');
  });

  test('the rules that reach a row, and not those that say nothing of it', () => {
    const rules = [{ id: 'use' }, { id: 'buy', effect: 'no-new', from: '2020-01-01' }, { id: 'talk', effect: 'about-others' }] as const;
    const reaching = (fields: string) => ask({ rules, fields })?.designations[0]?.rules;
    expect(reaching('')).toEqual(['use', 'buy']);
    expect(reaching('acquired=2019-01-01')).toEqual(['use']);
    expect(ask({ rules: [rules[2]] })?.designations[0]?.rules).toEqual([]);
  }); // prettier-ignore

  test('days after the listing of each entry', () => {
    const rules = [{ from: '+60d' }];
    expect(status({ rules, entries: [{ since: '2026-09-25' }] })).toBe('banned');
    expect(ask({ rules, entries: [{ since: '2026-09-26' }] })?.designations[0]).toMatchObject({
      status: 'upcoming',
      daysLeft: 1,
    });
  });
});

describe('a listing', () => {
  test.each<[string, Partial<ListEntry>, string]>([
    ['always', {}, 'acme banned'],
    ['since today', { since: TODAY }, 'acme banned'],
    [
      'since tomorrow, announced today',
      { since: TOMORROW, announced: TODAY },
      `acme upcoming: may not be used from ${TOMORROW}`,
    ],
    ['since tomorrow', { since: TOMORROW }, 'none'],
    ['last day today', { until: TODAY }, 'acme banned'],
    ['last day yesterday', { until: YESTERDAY }, `acme listed: was listed until ${YESTERDAY}`],
  ])('%s', (_, entry, expected) => {
    expect(short({ entries: [entry] })).toBe(expected);
  });

  test('a list without rules binds nobody', () => {
    expect(short({ rules: [] })).toBe('acme listed: the list names it and forbids nothing');
  });

  test('only the rules that an entry has', () => {
    const rules = [{ id: 'use' }, { id: 'talk', effect: 'about-others' }] as const;
    expect(status({ rules, entries: [{ rules: ['talk'] }] })).toBe('listed');
    expect(status({ rules, entries: [{ rules: ['use'] }] })).toBe('banned');
  });

  test('only the rules that bind the reader', () => {
    const choice = (only: readonly string[], holds: readonly string[] = []) => ({
      rules: new Map([['acme-list', { only: new Set(only), holds: new Set(holds), named: new Set(only) }]]),
    });
    const rules = [
      { id: 'use', from: TOMORROW },
      { id: 'sites', cannotTell: 'which sites' },
    ];
    expect(short({ rules, options: choice(['use']) })).toBe(`acme upcoming: may not be used from ${TOMORROW}`);
    expect(status({ rules, options: choice(['sites']) })).toBe('undetermined');
    expect(status({ rules, options: choice(['sites'], ['sites']) })).toBe('banned');
    expect(short({ rules, options: choice(['none']) })).toBe('acme listed: no rule of it binds you');
  });
});

test('a model cell that goes on behind a listed model is quoted', () => {
  const because = '"X1-48P" is more than a listed model of Acme: add * to mean it';
  expect(short({ entries: [{ models: [{ mask: 'X1', except: [] }] }], fields: 'model=X1-48P' })).toBe(
    `acme undetermined: ${because}`,
  );
});

describe('whose it was', () => {
  test.each<[string, Partial<ListEntry>[], string, string, string]>([
    ['an affiliate, included', [{}], 'acme/sub', '', 'acme banned'],
    [
      'excluded',
      [{ affiliates: 'excluded' }],
      'acme/sub',
      '',
      "acme listed: affiliates are not included, and SUB is one of acme's",
    ],
    ['excluded, but a brand is the vendor', [{ affiliates: 'excluded' }], 'acme/line', '', 'acme banned'],
    ['named, and named', [{ affiliates: 'named', also: ['Acme Sub Ltd'] }], 'acme/sub', '', 'acme banned'],
    [
      'named, not named',
      [{ affiliates: 'named' }],
      'acme/sub',
      '',
      'acme listed: the list names affiliates one by one, and SUB is not among those in this file',
    ],
    ['an entry of its own', [{ affiliates: 'named' }, { vendor: 'acme/sub' }], 'acme/sub', '', 'acme/sub banned'],
    ['only the affiliate is listed', [{ vendor: 'acme/sub' }], 'acme', '', 'none'],
    [
      'sold, no day',
      [{}],
      'acme/ex',
      '',
      "acme undetermined: EX was acme's until 2020-11-16, then sold; no day of purchase",
    ],
    ['sold, bought before', [{}], 'acme/ex', 'acquired=2020-11-16', 'acme banned'],
    [
      'sold, bought after',
      [{}],
      'acme/ex',
      'acquired=2020-11-17',
      "acme listed: EX was acme's until 2020-11-16, then sold; bought 2020-11-17",
    ],
    [
      'sold, bought in the year of it',
      [{}],
      'acme/ex',
      'acquired=2020',
      'acme undetermined: EX was acme\'s until 2020-11-16, then sold; bought "2020"',
    ],
    ['sold, bought in a month before it', [{}], 'acme/ex', 'acquired=2020-10', 'acme banned'],
    [
      'sold, bought in a month after it',
      [{}],
      'acme/ex',
      'acquired=2020-12',
      'acme listed: EX was acme\'s until 2020-11-16, then sold; bought "2020-12"',
    ],
    ['sold, made before and bought after', [{}], 'acme/ex', 'acquired=2021-05-01 | made=2020-01-01', 'acme banned'],
    [
      'sold, made after',
      [{}],
      'acme/ex',
      'acquired=2021-05-01 | made=2021-01-01',
      "acme listed: EX was acme's until 2020-11-16, then sold; made 2021-01-01",
    ],
    [
      'sold, bought before it was made',
      [{}],
      'acme/ex',
      'acquired=2020-05-01 | made=2021-01-01',
      'acme undetermined: EX was acme\'s until 2020-11-16, then sold; "2020-05-01" is not a usable day of purchase',
    ],
    [
      'bought before it belonged to it',
      [{}],
      'acme/ex',
      'acquired=2014-12-31',
      'acme listed: EX belongs to acme only from 2015-01-01',
    ],
    [
      'sold, and made there still',
      [{}],
      'acme/still',
      'acquired=2022-01-01',
      "acme undetermined: STILL was acme's until 2020-11-16, then sold; acme is said to supply it still",
    ],
    ['left, no day', [{}], 'acme/left', '', "acme undetermined: LEFT was acme's until 2020-11-16; no day of purchase"],
    ['bought later, and after', [{}], 'acme/late', 'acquired=2015-07-01', 'acme banned'],
    ['bought later, no day', [{}], 'acme/late', '', 'acme banned'],
    [
      'bought later, bought in the year of it',
      [{}],
      'acme/late',
      'acquired=2015',
      'acme undetermined: LATE belongs to acme only from 2015-06-01; bought "2015"',
    ],
    ['sold, but listed itself', [{ vendor: 'acme/ex' }], 'acme/ex', 'acquired=2022-01-01', 'acme/ex banned'],
  ])('%s', (_, entries, thing, fields, expected) => {
    expect(short({ entries, thing, fields })).toBe(expected);
  });

  test.each([
    ['acme', 'banned'],
    ['acme/still', 'none'],
    ['soft', 'banned'],
    ['drones', 'undetermined, country of the vendor'],
  ])('every vendor of a country: %s', (thing, expected) => {
    expect(status({ entries: [{ makerFrom: ['CN'] }], thing })).toBe(expected);
  });

  test('designations stand in the order of the entries of their list', () => {
    expect(short({ entries: [{ makerFrom: ['CN'] }, { vendor: 'acme' }] })).toBe('makers banned | acme banned');
    expect(short({ entries: [{ vendor: 'acme' }, { makerFrom: ['CN'] }] })).toBe('acme banned | makers banned');
  });

  test('who the maker is is said where an entry names it by its country, and only there', () => {
    const entries = [{ makerFrom: ['CN'] }];
    expect(ask({ entries, thing: 'acme' })?.maker).toEqual({ id: 'acme', country: 'CN' });
    expect(ask({ entries, thing: 'drones' })?.maker).toEqual({ id: 'drones', country: null });
    expect(ask({ thing: 'acme' })).not.toHaveProperty('maker');
  });
});
