import { describe, expect, test } from '@jest/globals';

import type { BanList, ListEntry, Rule } from '../../src/knowledge/ban-list.ts';
import { short, status } from './ask.ts';

/** All questions are as of 2026-11-24. */
const TODAY = '2026-11-24';

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
    ['perhaps management systems', only('core', 'nms?'), 'category=NMS', 'undetermined'],
    ['only what belongs to a network', only('telecom'), 'category=ONT', 'banned'],
    ['only what belongs to a network, a phone', only('telecom'), 'category=Smartphone', 'listed'],
    ['all but cameras', but('camera'), 'category=IP camera', 'listed'],
    ['all but cameras, unknown', but('camera'), '', 'banned'],
    ['all but cameras, two things', but('camera'), 'category=Camera / Switch', 'banned'],
    ['all but cameras, and a word of nothing', but('camera'), 'category=Camera / Widget', 'banned'],
    [
      'all but laptops and consumer routers',
      but('laptop', 'consumer-router'),
      'category=Laptop | text=Wi-Fi-router',
      'listed',
    ],
    [
      'all but laptops and consumer routers, a router',
      but('laptop', 'consumer-router'),
      'category=Laptop | text=router',
      'banned',
    ],
    ['all but components, perhaps', but('component?'), 'category=Chip', 'undetermined'],
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

  test('what a maker of software alone has in a device is software', () => {
    const of = { rules: only('software'), part: 'component' } as const;
    expect(status({ ...of, entries: [{ vendor: 'soft' }], thing: 'soft' })).toBe('banned');
    expect(status({ ...of, entries: [{ vendor: 'carrier' }], thing: 'carrier' })).toBe('listed');
    expect(status(of)).toBe('listed');
  });

  test.each<[Partial<Rule>[], string, string]>([
    [only('camera'), 'category=Switch', 'acme listed: not about such a thing: the row is switch'],
    [only('camera'), '', 'acme undetermined: it is about camera, and the row does not say what it is'],
    [only('core', 'nms?'), 'category=NMS', 'acme undetermined: the list leaves open whether nms is meant'],
    [but('component?'), 'category=Chip', 'acme undetermined: the list leaves open whether chip is meant'],
    [but('software'), 'category=Software', 'acme listed: not about such a thing: the row is software'],
    [but('software'), 'category=Software | text=Camera', 'acme banned: "Software" beside "Camera" clears nothing'],
    [but('software'), 'category=Software | text=Switch 24 port', 'acme banned: "Software" beside "Switch 24 port" clears nothing'],
    [but('software'), 'category=Software | text=Software NVR', 'acme listed: not about such a thing: the row is software'],
    [but('software'), 'category=Software | text=Camera software', 'acme listed: not about such a thing: the row is software'],
    [but('software'), 'category=Software | text=Camera subscription', 'acme listed: not about such a thing: the row is software'],
    [but('software'), 'category=Software | text=for switch', 'acme listed: not about such a thing: the row is software'],
  ])('and why: %j %s', (rules, fields, expected) => {
    expect(short({ rules, fields })).toBe(expected);
  }); // prettier-ignore

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
    ['model=Router', 'undetermined, model'],
    ['model=Acme', 'undetermined, model'],
    ['model=n/a', 'undetermined, model'],
    ['model=Phantom', 'none'],
    ['model=S5720 | text=RAX50', 'none'],
  ])('only some models: %s', (fields, expected) => {
    expect(status({ entries: models, fields })).toBe(expected);
  });

  const exact: Partial<ListEntry>[] = [{ models: ['C9300', 'DS-2CD####G#'].map((mask) => ({ mask, except: [] })) }];
  test.each([
    ['model=C9300', 'banned'],
    ['model=C9300 48P', 'banned'],
    ['model=C9300-48P', 'undetermined'],
    ['model=Catalyst C9300-48P | partNumber=68-101202', 'undetermined'],
    ['model=DS-2CD2143G0-I', 'undetermined'],
    ['model=DS-2CD2143G0', 'banned'],
    ['model=C9300X', 'none'],
    ['model=C9200-48P', 'none'],
    ['model=WS-C3850-48P', 'none'],
    ['model=S5720-C9', 'none'],
    ['text=C9300-48P | model=S5720', 'none'],
  ])('a model that goes on behind a listed one: %s', (fields, expected) => {
    expect(status({ entries: exact, fields })).toBe(expected);
  });

  const which: Partial<ListEntry>[] = [
    { which: { listed: ['Acme Technologies Co Ltd'], notListed: ['Acme Systems'] } },
  ];
  test.each([
    ['', 'undetermined, which company'],
    ['vendor=Acme Technologies Co., Ltd.', 'banned'],
    ['text=by Acme Technologies Co', 'undetermined, which company'],
    ['vendor=Acme Systems Inc', 'listed'],
    ['text=Acme Systems', 'undetermined, which company'],
  ])('a brand of two companies: %s', (fields, expected) => {
    expect(status({ entries: which, fields })).toBe(expected);
  });

  test.each([
    [['Acme Systems'], 'acme may be Acme Technologies Co Ltd (listed) or Acme Systems (not listed)'],
    [[], 'acme may be Acme Technologies Co Ltd (listed) or another company (not listed)'],
  ])('and which they are: %j', (notListed, expected) => {
    const entries = [{ which: { listed: ['Acme Technologies Co Ltd'], notListed } }];
    expect(short({ entries })).toBe(`acme undetermined: ${expected}`);
  });
});

