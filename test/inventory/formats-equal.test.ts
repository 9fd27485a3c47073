import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { InventoryRecord } from '../../src/core/record.ts';
import { emptyFolder, netvet } from '../cli/run.ts';
import { makeXlsx } from './make-xlsx.ts';
import { readAll } from './read.ts';

const EXAMPLE = readFileSync('data/examples/branch-office.csv', 'utf8');
const TABLES: readonly (readonly [string, string])[] = [
  ['the example', EXAMPLE],
  [
    'French headers',
    'Nom,Fabricant,Modèle,Adresse MAC,Notes\nsw1,Huawei,S5720,00:e0:fc:00:00:01,"à\nvoir"\ncam,,DS-2CD,,ZTE\n',
  ],
  [
    'a seller and a secret',
    'name,supplier,password,os,firmware\nsw1,Huawei,hunter2,VRP,V200R005\nsw2,ZTE,x,ios,15.2\n',
  ],
  ['headers that say little', 'Thing,Type,Rack,Owner\nHuawei S5720,Switch,R1,Bob\nZTE ZXR10,Router,R2,Ann\n'],
  ['short rows and blank cells', 'Asset Tag,Brand,Model,Serial\nA1,Huawei\nA2,,S5720\n,ZTE,,Z9\n'],
];

async function tableOf(csv: string): Promise<{ headers: string[]; rows: string[][] }> {
  const { records } = await readAll(csv, {}, 'site.csv');
  const headers = records[0]?.layout.columns.map(({ name }) => name) ?? [];
  return { headers, rows: records.map(({ cells }) => headers.map((_, i) => cells[i] ?? '')) };
}

function toJson({ headers, rows }: { headers: string[]; rows: string[][] }): string {
  return JSON.stringify(rows.map((row) => Object.fromEntries(headers.map((header, i) => [header, row[i] ?? '']))));
}

function toXlsx({ headers, rows }: { headers: string[]; rows: string[][] }): Buffer {
  return makeXlsx([{ name: 'Sheet1', rows: [headers, ...rows] }]);
}

/** All of a record but where it stood; a cell that is missing at the end is as good as an empty one. */
function content(record: InventoryRecord): unknown {
  const columns = record.layout.columns.map(({ name, fields, traits }) => ({ name, fields, traits }));
  return { row: record.row, part: record.part, columns, cells: columns.map((_, i) => record.cells[i] ?? '') };
}

describe('a CSV, its XLSX and its JSON', () => {
  test.each(TABLES)('give the same records: %s', async (_, csv) => {
    const expected = (await readAll(csv, {}, 'site.csv')).records.map(content);
    const table = await tableOf(csv);
    expect((await readAll(toXlsx(table), {}, 'site.xlsx')).records.map(content)).toEqual(expected);
    expect((await readAll(toJson(table), {}, 'site.json')).records.map(content)).toEqual(expected);
  });

  test('give the same findings and the same exit code', async () => {
    const cwd = emptyFolder();
    const table = await tableOf(EXAMPLE);
    writeFileSync(join(cwd, 'site.csv'), EXAMPLE);
    writeFileSync(join(cwd, 'site.xlsx'), toXlsx(table));
    writeFileSync(join(cwd, 'site.json'), toJson(table));
    writeFileSync(join(cwd, 'site.ndjson'), toJson(table).slice(1, -1).replaceAll('},{', '}\n{'));
    writeFileSync(join(cwd, 'site.csv.gz'), gzipSync(EXAMPLE));
    const results = [];
    for (const name of ['site.csv', 'site.xlsx', 'site.json', 'site.ndjson', 'site.csv.gz']) {
      const { code, stdout } = await netvet(['check', name, '-l', 'all', '--format', 'ndjson'], { cwd });
      results.push({ code, findings: findingsIn(stdout) });
    }
    expect(results[0]?.code).toBe(1);
    expect(results[0]?.findings.length).toBeGreaterThan(5);
    for (const result of results) expect(result).toEqual(results[0]);
  });
});

function findingsIn(ndjson: string): unknown[] {
  const events = ndjson
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>]));
  return events
    .filter(({ type }) => type === 'finding')
    .map((finding) => ({ ...finding, source: null, line: null, cell: null }));
}
