import { describe, expect, test } from '@jest/globals';
import type { Outcome, SummaryEvent } from '../../src/core/events.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { ReportOptions } from '../../src/report/reporter.ts';
import { displayWidth } from '../../src/report/width.ts';
import { EMPTY_SUMMARY, INPUT, OUTCOMES, SOURCE, SUMMARY, changed, record } from '../fixtures/report/outcomes.ts';
import { report } from './run.ts';

/** Rows that each hold the fixture's first finding, changed. */
function* rows(count: number, change: (row: number) => Partial<Finding> = () => ({})): Generator<Outcome> {
  const first = OUTCOMES.find(({ findings }) => findings.length > 0);
  const [finding] = first?.findings ?? [];
  if (first === undefined || finding === undefined) throw new Error('the fixture has no finding');
  for (let row = 1; row <= count; row += 1) {
    const designations = row === 1 ? first.designations : [];
    yield { ...first, row, designations, findings: [changed(finding, { row, line: row + 1, ...change(row) })] };
  }
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

function summaryOf(exit: SummaryEvent['exit'], confidence: Record<string, number>): SummaryEvent {
  const all = Object.values(confidence).reduce((sum, count) => sum + count, 0);
  return { ...EMPTY_SUMMARY, exit, findings: { ...EMPTY_SUMMARY.findings, confidence, status: { banned: all } } };
}

describe('no line but the last, which is never broken, is wider than the terminal', () => {
  const options: readonly Partial<ReportOptions>[] = [{}, { verbose: true }, { unicode: false }, { groupBy: 'site' }];

  test.each([40, 47, 60, 80, 110, 140])('%i columns', async (width) => {
    for (const one of options) {
      const text = await report('text', { ...one, width });
      const wide = text
        .trimEnd()
        .split('\n')
        .slice(0, -1)
        .filter((line) => displayWidth(line) > width);
      expect(wide).toEqual([]);
    }
  });

  test('long paths of several files are cut at their start', async () => {
    const source = `a-long-folder/${'x'.repeat(60)}/site.csv`;
    const inputs = [INPUT, { ...INPUT, source }];
    const text = await report('text', { width: 60 }, { inputs, outcomes: rows(1, () => ({ source })) });
    expect(text).toMatch(/…x*\/site\.csv:2 /);
    expect(text.split('\n').filter((line) => displayWidth(line) > 60)).toEqual([]);
  });
});

describe('the last line', () => {
  const cases: readonly (readonly [string, SummaryEvent, readonly Outcome[], RegExp])[] = [
    ['findings that fail', SUMMARY, OUTCOMES, /^14 assets fail in 33 rows; 1 row rejected: exit 1$/],
    ['none', EMPTY_SUMMARY, [], /^No finding in 23 of 25 rows judged, which is not a clearance: exit 0$/],
    [
      'only possible ones',
      summaryOf({ code: 0, because: [] }, { possible: 3 }),
      [...rows(3, () => ({ confidence: 'possible' }))],
      /^Nothing fails in 23 of 25 rows judged, but look at the 3 possible findings: exit 0$/,
    ],
    [
      'an incomplete run',
      summaryOf({ code: 3, because: ['1 row rejected', 'too few rows'] }, {}),
      [],
      /^Incomplete, not an answer: 1 row rejected; too few rows: exit 3$/,
    ],
    [
      'a run that cannot be trusted',
      summaryOf({ code: 2, because: ['b.csv could not be read'] }, { confirmed: 1 }),
      [...rows(1)],
      /^Cannot be trusted: b.csv could not be read: exit 2$/,
    ],
  ];

  test.each(cases)('with %s', async (_, summary, outcomes, expected) => {
    expect(lastLine(await report('text', {}, { summary, outcomes }))).toMatch(expected);
  });
});

describe('many findings', () => {
  test('a group shows its 20 strongest and counts the rest exactly, with a table above', async () => {
    const strong = (row: number): Partial<Finding> => (row > 2_990 ? {} : { confidence: 'probable' });
    const text = await report('text', {}, { outcomes: rows(3_000, strong) });
    expect(text).toContain('Hikvision · 3,000 findings: 10 confirmed, 2,990 probable');
    expect(text).toContain('and 2,980 more; --format ndjson has them all');
    expect(text.match(/^ {2}line /gm)).toHaveLength(20);
    expect(text).toMatch(/^ {2}line 2992 +confirmed/m);
    expect(text.indexOf('vendor ')).toBeLessThan(text.indexOf('Hikvision · '));
    expect(text).toMatch(/^Hikvision +3,000 +3,000 +10 +2,990/m);
    expect(text.length).toBeLessThan(10_000);
  });

  test('few findings need no table', async () => {
    expect(await report('text', {}, { outcomes: rows(3) })).not.toMatch(/^vendor +failing/m);
  });

  test('beyond 1,000 sites the others are counted together', async () => {
    const site = (row: number): Partial<Finding> => ({ asset: { site: `Site ${row}` } });
    const text = await report('text', { groupBy: 'site' }, { outcomes: rows(1_200, site) });
    expect(text).toContain('other · 200 findings');
  });

  test('possible findings are one line a vendor; -v lists them', async () => {
    const weak = (): Partial<Finding> => ({ confidence: 'possible' });
    expect(await report('text', {}, { outcomes: rows(7, weak) })).toContain('7 Hikvision, e.g. line 2: Manufacturer:');
    const verbose = await report('text', { verbose: true }, { outcomes: rows(7, weak) });
    expect(verbose.match(/^ {2}line \d+ +possible/gm)).toHaveLength(7);
  });

  test('category rows that hang on a missing fact are one line', async () => {
    const router = (): Partial<Finding> => ({
      vendor: null,
      category: { id: 'consumer-router', name: 'Consumer router' },
      status: 'undetermined',
      designations: [
        {
          list: 'example-ban',
          entry: 'consumer-router',
          status: 'undetermined',
          because: null,
          needs: ['country'],
          daysLeft: null,
          exemption: null,
          waiver: null,
        },
      ],
    });
    const text = await report('text', { width: 140 }, { outcomes: rows(14, router) });
    expect(text).toContain('14 consumer routers have no country of production');
    expect(text).not.toMatch(/^ {2}line /m);
  });
});

describe('what was not judged', () => {
  const blank: Outcome = {
    source: SOURCE,
    row: 1,
    line: 2,
    cell: null,
    record: record(1, ['', '', 'host-1', 'hunter2']),
    judged: false,
    findings: [],
    problems: [],
    designations: [],
  };
  const summary: SummaryEvent = {
    ...EMPTY_SUMMARY,
    inputs: [{ source: SOURCE, sha256: null, rows: 9, judged: 3, notJudged: 5, rejected: 1, guessed: [] }],
  };

  test('is counted by reason', async () => {
    const text = await report('text', { width: 140 }, { outcomes: [blank, blank], summary });
    expect(text).toContain('2 rows: maker, model, MAC and other identity cells are empty or say nothing');
    expect(text).toContain('3 rows: nothing to judge');
    expect(text).toContain('1 row: could not be read');
  });

  test('an input without a telling column says so', async () => {
    const inputs = [{ ...INPUT, columns: [{ column: 'Room', field: 'site' as const, why: 'synonym' }] }];
    const text = await report('text', { width: 140 }, { inputs, outcomes: [blank], summary });
    expect(text).toContain('1 row: no column names a maker, model, MAC or other identity');
    expect(text).toContain('3 rows by no column that tells a maker');
  });

  test('text without columns is looked at by whole lines', async () => {
    const inputs = [
      { ...INPUT, format: 'text', columns: [{ column: 'line', field: 'text' as const, why: 'text line' }] },
    ];
    const text = await report('text', { width: 140 }, { inputs, outcomes: [], summary });
    expect(text).toContain('3 rows by whole lines of text');
    expect(text).not.toContain('no column that tells');
  });
});

test.each(['site', 'list', 'none'] as const)('grouped by %s, the law of a vendor stands once', async (groupBy) => {
  const outcomes = rows(30, (row) => ({ asset: { site: `Site ${row}` } }));
  const text = await report('text', { width: 140, groupBy }, { outcomes });
  expect(text.match(/^ {2}.*by Example ban list, as /gm)).toHaveLength(1);
  expect(text.match(/^Hikvision$/gm)).toHaveLength(1);
});
