import { describe, expect, test } from '@jest/globals';

import { DEFAULT_LISTS } from '../../src/app/choose-lists.ts';
import type { Cells } from './real-rows.ts';
import { designationsOf, statusOf } from './real-rows.ts';

/** What a newcomer runs: the Covered List and section 889, no profile. Failing too little here is the worst bug. */
const BY = { lists: DEFAULT_LISTS, asOf: '2026-11-28' };

const BANNED: readonly Cells[] = [
  { vendor: 'Huawei' },
  { vendor: 'Huawei', model: 'S5735-L24T4S-A', category: 'Switch' },
  { vendor: 'Huawei', model: 'P30', category: 'Phone' },
  { vendor: 'Huawei', category: 'Server' },
  { vendor: 'HiSilicon', model: 'Hi3516' },
  { vendor: 'ZTE' },
  { vendor: 'ZTE', model: 'ZXHN F660', category: 'ONT' },
  { vendor: 'Hikvision' },
  { vendor: 'Hikvision', model: 'DS-2CD2143G0-I', category: 'IP camera' },
  { vendor: 'EZVIZ', category: 'Camera' },
  { vendor: 'Dahua' },
  { vendor: 'Dahua', model: 'IPC-HDW2431T', category: 'Camera' },
  { vendor: 'Hytera' },
  { vendor: 'Hytera', model: 'PD785', category: 'Radio' },
  { vendor: 'Kaspersky' },
  { vendor: 'Kaspersky', model: 'Endpoint Security', category: 'Software' },
  { vendor: 'Kaspersky', category: 'Workstation' },
  { vendor: 'DJI' },
  { vendor: 'DJI', model: 'Mavic 3 Enterprise', category: 'Drone' },
  { vendor: 'Autel Robotics' },
  { vendor: 'Autel Robotics', model: 'EVO II', category: 'Drone' },
  { vendor: 'China Mobile', category: 'Circuit' },
  { vendor: 'China Telecom', category: 'Leased line' },
  { vendor: 'China Unicom', category: 'Service' },
  { vendor: 'Pacific Networks' },
  { vendor: 'ComNet (USA)', category: 'Service' },
  { vendor: 'Digitalsystem Technology' },
];

describe('fails by default, whatever else is not known', () => {
  test.each(BANNED.map((cells) => [Object.values(cells).join(', '), cells] as const))('%s', (_, cells) => {
    expect(statusOf(cells, BY)).toBe('banned');
  });

  test.each([
    ['bought on a day after the rules began', { vendor: 'Huawei', model: 'AR651', acquired: '2026-08-01' }],
    [
      'bought before section 889 was used against its users',
      { vendor: 'Huawei', model: 'AR651', acquired: '2015-01-01' },
    ],
    [
      'a software word beside a model of equipment',
      { vendor: 'Huawei', model: 'S5735-L24T4S-A', category: 'Software' },
    ],
  ] as const)('%s', (_, cells) => {
    expect(statusOf(cells, BY)).toBe('banned');
  });
});

describe('a fact that decides is missing', () => {
  test.each(['Lorex', 'Honor'])('%s without a day: who made it is not known', (vendor) => {
    const found = designationsOf({ vendor }, BY);
    expect(found.map(({ status }) => status)).toContain('undetermined');
    expect(found.every(({ status }) => status !== 'banned')).toBe(true);
    expect(found.flatMap(({ needs }) => needs)).toContain('day of purchase');
  });

  test('a laptop: the text says telecommunications equipment', () => {
    const cells = { vendor: 'Huawei', model: 'MateBook D15', category: 'Laptop' };
    const [found] = designationsOf(cells, BY);
    expect(found).toMatchObject({
      status: 'undetermined',
      because: 'the list leaves open whether laptop is meant',
      needs: [],
    });
    expect(statusOf({ ...cells, text: 'Core switch' }, BY)).not.toBe('listed');
  });

  test.each<Record<string, string>>([{ model: 'S5720-28X-SI' }, { text: 'Core switch' }])(
    'a category of laptops takes nothing out that is a switch by another cell: %o',
    (says) => {
      expect(statusOf({ vendor: 'Huawei', category: 'Laptop', ...says }, BY)).toBe('banned');
    },
  );

  test('Lorex: made for its seller until the end of 2022, said to be made there still', () => {
    expect(statusOf({ vendor: 'Lorex', acquired: '2021-03-01' }, BY)).toBe('banned');
    expect(statusOf({ vendor: 'Lorex', acquired: '2024-03-01' }, BY)).toBe('undetermined');
  });

  test('Honor: made by its seller until 2020-11-16', () => {
    expect(statusOf({ vendor: 'Honor', acquired: '2019-12-01' }, BY)).toBe('banned');
    expect(statusOf({ vendor: 'Honor', acquired: '2021-12-01' }, BY)).toBe('listed');
    expect(statusOf({ vendor: 'Honor', acquired: '2021-12-01', made: '2020-05-01' }, BY)).toBe('banned');
  });

  test('a consumer router made abroad: the day of its FCC grant', () => {
    const cells = { vendor: 'TP-Link', model: 'Archer AX55', category: 'wifi router', country: 'China' };
    const [router] = designationsOf(cells, BY);
    expect(router).toMatchObject({ entry: 'consumer-router', status: 'undetermined', needs: ['day of its FCC grant'] });
    expect(statusOf({ ...cells, authorised: '2024-01-01' }, BY)).toBe('listed');
    expect(statusOf({ ...cells, authorised: '2026-06-01' }, BY)).toBe('banned');
    expect(statusOf({ ...cells, country: 'United States' }, BY)).toBe('none');
  });
});

