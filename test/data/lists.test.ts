import { expect, test } from '@jest/globals';

import { shipped } from '../knowledge.ts';

const { lists } = shipped();

/** Whom the laws name, by entry: an entry that goes, or loses the row that shows it is found, must not go unseen. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  'us-fcc-covered': [
    'huawei',
    'zte',
    'hytera',
    'hikvision',
    'dahua',
    'ao-kaspersky-lab',
    'china-mobile',
    'china-telecom',
    'pacific-networks',
    'comnet',
    'china-unicom',
    'kaspersky-lab-inc',
    'dji',
    'autel',
    'digitalsystem',
    'drone',
    'consumer-router',
    'power-inverter',
    'advanced-robot',
  ],
  'us-ndaa-889': ['huawei', 'zte', 'hytera', 'hikvision', 'dahua'],
  'us-ndaa-5949': ['smic', 'cxmt', 'ymtc'],
};

test.each(Object.entries(NAMED))('%s: everyone it names has a row that finds it', (id, named) => {
  const entries = lists.find((list) => list.id === id)?.entries ?? [];
  const shown = entries.filter(({ examples }) => examples.match.length > 0);
  expect(shown.map((entry) => entry.id)).toEqual(named);
});
