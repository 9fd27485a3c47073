import { describe, expect, test } from '@jest/globals';
import type { InventoryRecord } from '../../src/core/record.ts';
import { checkText } from '../exit-zero/corpus.ts';
import { makeXlsx } from './make-xlsx.ts';
import { readAll } from './read.ts';

/** What rows say of their site and vendor, in which no row is one set aside. */
async function saidOf(lines: readonly string[]): Promise<readonly (readonly string[])[]> {
  const rows = lines.map((line) => line.split(','));
  const inCsv = (await readAll(lines.join('\n'))).records.map(said);
  const inSheet = (await readAll(makeXlsx([{ name: 'a', rows }]), {}, 'a.xlsx')).records.map(said);
  expect(inSheet).toEqual(inCsv);
  return inCsv.filter((row) => row.length > 0);
}

function said({ layout, cells, noRow }: InventoryRecord): string[] {
  if (noRow === true) return [];
  const cellsOf = (field: 'site' | 'vendor'): string =>
    layout
      .feeding(field)
      .map((at) => cells[at])
      .join();
  return [cells[0] ?? '', cellsOf('site'), cellsOf('vendor')];
}

const HEADER = 'Hostname,Model,Serial,Qty';
const ROWS = ['sw1,C9300,F1,1', 'sw2,C9300,F2,1', 'sw3,C9300,F3,1'];
const [ROW0 = '', ROW1 = ''] = ROWS;

describe('a line alone in a table is the heading of the rows below it', () => {
  test.each<[string, readonly string[], readonly (readonly string[])[]]>([
    ['a label', [HEADER, 'Site: Berlin,,,', ROW0], [['sw1', 'Berlin', '']]],
    ['a label in another language', [HEADER, 'Standort: Köln,,,', ROW0], [['sw1', 'Köln', '']]],
    [
      'words for places, one after the other',
      [HEADER, 'HEADQUARTERS,,,', ROW0, 'Building 7,,,', ROW1],
      [
        ['sw1', 'HEADQUARTERS', ''],
        ['sw2', 'Building 7', ''],
      ],
    ],
    ['a place in a place', [HEADER, 'Building A,,,', 'Floor 2,,,', ROW0], [['sw1', 'Floor 2', '']]],
    ['a line without delimiters', [HEADER, 'Head office', ROW0], [['sw1', 'Head office', '']]],
    [
      'a word without a digit, as no other cell of its column is',
      [HEADER, 'Berlin,,,', ...ROWS],
      ROWS.map((row) => [row.slice(0, 3), 'Berlin', '']),
    ],
    [
      'the first column of sites',
      ['Location,Hostname,Vendor', 'Berlin,,', ',sw1,Cisco', 'Paris,sw2,Cisco'],
      [
        ['', ',Berlin', 'Cisco'],
        ['Paris', 'Paris', 'Cisco'],
      ],
    ],
    [
      'kinds of devices under an identity, where they divide the table',
      ['Model,Qty,Price', 'Switches,,', 'C9300,1,3', 'Routers,,', 'ISR4331,1,3'],
      [
        ['C9300', '', ''],
        ['ISR4331', '', ''],
      ],
    ],
    [
      'no kinds of devices that are rows of their own',
      ['Model,Qty,Price', 'C9300,1,3', 'Camera,,', 'Camera,,', 'ISR4331,1,3'],
      [
        ['C9300', '', ''],
        ['Camera', '', ''],
        ['Camera', '', ''],
        ['ISR4331', '', ''],
      ],
    ],
    [
      'vendors, where no column names them',
      [HEADER, 'HUAWEI,,,', ...ROWS, 'ZTE,,,', 'cam1,X,F4,1'],
      [...ROWS.map((row) => [row.slice(0, 3), '', 'HUAWEI']), ['cam1', '', 'ZTE']],
    ],
    [
      'a vendor by its label',
      [HEADER, ROW0, 'Vendor: Huawei,,,', ROW1],
      [
        ['sw1', '', ''],
        ['sw2', '', 'Huawei'],
      ],
    ],
    [
      'up to the next header',
      [HEADER, 'Site: Berlin,,,', ROW0, 'IP,Vendor,Model,Serial', '10.0.0.1,ZTE,X,1'],
      [
        ['sw1', 'Berlin', ''],
        ['10.0.0.1', '', 'ZTE'],
      ],
    ],
    [
      'up to the next header, also of a line alone right above it, which is a row of the table that ends',
      [HEADER, 'Site: Berlin,,,', ROW0, 'Vendor: Huawei,,,', 'IP,Vendor,Model,Serial', '10.0.0.1,ZTE,X,1'],
      [
        ['sw1', 'Berlin', ''],
        ['Vendor: Huawei', 'Berlin', ''],
        ['10.0.0.1', '', 'ZTE'],
      ],
    ],
    [
      'above the same header again',
      [HEADER, ROW0, 'Site: Paris,,,', HEADER, ROW1, 'Vendor: ZTE,,,', HEADER, 'sw3,C9300,F3,1'],
      [
        ['sw1', '', ''],
        ['sw2', 'Paris', ''],
        ['sw3', '', 'ZTE'],
      ],
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await saidOf(lines)).toEqual(expected);
  });

  test('also after as many rows as a later header waits for to understand its columns', async () => {
    for (const many of [198, 199, 200, 201]) {
      const rows = Array.from({ length: many - 1 }, (_, at) => `b${at},Z${at}10,10.0.0.1,S${at}9`);
      const table = ['Host,Type,Address,Serial', 'Dahua,,,', ...rows, 'Huawei,,,', 'c1,Z110,10.0.0.2,S19'];
      expect((await saidOf(['Name,Model,Serial', 'a1,EX4300,S19', ...table])).at(-1)).toEqual(['c1', '', 'Huawei']);
    }
  });

  test('what a row says itself counts more', async () => {
    const lines = [
      'Hostname,Vendor,Site,Model',
      'Vendor: Huawei,,,',
      'Site: Berlin,,,',
      'sw1,Cisco,Paris,X',
      'sw2,,,X',
    ];
    expect(await saidOf(lines)).toEqual([
      ['sw1', 'Paris', 'Cisco'],
      ['sw2', ',Berlin', ',Huawei'],
    ]);
  });
});

