import { describe, expect, test } from '@jest/globals';
import type { PageData, PageRow } from '../../src/report/html/page-data.ts';
import {
  entriesOf,
  filtered,
  sorted,
  valuesOf,
  type Filters,
  type SortKey,
} from '../../src/report/html/page/select.ts';

function row(id: string, more: Partial<PageRow>): PageRow {
  return {
    status: 'banned',
    confidence: 'confirmed',
    fails: true,
    baseline: null,
    vendor: 'Huawei',
    who: 'Huawei',
    name: '',
    model: '',
    serial: '',
    site: '',
    place: `site.csv:${id}`,
    id,
    assetId: id,
    quantity: 1,
    says: [{ law: 0, status: 'banned', remark: null, waiver: null }],
    evidence: [{ column: 'Maker', seen: 'HUAWEI', meaning: 'name of Huawei', confidence: 'confirmed' }],
    conflict: null,
    asset: [],
    ...more,
  };
}

const law = { anchor: 'law-1', listedAs: 'Company', citation: 'DA 21-309', url: null, verified: true };
const DATA: PageData = {
  detailsOnPaper: true,
  laws: [
    { ...law, list: 'one', short: 'one', title: 'List One' },
    { ...law, list: 'two', short: 'two', title: 'List Two', citation: null },
  ],
  rows: [
    row('2', { name: 'cam-10', site: 'Lobby', asset: [['Serial', 'XY-77']] }),
    row('10', { name: 'cam-9', vendor: 'ZTE', who: 'ZTE', status: 'waived', confidence: 'probable' }),
    row('3', {
      name: 'cam-9',
      site: 'Garage',
      status: 'upcoming',
      confidence: 'possible',
      says: [
        { law: 1, status: 'upcoming', remark: 'in 31 days', waiver: null },
        { law: 0, status: 'waived', remark: null, waiver: 'lobby: replacing' },
      ],
    }),
  ],
};
const ENTRIES = entriesOf(DATA);
const ANY: Filters = { text: '', vendor: '', site: '', list: '', confidence: '', status: '' };
const ids = (entries: typeof ENTRIES) => entries.map(({ row: { id } }) => id);

describe('filtered', () => {
  test.each<[string, Partial<Filters>, string[]]>([
    ['nothing asked', {}, ['2', '10', '3']],
    ['vendor', { vendor: 'ZTE' }, ['10']],
    ['site', { site: 'Garage' }, ['3']],
    ['no site', { site: 'no site given' }, ['10']],
    ['a list beside another', { list: 'one' }, ['2', '10', '3']],
    ['the other list', { list: 'two' }, ['3']],
    ['confidence', { confidence: 'probable' }, ['10']],
    ['status of the finding, not of a designation', { status: 'waived' }, ['10']],
    ['two at once', { vendor: 'Huawei', site: 'Lobby' }, ['2']],
    ['a cell, in any case', { text: 'xy-77' }, ['2']],
    ['all words, in any order', { text: ' TWO  list', vendor: 'Huawei' }, ['3']],
    ['a waiver', { text: 'replacing' }, ['3']],
    ['a citation', { text: 'da 21-309 zte' }, ['10']],
    ['a value that only looks like a pattern', { text: '.*' }, []],
  ])('%s', (_, filters, expected) => {
    expect(ids(filtered(ENTRIES, { ...ANY, ...filters }))).toEqual(expected);
  });

  test('a filter offers what it keeps', () => {
    expect(ENTRIES.map((entry) => valuesOf(entry, 'list'))).toEqual([['one'], ['one'], ['two', 'one']]);
    expect(ENTRIES.map((entry) => valuesOf(entry, 'site'))).toEqual([['Lobby'], ['no site given'], ['Garage']]);
  });
});

describe('sorted', () => {
  test.each<[SortKey, string[], string[]]>([
    ['rank', ['2', '10', '3'], ['3', '10', '2']],
    ['status', ['2', '3', '10'], ['10', '3', '2']],
    ['confidence', ['2', '10', '3'], ['3', '10', '2']],
    ['vendor', ['2', '3', '10'], ['10', '2', '3']],
    ['asset', ['10', '3', '2'], ['2', '10', '3']],
    ['site', ['3', '2', '10'], ['2', '3', '10']],
    ['lists', ['2', '10', '3'], ['3', '2', '10']],
    ['place', ['2', '3', '10'], ['10', '3', '2']],
  ])('%s: numbers by value, equals as they were, empty last', (key, up, down) => {
    expect(ids(sorted(ENTRIES, { key, descending: false }))).toEqual(up);
    expect(ids(sorted(ENTRIES, { key, descending: true }))).toEqual(down);
  });
});