describe('a kind of thing', () => {
  const HELD = {
    ...{ holder: 'Netgear, Inc.', vendor: null, names: ['Netgear'], models: [{ mask: 'RAX#{1,3}*', except: [] }] },
    ...{ from: '2026-04-01', until: '2026-10-31', citation: 'DA 1', note: null, verified: null },
  };
  const ENDED = {
    ...HELD,
    holder: 'Quux',
    names: ['Quux'],
    until: '2026-06-30',
    citation: 'DA 2',
    note: 'conditional',
  };
  /** Of the same models, and over earlier: the last to end says why. */
  const BEFORE = { ...HELD, until: '2026-04-15', citation: 'DA 0' };
  const LATER = { ...ENDED, until: '2026-05-31', citation: 'DA 3', note: null };
  const approvals: BanList['approvals'] = [
    {
      id: 'a',
      title: 'A',
      of: 'acme-list',
      checked: TODAY,
      pace: 14,
      note: null,
      sources: [],
      approvals: { 'consumer-router': [BEFORE, HELD, ENDED, LATER] },
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
    ['', 'undetermined, country of production'],
    ['country=Taiwan; China', 'banned, day of purchase'],
    ['country=Freedonia', 'undetermined, country of production'],
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

  const NO_DAY = 'no day of purchase: counted as bought since 2026-03-23';
  test.each([
    ['', 'undetermined: no country of production'],
    ['country=Freedonia', 'undetermined: "Freedonia" does not say a country of production'],
    ['country=USA | text=made in China', 'undetermined: "USA" beside "made in CN" clears nothing'],
    ['country=China | vendor=Netgear | model=RAX50', `banned: ${NO_DAY}`],
    ['country=China | vendor=Quux | model=RAX5', `banned: ${NO_DAY}`],
    ['country=China | vendor=Quux | model=WNR2000', `banned: ${NO_DAY}`],
    ['vendor=Netgear | model=RAX50', 'undetermined: no country of production'],
    [
      'country=China | vendor=Netgear | acquired=2026-05-01',
      "undetermined: DA 1 exempts some of this vendor's models, and the row has no model",
    ],
  ])('and why: %s', (fields, expected) => {
    expect(short(of(fields))).toBe(`consumer-router ${expected}`);
  });

  test('made in some countries: unknown only where the vendor is from one', () => {
    const drones = (fields: string) => of(fields, {}, { madeIn: ['CN'], madeOutside: null });
    expect(status(drones('country=China'))).toBe('banned, day of purchase');
    expect(status(drones('country=France'))).toBe('none');
    expect(status(drones(''))).toBe('none');
  });
});
