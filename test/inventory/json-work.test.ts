import { expect, test } from '@jest/globals';
import { KeyMeanings } from '../../src/inventory/json/fields.ts';
import { noThingsYet } from '../../src/inventory/json/flatten.ts';
import type { JsonMap, JsonNode } from '../../src/inventory/json/tree.ts';
import { recordsOf } from '../../src/inventory/json/find-records.ts';
import { ListRows } from '../../src/inventory/json/list-rows.ts';
import { OPTIONS } from './read.ts';
import { words } from '../words.ts';

const text = (value: string): JsonNode => ({ kind: 'text', text: value });

type MapOf = (entries: JsonMap['entries']) => JsonMap;

/** Reads of the entries of all maps while a document is walked. */
function workOf(make: (map: MapOf) => JsonMap): number {
  let work = 0;
  const document = make((entries) => ({
    kind: 'map',
    at: 0,
    repeated: null,
    get entries() {
      work += 1;
      return entries;
    },
  }));
  const context = {
    lineOf: () => 1,
    keys: new KeyMeanings(words),
    rows: new ListRows(OPTIONS),
    noThings: noThingsYet(),
  };
  expect([...recordsOf(document, [], context)]).not.toHaveLength(0);
  return work;
}

test('a map of records by id is walked in time that grows as it does', () => {
  const workOfDevices = (devices: number): number =>
    workOf((map) => {
      const device = (number: number): JsonMap =>
        map([
          ['manufacturer', text('Huawei')],
          ['model', text('S5735')],
          ['interface', map([['mac', text(`00:11:22:33:00:${number % 10}0`)]])],
        ]);
      return map(Array.from({ length: devices }, (_, number) => [`device-${number}`, device(number)]));
    });
  expect(workOfDevices(800)).toBeLessThan(4.5 * workOfDevices(200));
});

test.each([[['tree']], [['neighbors', 'tree']], [['tree', 'ports', 'neighbors']]])(
  'lists within lists are not flattened twice a level: %j',
  (keys) => {
    const workOfDepth = (depth: number): number =>
      workOf((map) => {
        let node = map([['note', text('x')]]);
        for (let level = 0; level < depth; level += 1) {
          node = map([[keys[level % keys.length] ?? '', { kind: 'list', items: [node], at: 0 }]]);
        }
        return map([
          ['hostname', text('sw1')],
          ['vendor', text('Cisco')],
          ['inside', node],
        ]);
      });
    expect(workOfDepth(24)).toBeLessThan(20 * workOfDepth(8));
  },
);
