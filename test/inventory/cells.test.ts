import { describe, expect, test } from '@jest/globals';
import { guessByCells } from '../../src/inventory/headers/cells.ts';
import { findHeader } from '../../src/inventory/headers/find-header.ts';
import { readAll } from './read.ts';
import { words } from '../words.ts';

const MAC = '18:80:25:00:00:0';
const BARE = '18802500000';

describe('what a column without a header means by its cells', () => {
  const hints = { isMakerName: (cell: string) => cell === 'Huawei', words };
  test.each<[what: string, cells: readonly string[], field: string | null]>([
    ['three addresses of five', [`${MAC}1`, `${MAC}2`, `${MAC}3`, 'none', 'spare'], 'mac'],
    ['two addresses of five', [`${MAC}1`, `${MAC}2`, 'none', 'spare', 'gone'], null],
    ['six bytes without separators', ['a', 'b', 'c', 'd', 'e'].map((end) => BARE + end), 'mac'],
    ['six bytes without separators, four of five', [...['a', 'b', 'c', 'd'].map((end) => BARE + end), 'spare'], 'mac'],
    ['six bytes without separators, three of five', [`${BARE}a`, `${BARE}b`, `${BARE}c`, 'spare', 'gone'], null],
    ['digits alone', ['1', '2', '3', '4'].map((end) => BARE + end), null],
    ['half of them IP addresses', ['10.0.0.1', '10.0.0.2', 'x', 'y'], 'ip'],
    ['fewer IP addresses', ['10.0.0.1', '10.0.0.2', 'x', 'y', 'z'], null],
    ['one e-mail address of five', ['a@b.example', 'b', 'c', 'd', 'e'], 'withheld'],
    ['one e-mail address of six', ['a@b.example', 'b', 'c', 'd', 'e', 'f'], null],
    ['one maker of three', ['Huawei', 'x', 'y'], 'vendor'],
    ['one maker of four', ['Huawei', 'x', 'y', 'z'], null],
    ['nothing', [], null],
  ])('%s', (_, cells, field) => {
    expect(guessByCells(cells, hints)?.fields[0] ?? null).toBe(field);
  });
});

test.each([
  [15, 15],
  [16, null],
])('of %i titles above a header', (titles, index) => {
  const rows = [
    ...Array.from({ length: titles }, (_, floor) => ['Inventory of floor ' + String(floor), '', '']),
    ['Manufacturer', 'Model', 'Serial'],
    ...['S1', 'S2', 'S3'].map((serial) => ['Cisco', 'C9300-48P', serial]),
  ];
  expect(findHeader(rows, { isMakerName: () => false, words })).toBe(index);
});

describe('a header narrower than its rows', () => {
  test.each([
    [9, 1, 3],
    [8, 2, 2],
  ])('%i rows of one more cell, %i of as many', async (wide, narrow, columns) => {
    const text = `Manufacturer,Model\n${'Cisco,C9300,x\n'.repeat(wide)}${'Cisco,C9300\n'.repeat(narrow)}`;
    expect((await readAll(text)).inventory.columns.length).toBe(columns);
  });
});
