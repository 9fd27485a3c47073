import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { emptyFolder, events, netvet } from '../cli/run.ts';
import { bash } from '../e2e/binary.ts';
import { codes, readAll } from '../inventory/read.ts';
import { posixTest } from '../posix.ts';

const HEAD = 'Name,Vendor,Model\n';
const last = 'z,Cisco,C1\n';

describe('a line that is too long', () => {
  test('of 20 MB is named and left out; what stands around it is read', async () => {
    const row = (name: string): string => `${name},Huawei,S5720\n`;
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(HEAD + row('a') + 'b,"');
      const piece = Buffer.alloc(65_536, 'x, ');
      for (let i = 0; i < 320; i += 1) yield await Promise.resolve(piece);
      yield Buffer.from(`"\n${row('c')}`);
    }
    const { records, problems, rejected } = await readAll(bytes());
    expect(records.map(({ row: number, line, cells }) => [number, line, cells[0]])).toEqual([
      [1, 2, 'a'],
      [3, 4, 'c'],
    ]);
    expect(rejected).toBe(1);
    expect(problems).toMatchObject([
      { code: 'long-line', severity: 'error', row: 2, line: 3, message: expect.stringContaining('16777216') },
    ]);
  });

  posixTest('of 120 MB is left out where the heap is smaller than that', async () => {
    const line = `{ printf '${HEAD}a,Huawei,S5720\\nb,"'; head -c 120000000 /dev/zero | tr '\\0' x; printf '"\\n'; }`;
    const run = `"$node" --max-old-space-size=100 "$bin" check - -f ndjson`;
    const { code, stdout } = await bash(`${line} | ${run}`, emptyFolder());
    expect(code).toBe(1);
    expect(events(stdout)).toContainEqual(expect.objectContaining({ code: 'long-line', line: 3 }));
  });

  test('that is the whole file: the file has no other row, and says so', async () => {
    const { records, problems, rejected } = await readAll(Buffer.alloc(20_000_000, 'ab,'));
    expect(records).toEqual([]);
    expect(rejected).toBe(1);
    expect(codes(problems)).toEqual(['long-line 1']);
  });

  test('of 10 MB is read', async () => {
    const { records, problems } = await readAll(`${HEAD}a,"${'x,'.repeat(5_000_000)}",M\n${last}`);
    expect(records.map((record) => record.cells.length)).toEqual([3, 3]);
    expect(codes(problems)).toEqual(['too-large 2']);
  });
});

test.each<[string, string, number]>([
  ['half a million quoted cells before a stray quote', `${HEAD}${'"abc",'.repeat(500_000)}"x" y\n${last}`, 2],
  ['nothing but quotes', `${HEAD}${'"'.repeat(3_000_000)}\n${last}`, 2],
  ['a stray quote on each of 100,000 lines', HEAD + 'a,"b,c\n'.repeat(100_000), 100_000],
  ['a cell of doubled quotes', `${HEAD}"${'""'.repeat(3_000_000)}",b,c\n${last}`, 2],
  ['60,000 cells of several lines in a row', `${HEAD}${last}${'"a\nb",'.repeat(60_000)}x\n`, 2],
  [
    '4,000 hosts and as many vendors',
    `${'Host,'.repeat(4000)}${'Vendor,'.repeat(4000)}\n${'s1,'.repeat(8000)}\n${'ZTE,'.repeat(4000)}${'s1,'.repeat(4000)}\n`,
    2,
  ],
])('%s costs linear time', async (_, text, rows) => {
  const { records } = await readAll(text);
  expect(records).toHaveLength(rows);
});

test('a column for each of 100,000 cells takes a time that grows with them', async () => {
  const { records } = await readAll(`Vendor,Model\n${'x,'.repeat(100_000)}\n`);
  expect(records[0]?.layout.feeding('text').length).toBeGreaterThan(90_000);
}, 10_000);

test('a row of 200,000 cells beyond its header takes a time that grows with them, not with their square', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'a.csv'), `Vendor,Model\nCisco,C1${',Huawei'.repeat(200_000)}\nZTE,ZX\n`);
  const { code, stdout } = await netvet(['check', 'a.csv', '-f', 'ndjson'], { cwd });
  expect(code).toBe(1);
  expect(events(stdout).filter(({ type }) => type === 'finding').map(({ line }) => line)).toContain(3); // prettier-ignore
}, 20_000);
