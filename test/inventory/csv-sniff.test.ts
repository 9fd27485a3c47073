import { describe, expect, test } from '@jest/globals';
import { csv } from '../../src/inventory/csv.ts';

describe('content that is CSV', () => {
  test.each<[string, string | Buffer, string, boolean]>([
    ['any text by its name', 'hello', 'a.csv', true],
    ['an empty file by its name', '', 'a.TSV', true],
    ['but no PDF', '%PDF-1.4', 'a.csv', false],
    ['a line of known headers', 'Report\nName;Manufacturer;Model\na;b;c\n', '-', true],
    ['the same in UTF-16', Buffer.from('\ufeffName\tManufacturer\na\tb\n', 'utf16le'), 'a.txt', true],
    ['one known header', 'vendor\nHuawei\n', '-', true],
    ['lines with as many delimiters', 'a|b|c\nd|e|f\ng|h|i\n', '-', true],
    ['prose with commas', 'Huawei Switch, S5720\nHuawei Router, AR\nmore, text\n', 'notes.txt', false],
    ['command output', 'System name: sw1\nVendor: Huawei\n\nPort 1\n', '-', false],
    ['nothing', '', '-', false],
  ])('%s', (_, content, name, expected) => {
    expect(csv.sniff(Buffer.from(content as string), name)).toBe(expected);
  });
});
