import { describe, expect, test } from '@jest/globals';
import { assetOf, assetsOfRun } from '../../src/app/asset.ts';
import type { Field } from '../../src/core/fields.ts';
import { Layout, type Trait } from '../../src/core/layout.ts';
import type { InventoryRecord } from '../../src/core/record.ts';
import { words } from '../words.ts';

function record(columns: readonly (readonly [fields: readonly Field[], cell: string, ...Trait[]])[]): InventoryRecord {
  return {
    source: 'x.csv',
    row: 1,
    line: 2,
    cell: null,
    layout: new Layout(
      columns.map(([fields, , ...traits], index) => ({ name: `#${index + 1}`, fields, why: '', traits })),
    ),
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

  test.each([
    ['C9300', undefined],
    ['n/a', '00:1b:54:00:00:01'],
  ])('has the address of another device where the row says nothing of its own: %s', (model, mac) => {
    const row = record([
      [['model'], model],
      [['mac'], '00:1b:54:00:00:01', 'other-device'],
    ]);
    expect(assetOf(row, words).mac).toBe(mac);
  });

  test.each([
    ['the areas before it', ['Germany', 'area'], ['Berlin', 'area'], ['HQ'], 'Germany, Berlin, HQ'],
    ['those behind it', ['HQ'], ['Berlin', 'area'], ['Rack 1'], 'Berlin, HQ'],
    ['areas alone', ['Germany', 'area'], ['', 'area'], ['n/a'], 'Germany'],
  ] as const)('is at a site, with %s', (_, first, second, third, site) => {
    const columns = [first, second, third].map(([cell, ...traits]) => [['site'], cell, ...traits] as const);
    expect(assetOf(record(columns), words).site).toBe(site);
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

describe('every row is an asset of its own', () => {
  const FIELDS = ['vendor', 'model', 'hostname', 'serial', 'ip', 'site'] as const;
  /** How many assets some rows are; the cells of a row in the order of the fields. */
  const countOf = (...rows: readonly string[]): number => {
    const assetOfRow = assetsOfRun(words);
    const all = rows.map((cells) => {
      const filled = cells.split(',');
      return assetOfRow(record(FIELDS.map((field, index) => [[field], filled[index] ?? '']))).id;
    });
    return new Set(all).size;
  };

  test.each([
    ['equal rows', 3, ['Hikvision,DS-2CD', 'Hikvision,DS-2CD', 'Hikvision,DS-2CD']],
    ['other addresses and sites', 2, ['Hikvision,DS-2CD,,,10.0.0.1,A', 'Hikvision,DS-2CD,,,10.0.0.2,B']],
    ['one serial', 1, ['Hikvision,DS-2CD,a,S1,10.0.0.1', 'Hikvision,DS-2CD,a,S1,10.0.0.2']],
    ['one serial, once without a model', 1, ['Hikvision,DS-2CD,,S1', 'Hikvision,,,S1', ',DS-2CD,,S1']],
    ['one serial, and another model', 2, ['Hikvision,DS-2CD,,S1', 'Hikvision,DS-7616,,S1']],
    ['one serial, legal forms of one vendor', 1, ['Hikvision,DS-2CD,,S1', 'Hikvision Co. Ltd,DS-2CD,,S1']],
    ['one name at one site', 1, ['Hikvision,,cam-1,,10.0.0.1,A', 'Hikvision,,cam-1,,10.0.0.2,A']],
    ['one name at two sites', 2, ['Hikvision,,cam-1,,,A', 'Hikvision,,cam-1,,,B']],
    ['names that are kinds of devices', 2, ['Hikvision,,Camera', 'Hikvision,,Camera']],
    ['names that are the model', 2, ['Hikvision,DS-2CD,DS-2CD', 'Hikvision,DS-2CD,DS-2CD']],
  ])('%s: %i', (_, count, rows) => {
    expect(countOf(...rows)).toBe(count);
  });

  test('an id does not change with the order of rows, a place or a note', () => {
    const ids = (...rows: readonly string[][]): readonly string[] => {
      const assetOfRow = assetsOfRun(words);
      return rows.map(
        ([serial = '', note = '']) =>
          assetOfRow(
            record([
              [['vendor'], 'Hikvision'],
              [['serial'], serial],
              [['text'], note],
            ]),
          ).id,
      );
    };
    expect(ids(['S1', 'old'], ['S2', '']).toSorted()).toEqual(ids(['S2', 'x'], ['S1', 'new']).toSorted());
  });
});
