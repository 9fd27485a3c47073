import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';

import type { Outcome } from '../../src/core/events.ts';
import type { Finding } from '../../src/core/finding.ts';
import { CELLS } from '../../src/report/csv.ts';
import { FORMAT_NAMES } from '../../src/report/registry.ts';
import { shipped } from '../knowledge.ts';
import { DESIGNATIONS, EMPTY_SUMMARY, FINDINGS, OUTCOMES, RUN, changed } from '../fixtures/report/outcomes.ts';
import { report } from './run.ts';

const TEXT = readFileSync('data/forms/far-889.json', 'utf8');

interface Fact {
  readonly read: string;
  readonly source: string;
}

const FORM = JSON.parse(TEXT) as {
  readonly lists: readonly string[];
  readonly clauses: readonly Fact[];
  readonly clocks: readonly Fact[];
  readonly columns: readonly { readonly header: string; readonly authority: string | null; readonly from: string[] }[];
};

async function draft(outcomes: readonly Outcome[] = OUTCOMES): Promise<Record<string, string>[]> {
  const rows = parse<Record<string, string>>(await report('far-889', {}, { outcomes }), { columns: true, bom: true });
  return rows.filter((row) => row['netvet: finding id'] !== '');
}

function only(finding: Partial<Finding>): Outcome[] {
  const [first] = OUTCOMES.filter(({ findings }) => findings.length > 0);
  if (first === undefined || FINDINGS[0] === undefined) throw new Error('no finding in the fixture');
  return [{ ...first, findings: [changed(FINDINGS[0], finding)], designations: DESIGNATIONS }];
}

test('every file of data/forms is a format', () => {
  const files = readdirSync('data/forms').map((name) => name.replace(/\.json$/, ''));
  expect(files).toEqual(['far-889']);
  expect(FORMAT_NAMES).toEqual(expect.arrayContaining(files));
});

describe('far-889', () => {
  test('names lists that there are, and has a source for every clause and clock', () => {
    const { lists, clauses, clocks, columns } = FORM;
    expect(shipped().lists.map(({ id }) => id)).toEqual(expect.arrayContaining([...lists]));
    for (const fact of [...clauses, ...clocks]) {
      expect(['primary', 'secondary']).toContain(fact.read);
      expect(fact.source).not.toBe('');
    }
    const headers = columns.map(({ header, authority }) => `${header} ${authority === null}`);
    expect(new Set(headers).size).toBe(headers.length);
  });

  test('has a row a finding that is to be reported, and says REQUIRED where nothing is known', async () => {
    const rows = await draft();
    expect(rows.map((row) => [row['netvet: status'], row['netvet: line']])).toEqual([
      ['banned', '2'],
      ['banned', '3'],
      ['banned', '4'],
      ['waived', '5'],
      ['undetermined', '9'],
    ]);
    const asked = FORM.columns.filter(({ from, authority }) => authority !== null && from.length === 0);
    expect(asked.length).toBeGreaterThan(2);
    for (const row of rows) {
      const cells = asked.map(({ header }) => Object.entries(row).find(([key]) => key.startsWith(header))?.[1]);
      expect(cells.every((cell) => cell?.startsWith('REQUIRED'))).toBe(true);
    }
  });

  test('its notice stands once, with what is due when', async () => {
    const text = await report('far-889');
    expect(text.match(/DRAFT of /g)).toHaveLength(1);
    expect(text.match(/within 1 business day of identification/g)).toHaveLength(1);
  });

  test('what matched stands beside what was typed', async () => {
    const [row] = await draft(only({ asset: { vendor: 'Hikvison', model: 'ds2cd' } }));
    expect(row).toMatchObject({ brand: 'Hikvison', 'netvet: vendor as matched': 'Hikvision' });
  });

  test('the first column says what must be confirmed', async () => {
    const confirm = (rows: readonly Record<string, string>[]) => rows.map((row) => row['netvet: to confirm']);
    const assumed = 'assumed: it is used for public safety, government sites or critical infrastructure';
    expect(confirm(await draft())).toEqual([
      ...[assumed, assumed],
      `conflict: Manufacturer says LTS; ${assumed}`,
      assumed,
      'netvet cannot tell: it depends on country of production',
    ]);
    const outcomes = [...only({ confidence: 'possible' }), ...only({})];
    expect(confirm(await draft(outcomes))).toEqual([`possible: whether it is this vendor; ${assumed}`, assumed]);
    const because = 'the list leaves open whether laptop is meant';
    const open = { status: 'undetermined', needs: [], because, waiver: null } as const;
    const designations = FINDINGS[0]?.designations.map((designation) => ({ ...designation, ...open })) ?? [];
    expect(confirm(await draft(only({ status: 'undetermined', designations })))).toEqual([
      `netvet cannot tell: the list leaves open whether laptop is meant; ${assumed}`,
    ]);
  });

  test('leaves out what a waiver says is another vendor', async () => {
    const waiver = { id: 'w', because: 'not-this-vendor', expires: null, covers: 'banned' } as const;
    const designations = FINDINGS[3]?.designations.map((designation) => ({ ...designation, waiver })) ?? [];
    expect(await draft(only({ status: 'waived', designations }))).toEqual([]);
  });

  test('has a header without a finding, and is refused when the run does not check its list', async () => {
    const [list = ''] = FORM.lists;
    expect((await report('far-889', {}, { outcomes: [], summary: EMPTY_SUMMARY })).split('\n')).toHaveLength(4);
    const others = { ...RUN, lists: RUN.lists.slice(1) };
    await expect(report('far-889', {}, { run: others })).rejects.toThrow(
      `${list}, which this run does not check (add -l ${list})`,
    );
  });

  test('a column that the authority does not ask for is called ours', async () => {
    const [row = {}] = await draft();
    const headers = FORM.columns.map(({ header, authority }) => (authority === null ? `netvet: ${header}` : header));
    expect(Object.keys(row).slice(1, headers.length + 1)).toEqual(headers);
  });
});

test('every column of the form is from columns of csv', () => {
  const names = FORM.columns.flatMap(({ from }) => from);
  expect(names.filter((name) => !CELLS.some(([column]) => column === name))).toEqual([]);
  expect(names).toContain('vendor_cell');
});
