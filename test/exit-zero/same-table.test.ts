import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { netvet } from '../cli/run.ts';
import { makeXlsx } from '../inventory/make-xlsx.ts';
import { readAll } from '../inventory/read.ts';
import { runsOf, seeded, type Seeded } from '../seeded.ts';
import { folderOf } from './corpus.ts';

type Table = readonly (readonly string[])[];
type Writer = (table: Table) => string | Uint8Array;

const delimited =
  (by: string): Writer =>
  (table) =>
    table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(by)).join('\n') + '\n';
const objects = ([header = [], ...rows]: Table): Record<string, string>[] =>
  rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])));
const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (cell: string): string => cell.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
const page: Writer = ([header = [], ...rows]) =>
  [
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Assets</title></head><body><table>',
    `<thead><tr>${header.map((cell) => `<th>${escaped(cell)}</th>`).join('')}</tr></thead><tbody>`,
    ...rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`),
    '</tbody></table></body></html>\n',
  ].join('\n');

/** What APIs write as an object of its own: `"vendor": {"name": "Huawei"}`. */
const NESTED = /^(?:vendor|manufacturer|type|site|location)$/i;
const nested = (table: Table): unknown =>
  objects(table).map((one) =>
    Object.fromEntries(Object.entries(one).map(([name, cell]) => [name, NESTED.test(name) ? { name: cell } : cell])),
  );

/** How a table is written in each format that is read. */
const WRITERS: Readonly<Record<string, Writer>> = {
  'a.csv': delimited(','),
  'b.csv': delimited(';'),
  'c.tsv': delimited('\t'),
  'd.xlsx': (table) => makeXlsx([{ name: 'Sheet1', rows: table.map((row) => [...row]) }]),
  'e.json': (table) => JSON.stringify(objects(table)),
  'f.ndjson': (table) => lines(objects(table).map((one) => JSON.stringify(one))),
  'g.yaml': (table) =>
    lines(
      objects(table).flatMap((one) =>
        Object.entries(one).map(
          ([name, cell], at) => `${at === 0 ? '-' : ' '} ${JSON.stringify(name)}: ${JSON.stringify(cell)}`,
        ),
      ),
    ),
  'h.md': ([header = [], ...rows]) =>
    lines(
      [header, header.map(() => '---'), ...rows].map(
        (row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
      ),
    ),
  'i.txt': (table) => {
    const widths = (table[0] ?? []).map((_, at) => Math.max(...table.map((row) => (row[at] ?? '').length)) + 2);
    return lines(
      table.map((row) =>
        row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('')
          .trimEnd(),
      ),
    );
  },
  'j.html': page,
  'k.xls': page,
  'l.json': (table) => JSON.stringify(nested(table)),
};

/** A printed table, or one of a page, of which no row tells a device is none of devices: a VLAN has a name too. */
const OF_DEVICES = new Set(['i.txt', 'j.html', 'k.xls']);

/**
 * What a format cannot say. Aligned text has no signs between its cells: one that is empty, holds bars or several
 * blanks, or letters of two columns' width, moves the others. YAML and JSON have no two keys of one name, and rows of
 * one column are no table in aligned text and Markdown.
 */
const CANNOT: Readonly<Record<string, (table: Table) => boolean>> = {
  'i.txt': (table) =>
    (table[0]?.length ?? 0) < 2 || table.some((row) => row.some((cell) => /^$|[|]|  |[^\0-\u02ff]/u.test(cell))),
};

/**
 * What one run says of each file of several tables: rows, judged and not judged rows, findings by asset, what makes it
 * incomplete. The files of a table have its index before their name.
 */
async function saidOf(tables: readonly Table[], lists: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const files = tables.flatMap((table, index) =>
    Object.entries(WRITERS).flatMap(([name, write]) =>
      CANNOT[name]?.(table) === true ? [] : [[`${index}-${name}`, write(table)] as const],
    ),
  );
  const chosen = lists.flatMap((list) => ['-l', list]);
  const { stdout } = await netvet(['check', '.', ...chosen, '-f', 'ndjson'], { cwd: folderOf(files) });
  const events = stdout
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>]));
  const of = (type: string, source: string): Record<string, unknown>[] =>
    events.filter((event) => event['type'] === type && event['source'] === source);
  const inputs = events.at(-1)?.['inputs'] as { source: string; rows: number; judged: number; notJudged: number }[];
  return new Map(
    inputs.map(({ source, rows, judged, notJudged }) => [
      source,
      {
        ...{ rows, judged, notJudged },
        findings: byAsset(of('finding', source)),
        errors: of('problem', source).flatMap(({ code, severity }) => (severity === 'error' ? [code] : [])),
      },
    ]),
  );
}

/**
 * Of equal rows each is an asset of its own over all files of a run, so assets are counted as they come in a file. Two
 * findings of one asset come in the order of its columns, which not every format keeps.
 */
function byAsset(findings: readonly Record<string, unknown>[]): readonly unknown[] {
  const assets = [...new Set(findings.map(({ assetId }) => assetId))];
  const found = findings.map((one) => [assets.indexOf(one['assetId']), one['vendor'] ?? one['category'], one['fails']]);
  const textOf = (one: readonly unknown[]): string => JSON.stringify(one);
  return found.toSorted((one, other) => (textOf(one) < textOf(other) ? -1 : 1));
}

async function expectSame(tables: readonly Table[], lists: readonly string[] = ['all']): Promise<void> {
  const said = [...(await saidOf(tables, lists))];
  for (const [index, table] of tables.entries()) {
    const ofTable = said.filter(([source]) => source.startsWith(`./${index}-`));
    const [[, first] = []] = ofTable as [string, { readonly judged: number }][];
    expect(ofTable.length).toBeGreaterThan(9);
    for (const [source, one] of ofTable)
      if (!OF_DEVICES.has(source.slice(`./${index}-`.length)) || (first?.judged ?? 0) > 0)
        expect({ table, source, one }).toEqual({ table, source, one: first });
  }
}

const CELLS: Readonly<Record<string, readonly string[]>> = {
  Hostname: ['sw', 'core', 'ap', 'cam', 'rtr'],
  'IP address': ['10.0.0.', '192.168.7.'],
  Vendor: [
    'Cisco',
    'Juniper',
    'Huawei',
    'Hikvision',
    'Aruba',
    'ZTE',
    'Axis',
    '{{ vendor }}',
    'switch',
    'unknown',
    '华为',
    'Nestlé',
    'R&D <lab>',
  ],
  Model: [
    'C9300-24T',
    'EX2300-24T',
    'S5720-28X-SI',
    'DS-2CD2143G2-I',
    'AP-515',
    'P3245-V',
    '5c8f1c1a-3f4e-4f0a-9b57-0f5f7a3b9c21',
  ],
  'MAC address': ['00:1b:54:00:00:', '00:e0:fc:12:34:', '44:19:b6:01:02:', '02:00:5e:10:00:'],
  Serial: ['FOC', 'FCW', 'CN0', '00', '1e'],
  Qty: ['1', '2', '10', '1.50'],
  OS: ['IOS-XE', 'Junos', 'VRP', 'ArubaOS'],
  Location: ['Berlin', 'Paris HQ', 'Huawei building', 'Room 7'],
  Notes: ['ok', 'replaced', 'replaced Huawei S5720', 'see ticket 12', '24" rack', 'left | right', 'a, b; c', "it's"],
  Purchased: ['2019-03-01', '2024-11-30', '2021'],
  Country: ['China', 'US', 'Germany'],
  Type: ['Huawei', 'Cisco', 'Juniper', 'Centos'],
};
const NUMBERED = new Set(['Hostname', 'Serial', 'IP address']);

function generated({ int, pick }: Seeded): Table {
  const names = Object.keys(CELLS).filter((name) => name === 'Hostname' || name === 'Model' || int(2) === 0);
  const rows = Array.from({ length: 3 + int(12) }, (_, at) =>
    names.map((name) => {
      const cell = pick(CELLS[name] ?? ['']);
      if (name === 'MAC address') return `${cell}${String(10 + at)}`;
      if (NUMBERED.has(name)) return `${cell}${100 + at}`;
      return int(12) === 0 && name !== 'Model' ? '' : cell;
    }),
  );
  return [names, ...rows];
}

test('a table says the same in every format', async () => {
  const tables = Array.from({ length: runsOf(120) }, (_, at) => generated(seeded(at + 1)));
  // Several in one run, since each takes its time to begin, and by lists that name all that is in CELLS: by vendor, by
  // kind and by country.
  const lists = ['us-fcc-covered', 'us-ndaa-889', 'tw-government'];
  for (let at = 0; at < tables.length; at += 10) await expectSame(tables.slice(at, at + 10), lists);
}, 600_000);

/** The tables of the fixtures, of long ones the first rows. */
const FIXTURES = ['data/examples', 'test/fixtures/models'].flatMap((folder) =>
  readdirSync(folder).flatMap((name) => (name.endsWith('.csv') ? [join(folder, name)] : [])),
);
const MOST_ROWS = 25;

test.each(FIXTURES)('so does %s', async (path) => {
  const { records } = await readAll(readFileSync(path), {}, 'a.csv');
  const header = records[0]?.layout.columns.map((column) => column.name) ?? [];
  const rows = records.slice(0, MOST_ROWS);
  const table = rows.map(({ cells }) => header.map((_, at) => (cells[at] ?? '').replace(/\s+/g, ' ')));
  await expectSame([[header, ...table]]);
});

type Layout = Readonly<Record<'name' | 'text', string>> & { readonly headerLine: number | null };
const LAYOUTS = (JSON.parse(readFileSync('test/fixtures/inventory/layouts.json', 'utf8')) as readonly Layout[])
  .filter(({ headerLine }) => headerLine !== null)
  .map(({ name, text }) => [name, text] as const);

test.each(LAYOUTS)('so does the table of a layout: %s', async (_, text) => {
  const { records } = await readAll(text, {}, 'a.csv');
  const [first] = records;
  const header = first?.layout.columns.map(({ name }) => name.replace(/\s+/g, ' ')) ?? [];
  if (new Set(header).size < header.length || header.length < 2) return;
  const rows = records.filter(({ layout }) => layout === first?.layout);
  const table = rows.map(({ cells }) => header.map((__, at) => (cells[at] ?? '').replace(/\s+/g, ' ').trim()));
  await expectSame([[header, ...table]]);
});
