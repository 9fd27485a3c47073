import { expect, test } from '@jest/globals';
import { FIELDS, type Field } from '../../src/core/fields.ts';
import type { Column, Layout } from '../../src/core/layout.ts';
import type { InventoryRecord } from '../../src/core/record.ts';
import type { Problem } from '../../src/core/problem.ts';
import { compileIdentifier } from '../../src/identify/compile.ts';
import { blocksOf } from '../blocks.ts';
import { shipped } from '../knowledge.ts';
import { makeXlsx } from './make-xlsx.ts';
import { codes, open, readAll, type ReadAll } from './read.ts';

const CASES = blocksOf(new URL('../fixtures/inventory/tables.txt', import.meta.url));

/** `name=fields`, and what else is known of a column: `!` a mention, `~` of another device, `?` software. */
function ofColumn({ name, fields, traits }: Column): string {
  const others = traits.map((trait) => MARKS[trait] ?? `(${trait})`);
  return `${name}=${fields.join('+')}${others.join('')}`;
}

const MARKS: Readonly<Record<string, string>> = { mention: '!', 'other-device': '~', software: '?' };

const isRow = ({ noRow }: InventoryRecord): boolean => noRow !== true;

/** What the rows hold under a field, and from where they come where that changes. */
function under(field: Field, records: readonly InventoryRecord[]): string {
  const cellsOf = ({ layout, cells }: InventoryRecord): string =>
    layout.feeding(field).flatMap((at) => cells[at] || []).join('+'); // prettier-ignore
  return records.filter(isRow).map((record) => cellsOf(record) || '-').join(' | '); // prettier-ignore
}

const lineOf = ({ line, cell }: Pick<InventoryRecord, 'line' | 'cell'>): number =>
  line ?? Number(/\d+$/.exec(cell ?? '')?.[0] ?? 0);

/** `2-4 7` for the lines of records. */
function linesOf(records: readonly InventoryRecord[]): string {
  const ranges: [number, number][] = [];
  for (const record of records) {
    const line = lineOf(record);
    const last = ranges.at(-1);
    if (last !== undefined && line === last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(' ');
}

/** What is said of an input, by the keys that the fixture asks for. */
function saidOf({ inventory, records, problems, outside }: ReadAll, key: string): string {
  const layouts = new Set<Layout>(records.filter(isRow).map(({ layout }) => layout));
  switch (key) {
    case 'header':
      return String(inventory.info.headerLine ?? 'none');
    case 'columns':
      return inventory.columns.map(ofColumn).join(', ');
    case 'why':
      return inventory.columns.map(({ why }) => why).join(', ');
    case 'then':
      return (inventory.tables?.() ?? [])
        .slice(1)
        .map(({ layout, from }) => `${from}: ${layout.columns.map(ofColumn).join(', ')}`)
        .join(' / ');
    case 'read under':
      return [...layouts].map(({ columns }) => columns.map(ofColumn).join(', ')).join(' / ');
    case 'rows':
      return linesOf(records.filter(isRow));
    case 'no rows':
      return linesOf(records.filter((record) => !isRow(record)));
    case 'assumed':
      return inventory
        .guesses()
        .flatMap(({ what, assumed }) => (['header', 'columns'].includes(what) ? assumed : []))
        .join(' / ');
    case 'outside':
      return outside.join(' / ');
    case 'problems':
      return problems.map((one) => [one.severity, one.code, lineOf(one) || ''].join(' ').trim()).join(', ');
    case 'messages':
      return problems.map(({ message }) => message).join(' / ');
    default:
      return under(FIELDS.find((field) => field === key) as Field, records);
  }
}

const identifier = compileIdentifier(shipped(), { designated: { vendors: new Set(), categories: new Set() } });

/** How many rows there are, and what is said of them, where rows in which nothing matters are only counted. */
async function countedOf(text: string) {
  const inventory = await open(text);
  let rows = 0;
  const problems: Problem[] = [];
  for await (const batch of inventory.batches((layout) => identifier.searchOf(layout))) {
    rows += batch.passed + batch.records.filter(isRow).length;
    problems.push(...batch.problems);
  }
  return { rows, problems, tables: inventory.tables?.().map(({ from }) => from) };
}

test.each(CASES)('$name', async ({ lines, said }) => {
  const asked = said.filter(([key]) => key !== 'csv alone');
  const text = `${lines.join('\n')}\n`;
  const inCsv = await readAll(text);
  expect(asked.map(([key]) => [key, saidOf(inCsv, key)])).toEqual(asked);
  const { inventory, records, problems } = inCsv;
  const tables = inventory.tables?.().map(({ from }) => from);
  expect(await countedOf(text)).toEqual({ rows: records.filter(isRow).length, problems, tables });
  if (asked.length < said.length) return;
  const rows = lines.map((line) => line.split(','));
  const inSheet = await readAll(makeXlsx([{ name: 'a', rows }]), {}, 'a.xlsx');
  expect(asked.map(([key]) => [key, saidOf(inSheet, key)])).toEqual(asked);
});

test('of more than a hundred tables the others are read under the last header, and that is said', async () => {
  const tableOf = (at: number): string =>
    `Hostname,Vendor,Model,x${'abcdefghijk'.charAt(at / 10)}${'abcdefghij'.charAt(at % 10)}\nsw${at},Cisco,C9300,1\n`;
  const many = Array.from({ length: 102 }, (_, at) => tableOf(at));
  const [enough, tooMany] = [await readAll(many.slice(0, 100).join('')), await readAll(many.join(''))];
  expect([enough.inventory.tables?.().length, codes(enough.problems)]).toEqual([100, []]);
  expect([tooMany.inventory.tables?.().length, codes(tooMany.problems)]).toEqual([100, ['too-large 201']]);
  expect(tooMany.records.filter(isRow).length).toBe(104);
});