describe('a line alone in a table is a row', () => {
  test.each<[string, readonly string[], number]>([
    ['a list of host names', ['Hostname', 'berlin', 'paris', 'rome'], 3],
    ['a list of vendors', ['Vendor', 'Huawei', 'ZTE', 'Dahua'], 3],
    ['host names of which nothing else is known', [HEADER, 'sw1,,,', 'sw2,,,', 'sw3,,,'], 3],
    [
      'a device called by a word among words',
      [HEADER, 'berlin,,,', 'paris,C9300,F1,1', 'rome,C9300,F2,1', 'oslo,C9300,F3,1'],
      4,
    ],
    ['a device called like a vendor, among others', [HEADER, ROW0, 'huawei,,,', ROW1], 3],
    ['vendors below each other', [HEADER, 'Huawei,,,', 'ZTE,,,', 'Dahua,,,'], 3],
    ['a vendor in its own column', ['Hostname,Vendor,Model', ',Huawei,', 'sw1,ZTE,X'], 2],
    ['the last line', [HEADER, ROW0, 'Head office,,,'], 2],
    [
      'a vendor above another table',
      [HEADER, 'Cisco,,,', ...ROWS, 'Huawei,,,', 'IP,Vendor,Model,Serial', '10.0.0.1,ZTE,X,1'],
      5,
    ],
    ['a table of two columns', ['Hostname,IP', 'Building 7,', 'sw1,10.0.0.1'], 2],
  ])('%s', async (_, lines, rows) => {
    const read = await saidOf(lines);
    expect(read.length).toBe(rows);
    expect(read.every(([, site]) => site === '')).toBe(true);
  });
});

