import { expect, test } from '@jest/globals';
import { netvet } from '../cli/run.ts';
import { folderOf } from './corpus.ts';

const HEADER = ['Hostname', 'Vendor', 'Model', 'Serial', 'IP', 'Owner'];
const FIRST = (rows: number): string[] =>
  Array.from({ length: rows }, (_, i) => `sw${i},Cisco,C9300-24T,FOC${1000 + i},10.0.0.${i % 250},J. Doe`);

/** A second table from some row on: with a header of its own, or with its maker under another header of the first. */
function layout(rows: number, column: number | null, maker: string): string {
  const second =
    column === null
      ? ['Model,Serial,Owner,Vendor,IP,Hostname', ...FIRST(8).map((_, i) => `C1,S${i}1,Bob,${maker},10.1.1.${i},c${i}`)]
      : FIRST(8).map((_, i) => HEADER.map((__, at) => (at === column ? maker : at === 0 ? `x${i}1` : '')).join());
  return [HEADER.join(), ...FIRST(rows), ...second, ''].join('\n');
}

const CASES = [5, 150, 400, 5000].flatMap((rows) => [null, 3, 4, 5].map((column) => [rows, column] as const));

test('a second table from any row on is read as one', async () => {
  const texts = (['Hikvision', 'Nokia'] as const).flatMap((maker) =>
    CASES.map(
      ([rows, column]) =>
        [`${maker}-${rows}-${column ?? 'header'}.csv`, Buffer.from(layout(rows, column, maker))] as const,
    ),
  );
  const cwd = folderOf(texts);
  for (const [name] of texts) {
    const { code } = await netvet(['check', name, '-f', 'ndjson'], { cwd });
    expect([name, code]).toEqual([name, name.startsWith('Hik') ? 1 : 0]);
  }
}, 60_000);
