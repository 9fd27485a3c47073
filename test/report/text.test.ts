import { describe, expect, test } from '@jest/globals';
import type { Outcome, SummaryEvent } from '../../src/core/events.ts';
import type { ReportOptions } from '../../src/report/reporter.ts';
import { displayWidth } from '../../src/report/width.ts';
import { EMPTY_SUMMARY, INPUT, OUTCOMES, SUMMARY } from '../fixtures/report/outcomes.ts';
import { report } from './run.ts';
import { rows } from './text-rows.ts';

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

function summaryOf(exit: SummaryEvent['exit'], confidence: Record<string, number>): SummaryEvent {
  const all = Object.values(confidence).reduce((sum, count) => sum + count, 0);
  return { ...EMPTY_SUMMARY, exit, findings: { ...EMPTY_SUMMARY.findings, confidence, status: { banned: all } } };
}

describe('no line but the command and the last, which are never broken, is wider than the terminal', () => {
  const options: readonly Partial<ReportOptions>[] = [{}, { verbose: true }, { unicode: false }, { groupBy: 'site' }];

  test.each([40, 47, 60, 80, 110, 140, 200])('%i columns', async (width) => {
    for (const one of options) {
      const text = await report('text', { ...one, width });
      const wide = text
        .trimEnd()
        .split('\n')
        .slice(0, -1)
        .filter((line) => displayWidth(line) > width && !line.startsWith('Details: '));
      expect(wide).toEqual([]);
    }
  });

  test('long paths of several files are cut at their start', async () => {
    const source = `a-long-folder/${'x'.repeat(60)}/site.csv`;
    const inputs = [INPUT, { ...INPUT, source }];
    const text = await report('text', { width: 60 }, { inputs, outcomes: rows(1, () => ({ source })) });
    expect(text).toMatch(/^…x*\/site\.csv:2 |^…\S*csv:2 /m);
  });
});

describe('the last line', () => {
  const cases: readonly (readonly [string, SummaryEvent, readonly Outcome[], RegExp])[] = [
    ['findings that fail', SUMMARY, OUTCOMES, /^14 of 31 assets \(16 pieces\) fail; 1 row rejected \(exit 1\)$/],
    ['none', EMPTY_SUMMARY, [], /^No findings in 23 of 25 rows. This does not clear the equipment \(exit 0\)$/],
    [
      'only possible ones',
      summaryOf({ code: 0, because: [] }, { possible: 3 }),
      [...rows(3, () => ({ confidence: 'possible' }))],
      /^Nothing fails in 23 of 25 rows, but look at the 3 possible findings \(exit 0\)$/,
    ],
    [
      'an incomplete run',
      summaryOf({ code: 3, because: ['1 row rejected', 'too few rows'] }, {}),
      [],
      /^Incomplete: 1 row rejected; too few rows \(exit 3\)$/,
    ],
    [
      'a run that cannot be trusted',
      summaryOf({ code: 2, because: ['b.csv could not be read'] }, { confirmed: 1 }),
      [...rows(1)],
      /^Cannot be trusted: b.csv could not be read \(exit 2\)$/,
    ],
  ];

  test.each(cases)('with %s', async (_, summary, outcomes, expected) => {
    expect(lastLine(await report('text', {}, { summary, outcomes }))).toMatch(expected);
  });
});

describe('the answer', () => {
  const cases: readonly (readonly [string, SummaryEvent, readonly Outcome[], RegExp])[] = [
    [
      'what fails, by which lists',
      SUMMARY,
      [...rows(3)],
      /^✗ 14 of 31 assets \(16 pieces\) fail; 1 row rejected \(exit 1\): Example and example-order$/m,
    ],
    ['nothing', EMPTY_SUMMARY, [], /^✓ No findings in 23 of 25 rows. This does not clear the equipment \(exit 0\)$/m],
  ];

  test.each(cases)('says %s within five lines', async (_, summary, outcomes, expected) => {
    const text = await report('text', { width: null }, { summary, outcomes });
    expect(text.split('\n').slice(0, 5).join('\n')).toMatch(expected);
  });
});

describe('how an input was read', () => {
  const summary = EMPTY_SUMMARY;

  test('an input without a telling column says so', async () => {
    const inputs = [{ ...INPUT, columns: [{ column: 'Room', field: 'site' as const, why: 'synonym' }] }];
    expect(await report('text', { width: null }, { inputs, outcomes: [], summary })).toContain(
      'no column identifies a vendor',
    );
  });

  test('text without columns is searched line by line', async () => {
    const columns = [{ column: 'line', field: 'text' as const, why: 'text line' }];
    const text = await report(
      'text',
      { width: null },
      { inputs: [{ ...INPUT, format: 'text', columns }], outcomes: [], summary },
    );
    expect(text).toContain('searched plain text');
    expect(text).not.toContain('no column identifies');
  });
});

test.each(['site', 'list', 'none'] as const)('grouped by %s, the law of a vendor stands once', async (groupBy) => {
  const outcomes = rows(30, (row) => ({ asset: { site: `Site ${row}` } }));
  const text = await report('text', { width: 140, groupBy }, { outcomes });
  expect(text.match(/^ {2}.*Example ban list, binds everyone: Hikvision \(listed/gm)).toHaveLength(1);
});
