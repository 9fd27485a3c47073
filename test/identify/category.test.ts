import { expect, test } from '@jest/globals';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { shipped } from '../knowledge.ts';
import { brief, row } from './row.ts';

const knowledge = shipped();
const identifier = compileIdentifier(knowledge);

test.each<[says: string, category: string | null]>([
  ['Consumer router', 'consumer-router'],
  ['Wi-Fi Router', 'consumer-router'],
  ['Wi-Fi 6E router', 'consumer-router'],
  ['Mesh WiFi system', 'consumer-router'],
  ['Router (home)', 'consumer-router'],
  ['Router inalámbrico', 'consumer-router'],
  ['Roteador sem fio', 'consumer-router'],
  ['ADSL modem/router', 'consumer-router'],
  ['Cable modem router', 'consumer-router'],
  ['5G CPE', 'consumer-router'],
  ['Router', null],
  ['Core router', null],
  ['Enterprise wireless router', null],
  ['Industrial LTE router', null],
  ['Wireless access point', null],
  ['Mesh radio', null],
  ['WiFi extender', null],
  ['Solar inverter', 'inverter'],
  ['DC/AC inverter', 'inverter'],
  ['On/off-grid inverter', 'inverter'],
  ['Off-grid inverter', null],
  ['Inverter drive', null],
  ['Welding inverter', null],
  ['Inverter air conditioner', null],
  ['Drone', 'drone'],
  ['Robot dog', 'robot'],
  ['Robot vacuum', null],
])('a category column that says %s: %s', (says, category) => {
  expect(brief(identifier.identify(row({ category: says })))).toEqual(
    category === null ? [] : [`${category} probable`],
  );
});
