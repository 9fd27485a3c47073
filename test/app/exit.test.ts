import { describe, expect, test } from '@jest/globals';
import { Account } from '../../src/app/account.ts';
import { isOutdated } from '../../src/app/exit.ts';
import { optionsOf, type Options } from '../../src/app/options.ts';
import type { DesignationEvent, ListRef, Outcome, RunEvent, SummaryEvent } from '../../src/core/events.ts';
import type { Finding } from '../../src/core/finding.ts';
import { problem, type Problem } from '../../src/core/problem.ts';
import { designation } from '../designation.ts';

const AS_OF = '2026-11-24';
const DESIGNATION = designation();
const WAIVER = { id: 'w', because: 'accepted', expires: '2027-01-01' };
const NO_ROWS = problem('x', { code: 'no-rows', severity: 'error', message: '' });
const PROBLEM = problem('x', { code: 'stray-quote', severity: 'error', message: '' }, { row: 1, line: 2 });
const LIST: ListRef = {
  ...{ id: 'l', title: '', short: null, binds: null, url: null, checked: '2026-01-01', pace: null, since: null },
  ...{ approvals: [{ id: 'a', checked: '2026-11-01', pace: 14, things: ['drone'] }], note: null, sha256: '' },
};

interface Facts {
  options?: Partial<Options>;
  findings?: readonly Partial<Finding>[];
  problems?: readonly Problem[];
  rows?: readonly [rows: number, judged: number][];
  unread?: readonly string[];
  waivers?: SummaryEvent['waivers'];
  counts?: boolean;
  lists?: readonly ListRef[];
}

function end({
  options,
  findings = [],
  problems = [],
  rows = [[10, 10]],
  unread = [],
  waivers,
  counts = true,
  lists = [LIST],
}: Facts) {
  const run = waivers && { apply: (one: Finding) => one, applyTo: (one: Problem) => one, report: () => waivers };
  const account = new Account(
    { lists, waivers: null, baseline: null, gate: [] } as unknown as RunEvent,
    { ...optionsOf({}, AS_OF), ...options },
    run,
  );
  rows.forEach(([count, judged], index) => {
    const counts = { rows: count, judged, notJudged: count - judged, rejected: 0 };
    account.addInputs([{ source: `${index}.csv`, sha256: null, ...counts, guesses: () => [] }], judged);
  });
  const { list, entry } = DESIGNATION;
  const designation = { type: 'designation', list, entry, rules: [], counts } as unknown as DesignationEvent;
  const outcome: Outcome = {
    ...{ source: 'x', row: 1, line: 2, cell: null, record: null, judged: true },
    findings: findings.map((finding) => {
      const status = finding.status ?? 'banned';
      const usual = {
        source: 'x',
        line: 2,
        cell: null,
        evidence: [],
        conflict: null,
        category: null,
        vendor: { id: 'v', name: 'V', affiliate: null },
        asset: {},
        assetId: '0123456789abcdef',
        quantity: 1,
        new: null,
      };
      const designations = [{ ...DESIGNATION, status }];
      return { ...usual, confidence: 'probable', status, designations, ...finding } as Finding;
    }),
    problems: [...unread.map((source): Problem => ({ ...PROBLEM, source, code: 'unreadable' })), ...problems],
    designations: [designation],
  };
  account.take([outcome]);
  const steps = [...account.end({})];
  const warnings = steps.flatMap((step) => (step.kind === 'message' ? step.text : []));
  const summaries = steps.flatMap((step) => (step.kind === 'summary' ? step.event : []));
  return { exit: (summaries[0] as SummaryEvent).exit, warnings };
}

