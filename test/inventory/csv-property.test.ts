import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../src/core/problem.ts';
import type { InventoryRecord } from '../../src/core/record.ts';
import { inventoryOf, type Item } from '../../src/inventory/rows.ts';
import { GuessedEncoding } from '../../src/inventory/bytes/guessed-encoding.ts';
import { Decoder } from '../../src/inventory/bytes/decode.ts';
import { Doubts } from '../../src/inventory/doubts.ts';
import { CsvRows } from '../../src/inventory/csv/csv-rows.ts';
import { CsvTable } from '../../src/inventory/csv/csv-table.ts';
import { readTable, type Table } from '../../src/inventory/headers/table.ts';
import { runsOf, seeded } from '../seeded.ts';
import type { Seeded } from '../seeded.ts';
import { OPTIONS } from './read.ts';

const RUNS = runsOf(6_000);
const MAX_LINE = 60;

interface Case {
  readonly bytes: Buffer;
  readonly label: string;
  readonly delimiter: string | null;
  readonly expected: number | null;
}

/** Short pieces that meet each other in every way a reader can get wrong. */
function makeCase(random: Seeded): Case {
  const delimiter = random.pick([',', ',', ';', '\t', '|', null]);
  const d = delimiter ?? ',';
  const pieces = [
    d,
    d,
    d,
    '"',
    '"',
    `"${d}`,
    `${d}"`,
    '""',
    '\n',
    '\n',
    '\r\n',
    '\r',
    'a',
    'bc',
    'é',
    '华',
    ' ',
    ' "',
    `"x"${d}`,
    `"y\nz"${d}`,
    `"${d}"\n`,
    '1"',
    `a${d}b${d}c\n`,
    `a${d}"b\nc${d}d"\n`,
  ];
  const label = random.pick(['utf-8', 'utf-8', 'utf-8', 'utf-16le', 'windows-1252']);
  let text = '';
  for (let n = random.int(12); n > 0; n -= 1) text += random.pick(pieces);
  if (random.int(50) === 0) text += 'long'.repeat(20) + random.pick(pieces);
  return { bytes: encode(text, label, random), label, delimiter, expected: random.pick([null, 2, 3, 3]) };
}

/** In UTF-8, now and then with a byte that is none. */
function encode(text: string, label: string, random: Seeded): Buffer {
  if (label !== 'utf-8') return Buffer.from(text, label === 'utf-16le' ? 'utf16le' : 'latin1');
  const bytes = Buffer.from(text);
  if (bytes.length === 0 || random.int(4) > 0) return bytes;
  const at = random.int(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), Buffer.of(random.pick([0xe9, 0xff, 0x92, 0xc3])), bytes.subarray(at)]);
}

const [TWO, THREE] = [2, 3].map((width) => {
  const headers = Array.from({ length: width }, () => null);
  const hints = { options: OPTIONS, doubts: new Doubts('x') };
  return readTable(headers, [], { header: null, labels: null, from: 1 }, hints);
}) as [Table, Table];

/** All that reading gives, whatever the sizes of chunks. */
async function read(
  input: Case,
  fast: boolean,
  cuts: readonly number[],
): Promise<{ records: object[]; problems: Problem[] }> {
  const named = input.label !== 'utf-8';
  const doubts = new Doubts('x');
  const guess = new GuessedEncoding(OPTIONS, doubts);
  guess.label = 'windows-1252';
  const text = new Decoder({ label: input.label, mark: null, isRequested: false, named }, named ? null : guess, doubts);
  const table = input.expected === 3 ? THREE : TWO;
  const hints = { doubts, options: OPTIONS };
  const sink = new CsvTable(table, input.delimiter, hints);
  sink.form = () => ({ width: input.expected, identifies: () => true });
  const reader = new CsvRows({ delimiter: input.delimiter, line: 1, maxLine: MAX_LINE, fast });
  let from = 0;
  for (const cut of [...cuts, input.bytes.length]) {
    reader.push(await text.decode(input.bytes.subarray(from, cut), () => reader.nextLine), false);
    await reader.run(sink);
    from = cut;
  }
  reader.push(await text.decode(null, () => reader.nextLine), true);
  await reader.run(sink);
  sink.end(true);
  async function* items(): AsyncGenerator<Iterable<Item>> {
    yield await Promise.resolve(sink.take());
  }
  const read = { records: [] as object[], problems: [] as Problem[] };
  const inventory = inventoryOf({ format: 'csv', encoding: null, columns: [], items: items(), doubts });
  for await (const { records, problems } of inventory.batches()) {
    read.records.push(...records.map(essence));
    read.problems.push(...problems);
  }
  return read;
}

function essence({ row, line, cells, text }: InventoryRecord): object {
  return { row, line, cells, text };
}

describe('fast and slow reading', () => {
  test(`give the same records, lines and problems on ${RUNS} generated inputs, however they are cut`, async () => {
    const random = seeded(20_261_125);
    const seen = new Map<string, number>();
    for (let run = 0; run < RUNS; run += 1) {
      const input = makeCase(random);
      const cuts = Array.from({ length: random.int(4) }, () => random.int(input.bytes.length + 1)).sort(
        (a, b) => a - b,
      );
      const slow = await read(input, false, []);
      const fast = await read(input, true, cuts);
      if (JSON.stringify(fast) !== JSON.stringify(slow)) {
        expect({ input: input.bytes.toString('latin1'), ...input, cuts, ...fast }).toEqual({
          input: input.bytes.toString('latin1'),
          ...input,
          cuts,
          ...slow,
        });
      }
      for (const { code } of slow.problems) seen.set(code, (seen.get(code) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual([
      'encoding',
      'encoding-unsure',
      'long-line',
      'long-row',
      'no-rows',
      'rows-in-a-cell',
      'short-row',
      'stray-quote',
    ]);
  });
});
