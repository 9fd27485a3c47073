import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';

import type { Outcome } from '../../src/core/events.ts';
import type { Finding } from '../../src/core/finding.ts';
import { readForm } from '../../src/report/form.ts';
import { FORMAT_NAMES } from '../../src/report/registry.ts';
import { shipped } from '../knowledge.ts';
import { DESIGNATIONS, FINDINGS, OUTCOMES, RUN, changed } from '../fixtures/report/outcomes.ts';
import { report } from './run.ts';

const FORMS = ['far-889', 'fascsa', 'fcc-1.50007'] as const;
type FormName = (typeof FORMS)[number];

function formOf(name: FormName) {
  return readForm(readFileSync(`data/forms/${name}.json`, 'utf8'));
}

async function draft(name: FormName, outcomes: readonly Outcome[] = OUTCOMES): Promise<Record<string, string>[]> {
  return parse(await report(name, {}, { outcomes }), { columns: true, bom: true });
}

function only(finding: Partial<Finding>): Outcome[] {
  const [first] = OUTCOMES.filter(({ findings }) => findings.length > 0);
  if (first === undefined || FINDINGS[0] === undefined) throw new Error('no finding in the fixture');
  return [{ ...first, findings: [changed(FINDINGS[0], finding)], designations: DESIGNATIONS }];
}

test('every file of data/forms is a format, and names lists that there are', () => {
  const files = readdirSync('data/forms').map((name) => name.replace(/\.json$/, ''));
  expect(files.sort()).toEqual([...FORMS].sort());
  expect(FORMAT_NAMES).toEqual(expect.arrayContaining(files));
  const known = shipped().lists.map(({ id }) => id);
  for (const name of FORMS) {
    const form = formOf(name);
    expect(form.id).toBe(name);
    expect(known).toEqual(expect.arrayContaining([...form.lists]));
  }
});

describe.each(FORMS)('%s', (name) => {
  test('has a source for every clause and clock, and an authority for every column that is not ours', () => {
    const { clauses, clocks, columns } = formOf(name);
    for (const fact of [...clauses, ...clocks]) {
      expect(['primary', 'secondary']).toContain(fact.read);
      expect(fact.source).not.toBe('');
    }
    for (const { authority, read } of columns) expect(authority === null).toBe(read === null);
    const headers = columns.map(({ header, authority }) => `${header} ${authority === null}`);
    expect(new Set(headers).size).toBe(headers.length);
  });

  test('has a row a finding that is to be reported, and says REQUIRED where nothing is known', async () => {
    const rows = await draft(name);
    expect(rows.map((row) => [row['netvet: status'], row['netvet: line']])).toEqual([
      ['banned', '2'],
      ['banned', '3'],
      ['banned', '4'],
      ['waived', '5'],
      ['undetermined', '9'],
    ]);
    const asked = formOf(name).columns.filter(({ from, authority }) => authority !== null && from.length === 0);
    expect(asked.length).toBeGreaterThan(2);
    for (const row of rows) {
      const cells = asked.map(({ header }) => Object.entries(row).find(([key]) => key.startsWith(header))?.[1]);
      expect(cells.every((cell) => cell?.startsWith('REQUIRED'))).toBe(true);
      expect(row['netvet: draft']).toMatch(/^DRAFT of /);
    }
  });

  test('what must be confirmed first stands last, and says why', async () => {
    const confirm = (rows: readonly Record<string, string>[]) => rows.map((row) => row['netvet: to confirm']);
    expect(confirm(await draft(name))).toEqual(['', '', '', '', 'to confirm: country']);
    const outcomes = [...only({ confidence: 'possible' }), ...only({})];
    expect(confirm(await draft(name, outcomes))).toEqual(['', 'to confirm: whether it is this vendor']);
  });

  test('leaves out what a waiver says is another vendor', async () => {
    const waiver = { id: 'w', because: 'not-this-vendor', expires: null, covers: 'banned' } as const;
    const designations = FINDINGS[3]?.designations.map((designation) => ({ ...designation, waiver })) ?? [];
    expect(await draft(name, only({ status: 'waived', designations }))).toEqual([]);
  });

  test('has a header without a finding, and is refused when the run does not check its list', async () => {
    const [list = ''] = formOf(name).lists;
    expect((await report(name, {}, { outcomes: [] })).split('\n')).toHaveLength(2);
    const others = { ...RUN, lists: RUN.lists.slice(1) };
    await expect(report(name, {}, { run: others })).rejects.toThrow(
      `${list}, which this run does not check (add -l ${list})`,
    );
  });

  test('a column that was not read in its own authority says so', async () => {
    const [row = {}] = await draft(name);
    const { columns } = formOf(name);
    const told = columns.filter(({ read }) => read === 'secondary').map(({ header }) => header);
    for (const header of told) {
      const shown = Object.keys(row).filter((key) => key.startsWith(header));
      expect(shown).toEqual([expect.stringContaining('column name from a secondary source')]);
    }
    const ours = columns.filter(({ authority }) => authority === null).map(({ header }) => `netvet: ${header}`);
    expect(Object.keys(row)).toEqual(expect.arrayContaining(ours));
  });
});

test('a form that names an unknown source is a bug that is met at once', () => {
  const text = readFileSync('data/forms/far-889.json', 'utf8').replace('"vendorName"', '"vendorname"');
  expect(() => readForm(text)).toThrow('data/forms/far-889.json: no source vendorname');
});
