import { describe, expect, test } from '@jest/globals';
import { Doubts } from '../../src/inventory/doubts.ts';
import { CsvTable } from '../../src/inventory/csv/csv-table.ts';
import { loneCellsOf } from '../../src/inventory/headers/misplaced.ts';
import { readTable, type Table } from '../../src/inventory/headers/table.ts';
import { OPTIONS } from './read.ts';

const HEADER = ['Hostname', 'Vendor', 'Model', 'Serial', 'Owner', 'Password', 'Notes'];
const ROW = ['sw-1', 'Cisco', 'C9300', 'FOC1', 'Jane', 'x7', 'ok'];

function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): Table {
  const below = rows.map((cells, index) => ({ cells, line: index + 2 }));
  return readTable(
    header,
    below,
    { header: 1, labels: header, from: 2 },
    { options: OPTIONS, doubts: new Doubts('x') },
  );
}

/** Aligns a row of a table, as one of a text with commas. */
function align(cells: readonly string[], line: number, table: Table, doubts: Doubts) {
  const rows = new CsvTable(table, ',', { doubts, options: OPTIONS });
  return rows.align({ cells, line }, table, table.layout);
}

const guessOfWidth = (doubts: Doubts) => doubts.guesses().filter(({ what }) => what === 'width');

/** ROW with other cells. */
const rowWith = (cells: Readonly<Record<string, string>>): string[] =>
  HEADER.map((name, index) => cells[name] ?? ROW[index] ?? '');

describe('misplaced cells', () => {
  const { misplaced } = tableOf(HEADER, [ROW]);

  test.each<[string, Readonly<Record<string, string>>, readonly number[]]>([
    ['nothing', {}, []],
    ['a maker among serial numbers', { Serial: 'Hikvision' }, [3]],
    ['a number for a maker', { Vendor: '4711' }, [1]],
    ['a digit for a maker', { Vendor: '7' }, [1]],
    ['an address for a maker', { Vendor: '10.0.0.1' }, [1]],
    ['a day for a maker', { Vendor: '2024-05-01' }, [1]],
    ['a maker that begins with a digit', { Vendor: '3Com' }, []],
    ['a known maker called by a number and a word', { Vendor: '360 Eye' }, []],
    ['a host called like a maker, beside its maker', { Hostname: 'Hikvision' }, []],
    ['a host called like a maker, and no maker', { Hostname: 'Hikvision', Vendor: '', Model: '' }, [0]],
    ['a person called so, and no maker', { Owner: 'Huawei', Vendor: '', Model: 'XB' }, [4]],
    ['a password called so, and no maker', { Password: 'Huawei', Vendor: '', Model: '' }, [5]],
    ['a note', { Notes: 'Hikvision', Vendor: '', Model: '' }, []],
  ])('%s', (_, cells, expected) => {
    expect(misplaced.columnsIn(rowWith(cells))).toEqual(expected);
  });

  test('a maker of two letters is one, a single letter is none', () => {
    const short = loneCellsOf({ ...OPTIONS, isMakerName: (cell) => ['HP', 'X'].includes(cell) });
    expect(['HP', 'X', 'HPE'].map((cell) => short.isMaker(cell))).toEqual([true, false, false]);
  });

  test('one is enough among serial numbers, not among hosts', () => {
    expect([0, 1, 3, 4].map((index) => misplaced.isCertain(index))).toEqual([false, false, true, false]);
  });

  test('columns that begin with such cells hold them', () => {
    const named = tableOf(HEADER, [rowWith({ Hostname: 'Huawei' })]).misplaced;
    expect(named.columnsIn(rowWith({ Hostname: 'Hikvision', Vendor: '', Model: '' }))).toEqual([]);
    expect(named.isInShifted(['Hikvision'])).toBe(true);
  });

  test.each<[string, readonly string[], boolean]>([
    ['the first cell is missing', ['Hikvision', 'XB-1', 'A1'], true],
    ['the last cells are missing', ['cam-1', 'Hikvision'], false],
    ['a host called like a maker', ['Hikvision', 'Cisco', 'C9300'], false],
    ['all in one cell', ['cam-1;Hikvision;XB-1'], true],
    ['a heading', ['Lyon, France'], false],
  ])('a row that may be shifted: %s', (_, cells, expected) => {
    expect(misplaced.mayBeShifted(cells)).toBe(expected);
  });
});

describe('widths', () => {
  const header = ['Hostname', 'Vendor', 'Model', 'Serial', 'Notes'];
  const table = tableOf(header, [['sw-1', 'Cisco', 'C9300', 'FOC1', 'ok']]);

  test.each<[string, readonly string[], readonly string[] | null]>([
    ['as many cells', ['a', 'b', 'c', 'd', 'e'], ['a', 'b', 'c', 'd', 'e']],
    ['empty ones at the end', ['a', 'b', 'c', 'd', 'e', '', ' '], ['a', 'b', 'c', 'd', 'e', '', ' ']],
    ['the last missing', ['a', 'Nokia', 'c'], ['a', 'Nokia', 'c']],
    ['a note with delimiters', ['a', 'b', 'c', 'd', 'e', 'f'], ['a', 'b', 'c', 'd', 'e,f']],
    ['other delimiters', ['a;Nokia;c;d;e'], ['a', 'Nokia', 'c', 'd', 'e']],
    ['a title', ['Site of Lyon'], null],
  ])('%s: aligned', (_, cells, expected) => {
    const doubts = new Doubts('x');
    const aligned = align(cells, 7, table, doubts);
    expect(aligned?.cells ?? null).toEqual(expected);
    expect(aligned?.layout ?? table.layout).toBe(table.layout);
    doubts.rows = 1;
    expect(guessOfWidth(doubts)).toMatchObject([{ assumed: '5 cells', held: true }]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['one more before the maker', ['a', 'b', 'Huawei', 'c', 'd', 'Huawei'], ['a', 'b', 'Huawei', 'c', 'd', 'Huawei']],
    ['the first missing', ['Huawei', 'c', 'd'], ['Huawei', 'c', 'd']],
    ['too few in one', ['a;Huawei;c'], ['a', 'Huawei', 'c']],
  ])('%s: every cell may be any', (_, cells, expected) => {
    const aligned = align(cells, 7, table, new Doubts('x'));
    expect(aligned?.cells).toEqual(expected);
    expect(aligned?.layout.columns.map(({ fields }) => fields[0])).toEqual(['text', 'vendor', 'model', 'text', 'text']);
  });

  test.each<[number, number, number, string]>([
    [4, 1, 10, 'warning'],
    [5, 2, 1000, 'error'],
    [5, 2, 1001, 'warning'],
    [9, 2, 2000, 'warning'],
    [10, 2, 2000, 'error'],
    [4, 1, 100_000, 'warning'],
    [5, 1, 100_000, 'error'],
  ])('%i rows that fit no way, one in %i lines, of %i: %s', (odd, apart, rows, severity) => {
    const doubts = new Doubts('x');
    for (let row = 0; row < odd; row += 1) align(['Huawei', 'c', 'd'], 2 + row * apart, table, doubts);
    doubts.rows = rows;
    expect(doubts.problems()).toMatchObject([{ code: 'short-row', severity, line: 2 }]);
    expect(guessOfWidth(doubts)).toMatchObject([{ held: severity === 'warning', lines: { 0: 2 } }]);
  });
});
