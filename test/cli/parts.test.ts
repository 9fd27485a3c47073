import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { seeded } from '../seeded.ts';
import type { Seeded } from '../seeded.ts';
import { emptyFolder, netvet } from './run.ts';

const RUNS = Number(process.env['NETVET_PROPERTY_RUNS'] ?? 2);
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

/** The events of a result but the first, which says how it was made. */
function said(ndjson: string): readonly string[] {
  return ndjson.split('\n').slice(1);
}

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

const TABLE = `Manufacturer,Model,Serial\n${'Cisco,C9300-24T,A1\nHuawei,S5720-28P,A2\nHikvision,DS-2CD2143G2-I,A3\n'.repeat(30)}`;
const WAIVERS = `waivers:
  - id: lobby
    match: {vendor: hikvision}
    because: accepted
    reason: replacement ordered
    owner: network-ops
    approved: 2026-10-01
    expires: 2027-03-31
  - id: nothing
    match: {vendor: zte}
    because: accepted
    reason: none is left
    owner: network-ops
    approved: 2026-10-01
    expires: 2027-03-31
`;

/** A folder with a table, and the results of its parts. */
async function partsOf(of: number, options: readonly string[] = []): Promise<{ cwd: string; results: string[] }> {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'in.csv'), TABLE);
  writeFileSync(join(cwd, 'waivers.yaml'), WAIVERS);
  const results = Array.from({ length: of }, (_, index) => `${index + 1}.ndjson`);
  for (const [index, result] of results.entries()) {
    const args = ['check', 'in.csv', '--part', `${index + 1}/${of}`, '-o', `ndjson=${result}`, ...options];
    expect((await netvet(args, { cwd })).code).toBe(0);
  }
  return { cwd, results };
}

describe('what is no part', () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'in.csv'), TABLE);
  writeFileSync(join(cwd, 'in.csv.gz'), gzipSync(TABLE));
  const NDJSON = ['-f', 'ndjson'];

  test.each([
    ['standard input', ['-', ...NDJSON], '--part: - is not a file that several runs can read'],
    ['gzip', ['in.csv.gz', ...NDJSON], '--part: in.csv.gz is packed (gz) (unpack it, or save it as CSV)'],
    ['two files', ['in.csv', 'in.csv.gz', ...NDJSON], '--part takes one file'],
    ['text', ['in.csv', '-f', 'text'], '--part: a part cannot be written as text'],
    ['nothing', ['in.csv'], '--part: a part needs its result as ndjson'],
    ['ndjson and another format', ['in.csv', ...NDJSON, '-o', 'csv=x.csv'], '--part: a part cannot be written as csv'],
  ])('%s', async (_, args, message) => {
    const ran = await netvet(['check', ...args, '--part', '1/2'], { cwd, stdin: TABLE });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(message);
  });

  test.each(['0/2', '3/2', '1', '1/', 'a/b', '01/2', '1/10001'])('--part %s', async (part) => {
    const ran = await netvet(['check', 'in.csv', '--part', part, ...NDJSON], { cwd });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('expected I/N, such as 2/4');
  });
});

describe('report refuses parts that are no whole', () => {
  test.each([
    ['the first is missing', ['2.ndjson', '3.ndjson'], 'part 1 of 3 is missing'],
    ['one is missing', ['3.ndjson', '1.ndjson'], 'part 2 of 3 of in.csv is missing'],
    ['the last is missing', ['1.ndjson', '2.ndjson'], 'part 3 of 3 of in.csv is missing'],
    ['one stands twice', ['1.ndjson', '2.ndjson', '2.ndjson', '3.ndjson'], 'part 2 of 3 stands twice'],
  ])('%s', async (_, results, message) => {
    const { cwd } = await partsOf(3);
    const ran = await netvet(['report', ...results, '-q', '-o', 'ndjson=all.ndjson'], { cwd });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(message);
  });

  test.each([
    ['a changed row in an earlier part', TABLE.replace('A1', 'B1')],
    ['a file that has grown', `${TABLE}Cisco,C9300-24T,A4\n`],
  ])('%s', async (_, changed) => {
    const { cwd, results } = await partsOf(3);
    writeFileSync(join(cwd, 'in.csv'), changed);
    await netvet(['check', 'in.csv', '--part', '3/3', '-o', 'ndjson=3.ndjson'], { cwd });
    const ran = await netvet(['report', ...results], { cwd });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('part 3 of 3 is of another version of in.csv');
  });

  test('a part is no baseline', async () => {
    const { cwd } = await partsOf(2);
    const ran = await netvet(['check', 'in.csv', '--baseline', '1.ndjson'], { cwd });
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('is one part of a file') as string });
  });
});

