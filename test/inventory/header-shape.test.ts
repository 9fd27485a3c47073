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
    [
      'with units that stand over numbers in half of the columns',
      `Foo,Vac,Pso,Paco\nUnits,V,W,W\n${INVERTERS.replaceAll(/,[^,\n]*(?=\n|$)/g, ',x')}\n`,
      7,
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
