import { describe, expect, test } from '@jest/globals';
import { columnName } from '../../src/core/text.ts';
import { placeOf } from '../../src/inventory/xlsx/sheet-table.ts';
import { display, parseReference } from '../../src/inventory/xlsx/sheet.ts';
import { builtInFormat } from '../../src/inventory/xlsx/workbook.ts';
import { makeXlsx, makeZip, sharedStrings, xlsxParts } from './make-xlsx.ts';
import { readAll } from './read.ts';

const HEADER = ['Manufacturer', 'Model', 'Serial', 'Qty'];

function row(number: number, ...cells: readonly string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`;
}

function text(reference: string, value: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
}

const HEADER_ROW = row(1, text('A1', 'Manufacturer'), text('B1', 'Model'), text('C1', 'Serial'), text('D1', 'Qty'));

describe('a workbook', () => {
  test('gives records with the place of every cell, over all sheets', async () => {
    const book = makeXlsx([
      { name: 'Main site', rows: [['Assets of 2026'], [], HEADER, ['Huawei', 'S5720', 'A1', '2'], ['', '', '', '']] },
      { name: 'Empty', rows: [] },
      {
        name: 'Lab',
        rows: [
          ['Brand', 'Type'],
          ['ZTE', 'ZXR10'],
        ],
      },
    ]);
    const { inventory, records, problems } = await readAll(book, {}, 'site.xlsx');
    expect(problems).toEqual([]);
    expect(inventory.info).toMatchObject({ format: 'xlsx', headerLine: 3, encoding: null, delimiter: null });
    expect(records.map(({ row: number, line, cell }) => [number, line, cell])).toEqual([
      [1, null, "'Main site'!A4"],
      [2, null, 'Lab!A2'],
    ]);
    expect(records[0]?.cellAt?.(1)).toBe("'Main site'!B4");
    expect(records[0]?.layout.columns.map(({ fields }) => fields[0])).toEqual([
      'vendor',
      'model',
      'serial',
      'quantity',
    ]);
    expect(records[1]?.cells).toEqual(['ZTE', 'ZXR10']);
  });

  test('texts that the cells share', async () => {
    const rows = [HEADER.slice(0, 2), ['Huawei', 'S5720'], ['Huawei', `S6720 ${'x'.repeat(1000)}`]];
    const book = makeZip(sharedStrings(xlsxParts([{ name: 'S', rows }])));
    const { records, problems } = await readAll(book, {}, 'site.xlsx');
    expect(records.map(({ cells }) => cells)).toEqual(rows.slice(1));
    expect(problems).toEqual([]);
  });

  test('a column is chosen by its place where others have one name', async () => {
    const rows = [
      ['Vendor', 'Note', 'Note', 'Item'],
      ['Huawei', 'x', 'y', 'S5720'],
    ];
    const columns = [{ field: 'model', header: '#4' }] as const;
    const { records } = await readAll(makeXlsx([{ name: 'S', rows }]), { columns }, 'site.xlsx');
    expect(records[0]?.layout.feeding('model')).toEqual([3]);
  });

  test('one sheet is chosen by --sheet, without case; an unknown one names the nearest', async () => {
    const book = makeXlsx([
      { name: 'Lab', rows: [HEADER, ['ZTE', 'ZXR10', 'B1', '1']] },
      { name: 'Office', rows: [HEADER, ['Huawei', 'S5720', 'A1', '1']] },
    ]);
    const { records } = await readAll(book, { sheet: 'office' }, 'site.xlsx');
    expect(records.map(({ cells }) => cells[0])).toEqual(['Huawei']);
    await expect(readAll(book, { sheet: 'Ofice' }, 'site.xlsx')).rejects.toThrow(
      "site.xlsx: no sheet 'Ofice' (did you mean Office?)",
    );
  });

  test('an override counts for the sheets that have the header, and must be met in one', async () => {
    const book = makeXlsx([
      {
        name: 'A',
        rows: [
          ['Thing', 'Serial'],
          ['Huawei', 'A1'],
        ],
      },
      { name: 'B', rows: [HEADER, ['ZTE', 'ZXR10', 'B1', '1']] },
    ]);
    const { records } = await readAll(book, { columns: [{ field: 'vendor', header: 'Thing' }] }, 'site.xlsx');
    expect(records[0]?.layout.columns[0]).toMatchObject({ fields: ['vendor'], why: 'override' });
    await expect(readAll(book, { columns: [{ field: 'vendor', header: 'Thong' }] }, 'site.xlsx')).rejects.toThrow(
      "no column 'Thong' (did you mean Thing?)",
    );
  });

  test('a merged maker fills its rows, a merged serial number or quantity does not', async () => {
    const sheet = `<sheetData>${HEADER_ROW}
      ${row(2, text('A2', 'Huawei'), text('B2', 'S5720'), text('C2', 'A1'), '<c r="D2"><v>3</v></c>')}
      ${row(3, '<c r="A3"/>', text('B3', 'S6720'))}
      ${row(4, '<c r="A4"/>')}
      ${row(5, text('B5', 'X1'))}
      </sheetData><mergeCells><mergeCell ref = 'A2:A4'/><mergeCell ref="C2:C4"/><mergeCell ref="D2:D4"/></mergeCells>`;
    const { records } = await readAll(makeXlsx([{ name: 'S', rows: sheet }]), {}, 'site.xlsx');
    expect(records.map(({ cells }) => cells.slice(0, 4))).toEqual([
      ['Huawei', 'S5720', 'A1', '3'],
      ['Huawei', 'S6720'],
      ['', 'X1'],
    ]);
  });

  test('hidden rows, formulas, error cells, booleans and reading aids', async () => {
    const sheet = `<sheetData>${HEADER_ROW}
      <row r="2" hidden="1">${text('A2', 'Huawei')}<c r="B2" t="str"><f>"S"&amp;5720</f><v>S5720</v></c><c r="C2" t="e"><v>#N/A</v></c><c r="D2" t="b"><v>1</v></c></row>
      <row r="3"><c r="A3" t="inlineStr"><is><r><t>東</t></r><rPh sb="0" eb="1"><t>ヒガシ</t></rPh><r><t>芝</t></r></is></c><c r="B3"><f>1+1</f></c></row>
      </sheetData>`;
    const { records, problems } = await readAll(makeXlsx([{ name: 'S', rows: sheet }]), {}, 'site.xlsx');
    expect(records.map(({ cells }) => cells)).toEqual([
      ['Huawei', 'S5720', '#N/A', 'TRUE'],
      ['東芝', '=1+1'],
    ]);
    expect(problems).toEqual([expect.objectContaining({ code: 'malformed', severity: 'error', cell: 'S!B3' })]);
  });

  test('a formula without a result is an error where a device is named, and is read for what stands in it', async () => {
    const formulas = ['SUM(D2:D9)', 'VLOOKUP(A2,B:C,2,FALSE)', 'HYPERLINK("http://x","Huawei S5720")'];
    const rows = formulas.map((formula, at) =>
      row(
        at + 2,
        text(`A${at + 2}`, 'Cisco'),
        ...['B', 'C'].map((name) => `<c r="${name}${at + 2}"><f>${formula}</f></c>`),
      ),
    );
    const head = row(1, text('A1', 'Vendor'), text('B1', 'Total'), text('C1', 'Model'));
    const book = makeXlsx([{ name: 'S', rows: `<sheetData>${[head, ...rows].join('')}</sheetData>` }]);
    const { problems, records } = await readAll(book, {}, 'site.xlsx');
    expect(problems.map(({ cell }) => cell)).toEqual(['S!C2', 'S!C3', 'S!C4']);
    expect(records[2]?.cells[1]).toBe('=HYPERLINK("http://x","Huawei S5720")');
  });

  test('a number is shown under its style, also with the other date system', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="&quot;SN-&quot;00000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>';
    const sheet = `<sheetData>${row(1, text('A1', 'Serial'), text('B1', 'Purchased'), text('C1', 'Model'))}
      ${row(2, '<c r="A2" s="1"><v>42</v></c>', '<c r="B2" s="2"><v>43831</v></c>', text('C2', 'X'))}</sheetData>`;
    const book = makeXlsx([{ name: 'S', rows: sheet }], styles);
    expect((await readAll(book, {}, 'site.xlsx')).records[0]?.cells).toEqual(['SN-00042', '2020-01-01', 'X']);
    const mac = makeXlsx([{ name: 'S', rows: sheet }], styles, '<workbookPr date1904="1"/>');
    expect((await readAll(mac, {}, 'site.xlsx')).records[0]?.cells[1]).toBe('2024-01-02');
  });

  test('no header is a warning, headers met twice too', async () => {
    const bare = makeXlsx([
      {
        name: 'S',
        rows: [
          ['Huawei', '00:e0:fc:00:00:01'],
          ['ZTE', '00:e0:fc:00:00:02'],
        ],
      },
    ]);
    expect((await readAll(bare, {}, 'site.xlsx')).problems).toMatchObject([{ code: 'no-header', severity: 'warning' }]);
    const twice = makeXlsx([
      {
        name: 'S',
        rows: [
          ['Model', 'Vendor', 'Model'],
          ['S5720', 'Huawei', 'LAN'],
        ],
      },
    ]);
    expect((await readAll(twice, {}, 'site.xlsx')).problems).toMatchObject([
      { code: 'duplicate-header', cell: 'S!A1' },
    ]);
  });
});

test.each([
  ['hidden', undefined, true],
  [undefined, undefined, false],
  ['veryHidden', ['Name', 'Serial', 'State'], false],
] as const)('what cells are picked from has no rows: %s, %j', async (state, header, isPicked) => {
  const choices = [
    ['Desktop', 'Windows Defender', 'Yes'],
    ['Laptop', 'Kaspersky', 'No'],
    ['Printer', '', 'Unknown'],
  ];
  const lists = {
    name: 'Lists',
    rows: [...(header === undefined ? [] : [header]), ...choices],
    ...(state && { state }),
  };
  const book = makeXlsx([lists, { name: 'Inventory', rows: [HEADER, ['Cisco', 'C9300', 'A1', '2']] }]);
  const { records } = await readAll(book, {}, 'site.xlsx');
  expect(records.map(({ noRow }) => noRow === true)).toEqual([isPicked, isPicked, isPicked, false]);
});

test.each<[string, readonly (readonly string[])[], boolean]>([
  [
    'choices side by side',
    [
      ['Vendors', 'Status', 'Sites'],
      ['Cisco', 'Active', 'Riga'],
      ['Huawei', 'Spare', ''],
      ['HP', '', ''],
    ],
    true,
  ],
  [
    'choices by kind',
    [
      ['Vendor', 'Device type'],
      ['Cisco', 'Switch'],
      ['', 'Router'],
      ['', 'Firewall'],
    ],
    true,
  ],
  [
    'a device whose site is missing at the end',
    [
      ['Vendor', 'Device type', 'Site'],
      ['Cisco', 'Switch', 'Riga'],
      ['HP', 'Printer', 'Rome'],
      ['Huawei', 'Router', ''],
    ],
    false,
  ],
  [
    'a vendor for each site',
    [
      ['Site', 'Vendor'],
      ['Riga', 'Cisco'],
      ['Bonn', 'Huawei'],
      ['Rome', 'HP'],
    ],
    false,
  ],
  [
    'a site that is missing between',
    [
      ['Vendor', 'Site'],
      ['Cisco', 'Riga'],
      ['Huawei', ''],
      ['HP', 'Rome'],
    ],
    false,
  ],
  [
    'a status twice',
    [
      ['Vendor', 'Status'],
      ['Cisco', 'Active'],
      ['Huawei', 'Active'],
      ['HP', ''],
    ],
    false,
  ],
  [
    'models',
    [
      ['Vendor', 'Model'],
      ['Cisco', 'C9300'],
      ['Huawei', 'S5720'],
      ['HP', ''],
    ],
    false,
  ],
  [
    'quantities',
    [
      ['Vendor', 'Qty'],
      ['Cisco', '3'],
      ['Huawei', '5'],
      ['HP', ''],
    ],
    false,
  ],
])('columns of a sheet beside an inventory: %s', async (_, rows, isPicked) => {
  const inventory = { name: 'Inventory', rows: [HEADER, ['Cisco', 'C9300', 'A1', '2']] };
  const { records } = await readAll(makeXlsx([{ name: 'Lists', rows }, inventory]), {}, 'site.xlsx');
  expect(records.map(({ noRow }) => noRow === true)).toEqual([isPicked, isPicked, isPicked, false]);
  // As the whole workbook it is judged like any other.
  const alone = await readAll(makeXlsx([{ name: 'Lists', rows }]), {}, 'site.xlsx');
  expect(alone.records.map(({ noRow }) => noRow === true)).toEqual([false, false, false]);
});

test('a sheet of sentences beside an inventory has no rows, and is read', async () => {
  const about = ['This workbook lists our equipment.', 'Please do not change the columns of it.', 'Huawei S5720'];
  const counted = async (lines: readonly string[], rows: readonly (readonly string[])[]) => {
    const sheets = [
      { name: 'Read me', rows: lines.map((line) => [line]) },
      { name: 'Inventory', rows },
    ];
    const { records } = await readAll(makeXlsx(sheets), {}, 'site.xlsx');
    return records.map(({ noRow, cells }) => (noRow === true ? `(${cells[0] ?? ''})` : cells[0]));
  };
  const inventory = [HEADER, ['Cisco', 'C9300', 'A1', '2']];
  expect(await counted(about, inventory)).toEqual([...about.map((line) => `(${line})`), 'Cisco']);
  const below = about.map((line) => `(${line})`);
  expect(await counted(['Notes', ...about], inventory)).toEqual([...below, 'Cisco']);
  expect(await counted(['Device', ...about], inventory)).toEqual([...about, 'Cisco']);
  const hosts = ['core-1', 'core-2', 'core-3', 'This is the old list of hosts.'];
  expect(await counted(hosts, inventory)).toEqual([...hosts, 'Cisco']);
  const names = [
    ['Name', 'Site'],
    ['a', 'b'],
  ];
  expect(await counted(about, names)).toEqual([...about, 'a']);
});

describe('a number as it is seen', () => {
  test.each([
    ['12345678901234', 'General', '12345678901234'],
    ['6.37702E+15', 'General', '6377020000000000'],
    ['0.1', 'General', '0.1'],
    ['7', '00000', '00007'],
    ['1234567.891', '#,##0.00', '1234567.89'],
    ['0.256', '0%', '0.256'],
    ['123456789', '000-00-0000', '123-45-6789'],
    ['1234567890', String.raw`\(000\) 000\-0000`, '(123) 456-7890'],
    ['102030', String.raw`00\:00\:00`, '10:20:30'],
    ['12345', '0.00E+00', '12345'],
    ['-5', '0', '-5'],
    ['0', '#', ''],
    ['0', '0', '0'],
    ['43831', 'dd/mm/yyyy', '2020-01-01'],
    ['43831.5', 'yyyy-mm-dd hh:mm', '2020-01-01 12:00:00'],
    ['0.75', 'h:mm', '18:00:00'],
    ['59', 'yyyy-mm-dd', '1900-02-28'],
    ['61', 'yyyy-mm-dd', '1900-03-01'],
    ['5', '[Red]0', '5'],
    ['5', '"day" 0', 'day 5'],
    ['5', '"S;"0', 'S;5'],
    ['5', '"S;"0;[Red]-0', 'S;5'],
    ['1.5', '[h]:mm', '1.5'],
    ['1e400', '0', '1e400'],
    ['-1', 'yyyy-mm-dd', '-1'],
    ['x', '0', 'x'],
  ])('%s under %s', (raw, code, seen) => {
    expect(display(raw, code, false)).toBe(seen);
  });

  test('codes that a workbook does not spell out', () => {
    const codes = [0, 14, 17, 18, 21, 22, 23, 31, 999].map(builtInFormat);
    const [day, time] = ['yyyy-mm-dd', 'h:mm:ss'];
    expect(codes).toEqual(['General', day, day, time, time, `${day} h:mm`, 'General', day, 'General']);
  });
});

test('references and places', () => {
  expect(parseReference('A1')).toEqual({ column: 0, row: 1 });
  expect(parseReference('XFD1048576')).toEqual({ column: 16_383, row: 1_048_576 });
  for (const wrong of ['XFE1', 'A0', '1A', 'a1', 'ABCD1', '']) expect(parseReference(wrong)).toBeNull();
  expect([0, 25, 26, 701, 702, 16_383].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD']);
  expect(placeOf('Sheet1', 1, 12)).toBe('Sheet1!B12');
  expect(placeOf("Bob's 2026", 0, 1)).toBe("'Bob''s 2026'!A1");
});
