import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { codes, open, readAll } from './read.ts';
import type { ReadOptions } from '../../src/inventory/inventory.ts';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly options?: Partial<ReadOptions>;
  readonly delimiter: string | null;
  readonly headerLine: number | null;
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly problems?: readonly string[];
}

const HEAD = 'Hostname,Vendor,Model';
const CASES = JSON.parse(
  readFileSync(new URL('../fixtures/inventory/layouts.json', import.meta.url), 'utf8'),
) as readonly Case[];

describe('layouts', () => {
  test.each(CASES)('$name', async ({ text, options, delimiter, headerLine, rows, lines, problems }) => {
    for (const size of [1, 5, 65_536]) {
      const read = await readAll(text, options, 'site.csv', size);
      expect(read.inventory.info).toMatchObject({
        type: 'input',
        source: 'site.csv',
        format: 'csv',
        delimiter,
        headerLine,
      });
      expect(read.records.map((record) => record.cells)).toEqual(rows);
      expect(read.records.map((record) => record.line)).toEqual(lines);
      expect(read.records.map((record) => record.row)).toEqual(rows.map((_, i) => i + 1));
      expect(codes(read.problems)).toEqual(problems ?? []);
    }
  });

  test('a bar that Markdown escapes is part of its cell; one behind a path ends it', async () => {
    const head = '| Host | Vendor | Model | Notes |\n|---|---|---|---|\n';
    const { records, problems } = await readAll(`${head}| a | Foo\\|Bar | C9300 | x |\n| b | Foo | C9300 | y |\n`);
    expect(records.map(({ cells }) => cells.map((cell) => cell.trim()).filter(Boolean))).toEqual([
      ['a', 'Foo|Bar', 'C9300', 'x'],
      ['b', 'Foo', 'C9300', 'y'],
    ]);
    expect(problems).toEqual([]);
    const rows = ['Cisco | C9300', 'Axis | P3245', 'Huawei | S5720', 'Huawei | S5735'];
    const most = rows.map((row, at) => `| h${at} | ${row} | left \\| right \\|${' x'.repeat(at)} |\n`).join('');
    const { records: joined, inventory } = await readAll(head.replace('Vendor', 'Type') + most);
    expect(joined.map(({ cells }) => cells.length)).toEqual([6, 6, 6, 6]);
    expect(inventory.columns[2]).toMatchObject({ name: 'Type', fields: ['category', 'vendor'] });
    const { records: paths } = await readAll('Host|Folder|Model\na|C:\\|C9300\nb|D:\\|C9300\n');
    expect(paths.map(({ cells }) => cells[1])).toEqual(['C:\\', 'D:\\']);
  });

  test('a mark before the headers is none, and lines with one are no rows (Zeek)', async () => {
    const head = '#separator \\x09\n#path\tdhcp\n#fields\tts\tmac\thost_name\n#types\ttime\tstring\tstring\n';
    const rows = '12.5\t44:19:b6:12:34:56\tcam\n13.5\t00:e0:fc:12:34:56\t-\n#close\t2022-10-13-03-26-42\n';
    const { records, problems } = await readAll(head + rows);
    expect(records.filter(({ noRow }) => noRow !== true).map(({ line, cells }) => [line, ...cells])).toEqual([
      [5, '12.5', '44:19:b6:12:34:56', 'cam'],
      [6, '13.5', '00:e0:fc:12:34:56', '-'],
    ]);
    expect(records[0]?.layout.columns.map(({ name }) => name)).toEqual(['ts', 'mac', 'host_name']);
    expect(problems).toEqual([]);
  });

  test('short, long and doubled are warnings; records of a file share their columns', async () => {
    const { records, problems, inventory } = await readAll(`${HEAD},Model\na\nb,c,d,e,f\n`);
    expect(problems.map(({ code, severity, row }) => [code, severity, row])).toEqual([
      ['duplicate-header', 'warning', null],
      ['short-row', 'warning', null],
      ['long-row', 'warning', null],
    ]);
    expect(records.every((record) => record.layout.columns === inventory.columns)).toBe(true);
    expect(records.map((record) => record.text)).toEqual(['a', 'b,c,d,e,f']);
  });

  test.each([
    ['another table', 'IP,MAC Address,Manufacturer', []],
    ['the same header', ' Hostname,Vendor,Model', []],
    ['words that are no makers', 'Router,Hardware,Office', []],
    ['a row', 'switch,Cisco,Catalyst', []],
  ])('%s below the first one', async (_, line, expected) => {
    const text = `${HEAD}\nsw1,Cisco,C1\n\n${line}\n10.0.0.1,00:e0:fc:11:22:33,Huawei\n`;
    const { problems, records } = await readAll(text);
    expect(codes(problems)).toEqual(expected);
    expect(records).toHaveLength(3);
  });

  test.each<[string, string | Uint8Array]>([
    ['an empty file', ''],
    ['blank lines', '\n\n \n'],
    ['a byte order mark', '\ufeff'],
    ['a header', 'Name,Vendor\n'],
    ['a header in UTF-16', Buffer.from('\ufeffName,Vendor\r\n', 'utf16le')],
    ['sep= alone', 'sep=;'],
  ])('%s without rows is an error of the input, not an exception', async (_, content) => {
    const { records, problems } = await readAll(content);
    expect(records).toEqual([]);
    expect(problems).toMatchObject([{ code: 'no-rows', severity: 'error', row: null }]);
  });

  test.each<[string, Uint8Array, RegExp]>([
    ['a PDF', Buffer.from('%PDF-1.7\n...'), /^site\.csv: not a text file: it looks like a PDF/],
    ['an old .xls', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), /old (?:Office document|Excel file)/],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), /PNG/],
    ['a tar archive', Buffer.concat([Buffer.alloc(257), Buffer.from('ustar')]), /a tar archive \(unpack it/],
    ['UTF-32', Buffer.from('fffe00004e00000061000000', 'hex'), /UTF-32 is not read/],
    ['NUL bytes', Buffer.from('Name,Vendor\nab\0\0\0c,d\n\0\0\0'), /NUL bytes, first on line 2/],
  ])('%s is refused in one line', async (_, bytes, message) => {
    await expect(open(bytes)).rejects.toThrow(message);
    await expect(open(bytes, { inputFormat: 'csv' })).rejects.toThrow(message);
    await expect(open(bytes)).rejects.not.toThrow(/\n/);
  });
});

test('a first line longer than what is looked at ahead still tells its delimiter', async () => {
  const line = Array.from({ length: 60_000 }, (_, i) => `cell${i}`).join(';');
  const { inventory, records } = await readAll(`${line}\nHuawei;S5720\n`);
  expect(inventory.info).toMatchObject({ delimiter: ';', headerLine: null, columns: [] });
  expect(records.map((record) => record.cells.length)).toEqual([60_000, 2]);
});
