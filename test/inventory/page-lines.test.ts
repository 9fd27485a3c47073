import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createNodeLibrary } from '../../src/api/node.ts';
import { knowledgeFile } from '../knowledge.ts';
import { makeXlsx } from './make-xlsx.ts';

const library = createNodeLibrary({
  knowledge: () => ({ path: 'knowledge.json', text: readFileSync(knowledgeFile(), 'latin1') }),
  readData: (name) => readFileSync(join('data', name), 'utf8'),
  version: '1.2.3',
});

type Rows = readonly (readonly string[])[];
interface Part {
  /** What a line says of the rows, above or below them. */
  readonly line: string;
  readonly isAbove?: boolean;
  readonly from?: number;
  readonly rows?: number;
}

function tableOf({ from = 1, rows = 25 }: Part): Rows {
  const row = (_: unknown, at: number) => [`sw-${from + at}`, 'Cisco', 'C9300-24T', `FOC${1000 + from + at}`];
  return [['Name', 'Vendor', 'Model', 'Serial'], ...Array.from({ length: rows }, row)];
}

const around = ({ line, isAbove = false }: Part, table: readonly string[]): string =>
  `${(isAbove ? [line, '', ...table] : [...table, '', line]).join('\n')}\n`;
const tagged = (tag: string, cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
const padded = (cells: readonly string[]): string =>
  cells
    .map((cell) => cell.padEnd(12))
    .join('')
    .trimEnd();

/** How programs write a table with a line beside it. */
const FORMATS: Readonly<Record<string, (part: Part, table: Rows) => string | Uint8Array>> = {
  'page.html': (part, [header = [], ...rows]) => {
    const table = [tagged('th', header), ...rows.map((cells) => tagged('td', cells))];
    return `<!doctype html><html><body>${around({ ...part, line: `<div>${part.line}</div>` }, ['<table>', ...table, '</table>'])}</body></html>`;
  },
  'list.csv': (part, table) =>
    around(
      part,
      table.map((cells) => cells.join()),
    ),
  'cells.csv': (part, table) =>
    around(
      { ...part, line: `${part.line},,,` },
      table.map((cells) => cells.join()),
    ),
  'screen.txt': (part, table) => around(part, table.map(padded)),
  'notes.md': (part, [header = [], ...rows]) =>
    around(
      part,
      [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`),
    ),
  'book.xlsx': (part, table) =>
    makeXlsx([{ name: 'Devices', rows: part.isAbove === true ? [[part.line], ...table] : [...table, [part.line]] }]),
};

/** What is said to be missing of the parts of a list, each in a file of its own. */
async function missingOf(format: string, parts: readonly Part[]): Promise<string[]> {
  const inputs = parts.map((part, at) => {
    const content = FORMATS[format]?.(part, tableOf(part)) ?? '';
    return { name: `${at}-${format}`, ...(typeof content === 'string' ? { text: content } : { bytes: content }) };
  });
  const missing: string[] = [];
  for await (const event of library.check({ inputs, asOf: '2026-09-01' }))
    if (event.type === 'problem' && event.code === 'truncated') missing.push(event.message);
  return missing;
}

const LINES = [
  'Showing 1 to 25 of 340 entries',
  '1–25 of 340',
  'Displaying 1 - 25 of 340',
  'Mostrando 1 a 25 de 340 registros',
  'Записи с 1 до 25 из 340 записей',
  '340件中 1 から 25 まで表示',
  '显示第 1 至 25 项结果 共 340 项',
  '340 kayıttan 1 - 25 arasındaki kayıtlar gösteriliyor',
  'إظهار 1 إلى 25 من أصل 340 مدخل',
];

test.each(Object.keys(FORMATS))(
  'a table that is part of a list by its own words is not all of it: %s',
  async (format) => {
    for (const line of LINES)
      for (const isAbove of [true, false])
        expect([line, isAbove, await missingOf(format, [{ line, isAbove }])]).toEqual([
          line,
          isAbove,
          ['25 of 340 records: pages are missing'],
        ]);
  },
);

test.each(Object.keys(FORMATS))('all parts of a list, in one run: %s', async (format) => {
  const parts = [1, 26, 51].map((from) => ({ from, rows: Math.min(25, 61 - from), isAbove: from === 26 }));
  const said = parts.map((part) => ({
    ...part,
    line: `Showing ${part.from} to ${part.from + part.rows - 1} of 60 entries`,
  }));
  expect(await missingOf(format, said)).toEqual([]);
  expect(await missingOf(format, said.slice(0, 2))).toEqual(['50 of 60 records: pages are missing']);
});

test.each([
  { rows: 25, line: 'Showing 1 to 25 of 25 entries' },
  { rows: 24, line: 'Showing 1 to 25 of 340 entries' },
  { rows: 25, line: 'Rows 25 of 340' },
  { rows: 3, line: '1-3 March 2026' },
  { rows: 3, line: 'March 1-3 of 2026' },
  { rows: 3, line: '01.03. - 03.03. of 2026' },
  { rows: 3, line: 'Rack units U1-3 of 42' },
  { rows: 3, line: 'Building 12 floors 1-3' },
  { rows: 16, line: 'Open 08:00 to 18:00 on 5 days' },
  { rows: 3, line: '10.1.0.1 to 10.1.0.3 of 254' },
  { rows: 1, line: 'unit 1 port 1 vlan 5' },
])('numbers that are no part of a list: $line beside $rows rows', async (part) => {
  for (const format of ['page.html', 'book.xlsx', 'notes.md', 'list.csv'])
    for (const isAbove of [true, false]) expect(await missingOf(format, [{ ...part, isAbove }])).toEqual([]);
});
