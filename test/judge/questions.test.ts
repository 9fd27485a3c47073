import { describe, expect, test } from '@jest/globals';

import type { ListEntry } from '../../src/knowledge/ban-list.ts';
import { ask, short } from './ask.ts';

describe('affiliates', () => {
  test.each<[string, Partial<ListEntry>[], string, string]>([
    ['included', [{}], 'acme/sub', 'acme banned'],
    [
      'excluded',
      [{ affiliates: 'excluded' }],
      'acme/sub',
      "acme listed: affiliates are not included, and SUB is one of acme's",
    ],
    ['excluded, but a brand is the vendor', [{ affiliates: 'excluded' }], 'acme/line', 'acme banned'],
    ['named, and named', [{ affiliates: 'named', names: ['Acme Sub Ltd'] }], 'acme/sub', 'acme banned'],
    [
      'named, not named',
      [{ affiliates: 'named' }],
      'acme/sub',
      'acme listed: the list names affiliates one by one, and SUB is not among those in this file',
    ],
    ['an entry of its own', [{ affiliates: 'named' }, { vendor: 'acme/sub' }], 'acme/sub', 'acme/sub banned'],
    ['only the affiliate is listed', [{ vendor: 'acme/sub' }], 'acme', 'none'],
    ['sold', [{}], 'acme/ex', "acme listed: EX was acme's until 2020-11-16, then sold"],
    [
      'sold, but listed itself',
      [{}, { vendor: 'acme/ex' }],
      'acme/ex',
      "acme listed: EX was acme's until 2020-11-16, then sold | acme/ex banned",
    ],
  ])('%s', (_, entries, thing, expected) => {
    expect(short({ entries, thing })).toBe(expected);
  });
});

describe('what the row is', () => {
  test.each([
    ['acme', '', 'equipment'],
    ['acme', 'category=Switch', 'equipment'],
    ['acme', 'category=Software', 'software'],
    ['acme', 'category=Licences', 'software'],
    ['acme', 'category=Security software', 'software'],
    ['acme', 'category=Software / Licence', 'software'],
    ['acme', 'category=Software-defined switch', 'equipment'],
    ['acme', 'category=Service router', 'equipment'],
    ['acme', 'category=Software, Switch', 'equipment'],
    ['acme', 'category=Managed service', 'service'],
    ['acme', 'category=Serviços', 'service'],
    ['acme', 'category=服务', 'service'],
    ['acme', 'category=SIM card', 'service'],
    ['acme', 'category=M2M SIM', 'service'],
    ['acme', 'category=Broadband', 'service'],
    ['acme', 'category=Broadband router', 'equipment'],
    ['acme', 'category=Ethernet private line', 'service'],
    ['acme', 'category=Dedicated Internet Access', 'service'],
    ['acme', 'category=MPLS VPN', 'service'],
    ['acme', 'category=VPN gateway', 'equipment'],
    ['acme', 'category=SD-WAN', 'equipment'],
    ['acme', 'category=Telecom', 'equipment'],
    ['acme', 'category=Telecom equipment', 'equipment'],
    ['acme', 'category=Internet / Leased line', 'service'],
    ['acme', 'category=Line card', 'equipment'],
    ['acme', 'category=Enlace de datos', 'service'],
    ['acme', 'category=Liaison louée', 'service'],
    ['acme', 'category=互联网专线', 'service'],
    ['acme', 'category=通信服务', 'service'],
    ['acme', 'category=机顶盒', 'equipment'],
    ['acme', 'category=N/A', 'equipment'],
    ['soft', '', 'software'],
    ['soft', 'category=Appliance', 'software'],
    ['soft', 'category=Service', 'service'],
  ] as const)('%s %s is %s', (thing, fields, kind) => {
    const entries = (['equipment', 'software', 'service'] as const).map((covers) => ({
      id: covers,
      vendor: thing,
      covers: [covers],
    }));
    const banned = ask({ entries, thing, fields })?.designations.filter(({ status }) => status === 'banned');
    expect(banned?.map(({ entry }) => entry)).toEqual([kind]);
  });
});

