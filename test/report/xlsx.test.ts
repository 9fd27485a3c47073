import { describe, expect, test } from '@jest/globals';
import { workbook } from '../../src/report/xlsx.ts';
import { ATTENTION, EMPTY_SUMMARY, FINDINGS, INPUT, OUTCOMES, RUN, SUMMARY } from '../fixtures/report/outcomes.ts';
import { HOSTILE } from '../fixtures/report/hostile.ts';
import { readAll } from '../inventory/read.ts';
import { reporterOf, report } from './run.ts';

async function bytesOf(outcomes = OUTCOMES, summary = SUMMARY): Promise<Uint8Array> {
  const reporter = await reporterOf('xlsx');
  reporter.run(RUN);
  reporter.input({ ...INPUT, unread: [{ column: 'Password', why: 'secret' }] });
  for (const outcome of outcomes) reporter.outcome(outcome);
  return reporter.summary(summary, summary === SUMMARY ? ATTENTION : []) as Uint8Array;
}

/** The rows of a sheet by its header, as the reader of inventories sees them. */
async function rowsOf(bytes: Uint8Array, sheet: string): Promise<Record<string, string>[]> {
  const { records } = await readAll(bytes, { sheet }, 'report.xlsx');
  return records.map(({ cells, layout }) =>
    Object.fromEntries(layout.columns.map(({ name }, index) => [name, cells[index] ?? ''])),
  );
}

const book = await bytesOf();

describe('the sheets, read back', () => {
  test('findings: all of them, the failing first', async () => {
    const rows = await rowsOf(book, 'Findings');
    expect(rows).toHaveLength(FINDINGS.length);
    expect(rows[0]).toMatchObject({ status: 'banned', fails: 'yes', confidence: 'confirmed', vendor: 'Hikvision' });
    expect(rows[0]).toMatchObject({ since: '2021-03-12', 'in force': '2021-05-11' });
  });

  test.each(['2024-02-29', '2026-02-30', '9999-12-31'])('findings: %s is what the inventory says', async (acquired) => {
    const bought = OUTCOMES.map((outcome) => ({
      ...outcome,
      findings: outcome.findings.map((finding) => ({ ...finding, asset: { ...finding.asset, acquired } })),
    }));
    const [row] = await rowsOf(await bytesOf(bought), 'Findings');
    expect(row?.['acquired']).toBe(acquired);
  });

  test('assets: a row each', async () => {
    const rows = await rowsOf(book, 'Assets');
    expect(rows).toHaveLength(new Set(FINDINGS.map(({ assetId }) => assetId)).size);
  });

  test('law: a row each rule, with all whom it names; and whom a list names', async () => {
    const [rule] = await rowsOf(book, 'Law');
    expect(rule).toMatchObject({ List: 'Example ban list', Names: 'Hikvision (listed 2021-03-12)' });
    expect(rule?.['It']).toBe(
      'may not be used by a company that contracts with a federal agency since 2021-05-11, binds recipients of federal money',
    );
    const [named] = await rowsOf(book, 'Listed');
    expect(named).toMatchObject({
      'Listed as': 'hikvision Company (Hikvision)',
      Since: 'listed 2021-03-12, EX 21-309',
    });
    expect(named?.['Note']).toContain('public safety');
  });

  test('to look at: what to do, and where', async () => {
    const rows = await rowsOf(book, 'To look at');
    expect(rows.find((row) => row['What'] === 'conflict')).toMatchObject({
      Where: 'sites/branch.csv:4',
      'What to do': 'check the device, then fix the row or add a waiver',
    });
  });

  test('inputs: a column of secrets that was not read', async () => {
    expect((await rowsOf(book, 'Inputs'))[0]).toMatchObject({ 'Not read': 'Password (secret)', Rows: '33' });
  });

  test('the run: its answer, its day, its lists', async () => {
    expect((await rowsOf(book, 'Answer'))[0]?.['Answer']).toMatch(/assets .*fail.*\(exit 1\)/);
    const rows = await rowsOf(book, 'Run');
    expect(rows.find((row) => row['Item'] === 'as of')).toMatchObject({ Value: '2026-11-24' });
    expect((await rowsOf(book, 'Lists'))[0]).toMatchObject({ Id: 'example-ban', 'As known on': '2026-08-20' });
  });

  test('a run without a finding says so', async () => {
    const empty = await bytesOf([], EMPTY_SUMMARY);
    expect((await rowsOf(empty, 'Run')).length).toBeGreaterThan(2);
  });
});

test('every sheet filters and keeps its header in view, and no cell is a formula', async () => {
  const text = await report('xlsx');
  const sheets = text.match(/<worksheet /g)?.length;
  expect(sheets).toBe(12);
  expect(text.match(/<autoFilter /g)).toHaveLength(12);
  expect(text.match(/state="frozen"/g)).toHaveLength(12);
  expect(text).not.toMatch(/<f\b|t="str"/);
});

const MODEL = { label: 'Model', width: 10 };

describe('a cell stays the text that it is', () => {
  test.each([...Object.values(HOSTILE), '_x0041_', '=1+1', '@SUM(A1)', ' blanks ', '<&">'])('%j', async (cell) => {
    const bytes = workbook([{ title: 'One', columns: [MODEL, { label: 'Vendor', width: 10 }], rows: [[cell, 'Huawei']] }]); // prettier-ignore
    const { records } = await readAll(bytes, {}, 'one.xlsx');
    const unseen = /[\p{Cc}\p{Cf}\p{Cs}\u2028\ufffe]/u;
    if (!unseen.test(cell)) expect(records[0]?.cells[0]).toBe(cell);
    expect(records[0]?.cells[1]).toBe('Huawei');
  });

  test('one longer than a cell can be is cut, and says so', async () => {
    const bytes = workbook([{ title: 'One', columns: [MODEL], rows: [['x'.repeat(40_000)]] }]);
    const { records } = await readAll(bytes, {}, 'one.xlsx');
    expect(records[0]?.cells[0]).toMatch(/^x{32766}…$/);
    const escaped = workbook([{ title: 'One', columns: [MODEL], rows: [['\x1b'.repeat(10_000)]] }]);
    const [record] = (await readAll(escaped, {}, 'one.xlsx')).records;
    expect(record?.cells[0]).toHaveLength(32_767);
  });
});

test('the same run gives the same bytes', async () => {
  expect(Buffer.compare(Buffer.from(await bytesOf()), Buffer.from(book))).toBe(0);
});
