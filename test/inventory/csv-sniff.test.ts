import { describe, expect, test } from '@jest/globals';
import { INPUT_FORMATS } from '../../src/inventory/formats.ts';
import { beginningOf } from '../../src/inventory/open.ts';
import type { ReadOptions } from '../../src/inventory/inventory.ts';
import { open } from './read.ts';
import { words } from '../words.ts';

describe('content that is CSV', () => {
  const csv = INPUT_FORMATS.find((format) => format.name === 'csv');

  test.each<[string, string | Buffer, string, boolean]>([
    ['any text by its name', 'hello', 'a.csv', true],
    ['an empty file by its name', '', 'a.TSV', true],
    ['carets', 'Name^Manufacturer^Model\na^b^c\n', '-', true],
    ['tildes, and none of them in prose', 'about ~5 m\nabout ~6 m\nabout ~7 m\n', '-', false],
    ['a line of known headers', 'Report\nName;Manufacturer;Model\na;b;c\n', '-', true],
    ['the same in UTF-16', Buffer.from('\ufeffName\tManufacturer\na\tb\n', 'utf16le'), 'a.txt', true],
    ['one known header', 'vendor\nHuawei\n', '-', true],
    ['one known header, and not the heading of a printed table', 'Client List\n-----\nName  MAC\na  b\n', '-', false],
    ['lines with as many delimiters', 'a|b|c\nd|e|f\ng|h|i\n', '-', true],
    ['the same with a delimiter in a quoted cell', 'a,b,"c, d"\ne,f,g\n"h, i",j,k\n', '-', true],
    ['addresses that begin with letters', 'MAC,SSID\nCC:6C:52:00:00:01,a\nFC:6C:52:00:00:02,b\n', 'a.txt', true],
    ['prose with commas', 'Huawei Switch, S5720\nHuawei Router, AR\nmore, text\n', 'notes.txt', false],
    [
      'a sentence of words that are headers too',
      '# Net\n\nThe list shows all of our devices with their type, IP address, zone, and status.\n\nEnd.\n',
      'net.md',
      false,
    ],
    ['a heading of Markdown that is a header too', '# Network Devices\n\nThese are ours.\n\nEnd.\n', 'net.md', false],
    ['a header that is commented out', '# hostname\ncore-1\n', '-', true],
    ['headers of which the last is cut', 'Name,Vendor,Serial No.\ncore,Cisco,7\n', '-', true],
    [
      'JSON behind a command',
      'sw1# show inv | json\n[{"vendor":"Cisco","model":"C9300"},{"a":1}]\nsw1# \n',
      '-',
      false,
    ],
    ['command output', 'System name: sw1\nVendor: Huawei\n\nPort 1\n', '-', false],
    ['nothing', '', '-', false],
  ])('%s', (_, content, name, expected) => {
    expect(csv?.sniff(beginningOf(Buffer.from(content as string), name, words))).toBe(expected);
  });
});

test.each<[string, Partial<ReadOptions>, string]>([
  ['nothing', {}, 'text'],
  ['--no-header', { noHeader: true }, 'csv'],
  ['--delimiter', { delimiter: ',' }, 'csv'],
  ['--skip-lines', { skipLines: 1 }, 'csv'],
])('lines that nothing tells what they are, and %s, are %s', async (_, options, format) => {
  const content = 'sw-1, Huawei, S5720\nsw-2, Huawei\nsw-3, Cisco, C9300\n';
  expect((await open(content, options, 'lines.txt')).info.format).toBe(format);
});