describe('does not fail', () => {
  test.each([
    ['a vendor that only other lists name', { vendor: 'Quectel', model: 'RM500Q' }, 'none'],
    [
      'an inverter is no telecommunications equipment',
      { vendor: 'Huawei', model: 'SUN2000-100KTL', category: 'solar inverter', country: 'US' },
      'listed',
    ],
    [
      'a drone bought before it was listed',
      { vendor: 'DJI', model: 'Mavic 3 Enterprise', category: 'drone', acquired: '2025-06-01' },
      'listed',
    ],
    ['an ordinary switch', { vendor: 'Cisco', model: 'C9300-48P', category: 'Switch' }, 'none'],
  ] as const)('%s', (_, cells, status) => {
    expect(statusOf(cells, BY)).toBe(status);
  });
});

describe('a list that goes by the country of the vendor', () => {
  const by = { lists: ['tw-government'], asOf: '2026-11-28' };
  const MADE_THERE = { model: 'X-100', category: 'Camera', country: 'China' };
  test.each<[Cells, string]>([
    [{ vendor: 'Lenovo', model: 'ThinkPad X1' }, 'banned'],
    [{ vendor: 'OPPO', category: 'Phone' }, 'banned'],
    [{ vendor: 'Xiaomi', model: 'Redmi Note 12', category: 'Phone' }, 'banned'],
    [{ vendor: 'Motorola', model: 'XPR 3300' }, 'undetermined'],
    [{ vendor: 'Motorola Solutions', model: 'XPR 3300' }, 'none'],
    [{ vendor: 'Lorex', model: 'E841CA', acquired: '2024-01-01' }, 'none'],
    [{ vendor: 'Cisco', ...MADE_THERE }, 'none'],
    [{ vendor: 'Some Brand', ...MADE_THERE }, 'undetermined'],
    [{ vendor: 'ComNet', ...MADE_THERE }, 'undetermined'],
    [MADE_THERE, 'undetermined'],
    [{ vendor: 'Some Brand', ...MADE_THERE, country: 'France' }, 'none'],
    [{ vendor: 'Some Brand', model: 'X-100' }, 'none'],
  ])('%j is %s', (cells, status) => {
    expect(statusOf(cells, by)).toBe(status);
  });

  test.each(['ComNet', 'WestOne', 'Envision'])('%s is not the vendor whose id is its name', (vendor) => {
    const lists = [...by.lists, 'us-fcc-covered', 'us-dod-1260h', 'us-state-fl'];
    const named = designationsOf({ vendor, ...MADE_THERE }, { ...by, lists }).map(({ list }) => list);
    expect(new Set(named)).toEqual(new Set(by.lists));
  });

  test.each<[Cells, string]>([
    [{ vendor: 'Some Brand', ...MADE_THERE }, 'Some Brand'],
    [MADE_THERE, 'unknown vendor'],
    [{ vendor: 'Lenovo', model: 'ThinkPad X1' }, 'Lenovo'],
  ])('%j is said to be made by %s', (cells, vendor) => {
    expect(designationsOf(cells, by).map(({ of }) => of.vendor?.name)).toEqual([vendor]);
  });
});