describe('what a device holds', () => {
  test.each([
    ['acme', '', ['equipment']],
    ['acme', 'category=Software', ['equipment', 'software']],
    ['soft', '', ['software']],
  ])('%s %s', (thing, fields, kinds) => {
    const entries = (['equipment', 'software'] as const).map((covers) => ({
      id: covers,
      vendor: thing,
      covers: [covers],
    }));
    const banned = ask({ entries, thing, part: 'component', fields })?.designations.filter(
      ({ status }) => status === 'banned',
    );
    expect(banned?.map(({ entry }) => entry)).toEqual(kinds);
  });
});

describe('purpose, products, company', () => {
  test.each(['purpose=lobby sign', 'purpose=1.2 GB', 'purpose=Camera of the canteen'])(
    '%s decides nothing',
    (fields) => {
      expect(short({ entries: [{ condition: 'public safety' }], fields })).toBe('acme banned');
    },
  );

  test.each([
    ['model=s5720-28x', 'acme banned'],
    ['partNumber=S5720', 'acme banned'],
    ['model=n/a | partNumber=S5720', 'acme banned'],
    ['model=AR1220', 'none'],
    ['', 'acme undetermined: only some products are listed (Acme), and the row has no model'],
    ['model=unknown', 'acme undetermined: only some products are listed (Acme), and the row has no model'],
  ])('only some products, %s', (fields, expected) => {
    expect(short({ entries: [{ models: [{ mask: 'S57*', except: [] }] }], fields })).toBe(expected);
  });

  const whichCompany = { listed: ['Acme Technologies Co., Ltd.'], notListed: ['Acme Systems Inc.'] };
  test.each([
    ['vendor=Acme', 'undetermined'],
    ['vendor=ACME TECHNOLOGIES CO.,LTD', 'banned'],
    ['vendor=Acme | text=made by Acme Technologies Co Ltd (Shenzhen)', 'banned'],
    ['vendor=Acme Systems Inc', 'listed'],
    ['vendor=Acme | text=Acme Systems Inc', 'undetermined'],
    ['vendor=Acme Systems Inc. | text=formerly Acme Technologies Co., Ltd.', 'banned'],
    ['vendor=Acme Technologies Co., Ltd. | text=sold by Acme Systems Inc.', 'banned'],
    ['vendor=Acme | withheld=Acme Technologies Co., Ltd.', 'undetermined'],
  ])('which company, %s: %s', (fields, status) => {
    expect(ask({ entries: [{ whichCompany }], fields })?.status).toBe(status);
  });

  test('what takes a row out comes before what is missing', () => {
    const entry = { whichCompany, models: [{ mask: 'XY', except: [] }], covers: ['service' as const] };
    expect(ask({ entries: [entry] })?.status).toBe('listed');
    expect(ask({ entries: [{ ...entry, covers: ['equipment' as const] }] })?.designations[0]?.needs).toEqual([
      'model',
      'which company',
    ]);
  });
});

describe('the finding', () => {
  test('has the first status of its designations, which keep the order of the lists', () => {
    const judged = ask({
      entries: [
        { id: 'b', covers: ['service'] },
        { id: 'a', periods: [{ from: '2027-01-01', until: null, citation: null }] },
        { id: 'c' },
      ],
    });
    expect(judged?.designations.map(({ entry }) => entry)).toEqual(['b', 'a', 'c']);
    expect(judged?.status).toBe('banned');
  });

  test('is none for a vendor no list names', () => {
    expect(ask({ entries: [{ vendor: 'other' }] })).toBeNull();
    expect(ask({ entries: [] })).toBeNull();
  });

  test('keeps the key order of the contract', () => {
    const [designation] = ask({ entries: [{}] })?.designations ?? [];
    expect(Object.keys(designation ?? {})).toEqual([
      'list',
      'entry',
      'status',
      'because',
      'needs',
      'daysLeft',
      'exemption',
      'waiver',
    ]);
  });
});