describe('the whole that report makes of parts', () => {
  test('is held to the waivers and the baseline of the parts', async () => {
    const { cwd, results } = await partsOf(3, ['--waivers', 'waivers.yaml']);
    const whole = await netvet(['check', 'in.csv', '-f', 'ndjson', '--waivers', 'waivers.yaml'], { cwd });
    const report = await netvet(['report', ...results, '-f', 'ndjson'], { cwd });
    expect(said(report.stdout)).toEqual(said(whole.stdout));
    expect(report.stdout).toContain('"unused":["nothing"]');
    writeFileSync(join(cwd, 'waivers.yaml'), WAIVERS.replace('zte', 'dahua'));
    const changed = await netvet(['report', ...results], { cwd });
    expect(changed).toMatchObject({ code: 2, stderr: expect.stringContaining('waivers.yaml: was changed') as string });
  });

  test('is the same when all parts stand in one file, or beside other results', async () => {
    const { cwd, results } = await partsOf(3);
    const texts = results.map((name) => readFileSync(join(cwd, name), 'utf8'));
    writeFileSync(join(cwd, 'all.ndjson'), texts.join(''));
    writeFileSync(join(cwd, 'other.csv'), 'Manufacturer,Model\nDahua,IPC-HDW2431T\n');
    await netvet(['check', 'other.csv', '-o', 'ndjson=other.ndjson'], { cwd });
    const whole = await netvet(['check', 'other.csv', 'in.csv', '-f', 'ndjson'], { cwd });
    for (const named of [
      ['other.ndjson', 'all.ndjson'],
      ['other.ndjson', ...results.toReversed()],
    ]) {
      const report = await netvet(['report', ...named, '-f', 'ndjson'], { cwd });
      expect(said(report.stdout)).toEqual(said(whole.stdout));
    }
  });

  test('is verified as the one run that it stands for', async () => {
    const { cwd, results } = await partsOf(3);
    await netvet(['report', ...results, '-o', 'ndjson=all.ndjson', '-o', 'json=all.json'], { cwd });
    for (const result of ['all.ndjson', 'all.json', '2.ndjson'])
      expect(await netvet(['verify', result], { cwd })).toMatchObject({ code: 0 });
    writeFileSync(join(cwd, 'in.csv'), TABLE.replace('Cisco', 'Dahua'));
    expect(await netvet(['verify', 'all.ndjson'], { cwd })).toMatchObject({ code: 2 });
  });
});

test('--input-name is what standard input is called', async () => {
  const cwd = emptyFolder();
  const named = await netvet(['check', '-', '--input-name', 'site.csv', '-f', 'ndjson'], { cwd, stdin: TABLE });
  writeFileSync(join(cwd, 'site.csv'), TABLE);
  const whole = await netvet(['check', 'site.csv', '-f', 'ndjson'], { cwd });
  expect(said(named.stdout)).toEqual(said(whole.stdout));
  const unused = await netvet(['check', 'site.csv', '--input-name', 'x.csv'], { cwd });
  expect(unused).toMatchObject({ code: 2, stderr: expect.stringContaining('no FILE is -') as string });
});
