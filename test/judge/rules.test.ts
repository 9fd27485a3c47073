import { describe, expect, test } from '@jest/globals';

import type { BanList, ListEntry, Rule } from '../../src/knowledge/ban-list.ts';
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
      'acme listed: may not be used since 2020-01-01: not about you',
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
  });

  test('the strongest of several rules, a sure ban before one for want of a day', () => {
    const rules = [{ id: 'buy', effect: 'no-new', from: '2020-01-01' }, { id: 'use' }] as const;
    expect(status({ rules })).toBe('banned');
    expect(status({ rules: [rules[0]] })).toBe('banned, day of purchase');
  });

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
      'acme banned: EX was acme\'s until 2020-11-16, then sold; bought "2020"',
    ],
    ['sold, made before and bought after', [{}], 'acme/ex', 'acquired=2021-05-01 | made=2020-01-01', 'acme banned'],
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
});

describe('what a thing is', () => {
  const only = (...things: string[]) => [{ things }];
  const but = (...except: string[]) => [{ except }];
  test.each<[string, Partial<Rule>[], string, string]>([
    ['only cameras', only('camera'), 'category=IP camera', 'banned'],
    ['only cameras, a recorder', only('camera'), 'category=NVR', 'banned'],
    ['only cameras, a switch', only('camera'), 'category=Switch', 'listed'],
    ['only cameras, unknown', only('camera'), '', 'undetermined, kind of thing'],
    ['only cameras, a word of nothing', only('camera'), 'category=Hardware', 'undetermined, kind of thing'],
    ['only cameras, two things', only('camera'), 'category=Camera / Switch', 'undetermined, kind of thing'],
    ['only core, a switch may be one', only('core'), 'category=Switch', 'undetermined, kind of thing'],
    ['only core, a campus switch is none', only('core'), 'category=Campus switch', 'listed'],
    ['perhaps management systems', only('core', 'nms?'), 'category=NMS', 'undetermined, kind of thing'],
    ['only what belongs to a network', only('telecom'), 'category=ONT', 'banned'],
    ['only what belongs to a network, a phone', only('telecom'), 'category=Smartphone', 'listed'],
    ['all but cameras', but('camera'), 'category=IP camera', 'listed'],
    ['all but cameras, unknown', but('camera'), '', 'banned'],
    ['all but cameras, two things', but('camera'), 'category=Camera / Switch', 'banned'],
    ['all but cameras, and a word of nothing', but('camera'), 'category=Camera / Widget', 'banned'],
    ['all but components, perhaps', but('component?'), 'category=Chip', 'undetermined, kind of thing'],
  ])('%s', (_, rules, fields, expected) => {
    expect(status({ rules, fields })).toBe(expected);
  });

  test.each([
    ['acme', 'category=Software', 'banned'],
    ['acme', 'category=Licences', 'banned'],
    ['acme', 'category=Software / Licence', 'banned'],
    ['acme', 'category=Software-defined switch', 'undetermined, kind of thing'],
    ['acme', 'category=Software, Switch', 'undetermined, kind of thing'],
    ['acme', '', 'undetermined, kind of thing'],
    ['soft', '', 'banned'],
    ['soft', 'category=Laptop', 'banned'],
    ['soft', 'category=Appliance', 'banned'],
    ['soft', 'category=Service', 'listed'],
    ['carrier', '', 'listed'],
    ['drones', '', 'listed'],
  ])('only software: %s %s', (thing, fields, expected) => {
    expect(status({ rules: only('software'), entries: [{ vendor: thing }], thing, fields })).toBe(expected);
  });

  test.each([
    'Managed service', 'Serviços', '服务', 'SIM card', 'M2M SIM', 'Broadband', 'Ethernet private line', 'Dedicated Internet Access',
    'MPLS VPN', 'Internet / Leased line', 'Enlace de datos', 'Liaison louée', '互联网专线', '通信服务',
  ])('a service: %s', (category) => {
    expect(status({ rules: only('service'), fields: `category=${category}` })).toBe('banned');
  }); // prettier-ignore

  test.each(['Service router', 'Broadband router', 'VPN gateway', 'Line card', '机顶盒'])('no service: %s', (category) => {
    expect(status({ rules: only('service'), fields: `category=${category}` })).not.toBe('banned');
  }); // prettier-ignore

  test('a box with the name of a carrier is not its service', () => {
    const of = { rules: only('service'), entries: [{ vendor: 'carrier' }], thing: 'carrier' };
    expect(status(of)).toBe('banned');
    expect(status({ ...of, fields: 'category=Router' })).toBe('listed');
  });

  test('what a device holds is a component', () => {
    expect(status({ rules: but('component'), part: 'component', fields: 'category=Camera' })).toBe('listed');
    expect(status({ rules: only('camera'), part: 'component', fields: 'category=Camera' })).toBe('listed');
    expect(status({ part: 'component' })).toBe('banned');
  });

  test('both what is named and what a rule reaches must hold', () => {
    const entries = [{ scopes: [{ things: null, except: ['software'] }] }];
    expect(status({ entries, rules: only('camera'), fields: 'category=Camera' })).toBe('banned');
    expect(status({ entries, rules: only('software'), fields: 'category=Software' })).toBe('listed');
  });
});