describe('a line of units', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['below known words', ['Name,Vendor,Power', ',,W', 'sw1,Cisco,55', 'sw2,ZTE,44'], ['sw1', 'sw2']],
    [
      'below unknown ones',
      ['Foo,Vac,Pso', 'Units,V,W', ...Array.from({ length: 5 }, (_, i) => `a${i},20${i},${i}`)],
      ['a0', 'a1', 'a2', 'a3', 'a4'],
    ],
    ['in brackets', ['Name,Vendor,Power,Weight', ',,[W],[kg]', 'sw1,Cisco,55,2', 'sw2,ZTE,44,3'], ['sw1', 'sw2']],
  ])('is no row %s', async (_, lines, expected) => {
    expect((await saidOf(lines)).map(([name]) => name)).toEqual(expected);
  });

  test.each<[string, readonly string[]]>([
    ['a word among numbers', ['Name,Vendor,Power', 'sw1,Cisco,unknown', 'sw2,ZTE,high', 'sw3,ZTE,44']],
    [
      'a first row of which only one number is missing',
      ['Name,Vendor,Ports', 'core,,many', 'edge,ZTE,48', 'lab,ZTE,24'],
    ],
  ])('%s is a row', async (_, lines) => {
    expect((await saidOf(lines)).length).toBe(lines.length - 1);
  });
});

describe('a title that is a known maker, with a kind of device or without, speaks for the rows below', () => {
  const ROW = 'Host,Model\na,X100\n';
  test.each([
    [`Huawei\n\n${ROW}`, 1],
    [`Huawei switches,\n${ROW}`, 1],
    [`Caméras Hikvision,\n${ROW}`, 1],
    ['## Huawei routers\n\n| Host | Model |\n|---|---|\n| a | X100 |\n', 1],
    ['<html><table><caption>Huawei routers</caption><tr><th>Host<th>Model<tr><td>a<td>X100</table></html>', 1],
    [`Huawei\n\n${ROW}b,Cisco C9300\n`, 1],
    ['Huawei\n\nHost,Model\nb,Cisco C9300\nc,HPE 2930F\n', 0],
    ['Huawei\n\nHost,Vendor\nb,Cisco\n', 0],
    [`Replaced Huawei switches,\n${ROW}`, 0],
    [`Switches for Huawei,\n${ROW}`, 0],
    [`Site Huawei,\n${ROW}`, 0],
    [`Cisco\nHuawei\nStand 2024\n\n${ROW}`, 1],
    [`Huawei\nCisco switches\n\n${ROW}`, 0],
    [`# Huawei\n# As of 2024\n${ROW}`, 1],
    ['# Huawei\n\n## Berlin\n\n| Host | Model |\n|---|---|\n| a | X100 |\n', 1],
    ['## Huawei\n\nNone left.\n\n## Berlin\n\n| Host | Model |\n|---|---|\n| a | X100 |\n', 0],
  ])('%j: exit %d', async (text, code) => {
    expect((await checkText(text)).code).toBe(code);
  });
});

describe('lines below a table that name who signed it are no rows', () => {
  /** The names in rows, and those that are set aside as part of a title. */
  const namesIn = async (line: string): Promise<[found: number, aside: number]> => {
    const { stdout } = await checkText(
      `Type,Vendor,Model\nSwitch,Cisco,C9300\nCamera,Axis,P3245\n${line}\n`,
      '-f',
      'json',
    );
    const { findings, summary } = JSON.parse(stdout) as {
      readonly findings: readonly unknown[];
      readonly summary: { readonly setAside: { readonly title: number } };
    };
    return [findings.length, summary.setAside.title];
  };

  test.each<[line: string, said: [found: number, aside: number]]>([
    ['Prepared by: Li Huawei,,', [0, 1]],
    ['Elaboró: Wang Huawei,,', [0, 1]],
    [',Approved by: Li Huawei,', [0, 1]],
    ['制表人：李强,审核人：李华为,日期：2024-01-02', [0, 1]],
    ['盘点人：李华为,,', [0, 1]],
    ['机器人：华为,,', [1, 0]],
    ['Составил: Иванов,Утвердил: Huawei,', [0, 1]],
    ['Ansprechpartner: Li Huawei,,', [0, 1]],
    ['Manufactured by: Huawei,,', [1, 0]],
    ['Mobile: Huawei,,', [1, 0]],
    ['Owner: Huawei S5735-L24T4S-A,,', [1, 0]],
    ['Responsible: Huawei camera,,', [1, 0]],
    ['Contact: Huawei router at the gate,,', [1, 0]],
    ['Contact: Tom,Huawei,', [1, 0]],
    ['Camera: Huawei,Owner: Tom,', [1, 0]],
    ['Contact Huawei,,', [1, 0]],
  ])('%s: %j', async (line, said) => {
    expect(await namesIn(line)).toEqual(said);
  });
});
