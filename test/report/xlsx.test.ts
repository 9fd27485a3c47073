import { describe, expect, test } from '@jest/globals';
import { formatEntry } from '../../src/report/registry.ts';
import { workbook } from '../../src/report/xlsx/book.ts';
import { EMPTY_SUMMARY, FINDINGS, INPUT, OUTCOMES, PROBLEMS, RUN, SUMMARY } from '../fixtures/report/outcomes.ts';
import { HOSTILE } from '../fixtures/report/hostile.ts';
import { readAll } from '../inventory/read.ts';
import { PLAIN, report } from './run.ts';

async function bytesOf(outcomes = OUTCOMES, summary = SUMMARY): Promise<Uint8Array> {
  const loaded = await formatEntry('xlsx').load(() => '', PLAIN);
  const reporter = loaded.create(PLAIN);
  reporter.run(RUN);
  reporter.input({ ...INPUT, unread: [{ column: 'Password', why: 'secret' }] });
  for (const outcome of outcomes) reporter.outcome(outcome);
  expect(reporter.summary(summary)).toBe('');
  return (await reporter.bytes?.()) ?? new Uint8Array();
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
    expect(rows[0]).toMatchObject({ Status: 'banned', Fails: 'yes', Confidence: 'confirmed', Vendor: 'Hikvision' });
  });

  test('assets: a row each', async () => {
    const rows = await rowsOf(book, 'Assets');
    expect(rows).toHaveLength(new Set(FINDINGS.map(({ assetId }) => assetId)).size);
  });

  test('law: days as dates, a row each rule', async () => {
    const rows = await rowsOf(book, 'Law');
    expect(rows[0]).toMatchObject({ 'Listed as': 'hikvision Company', Listed: '2021-03-12', Since: '2021-05-11' });
    expect(rows[0]?.['It may not']).toBe('be used by a company that contracts with a federal agency');
    expect(rows[0]).toMatchObject({ Binds: 'recipients of federal money', Verified: 'yes' });
    expect(rows[0]?.['Assumed']).toContain('public safety');
  });

  test('to check: what is possible, misses a fact, or is to come', async () => {
    const todo = (await rowsOf(book, 'To check')).map((row) => row['What to do']);
    expect(todo).toEqual(expect.arrayContaining(['find out: country', 'forbidden in 394 days']));
  });

  test('not checked: rows, problems, columns of secrets', async () => {
    const rows = await rowsOf(book, 'Not checked');
    const what = rows.map((row) => row['What']);
    expect(what).toEqual(
      expect.arrayContaining([
        'row with nothing to judge',
        'column of secrets',
        '2 names of listed vendors read and set aside',
      ]),
    );
    expect(what.filter((text) => text?.startsWith('problem') === true)).toHaveLength(PROBLEMS.length);
  });

  test('the run: its answer, its day, its lists', async () => {
    const rows = await rowsOf(book, 'Run');
    expect(rows.map((row) => row['Item'])).toEqual(expect.arrayContaining(['answer', 'as of', 'tool']));
    expect(rows.find((row) => row['Item'] === 'as of')).toMatchObject({ Value: '2026-11-24' });
    expect((await rowsOf(book, 'Lists'))[0]).toMatchObject({ Id: 'example-ban', 'As known on': '2026-08-20' });
  });

  test('a run without a finding has all sheets', async () => {
    const empty = await bytesOf([], EMPTY_SUMMARY);
    expect((await rowsOf(empty, 'Run')).length).toBeGreaterThan(2);
    expect(await report('xlsx', {}, { outcomes: [], summary: EMPTY_SUMMARY })).toContain('>What to do<');
  });
});

test('every sheet filters and keeps its header in view, and no cell is a formula', async () => {
  const text = await report('xlsx');
  const sheets = text.match(/<worksheet /g)?.length;
  expect(sheets).toBe(8);
  expect(text.match(/<autoFilter /g)).toHaveLength(8);
  expect(text.match(/state="frozen"/g)).toHaveLength(8);
  expect(text).not.toMatch(/<f\b|t="str"/);
});

const MODEL = { label: 'Model', width: 10 };

describe('a cell stays the text that it is', () => {
  test.each([...Object.values(HOSTILE), '_x0041_', '=1+1', '@SUM(A1)', ' blanks ', '<&">'])('%j', async (cell) => {
    const bytes = await workbook([{ title: 'One', columns: [MODEL, { label: 'Vendor', width: 10 }], rows: [[cell, 'Huawei']] }]); // prettier-ignore
    const { records } = await readAll(bytes, {}, 'one.xlsx');
    const unseen = /[\p{Cc}\p{Cf}\p{Cs}\u2028\ufffe]/u;
    if (!unseen.test(cell)) expect(records[0]?.cells[0]).toBe(cell);
    expect(records[0]?.cells[1]).toBe('Huawei');
  });

  test('one longer than a cell can be is cut, and says so', async () => {
    const bytes = await workbook([{ title: 'One', columns: [MODEL], rows: [['x'.repeat(40_000)]] }]);
    const { records } = await readAll(bytes, {}, 'one.xlsx');
    expect(records[0]?.cells[0]).toMatch(/^x{32766}…$/);
  });
});

test('the same run gives the same bytes', async () => {
  expect(Buffer.compare(Buffer.from(await bytesOf()), Buffer.from(book))).toBe(0);
});
