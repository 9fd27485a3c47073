import { expect, test } from '@jest/globals';
import { KeyMeanings } from '../../src/inventory/json/fields.ts';
import type { JsonMap, JsonNode } from '../../src/inventory/json/tree.ts';
import { recordsOf } from '../../src/inventory/json/find-records.ts';
import { ListRows } from '../../src/inventory/json/list-rows.ts';
import { OPTIONS } from './read.ts';
import { words } from '../words.ts';

const text = (value: string): JsonNode => ({ kind: 'text', text: value });

/** Reads of the entries of all maps while a document of `devices` keyed by id is walked. */
function workOf(devices: number): number {
  let work = 0;
  function map(entries: JsonMap['entries']): JsonMap {
    return {
      kind: 'map',
      at: 0,
      repeated: null,
      get entries() {
        work += 1;
        return entries;
      },
    };
  }
  const device = (number: number): JsonMap =>
    map([
      ['manufacturer', text('Huawei')],
      ['model', text('S5735')],
      ['interface', map([['mac', text(`00:11:22:33:00:${number % 10}0`)]])],
    ]);
  const document = map(Array.from({ length: devices }, (_, number) => [`device-${number}`, device(number)]));
  expect([
    ...recordsOf(document, [], { lineOf: () => 1, keys: new KeyMeanings(words), rows: new ListRows(OPTIONS) }),
  ]).toHaveLength(devices);
  return work;
}

test('a map of records by id is walked in time that grows as it does', () => {
  expect(workOf(800)).toBeLessThan(4.5 * workOf(200));
});
