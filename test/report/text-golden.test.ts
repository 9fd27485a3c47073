import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/core/finding.ts';
import type { ReportOptions } from '../../src/report/reporter.ts';
import { EMPTY_SUMMARY, RUN, SUMMARY } from '../fixtures/report/outcomes.ts';
import { expectGolden } from './expect-golden.ts';
import { report } from './run.ts';
import { rows } from './text-rows.ts';

const VENDORS = [
  { id: 'hikvision', name: 'Hikvision', affiliate: null },
  { id: 'zte', name: 'ZTE', affiliate: null },
  { id: 'huawei', name: 'Huawei', affiliate: { id: 'hisilicon', name: 'HiSilicon', relation: 'subsidiary' } },
];

/** Some of each vendor and grade; every twelfth is only possible, a name is long and one is not Latin. */
function change(row: number): Partial<Finding> {
  const vendor = VENDORS[(row * row) % 3] ?? null;
  const hostname =
    row % 7 === 0 ? `sw-${row}-in-a-rack-with-a-long-name` : row % 5 === 0 ? `摄像头-${row}` : `cam-${row}`;
  return {
    vendor,
    confidence: row % 12 === 0 ? 'possible' : row % 4 === 0 ? 'probable' : 'confirmed',
    asset: { hostname, model: 'DS-2CD2143G2-I', serial: `00${row}`, site: row % 2 === 0 ? 'Lobby' : 'Garage' },
    conflict: row % 6 === 0 ? { field: 'mac', column: 'MAC', seen: '00:11:22:33:44:55', vendor: 'Swann' } : null,
  };
}

async function textOf(count: number, options: Partial<ReportOptions>): Promise<string> {
  const counts = { found: count, failing: count };
  const found = {
    ...SUMMARY,
    ...{ assets: { judged: count * 2, ...counts }, pieces: count, attention: {}, sites: {}, exit: EMPTY_SUMMARY.exit },
  };
  const because = [`${count} findings at or above probable`];
  const summary =
    count === 0
      ? EMPTY_SUMMARY
      : { ...found, setAside: EMPTY_SUMMARY.setAside, resolved: [], exit: { code: 1, because } };
  return report('text', options, { run: { ...RUN, gate: [] }, outcomes: rows(count, change), summary });
}

const LOOKS: readonly (readonly [string, Partial<ReportOptions>])[] = [
  ['80', { width: 80 }],
  ['120', { width: 120 }],
  ['200', { width: 200 }],
  ['ascii', { width: 80, unicode: false }],
  ['colour', { width: 80, color: true }],
];

describe.each([0, 1, 12, 30, 3_000])('%i findings', (count) => {
  test.each(LOOKS)('%s', async (look, options) => {
    expectGolden(`text-of-${count}-${look}.txt`, await textOf(count, options));
  });

  test('the answer is among the first five lines, and the last', async () => {
    const lines = (await textOf(count, {})).trimEnd().split('\n');
    expect(lines.slice(0, 5).join('\n')).toMatch(/^[✗✓] (\d|No findings)/mu);
    expect(lines.at(-1)).toMatch(/ \(exit [01]\)$/);
  });
});

test('twelve findings take at most 48 lines of 80 columns', async () => {
  expect((await textOf(12, { width: 80 })).split('\n').length).toBeLessThanOrEqual(49);
});
