import { describe, expect, test } from '@jest/globals';
import { readAll } from './read.ts';

const INVERTERS = Array.from({ length: 6 }, (_, i) => `ABB: MICRO-0.${i}5,${200 + i},${i}.5,250`).join('\n');

describe('a header of unknown words shows by its shape', () => {
  test.each<[string, string, number]>([
    ['above numbers', `Name,Vac,Pso,Paco\n${INVERTERS}\n`, 6],
    ['with a line of units below it', `Name,Vac,Pso,Paco\nUnits,V,W,W\n${INVERTERS}\n`, 7],
    [
      'with units and names for programs',
      `Name,Vac,Pso,Paco\nUnits,V,W,W\n[0],inv_v,inv_pso,inv_paco\n${INVERTERS}\n`,
      8,
    ],
    ['with a few cells that say nothing', `Name,Vac\n${'ABB,208\n'.repeat(18)}ABB,n/a\nABB,-\nABB,unknown\n`, 21],
  ])('%s', async (_, text, rows) => {
    const { inventory, records } = await readAll(text);
    expect(inventory.info.headerLine).toBe(1);
    expect(inventory.columns.map(({ name }) => name).slice(0, 2)).toEqual(text.split(/[,\n]/).slice(0, 2));
    expect(records.length).toBe(rows);
    expect(records.at(-1)).toMatchObject({ row: rows, line: rows + 1 });
  });

  test.each<[string, string]>([
    ['the first rows of a list without a header', 'core,spare\nedge,spare\nlab,pending\nroof,7\nhall,8\n'],
    ['a label that comes again', `Foo,V,A,W\nFoo,V,A,X\n${INVERTERS}\n`],
    ['one column of numbers in four, below two rows of words', `a,b,c,d\ne,f,g,h\n${'i,j,k,7\n'.repeat(5)}`],
    ['one column of numbers in three, below two rows of words', `a,b,c\ne,f,g\n${'i,j,7\n'.repeat(5)}`],
    ['a name of a vendor', `Huawei,V,W,W\nUnits,V,A,W\n${INVERTERS}\n`],
    ['too few rows to tell', 'Foo,Vac,Pso1\nbar,V,W\nABB,208,2\n'],
  ])('not %s', async (_, text) => {
    const { inventory, records } = await readAll(text);
    expect(inventory.info.headerLine).toBe(null);
    expect(records[0]?.line).toBe(1);
  });
});

describe('a header of two lines', () => {
  /** What the last table says of its columns. */
  const columnsOf = async (text: string): Promise<string> => {
    const { inventory, records } = await readAll(text);
    const { layout } = inventory.tables?.().at(-1) ?? { layout: { columns: [] } };
    const said = layout.columns.map(({ name, fields }) => `${name}=${fields.join('+')}`).join(' ');
    return `${said} (${records.filter(({ noRow }) => noRow !== true).length} rows)`;
  };

  test.each<[string, string, string]>([
    [
      'what the first says of columns that the second does not name',
      'No,Device,,Supplier,Site\n,Make,Model,,\n1,Cisco,C9300,Huawei,A\n2,Axis,P3245,Dahua,B\n',
      'No=text Make=vendor Model=model Supplier=text Site=site (2 rows)',
    ],
    [
      'not that of another table above',
      'Make,Site\nCisco,A\nBrand,\nAxis,B\nBosch,C\n',
      'Make=vendor Site=site (4 rows)',
    ],
    [
      'a table that begins between rows of another',
      'No,Device,Supplier\n1,sw1,CDW\nMake,Model,\nAxis,P3245,B\nBosch,NBE,C\n',
      'Make=vendor Model=model #3=text (3 rows)',
    ],
    ['numbers of the columns', 'No,Make,Model\n1,2,3\n1,Cisco,C9300\n', 'No=text Make=vendor Model=model (1 rows)'],
    ['the same in brackets', 'No,Make,Model\n(1),(2),(3)\n1,Cisco,C9300\n', 'No=text Make=vendor Model=model (1 rows)'],
    ['a row of numbers', 'No,Make,Model\n1,2,4\n1,Cisco,C9300\n', 'No=text Make=vendor Model=model (2 rows)'],
  ])('%s', async (_, text, said) => {
    expect(await columnsOf(text)).toBe(said);
  });
});

test('a title that is a known header too is none above a row of headers, one of which says who made a thing', async () => {
  const rows = 'Acme,ground floor,ok\nBolt,cellar,ok\n';
  const { inventory, records } = await readAll(`Equipment list,,\nManufacturer,Wo,Wie\n${rows}`);
  expect(inventory.columns.map(({ name }) => name)).toEqual(['Manufacturer', 'Wo', 'Wie']);
  expect(records.length).toBe(2);
  // Not of a word that is a value too, nor where the row below has two cells.
  for (const below of ['switch,Wo,Wie', 'Manufacturer,Wo,'])
    expect((await readAll(`Equipment list,,\n${below}\n${rows}`)).inventory.info.headerLine).toBe(1);
});