describe('which products', () => {
  const models: Partial<ListEntry>[] = [{ models: [{ mask: 'RAX#{1,3}*', except: [] }] }];
  test.each([
    ['model=RAX50', 'banned'],
    ['model=S5720', 'none'],
    ['', 'undetermined, model'],
  ])('only some models: %s', (fields, expected) => {
    expect(status({ entries: models, fields })).toBe(expected);
  });

  const which: Partial<ListEntry>[] = [
    { which: { listed: ['Acme Technologies Co Ltd'], notListed: ['Acme Systems'] } },
  ];
  test.each([
    ['', 'undetermined, which company'],
    ['vendor=Acme Technologies Co., Ltd.', 'banned'],
    ['text=by Acme Technologies Co', 'banned'],
    ['vendor=Acme Systems Inc', 'listed'],
    ['text=Acme Systems', 'undetermined, which company'],
  ])('a brand of two companies: %s', (fields, expected) => {
    expect(status({ entries: which, fields })).toBe(expected);
  });
});

describe('a kind of thing', () => {
  const HELD = {
    ...{ holder: 'Netgear, Inc.', vendor: null, names: ['Netgear'], models: [{ mask: 'RAX#{1,3}*', except: [] }] },
    ...{ from: '2026-04-01', until: '2026-10-31', citation: 'DA 1', note: null, verified: null },
  };
  const approvals: BanList['approvals'] = [
    {
      id: 'a',
      title: 'A',
      of: 'acme-list',
      checked: TODAY,
      pace: 14,
      note: null,
      sources: [],
      approvals: { 'consumer-router': [HELD] },
    },
  ];
  const of = (fields: string, rule: Partial<Rule> = {}, entry: Partial<ListEntry> = {}) => ({
    thing: 'kind:consumer-router',
    entries: [{ thing: 'consumer-router' as const, madeOutside: ['US'], ...entry }],
    rules: [{ effect: 'no-new' as const, from: '2026-03-23', ...rule }],
    list: { approvals },
    fields,
  });
  test.each([
    ['country=China', 'banned, day of purchase'],
    ['country=USA', 'none'],
    ['', 'undetermined, country'],
    ['country=Taiwan; China', 'banned, day of purchase'],
    ['country=Freedonia', 'undetermined, country'],
    ['country=China | acquired=2026-03-22', 'listed'],
    ['country=China | vendor=Netgear | model=RAX50 | acquired=2026-05-01', 'exempt'],
    ['country=China | vendor=Netgear | model=RAX50 | acquired=2026-03-30', 'banned'],
    ['country=China | vendor=Netgear | model=RAX50', 'banned, day of purchase'],
    ['country=China | vendor=Netgear | model=WNR2000 | acquired=2026-05-01', 'banned'],
    ['country=China | text=Netgear | vendor=Acme | model=RAX50 | acquired=2026-05-01', 'banned'],
    ['country=China | vendor=Netgear | acquired=2026-05-01', 'undetermined, model'],
  ])('%s', (fields, expected) => {
    expect(status(of(fields))).toBe(expected);
  });

  test('made in some countries: unknown only where the vendor is from one', () => {
    const drones = (fields: string) => of(fields, {}, { madeIn: ['CN'], madeOutside: null });
    expect(status(drones('country=China'))).toBe('banned, day of purchase');
    expect(status(drones('country=France'))).toBe('none');
    expect(status(drones(''))).toBe('none');
  });
});
