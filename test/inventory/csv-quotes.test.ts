import { describe, expect, test } from '@jest/globals';
import { codes, readAll } from './read.ts';

const HEAD = 'Name,Vendor,Model\n';
const last = 'z,Cisco,C1\n';

/** A quoted cell of so many lines, as the second cell of a row of three. */
const cellOf = (lines: number): string => `a,"${Array.from({ length: lines }, (_, i) => `l${i}`).join('\n')}",M\n`;

describe('quotes', () => {
  test.each<[string, string, string[], string[]]>([
    ['a cell of 50 lines is believed', HEAD + cellOf(50) + last, ['a', 'z'], []],
    ['a cell of 3,000 lines is believed', HEAD + cellOf(3000) + last, ['a', 'z'], []],
    [
      'a cell of 64 KiB in two lines is believed',
      `${HEAD}a,"${'x'.repeat(32_768)}\n${'y'.repeat(32_767)}",M\n${last}`,
      ['a', 'z'],
      ['too-large 2'],
    ],
    ['a cell of one line may be longer', `${HEAD}a,"${'x'.repeat(200_000)}",M\n${last}`, ['a', 'z'], ['too-large 2']],
    ['a quote in the middle of a cell is text', `${HEAD}a 19" b,c"d",e""f\n${last}`, ['a 19" b', 'z'], []],
    ['a closing quote with text behind it', `${HEAD}a,"Huawei" Inc,M\n${last}`, ['a', 'z'], ['stray-quote 2']],
    ['a closing quote with a space behind it', `${HEAD}a,"Huawei" ,M\n${last}`, ['a', 'z'], ['stray-quote 2']],
    ['a backslash before a quote that is never closed', `${HEAD}a,"24\\" b,c\n${last}`, ['a', 'z'], ['stray-quote 2']],
    ['a quote that is never closed', `${HEAD}a,"Huawei,M\nb,ZTE,N\n${last}`, ['a', 'b', 'z'], ['stray-quote 2']],
    ['a quote that is never closed, in the last line', `${HEAD}a,b,"c`, ['a'], ['stray-quote 2']],
    ['the right quotes in a shorter row', `${HEAD}a,"b\nc"\n${last}`, ['a', 'z'], ['short-row 2']],
    ['the right quotes in a longer row', `${HEAD}a,"b\nc",d,e\n${last}`, ['a', 'z'], ['long-row 2']],
    [
      'a quote of a shorter row that may be the first one of another cell',
      `${HEAD}a,"b,\nc,"\n${last}`,
      ['a', 'c', 'z'],
      ['stray-quote 2', 'stray-quote 3', 'short-row 3'],
    ],
    [
      'a row between two quotes of wider rows is not swallowed',
      `${HEAD}sw1,Cisco,C1,"rack 5\nsw2,Huawei,S5720\nsw3,Cisco,rack 7"\n${last}`,
      ['sw1', 'sw2', 'sw3', 'z'],
      ['stray-quote 2', 'long-row 2'],
    ],
    [
      'a quote of a row as wide as the header that closes at a later quoted cell that begins with a delimiter',
      `Name,Vendor,Notes,Model\na,"Huawei,,M\nb,Huawei,", x",M\nz,Cisco,,C1\n`,
      ['a', 'b', 'z'],
      ['stray-quote 2'],
    ],
    [
      'a quote of the last cell that closes where the next line begins with a quoted delimiter',
      `Notes,Vendor,Model\na,Cisco,"C1\n", x",Huawei,M\nz,Cisco,C1\n`,
      ['a', ', x', 'z'],
      ['stray-quote 2'],
    ],
    [
      'a cell that ends with a line end, beside a quote that is text, in a row of the right width',
      `${HEAD}a,"two\nlines","19"" C1\n"\n${last}`,
      ['a', 'z'],
      [],
    ],
    [
      'a cell that ends with a line end in a shorter row',
      `${HEAD}a,"two\nlines\n"\n${last}`,
      ['a', 'z'],
      ['short-row 2'],
    ],
    [
      'a cell of two lines beside an inch sign that is not quoted',
      `${HEAD}a 19",b,"two\nlines"\n${last}`,
      ['a 19"', 'z'],
      [],
    ],
    [
      'a cell of lines that ends with a delimiter, with all quotes paired',
      `${HEAD}a,"Main St 5,\nBerlin,",19"" C1\n${last}`,
      ['a', 'z'],
      [],
    ],
    ['lines with delimiters that say nothing of a device', `${HEAD}a,Cisco,"C1\n,,\nn/a,-,"\n${last}`, ['a', 'z'], []],
    ['rows in a believed cell', `${HEAD}a,b,"c\nd,Huawei,e\nf,ZTE,g"\n${last}`, ['a', 'z'], ['rows-in-a-cell 2']],
    [
      'a last line of a cell that is a row up to its quote',
      `${HEAD}a,Huawei,"S5\nc,Foo,"\n${last}`,
      ['a', 'z'],
      ['rows-in-a-cell 2'],
    ],
    ['an inner line with fewer delimiters is prose', `${HEAD}a,b,"c\nd, e\nf"\n${last}`, ['a', 'z'], []],
    [
      'two broken lines, one after the other',
      `${HEAD}a,"b,c\nd,"e,f\n${last}`,
      ['a', 'd', 'z'],
      ['stray-quote 2', 'stray-quote 3'],
    ],
    [
      'a good cell of two lines before a broken one',
      `${HEAD}a,"b\nc","d" e\n${last}`,
      ['a', 'c"', 'z'],
      ['stray-quote 2', 'stray-quote 3', 'short-row 2'],
    ],
    ['CRLF inside and after', `${HEAD}a,"b\r\nc",d\r\ne,"f,g\r\n${last}`, ['a', 'e', 'z'], ['stray-quote 4']],
    ['rows of two columns in a cell', 'Name,Vendor\na,"b\nc,Huawei\nd"\nz,Cisco\n', ['a', 'z'], ['rows-in-a-cell 2']],
    [
      'a maker and another in the first cell of a row that is short',
      `${HEAD}"Huawei, ZTE",Cisco\n${last}`,
      ['Huawei, ZTE', 'z'],
      ['short-row 2'],
    ],
    ['a single column gives no rows in a cell', 'Vendor\n"a\nb\nc"\nd\n', ['a\nb\nc', 'd'], []],
  ])('%s', async (_, text, firsts, problems) => {
    for (const size of [3, 65_536]) {
      const read = await readAll(text, {}, 'site.csv', size);
      expect(read.records.map((record) => record.cells[0])).toEqual(firsts);
      expect(codes(read.problems)).toEqual(problems);
      expect(read.rejected).toBe(0);
    }
  });

  test.each([
    ['51 lines like rows', `${HEAD}a,"${'b,ZTE,C1\n'.repeat(51)}c,ZTE",M\n${last}`, 52],
    ['more than 64 KiB', `${HEAD}a,"${'x'.repeat(32_768)}\nb,ZTE,C1\n${'y'.repeat(32_768)}",M\n${last}`, 3],
  ])('a cell of %s is not: its first line is read literally and each other line as a row', async (_, text, lines) => {
    const { records, problems } = await readAll(text);
    expect(records).toHaveLength(lines + 1);
    const stray = problems.filter(({ code }) => code === 'stray-quote');
    expect(stray).toMatchObject([{ severity: 'error', row: 1, line: 2 }]);
  });

  test('a backslash before a quote is none that ends a cell, as MySQL writes it', async () => {
    const { records, problems } = await readAll(
      `${HEAD}a,"24\\" b, 19\\"","c:\\\\d"\nb,"c:\\\\","He \\"x\\""\n${last}`,
    );
    expect(records.map(({ cells }) => cells)).toEqual([
      ['a', '24" b, 19"', 'c:\\d'],
      ['b', 'c:\\', 'He "x"'],
      ['z', 'Cisco', 'C1'],
    ]);
    expect(problems).toEqual([]);
  });

  test('a line of millions of backslashed quotes is read like any other', async () => {
    const long = '\\" x'.repeat(4_000_000);
    const { records } = await readAll(`${HEAD}a,"${long}",c\n${last}`);
    expect(records.map(({ cells }) => [cells[0], cells[1]?.length, cells[2]])).toEqual([
      ['a', 12_000_000, 'c'],
      ['z', 5, 'C1'],
    ]);
  });

  test.each([
    ['behind an equals sign', '="', '"', []],
    ['that is never closed', '"', '', ['stray-quote 2']],
  ])('a quoted cell of millions of characters %s is read like any other', async (_, begin, end, expected) => {
    const long = 'x'.repeat(12_000_000);
    const { records, problems } = await readAll(`${HEAD}${begin}${long}${end},b,c\n${last}`);
    expect(records.map(({ cells }) => [cells.length, cells[2]])).toEqual([
      [3, 'c'],
      [3, 'C1'],
    ]);
    expect(codes(problems).filter((code) => !code.startsWith('too-large'))).toEqual(expected);
  });

  test('an equals sign before a quoted cell keeps the zeros of a spreadsheet and is no part of it', async () => {
    const { records, problems } = await readAll(`${HEAD}="a",="00e0fc112233","=""C,1"""\nb,=A1,="\n`);
    expect(records.map(({ cells }) => cells)).toEqual([
      ['a', '00e0fc112233', 'C,1'],
      ['b', '=A1', '="'],
    ]);
    expect(problems).toEqual([]);
  });

  test('the line with the stray quote is read again with its quotes but for right ones, and counted as a row', async () => {
    const { records, problems } = await readAll(`${HEAD}a,"Huawei" Inc,"S5,720",x\nb,ZTE,C300\n`);
    expect(records.map(({ row, line, cells }) => ({ row, line, cells }))).toEqual([
      { row: 1, line: 2, cells: ['a', '"Huawei" Inc', 'S5,720', 'x'] },
      { row: 2, line: 3, cells: ['b', 'ZTE', 'C300'] },
    ]);
    expect(problems).toMatchObject([
      { code: 'stray-quote', severity: 'error', row: 1, line: 2, message: expect.stringContaining('line 2') },
      { code: 'long-row', severity: 'warning', row: null, line: 2 },
    ]);
  });

  test('cells of that line that are quoted as they should be lose their quotes', async () => {
    const { records } = await readAll(`${HEAD}"a ""1""","Huawei" Inc,"S5720"\n${last}`);
    expect(records[0]?.cells).toEqual(['a "1"', '"Huawei" Inc', 'S5720']);
  });

  test('without a header a cell of two lines is believed in rows of any width', async () => {
    const rows = '10.0.0.1,a,b\n10.0.0.2,a,b\n10.0.0.3,"a\nb",c\n10.0.0.4,"a\nb"\n10.0.0.5,a,b\n';
    const { records, problems } = await readAll(rows, { noHeader: true });
    expect(records.map((record) => record.line)).toEqual([1, 2, 3, 5, 7]);
    expect(codes(problems)).toEqual(['short-row 5']);
  });

  test('rows in a cell say which lines', async () => {
    const { problems } = await readAll(`${HEAD}a,b,"c\nprose\nd,Huawei,e\nf,ZTE,g"\n${last}`);
    expect(problems).toMatchObject([
      { code: 'rows-in-a-cell', severity: 'error', row: 1, line: 2, message: expect.stringContaining('lines 4 to 5') },
    ]);
  });
});
