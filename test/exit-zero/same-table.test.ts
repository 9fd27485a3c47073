import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
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
};

/** What a run says of each file: rows, judged and not judged rows, findings by asset, what makes it incomplete. */
async function saidOf(table: Table): Promise<ReadonlyMap<string, unknown>> {
  const cwd = folderOf(Object.entries(WRITERS).map(([name, write]) => [name, write(table)] as const));
  const { stdout } = await netvet(['check', '.', '-l', 'all', '-f', 'ndjson'], { cwd });
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
        findings: of('finding', source).map(({ vendor, category, assetId, fails }) => [
          vendor ?? category,
          assetId,
          fails,
        ]),
        errors: of('problem', source).flatMap(({ code, severity }) => (severity === 'error' ? [code] : [])),
      },
    ]),
  );
}

async function expectSame(table: Table): Promise<void> {
  const said = await saidOf(table);
  const [first] = said.values();
  expect(said.size).toBe(Object.keys(WRITERS).length);
  for (const [source, one] of said) expect({ table, source, one }).toEqual({ table, source, one: first });
}

const CELLS: Readonly<Record<string, readonly string[]>> = {
  Hostname: ['sw', 'core', 'ap', 'cam', 'rtr'],
  Vendor: ['Cisco', 'Juniper', 'Huawei', 'Hikvision', 'Aruba', 'ZTE', 'Axis', '{{ vendor }}', 'switch', 'unknown'],
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
  Serial: ['FOC', 'FCW', 'CN0'],
  OS: ['IOS-XE', 'Junos', 'VRP', 'ArubaOS'],
  Location: ['Berlin', 'Paris HQ', 'Huawei building', 'Room 7'],
  Notes: ['ok', 'replaced', 'replaced Huawei S5720', 'see ticket 12'],
};
const NUMBERED = new Set(['Hostname', 'Serial']);

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
  for (let seed = 1; seed <= runsOf(200); seed += 1) await expectSame(generated(seeded(seed)));
}, 600_000);

test.each(readdirSync('data/examples').filter((name) => name.endsWith('.csv')))('so does %s', async (name) => {
  const { records } = await readAll(readFileSync(`data/examples/${name}`), {}, name);
  const header = records[0]?.layout.columns.map((column) => column.name) ?? [];
  await expectSame([
    header,
    ...records.map(({ cells }) => header.map((_, at) => (cells[at] ?? '').replace(/\s+/g, ' '))),
  ]);
});
