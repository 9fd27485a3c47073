import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';

import type { Finding } from '../../src/core/finding.ts';
import type { Problem } from '../../src/core/problem.ts';
import { DESIGNATIONS, FINDINGS, RUN, SUMMARY } from '../fixtures/report/outcomes.ts';
import { open } from '../inventory/read.ts';
import { reporterOf } from './run.ts';

const ADDED = 'netvet_status,netvet_vendor,netvet_confidence,netvet_lists,netvet_why';
const NONE = 'none,,,,';

/** Reads an inventory as netvet does and writes it back; rows whose maker is Hikvision are found. */
async function copyOf(content: string | Uint8Array): Promise<string> {
  const inventory = await open(content);
  const reporter = await reporterOf('flagged');
  let text = reporter.run(RUN) + reporter.input({ ...inventory.info, from: 'user' }, inventory.head ?? null);
  for await (const { records, problems } of inventory.batches()) {
    const rejected = problems.filter(({ row }) => !records.some((record) => record.row === row));
    for (const record of records) {
      const findings: Finding[] = record.cells.includes('Hikvision') ? FINDINGS.slice(0, 1) : [];
      const own = problems.filter(({ row }) => row === record.row);
      const place = { source: record.source, row: record.row, line: record.line, cell: record.cell };
      text += reporter.outcome({ ...place, record, judged: true, findings, problems: own, designations: DESIGNATIONS });
    }
    for (const problem of rejected) text += reporter.outcome(unread(problem));
  }
  return text + String(reporter.summary(SUMMARY, []));
}

function unread(problem: Problem) {
  const { source, row, line, cell } = problem;
  return { source, row, line, cell, record: null, judged: false, findings: [], problems: [problem], designations: [] };
}

describe('the flagged copy of a real layout', () => {
  test.each([
    ['plain', 'Vendor,Model\nCisco,C9300\n', `Vendor,Model,${ADDED}\nCisco,C9300,${NONE}\n`],
    [
      'quoted where it was quoted',
      '"Vendor","Model","Notes"\n"Cisco",C9300,"a, ""b"""\n',
      `"Vendor","Model","Notes",${ADDED}\n"Cisco",C9300,"a, ""b""",${NONE}\n`,
    ],
    [
      'a cell of several lines',
      'Vendor,Model,Notes\nCisco,C9300,"two\nlines"\n',
      `Vendor,Model,Notes,${ADDED}\nCisco,C9300,"two\nlines",${NONE}\n`,
    ],
    [
      'semicolons',
      'Vendor;Model\nCisco;C9300\n',
      `Vendor;Model;${ADDED.replaceAll(',', ';')}\nCisco;C9300;${NONE.replaceAll(',', ';')}\n`,
    ],
    [
      'titles above the header',
      'Inventory of 2026\n\nVendor,Model\nCisco,C9300\n',
      `Inventory of 2026\n\nVendor,Model,${ADDED}\nCisco,C9300,${NONE}\n`,
    ],
    ['a byte order mark', '\ufeffVendor,Model\nCisco,C9300\n', `\ufeffVendor,Model,${ADDED}\nCisco,C9300,${NONE}\n`],
    ['a short row', 'Vendor,Model,Site\nCisco\n', `Vendor,Model,Site,${ADDED}\nCisco,,,${NONE}\n`],
    [
      'a formula and a secret of the user',
      'Vendor,Model,Password\nCisco,=1+1,hunter2\n',
      `Vendor,Model,Password,${ADDED}\nCisco,=1+1,hunter2,${NONE}\n`,
    ],
  ])('%s', async (_, content, expected) => {
    expect(await copyOf(content)).toContain(expected);
  });

  test('another encoding becomes UTF-8 with a mark', async () => {
    const content = Buffer.from('Vendor,Model,Site\nCisco,C9300,B\u00fcro\nCisco,C9300,Gr\u00fcn\n', 'latin1');
    expect(await copyOf(content)).toBe(
      `\ufeffVendor,Model,Site,${ADDED}\nCisco,C9300,B\u00fcro,${NONE}\nCisco,C9300,Gr\u00fcn,${NONE}\n`,
    );
  });

  test('line ends stay what they were', async () => {
    expect(await copyOf('Vendor,Model\r\nCisco,C9300\r\n')).toBe(`Vendor,Model,${ADDED}\r\nCisco,C9300,${NONE}\r\n`);
  });

  test('a found row says what, by which lists, and why', async () => {
    const [, row]: string[][] = parse(await copyOf('Vendor,Model\nHikvision,DS-2CD\n'));
    expect(row?.slice(0, 6)).toEqual([
      'Hikvision',
      'DS-2CD',
      'banned',
      'Hikvision',
      'confirmed',
      'example-ban; example-order',
    ]);
    expect(row?.[6]).toContain('Manufacturer: HIKVISION');
  });

  test('a stray quote swallows neither the added cells nor the rows below', async () => {
    const content = `Vendor,Model,Site\nCisco,"C9300,Roof\n${'Hikvision,DS-2CD,Lobby\n'.repeat(60)}`;
    const rows: Record<string, string>[] = parse(await copyOf(content), { columns: true });
    expect(rows).toHaveLength(61);
    expect(rows[0]).toMatchObject({ Model: '"C9300', Site: 'Roof', netvet_status: 'none' });
    expect(rows.slice(1).every((row) => row['netvet_status'] === 'banned')).toBe(true);
  });

  test('no cell of a row that is longer than the header is lost, and none moves the added ones', async () => {
    const rows: string[][] = parse(await copyOf('Vendor,Model\nCisco,C9300,Roof,"a,b"\n'), {
      relax_column_count: true,
    });
    const header = rows[0] ?? [];
    expect(rows[1]?.[header.indexOf('netvet_status')]).toBe('none');
    expect(rows[1]?.join(',')).toContain('Roof');
    expect(rows[1]?.join(',')).toContain('a,b');
  });
});

describe('what cannot be written back', () => {
  test('several inventories in one copy', async () => {
    const { info: given, head } = await open('Vendor,Model\nCisco,C9300\n');
    const info = { ...given, from: 'user' } as const;
    const reporter = await reporterOf('flagged');
    reporter.input(info, head);
    expect(() => reporter.input({ ...info, source: 'other.csv' }, head)).toThrow('flagged writes one inventory back');
  });

  test('an earlier result, which holds no rows', async () => {
    const { info } = await open('Vendor,Model\nCisco,C9300\n');
    const reporter = await reporterOf('flagged');
    reporter.input({ ...info, from: 'user' });
    const place = { source: 'site.csv', row: 1, line: 2, cell: null };
    const outcome = {
      ...place,
      record: null,
      judged: true,
      findings: FINDINGS.slice(0, 1),
      problems: [],
      designations: [],
    };
    expect(() => reporter.outcome(outcome)).toThrow('flagged needs the inventory itself');
  });
});
