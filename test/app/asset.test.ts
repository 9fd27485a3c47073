import { describe, expect, test } from '@jest/globals';
import { assetOf } from '../../src/app/asset.ts';
import type { Field } from '../../src/core/fields.ts';
import { Layout } from '../../src/core/layout.ts';
import type { InventoryRecord } from '../../src/core/record.ts';
import { words } from '../words.ts';

function record(columns: readonly (readonly [fields: readonly Field[], cell: string])[]): InventoryRecord {
  return {
    source: 'x.csv',
    row: 1,
    line: 2,
    cell: null,
    layout: new Layout(columns.map(([fields], index) => ({ name: `#${index + 1}`, fields, why: '', traits: [] }))),
    cells: columns.map(([, cell]) => cell),
    part: 'device',
  };
}

describe('the asset of a row', () => {
  test('is its identity and asset cells, of several columns the first that holds a value', () => {
    const row = record([
      [['hostname'], ' sw-1 '],
      [['serial'], 'N/A'],
      [['serial'], 'S1'],
      [['serial'], 'S2'],
      [['vendor', 'model'], 'Cisco C9300'],
      [['text'], 'a note'],
    ]);
    expect(assetOf(row, words)).toEqual({
      hostname: 'sw-1',
      serial: 'S1',
      vendor: 'Cisco C9300',
      model: 'Cisco C9300',
    });
  });

  test('has nothing of a withheld column, whatever else it feeds', () => {
    expect(
      assetOf(
        record([
          [['withheld'], 'hunter2'],
          [['serial', 'withheld'], 'hunter2'],
        ]),
        words,
      ),
    ).toEqual({});
  });
});
