import { expect, test } from '@jest/globals';
import { Doubts } from '../../src/inventory/doubts.ts';
import { JsonList, JsonMap, type Json } from '../../src/inventory/json/tree.ts';
import { recordsOf } from '../../src/inventory/json/find-records.ts';
import { KeyPath, keysOf } from '../../src/inventory/json/keys.ts';
import { parseJson } from '../../src/inventory/json/parse-json.ts';
import { Context } from '../../src/inventory/json/record.ts';
import { words } from '../words.ts';
import { OPTIONS } from './read.ts';

type MapOf = (members: readonly (readonly [key: string, value: Json])[]) => JsonMap;

/** Reads of the values of all maps while a document is walked. */
function workOf(make: (map: MapOf) => JsonMap): number {
  let work = 0;
  const document = make((members) => {
    const [keys, values] = [members.map(([key]) => key), members.map(([, value]) => value)];
    const map = new JsonMap(keys, values, 0);
    return Object.defineProperty(map, 'values', {
      get() {
        work += 1;
        return values;
      },
    });
  });
  const context = new Context(new Doubts('work.json'), OPTIONS);
  expect([...recordsOf(document, [], context)]).not.toHaveLength(0);
  return work;
}

test('a map of records by id is walked in time that grows as it does', () => {
  const workOfDevices = (devices: number): number =>
    workOf((map) => {
      const device = (number: number): JsonMap =>
        map([
          ['manufacturer', 'Huawei'],
          ['model', 'S5735'],
          ['interface', map([['mac', `00:11:22:33:00:${number % 10}0`]])],
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
        let node = map([['note', 'x']]);
        for (let level = 0; level < depth; level += 1)
          node = map([[keys[level % keys.length] ?? '', new JsonList([node], 0)]]);
        return map([
          ['hostname', 'sw1'],
          ['vendor', 'Cisco'],
          ['inside', node],
        ]);
      });
    expect(workOfDepth(24)).toBeLessThan(20 * workOfDepth(8));
  },
);

test('a list is one cell, however many keys came before', () => {
  const options = { ...OPTIONS, words: { ...words } };
  Object.assign(keysOf(options.words), { root: new KeyPath([], { count: 50_000 }) });
  const document = parseJson('{"vendor": "Cisco", "notes": [{"by": "one"}, {"by": "two"}]}');
  const [record] = recordsOf(document, [], new Context(new Doubts('keys.json'), options));
  expect(record?.values).toEqual(['Cisco', 'one\ntwo']);
});
