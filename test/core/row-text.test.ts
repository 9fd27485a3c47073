import { expect, test } from '@jest/globals';
import { RowText } from '../../src/core/row-text.ts';

const read = (row: RowText): unknown => [
  row.cells(),
  Array.from({ length: row.length }, (_, index) =>
    String.fromCharCode(...row.codes.subarray(row.from[index], row.to[index])),
  ),
];

test('a row has the same cells where they stand in a text and as they are', () => {
  const cells = ['A1', '', '华为', ...Array.from({ length: 40 }, (_, number) => `cell ${number}`)];
  const text = cells.join(',');
  const codes = Uint16Array.from(text, (sign) => sign.charCodeAt(0));
  const row = new RowText();
  expect(read(row.hold(cells))).toEqual([cells, cells]);
  row.begin(text, codes);
  let at = 0;
  for (const { length } of cells) {
    row.add(at, at + length);
    at += length + 1;
  }
  expect(read(row)).toEqual([cells, cells]);
  expect([row.isEmpty(0), row.isEmpty(1), row.isEmpty(43), row.cell(43)]).toEqual([false, true, true, '']);
  expect(read(row.hold(['x']))).toEqual([['x'], ['x']]);
});