describe('the exit code', () => {
  const upcoming = {
    status: 'upcoming',
    designations: [{ ...DESIGNATION, status: 'upcoming', daysLeft: 30 }],
  } as const;
  const cases: readonly [string, Facts, number][] = [
    ['nothing', {}, 0],
    ['a probable ban', { findings: [{}] }, 1],
    ['a possible ban', { findings: [{ confidence: 'possible' }] }, 0],
    ['a possible ban when that fails', { findings: [{ confidence: 'possible' }], options: { failOn: 'possible' } }, 1],
    ['a ban when nothing fails', { findings: [{}], options: { failOn: 'never' } }, 0],
    ['a waived finding', { findings: [{ status: 'waived' }] }, 0],
    ['undetermined', { findings: [{ status: 'undetermined' }] }, 3],
    ['undetermined, by a kind that no profile names', { findings: [{ status: 'undetermined' }], counts: false }, 0],
    ['undetermined but possible', { findings: [{ status: 'undetermined', confidence: 'possible' }] }, 0],
    ['undetermined when nothing fails', { findings: [{ status: 'undetermined' }], options: { failOn: 'never' } }, 3],
    ['undetermined in the baseline', { findings: [{ status: 'undetermined', new: false }] }, 0],
    [
      'undetermined when that fails',
      { findings: [{ status: 'undetermined' }], options: { failOnStatus: ['undetermined'] } },
      1,
    ],
    ['a finding of the baseline', { findings: [{ new: false }] }, 0],
    ['a finding that is new', { findings: [{ new: true }] }, 1],
    ['upcoming, no limit', { findings: [upcoming] }, 0],
    ['upcoming within the days', { findings: [upcoming], options: { deadlineWithin: 30 } }, 1],
    ['upcoming after the days', { findings: [upcoming], options: { deadlineWithin: 29 } }, 0],
    [
      'upcoming but possible',
      { findings: [{ ...upcoming, confidence: 'possible' }], options: { deadlineWithin: 30 } },
      0,
    ],
    ['no rows', { rows: [[0, 0]] }, 3],
    ['no rows, and a waiver for that', { rows: [[0, 0]], problems: [{ ...NO_ROWS, waiver: WAIVER }] }, 0],
    ['a day before the only list', { lists: [{ ...LIST, since: '2026-11-25' }] }, 3],
    ['the first day of one of two', { lists: ['2027-01-01', AS_OF].map((since) => ({ ...LIST, since })) }, 0],
    ['an error', { problems: [PROBLEM] }, 3],
    ['a waived error', { problems: [{ ...PROBLEM, waiver: WAIVER }] }, 0],
    ['a warning', { problems: [{ ...PROBLEM, severity: 'warning' }] }, 0],
    ['just enough identity', { rows: [[10, 8]] }, 0],
    ['too little identity', { rows: [[10, 7]] }, 3],
    ['no identity, and none required', { rows: [[10, 0]], options: { requireIdentity: 0 } }, 0],
    [
      'one of many inputs without any',
      {
        rows: [
          [100, 100],
          [1, 0],
        ],
      },
      3,
    ],
    ['an old list', { options: { maxListAge: 300 } }, 3],
    ['a list that is not too old', { options: { maxListAge: 327 } }, 0],
    ['a finding beats incomplete', { findings: [{}], problems: [PROBLEM] }, 1],
    ['an unread input beats a finding', { findings: [{}], unread: ['x.csv'] }, 2],
    ['an unused waiver', { waivers: { unused: ['w'], expired: [], expiring: [], notYet: [], dismissed: 0 } }, 0],
    [
      'an unused waiver, strictly',
      {
        waivers: { unused: ['w'], expired: [], expiring: [], notYet: [], dismissed: 0 },
        options: { strictWaivers: true },
      },
      2,
    ],
    [
      'an expired waiver, strictly',
      {
        waivers: { unused: [], expired: ['w'], expiring: [], notYet: [], dismissed: 0 },
        options: { strictWaivers: true },
      },
      2,
    ],
  ];
  test.each(cases)('%s', (_, facts, code) => {
    const { exit } = end(facts);
    expect(exit.code).toBe(code);
    expect(exit.because.length > 0).toBe(code !== 0);
  });

  test('every reason is given, the one that decides first', () => {
    const { exit } = end({ findings: [{}, {}], problems: [PROBLEM], unread: ['x.csv'] });
    expect(exit.because).toEqual([
      'x.csv could not be read',
      '2 findings at or above probable',
      '1 error in what was read',
    ]);
  });

  test('the age of a list is counted in days, one of them as 1 day', () => {
    const ofAge = (checked: string) => end({ lists: [{ ...LIST, checked }], options: { maxListAge: 0 } }).exit.because;
    expect(ofAge('2026-11-23')).toEqual([`the list ${LIST.id} was checked 1 day before ${AS_OF}, more than 0`]);
    expect(ofAge('2026-11-22')).toEqual([`the list ${LIST.id} was checked 2 days before ${AS_OF}, more than 0`]);
  });

  test('numbers are grouped', () => {
    expect(end({ rows: [[12_345, 1_234]] }).exit.because).toEqual([
      '1,234 of 12,345 rows name a vendor, model or MAC (80 % required, see --require-identity)',
    ]);
  });

  test('that there are no rows is said once', () => {
    expect(end({ problems: [NO_ROWS], rows: [[0, 0]] }).exit).toEqual({ code: 3, because: ['no rows'] });
    expect(end({ problems: [NO_ROWS, PROBLEM], rows: [[0, 0]] }).exit.because).toEqual([
      'no rows',
      '1 error in what was read',
    ]);
    const other = { ...NO_ROWS, source: 'y', waiver: WAIVER };
    expect(
      end({
        problems: [NO_ROWS, other],
        rows: [
          [0, 0],
          [0, 0],
        ],
      }).exit.because,
    ).toEqual(['1 error in what was read']);
    expect(
      end({
        problems: [NO_ROWS],
        rows: [
          [9, 9],
          [0, 0],
        ],
      }).exit.because,
    ).toEqual(['1 error in what was read']);
  });

  test('a list older than three times its pace is a warning where something was found by it', () => {
    expect(end({}).warnings).toEqual([]);
    const old = { ...LIST, checked: '2025-05-01' };
    expect(isOutdated({ checked: '2026-08-26', pace: 30 }, AS_OF)).toBe(false);
    expect(isOutdated({ checked: '2026-08-25', pace: 30 }, AS_OF)).toBe(true);
    expect(end({ findings: [{}], lists: [{ ...LIST, checked: '2025-07-01' }] }).warnings).toEqual([]);
    const approvals = [{ id: 'a', checked: '2026-01-01', pace: 14, things: ['drone'] }];
    expect(end({ findings: [{}], lists: [{ ...LIST, approvals }] }).warnings).toEqual([]);
    expect(end({ findings: [{}], lists: [old] }).warnings).toEqual([
      `l may be out of date on ${AS_OF}: as known on 2025-05-01; docs/data.md says where newer data is`,
    ]);
  });
});
