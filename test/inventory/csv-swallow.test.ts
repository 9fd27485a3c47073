import { describe, expect, test } from '@jest/globals';
import type { Problem } from '../../src/core/problem.ts';
import type { InventoryRecord } from '../../src/core/record.ts';
import { runsOf, seeded } from '../seeded.ts';
import type { Seeded } from '../seeded.ts';
import { readAll } from './read.ts';

interface Row {
  readonly cells: readonly string[];
  readonly text: string;
  /** Physical lines, 1-based, inclusive. */
  readonly first: number;
  readonly last: number;
}

const WORDS = [
  'Cisco',
  'Huawei, Inc',
  '19" rack',
  'two\nlines',
  'three\n\nlines',
  '',
  'a; b',
  'x',
  'Room 4',
  'say "hi", twice',
  'end"',
  '\nlate',
  ', x',
  '\n',
  '"',
];

function makeRows(random: Seeded, delimiter: string): Row[] {
  const style = random.pick(['needed', 'all', 'some']);
  let line = 2;
  return Array.from({ length: 6 + random.int(12) }, (_, i) => {
    const cells = [`id${i}`, random.pick(WORDS), random.pick(WORDS), `S57${i}`];
    const text = cells
      .map((cell) => quote(cell, delimiter, style === 'all' || (style === 'some' && random.int(2) === 0)))
      .join(delimiter);
    const first = line;
    line += text.split('\n').length;
    return { cells, text, first, last: line - 1 };
  });
}

function quote(cell: string, delimiter: string, always: boolean): string {
  return always || /["\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** One quote taken out, put in, or doubled; null when the row has none to take. */
function breakQuote(random: Seeded, text: string): string | null {
  const places = [...text.matchAll(/"/g)].map((found) => found.index);
  if (random.int(3) === 0) {
    const at = random.int(text.length + 1);
    return `${text.slice(0, at)}"${text.slice(at)}`;
  }
  if (places.length === 0) return null;
  const at = random.pick(places);
  return text.slice(0, at) + (random.int(4) === 0 ? '""' : '') + text.slice(at + 1);
}

function isFound(row: Row, records: readonly InventoryRecord[]): boolean {
  return records.some(
    // A line alone in the table is the site of what follows: the cell behind the others.
    ({ line, cells }) => line === row.first && row.cells.every((cell, index) => cells[index] === cell),
  );
}

/** A problem stands on one of the row's lines, or says that these lines are in a cell. */
function isNamed(row: Row, problems: readonly Problem[]): boolean {
  return problems.some(({ line, code, message }) => {
    if (line !== null && line >= row.first && line <= row.last) return true;
    const [, from, to] = /holds lines? (\d+)(?: to (\d+))?/.exec(message) ?? [];
    return code === 'rows-in-a-cell' && Number(from) <= row.last && Number(to ?? from) >= row.first;
  });
}

/** One of a hundred or so has rows in a cell. */
const ALL = 400;
const RUNS = runsOf(ALL);

describe('a stray quote', () => {
  test('in hundreds of seeded files with one broken quote, every other row is found or named', async () => {
    const random = seeded(889);
    const lost: object[] = [];
    const seen = { broken: 0, stray: 0, inCell: 0 };
    while (seen.broken < RUNS) {
      const delimiter = random.pick([',', ';', '\t', '|']);
      const rows = makeRows(random, delimiter);
      const target = random.int(rows.length);
      const broken = breakQuote(random, rows[target]?.text ?? '');
      if (broken === null) continue;
      seen.broken += 1;
      const header = ['Asset Tag', 'Manufacturer', 'Notes', 'Model'].join(delimiter);
      const content = [header, ...rows.map((row, i) => (i === target ? broken : row.text)), ''].join('\n');
      const { records, problems } = await readAll(content, {}, 'site.csv', 1 + random.int(200));
      const shift = broken.split('\n').length - (rows[target]?.text.split('\n').length ?? 0);
      expect(shift).toBe(0);
      for (const [i, row] of rows.entries()) {
        if (i !== target && !isFound(row, records) && !isNamed(row, problems)) lost.push({ row, broken, content });
      }
      if (problems.some(({ code }) => code === 'stray-quote')) seen.stray += 1;
      if (problems.some(({ code }) => code === 'rows-in-a-cell')) seen.inCell += 1;
    }
    expect(lost).toEqual([]);
    expect(seen.stray).toBeGreaterThan(RUNS * 0.3);
    if (RUNS >= ALL) expect(seen.inCell).toBeGreaterThan(0);
  });
});
