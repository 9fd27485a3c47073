import { beforeAll, describe, expect, test } from '@jest/globals';
import { netvet } from '../cli/run.ts';
import { findingsOf, folderOf, linesOf } from './corpus.ts';

/** Forty pairs: vendor, model, and the kind of device in the languages of the headers. */
const PAIRS = linesOf('describing-pairs.tsv');
const HEADERS = [
  ['Name', 2],
  ['Наименование', 3],
  ['设备名称', 4],
  ['Descripción', 5],
  ['Asset', 2],
] as const;
const FORMS: Record<string, (vendor: string, model: string, kind: string) => string> = {
  'vendor model': (vendor, model) => `${vendor} ${model}`,
  'kind vendor model': (vendor, model, kind) => `${kind} ${vendor} ${model}`,
  'model vendor': (vendor, model) => `${model} ${vendor}`,
};

describe('a cell that says what the thing is', () => {
  const tables = HEADERS.flatMap(([header, kind]) =>
    Object.entries(FORMS).map(([form, cell]) => {
      const cells = PAIRS.map((pair) => cell(pair[0] ?? '', pair[1] ?? '', pair[kind] ?? ''));
      return { title: `${form} under ${header}`, header, cells };
    }),
  );
  /** The rows of each file that fail, by its name. */
  let failing: ReadonlyMap<string, ReadonlySet<number>>;

  beforeAll(async () => {
    const files = tables.flatMap(({ header, cells }, at): readonly (readonly [string, string])[] => [
      [`${at}-alone.csv`, `${header}\n${cells.join('\n')}\n`],
      [`${at}-hosts.csv`, `IP,${header}\n${cells.map((cell) => `10.0.0.1,${cell}\n10.0.0.2,sw-core-1`).join('\n')}\n`],
      [`${at}-first.csv`, `${header}\n${cells[at] ?? ''}\n`],
    ]);
    failing = await failingRows(files);
  }, 60_000);

  test.each(tables.map(({ title, cells }, at) => [title, at, cells] as const))('%s', (_, at, cells) => {
    const rows = (name: string): ReadonlySet<number> => failing.get(`${at}-${name}.csv`) ?? new Set();
    const missed = cells.filter((__, row) => !rows('alone').has(row + 1));
    const missedAmongHosts = cells.filter((__, row) => !rows('hosts').has(row * 2 + 1));
    expect({ missed: missed.slice(2), missedAmongHosts: missedAmongHosts.slice(2) }).toEqual({
      missed: [],
      missedAmongHosts: [],
    });
    expect([...rows('hosts')].filter((row) => row % 2 === 0)).toEqual([]);
    expect([...rows('first')]).toEqual([1]);
  });
});

/** Strangers, names of hosts, notes, places and things that go with a device, under headers that may describe. */
const OTHERS = linesOf('describing-nothing.tsv').flat();

test('of 500 cells that describe nothing of a vendor none fails', async () => {
  const headers = ['Name', 'Наименование', '设备名称', 'Asset', 'Descripción', 'Notes', 'Location', 'Supplier'];
  const hosts = /^[\w.-]+$/;
  const tables = headers.map((header) => ({
    header,
    cells: header === 'Descripción' ? OTHERS.filter((cell) => !hosts.test(cell)) : OTHERS,
  }));
  expect(tables.flatMap(({ cells }) => cells).length).toBeGreaterThan(500);
  const failing = await failingRows(
    tables.map(({ header, cells }, at) => [
      `${at}.csv`,
      `Serial;${header}\n${cells.map((cell, row) => `SN${row};${cell}`).join('\n')}\n`,
    ]),
  );
  expect(
    [...failing].map(([name, rows]) => [name, [...rows].map((row) => tables[parseInt(name)]?.cells[row - 1])]),
  ).toEqual([]);
}, 60_000);

async function failingRows(
  files: readonly (readonly [string, string])[],
): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const { stdout } = await netvet(['check', '.', '-f', 'ndjson'], { cwd: folderOf(files) });
  const failing = new Map<string, Set<number>>();
  for (const { source, row, fails } of findingsOf(stdout)) {
    if (fails) failing.set(source, (failing.get(source) ?? new Set()).add(row));
  }
  return failing;
}
