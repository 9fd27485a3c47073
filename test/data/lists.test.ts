import { expect, test } from '@jest/globals';

import { shipped } from '../knowledge.ts';

const { lists } = shipped();

/** Whom the laws name, by entry: an entry that goes must not go unseen. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  'us-fcc-covered': [
    ...['huawei', 'zte', 'hytera', 'hikvision', 'dahua', 'kaspersky', 'china-mobile', 'china-telecom'],
    ...['pacific-networks', 'comnet', 'china-unicom', 'kaspersky-2', 'dji', 'autel', 'digitalsystem'],
    ...['drone', 'consumer-router', 'inverter', 'robot'],
  ],
  'us-ndaa-889': ['huawei', 'zte', 'hytera', 'hikvision', 'dahua'],
  'us-ndaa-5949': ['smic', 'cxmt', 'ymtc'],
};

test.each(Object.entries(NAMED))('%s names whom the law names', (id, named) => {
  const entries = lists.find((list) => list.id === id)?.entries ?? [];
  expect(entries.map((entry) => entry.id)).toEqual(named);
});
