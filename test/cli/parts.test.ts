import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runsOf, seeded } from '../seeded.ts';
import type { Seeded } from '../seeded.ts';
import { emptyFolder, netvet, said } from './run.ts';

const RUNS = runsOf(2);
const FIRST = Number(process.env['NETVET_PROPERTY_FIRST'] ?? 0);

const CELLS: Readonly<Record<string, readonly string[]>> = {
  Hostname: ['sw-1.example.net', 'sw-22', 'core', '', 'ap 7', 'Huawei', 'edge-0012'],
  Manufacturer: ['Cisco', 'Cisco Systems, Inc', 'Juniper', 'HPE', '', 'Huawei', 'Hikvision', '华为', 'ZTE', '#REF!'],
  Model: ['C9300-24T', 'EX2300-24P', 'DS-2CD2143G2-I', 'S5720-28P', '', 'R7000', 'P3245-LVE'],
  Serial: ['SN123456789A', 'FOC1234X0AB', '', 'HWTC43ABCDEF', '12345', 'Huawei'],
  'MAC Address': ['00:1b:54:aa:bb:cc', '28:57:be:01:02:03', 'e0fc.0012.3456', '', '02:00:00:00:00:01'],
  'Gateway MAC': ['00:e0:fc:11:22:33', '00:1b:54:aa:bb:cc', '', '28:57:be:01:02:03'],
  Notes: ['spare', 'second floor, east', 'behind the Dahua recorder', 'not Huawei', 'Müller', '', 'x'.repeat(70)],
};
const ODD = ['two\nlines', 'say "x"', 'a\r\nb\r\nc', 'Hikvision, lobby'];

function shuffled<T>(items: readonly T[], random: Seeded): readonly T[] {
  return items
    .map((item) => [random.next(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

function delimited(random: Seeded): string {
  const end = random.pick(['\n', '\r\n', '\r']);
  const delimiter = random.pick([',', ';', '\t']);
  const odds = random.pick([30, 400]);
  const cellOf = (column: string): string =>
    random.int(odds) === 0 ? random.pick(ODD) : random.pick(CELLS[column] ?? []);
  const written = (cell: string): string => {
    if (random.int(3000) === 0) return `"${cell}`;
    return /[",;\t\r\n]/.test(cell) || random.int(9) === 0 ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  const lines: string[] = [];
  if (random.int(5) === 0) lines.push('Inventory of the northern sites', '');
  let rows = 0;
  for (let tables = 1 + random.int(3); tables > 0; tables -= 1) {
    const columns = shuffled(Object.keys(CELLS), random).slice(0, 3 + random.int(5));
    if (random.int(8) > 0) lines.push(columns.map((name) => (random.int(40) === 0 ? 'Huawei' : name)).join(delimiter));
    const count = random.pick([0, 3, 60, 600, 2000]);
    for (let row = 0; row < count; row += 1) {
      const cells = columns.map((column) => written(cellOf(column)));
      if (random.int(200) === 0) cells.pop();
      if (random.int(200) === 0) cells.push('Dahua');
      lines.push(random.int(300) === 0 ? 'total 12' : cells.join(delimiter));
    }
    rows += count;
  }
  return lines.join(end) + (rows % 2 === 0 ? end : '');
}

function device(random: Seeded): object {
  const columns = shuffled(Object.keys(CELLS), random).slice(0, 2 + random.int(5));
  return Object.fromEntries(columns.map((column) => [column.toLowerCase(), random.pick(CELLS[column] ?? [])]));
}

function devices(random: Seeded): readonly object[] {
  return Array.from({ length: random.pick([1, 5, 200, 900]) }, () => device(random));
}

const MAKE: Readonly<Record<string, (random: Seeded) => string | Buffer>> = {
  csv: delimited,
  'csv in an older encoding': (random) => Buffer.from(delimited(random), 'latin1'),
  'csv in UTF-16': (random) => Buffer.from(`\ufeff${delimited(random)}`, 'utf16le'),
  json: (random) => JSON.stringify({ count: 7, next: null, results: devices(random) }, null, random.int(2) * 2),
  ndjson: (random) =>
    devices(random)
      .map((one) => JSON.stringify(one))
      .join('\n'),
  text: (random) =>
    delimited(random)
      .replaceAll(/[,;\t]/g, '  ')
      .concat('\nNeighbour Huawei S5720\n'),
};

describe('the report of the parts is the result of the whole', () => {
  const cwd = emptyFolder();
  for (const [kind, make] of Object.entries(MAKE)) {
    test.each(Array.from({ length: RUNS }, (_, index) => FIRST + index))(`${kind}, seed %i`, async (seed) => {
      const random = seeded(seed * 31 + kind.length);
      const folder = join(cwd, `${kind} ${seed}`.replaceAll(' ', '-'));
      mkdirSync(folder);
      const run = (args: readonly string[]) => netvet(args, { cwd: folder });
      const name = `in.${kind.split(' ')[0] === 'text' ? 'txt' : (kind.split(' ')[0] ?? '')}`;
      writeFileSync(join(folder, name), make(random));
      const options = random.int(3) === 0 ? ['--require-identity', '50'] : [];
      const whole = await run(['check', name, '-f', 'ndjson', ...options]);
      const of = 1 + random.int(7);
      const results: string[] = [];
      for (let part = 1; part <= of; part += 1) {
        const result = `part-${part}.ndjson`;
        const ran = await run(['check', name, '--part', `${part}/${of}`, '-o', `ndjson=${result}`, ...options]);
        if (ran.stderr.includes('is packed')) return;
        expect(ran).toEqual({ code: 0, stdout: '', stderr: 'not judged: run netvet report\n' });
        results.push(result);
      }
      const report = await run(['report', ...shuffled(results, random), '-f', 'ndjson']);
      const [is, expected] = [said(report.stdout), said(whole.stdout)];
      const at = expected.findIndex((line, index) => line !== is[index]);
      // One line: a difference of thousands of long ones is not readable.
      expect([at, is[at], is.length]).toEqual([at, expected[at], expected.length]);
      expect(report.code).toBe(whole.code);
      rmSync(folder, { recursive: true });
    });
  }
});
