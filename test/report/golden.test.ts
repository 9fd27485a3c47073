import { describe, expect, test } from '@jest/globals';
import type { DesignationEvent, Outcome, RunEvent } from '../../src/core/events.ts';
import { FORMAT_NAMES, type FormatName } from '../../src/report/registry.ts';
import type { ReportOptions } from '../../src/report/reporter.ts';
import { EMPTY_SUMMARY, OUTCOMES, RUN } from '../fixtures/report/outcomes.ts';
import { expectGolden } from './expect-golden.ts';
import { report } from './run.ts';

const FILES: readonly (readonly [file: string, format: FormatName, options: Partial<ReportOptions>])[] = [
  ['text.txt', 'text', {}],
  ['text-40.txt', 'text', { width: 40 }],
  ['text-140.txt', 'text', { width: 140 }],
  ['text-ascii.txt', 'text', { unicode: false }],
  ['text-colour.txt', 'text', { color: true }],
  ['text-verbose.txt', 'text', { verbose: true }],
  ['text-by-site.txt', 'text', { groupBy: 'site' }],
  ['text-by-list.txt', 'text', { groupBy: 'list' }],
  ['text-ungrouped.txt', 'text', { groupBy: 'none' }],
  ['result.json', 'json', {}],
  ['result.ndjson', 'ndjson', {}],
  ['result.csv', 'csv', {}],
  ['result.sarif', 'sarif', {}],
  ['junit.xml', 'junit', {}],
  ['github.txt', 'github', {}],
  ['summary.md', 'markdown', {}],
  ['gitlab.json', 'gitlab', {}],
  ['flagged.csv', 'flagged', {}],
  ['workbook.xml', 'xlsx', {}],
  ['far-889.csv', 'far-889', {}],
];

/** One line of JSON is unreadable in a difference. */
function readable(format: FormatName, output: string): string {
  return format === 'sarif' || format === 'gitlab' ? `${JSON.stringify(JSON.parse(output), null, 1)}\n` : output;
}

describe('a result that holds everything', () => {
  test.each(FILES)('%s', async (file, format, options) => {
    expectGolden(file, readable(format, await report(format, options)));
  });
});

describe('a result without a finding', () => {
  test.each(FILES.filter(([, , options]) => Object.keys(options).length === 0))('%s', async (file, format) => {
    const output = await report(format, {}, { outcomes: [], summary: EMPTY_SUMMARY });
    expectGolden(`empty-${file}`, readable(format, output));
  });
});

describe('by what a run judged stands in every report', () => {
  const files = { config: '.netvet.yaml', waivers: 'accepted.yaml', baseline: 'before.ndjson' };
  const refs = Object.entries(files).map(([key, path]) => [key, { path, sha256: '0'.repeat(64) }]);
  const run = { ...RUN, ...(Object.fromEntries(refs) as Partial<RunEvent>) };

  // Rows of a table have the day, and no place for what is the same in all of them; docs/reports.md says where it is.
  test.each(FORMAT_NAMES.filter((name) => name !== 'csv' && name !== 'flagged'))('%s', async (name) => {
    const text = await report(name, {}, { run });
    expect(text).toContain(run.asOf);
    for (const path of Object.values(files)) expect(text).toContain(path);
    for (const { id, short } of run.lists) {
      const named = id === 'example-ban' && name === 'far-889' ? 'us-ndaa-889' : id;
      expect(text.includes(named) || (short !== null && text.includes(short))).toBe(true);
    }
  });

  test('csv: the day', async () => {
    expect(await report('csv')).toMatch(/,as_of,[^]*,2026-11-24,/);
  });
});

describe('what a reader must know of the law stands in every report', () => {
  // A workbook says it in columns of its sheets: xlsx.test.ts. An annotation is one sentence, and says that it fails.
  const everywhere = FORMAT_NAMES.filter((name) => name !== 'xlsx' && name !== 'github').map((name) => [name] as const);
  const changedLaw = (change: Partial<DesignationEvent>): Outcome[] =>
    OUTCOMES.map((outcome) => ({
      ...outcome,
      designations: outcome.designations.map((event) => ({ ...event, ...change })),
    }));

  test.each(everywhere)('%s: listed and forbidden since, and whom it binds', async (name) => {
    const text = await report(name);
    expect(text).toMatch(/listed\s+2021-03-12|"since": ?"2021-03-12"/i);
    expect(text).toMatch(/since\s+2021-05-11|"from": ?"2021-05-11"/i);
    expect(text).toMatch(/binds\s+recipients\s+of\s+federal\s+money|"binds": ?"recipients of federal money"/i);
    expect(text).toMatch(/as known on|"knownOn": ?"2026-08-20"|last checked/i);
    expect(text).toMatch(/used for public\s+safety/i);
  });

  test.each(everywhere)('%s: that a listing has ended', async (name) => {
    const text = await report(name, {}, { outcomes: changedLaw({ since: '2016-03-08', until: '2017-03-28' }) });
    expect(text).toMatch(/was listed\s+2016-03-08\s+to\s+2017-03-28|"until": ?"2017-03-28"/i);
  });

  test.each(everywhere)('%s: that it was not verified', async (name) => {
    const text = await report(name, {}, { outcomes: changedLaw({ verified: false }) });
    expect(text).toMatch(/not verified|"verified": ?false/i);
  });
});
