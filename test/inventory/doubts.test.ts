import { describe, expect, test } from '@jest/globals';
import { Doubts, Places, type Doubt } from '../../src/inventory/doubts.ts';

const ODD: Doubt = {
  ...{ against: 'encoding', code: 'encoding-unsure', severity: ['warning', 'error'], hint: null },
  says: (places) => `${places.subject('are')} odd`,
};
const QUIET: Doubt = { ...ODD, against: 'columns', code: 'columns-unsure', severity: [null, 'error'], byColumn: true };

function severityOf(doubt: Doubt, lines: readonly number[], rows: number): string | undefined {
  const doubts = new Doubts('x');
  for (const line of lines) doubts.note(doubt, { line });
  doubts.rows = rows;
  return doubts.problems()[0]?.severity;
}

describe('the bound from which on a guess does not hold', () => {
  test.each<[string, readonly number[], number, string]>([
    ['five rows in a row', [7, 8, 9, 10, 11], 1_000_000, 'error'],
    ['four', [7, 8, 9, 10], 10, 'warning'],
    ['five apart, one in 200', [2, 4, 6, 8, 10], 1000, 'error'],
    ['fewer than one in 200', [2, 4, 6, 8, 10], 1001, 'warning'],
    ['five cells of one row', [2, 2, 2, 2, 2], 1001, 'warning'],
  ])('%s', (_, lines, rows, severity) => {
    expect(severityOf(ODD, lines, rows)).toBe(severity);
    expect(severityOf(QUIET, lines, rows)).toBe(severity === 'warning' ? undefined : severity);
  });

  test('a column is a matter of its own where the doubt says so', () => {
    const doubts = new Doubts('x');
    for (let line = 2; line < 12; line += 1) doubts.note(QUIET, { line, column: line % 2 === 0 ? 'A' : 'B' });
    doubts.rows = 1000;
    expect(doubts.problems().map(({ message, line }) => [message, line])).toEqual([
      ['5 cells in A (first on line 2) are odd', 2],
      ['5 cells in B (first on line 3) are odd', 3],
    ]);
  });
});

test('places are counted, and the first and their columns named', () => {
  const places = new Places('row');
  places.add({ line: 3, column: 'A' });
  expect(places.subject('name')).toBe('1 cell in A (row 3) names');
  for (const column of ['B', 'C', 'D', 'E', 'F', 'G']) places.add({ line: 4, column });
  expect(places.subject('have', 'row')).toBe('7 rows in A, B, C, D, E, ... (first on row 3) have');
});

test('guesses come in their order, of headers all, of the rest the last, and hold unless an error says otherwise', () => {
  const doubts = new Doubts('x');
  doubts.assume('width', '3 cells');
  doubts.assume('header', 'line 1');
  doubts.assume('encoding', 'utf-8');
  doubts.assume('encoding', 'gb18030');
  doubts.assume('header', 'line 9');
  doubts.note(ODD, { line: 5 });
  doubts.rows = 10;
  expect(doubts.guesses()).toEqual([
    { what: 'encoding', assumed: 'gb18030', held: true, lines: [5] },
    { what: 'header', assumed: 'line 1', held: true, lines: [] },
    { what: 'header', assumed: 'line 9', held: true, lines: [] },
    { what: 'width', assumed: '3 cells', held: true, lines: [] },
  ]);
  for (const line of [6, 7, 8, 9]) doubts.note(ODD, { line });
  expect(doubts.guesses()[0]).toMatchObject({ held: false, lines: [5, 6, 7, 8, 9] });
});

test('a sheet counts its own rows, and its places are cells', () => {
  const doubts = new Doubts('x');
  const sheet = doubts.ofSheet((row) => `S!A${row}`);
  sheet.assume('header', `${sheet.unit} 1`);
  for (const line of [2, 4, 6, 8, 10]) sheet.note(ODD, { line });
  sheet.rows = 10;
  doubts.rows = 100_000;
  expect(doubts.problems()).toMatchObject([{ source: 'x', severity: 'error', line: null, cell: 'S!A2' }]);
  expect(doubts.guesses()).toMatchObject([{ what: 'header', assumed: 'row 1' }]);
});
